"""Words of what is done stand only where evidence stands beside them: a plan never reads as done."""

import re
from datetime import date, timedelta

import pytest

import metrics
import texts
from metrics import Board
from tests.metrics.world import DAY, PEMILU, World, board, city

LANGS = texts.LANGUAGES
DONE = {
    "id": re.compile(
        r"(?<![a-z])(diterima|terkirim|dikirim|dikirimkan|terkirimkan|tiba|sampai|diserahkan|diantar|datang|"
        r"selesai|dikonfirmasi|disortir|dilipat|dikemas|didistribusikan)(?![a-z])",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(received|sent|arrived|came|come(?! from)|delivered|"
        r"handed over|confirmed|shipped|dispatched|finished|"
        r"sorted|folded|packed|distributed)\b",
        re.IGNORECASE,
    ),
}
"""Verbs that say that goods moved or work is done."""
NOT_YET = {
    "id": re.compile(
        r"(belum|tidak|tanpa|dijanjikan|direncanakan|diperkirakan|rencana|perkiraan|batas|bukti|tanggal|jadwal|"
        r"minta|bila|sesudah|setelah|sampai|akan|mulai|paling|berapa)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(not|cannot|never|no|nobody|without|planned|promised|expected|until|latest|limit|day|if|after|by|will|can|"
        r"to be|how|ask|evidence|unless|once)\b",
        re.IGNORECASE,
    ),
}
"""Words that take such a verb back: it is not so yet, it is planned, or asked for."""
SAID_OF_GOODS = ("alerts", "alert_acts.effects", "alert_acts.names", "alert_acts.stages", "alert_acts.digest")
"""Texts that speak of goods by themselves, wherever no evidence is at hand: all that an alert can say."""


def speaking() -> list[str]:
    return [key for key in texts.catalogue("id") if key.startswith(tuple(f"{one}." for one in SAID_OF_GOODS))]


def parts(text: str) -> list[str]:
    """The clauses of a text, without what is put in."""
    return re.split(r"[.;:]", re.sub(r"\{[^}]*\}", " ", text))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", speaking())
def test_no_alert_says_that_goods_moved(key: str, lang: texts.Lang):
    for clause in parts(texts.catalogue(lang)[key]):
        if DONE[lang].search(clause) and key not in COUNTED:
            assert NOT_YET[lang].search(clause), clause


COUNTED = {
    "alerts.sorted-over-received",
    "alert_acts.names.sorted-over-received",
    "alerts.damaged-over-reserve",
    "alerts.ballots-sorted-differ",
    "alerts.ballots-kept-differ",
}
"""Numbers of the sheets that say so: so many sorted of so many received, each with its cells."""

LABELS = re.compile(r"^(?:s\.d\.|[^{.]){0,48}$")
"""A heading, a column ("Diterima s.d. hari ini") or a choice: a name, of which nothing is said."""
OF_FILES = ("upload", "cli.", "history.", "kinds.", "problems.", "frame.", "ledger.", "marked.", "sending.")
"""Texts about files, sheets and messages, not about goods."""
OF_MONEY = ("money_findings.", "bodies.")
"""Texts about money and its papers, which no shipment moves."""
OF_INPUTS = ("inputs.", "meetings.", "wall.inputs.")
"""Texts about what people said, which is finished with evidence or a reason."""
OF_NUMBERS = (
    "formulas.",
    "charts.",
    "reasons.",
    "sorting.",
    "screens.",
    "replacements.",
    "rights.",
    "distribution.",
)
"""Texts that stand beside numbers of the sheets; each number opens its cells."""
LEGENDS = {
    *("planning.items-note", "rights.rules.kind", "sorting.progress-note", "sorting.pay-note"),
    *("support.chart", "settings.names.adhoc-sptjb_unblocks"),
}
"""What a chart's line or a number counts: of no goods in particular."""


@pytest.mark.parametrize("lang", LANGS)
def test_every_other_text_with_such_a_word_is_a_name_or_has_a_number_or_takes_it_back(lang: texts.Lang):
    """All texts: a new one that says "received" by itself fails here until somebody has looked at it."""
    guilty = []
    for key, text in texts.catalogue(lang).items():
        if (
            key.startswith(OF_FILES + OF_MONEY + OF_INPUTS)
            or key in COUNTED | LEGENDS
            or not DONE[lang].search(text)
        ):
            continue
        counted = key.startswith(OF_NUMBERS) and "{" in text
        # "#" stands for what is put in: a number, a name, a day.
        for clause in re.split(r"[.;:]", re.sub(r"\{[^}]*\}", "#", text)):
            said = DONE[lang].search(clause)
            if said and not (NOT_YET[lang].search(clause) or LABELS.match(text) or counted):
                guilty.append((key, clause.strip()))
    assert guilty == []


# -- what is drawn -------------------------------------------------------------------------------------


def shipment(planned: date, arrived: date | None = None, bast: str | None = None) -> World:
    world = city()
    world.goods("PPWP", DAY, kebutuhan=100, diterima=0, tgl_perkiraan=DAY - timedelta(days=1))
    place = {"kecamatan": "Kec 1", "tujuan": "PPK", "kotak": 10}
    world.add("distribusi", "", DAY, **place, tgl_rencana=planned, tgl_tiba=arrived, no_bast=bast)
    return world


def said(found: Board, lang: texts.Lang) -> str:
    return " | ".join(
        part
        for one in found.alerts
        for part in (
            metrics.alert_text(one, found, PEMILU, lang),
            metrics.alert_todo(one, found, PEMILU, lang),
            metrics.formula_text(one.figure.formula, lang) if one.figure else "",
        )
    )


def test_a_plan_of_yesterday_without_evidence_is_planned_and_not_done():
    found = board(shipment(DAY - timedelta(days=1)))
    told = [metrics.alert_text(one, found, PEMILU, "id") for one in found.alerts]
    assert any("direncanakan, belum ada bukti" in one for one in told)
    for lang in LANGS:
        for clause in parts(said(found, lang)):
            assert not DONE[lang].search(clause) or NOT_YET[lang].search(clause), clause
    # What was expected yesterday is not there either.
    ballots = next(one for one in found.items if one.item == "PPWP")
    assert (ballots.state, ballots.received) == ("not-received", 0)


@pytest.mark.parametrize(
    ("arrived", "bast", "proved"),
    [
        (None, None, False),
        (DAY, None, False),
        (None, "12/BAST/2023", False),
        (DAY + timedelta(days=1), "12/BAST/2023", False),
        (DAY, "12/BAST/2023", True),
    ],
)
def test_only_a_day_and_a_number_of_evidence_end_a_plan(arrived: date | None, bast: str | None, proved: bool):
    found = board(shipment(DAY - timedelta(days=1), arrived, bast))
    assert ("direncanakan, belum ada bukti" in said(found, "id")) is not proved

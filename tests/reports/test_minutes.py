"""The minutes of a meeting hold who was there, what the room saw, and what was said and decided."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import metrics
import pipeline
import texts
from metrics.inputs import Act as InputAct
from metrics.inputs import Said
from metrics.meetings import AGENDA, Act, Meeting
from pipeline import formal
from reports.document import Document, Section
from reports.docx import docx
from reports.pdf import pdf
from store import Store
from tests import sheets
from tests.reports import word
from tests.reports.offices import BOTH, DAYS, NAMES, PEMILU, bring, bring_file, listed, opened

OWNER, CHAIR = "Slamet Riyadi", "Fatimah Zahra"


def start(store: Store, office: str, title: str = "Rakor distribusi", **more: object) -> Meeting:
    day = DAYS[office]
    place = next(one for one in pipeline.places(store) if one.level == "kota")
    values = {"title": title, "place": place.code, "as_of": day, "today": day, "agenda": AGENDA, **more}
    act(store, office, Act("start", CHAIR, version=store.head(), **values))
    return last(store, office)


def act(store: Store, office: str, one: Act) -> None:
    pipeline.meet(store, one, office=NAMES[office], election=PEMILU.code)


def last(store: Store, office: str) -> Meeting:
    return pipeline.meetings(store.ledger(), NAMES[office])[-1]


def say(store: Store, office: str, text: str) -> None:
    day = DAYS[office]
    said = Said(day, "Bawaslu", text, decision="Dibagikan tiap pekan", owner=OWNER, due=day)
    told = InputAct("say", "Analis", day, said=(said,))
    pipeline.act_on_input(store, told, office=NAMES[office], election=PEMILU.code)
    one = pipeline.inputs(store.ledger(), NAMES[office])[-1]
    approval = InputAct("approve", "Sekretaris", day, key=one.key, base=one.last.seq)
    pipeline.act_on_input(store, approval, office=NAMES[office], election=PEMILU.code)


def minutes(store: Store, office: str, lang: texts.Lang = "id", **more: bool) -> Document:
    return formal.minutes_of(store, PEMILU, NAMES[office], last(store, office), lang, **more)


def part(one: Document, key: str, lang: texts.Lang = "id") -> Section:
    title = texts.say(f"reports_formal.minutes.{key}", lang)
    return [each for each in one.sections if each.title == title][-1]


def told(one: Document, section: Section) -> str:
    return word.text(docx(replace(one, sections=(section,))))


@pytest.mark.parametrize(("office", "lang"), BOTH)
def test_a_meeting_is_told_with_all_that_was_at_it(office: str, lang: texts.Lang, own: Callable[[str], Path]):
    store = opened(own(office))
    meeting = start(store, office)
    there = Act("attend", CHAIR, meeting.key, institution="Polres", people=3, note="pengamanan")
    act(store, office, there)
    say(store, office, "Mohon jadwal gudang dibagikan")
    act(store, office, Act("close", CHAIR, meeting.key, note="Dilanjutkan 8 Januari"))
    one = minutes(store, office, lang)
    data = docx(one)
    text, tables = word.text(data), word.tables(data)
    board = pipeline.meeting_board(store, PEMILU, NAMES[office], last(store, office))
    summary = metrics.summary(board, lang)

    cells = [row for table in tables for row in table]
    assert ["1", "Polres", "3", "pengamanan"] in cells
    for part_of in ("Rakor distribusi", "Mohon jadwal gudang dibagikan", "Dibagikan tiap pekan"):
        assert part_of in text
    assert "Dilanjutkan 8 Januari" in text
    assert texts.numbers.write(summary["readiness"]["percent"], "percent", lang) in text
    for alert in summary["alerts"]:
        assert alert["text"] in text
    titles = [each.title for each in one.sections]
    at = [titles.index(f"{number}. {texts.say(f'wall.titles.{code}', lang)}")
          for number, code in enumerate(AGENDA, 1)]  # fmt: skip
    assert at == sorted(at)
    for table in listed(one):
        assert [list(row.cells) for row in table.rows] in [each[1:] for each in tables]
    for name in (OWNER, CHAIR):
        assert name not in text
        assert name not in text.replace("\n", " ")
    named = word.text(docx(minutes(store, office, lang, names=True)))
    assert OWNER in named
    assert CHAIR in named
    signing = [texts.say(f"reports_formal.roles.{role}", lang) for role in ("lead", "scribe")]
    assert any(each[0][:2] == signing for each in tables)
    assert docx(minutes(store, office, lang)) == data
    assert pdf(one).startswith(b"%PDF")


def test_a_closed_meeting_is_told_alike_after_newer_sheets_and_words(own: Callable[[str], Path]):
    office = "kota-pekalongan"
    store = opened(own(office))
    meeting = start(store, office)
    say(store, office, "Mohon jadwal gudang dibagikan")
    act(store, office, Act("close", CHAIR, meeting.key))
    before = docx(minutes(store, office))
    bring(store, "baru.csv", "22 DESEMBER 2023", "LOGISTIK;;", "Jenis Logistik;Kebutuhan;Diterima",
          "PPWP;236712;236712")  # fmt: skip
    say(store, office, "Setelah rakor")
    assert docx(minutes(store, office)) == before


def test_the_next_meeting_tells_what_changed_and_what_is_still_open(own: Callable[[str], Path]):
    office = "kota-pekalongan"
    store = opened(own(office))
    meeting = start(store, office, "Rakor pertama")
    say(store, office, "Mohon jadwal gudang dibagikan")
    act(store, office, Act("close", CHAIR, meeting.key))
    bring_file(store, "presiden.xlsx", sheets.presiden_arrived("22 DESEMBER 2023"))
    start(store, office, "Rakor kedua")
    one = minutes(store, office)
    changed = told(one, part(one, "since"))
    assert "Rakor pertama" in changed
    assert "Surat suara Presiden" in changed
    for row in ("Membaik", "80,0\u00a0%", "90,0\u00a0%", "+10 poin", "lembar → "):
        assert row in changed
    assert "Mohon jadwal gudang dibagikan" in told(one, part(one, "carried"))
    assert "Mohon jadwal gudang dibagikan" not in told(one, part(one, "said"))
    assert "masih berjalan" in word.text(docx(one))
    assert one.seal.section == str(last(store, office).key)
    assert one.seal.version == last(store, office).version

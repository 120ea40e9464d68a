"""Deadlines, honor and documents on the page of money, on the sheets of both offices."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import elections
import metrics
import pipeline
import texts
from metrics.bodies import Bodies
from tests import screens, sheets

PROFILE = elections.load("pemilu-2024")
PEKALONGAN, BENGKULU = date(2023, 12, 22), date(2024, 2, 7)


@pytest.fixture
def pekalongan(built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    screens.forget()
    return screens.use(built("kota-pekalongan"), monkeypatch)


@pytest.fixture
def bengkulu(built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    screens.forget()
    return screens.use(built("kota-bengkulu"), monkeypatch)


def opened(part: str, day: date, **address: str) -> AppTest:
    return screens.open_page("keuangan", "direct", **{"per": day.isoformat(), "bagian": part, **address})


def read(at: AppTest) -> str:
    """What is read, with plain blanks inside numbers too."""
    return screens.words(at).replace("\xa0", " ")


def looked_at(root: Path, day: date, code: str | None = None) -> tuple[Bodies, dict[str, metrics.Figure]]:
    store = screens.store(root)
    known = pipeline.places(store)
    place = next(one for one in known if one.code == code or (code is None and one.level == "kota"))
    board = pipeline.board(store, PROFILE, place, known, day, day)
    found = pipeline.bodies(store, PROFILE, board, known)
    return found, pipeline.figures_of_bodies(found, board, known)


def test_the_two_late_pps_are_named_and_the_same_at_every_level(pekalongan: Path):
    found, figures = looked_at(pekalongan, PEKALONGAN)
    assert [(one.unit.at[1], one.term.period) for one in found.ageing.late] == [("Degayu", "2023-10")]
    total = figures["bodies:age-all:late"].value
    assert isinstance(total, int)
    assert total == sum(row.late.amount for row in found.ageing.rows) == found.ageing.late[0].term.outstanding
    shown = read(opened("batas", PEKALONGAN))
    assert f"{texts.numbers.rupiah(total, 'id')} dari 1 badan".replace("\u00a0", " ") in shown
    assert "PPS Degayu SPJ Oktober 2023 lewat batas 27 hari" in shown


def test_one_filter_lists_what_was_not_accounted_for_by_the_deadline(pekalongan: Path):
    at = opened("batas", PEKALONGAN)
    at.toggle(key="lewat_batas").set_value(True).run()
    assert not at.exception
    shown = read(at)
    assert texts.say("bodies.age.list", "id") in shown
    assert "PPS Degayu Oktober 2023" in shown
    assert texts.say("bodies.cash.title", "id") not in shown
    # It is in the address, and another part drops it.
    assert at.query_params["lewat_batas"] == "1"
    linked = opened("batas", PEKALONGAN, lewat_batas="1")
    assert linked.toggle(key="lewat_batas").value
    assert texts.say("bodies.cash.title", "id") not in read(linked)
    linked.segmented_control(key="bagian").set_value("honor").run()
    assert "lewat_batas" not in linked.query_params
    assert pekalongan


@pytest.mark.parametrize(
    ("file", "part"), [("12 Dokumen SPJ.xlsx", "dokumen"), ("13 Realisasi SAKTI.xlsx", "cocok")]
)
def test_an_office_without_a_sheet_of_money_sees_what_others_tell(
    file: str, part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    screens.forget()
    store = screens.store(screens.use(tmp_path, monkeypatch))
    for name in ("01 Daftar TPS dan DPT (perbaikan).xlsx", file):
        data = (sheets.PEKALONGAN / name).read_bytes()
        reading = pipeline.read(store, PROFILE, name, data)
        assert pipeline.accept(store, PROFILE, reading, data, "Bendahara").upload_id
    at = opened("ringkas", PEKALONGAN)
    assert at.segmented_control(key="bagian").options == [texts.say(f"money.parts.{part}", "id")]
    words = {"dokumen": "bodies.papers.title", "cocok": "reconciling.account"}
    assert texts.say(words[part], "id") in read(at)


def test_reminders_name_offices_bodies_and_documents(pekalongan: Path):
    at = opened("dokumen", PEKALONGAN)
    told = [one.value for one in at.code]
    assert [one.split("\n")[0] for one in told] == ["Kepada Ketua dan Sekretaris PPK Pekalongan Utara"]
    (degayu,) = (one for one in told[0].split("\n") if one.startswith("- "))
    assert degayu.startswith("- PPS Degayu, Oktober 2023: DN.04 SPTJB, DN.05 Surat tugas, ")
    assert pekalongan


def test_every_number_opens_cells_and_those_of_money_add_up(bengkulu: Path):
    store = screens.store(bengkulu)
    for code in (None, "17.71.02"):
        _, figures = looked_at(bengkulu, BENGKULU, code)
        assert figures
        signs = {"dicairkan": 1, "spj": -1, "setor_kembali": -1, "pagu": 1}
        for name, figure in figures.items():
            if not re.match(r"bodies:age-[^:]*:(\d|late)|bodies:week-\d+:stated", name):
                continue
            cells = [cell for one in figure.sources for cell in pipeline.cells(store, one, BENGKULU)]
            if "week" in name:
                signs["dicairkan"] = -1
            else:
                signs["dicairkan"] = 1
            assert sum(signs[cell.measure] * int(str(cell.value)) for cell in cells) == figure.value, name


def test_honor_of_all_bodies_is_that_of_the_profile(pekalongan: Path):
    found, figures = looked_at(pekalongan, PEKALONGAN)
    assert found.honor.differences == ()
    told = {one.rate.body: (one.listed, one.bodies, one.months) for one in found.honor.paid}
    assert told == {"PPK": (4, 4, 12), "PPS": (27, 27, 81), "KPPS": (881, 881, 881)}
    assert figures["bodies:honor-KPPS:computed"].value == 8_105_200_000
    shown = read(opened("honor", PEKALONGAN))
    assert "Rp 8.105.200.000" in shown
    assert texts.say("bodies.honor.head-good", "id") in shown


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("part", ["batas", "honor", "dokumen"])
def test_each_part_opens_at_each_level(bengkulu: Path, part: str, lang: str):
    for address in ({}, {"kec": "17.71.02"}, {"kec": "17.71.02", "kel": "17.71.02.1001"}):
        shown = screens.shown(opened(part, BENGKULU, lang=lang, **address))
        assert "Traceback" not in shown
        assert not re.search(r"bodies\.[a-z]+\.", shown)
    assert bengkulu


@pytest.mark.usefixtures("pekalongan")
def test_who_is_late_is_named_under_the_sentence():
    shown = read(opened("batas", PEKALONGAN))
    assert "sampai batas waktu. PPS Degayu, Oktober 2023: Rp 8.600.000, lewat 27 hari." in shown


@pytest.mark.usefixtures("bengkulu")
def test_bodies_that_the_same_holds_share_a_row():
    shown = read(opened("batas", BENGKULU))
    assert (
        "Selebar PPK Selebar, PPS Betungan, PPS Pagar Dewa, PPS Pekan Sabtu, PPS Sukarami, PPS Sumur Dewa "
        "SPJ Januari 2024 belum disahkan (Rp 64.450.000)"
    ) in shown
    assert "Sungai Serut PPS Surabaya SPJ Desember 2023 lewat batas 18 hari (Rp 8.600.000)" in shown


@pytest.mark.usefixtures("bengkulu")
def test_places_that_wait_and_those_that_may_stand_in_one_row():
    shown = read(opened("batas", BENGKULU))
    assert "Ratu Samban PPS 1 tidak ada PPS 4 PPK 1 PPS 4 KPPS 59" in shown


@pytest.mark.usefixtures("bengkulu")
def test_what_lacks_in_the_documents_stands_out_and_reminders_have_a_box_of_their_own():
    told = screens.shown(opened("dokumen", BENGKULU))
    assert re.search('<strong class="lack"><button [^>]+>9/11</button></strong>', told)
    assert re.search('<span class="zero"><button [^>]+>11/11</button></span>', told)
    # A head of that look in the page itself would colour all of it.
    assert 'class="box-title"' not in told


@pytest.mark.usefixtures("pekalongan")
def test_where_honor_agrees_there_is_no_list_of_differences():
    assert texts.say("bodies.honor.list", "id") not in read(opened("honor", PEKALONGAN))

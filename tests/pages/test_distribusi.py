"""The distribution page on the sheets of Kota Bengkulu of 7 February 2024, and without any shipment."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import elections
import metrics
import pipeline
import texts
from tests import screens
from ui import distribution

PROFILE = elections.load("pemilu-2024")
DAY = date(2024, 2, 7)


@pytest.fixture
def bengkulu(built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    screens.forget()
    return screens.use(built("kota-bengkulu"), monkeypatch)


def opened(way: str = "direct", lang: str = "id", **address: str) -> AppTest:
    return screens.open_page("distribusi", way, lang, **{"per": DAY.isoformat(), **address})


def looked_at(root: Path, code: str | None = None) -> tuple[metrics.Distribution, dict[str, metrics.Figure]]:
    store = screens.store(root)
    known = pipeline.places(store)
    place = next(one for one in known if one.code == code or (code is None and one.level == "kota"))
    board = pipeline.board(store, PROFILE, place, known, DAY, DAY)
    found = pipeline.distribution(store, PROFILE, board, known)
    return found, pipeline.distribution_figures(found, PROFILE, board, known)


def number(shown: str, name: str) -> str:
    found = re.search(rf'data-figure="distribution:{re.escape(name)}"[^>]*>([^<]*)', shown)
    assert found, name
    return found[1]


@pytest.mark.usefixtures("bengkulu")
def test_four_ppk_have_counted_theirs_and_two_shipments_are_on_the_road():
    shown = "".join(screens.html(opened()))
    amounts = [number(shown, f"PPK-all:{name}") for name in ("planned", "left", "arrived", "proved")]
    # Selebar, Kampung Melayu, Muara Bangka Hulu and Sungai Serut; Gading Cempaka and Singaran Pati left.
    inside = 5 * (208 + 116 + 134 + 66) + 4 * 2
    assert amounts == ["4.943", f"{inside + 5 * (102 + 104) + 2 * 2:,}".replace(",", "."), "2.628", "2.628"]
    assert inside == 2628
    assert texts.say("distribution.chain-holds", "id") in screens.shown(opened())
    assert [number(shown, f"TPS-all:{name}") for name in ("planned", "left")] == ["4.925", "0"]


@pytest.mark.usefixtures("bengkulu")
def test_a_station_with_too_few_ballots_is_told_the_nearest_that_has_too_many():
    shown = re.sub(r"<[^>]*>", " ", screens.shown(opened()))
    for text in (
        "25 dari TPS 004 Pagar Dewa",
        "10 dari TPS 002 Kandang",
        "10 dari TPS 008 Bentiring",
    ):
        assert text in shown
    assert "sisa lebihnya 0" in shown


@pytest.mark.usefixtures("bengkulu")
def test_what_was_destroyed_stands_with_its_witnesses_and_a_plan_stays_one():
    shown = re.sub(r"<[^>]*>", " ", screens.shown(opened()))
    assert "saksi Bawaslu Kota Bengkulu, Polresta Bengkulu" in shown
    assert "rencana 140 (Rusak)" in shown


@pytest.mark.usefixtures("bengkulu")
def test_every_polling_station_without_evidence_is_named_with_the_ppk_to_call():
    drawn = screens.shown(opened())
    assert number(drawn, "unconfirmed:confirmed") == "0"
    shown = re.sub(r"<[^>]*>", " ", drawn)
    assert "dari 985 TPS terbukti menerima barangnya" in shown
    assert "001–006, 901–902" in shown  # Malabero
    assert "Ketua PPK Teluk Segara" in shown


BACK = """PENGEMBALIAN KOTAK SUARA KPU KOTA BENGKULU PER TANGGAL 15/02/2024
NO;KECAMATAN;KELURAHAN;TPS;JENIS LOGISTIK;DIKEMBALIKAN
1;Teluk Segara;Berkas;1;Kotak Suara;5
2;Teluk Segara;Berkas;2;Kotak Suara;4
3;Teluk Segara;Berkas;4;Kotak Suara;5
"""


def test_after_voting_what_did_not_come_back_stands_first_with_whom_to_call(
    built: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    root = Path(shutil.copytree(built("kota-bengkulu"), tmp_path / "back"))
    (done,) = pipeline.import_files(
        screens.store(root), [("kembali.csv", BACK.encode())], by="x", election="pemilu-2024"
    )
    assert done.result == "accepted"
    screens.forget()
    screens.use(root, monkeypatch)
    drawn = screens.shown(opened(per="2024-02-15"))
    shown = re.sub(r"<[^>]*>", " ", drawn)
    assert "002 (4 dari 5); 003, 005 belum lapor" in shown
    assert "Ketua PPS Berkas" in shown
    assert [number(drawn, f"return-17.71.03.1001:{name}") for name in ("due", "returned", "open")] == [
        "25",
        "14",
        "3",
    ]
    assert number(drawn, "return-all:open") == str(985 - 2)
    assert drawn.index("distribution-returns") < drawn.index("distribution-chain")


def test_the_cells_behind_a_number_add_up_to_it(bengkulu: Path):
    store = screens.store(bengkulu)
    for code in (None, "17.71.02"):
        _, figures = looked_at(bengkulu, code)
        own = [
            name
            for name in figures
            if re.match(r"distribution:((PPK|PPS|TPS)-(?!late)|chain-[A-Z]+:(out|into))", name)
        ]
        assert own
        for name in own:
            cells = [cell for one in figures[name].sources for cell in pipeline.cells(store, one, DAY)]
            assert sum(int(str(cell.value)) for cell in cells) == figures[name].value, name


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("bengkulu")
def test_below_the_city_the_page_goes_down_to_the_polling_stations(lang: str):
    at = opened(lang=lang)
    kelurahan = re.findall(r'data-go="(17\.71\.\d\d\.\d{4})"', "".join(screens.html(at)))
    assert kelurahan
    code = kelurahan[0]
    below = "".join(screens.html(opened(lang=lang, kec=code[:8], kel=code)))
    assert f'data-figure="distribution:TPS-{code}/1:planned"' in below
    assert "Traceback" not in below


@pytest.mark.usefixtures("empty")
def test_without_a_sheet_the_page_says_what_to_do():
    at = opened()
    shown = screens.shown(at)
    assert texts.say("screens.empty.kind", "id", kind=texts.say("kinds.distribusi.name", "id")) in shown
    assert 'data-figure="' not in shown


def test_numbers_in_a_row_are_told_as_from_and_to():
    assert distribution.ranges((1, 2, 3, 7, 901)) == "001–003, 007, 901"
    assert distribution.ranges(()) == ""

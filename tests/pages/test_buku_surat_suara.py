"""The ledger of ballots on its page: Kota Bogor's two warehouses, its need, its papers, and the nation's ten
days before the deadline."""

import re
import shutil
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

import elections
import metrics
import pipeline
import texts
from tests import screens
from texts import numbers
from ui import figure
from ui import words as view_words

PAGE, DAY, PEMILU, NEED = "surat_suara", "2024-01-04", "pemilu-2024", 817_283
VOTERS = [275] * 2_400 + [300] * 466 + [281]
"""800,081 voters: 2 % of them at once are 816,083 ballots, rounded up per polling station 1,200 more."""

HEAD = [
    *("NO", "JENIS SURAT SUARA", "GUDANG", "KEBUTUHAN", "DITERIMA", "BAIK", "RUSAK", "BELUM DISORTIR"),
    *("PENGGANTI", "DIKEMAS", "STOK", "IKAT", "TANGGAL TERIMA", "NO SURAT JALAN", "NO BTTB", "PENANDATANGAN"),
]
SIGNED = (date(2024, 1, 3), "SJ-77/2024", "BTTB-12/2024", "Rini Kusuma")
"""Day, waybill, receipt note and who signed it."""


def book(title: str, day: str, rows: Sequence[Sequence[Any]], office: str = "KOTA BOGOR") -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for line in (title, f"KPU {office}", f"PER TANGGAL {day}"):
        sheet.append([line])
    sheet.append([])
    for row in rows:
        sheet.append(list(row))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def stations() -> bytes:
    kecamatan = ("Bogor Selatan", "Bogor Timur", "Bogor Utara", "Bogor Tengah", "Bogor Barat", "Tanah Sareal")
    rows: list[Sequence[Any]] = [("KODE WILAYAH", "KECAMATAN", "KELURAHAN", "TPS", "JUMLAH PEMILIH")]
    for at, voters in enumerate(VOTERS):
        of, number = divmod(at, 500)
        code = f"32.71.{of + 1:02d}.1001"
        rows.append((code, kecamatan[of], f"Kelurahan {kecamatan[of]}", number + 1, voters))
    return book("DAFTAR TPS DAN DPT PEMILU 2024", "1 DESEMBER 2023", rows)


def warehouses(second: int = 319_670, unsorted: int = 19_670, bundles: int = 31_967) -> bytes:
    """DPR ballots in two warehouses, all received, the second without a BTTB; Presiden not received."""
    one = [1, "DPR RI", "Gudang 1", 497_613, 497_613, 497_000, 613, 0, 0, 400_000, 97_000, 49_762, *SIGNED]
    day, waybill, _, _ = SIGNED
    two = [2, "DPR RI", "Gudang 2", second, second, 300_000, 0, unsorted, 0, 200_000, 100_000, bundles]
    rows = [HEAD, one, [*two, day, waybill, None, None]]
    rows.append([3, "Presiden dan Wakil Presiden", None, NEED, 0, *[None] * 11])
    return book("BUKU SURAT SUARA PER GUDANG", "4 JANUARI 2024", rows)


@pytest.fixture(scope="module")
def bogor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bogor")
    store = screens.store(root)
    files = [("dpt.xlsx", stations()), ("buku.xlsx", warehouses())]
    for one in pipeline.import_files(store, files, "Siti", PEMILU):
        assert one.result == "accepted", one
    return root


@pytest.fixture
def shown(bogor: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPAN_STORE", str(bogor))
    screens.forget()
    return bogor


def opened(lang: str = "id", day: str = DAY) -> AppTest:
    return screens.open_page(PAGE, "direct", lang, per=day)


def kept(root: Path):
    store = screens.store(root)
    known = pipeline.places(store)
    place = next(one for one in known if one.level == "kota")
    profile, day = elections.load(PEMILU), date.fromisoformat(DAY)
    board = pipeline.board(store, profile, place, known, day, day)
    found = pipeline.ballots(store, profile, board, known)
    return store, board, found, pipeline.ballot_figures(found, profile, board, known)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_the_page_explains_why_kota_bogor_needs_1200_more_than_two_percent(shown: Path, lang: texts.Lang):
    said = screens.words(opened(lang))
    told = texts.say("reserve.at-once", lang, share=2.0, at_once=816_083, ballots=NEED, difference=1_200)
    assert told in said
    for number in (816_083, NEED, 1_200):
        assert numbers.count(number, lang) in told
    _, board, _, _ = kept(shown)
    assert {one.need for one in board.ballots if one.item in ("PPWP", "DPR")} == {NEED}


@pytest.mark.usefixtures("shown")
def test_both_warehouses_have_their_lines_and_add_up():
    said = screens.words(opened())
    assert "497.613 + 319.670 = 817.283, cocok" in said
    for number in ("497.613", "319.670", "97.000", "19.670", "400.000"):
        assert number in said
    assert texts.say("ballots.by-gudang", "id", item="DPR RI") in said


@pytest.mark.usefixtures("shown")
def test_identities_are_told_with_both_sides_and_what_is_missing():
    at = opened()
    said = screens.words(at)
    assert texts.say("ballots.all-agree", "id", count=9) in said
    # 817,283 received = 797,000 good + 613 damaged + 19,670 unsorted.
    assert re.search(r"Cocok ?817\.283 = 817\.283", said)
    assert texts.say("ballots.not-told", "id", names="Pengganti, Baik, Rusak, Belum disortir") in said
    assert "is-not-received" not in screens.shown(at).split(texts.say("ballots.checks", "id"))[1][:400]


def test_a_broken_identity_is_red_with_sign_word_and_both_sides(
    bogor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    root = tmp_path / "bogor"
    shutil.copytree(bogor, root)
    files = [("lagi.xlsx", warehouses(unsorted=19_671))]
    (one,) = pipeline.import_files(screens.store(root), files, "Siti", PEMILU)
    assert one.result == "accepted"
    monkeypatch.setenv("PAPAN_STORE", str(root))
    screens.forget()
    for lang in texts.LANGUAGES:
        at = opened(lang)
        said = screens.words(at)
        assert texts.say("ballots.some-differ", lang, wrong=3, count=9) in said
        left, right = numbers.count(817_283, lang), numbers.count(817_284, lang)
        assert f"{left} ≠ {right}" in said
        assert texts.say("ballots.off", lang, difference=1) in said
        word = texts.say("ballots.differs", lang)
        assert re.search(
            rf'pill is-not-received"><span class="ic ic-not-received" [^>]*></span>{word}', screens.shown(at)
        )


def test_a_wrong_split_names_both_numbers(bogor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = tmp_path / "bogor"
    shutil.copytree(bogor, root)
    (one,) = pipeline.import_files(screens.store(root), [("lagi.xlsx", warehouses(319_760))], "Siti", PEMILU)
    assert one.result == "accepted"
    monkeypatch.setenv("PAPAN_STORE", str(root))
    screens.forget()
    said = screens.words(opened())
    told = texts.say("ballots.swapped", "id", name="Gudang 2", wrong=319_760, right=319_670)
    assert said.count(told) == 2  # of the need by the rule, and of what was received
    assert "497.613 + 319.760 = 817.373" in said


@pytest.mark.usefixtures("shown")
def test_every_delivery_has_its_papers_and_without_a_bttb_it_is_not_checked():
    at = opened()
    said = screens.words(at)
    for paper in ("SJ-77/2024", "BTTB-12/2024", "Rini Kusuma", "3 Jan 2024"):
        assert paper in said
    assert texts.say("ballots.states.unchecked", "id") == "Diterima, belum diperiksa"
    rows = re.findall(r"<tr[ >].*?</tr>", screens.shown(at))
    (without,) = [one for one in rows if "SJ-77/2024" in one and "BTTB-12/2024" not in one]
    assert "319.670" in without and "Diterima, belum diperiksa" in without
    (with_it,) = [one for one in rows if "BTTB-12/2024" in one]
    assert "497.613" in with_it and "Diterima dan diperiksa" in with_it


def test_what_has_no_bttb_is_counted_as_received_not_yet_checked(shown: Path):
    store, board, found, figures = kept(shown)
    (one,) = [one for one in found if one.item == "DPR"]
    assert (one.checked, one.unchecked) == (497_613, 319_670)
    day = date.fromisoformat(DAY)
    checked = figures["ballots:DPR:total:checked"]
    assert [cell.value for cell in pipeline.cells(store, checked.sources[0], day)] == [497_613]
    delivery = figures["ballots:DPR:total:receipt-1"]
    assert [cell.value for cell in pipeline.cells(store, delivery.sources[0], day)] == [delivery.value]
    assert board.ledger == 2


def test_every_number_of_the_ledger_opens_and_its_cells_add_up(shown: Path):
    store, board, _, figures = kept(shown)
    named = {**metrics.named(board), **figures}
    names = set(re.findall(r'data-figure="(?!reserve:)([^"]+)"', "".join(screens.html(opened()))))
    assert {name for name in names if name.startswith("ballots:")}
    assert names <= set(named)
    day = date.fromisoformat(DAY)
    added = {
        name: one for name, one in figures.items() if one.formula.name in ("added-up", "ballots-of-need")
    }
    assert len(added) > 25
    for name, one in added.items():
        cells = [cell.value for source in one.sources for cell in pipeline.cells(store, source, day)]
        assert sum(value for value in cells if isinstance(value, int)) == one.value, name


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_number_says_what_it_counts_and_how(shown: Path, lang: texts.Lang):
    *_, figures = kept(shown)
    seen = screens.view(shown, date.fromisoformat(DAY), lang)
    for name, one in figures.items():
        assert figure.title(seen, name).strip()
        assert view_words.formula(seen, one.formula)


@pytest.mark.usefixtures("shown")
def test_boxes_bundles_and_sheets_both_ways_with_the_rest_flagged():
    said = screens.words(opened())
    # 817,283 DPR sheets: boxes of 500, bundles of 10.
    assert "1.634 dus + 28 ikat + 3 lembar" in said
    assert "1.634 × 500 + 28 × 10 + 3 = 817.283" in said
    # 497,613 of one delivery: a bundle that holds 3.
    assert texts.say("ballots.short-bundle", "id", sheets=3, bundle=10) in said
    # The sheet states 49,762 bundles of it, of which the last may hold 3.
    assert "menurut lembar kerja: 49.762 ikat" in said
    assert texts.say("ballots.wrong-bundle", "id", size=10) not in said


def test_a_bundle_of_another_size_is_flagged(bogor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = tmp_path / "bogor"
    shutil.copytree(bogor, root)
    files = [("lagi.xlsx", warehouses(bundles=31_966))]
    (one,) = pipeline.import_files(screens.store(root), files, "Siti", PEMILU)
    assert one.result == "accepted"
    monkeypatch.setenv("PAPAN_STORE", str(root))
    screens.forget()
    for lang in texts.LANGUAGES:
        at = opened(lang)
        word = texts.say("ballots.wrong-bundle", lang, size=10)
        rows = [one for one in re.findall(r"<tr[ >].*?</tr>", screens.shown(at)) if word in one]
        assert len(rows) == 1 and numbers.count(319_670, lang) in rows[0]
        assert "ic-not-received" in rows[0]


@pytest.mark.usefixtures("shown")
def test_what_was_counted_by_hand_is_held_against_the_papers():
    at = opened()
    at.selectbox(key="hitung_dus_jenis").set_value("DPR").run()
    assert not at.exception
    stated = next(one for one in at.number_input if (one.key or "").endswith(":stated"))
    assert stated.value == NEED
    stated.set_value(NEED + 20).run()
    assert not at.exception
    said = screens.words(at)
    assert texts.say("ballots.misfit", "id", bundles=81_729, stated=NEED + 20, bundle=10) in said
    assert "selisih 20 lembar" in said


def test_an_office_s_own_pack_sizes_are_used(bogor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = tmp_path / "bogor"
    shutil.copytree(bogor, root)
    pipeline.decide(screens.store(root), "Kota Bogor", {"packs.bundle.DPR": "25"}, by="Siti", election=PEMILU)
    monkeypatch.setenv("PAPAN_STORE", str(root))
    screens.forget()
    assert "1.634 × 500 + 11 × 25 + 8 = 817.283" in screens.words(opened())


@pytest.mark.usefixtures("shown")
def test_the_way_to_damage_by_cause_and_lot_is_there():
    at = opened()
    assert "./sortir_lipat?" in screens.shown(at)
    assert "rusak 613, sudah diganti 0; belum diganti 613 dari 817.283" in screens.words(at)


def test_the_national_picture_of_10_january_is_shown_as_it_was_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    head = ["NO", "JENIS SURAT SUARA", "KEBUTUHAN", "DICETAK", "DIKIRIM PENYEDIA", "DITERIMA"]
    whole = 1_208_920_000
    row = [1, "Presiden dan Wakil Presiden", whole, whole, whole * 948 // 1000, whole * 7562 // 10000]
    data = book("REKAP SURAT SUARA", "10 JANUARI 2024", [head, row, [2, "DPD", whole, whole, 0, 0]])
    (one,) = pipeline.import_files(screens.store(tmp_path), [("rekap.xlsx", data)], "Siti", PEMILU)
    assert one.result == "accepted"
    monkeypatch.setenv("PAPAN_STORE", str(tmp_path))
    screens.forget()
    said = screens.words(opened(day="2024-01-10"))
    assert texts.say("ballots.of-need", "id", share=94.8) in said
    assert texts.say("ballots.of-need", "id", share=75.62) in said
    assert "94,8 % kebutuhan" in said and "75,62 % kebutuhan" in said

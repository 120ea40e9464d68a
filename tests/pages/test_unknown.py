"""Belum dikenali on the board's pages: what stands under names that the office's list lacks."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import elections
import loaders
import pipeline
import texts
from tests import screens
from tests.loaders.workbooks import book
from tests.pages.test_board_pages import opened

DAY = "2023-12-23"
WRONG, MEDONO = "Pekalongan Baratt", "Medonno Indah"
OTHERS = ("Pekalongan Timur", "Pekalongan Utara", "Pekalongan Selatan")
PAGES = ("ringkasan", "logistik", "keuangan")


def title(what: str) -> Sequence[str]:
    return (what, "KPU KOTA PEKALONGAN", "PER TANGGAL 23 DESEMBER 2023")


def sheets() -> list[bytes]:
    goods = [[name, "Kotak suara", 1200, 3] for name in (WRONG, *OTHERS)]
    money = [[name, 9_000_000, 8_000_000] for name in (WRONG, *OTHERS)]
    folded: list[list[Any]] = [["Pekalongan Barat", MEDONO, "20/12/2023", "DPR RI", 12, 5000]]
    return [
        book([["KECAMATAN", "JENIS LOGISTIK", "DITERIMA", "RUSAK"], *goods], title("REKAP LOGISTIK")),
        book([["KECAMATAN", "PAGU", "PENCAIRAN"], *money], title("REKAP KEUANGAN PPK")),
        book(
            [["KECAMATAN", "KELURAHAN", "TANGGAL", "JENIS SURAT SUARA", "PEKERJA", "DISORTIR"], *folded],
            title("REKAP SORTIR LIPAT"),
        ),
    ]


@pytest.fixture
def misspelt(own: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The store of Kota Pekalongan with sheets that misspell a kecamatan and a kelurahan."""
    root = own("kota-pekalongan")
    store, profile = screens.store(root), elections.load("pemilu-2024")
    known = pipeline.knowledge(store, profile)
    for data in sheets():
        reading = loaders.read(data, "lembar.xlsx", known)
        assert pipeline.accept(store, profile, reading, data, "Siti").result == "accepted"
    screens.use(root, monkeypatch)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.usefixtures("misspelt")
def test_what_unknown_names_hold_is_told_with_its_units(lang: texts.Lang):
    summary, goods, money = (screens.shown(opened(stem, per=DAY, lang=lang)) for stem in PAGES)
    assert texts.say("screens.unknown.line", lang, count=2, place="Kota Pekalongan") in summary

    assert WRONG in goods and MEDONO in goods
    assert texts.say("screens.unknown.text-kecamatan", lang) in goods
    assert texts.say("screens.unknown.text-kelurahan", lang) in goods
    held = {"id": "1.200 buah diterima, 3 buah rusak", "en": "1,200 pieces received, 3 pieces damaged"}
    assert held[lang] in goods
    workers = texts.say("kinds.sortir_lipat.fields.pekerja", lang).lower()
    assert f"12 {workers}, " in goods, "people are counted in no unit of a ballot"

    assert WRONG in money and MEDONO not in money
    assert texts.numbers.rupiah(9_000_000, lang) in money
    assert texts.say("screens.unknown.text-kelurahan", lang) not in money


@pytest.mark.usefixtures("misspelt")
def test_a_kecamatan_shows_what_is_unknown_inside_it_only():
    shown = screens.shown(opened("logistik", per=DAY, kec="33.75.01"))
    assert MEDONO in shown
    assert WRONG not in shown


@pytest.mark.parametrize("stem", PAGES)
def test_where_every_name_is_known_nothing_is_shown(
    built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, stem: str
):
    screens.use(built("kota-pekalongan"), monkeypatch)
    assert texts.say("screens.unknown.title") not in screens.shown(opened(stem))
    assert "more strangers" not in screens.shown(opened(stem))

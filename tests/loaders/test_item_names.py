"""Names of election goods are taken exactly or not at all."""

import pytest

from loaders.items import ItemNames, without_dapil
from tests.loaders.workbooks import book, codes, facts, knowledge, table

ITEMS = ItemNames(knowledge().items)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("KOTAK SUARA", "KOTAK"),
        ("1. Kotak suara", "KOTAK"),
        ("a) Bilik", "BILIK"),
        ("Kotak suara (5/TPS)", "KOTAK"),
        ("Tinta (botol)", "TINTA"),
        ("SS PPWP", "PPWP"),
        ("Surat Suara DPRD Prov.", "DPRDP"),
        ("DPR-RI", "DPR"),
        ("DPRD Kab/Kota", "DPRDK"),
        ("C.Hasil Salinan", "C_SALINAN"),
        ("SEGEL PLASTIK / KABEL TIES", "SEGEL_PLASTIK"),
        ("Karet lembar", "KARET"),
        ("KOTAK", "KOTAK"),
        ("Kotak Suara Pemilu", "KOTAK"),
        ("Kotak Suara Pemilu Tahun 2024", "KOTAK"),
        ("Logistik Bilik Suara Pemilihan Umum", "BILIK"),
        ("DPRD Kota Dapil 1", "DPRDK"),
        ("Surat Suara DPRD Kota (Dapil Pekalongan 2)", "DPRDK"),
        ("SS DPRD Kab/Kota - Daerah Pemilihan III", "DPRDK"),
    ],
)
def test_an_item_goes_by_many_names(written: str, code: str):
    assert ITEMS.find(written) == code


@pytest.mark.parametrize("written", ["Kotk suara", "Kotak", "Box container", "DPRD", "", "12", "Surat suara"])
def test_what_is_not_exactly_an_item_is_none(written: str):
    assert ITEMS.find(written) == ("KOTAK" if written == "Kotak" else None)


def test_a_typing_error_is_proposed():
    assert ITEMS.suggest("Kotk suara") == "Kotak suara"
    assert ITEMS.suggest("Kotak Suara - 5 jenis") == "Kotak suara"
    assert ITEMS.suggest("Gajah terbang") is None


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("DPRD Kota Dapil 1", ("DPRD Kota", "1")),
        ("DPRD Kota (Dapil Pekalongan 2)", ("DPRD Kota", "Pekalongan 2")),
        ("DPRD Kota", ("DPRD Kota", None)),
        ("Dapil 1", ("Dapil 1", None)),
    ],
)
def test_an_electoral_district_stands_behind_a_name(written: str, parts: tuple[str, str | None]):
    assert without_dapil(written) == parts


def test_ballots_of_several_districts_are_rows_of_their_own():
    rows = [["NO", "JENIS SURAT SUARA", "KEBUTUHAN", "DITERIMA"]]
    rows += [[1, "DPRD Kota Dapil 1", 100, 90], [2, "DPRD Kota Dapil 2", 200, 180], [3, "DPR RI", 300, 300]]
    found = facts(table(book(rows)), "item", "dapil", "diterima")
    assert found == [("DPRDK", "1", 90), ("DPRDK", "2", 180), ("DPR", None, 300)]
    assert codes(book(rows)) == []


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("REKAPITULASI SURAT SUARA PRESIDEN DAN WAKIL PRESIDEN", "PPWP"),
        ("SURAT SUARA DPRD KOTA PEKALONGAN", "DPRDK"),
        ("PENERIMAAN SEGEL PLASTIK", "SEGEL_PLASTIK"),
        ("KOTAK SUARA DAN BILIK SUARA", None),
        ("REKAP LOGISTIK PEMILU 2024", None),
    ],
)
def test_a_title_names_one_item_or_none(title: str, code: str | None):
    assert ITEMS.find_in(title) == code


def test_pilkada_has_items_of_its_own():
    items = ItemNames(knowledge(election="pilkada-2024").items)
    assert items.find("Surat Suara Wali Kota") == "WALKOT"
    assert items.find("PPWP") is None

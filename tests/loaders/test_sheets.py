"""Workbooks of many sheets: each visible one gets its kind, hidden ones are named and not read."""

from collections.abc import Sequence

from tests.loaders.workbooks import PLACES, TITLE, Row, books, knowledge, read

_A, _B = "Pekalongan Barat", "Pekalongan Timur"
SHEETS: dict[str, tuple[str, Sequence[Row]]] = {
    "TPS": (
        "tps",
        [["KECAMATAN", "KELURAHAN", "TPS", "DPT"], [_A, "Medono", 1, 250], [_B, "Kauman", 1, 240]],
    ),
    "GUDANG": (
        "gudang",
        [["NAMA GUDANG", "ALAMAT", "LUAS (M2)", "KONDISI"], ["Gudang A", "Jalan Jawa 12", 400, "Baik"]],
    ),
    "KEUANGAN": (
        "keuangan",
        [["BADAN ADHOC", "PAGU", "REALISASI"], ["PPK", 1_000_000, 500_000], ["PPS", 300_000, 10_000]],
    ),
    "SORTIR LIPAT": (
        "sortir_lipat",
        [
            ["TANGGAL", "JENIS SURAT SUARA", "DISORTIR", "BAIK", "RUSAK"],
            ["05/01/2024", "PPWP", 1000, 990, 10],
            ["06/01/2024", "PPWP", 1200, 1195, 5],
        ],
    ),
}
ITEMS = ("Kotak Suara", "Bilik Suara", "Tinta", "Segel", "Lem", "Bolpoin")


def test_a_workbook_of_twelve_sheets_offers_each_visible_one_with_its_kind():
    sheets: dict[str, tuple[Sequence[Row], Sequence[str]]] = {
        name: (rows, (f"REKAP {name}", *TITLE[1:])) for name, (_, rows) in SHEETS.items()
    }
    for item in ITEMS:
        rows: list[Row] = [
            ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"],
            [_A, item, 10, 5],
            [_B, item, 9, 4],
        ]
        sheets[item.upper()] = (rows, TITLE)
    hidden = ("LAMA", "LAMA (2)")
    for name in hidden:
        sheets[name] = sheets["TINTA"]
    assert len(sheets) == 12
    reading = read(books(sheets, hidden=hidden), knowledge(PLACES))
    told = {table.region.sheet: table.kind for table in reading.tables}
    expected = {name: kind for name, (kind, _) in SHEETS.items()} | {one.upper(): "logistik" for one in ITEMS}
    assert told == expected
    assert [(one.sheet, one.reason) for one in reading.skipped] == [(name, "hidden") for name in hidden]
    assert all(table.facts is not None for table in reading.tables)

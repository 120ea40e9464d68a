"""Sheets as an office would bring them, for tests of screens: good ones and every kind of bad one."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

SAMPLES = Path(__file__).parent.parent / "sample_data"
PEKALONGAN = SAMPLES / "kota-pekalongan" / "2023-12-22"
BENGKULU = SAMPLES / "kota-bengkulu" / "2024-02-07"
_FIRST_ROW, _NEED, _RECEIVED, _SHORT = 9, 7, 8, 10


def presiden_arrived(day: str = "2 JANUARI 2024") -> bytes:
    """The office's own ballots workbook, cut down to the presidential ballot and with all of it received."""
    book = load_workbook(PEKALONGAN / "03 Rekap Surat Suara.xlsx")
    for name in book.sheetnames[1:]:
        del book[name]
    sheet = book["PPWP"]
    sheet["A4"] = f"PER TANGGAL {day}"
    for row in range(_FIRST_ROW, sheet.max_row + 1):
        need = sheet.cell(row, _NEED).value
        if isinstance(need, int):
            sheet.cell(row, _RECEIVED).value = need
            sheet.cell(row, _SHORT).value = 0
        for column in range(1, 14):
            # Nobody calculates here: what a formula gave is not in the file, so the totals are left out.
            if str(sheet.cell(row, column).value).startswith("="):
                sheet.cell(row, column).value = None
    return _saved(book)


def with_one_bad_cell() -> bytes:
    """The same of another day, with words for a number in H10."""
    book = load_workbook(BytesIO(presiden_arrived("3 JANUARI 2024")))
    book["PPWP"]["H10"] = "dua ratus"
    return _saved(book)


def fewer_received(day: str = "5 JANUARI 2024", less: int = 1000) -> bytes:
    """The ballots workbook of a later day with so many fewer received in every row."""
    book = load_workbook(BytesIO(presiden_arrived(day)))
    sheet = book["PPWP"]
    for row in range(_FIRST_ROW, sheet.max_row + 1):
        received = sheet.cell(row, _RECEIVED).value
        if isinstance(received, int):
            sheet.cell(row, _RECEIVED).value = received - less
            sheet.cell(row, _SHORT).value = less
    return _saved(book)


def with_a_name_misspelt() -> bytes:
    """The ballots workbook with one kelurahan (C10) that is on no list."""
    book = load_workbook(BytesIO(presiden_arrived("6 JANUARI 2024")))
    book["PPWP"]["C10"] = f"{book['PPWP']['C10'].value}x"
    return _saved(book)


def of_strange_headings(day: str = "7 JANUARI 2024", received: int = 2000) -> bytes:
    """Boxes and booths by kecamatan under headings that nobody has used before."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"REKAP KOTA PEKALONGAN PER {day}"])
    sheet.append([])
    sheet.append(["No", "Wilayah Kec", "Barang apa", "Perlu berapa", "Yg sdh sampai"])
    kecamatan = ("Barat", "Timur", "Utara", "Selatan")
    wanted = [(one, item) for one in kecamatan for item in ("Kotak Suara", "Bilik Suara")]
    for number, (one, item) in enumerate(wanted, 1):
        sheet.append([number, f"Pekalongan {one}", item, 4000 + number, received + number])
    return _saved(book)


def of_another_office() -> bytes:
    """Kota Bengkulu's logistics sheet."""
    return (BENGKULU / "02 Rekap Logistik per Kecamatan.xlsx").read_bytes()


def of_no_kind() -> bytes:
    """A table that no layout fits."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Warna", "Hewan", "Lagu"])
    for number in range(5):
        sheet.append([f"merah {number}", f"kucing {number}", f"lagu {number}"])
    return _saved(book)


def without_tables() -> bytes:
    """A workbook with nothing in it."""
    return _saved(Workbook())


def hostile() -> bytes:
    """Markup and formulas where names should be."""
    book = load_workbook(BytesIO(presiden_arrived("4 JANUARI 2024")))
    book["PPWP"]["H10"] = "<img src=x onerror=alert(1)>"
    book["PPWP"]["H11"] = '=HYPERLINK("http://example.com")&"x"'
    return _saved(book)


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("kosong.xlsx", lambda: b""),
    "not a spreadsheet": ("foto.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000)),
    "text in a workbook's name": ("catatan.xls", lambda: b"\x00\x01\x02" * 400),
    "no table": ("hampa.xlsx", without_tables),
    "unknown kind": ("lain.xlsx", of_no_kind),
}
"""Name of the file and its bytes, by what is wrong with it."""


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()

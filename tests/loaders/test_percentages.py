"""A percentage is never taken for an amount."""

from io import BytesIO

from openpyxl import Workbook

from loaders import amounts
from loaders.files import Share, open_file
from tests.loaders.workbooks import book, facts, problems, table


def _formatted(form: str) -> bytes:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in (
        ["REKAP LOGISTIK PEMILU 2024 PER 22 DESEMBER 2023"],
        ["KPU KOTA PEKALONGAN"],
        ["NO", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA", "CAPAIAN"],
        [1, "Kotak suara", 4413, 0.8, 0.8],
        [2, "Bilik suara", 3524, 3524, 1],
    ):
        sheet.append(row)
    for cell in ("D4", "E4", "E5"):
        sheet[cell].number_format = form
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_number_in_a_percentage_format_is_a_share():
    for form in ("0%", "0.00%", '0.0 "persen" %', "[Red]0%"):
        (sheet,) = open_file(_formatted(form), "a.xlsx").sheets
        assert [type(sheet.rows[row][column]) for row, column in ((3, 3), (3, 4), (4, 3))] == [
            Share,
            Share,
            float,
        ]
    (sheet,) = open_file(_formatted('0" %"'), "a.xlsx").sheets
    assert type(sheet.rows[3][3]) is float


def test_a_share_in_a_column_of_amounts_is_told():
    (only,) = problems(_formatted("0%"))
    assert (only.code, only.severity, only.cell, only.value) == ("percent-in-count", "error", "D4", "80%")
    assert facts(table(_formatted("0%")), "item", "diterima") == [("BILIK", 3524)]


def test_a_percentage_as_text_is_told_too():
    data = book(
        [
            ["NO", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"],
            [1, "Kotak suara", 4413, "100%"],
            [2, "Bilik suara", 3524, "80 persen"],
            [3, "Tinta", 1762, 1],
            [4, "Segel", 84576, 0],
        ]
    )
    assert [(one.code, one.cell) for one in problems(data)] == [
        ("percent-in-count", "D6"),
        ("percent-in-count", "D7"),
        ("percent-in-count", "D8"),
    ]
    assert facts(table(data), "item", "diterima") == [("SEGEL", 0)]


def test_a_column_of_percentages_reads_shares_as_written():
    assert amounts.read_numbers([Share(0.8), "80 %", 80.0], "percent") == ([80.0, 80.0, 80.0], [])
    assert amounts.read_numbers([Share(0.125)], "count") == ([None], [(0, "percent-in-count")])

"""Cells that show something else than the number that they hold: errors, percentages, thousands."""

from io import BytesIO

import pytest
import xlwt
from openpyxl import Workbook

from loaders import formats, telling
from loaders.files import CellError, Share, open_file
from tests.loaders.workbooks import facts, problems, table

HEADINGS = ["NO", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]
TITLE = ["REKAP LOGISTIK PEMILU 2024 PER 22 DESEMBER 2023", "KPU KOTA PEKALONGAN"]
ROWS = [[1, "Kotak suara", 4413, 4400], [2, "Bilik suara", 3524, 3500], [3, "Tinta", 1762, 1700]]


def _xls(form: str = "General", error: int | None = None) -> bytes:
    """The format stands on the need of the first item, the error in what was received of the second."""
    made = xlwt.Workbook()
    sheet = made.add_sheet("REKAP")
    for at, line in enumerate(TITLE):
        sheet.write(at, 0, line)
    for at, row in enumerate([HEADINGS, *ROWS]):
        for column, cell in enumerate(row):
            style = xlwt.easyxf(num_format_str=form if (at, column) == (1, 2) else "General")
            if error is not None and (at, column) == (2, 3):
                sheet.row(2 + at).set_cell_error(column, error)
            else:
                sheet.write(2 + at, column, cell, style)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _xlsx(form: str) -> bytes:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "REKAP"
    for line in TITLE:
        sheet.append([line])
    for row in [HEADINGS, *ROWS]:
        sheet.append(row)
    sheet["C4"].number_format = form
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (0x17, "#REF!"),
        (0x07, "#DIV/0!"),
        (0x2A, "#N/A"),
        (0x0F, "#VALUE!"),
        (0x1D, "#NAME?"),
        (0x24, "#NUM!"),
    ],
)
def test_an_error_in_an_xls_is_told_not_taken_for_a_blank(code, shown):
    data = _xls(error=code)
    (sheet,) = open_file(data, "a.xls").sheets
    assert sheet.rows[4][3] == CellError(shown)
    found = [(one.code, one.cell, one.value) for one in problems(data, name="a.xls")]
    assert found == [("formula-error", "D5", shown)]


@pytest.mark.parametrize("form", ["0%", "0.00%", '0.0 "persen" %'])
def test_a_share_in_an_xls_is_one(form):
    (sheet,) = open_file(_xls(form), "a.xls").sheets
    assert [type(row[2]) is Share for row in sheet.rows[3:]] == [True, False, False]
    assert [one.code for one in problems(_xls(form), name="a.xls")] == ["percent-in-count"]


@pytest.mark.parametrize(("made", "name"), [(_xls, "a.xls"), (_xlsx, "a.xlsx")])
def test_a_format_that_shows_thousands_is_told_and_the_stored_number_read(made, name):
    data = made("#,##0,")
    (only,) = problems(data, name=name)
    assert (only.code, only.severity, only.sheet, only.cell) == ("format-scales", "warning", "REKAP", "C4")
    assert "4413" in telling.sentence(only, "id")
    assert "1.000" in telling.sentence(only, "id")
    assert facts(table(data, name=name), "kebutuhan") == [(4413,), (3524,), (1762,)]


@pytest.mark.parametrize("form", ["#,##0", "0", '#,##0.00"," ', "_-* #,##0_-;-* #,##0_-", "General"])
@pytest.mark.parametrize(("made", "name"), [(_xls, "a.xls"), (_xlsx, "a.xlsx")])
def test_other_formats_say_nothing(form, made, name):
    assert problems(made(form), name=name) == []


@pytest.mark.parametrize(
    ("form", "size"),
    [("#,##0,", 1000), ('#,##0.0,,"jt"', 10**6), ("0,;(0,)", 1000), ("#,##0", 1), ('0","', 1)],
)
def test_commas_behind_the_last_digit_divide(form, size):
    assert formats.scale(form) == size

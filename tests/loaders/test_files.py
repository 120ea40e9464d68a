import io
import os
import resource
import signal
import struct
import zipfile
from datetime import date

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from loaders import Bounds, Knowledge, Reader, files
from loaders.files import CellError, Limits, Unreadable, open_file

ROWS = [["NO", "KELURAHAN", "DITERIMA"], [1, "Medono", 881], [2, "Kali Baros", 12.5]]


def _xlsx(**sheets) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in (sheets or {"REKAP": ROWS}).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("REKAP")
    sheet.write_merge(0, 0, 0, 2, "JUDUL")
    for at, row in enumerate(ROWS, start=1):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods() -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name="REKAP")
    for row in ROWS:
        line = TableRow()
        for cell in row:
            kind = {"valuetype": "string"} if isinstance(cell, str) else {"valuetype": "float", "value": cell}
            holder = TableCell(**kind)
            holder.addElement(P(text=str(cell)))
            line.addElement(holder)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def _changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == part else content)
    return out.getvalue()


@pytest.fixture(autouse=True)
def little_memory():
    """A reader that asks for more than it may is stopped here and not by the machine."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    allowed = 6 * 1024**3 if before[1] == resource.RLIM_INFINITY else min(6 * 1024**3, before[1])
    resource.setrlimit(resource.RLIMIT_AS, (allowed, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def _refused(data: bytes, name: str, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        open_file(data, name, limits)
    return caught.value.code


@pytest.mark.parametrize(("make", "name"), [(_xlsx, "a.xlsx"), (_ods, "a.ods")])
def test_a_workbook_is_read_cell_by_cell(make, name):
    book = open_file(make(), name)
    assert [sheet.name for sheet in book.sheets] == ["REKAP"]
    assert book.sheets[0].rows == ROWS
    assert book.notes == ()


def test_an_old_workbook_is_read_with_its_merged_cells():
    sheet = open_file(_xls(), "a.xls").sheets[0]
    assert sheet.rows == [["JUDUL", None, None], *ROWS]
    assert sheet.merged == ((0, 0, 0, 2),)


def test_sheets_start_at_a1_and_dates_are_dates():
    sheet = open_file(_xlsx(A=[[], [None, "x", date(2023, 12, 22)]]), "a.xlsx").sheets[0]
    assert sheet.rows == [[None, None, None], [None, "x", date(2023, 12, 22)]]


def test_hidden_sheets_and_chart_sheets_are_told_apart():
    book = openpyxl.Workbook()
    book.active.title = "A"
    book.create_sheet("B").sheet_state = "hidden"
    book.create_sheet("C").sheet_state = "veryHidden"
    book.create_chartsheet("D")
    out = io.BytesIO()
    book.save(out)
    sheets = open_file(out.getvalue(), "a.xlsx").sheets
    assert [(sheet.name, sheet.hidden, sheet.chart) for sheet in sheets] == [
        ("A", False, False),
        ("B", True, False),
        ("C", True, False),
        ("D", False, True),
    ]


@pytest.mark.parametrize("empty", [b"<v/>", b"<v></v>", b"", b'<v xml:space="preserve"></v>'])
def test_formula_errors_and_formulas_never_computed_are_no_blanks(empty: bytes):
    data = _xlsx(A=[["a", "kosong", 3]])
    never = b'<c r="B1"><f>A1+1</f>' + empty + b"</c>"
    text = b'<c r="B1" t="inlineStr"><is><t>kosong</t></is></c>'
    data = _changed(data, "xl/worksheets/sheet1.xml", text, never)
    data = _changed(
        data, "xl/worksheets/sheet1.xml", b"</row>", b'<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    assert open_file(data, "a.xlsx").sheets[0].rows == [["a", CellError("=A1+1"), 3, CellError("#DIV/0!")]]


def test_the_epoch_of_old_macs_is_known():
    data = _changed(_xlsx(), "xl/workbook.xml", b"<workbookPr", b'<workbookPr date1904="1"')
    assert open_file(data, "a.xlsx").epoch_1904
    assert not open_file(_xlsx(), "a.xlsx").epoch_1904


@pytest.mark.parametrize(
    ("make", "name", "format_"),
    [(_xlsx, "a.csv", "xlsx"), (_xls, "a.xlsx", "xls"), (lambda: b"a;b\n1;2\n", "a.xlsx", "csv")],
)
def test_the_content_decides_and_a_wrong_extension_is_noted(make, name, format_):
    book = open_file(make(), name)
    assert book.format == format_
    assert [(note.code, note.severity) for note in book.notes] == [("wrong-extension", "note")]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_csv_keeps_its_texts(separator):
    data = separator.join("ABC") + "\n" + separator.join(["001", "", "x"])
    assert open_file(data.encode(), "a.csv").sheets[0].rows == [["A", "B", "C"], ["001", None, "x"]]


def test_a_web_page_saved_as_xls_is_read_with_its_spans():
    page = (
        "<html><body><table><tr><th rowspan=2>NO</th><th colspan=2>KOTAK</th></tr>"
        "<tr><td>BUTUH</td><td>ADA</td></tr>"
        "<tr><td>1</td><td>4.413</td><td>A&amp;B<br>C</td></tr></table></body></html>"
    )
    sheet = open_file(page.encode(), "a.xls").sheets[0]
    assert sheet.rows == [["NO", "KOTAK", None], [None, "BUTUH", "ADA"], ["1", "4.413", "A&B\nC"]]
    assert sheet.merged == ((0, 0, 1, 0), (0, 1, 0, 2))


def test_excel_2003_xml_is_read():
    xml = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="REKAP"><Table>'
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">NO</Data></Cell></Row>'
        '<Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="Number">7</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    )
    sheet = open_file(xml.encode(), "a.xls").sheets[0]
    assert sheet.rows == [["NO", None], [None, None], [None, 7.0]]
    assert sheet.merged == ((0, 0, 0, 1),)


def test_xml_entities_are_refused():
    xml = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    )
    assert _refused(xml.encode(), "a.xml") == "damaged"


@pytest.mark.parametrize("data", [b"", b"   \r\n\r\n", b"\xef\xbb\xbf", b"\x00" * 50])
def test_an_empty_file_is_refused(data):
    assert _refused(data, "a.csv") == "empty-file"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n...", "a.pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.xlsx"),
        (bytes(range(256)) * 8, "a.xls"),
        (b"Sekedar catatan tanpa tabel", "a.docx"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "Root EntryWordDocument".encode("utf-16-le"),
            "a.doc",
        ),
    ],
)
def test_what_is_no_spreadsheet_is_refused(data, name):
    assert _refused(data, name) == "not-a-spreadsheet"


def test_a_zip_of_something_else_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert _refused(out.getvalue(), "a.xlsx") == "not-a-spreadsheet"


def test_a_password_protected_xlsx_is_refused():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    assert _refused(data, "a.xlsx") == "password-protected"


def test_a_password_protected_xls_is_refused():
    data = bytearray(_xls())
    start = data.index(struct.pack("<HH", 0x0809, 16))
    struct.pack_into("<H", data, start + 20, 0x002F)
    assert _refused(bytes(data), "a.xls") == "password-protected"


@pytest.mark.parametrize("make", [_xlsx, _xls, _ods])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_half_a_file_is_damaged(make, share):
    data = make()
    assert _refused(data[: int(len(data) * share)], "a.xlsx") == "damaged"


def test_limits_are_checked_before_parsing():
    data = _xlsx(A=[[at] for at in range(200)])
    assert _refused(data, "a.xlsx", Limits(bytes=100)) == "too-large"
    assert _refused(data, "a.xlsx", Limits(expanded=1000)) == "too-large"
    assert _refused(data, "a.xlsx", Limits(rows=100)) == "too-large"
    assert _refused(b"a;b\n" * 50, "a.csv", Limits(rows=10)) == "too-large"


def test_one_far_off_cell_does_not_fill_the_memory():
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"] = 1
    out = io.BytesIO()
    book.save(out)
    assert _refused(out.getvalue(), "a.xlsx") == "too-large"


def test_a_broken_address_in_an_xls_does_not_fill_the_memory():
    data = bytearray(_xls())
    at = data.index(struct.pack("<HH", 0x027E, 10))
    struct.pack_into("<HH", data, at + 4, 0xFFFF, 0xFFFF)
    assert _refused(bytes(data), "a.xls") == "damaged"


@pytest.mark.parametrize("noise", [b"\x00", b"\xff", b"\x80", b"\xff\xff\x00\x00"])
def test_fields_of_an_xls_that_ask_for_terabytes_do_not_end_the_process(noise):
    sound = _xls()
    with Reader() as reader:
        # The records of the workbook itself: sheet places, shared strings, fonts.
        for at in (1602, 2012, *range(512, 4000, 311)):
            data = bytearray(sound)
            data[at : at + len(noise)] = noise
            problems = reader.read(bytes(data), "a.xls", Knowledge()).problems
            assert {one.code for one in problems if one.severity == "error"} <= {
                "damaged",
                "password-protected",
                "too-large",
                "too-much-memory",
                "no-table",
            }


def test_a_workbook_that_takes_too_long_is_given_up_and_the_next_is_read():
    with Reader(Bounds(seconds=0.0)) as reader:
        assert [one.code for one in reader.read(_xls(), "a.xls", Knowledge()).problems] == ["took-too-long"]
    with Reader() as reader:
        assert reader.read(_xls(), "a.xls", Knowledge()).tables


def test_a_cell_repeated_without_end_in_an_ods_does_not_fill_the_memory():
    data = _changed(
        _ods(),
        "content.xml",
        b"<table:table-cell ",
        b'<table:table-cell table:number-columns-repeated="16384" ',
    )
    data = _changed(
        data, "content.xml", b"<table:table-row", b'<table:table-row table:number-rows-repeated="300000"'
    )
    assert _refused(data, "a.ods") == "too-large"


def test_blank_cells_repeated_to_the_end_of_an_ods_are_no_harm():
    blank = (
        b'<table:table-row table:number-rows-repeated="1048000">'
        b'<table:table-cell table:number-columns-repeated="16384"/>'
        b"</table:table-row></table:table>"
    )
    assert (
        open_file(_changed(_ods(), "content.xml", b"</table:table>", blank), "a.ods").sheets[0].rows == ROWS
    )


def test_openpyxl_steps_in_where_calamine_fails_and_far_off_cells_cost_nothing():
    book = openpyxl.Workbook()
    book.active.append(["NO", "ADA"])
    book.active["B20000"] = 7
    out = io.BytesIO()
    book.save(out)
    rows = files._second_try(out.getvalue(), "a.xlsx", "xlsx", Limits(), ValueError()).sheets[0].rows
    assert (rows[0], rows[-1], len(rows)) == (["NO", "ADA"], [None, 7], 20000)


def test_what_was_refused_says_which_limit():
    with pytest.raises(Unreadable) as caught:
        open_file(b"a;b\n1;2\n", "a.csv", Limits(bytes=3))
    assert caught.value.values == {"size": 8, "limit": 3, "what": "bytes"}


REFUSED = {"damaged", "not-a-spreadsheet", "password-protected", "too-large", "empty-file"}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    place=st.integers(0, 5000),
    noise=st.binary(min_size=1, max_size=40),
    make=st.sampled_from([_xlsx, _xls]),
)
def test_a_file_with_broken_bytes_is_read_or_refused_and_at_most_its_own_process_dies(place, noise, make):
    data = bytearray(make())
    data[place : place + len(noise)] = noise
    # Uploads are read in a process of their own, which calamine's own code may abort.
    assert _ended(bytes(data)) in {0, -signal.SIGABRT}


def _ended(data: bytes) -> int:
    """How a process that opens the file ends: 0 where it was read or refused in words."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        status = 0 if isinstance(open_file(data, "a.xlsx"), files.Workbook) else 1
    except Unreadable as refused:
        status = 0 if refused.code in REFUSED else 1
    finally:
        os._exit(status)

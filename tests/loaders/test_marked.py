"""The analyst's own workbook comes back with its findings, and with nothing else changed."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

import loaders
from loaders.cell_styles import COLOURS
from loaders.package import Package
from tests import sheets
from tests.loaders.workbooks import knowledge
from texts import LANGUAGES, say

KNOWN = knowledge()
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships/"


def rich(bad: dict[str, Any] | None = None) -> bytes:
    """A sheet as offices keep it: merged titles, formulas, colours, notes, a chart, other sheets."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "REKAP"
    for row in (
        ["REKAPITULASI PENERIMAAN LOGISTIK"],
        ["KPU KOTA PEKALONGAN"],
        ["PER TANGGAL 22 DESEMBER 2023"],
        [],
        ["NO", "KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA", "RUSAK"],
        [1, "Pekalongan Barat", "Kotak suara", 1200, 1200, 3],
        [2, "Pekalongan Timur", "Kotak suara", 1100, 1000, 0],
        [3, "Pekalongan Utara", "Kotak suara", 900, 900, None],
        [4, "Pekalongan Selatan", "Kotak suara", 800, 790, 1],
    ):
        sheet.append(row)
    for row in (1, 2, 3):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=6)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["D7"].fill = PatternFill("solid", fgColor="FFDDEEFF")
    sheet["D7"].number_format = "#,##0"
    sheet["E7"].comment = Comment("Surat jalan menyusul", "Siti")
    sheet["B8"].comment = Comment("Cek gudang", "Siti")
    sheet.column_dimensions["B"].width = 31.5
    sheet.conditional_formatting.add(
        "E6:E9", CellIsRule(operator="lessThan", formula=["900"], font=Font(bold=True))
    )
    rule = DataValidation(type="whole", formula1="0", operator="greaterThanOrEqual")
    rule.add("D6:F9")
    sheet.add_data_validation(rule)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=5, max_row=9), titles_from_data=True)
    sheet.add_chart(chart, "H2")
    other = book.create_sheet("Hitungan")
    other["A1"] = "=SUM(REKAP!D6:D9)"
    other["A1"].comment = Comment("Dari rekap", "Budi")
    book.create_sheet("Arsip").sheet_state = "hidden"
    for cell, value in (bad or {}).items():
        sheet[cell] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


BAD = {"D7": "seribu", "E7": "entahlah", "E8": -5, "F9": 900}


def given_back(data: bytes, name: str = "rekap.xlsx", lang: Any = "id") -> tuple[bytes, str, loaders.Reading]:
    reading = loaders.read(data, name, KNOWN)
    return *loaders.marked(data, reading, lang), reading


def cells_found(reading: loaders.Reading) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table in reading.tables:
        for one in table.problems:
            if one.sheet and one.cell and re.fullmatch(r"[A-Z]+\d+", one.cell):
                found.setdefault(one.sheet, set()).add(one.cell)
    return found


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def looks(cell: Any) -> tuple[Any, ...]:
    styles = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
    said = cell.comment and (cell.comment.text, cell.comment.author)
    return cell.value, cell.data_type, cell.number_format, said, *map(repr, styles)


def differing(before: bytes, after: bytes) -> dict[str, set[str]]:
    """The cells that openpyxl sees differ, by sheet."""
    old, new = (openpyxl.load_workbook(BytesIO(data), rich_text=True) for data in (before, after))
    found: dict[str, set[str]] = {}
    for sheet in old.worksheets:
        other = new[sheet.title]
        size = max(sheet.max_row, other.max_row), max(sheet.max_column, other.max_column)
        for row in range(1, size[0] + 1):
            for column in range(1, size[1] + 1):
                if looks(sheet.cell(row, column)) != looks(other.cell(row, column)):
                    found.setdefault(sheet.title, set()).add(sheet.cell(row, column).coordinate)
        assert sheet.merged_cells.ranges == other.merged_cells.ranges
        assert {key: one.width for key, one in sheet.column_dimensions.items()} == {
            key: one.width for key, one in other.column_dimensions.items()
        }
        assert {key: one.height for key, one in sheet.row_dimensions.items()} == {
            key: one.height for key, one in other.row_dimensions.items()
        }
        assert sheet.sheet_state == other.sheet_state
        assert [one.sqref for one in sheet.conditional_formatting] == [
            one.sqref for one in other.conditional_formatting
        ]
        assert len(sheet._charts) == len(other._charts)
        assert sheet.freeze_panes == other.freeze_panes
        assert sheet.print_area == other.print_area
    return found


def test_only_the_bad_cells_differ_and_they_say_why():
    data = rich(BAD)
    after, name, reading = given_back(data)
    assert name == "rekap - temuan.xlsx"
    assert differing(data, after) == cells_found(reading)
    sheet = openpyxl.load_workbook(BytesIO(after))["REKAP"]
    assert sheet["D7"].fill.fgColor.rgb == COLOURS["error"]
    assert sheet["F9"].fill.fgColor.rgb == COLOURS["warning"]
    assert sheet["D7"].number_format == "#,##0"
    comment = sheet["D7"].comment
    assert comment is not None
    assert "bukan bilangan" in comment.text
    assert "Ganti dengan angka" in comment.text


def test_parts_that_are_not_concerned_stay_byte_for_byte():
    data = rich(BAD)
    before, after = parts(data), parts(given_back(data)[0])
    changed = {name for name in before if before[name] != after[name]}
    assert {name.split("/")[-1] for name in changed} <= {
        "sheet1.xml", "styles.xml", "workbook.xml", "workbook.xml.rels", "[Content_Types].xml",
        "comment1.xml", "commentsDrawing1.vml",
    }  # fmt: skip
    assert {"xl/charts/chart1.xml", "xl/drawings/drawing1.xml", "xl/worksheets/sheet2.xml"} <= set(
        after
    ) - changed


def test_a_comment_that_is_there_is_kept_and_added_to():
    sheet = openpyxl.load_workbook(BytesIO(given_back(rich(BAD))[0]))["REKAP"]
    told = sheet["E7"].comment
    assert told is not None
    assert told.author == "Siti"
    assert told.text.startswith("Surat jalan menyusul")
    assert "bukan bilangan" in told.text
    assert sheet["B8"].comment is not None
    assert sheet["B8"].comment.text == "Cek gudang"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_holds_every_finding_with_a_link_to_its_cell(lang: Any):
    after, _, reading = given_back(rich(BAD), lang=lang)
    sheet = openpyxl.load_workbook(BytesIO(after)).worksheets[-1]
    assert sheet.title == say("marked.sheet", lang)
    rows = [row for row in sheet.iter_rows(min_row=6) if row[0].value]
    problems = [*reading.problems, *(one for table in reading.tables for one in table.problems)]
    assert [row[2].value for row in rows if row[2].hyperlink] == [
        one.cell for one in sorted(problems, key=lambda one: list(COLOURS).index(one.severity)) if one.cell
    ]
    (link,) = [row[2].hyperlink.location for row in rows if row[2].value == "D7"]
    assert link == "'REKAP'!D7"
    assert {row[4].value for row in rows} == {loaders.sentence(one, lang) for one in problems}
    assert {row[5].value for row in rows} == {loaders.way_out(one, lang) for one in problems}


def test_corrected_as_told_the_file_has_no_finding_and_loses_its_marks():
    after = given_back(rich(BAD))[0]
    book = openpyxl.load_workbook(BytesIO(after))
    for cell, value in {"D7": 1100, "E7": 1000, "E8": 900, "F9": 1}.items():
        book["REKAP"][cell] = value
    out = BytesIO()
    book.save(out)
    again, _, reading = given_back(out.getvalue(), "rekap - temuan.xlsx")
    assert cells_found(reading) == {}
    assert [(one.sheet, one.reason) for one in reading.skipped if one.reason == "findings"] == [
        ("Temuan", "findings")
    ]
    final = openpyxl.load_workbook(BytesIO(again))
    assert final.sheetnames == ["REKAP", "Hitungan", "Arsip", "Temuan"]
    for row in final["REKAP"].iter_rows():
        for cell in row:
            assert cell.fill.fgColor.rgb not in COLOURS.values()
            assert cell.comment is None or "Temuan Papan Rakor" not in cell.comment.text
            assert cell.comment is None or cell.comment.author == "Siti"
    assert final["REKAP"]["E7"].comment.text == "Surat jalan menyusul"


def test_marking_twice_says_each_thing_once():
    once, name, _ = given_back(rich(BAD))
    twice, again, reading = given_back(once, name)
    assert len(reading.tables) == 1
    assert again == "rekap - temuan - temuan.xlsx"
    book = openpyxl.load_workbook(BytesIO(twice))
    assert book.sheetnames.count("Temuan") == 1
    assert differing(once, twice).keys() <= {"Temuan"}


def test_without_findings_nothing_but_an_empty_list_is_added():
    data = rich()
    after, _, reading = given_back(data)
    assert cells_found(reading) == {}
    assert differing(data, after) == {}
    before, now = parts(data), parts(after)
    assert before["xl/worksheets/sheet1.xml"] == now["xl/worksheets/sheet1.xml"]
    assert "Tidak ada temuan" in str(openpyxl.load_workbook(BytesIO(after))["Temuan"]["A2"].value)


def prefixed(data: bytes) -> bytes:
    """The same workbook as writers leave it that name every element with its namespace."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts(data).items():
            if re.search(r"worksheets/sheet\d|xl/workbook\.xml$|xl/styles\.xml$|comment\d", name):
                part = re.sub(rb"<(/?)(?=[a-zA-Z])(?!\w+:)", rb"<\1x:", part).replace(b"xmlns=", b"xmlns:x=")
            archive.writestr(name, part)
    return made.getvalue()


def unnumbered(data: bytes) -> bytes:
    """The same workbook with no address at rows and cells of its first sheet, as some exports leave it."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts(data).items():
            if name.endswith("sheet1.xml"):
                # Only rows without a gap can do without.
                part = re.sub(rb'(<c) r="[D-F](?=7")[^"]*"', rb"\1", part)
            archive.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize("shape", [prefixed, unnumbered])
def test_workbooks_of_other_writers_are_marked_too(shape: Callable[[bytes], bytes]):
    data = shape(rich(BAD))
    after, _, reading = given_back(data)
    assert {"D7", "E7", "E8"} <= cells_found(reading)["REKAP"]
    assert differing(data, after) == cells_found(reading)


def test_cells_that_are_not_there_get_their_mark_in_place():
    book = openpyxl.load_workbook(BytesIO(rich()))
    sheet = book["REKAP"]
    sheet["C8"] = None
    sheet["F8"] = None
    out = BytesIO()
    book.save(out)
    data = out.getvalue()
    reading = loaders.read(data, "rekap.xlsx", KNOWN)
    problem = loaders.Problem("missing-value", "error", "REKAP", "G30", None, (("field", "X"),))
    far = loaders.Problem("missing-value", "warning", "REKAP", "C8", None, (("field", "X"),))
    between = loaders.Problem("missing-value", "note", "REKAP", "B4", None, (("field", "X"),))
    table = reading.tables[0]
    made = loaders.Reading(
        reading.file, reading.sha256, (type(table)(**{**vars(table), "problems": (problem, far, between)}),)
    )
    after, _ = loaders.marked(data, made, "id")
    assert differing(data, after) == {"REKAP": {"G30", "C8", "B4"}}
    xml = parts(after)["xl/worksheets/sheet1.xml"].decode()
    rows = [int(one) for one in re.findall(r'<row [^>]*?r="(\d+)"', xml)]
    assert rows == sorted(set(rows))
    assert 4 in rows


def test_of_a_merged_range_the_cell_that_is_seen_is_marked():
    data = rich()
    reading = loaders.read(data, "rekap.xlsx", KNOWN)
    problem = loaders.Problem("missing-value", "error", "REKAP", "C2", None, (("field", "X"),))
    made = loaders.Reading(
        reading.file,
        reading.sha256,
        (type(reading.tables[0])(**{**vars(reading.tables[0]), "problems": (problem,)}),),
    )
    assert differing(data, loaders.marked(data, made, "id")[0]) == {"REKAP": {"A2"}}


def test_macros_stay_as_they_are_and_so_does_the_extension():
    package = Package(rich(BAD))
    package.write("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 never run")
    package.declare("xl/vbaProject.bin", "application/vnd.ms-office.vbaProject")
    package.relate(
        "xl/workbook.xml",
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "xl/vbaProject.bin",
    )
    types = package.read("[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    package.write("[Content_Types].xml", types)
    after, name, _ = given_back(package.saved(), "rekap.xlsm")
    assert name == "rekap - temuan.xlsm"
    assert parts(after)["xl/vbaProject.bin"] == b"\xd0\xcf\x11\xe0 never run"


@pytest.mark.parametrize(
    ("path", "sheet"),
    [
        (sheets.BENGKULU / "03 Rekap Surat Suara.xls", None),
        (sheets.BENGKULU / "11 Titik Kampanye.csv", "11 Titik Kampanye"),
        (sheets.PEKALONGAN / "06 Gudang dan Tempat Simpan.ods", None),
    ],
)
def test_other_formats_come_as_a_copy_that_says_so(path: Path, sheet: str | None):
    data = path.read_bytes()
    after, name, reading = given_back(data, path.name)
    assert name == f"{path.stem} - salinan dengan temuan.xlsx"
    book = openpyxl.load_workbook(BytesIO(after))
    assert "salinan" in str(book["Temuan"]["A3"].value)
    again = loaders.read(after, name, KNOWN)
    assert [(one.kind, one.rows, one.accepted) for one in again.tables] == [
        (one.kind, one.rows, one.accepted) for one in reading.tables
    ]
    assert [one.sums for one in again.tables] == [one.sums for one in reading.tables]
    if sheet:
        assert book.sheetnames[0] == sheet


def test_formula_like_text_of_a_csv_stays_text():
    text = "KECAMATAN;JENIS LOGISTIK;DITERIMA\n" + "".join(
        f"{name};Kotak suara;{amount}\n"
        for name, amount in (("=1+1", "12"), ("Pekalongan Barat", "@SUM(A1)"))
    )
    after = given_back(text.encode(), "rekap.csv")[0]
    sheet = openpyxl.load_workbook(BytesIO(after)).worksheets[0]
    assert [(sheet[at].data_type, sheet[at].value, sheet[at].quotePrefix) for at in ("A2", "C3")] == [
        ("s", "=1+1", True),
        ("s", "@SUM(A1)", True),
    ]
    listed = openpyxl.load_workbook(BytesIO(after))["Temuan"]
    assert {cell.data_type for row in listed.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("what", sheets.BAD)
def test_a_file_that_cannot_be_read_gives_the_list_alone(what: str):
    name, build = sheets.BAD[what]
    after, given, reading = given_back(build(), name)
    told = " ".join(
        str(cell.value)
        for row in openpyxl.load_workbook(BytesIO(after)).worksheets[-1].iter_rows()
        for cell in row
    )
    problems = [*reading.problems, *(one for table in reading.tables for one in table.problems)]
    assert all(loaders.sentence(one, "id") in told for one in problems)
    assert given.endswith(".xlsx")


@pytest.mark.parametrize("name", ["../../etc/passwd.xlsx", "a\u202excod.xlsx", "C:\\x\\rekap?.xlsx", ".xlsx"])
def test_the_name_given_back_is_harmless(name: str):
    given = given_back(rich(), name)[1]
    assert not re.search(r'[/\\<>:"|?*\u202e]', given)
    assert given.endswith(" - temuan.xlsx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_opens_it_with_comments_and_links(tmp_path: Path):
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(given_back(rich(BAD))[0])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    told = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", tmp_path, path]
    subprocess.run(told, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "rekap.ods") as archive:
        content = archive.read("content.xml").decode()
    assert "bukan bilangan" in content
    assert "Surat jalan menyusul" in content
    assert "#REKAP.D7" in content.replace("&apos;", "").replace("$", "")
    assert 'table:name="Temuan"' in content

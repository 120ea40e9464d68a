"""Files that were made to harm whoever opens them, or that were harmed on their way."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

import openpyxl
import xlwt

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROWS = (("NO", "KECAMATAN", "KOTAK SUARA"), (1, "Pekalongan Barat", 4413), (2, "Pekalongan Timur", 881))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11))
    + "]>"
).encode()
MB = 1024 * 1024


def xlsx(rows=ROWS, name: str = "REKAP") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("REKAP")
    for at, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    return saved(book)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    found = parts(data)
    return zipped({**found, part: change(found.get(part, b""))})


def with_part(part: str, content: bytes) -> bytes:
    return zipped({**parts(xlsx()), part: content})


SHEET = "xl/worksheets/sheet1.xml"


def sheet(inner: bytes, before: bytes = b"") -> bytes:
    """A workbook whose sheet data is `inner`."""
    head = b'<?xml version="1.0" encoding="UTF-8"?>' + before + f'<worksheet xmlns="{MAIN}">'.encode()
    return with_part(SHEET, head + b"<sheetData>" + inner + b"</sheetData></worksheet>")


def inflated(
    part: str, head: bytes, filler: bytes, times: int, tail: bytes, whole: bytes | None = None
) -> bytes:
    """A zip (a workbook unless said otherwise) with a part that is small in the file and huge once unpacked:
    `times` MB of `filler`."""
    press = zlib.compressobj(1, zlib.DEFLATED, -15)
    body = [press.compress(head)]
    crc, size = zlib.crc32(head), len(head)
    block = filler * max(1, MB // len(filler))
    for _ in range(times):
        body.append(press.compress(block))
        crc, size = zlib.crc32(block, crc), size + len(block)
    body += [press.compress(tail), press.flush()]
    crc, size = zlib.crc32(tail, crc), size + len(tail)
    raw = b"".join(body)
    base = parts(whole or xlsx())
    base.pop(part, None)
    out = io.BytesIO(zipped(base))
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo(part)
        info.compress_type, info.CRC, info.file_size, info.compress_size = 8, crc, size, len(raw)
        info.header_offset = archive.start_dir
        archive.fp.seek(archive.start_dir)
        archive.fp.write(info.FileHeader() + raw)
        archive.start_dir = archive.fp.tell()
        archive.filelist.append(info)
        archive.NameToInfo[part] = info
        archive._didModify = True
    return out.getvalue()


def bomb() -> bytes:
    """One part of 30 MB that the directory lists a hundred times: 3 GB unpacked."""
    data = inflated("xl/media/image0.bin", b"", bytes(1024), 30, b"")
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        one = archive.getinfo("xl/media/image0.bin")
        for number in range(1, 101):
            again = zipfile.ZipInfo(f"xl/media/image{number}.bin")
            for name in ("compress_type", "CRC", "file_size", "compress_size", "header_offset"):
                setattr(again, name, getattr(one, name))
            archive.filelist.append(again)
        archive._didModify = True
    return out.getvalue()


def lying_bomb() -> bytes:
    """The directory says 1,000 bytes; the part holds 600 MB."""
    rows = inflated(SHEET, b"<worksheet><sheetData>", b"<row/>", 600, b"</sheetData></worksheet>")
    return lying(rows, SHEET)


def lying(zipped: bytes, part: str) -> bytes:
    """The zip with a part of which it says that it holds 1,000 bytes."""
    data = bytearray(zipped)
    at = data.rindex(part.encode()) - 46
    struct.pack_into("<I", data, at + 24, 1000)
    local = struct.unpack_from("<I", data, at + 42)[0]
    struct.pack_into("<I", data, local + 22, 1000)
    return bytes(data)


def nested_bomb() -> bytes:
    inner = zipped({"0.bin": bytes(10 * MB)})
    for depth in range(4):
        inner = zipped({f"{depth}-{copy}.zip": inner for copy in range(10)})
    return inner


def long_strings() -> bytes:
    """Shared strings of 700 MB, 400 kB in the file."""
    head = f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>'.encode()
    return inflated("xl/sharedStrings.xml", head, b"A", 700, b"</t></si></sst>")


def million_styled_rows() -> bytes:
    row = b'<row r="%d" s="1" customFormat="1" spans="1:50"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>'
    return sheet(b"".join(row % (n, n, n) for n in range(1, 1_000_001)))


def wide(rows: int = 30) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    made = book.create_sheet("REKAP")
    for _ in range(rows):
        made.append([1] * 16_384)
    return saved(book)


def cell(address: str, value: str = "1") -> bytes:
    row = "".join(sign for sign in address if sign.isdigit())
    return f'<row r="{row}"><c r="{address}"><v>{value}</v></c></row>'.encode()


def entities_in_sheet() -> bytes:
    return sheet(b'<row r="1"><c r="A1" t="inlineStr"><is><t>&a10;</t></is></c></row>', LAUGHS)


def reads_other_files() -> bytes:
    dtd = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return sheet(b'<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>', dtd)


def external_link() -> bytes:
    book = parts(sheet(b'<row r="1"><c r="A1"><f>[1]Rahasia!$A$1</f><v>12</v></c></row>'))
    book["xl/externalLinks/externalLink1.xml"] = (
        f'<externalLink xmlns="{MAIN}"><externalBook r:id="rId1" xmlns:r="r"/></externalLink>'.encode()
    )
    book["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        b'<Relationships><Relationship Id="rId1" TargetMode="External" '
        b'Target="http://192.0.2.1/curi.xlsx"/></Relationships>'
    )
    return zipped(book)


def macro() -> bytes:
    return zipped({**parts(xlsx()), "xl/vbaProject.bin": OLE + b"Sub Auto_Open()" + bytes(3000)})


def twice_the_same_part() -> bytes:
    out = io.BytesIO(xlsx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("./" + SHEET, b"<worksheet/>")
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    return out.getvalue()


def broken_directory() -> bytes:
    data = bytearray(xlsx())
    at = data.rindex(b"PK\x05\x06")
    struct.pack_into("<II", data, at + 12, 0xFFFFFF, 0x7FFFFFFF)
    return bytes(data)


def climbing_relation() -> bytes:
    return changed(
        xlsx(),
        "xl/_rels/workbook.xml.rels",
        lambda raw: raw.replace(b"worksheets/sheet1.xml", b"../../../../etc/passwd").replace(
            b"/xl/../", b"../"
        ),
    )


def part_that_holds_itself() -> bytes:
    return changed(
        xlsx(),
        "xl/_rels/workbook.xml.rels",
        lambda raw: raw.replace(b"worksheets/sheet1.xml", b"workbook.xml").replace(
            b"sharedStrings.xml", b"_rels/workbook.xml.rels"
        ),
    )


def strings_beyond_the_list() -> bytes:
    return sheet(b'<row r="1"><c r="A1" t="s"><v>4294967295</v></c><c r="B1" t="s"><v>-1</v></c></row>')


def nested_markup() -> bytes:
    return sheet(b"<row><c>" * 200_000)


def merged_all_over() -> bytes:
    ranges = b"".join(b'<mergeCell ref="A%d:XFD1048576"/>' % n for n in range(1, 30_000))
    return changed(
        xlsx(),
        SHEET,
        lambda raw: raw.replace(b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"),
    )


def many_sheets() -> bytes:
    book = openpyxl.Workbook()
    for number in range(3_000):
        book.create_sheet(f"L{number}")["A1"] = number
    return saved(book)


def endless_numbers() -> bytes:
    row = "".join(
        f'<c r="{letter}2"><v>{value}</v></c>'
        for letter, value in zip("ABC", ("1e308", "9" * 5000, "NaN"), strict=True)
    )
    return sheet(cell("A1", "1e300") + f'<row r="2">{row}</row>'.encode())


def xls_with(place: int, noise: bytes) -> bytes:
    data = bytearray(xls())
    data[place : place + len(noise)] = noise
    return bytes(data)


def xls_in_circles() -> bytes:
    """Every sector is followed by itself."""
    data = bytearray(xls())
    table = struct.unpack_from("<I", data, 76)[0]
    for number in range(128):
        struct.pack_into("<I", data, (table + 1) * 512 + 4 * number, number)
    return bytes(data)


def ods(inner: bytes, before: bytes = b"") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        b'<?xml version="1.0"?>' + before + f"<office:document-content {spaces}>".encode()
        + b'<office:body><office:spreadsheet><table:table table:name="A">' + inner
        + b"</table:table></office:spreadsheet></office:body></office:document-content>"
    )  # fmt: skip
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def ods_repeated() -> bytes:
    return ods(
        b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" '
        b'office:value="1" table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell>'
        b"</table:table-row>"
    )


def ods_entities() -> bytes:
    return ods(
        b'<table:table-row><table:table-cell office:value-type="string"><text:p>&a10;</text:p>'
        b"</table:table-cell></table:table-row>",
        LAUGHS,
    )


def spreading_page() -> bytes:
    row = b"<tr>" + b'<td rowspan="1000" colspan="1000">x</td>' * 40 + b"</tr>"
    return b"<html><table>" + row * 400 + b"</table></html>"


def nested_page() -> bytes:
    return b"<html>" + b"<table><tr><td>x" * 100_000


def excel_2003(inner: bytes, before: bytes = b"") -> bytes:
    space = b"urn:schemas-microsoft-com:office:spreadsheet"
    return (
        b'<?xml version="1.0"?>' + before + b'<Workbook xmlns="' + space + b'" xmlns:ss="' + space
        + b'"><Worksheet ss:Name="A"><Table>' + inner + b"</Table></Worksheet></Workbook>"
    )  # fmt: skip


def excel_2003_far() -> bytes:
    one = b'<Row ss:Index="%d"><Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell></Row>'
    return excel_2003(b"".join(one % row for row in range(1, 1_048_576, 2_000)))


def lines(count: int, line: bytes) -> bytes:
    return b"NO;KECAMATAN;KOTAK SUARA\n" + line * count


def swallowing_quote() -> bytes:
    return lines(1, b'1;"Barat;4413\n') + b"x;y;1\n" * 900_000


def xlsb_of_noise() -> bytes:
    return zipped({"xl/workbook.bin": bytes(range(256)) * 99, "xl/worksheets/sheet1.bin": b"\xff" * 9999})


HARMFUL: dict[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "zip bomb": ("a.xlsx", bomb, {"too-large"}),
    "zip bomb that lies about its size": ("a.xlsx", lying_bomb, {"damaged", "too-much-memory"}),
    "zips in zips": ("a.xlsx", nested_bomb, {"not-a-spreadsheet", "zip-not-unpacked"}),
    "strings of 700 MB in 700 kB": ("a.xlsx", long_strings, {"too-much-memory"}),
    "billion laughs in a sheet": ("a.xlsx", entities_in_sheet, {"damaged", "no-table"}),
    "billion laughs in an ods": ("a.ods", ods_entities, {"damaged", "no-table"}),
    "billion laughs in Excel 2003 XML": ("a.xml", lambda: excel_2003(b"", LAUGHS), {"damaged"}),
    "entity that reads another file": ("a.xlsx", reads_other_files, {"damaged", "no-table"}),
    "16,384 columns of numbers": ("a.xlsx", wide, {"no-table", ""}),
    "cell in the last corner": ("a.xlsx", lambda: sheet(cell("A1") + cell("XFD1048576")), {"too-large"}),
    "cell beyond the last corner": ("a.xlsx", lambda: sheet(cell("A1") + cell("ZZZ9999999")), {"too-large"}),
    "a million empty styled rows": ("a.xlsx", million_styled_rows, {"no-table"}),
    "shared strings that do not exist": ("a.xlsx", strings_beyond_the_list, {"damaged", "no-table"}),
    "relation that climbs out of the zip": ("a.xlsx", climbing_relation, {"damaged", "no-table"}),
    "part that holds itself": ("a.xlsx", part_that_holds_itself, {"damaged", "no-table"}),
    "markup nested 400,000 deep": ("a.xlsx", nested_markup, {"damaged", "no-table"}),
    "numbers without end": ("a.xlsx", endless_numbers, {"damaged", "no-table", ""}),
    "3,000 sheets": ("a.xlsx", many_sheets, {"no-table", ""}),
    "directory that points nowhere": ("a.xlsx", broken_directory, {"damaged"}),
    "encrypted xlsx": (
        "a.xlsx",
        lambda: OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(2000),
        {"password-protected"},
    ),
    "xls with huge counts": ("a.xls", lambda: xls_with(1602, b"\xff" * 64), {"damaged", "too-much-memory"}),
    "xls whose sectors go in circles": ("a.xls", xls_in_circles, {"damaged", "too-much-memory"}),
    "xls of noise": ("a.xls", lambda: OLE + bytes(range(256)) * 400, {"damaged", "not-a-spreadsheet"}),
    "ods repeated to the last corner": ("a.ods", ods_repeated, {"too-large"}),
    "xlsb of noise": ("a.xlsb", xlsb_of_noise, {"damaged"}),
    "page whose cells span a million": ("a.xls", spreading_page, {"too-large", "too-much-memory", "damaged"}),
    "page of 100,000 tables in each other": ("a.html", nested_page, {"damaged", "too-large", "no-table", ""}),
    "far cells of Excel 2003 XML": ("a.xml", excel_2003_far, {"too-large"}),
    "one line of 50 MB of separators": ("a.csv", lambda: b"1;" * (25 * MB), {"too-large"}),
    "one line of 50 MB without separators": ("a.csv", lambda: b"A" * (50 * MB), {"no-table", "too-large"}),
    "quotes that never close": ("a.csv", lambda: lines(400_000, b'1;"Barat;4413\n'), {"", "no-table"}),
    "a quote that swallows all": ("a.csv", swallowing_quote, {"", "no-table", "too-much-memory"}),
    "too many lines": ("a.csv", lambda: b"1;2\n" * 5_000_000, {"too-large"}),
    "only NUL bytes": ("a.csv", lambda: bytes(5 * MB), {"empty-file"}),
    "NUL bytes between": (
        "a.csv",
        lambda: lines(50, b"1;\x00Bar\x00at;44\x0013\n"),
        {"not-a-spreadsheet"},
    ),
    "noise": ("a.csv", lambda: bytes(range(256)) * 4000, {"not-a-spreadsheet"}),
    "program": ("a.xlsx", lambda: b"MZ" + bytes(5000), {"not-a-spreadsheet"}),
    "picture": ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), {"not-a-spreadsheet"}),
    "gz": ("a.csv", lambda: b"\x1f\x8b\x08" + zlib.compress(bytes(5 * MB)), {"not-a-spreadsheet"}),
    "tar": (
        "a.csv",
        lambda: b"rekap.csv".ljust(257, b"\0") + b"ustar\x0000" + bytes(5000),
        {"not-a-spreadsheet", "empty-file"},
    ),
    "xlsx cut at a tenth": ("a.xlsx", lambda: _cut(xlsx(), 0.1), {"damaged"}),
    "xlsx cut at half": ("a.xlsx", lambda: _cut(xlsx(), 0.5), {"damaged"}),
    "xlsx without its last bytes": ("a.xlsx", lambda: xlsx()[:-10], {"damaged"}),
    "xls cut at half": ("a.xls", lambda: _cut(xls(), 0.5), {"damaged"}),
}  # fmt: skip
"""What it is: name, content, and the codes of which one says why it is refused ("": it may also be read)."""

INERT: dict[str, tuple[str, Callable[[], bytes]]] = {
    "macro": ("a.xlsm", macro),
    "link to another workbook": ("a.xlsx", external_link),
    "part that is there twice": ("a.xlsx", twice_the_same_part),
    "merged ranges over everything": ("a.xlsx", merged_all_over),
    "string of 4 MB": ("a.xlsx", lambda: xlsx((("A" * 4 * MB,), *ROWS))),
    "strings of 4 MB in csv": ("a.csv", lambda: lines(5, b"1;" + b"A" * 4 * MB + b";4413\n")),
    "formulas as text": ("a.csv", lambda: lines(3, b"1;=cmd|' /C calc'!A0;@SUM(1)\n2;+1+1;-2+3\n")),
    "markup in cells": (
        "a.xlsx",
        lambda: xlsx((*ROWS, (3, "<img src=x onerror=alert(1)>", 7)), "<script>alert(1)"),
    ),
    "numbers of 5,000 digits": ("a.csv", lambda: lines(9, b"1;Barat;" + b"9" * 5000 + b"\n")),
    "cells made to keep expressions busy": (
        "a.csv",
        lambda: lines(20, b"1;" + b"Jumlah " * 4000 + b";" + b"1.000" * 5000 + b"x\n"),
    ),
}


def _cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


NAMES = (
    "../../../etc/passwd.xlsx",
    "C:\\Windows\\rekap.xlsx",
    "rekap\u202exslx.exe",
    "a\x00b.xlsx",
    "n" * 3000 + ".xlsx",
    "<img src=x onerror=alert(1)>.xlsx",
    "\udcff\udcfe.xlsx",
    "\n\r\t.xlsx",
    "",
)


def everything() -> Iterator[tuple[str, str, bytes]]:
    """What it is, its name and its content."""
    for what, (name, make, _) in HARMFUL.items():
        yield what, name, make()
    for what, (name, make) in INERT.items():
        yield what, name, make()

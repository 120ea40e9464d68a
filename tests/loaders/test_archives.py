"""Zips of sheets and cells pasted from a spreadsheet become files like any other."""

import io
import zipfile

import pytest

import loaders
from loaders.archives import ArchiveLimits, unpacked
from tests import sheets
from tests.loaders.workbooks import book, knowledge, problems

ROWS = [
    ["NO", "KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"],
    [1, "Pekalongan Barat", "Kotak suara", 1200, 1100],
    [2, "Pekalongan Timur", "Kotak suara", 1000, 900],
]


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_files_come_out_as_they_went_in():
    files = {"a.xlsx": book(ROWS), "b.csv": b"x;y\n1;2\n"}
    assert dict(unpacked("kiriman.zip", zipped(files))) == files


def test_a_workbook_is_no_zip_of_sheets():
    for data in (
        book(ROWS),
        (sheets.PEKALONGAN / "06 Gudang dan Tempat Simpan.ods").read_bytes(),
        b"a;b\n1;2\n",
    ):
        assert unpacked("satu", data) == [("satu", data)]


def test_what_computers_add_is_left_out():
    junk = ["__MACOSX/._a.xlsx", "._a.xlsx", ".DS_Store", "x/Thumbs.db", "desktop.ini", "~$a.xlsx", "kosong/"]
    data = zipped({"a.csv": b"x;y\n1;2\n", **dict.fromkeys(junk, b"junk")})
    assert [name for name, _ in unpacked("kiriman.zip", data)] == ["a.csv"]


@pytest.mark.parametrize(
    "path", ["../../etc/passwd.csv", "/etc/passwd.csv", "C:\\Windows\\passwd.csv", "..\\..\\passwd.csv"]
)
def test_names_lead_nowhere(path: str):
    assert [name for name, _ in unpacked("kiriman.zip", zipped({path: b"x;y\n1;2\n"}))] == ["passwd.csv"]


def test_files_of_one_name_are_told_apart_by_their_folders():
    data = zipped({f"{folder}/rekap.csv": b"x;y\n1;2\n" for folder in ("Barat", "Timur", "../Timur")})
    names = [name for name, _ in unpacked("kiriman.zip", data)]
    assert names == ["Barat - rekap.csv", "Timur - rekap.csv", "Timur - rekap (2).csv"]


def bomb() -> bytes:
    return zipped({"a.csv": b"0" * 3_000_000})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped({f"{at}.csv": b"x;y\n1;2\n" for at in range(12)}), "zip-not-unpacked"),
        (bomb(), "zip-not-unpacked"),
        (bomb()[:2000] + bomb()[2200:], "zip-not-unpacked"),
        (bomb()[:1000], "damaged"),
        (zipped({}), "not-a-spreadsheet"),
        (zipped({"foto.jpg": b"\xff\xd8\xff"}), "not-a-spreadsheet"),
    ],
    ids=["too many", "too large", "broken inside", "cut off", "empty", "photo"],
)
def test_a_zip_that_is_not_opened_is_told_in_words(data: bytes, code: str):
    limits = ArchiveLimits(files=10, expanded=1_000_000)
    found = unpacked("kiriman.zip", data, limits)
    read = [one.code for name, part in found for one in problems(part, knowledge(), name)]
    assert code in read


def test_a_zip_in_a_zip_stays_shut():
    inner = zipped({"a.csv": b"x;y\n1;2\n"})
    found = unpacked("kiriman.zip", zipped({"b.csv": b"x;y\n1;2\n", "dalam.zip": inner}))
    assert found[1] == ("dalam.zip", inner)
    assert [one.code for one in problems(inner, knowledge(), "dalam.zip")] == ["zip-not-unpacked"]


def test_a_locked_zip_is_told_so():
    data = bytearray(zipped({"a.csv": b"x;y\n1;2\n"}))
    for sign in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.find(sign) + (6 if sign.endswith(b"\x04") else 8)
        data[at] |= 1
    assert unpacked("kiriman.zip", bytes(data)) == [("kiriman.zip", bytes(data))]
    assert [one.code for one in problems(bytes(data), knowledge(), "kiriman.zip")] == ["password-protected"]


def test_pasted_cells_are_read_as_the_sheet_they_come_from():
    lines = [["REKAP LOGISTIK KPU KOTA PEKALONGAN"], ["PER TANGGAL 22 DESEMBER 2023"], [], *ROWS]
    text = "\r\n".join("\t".join(str(cell) for cell in line) for line in lines)
    name, data = loaders.pasted(text.replace("1200", "1.200"))
    assert name == "Tempelan REKAP LOGISTIK KPU KOTA PEKALONGAN.tsv"
    (found,) = loaders.read(data, name, knowledge()).tables
    assert (found.kind, found.accepted, found.sums["kebutuhan"]) == ("logistik", 2, 2200)


def test_pasted_cells_with_line_breaks_stay_in_their_cell():
    text = "NO\tKECAMATAN\tJENIS\nLOGISTIK".replace("JENIS\nLOGISTIK", '"JENIS\nLOGISTIK"') + "\tDITERIMA\r\n"
    text += "1\tPekalongan Barat\tKotak suara\t12\r\n2\tPekalongan Timur\tKotak suara\t13\r\n"
    name, data = loaders.pasted(text)
    (found,) = loaders.read(data, name, knowledge()).tables
    assert found.sums["diterima"] == 25


@pytest.mark.parametrize(
    "text", ["", "   ", "\t\t\n", "=1+1\t<b>x</b>", "../../etc\tb", "\x00\u202e", '"""\t"']
)
def test_whatever_is_pasted_is_answered(text: str):
    name, data = loaders.pasted(text)
    assert name.endswith(".tsv")
    assert not set(name) & set('/\\<>:"|?*=\x00\u202e')
    assert loaders.read(data, name, knowledge()).problems or data

"""The package: its hashes hold, and a changed file is named."""

import zipfile
from io import BytesIO

import pytest

from reports.package import HASHES, Broken, package, unpacked

FILES = {"index.html": b"<p>80,0 %</p>", "laporan.pdf": b"%PDF", "papan.xlsx": b"PK"}


def test_what_went_in_comes_out():
    assert unpacked(package(FILES)) == FILES
    assert package(FILES) == package(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_named(name: str):
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package(FILES))) as before, zipfile.ZipFile(out, "w") as after:
        for one in before.namelist():
            after.writestr(one, before.read(one) + (b"!" if one == name else b""))
    with pytest.raises(Broken, match=name.replace(".", r"\.")):
        unpacked(out.getvalue())


@pytest.mark.parametrize("change", ["added", "missing", "no list"])
def test_a_file_too_many_or_too_few_is_told(change: str):
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package(FILES))) as before, zipfile.ZipFile(out, "w") as after:
        for one in before.namelist():
            if not (change == "missing" and one == "papan.xlsx") and not (
                change == "no list" and one == HASHES
            ):
                after.writestr(one, before.read(one))
        if change == "added":
            after.writestr("lain.exe", b"")
    with pytest.raises(Broken):
        unpacked(out.getvalue())


def test_what_is_no_zip_or_a_bomb_is_refused():
    with pytest.raises(Broken):
        unpacked(b"PK no zip")
    with pytest.raises(Broken, match="too large"):
        unpacked(package({"a": b"0" * 2000}), most=1000)

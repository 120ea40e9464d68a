"""Marking and unpacking run in the process that reads: a hostile file ends in words, and nobody else feels
it."""

import tempfile
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import loaders
from loaders import Bounds, Reader
from tests.loaders import hostile
from tests.loaders.workbooks import knowledge
from texts import LANGUAGES, say

KNOWN = knowledge()
MB = 1024 * 1024
ROWS = (
    ("NO", "KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"),
    (1, "Pekalongan Barat", "Kotak suara", "seribu", 1100),
    (2, "Pekalongan Timur", "Kotak suara", 1000, -5),
)
CSV = "\n".join(";".join(str(cell) for cell in row) for row in ROWS).encode()


@pytest.fixture(scope="module")
def reader():
    with Reader() as one:
        yield one


def held(call: Callable[[], Any]) -> tuple[Any, int]:
    """What a call gives, and the most bytes that this process held for it."""
    tracemalloc.start()
    try:
        return call(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def cells(workbook: bytes) -> list[list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(BytesIO(workbook))
    return [[(cell.value, cell.comment and cell.comment.text) for row in one for cell in row] for one in book]


def words(workbook: bytes) -> str:
    return " ".join(str(value) for sheet in cells(workbook) for value, _ in sheet)


# -- unpacking


def test_the_files_of_a_zip_are_the_same_as_here(reader: Reader):
    files = {
        "a/rekap.xlsx": hostile.xlsx(),
        "b/rekap.csv": CSV,
        "../../etc/passwd.csv": CSV,
        ".DS_Store": b"x",
    }
    data = hostile.zipped(files)
    assert reader.unpacked("kiriman.zip", data) == loaders.unpacked("kiriman.zip", data)
    assert [name for name, _ in reader.unpacked("kiriman.zip", data)] == [
        "rekap.xlsx",
        "rekap.csv",
        "passwd.csv",
    ]


@pytest.mark.parametrize("data", [hostile.xlsx(), CSV, b"", b"PK\x03\x04 cut off"])
def test_any_other_file_stays_as_it_is(reader: Reader, data: bytes):
    assert reader.unpacked("satu", data) == [("satu", data)]


def zip_bomb() -> bytes:
    return hostile.inflated("a.csv", b"", b"1;2\n", 900, b"", hostile.zipped({"b.csv": CSV}))


def zip_that_lies() -> bytes:
    big = hostile.inflated("a.csv", b"", b"1;2\n", 600, b"", hostile.zipped({"b.csv": CSV}))
    return hostile.lying(big, "a.csv")


def zip_of_very_many() -> bytes:
    return hostile.zipped({f"{number}.csv": b"" for number in range(60_000)})


@pytest.mark.parametrize("make", [zip_bomb, zip_that_lies, zip_of_very_many])
def test_a_hostile_zip_is_told_in_words_and_fills_no_memory(reader: Reader, make: Callable[[], bytes]):
    data = make()
    found, most = held(lambda: reader.unpacked("kiriman.zip", data))
    assert found == [("kiriman.zip", data)]
    assert most < 8 * MB + len(data)
    (problem,) = reader.read(data, "kiriman.zip", KNOWN).problems
    assert problem.code == "zip-not-unpacked"
    assert all(loaders.sentence(problem, lang) and loaders.way_out(problem, lang) for lang in LANGUAGES)


def test_no_more_of_an_entry_is_expanded_than_it_says():
    data = zip_that_lies()
    found, most = held(lambda: loaders.unpacked("kiriman.zip", data))
    assert found == [("kiriman.zip", data)]
    assert most < 8 * MB


def test_a_zip_that_takes_too_long_stays_shut():
    data = hostile.zipped({"b.csv": CSV})
    with Reader(Bounds(seconds=0.0)) as one:
        assert one.unpacked("kiriman.zip", data) == [("kiriman.zip", data)]


# -- marking


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("rekap.xlsx", hostile.xlsx(ROWS)),
        ("rekap.csv", CSV),
        ("panjang.csv", CSV + b"\n3;Pekalongan Barat;Kotak suara;12;12" * 1500),
        ("kosong.csv", b""),
    ],
)
def test_a_marked_workbook_is_the_same_as_here(reader: Reader, name: str, data: bytes):
    reading = loaders.read(data, name, KNOWN)
    assert reading.problems or any(table.problems for table in reading.tables)
    for lang in LANGUAGES:
        apart, here = reader.marked(data, reading, lang), loaders.marked(data, reading, lang)
        assert apart[1] == here[1]
        assert cells(apart[0]) == cells(here[0])


def explodes() -> bytes:
    """A sheet that is read at once, beside a picture that is 900 MB once unpacked."""
    return hostile.inflated("xl/media/image0.png", b"", bytes(1024), 900, b"", hostile.xlsx(ROWS))


def test_a_workbook_that_explodes_comes_back_as_its_list_of_findings(reader: Reader):
    data = explodes()
    reading = reader.read(data, "rekap.xlsx", KNOWN)
    found = [one for table in reading.tables for one in table.problems]
    assert found
    for lang in LANGUAGES:
        (made, name), most = held(lambda lang=lang: reader.marked(data, reading, lang))
        assert most < 40 * MB
        assert name.startswith(say("marked.name-list", lang, stem="rekap"))
        told = words(made)
        assert say("problems.too-much-memory-marking", lang) in told
        assert all(loaders.sentence(one, lang) in told for one in found)
    assert reader.read(hostile.xlsx(ROWS), "rekap.xlsx", KNOWN).tables


def test_a_workbook_that_takes_too_long_to_mark_comes_back_as_its_list():
    data = hostile.xlsx(ROWS)
    reading = loaders.read(data, "rekap.xlsx", KNOWN)
    with Reader(Bounds(seconds=0.0)) as one:
        made, _ = one.marked(data, reading, "id")
    assert say("problems.took-too-long-marking", "id") in words(made)


@pytest.mark.parametrize(
    "what", ["zip bomb", "zip bomb that lies about its size", "encrypted xlsx", "xls of noise", "picture"]
)
def test_whatever_could_not_be_read_comes_back_as_a_list(reader: Reader, what: str):
    name, make, _ = hostile.HARMFUL[what]
    data = make()
    reading = reader.read(data, name, KNOWN)
    (made, _), most = held(lambda: reader.marked(data, reading, "id"))
    assert most < 40 * MB + 2 * len(data)
    assert loaders.sentence(reading.problems[0], "id") in words(made)


# -- the process


def test_a_process_leaves_no_files_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    data = hostile.xlsx(ROWS)
    reading = loaders.read(CSV, "rekap.csv", KNOWN)
    with Reader() as one:
        assert one.marked(CSV, reading, "id")[0]
        assert one.unpacked("kiriman.zip", hostile.zipped({"a.xlsx": data})) == [("a.xlsx", data)]
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "answer",
    [
        b'[["a.csv", {"part": 3}]]',
        b'[["a.csv", "x"]]',
        b'[["a.csv"]]',
        b'{"part": 0}',
        b"7",
    ],
)
def test_files_that_are_none_are_not_believed(answer: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    told = b"H" + (0).to_bytes(8, "big") + b"B" + (1).to_bytes(8, "big") + b"x"
    (tmp_path / "answer").write_bytes(told + b"R" + len(answer).to_bytes(8, "big") + answer)
    fake = tmp_path / "python"
    fake.write_text(f"#!/bin/sh\ncat {tmp_path}/answer\nsleep 1\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(fake))
    data = hostile.zipped({"b.csv": CSV})
    reading = loaders.read(CSV, "rekap.csv", KNOWN)
    with Reader() as one:
        assert one.unpacked("kiriman.zip", data) == [("kiriman.zip", data)]
        assert say("problems.damaged-marking", "id") in words(one.marked(data, reading, "id")[0])

"""Hostile files end in words: no harm, no traceback, within the time and the memory of the process."""

import re
import threading
from pathlib import Path

import pytest

import elections
import loaders
import pipeline
import store as stores
import texts
from loaders import Bounds, Knowledge, Reader, Reading, wire
from tests.loaders import hostile

GIGABYTE = 1024 * 1024  # in the kB of /proc
KNOWN = pipeline.knowledge(None, elections.load("pemilu-2024"))
_STRANGE = re.compile(r"Traceback|Error\b|Exception|panicked|NaN|None\b|/etc/|root:")


class _Watch:
    """The most memory that the reader's process was seen to hold, in kB."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.peak = 0

    def __call__(self, *_: object) -> None:
        status = Path(f"/proc/{self.reader.pid}/status")
        if self.reader.pid and status.exists():
            lines = status.read_text(encoding="ascii").splitlines()
            self.peak = max(self.peak, *(int(one.split()[1]) for one in lines if one.startswith("VmHWM")), 0)


@pytest.fixture(scope="module")
def reader():
    # What a file is refused for shall not hang on what else the machine does.
    with Reader(Bounds(seconds=300)) as one:
        yield one


def _words(reading: Reading) -> str:
    problems = [*reading.problems, *(one for table in reading.tables for one in table.problems)]
    return " ".join(
        f"{loaders.sentence(one, lang)} {loaders.way_out(one, lang)}"
        for one in problems
        for lang in texts.LANGUAGES
    )


@pytest.mark.parametrize("what", hostile.HARMFUL)
def test_a_harmful_file_is_refused_in_words(reader: Reader, what: str):
    name, make, expected = hostile.HARMFUL[what]
    watch = _Watch(reader)
    reading = reader.read(make(), name, KNOWN, progress=watch)
    found = {one.code for one in reading.problems if one.severity == "error"}
    # took-too-long is in none of the sets: each is refused for what it is.
    assert (found or {""}) & expected
    assert watch.peak < GIGABYTE
    assert _words(reading) or reading.tables
    assert not _STRANGE.search(_words(reading))


@pytest.mark.parametrize("what", hostile.INERT)
def test_what_would_harm_elsewhere_is_inert(reader: Reader, what: str):
    name, make = hostile.INERT[what]
    watch = _Watch(reader)
    reading = reader.read(make(), name, KNOWN, progress=watch)
    assert "took-too-long" not in {one.code for one in reading.problems}
    assert watch.peak < GIGABYTE
    assert not _STRANGE.search(_words(reading))


@pytest.mark.parametrize("name", hostile.NAMES)
def test_odd_names_of_files_do_no_harm(reader: Reader, name: str):
    reading = reader.read(hostile.xlsx(), name, KNOWN)
    assert reading.file and len(reading.file) <= 150
    assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff/]|[.][.]", reading.file)
    assert loaders.as_json(reading, "id")["file"].encode()


def test_the_store_stays_as_it_was(tmp_path: Path):
    store = stores.open(str(tmp_path), loaders.schemas())
    some = ("zip bomb", "quotes that never close", "encrypted xlsx", "xls of noise", "picture", "tar")
    files = [(hostile.HARMFUL[what][0], hostile.HARMFUL[what][1]()) for what in some if what != some[1]]
    outcomes = list(pipeline.import_files(store, files, by="Siti", election="pemilu-2024"))
    assert {one.result for one in outcomes} == {"refused"}
    assert store.head() == 0


def test_a_number_is_read_after_a_file_that_ended_the_process(reader: Reader):
    first = reader.read(hostile.long_strings(), "a.xlsx", KNOWN)
    assert [one.code for one in first.problems] == ["too-much-memory"]
    assert reader.read(hostile.xlsx(), "a.xlsx", KNOWN).tables


def test_a_reading_is_the_same_in_the_process_and_here(reader: Reader):
    for path in sorted(Path(pipeline.SAMPLES, "kota-pekalongan").rglob("*.xlsx"))[:4]:
        data = path.read_bytes()
        assert reader.read(data, path.name, KNOWN) == loaders.read(data, path.name, KNOWN)


def test_a_correction_reaches_the_cell(reader: Reader):
    rows = (("NO", "KECAMATAN", "NAMA BARANG", "DITERIMA"), (1, "Barat", "Kotak Suara", "dua ratus"))
    data = hostile.xlsx((("LOGISTIK",), *rows))
    before = reader.read(data, "a.xlsx", KNOWN).tables[0]
    after = reader.read(data, "a.xlsx", KNOWN, {("REKAP", "D3"): "200"}).tables[0]
    assert (before.accepted, after.accepted) == (0, 1)


def test_progress_is_told_from_the_first_moment_and_what_it_raises_ends_the_reading():
    told: list[str] = []

    def stop(stage: str, done: float) -> None:
        told.append(stage)
        if len(told) == 3:
            raise KeyboardInterrupt

    with Reader() as one:
        with pytest.raises(KeyboardInterrupt):
            one.read(hostile.wide(), "a.xlsx", KNOWN, progress=stop)
        assert one.pid is None
        assert told[0] == "start"
        assert one.read(hostile.xlsx(), "a.xlsx", KNOWN).tables


def test_a_reading_is_cancelled_from_another_thread():
    data = hostile.wide()
    with Reader() as one:
        threading.Timer(0.5, one.cancel).start()
        reading = one.read(data, "a.xlsx", KNOWN)
        assert [problem.code for problem in reading.problems] == ["cancelled"]


@pytest.mark.parametrize(
    "answer",
    [
        b"R" + (2**62).to_bytes(8, "big"),
        b"R" + (2).to_bytes(8, "big") + b"[]",
        b"R" + (9).to_bytes(8, "big") + b"not json!",
        b"A" + (4).to_bytes(8, "big") + b"nope",
        b"Z" + (0).to_bytes(8, "big"),
        b"cos\nsystem\n(S'true'\ntR.",
    ],
)
def test_a_process_that_answers_nonsense_is_not_believed(answer: bytes, tmp_path: Path, monkeypatch):
    hello = b"H" + (0).to_bytes(8, "big")
    fake = tmp_path / "python"
    (tmp_path / "answer").write_bytes(hello + answer)
    fake.write_text(f"#!/bin/sh\ncat {tmp_path}/answer\nsleep 1\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(fake))
    with Reader() as one:
        problems = one.read(hostile.xlsx(), "a.xlsx", KNOWN).problems
    assert [problem.code for problem in problems] == ["damaged"]


def test_records_that_do_not_fit_their_type_are_refused():
    packed = wire.packed(Knowledge(office="Kota Pekalongan"), [])
    assert wire.unpacked(Knowledge, packed) == Knowledge(office="Kota Pekalongan")
    for wrong in ({**packed, "office": 7}, {**packed, "more": 1}, [], None, {"office": "x"}):
        with pytest.raises(wire.Malformed):
            wire.unpacked(Knowledge, wrong)


def test_the_server_s_environment_does_not_go_along(monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "rahasia")
    with Reader() as one:
        assert one.read(hostile.xlsx(), "a.xlsx", KNOWN).tables
        environment = Path(f"/proc/{one.pid}/environ").read_bytes()
    assert b"rahasia" not in environment

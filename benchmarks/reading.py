"""Long sheets read, recognised, typed and checked, beside what pandas takes to read them."""

import csv
import io
import random
import resource
import statistics
import sys
import time

import openpyxl
import pandas as pd

import elections
import loaders
import pipeline
from benchmarks.rows import Row, seconds

ROWS = 100_000
HEADER = (
    "No",
    "Kecamatan",
    "Kelurahan",
    "TPS",
    "Jenis Logistik",
    "Satuan",
    "Kebutuhan",
    "Diterima",
    "Rusak",
    "Kurang",
    "Tgl Terima",
    "Keterangan",
)


def workbook(rows: int = ROWS) -> bytes:
    """A tracking sheet of the logistics, one row an item of a polling station, as an office would keep it."""
    chance = random.Random(1)
    profile = elections.load("pemilu-2024")
    names = [(item.names["id"], item.unit) for item in profile.items]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("REKAP")
    for title in (
        "REKAPITULASI LOGISTIK PEMILU TAHUN 2024",
        "KPU KOTA CONTOH",
        "PER TANGGAL 10 JANUARI 2024",
        None,
    ):
        sheet.append([title])
    sheet.append(HEADER)
    for number in range(rows):
        station, item = divmod(number, len(names))
        name, unit = names[item]
        need = chance.randint(5, 300)
        got = need - (chance.randint(1, 5) if chance.random() < 0.1 else 0)
        ward = station // 30
        sheet.append(
            [number + 1, f"Kecamatan {ward // 8 + 1}", f"Kelurahan {ward + 1}", station % 30 + 1, name, unit,
             need, got, 0, need - got, "10/01/2024", None]
        )  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


LINES = 1_000_000


def long_csv(rows: int = LINES) -> bytes:
    """The same table as a CSV file of Indonesian Excel, with other amounts."""
    chance = random.Random(2)
    names = [(item.names["id"], item.unit) for item in elections.load("pemilu-2024").items]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADER)
    for number in range(rows):
        station, item = divmod(number, len(names))
        name, unit = names[item]
        need, ward = chance.randint(5, 300), station // 30
        writer.writerow(
            [number + 1, f"Kecamatan {ward // 8 + 1}", f"Kelurahan {ward + 1}", station % 30 + 1, name, unit,
             need, need, 0, 0, "10/01/2024", ""]
        )  # fmt: skip
    return out.getvalue().encode()


def measure() -> list[Row]:
    """Time of the whole reading, the start of its process included, against pandas in the same run."""
    data = workbook()
    ours, peak = _read_apart(data, "besar.xlsx", ROWS)
    theirs = seconds(lambda: pd.read_excel(io.BytesIO(data), header=None, engine="openpyxl"), times=1)
    text = long_csv()
    runs = [_read_apart(text, "besar.csv", LINES) for _ in range(3)]
    lines, lines_peak = statistics.median(spent for spent, _ in runs), runs[-1][1]
    bare = seconds(lambda: pd.read_csv(io.BytesIO(text), sep=";"))
    share, times = ours / theirs, lines / bare
    return [
        Row("pandas with openpyxl reads 100,000 x 12 xlsx", theirs, "s"),
        Row(
            "read, recognised, checked and previewed in a process of its own",
            ours,
            "s",
            "<= 10 s",
            ours <= 10,
        ),
        Row("share of the time of pandas with openpyxl", share, "", "<= 0.4", share <= 0.4),
        Row("peak memory of that process", peak, "MB", "< 1,000", peak < 1000),
        Row("pandas reads 1,000,000 x 12 csv", bare, "s"),
        Row("read, recognised, checked and previewed in a process of its own", lines, "s"),
        Row("times the bare reading of pandas", times, "x", "<= 10", times <= 10),
        Row("peak memory of that process", lines_peak, "MB"),
    ]


def _read_apart(data: bytes, name: str, rows: int) -> tuple[float, float]:
    """Seconds from before the process is started until its Reading is here, and its peak memory in MB."""
    known = pipeline.knowledge(None, elections.load("pemilu-2024"))
    start = time.perf_counter()
    with loaders.Reader() as reader:
        reading = reader.read(data, name, known)
        spent = time.perf_counter() - start
    if [table.accepted for table in reading.tables] != [rows]:
        raise RuntimeError(f"not all of {rows} rows accepted: nothing to compare")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return spent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit

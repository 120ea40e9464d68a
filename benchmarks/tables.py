"""Where tables lie and how CSV files are divided, beside what other readers take them for, on made sheets."""

import csv
import io
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import clevercsv
import duckdb
import openpyxl
import pandas as pd
import python_calamine

from benchmarks.rows import Row
from loaders import delimited
from loaders.files import Sheet, open_file
from loaders.structure import find_tables
from tests.loaders.corpus import Lies, Made, corpus

HEADERS_FOUND = 38 / 40


@dataclass(frozen=True)
class Taken:
    """What a reader takes for the first table of a sheet, in 1-based rows, and all rows of data that it
    gives."""

    header_rows: tuple[int, ...]
    first: int
    last: int
    rows: Sequence[Sequence[Any]]


# -- readers of workbooks ----------------------------------------------------------------------------------


def _here(data: bytes, name: str) -> Taken | None:
    (sheet,) = open_file(data, name).sheets
    tables = find_tables(sheet)
    if not tables:
        return None
    region = tables[0].region
    rows = [_cells(sheet, row, table.columns) for table in tables for row in table.data_rows]
    return Taken(region.header_rows, region.first_row, region.last_row, rows)


def _cells(sheet: Sheet, row: int, columns: Sequence[int]) -> list[Any]:
    return [sheet.rows[row - 1][column - 1] for column in columns]


def _pandas(data: bytes, name: str) -> Taken:
    rows = pd.read_excel(io.BytesIO(data), dtype=object).itertuples(index=False)
    return _below_first([[None if pd.isna(cell) else cell for cell in row] for row in rows])


def _calamine(data: bytes, name: str) -> Taken:
    book = python_calamine.load_workbook(io.BytesIO(data))
    return _below_first(book.get_sheet_by_index(0).to_python(skip_empty_area=False)[1:])


def _openpyxl(data: bytes, name: str) -> Taken:
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    return _below_first([list(row) for row in sheet.iter_rows(min_row=2, values_only=True)])


def _below_first(rows: Sequence[Sequence[Any]]) -> Taken:
    """A reader that takes the first row for the header and everything below it for data."""
    filled = [at for at, row in enumerate(rows) if any(cell not in (None, "") for cell in row)]
    return Taken((1,), 2, filled[-1] + 2 if filled else 1, rows)


# -- readers of CSV files ----------------------------------------------------------------------------------


def _duckdb(data: bytes, name: str) -> Taken | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.csv"
        path.write_bytes(data)
        try:
            sniffed = duckdb.execute("from sniff_csv(?)", [str(path)]).df().iloc[0]
            rows = duckdb.execute("from read_csv(?, all_varchar = true)", [str(path)]).fetchall()
        except duckdb.Error:
            return None
    skipped, headed = int(sniffed["SkipRows"]), bool(sniffed["HasHeader"])
    first = skipped + headed + 1
    return Taken((skipped + 1,) if headed else (), first, first + len(rows) - 1, rows)


def _clevercsv(data: bytes, name: str) -> Taken | None:
    text = data.decode("utf-8-sig")
    try:
        dialect = clevercsv.Sniffer().sniff(text)
        headed = clevercsv.Sniffer().has_header(text)
    except clevercsv.Error:
        return None
    if dialect is None:
        return None
    rows = list(clevercsv.reader(io.StringIO(text, newline=""), dialect))
    return Taken((1,) if headed else (), 1 + headed, len(rows), rows[headed:])


def _clevercsv_mark(data: bytes) -> str:
    dialect = clevercsv.Sniffer().sniff(data.decode("utf-8-sig"))
    return (dialect and dialect.delimiter) or ""


def _csv_mark(data: bytes) -> str:
    return csv.Sniffer().sniff(data.decode("utf-8-sig")).delimiter


def _duckdb_mark(data: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.csv"
        path.write_bytes(data)
        return duckdb.execute("select Delimiter from sniff_csv(?)", [str(path)]).fetchall()[0][0]


def _here_mark(data: bytes) -> str:
    return delimited.dialect(delimited.decode(data)).separator


BOOKS: dict[str, Callable[[bytes, str], Taken | None]] = {
    "here": _here,
    "pandas": _pandas,
    "calamine": _calamine,
    "openpyxl": _openpyxl,
}
TEXTS: dict[str, Callable[[bytes, str], Taken | None]] = {
    "here": _here,
    "DuckDB": _duckdb,
    "CleverCSV": _clevercsv,
}
MARKS: dict[str, Callable[[bytes], str]] = {
    "here": _here_mark,
    "CleverCSV": _clevercsv_mark,
    "DuckDB": _duckdb_mark,
    "pandas (csv.Sniffer)": _csv_mark,
}


# -- figures -----------------------------------------------------------------------------------------------


def as_text(made: Made, chance: random.Random) -> tuple[bytes, str]:
    """The sheet as a CSV file, and its separator."""
    mark, quoting = chance.choice(";,\t|"), chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC))
    sheet = openpyxl.load_workbook(io.BytesIO(made.data)).worksheets[0]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, quoting=quoting)
    writer.writerows(["" if cell is None else cell for cell in row] for row in sheet.values)
    return out.getvalue().encode(chance.choice(("utf-8", "utf-8-sig"))), mark


def _key(row: Sequence[Any]) -> tuple[str, ...]:
    """The filled cells of a row, so that 1250, 1250.0 and "1.250" are equal."""
    texts = [str(int(cell)) if isinstance(cell, float) else str(cell or "") for cell in row]
    return tuple(text.strip().replace(".", "") for text in texts if text.strip())


def _agreement(found: Sequence[Sequence[Any]], lies: Sequence[Lies]) -> float:
    """F1 of the rows of data, cell for cell."""
    mine = Counter(_key(row) for row in found)
    truth = Counter(_key(row) for one in lies for row in one.rows)
    return 2 * (mine & truth).total() / (mine.total() + truth.total())


def _figures(
    what: str,
    readers: dict[str, Callable[[bytes, str], Taken | None]],
    files: Sequence[tuple[bytes, str, Made]],
) -> list[Row]:
    out: list[Row] = []
    for reader, take in readers.items():
        header, lines, rows = 0, 0, 0.0
        for data, name, made in files:
            taken, lies = take(data, name), made.tables[0]
            if taken is None:
                continue
            header += taken.header_rows == lies.header_rows
            lines += (taken.first, taken.last) == (lies.data_rows[0], lies.data_rows[-1])
            rows += _agreement(taken.rows, made.tables)
        found = header / len(files)
        bar = f">= {HEADERS_FOUND:.2f}" if reader == "here" else ""
        out += [
            Row(
                f"{what}, header rows right, {reader}",
                found,
                "",
                bar,
                found >= HEADERS_FOUND if bar else None,
            ),
            Row(f"{what}, first and last row of data right, {reader}", lines / len(files), ""),
            Row(f"{what}, rows of data right cell for cell (F1), {reader}", rows / len(files), ""),
        ]
    return out


def measure() -> list[Row]:
    """The share of sheets in which each reader finds what is there."""
    chance = random.Random(7)
    made = corpus()
    texts = [(*as_text(one, chance), one) for one in made]
    out = _figures(f"{len(made)} xlsx", BOOKS, [(one.data, one.name, one) for one in made])
    out += _figures(f"{len(made)} csv", TEXTS, [(data, "sheet.csv", one) for data, _, one in texts])
    for reader, told in MARKS.items():
        right = sum(_is(told, data, mark) for data, mark, _ in texts) / len(texts)
        out.append(Row(f"{len(made)} csv, separator right, {reader}", right, ""))
    return out


def _is(told: Callable[[bytes], str], data: bytes, mark: str) -> bool:
    try:
        return told(data) == mark
    except (csv.Error, clevercsv.Error, duckdb.Error):
        return False

"""Tracking sheets made from a seed, each with what stands where, for the tests and the benchmarks of finding
tables."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

COUNT = 48
OFFICE = "Kota Pekalongan"
PLACES = {
    "Pekalongan Barat": ("Medono", "Podosugih", "Tirto", "Pringrejo", "Sapuro Kebulen"),
    "Pekalongan Timur": ("Kauman", "Poncol", "Kali Baros", "Noyontaansari", "Setono"),
    "Pekalongan Utara": ("Krapyak", "Kandang Panjang", "Panjang Wetan", "Degayu", "Bandengan"),
    "Pekalongan Selatan": ("Jenggot", "Kuripan Kertoharjo", "Soko Duwet", "Banyurip", "Buaran Kradenan"),
}
_ITEMS = ("KOTAK SUARA", "BILIK SUARA", "TINTA", "SEGEL")
_TITLES = (
    "REKAPITULASI PENERIMAAN LOGISTIK",
    "PEMILIHAN UMUM TAHUN 2024",
    "KPU KOTA PEKALONGAN",
    "PER TANGGAL 22 DESEMBER 2023",
    "Gudang: Jalan Jawa Nomor 12",
    "Disiapkan untuk rapat koordinasi",
)
_TOTALS = ("JUMLAH", "TOTAL", "Jumlah Total", "JUMLAH KESELURUHAN", "Jml", "GRAND TOTAL")
_PARTS = ("JUMLAH", "SUB JUMLAH", "Sub Total", "JUMLAH {place}", "Jumlah Kec. {place}")
_FOOTER = (
    "Pekalongan, 22 Desember 2023",
    "Kepala Subbagian Keuangan, Umum dan Logistik",
    None,
    None,
    "Bagas Wiratmaja",
    "NIP. 19800101 200501 1 001",
)
_NOTES = ("Catatan: angka masih sementara", "Sumber: berita acara serah terima")


@dataclass(frozen=True)
class Traits:
    """How a sheet is kept."""

    titles: int
    tiers: int
    merged: bool
    numbered: bool
    """Whether a row of column numbers stands under the header."""
    sections: bool
    """Whether kecamatan stand in rows of their own, not in a column."""
    parts: bool
    """Whether each kecamatan has a total of its own."""
    totalled: bool
    as_text: bool
    footer: bool
    notes: bool
    spaced: bool
    """Whether blank rows part header, kecamatan and total."""
    left: int
    """Blank columns before the table."""
    spacer: bool
    """Whether a blank column parts the names from the amounts."""
    tables: str
    """"one", "under" or "beside"."""


@dataclass(frozen=True)
class Lies:
    """Where a table lies; all rows are 1-based sheet rows."""

    header_rows: tuple[int, ...]
    header: tuple[str, ...]
    """The joined headings of the columns that have one."""
    data_rows: tuple[int, ...]
    total_rows: tuple[int, ...]
    rows: tuple[tuple[Any, ...], ...]
    """What the data rows hold under those headings."""
    sums: tuple[int, ...]
    """The sum of each amount column over the data rows: what the last total states."""


@dataclass(frozen=True)
class Made:
    """A workbook of one sheet and where its tables lie, from top to bottom, then left to right."""

    name: str
    data: bytes
    traits: Traits
    tables: tuple[Lies, ...]


def corpus(count: int = COUNT, seed: int = 2024) -> tuple[Made, ...]:
    """`count` sheets; the same ones for the same seed. Title rows 0-6 and 1-3 header rows come in turn,
    everything else by lot."""
    chance = random.Random(seed)
    return tuple(_made(number, _traits(number, chance), chance) for number in range(count))


def _traits(number: int, chance: random.Random) -> Traits:
    def often(share: float) -> bool:
        return chance.random() < share

    tables = ("one", "one", "under", "beside")[number % 4]
    return Traits(
        titles=number % 7,
        tiers=number % 3 + 1,
        merged=often(0.6),
        numbered=often(0.4),
        sections=tables != "beside" and often(0.3),
        parts=often(0.5),
        totalled=tables == "under" or often(0.8),
        as_text=often(0.3),
        footer=often(0.6),
        notes=tables != "beside" and often(0.3),
        spaced=often(0.3),
        left=chance.choice((0, 0, 0, 1, 2)),
        spacer=tables != "beside" and often(0.2),
        tables=tables,
    )


def _made(number: int, traits: Traits, chance: random.Random) -> Made:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "REKAP"
    at = 1
    for title in _TITLES[: traits.titles]:
        sheet.cell(at, 1, title)
        at += 1
    if traits.titles:
        at += chance.choice((0, 1, 1, 2))
    first = traits.left + 1
    places = chance.sample(sorted(PLACES), chance.randint(2, 4))
    half = len(places) // 2
    if traits.tables == "one":
        found = [_table(sheet, at, first, traits, places, chance)]
    elif traits.tables == "under":
        found = [_table(sheet, at, first, traits, places[:half], chance)]
        below = max((*found[0].data_rows, *found[0].total_rows)) + chance.randint(2, 4)
        if chance.random() < 0.5:
            sheet.cell(below, first, "KECAMATAN LAINNYA")
            below += 1
        found.append(_table(sheet, below, first, traits, places[half:], chance))
    else:
        found = [_table(sheet, at, first, traits, places[:half], chance)]
        beside = first + len(found[0].header) + 1
        found.append(_table(sheet, at, beside, traits, places[half:], chance))
    last = max(row for one in found for row in (*one.data_rows, *one.total_rows))
    if traits.notes:
        column = sheet.max_column + 2
        for note, row in zip(_NOTES, found[0].data_rows, strict=False):
            sheet.cell(row, column, note)
    if traits.footer:
        last += chance.randint(1, 3)
        column = first + len(found[0].header) - 3
        for line in _FOOTER:
            last += 1
            sheet.cell(last, column, line)
    out = BytesIO()
    book.save(out)
    return Made(f"sheet-{number:02}.xlsx", out.getvalue(), traits, tuple(found))


# -- one table ---------------------------------------------------------------------------------------------


def _headings(traits: Traits, chance: random.Random) -> tuple[list[list[str]], int]:
    """A path of headings for each column, and how many columns name the rows."""
    names = [["NO"], ["KELURAHAN"]] if traits.sections else [["NO"], ["KECAMATAN"], ["KELURAHAN"]]
    pair = ("KEBUTUHAN", "DITERIMA")
    if traits.tiers == 1:
        return [*names, ["JENIS LOGISTIK"], *([one] for one in pair), ["KETERANGAN"]], len(names) + 1
    items = chance.sample(_ITEMS, chance.randint(2, 3))
    if traits.tiers == 2:
        groups = [[item, part] for item in items for part in pair]
    else:
        groups = [["LOGISTIK", item, part] for item in items for part in pair]
    return [*names, *groups, ["KETERANGAN"]], len(names)


def _table(
    sheet: Worksheet, top: int, first: int, traits: Traits, places: Sequence[str], chance: random.Random
) -> Lies:
    paths, naming = _headings(traits, chance)
    columns = [first + k + (traits.spacer and k >= naming) for k in range(len(paths))]
    _write_header(sheet, top, paths, columns, traits)
    at = top + traits.tiers
    if traits.numbered:
        for k, column in enumerate(columns):
            sheet.cell(at, column, f"({k + 1})" if traits.merged else k + 1)
        at += 1
    at += traits.spaced
    data: list[int] = []
    totals: list[int] = []
    rows: list[tuple[Any, ...]] = []
    amounts = len(paths) - naming - 1
    sums = [0] * amounts
    for place in places:
        if traits.sections:
            sheet.cell(at, first, f"KECAMATAN {place.upper()}")
            at += 1
        part = [0] * amounts
        wards = chance.sample(PLACES[place], chance.randint(3, 5))
        start = at
        for ward in wards:
            row = _row(len(data) + 1, place, ward, at == start, amounts, traits, chance)
            _write(sheet, at, columns, row, traits)
            rows.append(tuple(row))
            part = [have + got for have, got in zip(part, row[naming:-1], strict=True)]
            data.append(at)
            at += 1
        if traits.merged and not traits.sections and len(wards) > 1:
            name = get_column_letter(columns[1])
            sheet.merge_cells(f"{name}{start}:{name}{at - 1}")
        sums = [have + got for have, got in zip(sums, part, strict=True)]
        if traits.parts:
            label = chance.choice(_PARTS).format(place=place)
            _write_total(sheet, at, columns, naming, label, part, traits)
            totals.append(at)
            at += 1
        at += traits.spaced and place is not places[-1]
    if traits.totalled:
        at += traits.spaced
        _write_total(sheet, at, columns, naming, chance.choice(_TOTALS), sums, traits)
        totals.append(at)
    return Lies(
        header_rows=tuple(range(top, top + traits.tiers)),
        header=tuple(" ".join(path) for path in paths),
        data_rows=tuple(data),
        total_rows=tuple(totals),
        rows=tuple(rows),
        sums=tuple(sums),
    )


def _write_header(
    sheet: Worksheet, top: int, paths: Sequence[Sequence[str]], columns: Sequence[int], traits: Traits
) -> None:
    for path, column in zip(paths, columns, strict=True):
        for depth, text in enumerate(path):
            before = paths[columns.index(column) - 1] if column != columns[0] else []
            if list(path[: depth + 1]) != list(before[: depth + 1]) or depth == len(path) - 1:
                sheet.cell(top + depth, column, text)
    if not traits.merged or traits.tiers == 1:
        return
    for path, column in zip(paths, columns, strict=True):
        if len(path) == 1:
            _merge(sheet, top, column, top + traits.tiers - 1, column)
    for depth in range(traits.tiers - 1):
        groups: dict[tuple[str, ...], list[int]] = {}
        for path, column in zip(paths, columns, strict=True):
            if len(path) > depth + 1:
                groups.setdefault(tuple(path[: depth + 1]), []).append(column)
        for inside in groups.values():
            _merge(sheet, top + depth, inside[0], top + depth, inside[-1])


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _row(
    number: int, place: str, ward: str, leads: bool, amounts: int, traits: Traits, chance: random.Random
) -> list[Any]:
    needs = [chance.randint(900, 4000) for _ in range(amounts // 2)]
    cells: list[Any] = []
    for need in needs:
        cells += [need, need - chance.choice((0, 0, 0, 1, 25))]
    note = "menyusul" if chance.random() < 0.2 else None
    named = [ward] if traits.sections else [place if leads or not traits.merged else None, ward]
    item = ["Kotak Suara"] if traits.tiers == 1 else []
    return [number, *named, *item, *cells, note]


def _write(sheet: Worksheet, at: int, columns: Sequence[int], row: Sequence[Any], traits: Traits) -> None:
    for k, (column, cell) in enumerate(zip(columns, row, strict=True)):
        if cell is not None:
            written = k > 0 and traits.as_text and isinstance(cell, int)
            sheet.cell(at, column, dotted(cell) if written else cell)


def _write_total(
    sheet: Worksheet,
    at: int,
    columns: Sequence[int],
    naming: int,
    label: str,
    sums: Sequence[int],
    traits: Traits,
) -> None:
    where = 0 if traits.merged else 1
    sheet.cell(at, columns[where], label)
    for column, added in zip(columns[naming:-1], sums, strict=True):
        sheet.cell(at, column, dotted(added) if traits.as_text else added)
    if traits.merged:
        _merge(sheet, at, columns[0], at, columns[naming - 1])


def dotted(amount: int) -> str:
    """An amount as it is typed as text: 12500 is "12.500"."""
    return f"{amount:,}".replace(",", ".")

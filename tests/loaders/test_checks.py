"""Every rule that a sheet's numbers must keep: a sheet that breaks it, one that keeps it and one just at the
edge, all found in one reading."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pytest

import loaders
from loaders import KnownPlace, Problem
from tests.loaders.workbooks import PLACES, TITLE, book, knowledge, problems

Rows = Sequence[Sequence[Any]]
STATIONS = tuple(replace(one, stations=frozenset({1, 2, 901})) for one in PLACES)
KNOWN = replace(knowledge(STATIONS), voters_cap=300)
_A, _B = "Pekalongan Barat", "Pekalongan Timur"
GOODS = ("REKAPITULASI LOGISTIK", *TITLE[1:])
MONEY = ("REALISASI ANGGARAN BADAN ADHOC", *TITLE[1:])
FOLDING = ("SORTIR DAN LIPAT SURAT SUARA", *TITLE[1:])
VOTERS = ("DAFTAR TPS", *TITLE[1:])
ASKED = ("PERMINTAAN PENGGANTIAN SURAT SUARA", *TITLE[1:])
TRIPS = ("RENCANA DISTRIBUSI LOGISTIK", *TITLE[1:])
PAPERS = ("KELENGKAPAN DOKUMEN SPJ", *TITLE[1:])
NOTES = ("CATATAN KERAWANAN DAN RISIKO", *TITLE[1:])


class Case(NamedTuple):
    code: str
    title: Sequence[str]
    header: Sequence[str]
    more: Rows
    """Rows that are right, below the one in question."""
    bad: Sequence[Any]
    good: Sequence[Any]
    edge: Sequence[Any]
    cell: str
    """Where the bad one is told; the row in question is row 6."""


def _goods(*columns: str) -> list[str]:
    return ["KECAMATAN", "JENIS LOGISTIK", *columns]


def _money(*columns: str) -> list[str]:
    return ["PPK", *columns]


_TPS = ["KECAMATAN", "KELURAHAN", "TPS", "L", "P", "L+P"]
_DAY = date(2023, 12, 20)
_NOTE = ["JENIS RISIKO", "KECAMATAN", "TANGGAL MULAI", "TANGGAL AKHIR", "PENULIS", "WAKTU CATAT"]
CASES = [
    Case(
        "short-does-not-agree",
        GOODS,
        _goods("KEBUTUHAN", "DITERIMA", "RUSAK", "KURANG"),
        [[_B, "Tinta", 10, 8, 1, 3]],
        [_A, "Tinta", 10, 8, 1, 4],
        [_A, "Tinta", 10, 8, 1, 3],
        [_A, "Tinta", 10, 12, 0, 0],
        "F6",
    ),
    Case(
        "surplus-does-not-agree",
        GOODS,
        _goods("KEBUTUHAN", "DITERIMA", "RUSAK", "LEBIH"),
        [[_B, "Tinta", 10, 12, 0, 2]],
        [_A, "Tinta", 10, 12, 0, 3],
        [_A, "Tinta", 10, 12, 0, 2],
        [_A, "Tinta", 10, 8, 0, 0],
        "F6",
    ),
    Case(
        "difference-does-not-agree",
        GOODS,
        _goods("KEBUTUHAN", "DITERIMA", "SELISIH"),
        [[_B, "Tinta", 10, 8, -2]],
        [_A, "Tinta", 10, 8, -3],
        [_A, "Tinta", 10, 8, -2],
        [_A, "Tinta", 10, 10, 0],
        "E6",
    ),
    Case(
        "good-does-not-agree",
        GOODS,
        _goods("DITERIMA", "RUSAK", "BAIK"),
        [[_B, "Tinta", 10, 2, 8]],
        [_A, "Tinta", 10, 2, 9],
        [_A, "Tinta", 10, 2, 8],
        [_A, "Tinta", 10, 0, 10],
        "E6",
    ),
    Case(
        "damaged-does-not-agree",
        GOODS,
        _goods("DITERIMA", "RUSAK", "RUSAK RINGAN", "RUSAK BERAT"),
        [[_B, "Tinta", 10, 2, 1, 1]],
        [_A, "Tinta", 10, 2, 1, 2],
        [_A, "Tinta", 10, 3, 1, 2],
        [_A, "Tinta", 10, 2, 2, 0],
        "D6",
    ),
    Case(
        "damaged-more-than-received",
        GOODS,
        _goods("DITERIMA", "RUSAK"),
        [[_B, "Tinta", 10, 1]],
        [_A, "Tinta", 5, 6],
        [_A, "Tinta", 5, 1],
        [_A, "Tinta", 5, 5],
        "D6",
    ),
    Case(
        "received-more-than-need",
        GOODS,
        _goods("KEBUTUHAN", "DITERIMA"),
        [[_B, "Tinta", 10, 1]],
        [_A, "Tinta", 5, 6],
        [_A, "Tinta", 5, 4],
        [_A, "Tinta", 5, 5],
        "D6",
    ),
    Case(
        "levels-do-not-agree",
        GOODS,
        ["KECAMATAN", "KELURAHAN", "JENIS LOGISTIK", "DITERIMA"],
        [[_A, one, "Tinta", 10] for one in ("Medono", "Podosugih", "Tirto")],
        [_A, None, "Tinta", 31],
        [_A, None, "Tinta", 30],
        [_A, None, "Tinta", None],
        "D6",
    ),
    Case(
        "tps-unknown",
        GOODS,
        ["KECAMATAN", "KELURAHAN", "TPS", "JENIS LOGISTIK", "DITERIMA"],
        [[_B, "Kauman", 1, "Tinta", 2], [_B, "Kauman", 2, "Tinta", 2]],
        [_A, "Medono", 3, "Tinta", 2],
        [_A, "Medono", 2, "Tinta", 2],
        [_A, "Medono", "TPS 901", "Tinta", 2],
        "C6",
    ),
    Case(
        "tps-count-differs",
        GOODS,
        ["KECAMATAN", "KELURAHAN", "JML TPS", "JENIS LOGISTIK", "DITERIMA"],
        [[_B, "Kauman", 3, "Tinta", 2], [_B, "Poncol", 3, "Tinta", 2]],
        [_A, "Medono", 4, "Tinta", 2],
        [_A, "Medono", 3, "Tinta", 2],
        [_A, None, 9, "Tinta", 2],
        "C6",
    ),
    Case(
        "total-does-not-add-up",
        VOTERS,
        _TPS,
        [[_B, "Kauman", 1, 100, 100, 200]],
        [_A, "Medono", 1, 100, 100, 250],
        [_A, "Medono", 1, 100, 100, 200],
        [_A, "Medono", 1, 0, 100, 100],
        "F6",
    ),
    Case(
        "voters-over-cap",
        VOTERS,
        _TPS,
        [[_B, "Kauman", 1, 100, 100, 200]],
        [_A, "Medono", 1, 151, 150, 301],
        [_A, "Medono", 1, 100, 100, 200],
        [_A, "Medono", 1, 150, 150, 300],
        "F6",
    ),
    Case(
        "duplicate-row",
        VOTERS,
        _TPS,
        [[_B, "Kauman", 1, 100, 100, 200], [_B, "Kauman", 2, 100, 100, 200]],
        [_B, "Kauman", 2, 90, 90, 180],
        [_B, "Kauman", 901, 90, 90, 180],
        [_A, "Medono", 1, 100, 100, 200],
        "A8",
    ),
    Case(
        "disbursed-over-pagu",
        MONEY,
        _money("PAGU", "DICAIRKAN"),
        [[_B, 10_000_000, 5_000_000]],
        [_A, 10_000_000, 10_000_001],
        [_A, 10_000_000, 5_000_000],
        [_A, 10_000_000, 10_000_000],
        "C6",
    ),
    Case(
        "realised-over-disbursed",
        MONEY,
        _money("DICAIRKAN", "REALISASI"),
        [[_B, 10_000_000, 5_000_000]],
        [_A, 10_000_000, 10_000_001],
        [_A, 10_000_000, 5_000_000],
        [_A, 10_000_000, 10_000_000],
        "C6",
    ),
    Case(
        "realised-over-pagu",
        MONEY,
        _money("PAGU", "REALISASI"),
        [[_B, 10_000_000, 5_000_000]],
        [_A, 10_000_000, 10_000_001],
        [_A, 10_000_000, 5_000_000],
        [_A, 10_000_000, 10_000_000],
        "C6",
    ),
    Case(
        "spj-over-disbursed",
        MONEY,
        _money("DICAIRKAN", "SPJ"),
        [[_B, 10_000_000, 5_000_000]],
        [_A, 10_000_000, 10_000_001],
        [_A, 10_000_000, 5_000_000],
        [_A, 10_000_000, 10_000_000],
        "C6",
    ),
    Case(
        "spj-before-disbursed",
        MONEY,
        _money("DICAIRKAN", "TGL CAIR", "SPJ", "TGL SPJ"),
        [[_B, 10_000_000, _DAY, 5_000_000, _DAY]],
        [_A, 10_000_000, _DAY, 5_000_000, date(2023, 12, 19)],
        [_A, 10_000_000, _DAY, 5_000_000, date(2023, 12, 22)],
        [_A, 10_000_000, _DAY, 5_000_000, _DAY],
        "C6",
    ),
    Case(
        "rest-does-not-agree",
        MONEY,
        _money("PAGU", "DICAIRKAN", "REALISASI", "SISA"),
        [[_B, 10_000_000, 8_000_000, 5_000_000, 3_000_000]],
        [_A, 10_000_000, 8_000_000, 5_000_000, 4_000_000],
        [_A, 10_000_000, 8_000_000, 5_000_000, 3_000_000],
        [_A, 10_000_000, 8_000_000, 5_000_000, 5_000_000],
        "E6",
    ),
    Case(
        "honor-does-not-agree",
        MONEY,
        _money("HONOR", "JUMLAH ORANG", "JUMLAH BULAN", "PAGU"),
        [[_B, 2_500_000, 5, 2, 25_000_000]],
        [_A, 2_500_000, 5, 2, 26_000_000],
        [_A, 2_500_000, 5, 2, 25_000_000],
        [_A, 2_500_000, 5, None, 26_000_000],
        "E6",
    ),
    Case(
        "damaged-more-than-sorted",
        FOLDING,
        ["TANGGAL", "JENIS SURAT SUARA", "DISORTIR", "RUSAK"],
        [[date(2023, 12, 19), "PPWP", 100, 1]],
        [_DAY, "PPWP", 100, 101],
        [_DAY, "PPWP", 100, 1],
        [_DAY, "PPWP", 100, 100],
        "D6",
    ),
    Case(
        "arrived-before-leaving",
        TRIPS,
        ["ASAL", "TUJUAN", "KECAMATAN", "KOTAK", "TGL BERANGKAT", "TGL TIBA"],
        [["Gudang", "PPK", _B, 5, _DAY, _DAY]],
        ["Gudang", "PPK", _A, 5, _DAY, date(2023, 12, 19)],
        ["Gudang", "PPK", _A, 5, _DAY, date(2023, 12, 21)],
        ["Gudang", "PPK", _A, 5, _DAY, _DAY],
        "E6",
    ),
    Case(
        "arrived-before-asked",
        ASKED,
        ["JENIS SURAT SUARA", "JUMLAH DIMINTA", "TANGGAL PERMINTAAN", "TANGGAL TIBA"],
        [["DPR", 40, date(2023, 12, 18), _DAY]],
        ["PPWP", 25, _DAY, date(2023, 12, 19)],
        ["PPWP", 25, date(2023, 12, 19), _DAY],
        ["PPWP", 25, _DAY, _DAY],
        "C6",
    ),
    Case(
        "sptjb-before-bku",
        PAPERS,
        ["BADAN", "KECAMATAN", "BULAN", "BKU", "TANGGAL BKU DITUTUP", "DN.04 SPTJB", "TANGGAL SPTJB"],
        [["PPK", _B, "Desember 2023", "ada", _DAY, "ada", _DAY]],
        ["PPK", _A, "Desember 2023", "ada", _DAY, "ada", date(2023, 12, 19)],
        ["PPK", _A, "Desember 2023", "ada", _DAY, "ada", date(2023, 12, 21)],
        ["PPK", _A, "Desember 2023", "ada", _DAY, "ada", _DAY],
        "E6",
    ),
    Case(
        "note-unsigned",
        NOTES,
        _NOTE,
        [["BANJIR", _B, _DAY, _DAY, "Staf KPU", "20-12-2023 08.00"]],
        ["BANJIR", _A, _DAY, _DAY, "Staf KPU", None],
        ["BANJIR", _A, _DAY, _DAY, "Staf KPU", "20-12-2023 08.00"],
        ["BANJIR", _A, _DAY, _DAY, "S", "8"],
        "F6",
    ),
    Case(
        "ends-before-it-begins",
        NOTES,
        _NOTE,
        [["BANJIR", _B, _DAY, _DAY, "Staf KPU", "20-12-2023 08.00"]],
        ["BANJIR", _A, _DAY, date(2023, 12, 19), "Staf KPU", "20-12-2023 08.00"],
        ["BANJIR", _A, _DAY, date(2023, 12, 21), "Staf KPU", "20-12-2023 08.00"],
        ["BANJIR", _A, _DAY, _DAY, "Staf KPU", "20-12-2023 08.00"],
        "C6",
    ),
]


def found(case: Case, row: Sequence[Any]) -> list[Problem]:
    data = book([case.header, row, *case.more], case.title)
    # What is only worth a note, as more than is needed, may stand beside any rule.
    return [one for one in problems(data, KNOWN) if one.severity != "note" or one.code == case.code]


@pytest.mark.parametrize("case", CASES, ids=[case.code for case in CASES])
def test_a_sheet_that_breaks_the_rule_is_told_where(case: Case) -> None:
    told = found(case, case.bad)
    assert [(one.code, one.cell) for one in told] == [(case.code, case.cell)]


@pytest.mark.parametrize("case", CASES, ids=[case.code for case in CASES])
def test_a_sheet_that_keeps_the_rule_is_not_told(case: Case) -> None:
    assert found(case, case.good) == []


@pytest.mark.parametrize("case", CASES, ids=[case.code for case in CASES])
def test_a_sheet_just_at_the_edge_is_not_told(case: Case) -> None:
    assert found(case, case.edge) == []


def test_every_rule_of_the_layouts_has_its_sheets() -> None:
    codes = {check.code for kind in loaders.kinds() for check in loaders.layout(kind).checks}
    assert codes <= {case.code for case in CASES}


@pytest.mark.parametrize(("rest", "cells"), [(10_000_000, []), (9_999_999, ["E6"])])
def test_what_a_blank_spj_leaves_is_all_that_was_paid(rest: int, cells: list[str]) -> None:
    rows = [[_A, 10_000_000, 9_000_000, None, rest], [_B, 10_000_000, 8_000_000, 8_000_000, 2_000_000]]
    header = _money("DICAIRKAN", "REALISASI", "SPJ", "SISA")
    told = problems(book([header, *rows], MONEY), KNOWN)
    assert [one.cell for one in told if one.code == "rest-does-not-agree"] == cells


def test_all_that_is_wrong_is_told_in_one_reading() -> None:
    """Each rule once on one sheet: nobody has to bring the sheet twice to learn the next fault."""
    header = ["KECAMATAN", "KELURAHAN", "TPS", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA", "RUSAK", "KURANG"]
    rows = [
        [_A, "Medono", 1, "Tinta", 10, 8, 9, 3],  # damaged more than received, short
        [_A, "Medono", 7, "Tinta", 10, 8, 0, 2],  # no such station
        [_A, "Medono", 2, "Tinta", 10, "8o", 0, 2],  # no number
        [_A, "Medonoo", 1, "Tinta", 10, 8, 0, 2],  # no such kelurahan
        [_A, "Tirto", 1, "Tita", 10, 8, 0, 2],  # no such item
        [_A, "Tirto", 2, "Tinta", 10, 8, 0, 2],
        [_A, "Tirto", 2, "Tinta", 10, 8, 0, 2],  # twice
        ["JUMLAH", None, None, None, 70, 41, 9, 15],  # wrong in E
    ]
    told = {one.code for one in problems(book([header, *rows], GOODS), KNOWN)}
    assert told >= {
        "damaged-more-than-received",
        "short-does-not-agree",
        "tps-unknown",
        "not-a-number",
        "place-unknown",
        "item-unknown",
        "duplicate-row",
    }


# -- totals ------------------------------------------------------------------------------------------------


def test_a_typed_total_is_added_again() -> None:
    """The line of 2019: 2,084 and 1,025 given as 3,909."""
    rows = [[_A, "Tinta", 2084], [_B, "Tinta", 1025], ["JUMLAH", None, 3909]]
    (one,) = [
        one
        for one in problems(book([_goods("DITERIMA"), *rows], GOODS), KNOWN)
        if one.code == "total-does-not-add-up"
    ]
    told = dict(one.values)
    assert (told["stated"], told["computed"], told["difference"]) == (3909, 3109, 800)
    assert one.cell == "C8"


@pytest.mark.parametrize(("last", "cells"), [(12, []), (13, ["D8"])])
def test_a_total_at_the_end_of_each_row_is_added_again(last: int, cells: list[str]) -> None:
    header = ["KECAMATAN", "TINTA DITERIMA", "SEGEL DITERIMA", "JUMLAH"]
    rows = [[_A, 1, 2, 3], [_B, 3, 4, 7], ["Pekalongan Utara", 5, 7, last]]
    places = (*PLACES, KnownPlace("Kota Pekalongan", "Pekalongan Utara", "Krapyak"))
    told = problems(book([header, *rows], GOODS), knowledge(places))
    assert [one.cell for one in told if one.code == "total-does-not-add-up"] == cells


def test_totals_of_each_measure_are_added_again() -> None:
    header = ["KECAMATAN", "TINTA KEBUTUHAN", "TINTA DITERIMA", "SEGEL KEBUTUHAN", "SEGEL DITERIMA"]
    header += ["JUMLAH KEBUTUHAN", "JUMLAH DITERIMA"]
    rows = [
        [one, 10 + at, 5 + at, 20, 6, 30 + at, 11 + at + (at == 2)]
        for at, one in enumerate((_A, _B, "Pekalongan Utara"))
    ]
    told = problems(book([header, *rows], GOODS), knowledge())
    assert [one.cell for one in told if one.code == "total-does-not-add-up"] == ["G8"]

"""What comes in parts is added up; the need beside each part is one need."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.loaders.workbooks import PLACES, TITLE, Row, book, books, facts, knowledge, read, table

KNOWN = knowledge(PLACES)
HEAD = ["JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA", "TGL TERIMA", "NO SURAT JALAN"]
_FIRST, _SECOND, _THIRD = date(2023, 11, 5), date(2023, 11, 12), date(2023, 11, 19)


def _sheet(*rows: Row, head: Row = HEAD) -> tuple[dict[str, Any], list[tuple[str, str, str | None]]]:
    found = table(book([head, *rows]), KNOWN)
    return found.sums, [(one.code, one.severity, one.cell) for one in found.problems]


def test_a_need_beside_each_delivery_counts_once():
    assert _sheet(
        ["Kotak Suara", 4413, 2000, _FIRST, "SJ-1"],
        ["Kotak Suara", 4413, 1000, _SECOND, "SJ-2"],
        ["Bilik Suara", 3524, 3524, _FIRST, "SJ-3"],
    ) == ({"kebutuhan": 7937, "diterima": 6524}, [("plan-again", "note", "B7")])


def test_deliveries_without_a_date_are_added_with_a_warning():
    assert _sheet(["Kotak Suara", 4413, 2000], ["Kotak Suara", 4413, 1000], head=HEAD[:3]) == (
        {"kebutuhan": 4413, "diterima": 3000},
        [("plan-again", "warning", "B7")],
    )


def test_an_account_below_each_output_of_an_export_is_money_of_its_own():
    rows = [
        ["6867.QGE.002", "Badan Adhoc", 700],
        ["521219", "Belanja Barang", 700],
        [None, "- Operasional PPK", 700],
        ["6872.QGE.002", "Logistik", 300],
        ["521219", "Belanja Barang", 300],
        ["521219", "Belanja Barang", 300],
    ]
    title = ("LAPORAN REALISASI ANGGARAN SAKTI", *TITLE[1:])
    found = table(book([["KODE AKUN", "URAIAN", "REALISASI"], *rows], title), KNOWN)
    assert found.facts is not None
    told = zip(found.facts["akun"].to_pylist(), found.facts["realisasi"].to_pylist(), strict=True)
    outputs = [("6867.QGE.002", 700), ("521219", 700), (None, 700), ("6872.QGE.002", 300), ("521219", 300)]
    assert [*told] == outputs
    assert [one.code for one in found.problems] == ["duplicate-row"]


def test_the_same_line_twice_is_no_delivery():
    sums, told = _sheet(["Kotak Suara", 4413, 2000], ["Kotak Suara", 4413, 2000], head=HEAD[:3])
    assert (sums["diterima"], told) == (2000, [("duplicate-row", "error", "A7")])


def test_needs_that_differ_are_those_of_each_delivery():
    assert _sheet(["Tinta", 100, 100, _FIRST, None], ["Tinta", 60, 50, _SECOND, None]) == (
        {"kebutuhan": 160, "diterima": 150},
        [],
    )


def test_deliveries_that_each_came_in_full_have_needs_of_their_own():
    assert _sheet(["Tinta", 100, 100, _FIRST, None], ["Tinta", 100, 100, _SECOND, None]) == (
        {"kebutuhan": 200, "diterima": 200},
        [],
    )


def test_amounts_that_run_up_are_not_added():
    sums, told = _sheet(
        ["Kotak Suara", 4413, 2000, _FIRST, None],
        ["Kotak Suara", 4413, 3000, _SECOND, None],
        ["Kotak Suara", 4413, 4413, _THIRD, None],
    )
    assert (sums, told) == (
        {"kebutuhan": 4413, "diterima": 2000},
        [("plan-added-up", "error", "B7")],
    )


@pytest.mark.parametrize("total", [4413, 8826])
def test_a_total_may_count_the_need_once_or_as_often_as_it_stands(total: int):
    _, told = _sheet(
        ["Kotak Suara", 4413, 2000, _FIRST, None],
        ["Kotak Suara", 4413, 1000, _SECOND, None],
        ["JUMLAH", total, 3000, None, None],
    )
    assert [one[0] for one in told] == ["plan-again"]


def test_a_ceiling_beside_each_payment_counts_once():
    rows = [
        ["KECAMATAN", "BADAN", "PAGU", "DICAIRKAN", "TGL CAIR"],
        ["Pekalongan Barat", "PPK", 100_000_000, 60_000_000, _FIRST],
        ["Pekalongan Barat", "PPK", 100_000_000, 40_000_000, _SECOND],
    ]
    found = table(book(rows, ("PENCAIRAN BADAN ADHOC BULAN NOVEMBER 2023", *TITLE[1:])), KNOWN)
    assert found.sums == {"pagu": 100_000_000, "dicairkan": 100_000_000}


def test_monthly_payments_keep_a_ceiling_each():
    rows = [
        ["KECAMATAN", "BADAN", "PAGU", "DICAIRKAN", "TGL CAIR"],
        ["Pekalongan Barat", "PPK", 9_000_000, 9_000_000, _FIRST],
        ["Pekalongan Barat", "PPK", 9_000_000, 9_000_000, _SECOND],
    ]
    found = table(book(rows, ("PENCAIRAN BADAN ADHOC", *TITLE[1:])), KNOWN)
    assert (found.sums["pagu"], found.problems) == (18_000_000, ())


def test_a_need_on_two_sheets_of_deliveries_counts_once():
    sheets: dict[str, tuple[Sequence[Row], Sequence[str]]] = {
        name: ([HEAD, ["Kotak Suara", 4413, got, day, None]], TITLE)
        for name, got, day in (("Tahap I", 2000, _FIRST), ("Tahap II", 1000, _SECOND))
    }
    tables = read(books(sheets), KNOWN).tables
    assert [facts(one, "kebutuhan", "diterima") for one in tables] == [[(4413, 2000)], [(None, 1000)]]
    assert [one.code for found in tables for one in found.problems] == ["plan-again"]

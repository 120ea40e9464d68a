"""Sheets as they come late at night: what a person leaves out or holds apart is not added to the figures."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.loaders.workbooks import PLACES, TITLE, book, codes, facts, knowledge, read, table

KNOWN = knowledge(PLACES)
A, B = "Pekalongan Barat", "Pekalongan Timur"
HEADER = ["No", "Kecamatan", "Kotak Suara Kebutuhan", "Kotak Suara Diterima"]
ROWS = [[1, A, 1000, 800], [2, B, 2000, 1000]]
TOTAL = ["", "JUMLAH", 3000, 1800]


def sums(
    rows: Sequence[Sequence[Any]], title: Sequence[str] = TITLE
) -> list[tuple[str | None, dict[str, Any]]]:
    """Kind and sums of every table of a sheet."""
    return [
        (
            one.kind,
            {field: one.sums.get(field, 0) for field in ("kebutuhan", "diterima", "pagu", "realisasi")},
        )
        for one in read(book(rows, title), KNOWN).tables
    ]


@pytest.mark.parametrize(
    "behind",
    [
        [["", "RATA-RATA", 1500, 900]],
        [["", "Tertinggi", 2000, 1000], ["", "Terendah", 1000, 800]],
        [["", "Persentase", 100, 60]],
        [["", "Capaian (%)", None, 60]],
        [["", "JUMLAH MINGGU LALU", 3000, 1500], ["", "SELISIH", 0, 300]],
    ],
)
def test_rows_that_judge_the_total_are_not_added(behind: Sequence[Sequence[Any]]):
    found = table(book([HEADER, *ROWS, TOTAL, *behind]), KNOWN)
    assert (found.sums["kebutuhan"], found.sums["diterima"]) == (3000, 1800)
    assert codes(book([HEADER, *ROWS, TOTAL, *behind]), KNOWN) == []


@pytest.mark.parametrize("carried", ["Pindahan", "Jumlah pindahan", "Jumlah dari hal. 1", "Saldo pindahan"])
@pytest.mark.parametrize("again", [True, False])
def test_a_sum_carried_to_the_next_page_is_not_added(carried: str, again: bool):
    page = [["", "Jumlah dipindahkan", 1000, 800], *([HEADER] if again else []), ["", carried, 1000, 800]]
    found = table(book([HEADER, ROWS[0], *page, ROWS[1], TOTAL]), KNOWN)
    assert (found.sums["kebutuhan"], found.sums["diterima"]) == (3000, 1800)


def test_a_row_behind_the_total_that_is_a_place_is_kept():
    found = table(book([HEADER, *ROWS, TOTAL, [3, "Gudang cadangan", 5, 4]]), KNOWN)
    assert found.sums["kebutuhan"] == 3005


def test_tables_of_two_kinds_beside_each_other_are_two():
    header = ["Kecamatan", "Jenis Logistik", "Kebutuhan", "Diterima", None]
    header += ["Badan Adhoc", "Kecamatan", "Pagu", "Realisasi"]
    rows = [[one, "Kotak Suara", 100, 90, None, "PPK", one, 50_000_000, 20_000_000] for one in (A, B)]
    assert sums([header, *rows]) == [
        ("logistik", {"kebutuhan": 200, "diterima": 180, "pagu": 0, "realisasi": 0}),
        ("keuangan", {"kebutuhan": 0, "diterima": 0, "pagu": 100_000_000, "realisasi": 40_000_000}),
    ]


@pytest.mark.parametrize("spacer", [[None], []])
def test_a_list_set_in_two_blocks_is_read_whole(spacer: list[None]):
    rows = [[*HEADER, *spacer, *HEADER], [*ROWS[0], *spacer, *ROWS[1]]]
    found = sums(rows)
    assert [kind for kind, _ in found] == ["logistik", "logistik"], "both stand under the title"
    assert [one["diterima"] for _, one in found] == [800, 1000]


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        (TITLE, "Diterima (ribu lembar)"),
        (("REKAP SURAT SUARA (DALAM RIBUAN LEMBAR)", *TITLE[1:]), "Diterima"),
    ],
)
def test_thousands_of_sheets_are_told_and_not_taken_for_sheets(title: Sequence[str], heading: str):
    made = book([["Kecamatan", "Jenis Surat Suara", heading], [A, "PPWP", 72], [B, "PPWP", 70]], title)
    assert table(made, KNOWN).sums.get("diterima", 0) == 0
    assert "other-unit-column" in codes(made, KNOWN)


def test_a_thousand_sheets_in_a_title_are_no_unit():
    title = ("PENGADAAN 500 RIBU LEMBAR SURAT SUARA", *TITLE[1:])
    made = book([["Kecamatan", "Jenis Surat Suara", "Diterima"], [A, "PPWP", 72], [B, "PPWP", 70]], title)
    assert table(made, KNOWN).sums["diterima"] == 142


def test_what_came_on_one_day_is_not_all_that_was_received():
    header = ["Kecamatan", "Jenis Logistik", "Kebutuhan", "Diterima Hari Ini"]
    assert facts(table(book([header, [A, "Tinta", 10, 4]]), KNOWN), "kebutuhan", "diterima") == [(10, None)]
    both = table(book([[*header, "Diterima s.d. Hari Ini"], [A, "Tinta", 10, 4, 9]]), KNOWN)
    assert facts(both, "kebutuhan", "diterima") == [(10, 9)]


@pytest.mark.parametrize("planned", ["Rencana Diterima", "Akan Diterima", "Estimasi Diterima"])
def test_what_is_planned_is_nothing_received(planned: str):
    found = table(book([["Kecamatan", "Jenis Logistik", "Kebutuhan", planned], [A, "Tinta", 10, 10]]), KNOWN)
    assert facts(found, "kebutuhan", "diterima") == [(10, None)]


def test_goods_under_a_title_of_two_items_are_no_money():
    title = ("REKAP KOTAK SUARA DAN BILIK SUARA", *TITLE[1:])
    rows = [["No", "Kecamatan", "Kebutuhan", "Diterima"], [1, A, 100, 90], [2, B, 80, 70]]
    assert [kind for kind, _ in sums(rows, title)] != ["keuangan"]
    assert {"unknown-kind", "missing-column"} & {*codes(book(rows, title), KNOWN)}


def test_a_ceiling_beside_months_is_told_where_it_is_not_used():
    header = ["Badan Adhoc", "Kecamatan", "Pagu", "Realisasi Okt", "Realisasi Nov"]
    rows = [["PPK", one, 9_000_000, 1_000_000, 2_000_000] for one in (A, B)]
    made = book([header, *rows], ("REALISASI ANGGARAN BADAN ADHOC", *TITLE[1:]))
    found = table(made, KNOWN)
    assert found.sums["realisasi"] == 6_000_000
    told = [(one.code, one.severity, one.cell) for one in found.problems if one.code == "column-not-used"]
    assert told == [("column-not-used", "warning", "C5")]


@pytest.mark.parametrize(
    "line", ["LOGISTIK YANG BELUM DITERIMA", "RENCANA PENERIMAAN LOGISTIK", "KEKURANGAN PENERIMAAN"]
)
def test_a_title_of_what_did_not_come_makes_nothing_received(line: str):
    rows = [["No", "Kecamatan", "Jenis Logistik", "Jumlah"], [1, A, "Tinta", 75], [2, B, "Tinta", 70]]
    wide = [["No", "Kecamatan", "Kotak Suara", "Bilik Suara"], [1, A, 200, 75], [2, B, 100, 40]]
    for made in (rows, wide):
        assert [one["diterima"] for _, one in sums(made, (line, *TITLE[1:]))] == [0]


@pytest.mark.parametrize("heading", ["Yang harus diterima", "Target Distribusi", "Rencana Distribusi"])
def test_what_is_to_be_done_is_not_done(heading: str):
    made = book([["Kecamatan", "Jenis Logistik", heading], [A, "Tinta", 75], [B, "Tinta", 70]])
    found = table(made, KNOWN)
    assert {"diterima", "didistribusikan"} & found.columns.keys() == set()
    assert {"column-not-used", "missing-column", "unknown-kind"} & {
        *codes(made, KNOWN)
    } or "kebutuhan" in found.columns

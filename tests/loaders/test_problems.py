"""Every kind of problem: a sheet that has it, one that is good, and one just at the edge."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

import loaders
import texts
from loaders import Knowledge, Reading
from tests.loaders.workbooks import PLACES, TITLE, book, books, codes, facts, knowledge, problems, read, table

KNOWN = knowledge(PLACES)
GOODS = ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA", "RUSAK", "TGL TERIMA"]
MONEY = ["PPK", "PAGU", "DICAIRKAN", "TGL CAIR", "REALISASI", "SPJ", "TGL SPJ"]
Cells = Sequence[Any]


def _goods(*rows: Cells, known: Knowledge = KNOWN) -> list[str]:
    """Codes of a logistics sheet; a good row is added so that columns keep their content."""
    return codes(book([GOODS, *rows, ["Pekalongan Timur", "Lem", 10, 10, 0, date(2023, 12, 1)]]), known)


def _money(*rows: Cells) -> list[str]:
    return codes(book([MONEY, *rows], ("REALISASI ANGGARAN BADAN ADHOC", *TITLE[1:])), KNOWN)


_A = "Pekalongan Barat"
GOODS_CASES: list[tuple[str, Cells, list[Cells]]] = [
    # code, a row that has it, rows that do not: a plain one and one at the edge
    (
        "not-a-number",
        [_A, "Tinta", "dua ratus", 5, 0, None],
        [[_A, "Tinta", 200, 5, 0, None], [_A, "Tinta", "200 botol", 5, 0, None]],
    ),
    (
        "fraction-in-count",
        [_A, "Tinta", 10.5, 5, 0, None],
        [[_A, "Tinta", 10, 5, 0, None], [_A, "Tinta", 10.0, 5, 0, None]],
    ),
    (
        "negative",
        [_A, "Tinta", 10, -1, 0, None],
        [[_A, "Tinta", 10, 1, 0, None], [_A, "Tinta", 10, 0, 0, None]],
    ),
    (
        "formula-error",
        [_A, "Tinta", "#REF!", 5, 0, None],
        [[_A, "Tinta", 10, 5, 0, None], [_A, "Tinta", None, 5, 0, None]],
    ),
    (
        "not-a-date",
        [_A, "Tinta", 10, 5, 0, "kemarin"],
        [[_A, "Tinta", 10, 5, 0, "22/12/2023"], [_A, "Tinta", 10, 5, 0, "-"]],
    ),
    (
        "item-unknown",
        [_A, "Kotk suara", 10, 5, 0, None],
        [[_A, "Kotak suara", 10, 5, 0, None], [_A, "1. KOTAK SUARA (5/TPS)", 10, 5, 0, None]],
    ),
    (
        "place-unknown",
        ["Pekalongan Tengah", "Tinta", 10, 5, 0, None],
        [[_A, "Tinta", 10, 5, 0, None], ["Pkl Barat", "Tinta", 10, 5, 0, None]],
    ),
    (
        "missing-value",
        [_A, "-", 10, 5, 0, None],
        [[_A, "Tinta", 10, 5, 0, None], [_A, "Tinta", None, None, None, None]],
    ),
    (
        "damaged-more-than-received",
        [_A, "Tinta", 10, 5, 6, None],
        [[_A, "Tinta", 10, 5, 1, None], [_A, "Tinta", 10, 5, 5, None]],
    ),
    (
        "received-more-than-need",
        [_A, "Tinta", 10, 11, 0, None],
        [[_A, "Tinta", 10, 5, 0, None], [_A, "Tinta", 10, 10, 0, None]],
    ),
    (
        "out-of-range",
        [_A, "Tinta", 10, 10**17, 0, None],
        [[_A, "Tinta", 10, 5, 0, None], [_A, "Tinta", 2 * 10**9, 10**9, 0, None]],
    ),
]


@pytest.mark.parametrize(("code", "bad", "good"), GOODS_CASES, ids=[case[0] for case in GOODS_CASES])
def test_a_goods_row_has_the_problem_and_its_neighbours_do_not(code: str, bad: Cells, good: list[Cells]):
    assert _goods(bad) == [code]
    for row in good:
        assert _goods(row) == []


MONEY_CASES: list[tuple[str, Cells, list[Cells]]] = [
    (
        "disbursed-over-pagu",
        [_A, 100000, 100001, None, 0, 0, None],
        [[_A, 100000, 90000, None, 0, 0, None], [_A, 100000, 100000, None, 0, 0, None]],
    ),
    (
        "realised-over-disbursed",
        [_A, 900000, 500000, None, 500001, 0, None],
        [[_A, 900000, 500000, None, 0, 0, None], [_A, 900000, 500000, None, 500000, 0, None]],
    ),
    (
        "spj-over-disbursed",
        [_A, 900000, 500000, None, 0, 500001, None],
        [[_A, 900000, 500000, None, 0, 0, None], [_A, 900000, 500000, None, 0, 500000, None]],
    ),
    (
        "spj-before-disbursed",
        [_A, 900000, 500000, date(2024, 1, 10), 0, 0, date(2024, 1, 9)],
        [
            [_A, 900000, 500000, date(2024, 1, 10), 0, 0, date(2024, 1, 20)],
            [_A, 900000, 500000, date(2024, 1, 10), 0, 0, date(2024, 1, 10)],
        ],
    ),
]


@pytest.mark.parametrize(("code", "bad", "good"), MONEY_CASES, ids=[case[0] for case in MONEY_CASES])
def test_a_money_row_has_the_problem_and_its_neighbours_do_not(code: str, bad: Cells, good: list[Cells]):
    assert _money(bad) == [code]
    for row in good:
        assert _money(row) == []


def test_an_error_sets_the_row_aside_and_a_warning_keeps_it():
    found = table(book([GOODS, [_A, "Tinta", "x", 5, 0, None], [_A, "Segel", 10, 5, 6, None]]), KNOWN)
    assert [(one.code, one.severity, one.sheet, one.cell, one.value) for one in found.problems] == [
        ("not-a-number", "error", "REKAP", "C6", "x"),
        ("damaged-more-than-received", "warning", "REKAP", "E7", "6"),
    ]
    assert (found.rows, found.accepted) == (2, 1)
    assert facts(found, "item") == [("SEGEL",)]


def test_all_problems_come_at_once():
    bad = ["Pekalongan Tengah", "Kotk suara", "x", -1, 0.5, "kemarin"]
    assert sorted(_goods(bad)) == sorted(
        ["item-unknown", "not-a-number", "negative", "fraction-in-count", "not-a-date", "place-unknown"]
    )


# -- rows against each other -------------------------------------------------------------------------------


def test_the_same_place_and_item_twice_counts_once():
    rows = [GOODS, [_A, "Tinta", 10, 5, 0, None], ["Pkl Barat", "TINTA", 10, 7, 0, None]]
    found = table(book(rows), KNOWN)
    assert [(one.code, one.severity, one.cell) for one in found.problems] == [
        ("duplicate-row", "error", "A7")
    ]
    assert found.sums["diterima"] == 5
    assert found.accepted == 1


def test_deliveries_of_another_day_or_place_are_not_the_same_row():
    assert _goods([_A, "Tinta", 10, 5, 0, date(2023, 12, 1)], [_A, "Tinta", 5, 5, 0, date(2023, 12, 2)]) == []
    assert _goods([_A, "Tinta", 10, 5, 0, None], ["Pekalongan Timur", "Tinta", 10, 5, 0, None]) == []


def test_a_polling_station_twice_is_told_and_the_same_number_elsewhere_is_not():
    head = ["KECAMATAN", "KELURAHAN", "TPS", "DPT"]
    rows = [head, [_A, "Medono", "001", 280], [_A, "Medono", "TPS 1", 281], [_A, "Tirto", "1", 282]]
    found = table(book(rows, ("DAFTAR TPS", *TITLE[1:])), KNOWN)
    assert [(one.code, one.cell) for one in found.problems] == [("duplicate-row", "A7")]


@pytest.mark.parametrize(("stated", "told"), [(561, []), (560, ["total-does-not-add-up"]), (None, [])])
def test_men_and_women_add_up_to_the_voters(stated: int | None, told: list[str]):
    rows = [
        ["KECAMATAN", "KELURAHAN", "TPS", "L", "P", "L+P"],
        [_A, "Medono", 1, 280, 281, stated],
        [_A, "Tirto", 1, 2, 3, 5],
    ]
    assert codes(book(rows, ("DAFTAR TPS", *TITLE[1:])), KNOWN) == told


@pytest.mark.parametrize(
    ("value", "told"), [("baru", ["not-a-tps"]), ("901", []), ("TPS 01", []), (None, ["missing-value"])]
)
def test_a_polling_station_needs_its_number(value: str | None, told: list[str]):
    rows = [["KECAMATAN", "KELURAHAN", "TPS", "DPT"], [_A, "Medono", value, 280], [_A, "Tirto", "003", 290]]
    assert codes(book(rows, ("DAFTAR TPS", *TITLE[1:])), KNOWN) == told


@pytest.mark.parametrize(("rusak", "told"), [(10, []), (5000, []), (5001, ["damaged-more-than-sorted"])])
def test_no_more_can_be_damaged_than_was_sorted(rusak: int, told: list[str]):
    rows = [["TANGGAL", "JENIS SURAT SUARA", "DISORTIR", "RUSAK"], [date(2024, 1, 5), "DPR RI", 5000, rusak]]
    assert codes(book(rows, ("SORTIR LIPAT SURAT SUARA", *TITLE[1:]))) == told


@pytest.mark.parametrize(("day", "told"), [(11, []), (10, []), (9, ["arrived-before-leaving"])])
def test_nothing_arrives_before_it_left(day: int, told: list[str]):
    rows = [["PPK", "KOLI", "TGL BERANGKAT", "TGL TIBA"], [_A, 5, date(2024, 2, 10), date(2024, 2, day)]]
    assert codes(book(rows, ("DISTRIBUSI LOGISTIK", *TITLE[1:])), KNOWN) == told


@pytest.mark.parametrize(
    ("value", "told"), [("Tinggi", []), ("sangat rawan sekali", []), ("ungu", ["choice-unknown"]), (None, [])]
)
def test_a_choice_is_one_of_its_words(value: str | None, told: list[str]):
    rows = [
        [*_NOTE, "PENULIS", "WAKTU CATAT"],
        [date(2024, 2, 10), _A, "Banjir", value, "rob", "Ketua PPK", "2024-02-07 14:30"],
    ]
    assert codes(book(rows, ("DAERAH RAWAN", *TITLE[1:])), KNOWN) == told


_NOTE = ("TANGGAL MULAI", "KECAMATAN", "JENIS KERAWANAN", "TINGKAT", "CATATAN")


@pytest.mark.parametrize(
    ("columns", "cells", "told"),
    [
        (("PENULIS", "WAKTU CATAT"), ("Ketua PPK", "2024-02-07 14:30"), []),
        (("PENULIS", "WAKTU CATAT"), ("Ketua PPK", None), ["note-unsigned"]),
        (("PENULIS", "WAKTU CATAT"), (None, "2024-02-07 14:30"), ["note-unsigned"]),
        (("PENULIS",), ("Ketua PPK",), ["note-unsigned"]),
        ((), (), ["note-unsigned"]),
    ],
)
def test_a_note_tells_who_wrote_it_and_when(
    columns: tuple[str, ...], cells: tuple[str | None, ...], told: list[str]
):
    rows = [[*_NOTE, *columns], [date(2024, 2, 10), _A, "Banjir", "Tinggi", "rob", *cells]]
    assert codes(book(rows, ("DAERAH RAWAN", *TITLE[1:])), KNOWN) == told


def test_a_sheet_without_columns_for_author_and_time_is_told_once():
    rows = [_NOTE, *([date(2024, 2, 10 + n), _A, "Banjir", "Tinggi", f"rob {n}"] for n in range(3))]
    (found,) = problems(book(rows, ("DAERAH RAWAN", *TITLE[1:])), KNOWN)
    assert (found.code, found.severity, dict(found.values)["count"]) == ("note-unsigned", "warning", 3)
    assert "tidak punya kedua kolom" in loaders.sentence(found, "id")


def test_a_note_that_ends_before_it_begins_is_told():
    head = ("TANGGAL MULAI", "TANGGAL SELESAI", *_NOTE[1:], "PENULIS", "WAKTU CATAT")
    days = ((date(2024, 2, 10), date(2024, 2, 10)), (date(2024, 2, 11), date(2024, 1, 12)))
    rows = [head, *([*own, _A, "Banjir", "Tinggi", "rob", "Ketua PPK", "2024-02-07"] for own in days)]
    found = problems(book(rows, ("DAERAH RAWAN", *TITLE[1:])), KNOWN)
    assert [(one.code, one.severity, one.cell) for one in found] == [
        ("ends-before-it-begins", "warning", "A7")
    ]
    assert "11 Februari 2024" in loaders.sentence(found[0], "id")


def test_many_findings_of_one_kind_are_listed_up_to_a_limit_and_then_counted():
    rows = [
        ["JENIS LOGISTIK", "TGL TERIMA", "DITERIMA"],
        *(["Tinta", date(2000, 1, 1), f"x{n}"] for n in range(510)),
    ]
    found = problems(book(rows))
    assert sum(one.code == "not-a-number" for one in found) == 500
    (more,) = [one for one in found if one.code == "more-of-the-same"]
    assert dict(more.values)["count"] == 10


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (("25/06/2023", "05/06/2023"), []),
        (("06/25/2023", "05/06/2023"), ["month-first-dates"]),
        (("06/25/2023", "06/06/2023"), []),
    ],
)
def test_dates_are_doubtful_only_where_the_column_shows_both_ways(dates: tuple[str, str], told: list[str]):
    rows = [GOODS, [_A, "Tinta", 10, 5, 0, dates[0]], [_A, "Segel", 10, 5, 0, dates[1]]]
    assert codes(book(rows), KNOWN) == told


# -- places ------------------------------------------------------------------------------------------------


def test_a_typing_error_is_proposed_and_kept_as_written():
    found = table(
        book([GOODS, ["Pekalongan Barta", "Tinta", 10, 5, 0, None], [_A, "Segel", 1, 1, 0, None]]), KNOWN
    )
    (one,) = found.problems
    assert (one.code, one.severity, one.cell) == ("place-unknown", "warning", "A6")
    assert "Pekalongan Barat" in loaders.sentence(one, "id")
    assert facts(found, "kecamatan") == [("Pekalongan Barta",), ("Pekalongan Barat",)]


def test_without_a_list_no_place_is_unknown():
    assert _goods(["Pekalongan Tengah", "Tinta", 10, 5, 0, None], known=knowledge()) == []


# -- tables and files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("office", "told"),
    [
        ("Kota Pekalongan", []),
        (None, []),
        ("Kabupaten Pekalongan", ["wrong-office"]),
        ("Kota Bengkulu", ["wrong-office"]),
    ],
)
def test_the_sheet_of_another_office_is_refused(office: str | None, told: list[str]):
    found = table(book([GOODS, [_A, "Tinta", 10, 5, 0, None]]), knowledge(PLACES, office))
    assert [one.code for one in found.problems] == told
    assert (found.facts is None) == bool(told)


def test_a_sheet_of_which_no_kecamatan_is_known_is_of_another_office():
    rows = [GOODS, ["Selebar", "Tinta", 10, 5, 0, None], ["Ratu Agung", "Tinta", 10, 5, 0, None]]
    found = table(book(rows, ("REKAP LOGISTIK", TITLE[2])), KNOWN)
    assert [one.code for one in found.problems] == ["wrong-office"]
    assert found.facts is None
    one_known = [*rows, [_A, "Tinta", 10, 5, 0, None]]
    assert codes(book(one_known, ("REKAP LOGISTIK", TITLE[2])), KNOWN) == ["place-unknown", "place-unknown"]


def test_a_title_without_office_or_date_is_told_of():
    rows = [GOODS, [_A, "Tinta", 10, 5, 0, None]]
    assert codes(book(rows, ("REKAP LOGISTIK",), name="A"), knowledge(), "a.xlsx") == [
        "no-data-date",
        "no-office",
    ]
    assert codes(book(rows, ("REKAP LOGISTIK", TITLE[1]), name="A"), knowledge(), "a.xlsx") == [
        "no-data-date"
    ]
    assert codes(book(rows, TITLE, name="A"), knowledge(), "a.xlsx") == []
    assert codes(book(rows, ("REKAP LOGISTIK", TITLE[2]), name="A"), KNOWN, "a.xlsx") == []


def test_a_required_column_that_is_missing_refuses_the_table():
    rows = [["KECAMATAN", "SATUAN", "NO BTTB", "PENYEDIA", "KEBUTUHAN"], [_A, "buah", "1/BTTB", "CV A", 10]]
    found = table(book(rows), KNOWN)
    (one,) = found.problems
    assert (found.kind, found.facts, one.code, one.severity) == ("logistik", None, "missing-column", "error")
    assert "Jenis logistik" in loaders.sentence(one, "id")
    assert codes(book([["JENIS BARANG", *rows[0][1:]], ["Tinta", *rows[1][1:]]]), KNOWN) == []


def test_two_columns_of_one_meaning_are_told_of():
    rows = [["KECAMATAN", "JENIS LOGISTIK", "DITERIMA", "JML DITERIMA"], [_A, "Tinta", 5, 6]]
    assert [(one.code, one.cell) for one in problems(book(rows), KNOWN)] == [("column-twice", "D5")]


@pytest.mark.parametrize("heading", ["NIK", "NPWP", "NO. REKENING", "NO HP", "NAMA PENERIMA"])
def test_personal_data_are_dropped_with_a_note(heading: str):
    rows = [["PPK", heading, "PAGU", "DICAIRKAN"], [_A, "3375010101800001", 5000000, 4000000]]
    found = table(book(rows, ("PENCAIRAN BADAN ADHOC", *TITLE[1:])), KNOWN)
    assert [(one.code, one.severity) for one in found.problems] == [("personal-data-dropped", "note")]
    assert found.facts is not None
    assert "3375010101800001" not in str(found.facts.to_pylist())


def test_hidden_sheets_are_listed_and_never_read():
    rows = [GOODS, [_A, "Tinta", 10, 5, 0, None]]
    reading = read(books({"REKAP": (rows, TITLE), "LAMA": (rows, TITLE)}, hidden=("LAMA",)), KNOWN)
    assert [(one.sheet, one.reason) for one in reading.skipped] == [("LAMA", "hidden")]
    assert [one.code for one in reading.problems] == ["hidden-sheet"]
    assert len(reading.tables) == 1


def test_a_copy_of_a_sheet_does_not_count_twice():
    rows = [GOODS, [_A, "Tinta", 10, 5, 0, None], ["Pekalongan Timur", "Tinta", 10, 5, 0, None]]
    changed = [GOODS, [_A, "Tinta", 10, 4, 0, None], ["Pekalongan Timur", "Tinta", 10, 5, 0, None]]
    reading = read(books({"REKAP": (rows, TITLE), "REKAP (2)": (changed, TITLE)}), KNOWN)
    assert _told(reading) == ["near-duplicate-sheet"]
    assert sum(one.accepted for one in reading.tables) == 2
    other_day = (*TITLE[:2], "PER TANGGAL 15 DESEMBER 2023")
    assert _told(read(books({"22": (rows, TITLE), "15": (changed, other_day)}), KNOWN)) == []
    other_items = [GOODS, [_A, "Segel", 10, 4, 0, None]]
    assert _told(read(books({"A": (rows, TITLE), "B": (other_items, TITLE)}), KNOWN)) == []


def _told(reading: Reading) -> list[str]:
    return [one.code for found in reading.tables for one in found.problems]


def test_notes_beside_a_good_table_are_no_error():
    notes = [["Warna", "Hewan"], ["merah", "kucing"], ["biru", "sapi"]]
    reading = read(
        books({"REKAP": ([GOODS, [_A, "Tinta", 10, 5, 0, None]], TITLE), "CATATAN": (notes, ())}), KNOWN
    )
    assert [(one.code, one.severity) for found in reading.tables for one in found.problems] == [
        ("unknown-kind", "warning")
    ]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("kosong.xlsx", b"", "empty-file"),
        ("foto.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(2000), "not-a-spreadsheet"),
        ("hampa.xlsx", book([], ()), "no-table"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(name: str, data: bytes, code: str):
    reading = read(data, KNOWN, name)
    assert [(one.code, one.severity) for one in reading.problems] == [(code, "error")]
    assert reading.tables == ()


def test_a_wrong_extension_is_noted_and_the_file_is_read():
    data = book([GOODS, [_A, "Tinta", 10, 5, 0, None]])
    reading = read(data, KNOWN, "rekap.xls")
    assert [(one.code, one.severity) for one in reading.problems] == [("wrong-extension", "note")]
    assert reading.tables[0].accepted == 1


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_sentence_can_be_said(lang: texts.Lang):
    bad = [
        book([GOODS, *(case[1] for case in GOODS_CASES)]),
        book([MONEY, *(case[1] for case in MONEY_CASES)], ("REALISASI ANGGARAN BADAN ADHOC", *TITLE[1:])),
        book([GOODS, ["Selebar", "Tinta", 10, 5, 0, None]], ("REKAP LOGISTIK", TITLE[2])),
        b"",
        book([], ()),
    ]
    said = [
        text
        for data in bad
        for one in problems(data, KNOWN)
        for text in (loaders.sentence(one, lang), loaders.way_out(one, lang))
    ]
    assert len(said) > 30
    for text in said:
        assert text.strip()
        assert "{" not in text
        assert "None" not in text.removeprefix("None of")
        assert "nan" not in text.split()


def test_a_formula_that_was_never_calculated_is_to_be_saved_in_excel():
    rows = [GOODS, [_A, "Tinta", "=881*2", 5, 0, None], [_A, "Segel", 10, 5, 0, None]]
    (only,) = problems(book(rows), KNOWN)
    assert (only.code, only.severity, only.cell) == ("formula-not-calculated", "error", "C6")

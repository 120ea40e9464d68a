"""What an analyst said of a table's columns is taken before anything is guessed, and cells put right are
read in place of what stood there."""

from dataclasses import replace
from datetime import date

import pytest

import loaders
import texts
from loaders import Assignment, Reader
from tests.loaders.workbooks import PLACES, TITLE, book, facts, knowledge, read, table

HEADER = ["NO", "KECAMATAN", "URAIAN", "ANGKA A", "ANGKA B"]
ROWS = [
    [1, "Pekalongan Barat", "Kotak suara", 100, 90],
    [2, "Pekalongan Timur", "Kotak suara", 80, 70],
]
HEADINGS = ("nomor", "kecamatan", "uraian", "angka a", "angka b")
FIELDS = (
    ("kecamatan", "kecamatan"),
    ("uraian", "item"),
    ("angka a", "kebutuhan"),
    ("angka b", "diterima"),
)


def known(*said: Assignment) -> loaders.Knowledge:
    return replace(knowledge(PLACES), assignments=said)


def test_headings_are_told_so_that_an_analyst_can_say_what_they_are() -> None:
    found = table(book([HEADER, *ROWS], title=()))
    assert found.headings == HEADINGS
    assert [letter for letter, _ in found.certainty] == list(found.labels)


def test_the_headings_of_an_unknown_table_are_told_too() -> None:
    found = table(book([["X1", "X2", "X3"], ["a", 1, 2], ["b", 3, 4]], title=()))
    assert found.kind is None
    assert found.headings == ("x1", "x2", "x3")
    assert found.certainty == (("A", 0.0), ("B", 0.0), ("C", 0.0))


def test_what_was_said_is_taken_without_asking() -> None:
    found = table(book([HEADER, *ROWS], title=()), known(Assignment(HEADINGS, "logistik", FIELDS)))
    assert (found.kind, found.confidence) == ("logistik", 1.0)
    assert facts(found, "kecamatan", "item", "kebutuhan", "diterima") == [
        ("Pekalongan Barat", "KOTAK", 100, 90),
        ("Pekalongan Timur", "KOTAK", 80, 70),
    ]
    assert dict(found.certainty)["D"] == 1.0


def test_the_order_of_the_columns_does_not_count() -> None:
    swapped = [[row[at] for at in (4, 2, 0, 3, 1)] for row in [HEADER, *ROWS]]
    found = table(book(swapped, title=()), known(Assignment(HEADINGS, "logistik", FIELDS)))
    assert found.confidence == 1.0
    assert found.sums == {"kebutuhan": 180, "diterima": 160}


def test_another_set_of_headings_is_another_table() -> None:
    more = [[*HEADER, "KET"], *([*row, ""] for row in ROWS)]
    found = table(book(more, title=()), known(Assignment(HEADINGS, "logistik", FIELDS)))
    assert found.confidence < 1.0


def test_the_last_word_counts() -> None:
    first = Assignment(HEADINGS, "logistik", FIELDS)
    fields = (*FIELDS[:2], ("angka a", "diterima"), ("angka b", "kebutuhan"))
    found = table(book([HEADER, *ROWS], title=()), known(first, Assignment(HEADINGS, "logistik", fields)))
    assert found.sums == {"kebutuhan": 160, "diterima": 180}


def test_a_column_may_be_left_out() -> None:
    header = ["NO", "KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]
    said = Assignment(
        ("nomor", "kecamatan", "jenis logistik", "kebutuhan", "diterima"), "logistik", (("kebutuhan", ""),)
    )
    found = table(book([header, *ROWS]), known(said))
    assert found.sums == {"diterima": 160}
    assert "column-not-used" not in [one.code for one in found.problems]


def test_what_was_said_wins_over_the_heading() -> None:
    header = ["NO", "KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]
    headings = ("nomor", "kecamatan", "jenis logistik", "kebutuhan", "diterima")
    said = Assignment(headings, "logistik", (("diterima", "kebutuhan"), ("kebutuhan", "diterima")))
    assert table(book([header, *ROWS]), known(said)).sums == {"kebutuhan": 160, "diterima": 180}


def test_wide_columns_are_said_with_their_item() -> None:
    header = ["NO", "KECAMATAN", "K1", "K2"]
    rows = [[1, "Pekalongan Barat", 5, 4], [2, "Pekalongan Timur", 6, 3]]
    said = Assignment(
        ("nomor", "kecamatan", "k1", "k2"),
        "logistik",
        (("k1", "KOTAK.diterima"), ("k2", "BILIK.diterima")),
    )
    found = table(book([header, *rows], title=()), known(said))
    assert found.columns["KOTAK.diterima"] == "C"
    assert found.sums["KOTAK.diterima"] == 11
    assert found.sums["BILIK.diterima"] == 7


def test_of_equal_headings_each_takes_its_own_word_in_order() -> None:
    header = ["KECAMATAN", "URAIAN", "ANGKA", "ANGKA"]
    said = Assignment(
        ("kecamatan", "uraian", "angka", "angka"),
        "logistik",
        (("angka", "kebutuhan"), ("angka", "diterima"), ("uraian", "item")),
    )
    found = table(book([header, *(row[1:] for row in ROWS)], title=()), known(said))
    assert found.sums == {"kebutuhan": 180, "diterima": 160}


def test_a_table_may_be_left_out() -> None:
    reading = read(book([HEADER, *ROWS], title=()), known(Assignment(HEADINGS, "", ())))
    (found,) = reading.tables
    assert found.kind is None
    assert [one.code for one in found.problems] == ["left-out"]
    assert [(one.sheet, one.reason) for one in reading.skipped] == [("REKAP", "left-out")]


def test_a_column_that_does_not_exist_is_told_and_guessed() -> None:
    said = Assignment(HEADINGS, "logistik", (*FIELDS[:3], ("angka b", "nothing")))
    found = table(book([HEADER, *ROWS], title=()), known(said))
    assert [one.cell for one in found.problems if one.code == "assigned-field-unknown"] == ["E1"]
    assert found.sums == {"kebutuhan": 180}


def test_a_kind_that_does_not_exist_is_told_and_guessed() -> None:
    header = ["NO", "KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]
    headings = ("nomor", "kecamatan", "jenis logistik", "kebutuhan", "diterima")
    found = table(book([header, *ROWS]), known(Assignment(headings, "nothing", ())))
    assert found.kind == "logistik"
    assert "assigned-kind-unknown" in [one.code for one in found.problems]


@pytest.mark.parametrize("kind", loaders.kinds())
def test_every_column_that_may_be_said_has_a_name(kind: str) -> None:
    for code in loaders.fields(kind):
        assert loaders.layout(kind).has(code)
        for lang in texts.LANGUAGES:
            assert texts.known(loaders.name_key(kind, code), lang)
    stored = {one.code for one in loaders.layout(kind).stored}
    assert stored <= set(loaders.fields(kind))


def test_a_name_is_surer_than_a_synonym_and_that_than_a_typing_error() -> None:
    header = ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "JML DITERIMA", "RUSSAK SEKALI"]
    found = table(book([header, *([*row[1:], 1] for row in ROWS)]))
    sure = dict(found.certainty)
    assert sure["B"] == 1.0
    assert 0.7 < sure["D"] < sure["C"] <= 1.0
    assert sure["E"] < sure["D"]


# -- columns without a heading -----------------------------------------------------------------------------

UNNAMED = [["NO", "KECAMATAN", "", "ANGKA A", ""], *ROWS]
PLACED = ("nomor", "kecamatan", "#3", "angka a", "#5")
SAID = Assignment(
    PLACED,
    "logistik",
    (("kecamatan", "kecamatan"), ("#3", "item"), ("angka a", "kebutuhan"), ("#5", "diterima")),
)


def test_a_column_without_a_heading_goes_by_its_place() -> None:
    found = table(book(UNNAMED, title=()))
    assert found.headings == PLACED
    assert found.letters == ("A", "B", "C", "D", "E")


def test_a_column_without_a_heading_is_read_as_was_said() -> None:
    found = table(book(UNNAMED, title=()), known(SAID))
    assert (found.kind, found.confidence) == ("logistik", 1.0)
    assert found.columns["diterima"] == "E"
    assert dict(found.certainty)["E"] == 1.0
    assert facts(found, "kecamatan", "item", "kebutuhan", "diterima") == [
        ("Pekalongan Barat", "KOTAK", 100, 90),
        ("Pekalongan Timur", "KOTAK", 80, 70),
    ]


def test_what_was_said_by_place_counts_only_where_the_order_is_the_same() -> None:
    swapped = [[row[at] for at in (0, 1, 2, 4, 3)] for row in UNNAMED]
    assert table(book(swapped, title=()), known(SAID)).confidence < 1.0


def test_a_column_without_a_heading_of_which_nothing_was_said_tells_no_tables_apart() -> None:
    more = [[*HEADER, ""], *([*row, "ya"] for row in ROWS)]
    found = table(book(more, title=()), known(Assignment(HEADINGS, "logistik", FIELDS)))
    assert found.headings == (*HEADINGS, "#6")
    assert (found.confidence, found.sums) == (1.0, {"kebutuhan": 180, "diterima": 160})


def test_columns_that_a_table_leaves_out_shift_no_letter() -> None:
    apart = [[*row[:3], None, *row[3:]] for row in UNNAMED]
    found = table(book(apart, title=()), known(SAID))
    assert found.letters == ("A", "B", "C", "E", "F")
    assert found.sums == {"kebutuhan": 180, "diterima": 160}


# -- cells put right ---------------------------------------------------------------------------------------

LOGISTICS = [
    ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"],
    ["Pekalongan Barat", "Kotak suara", 100, "9o"],
    ["Pekalongan Timur", "Kotak suara", 80, 70],
]


def test_a_cell_put_right_is_read_in_place_of_the_sheet() -> None:
    data = book(LOGISTICS)
    assert table(data).sums["diterima"] == 70
    found = loaders.read(data, "a.xlsx", knowledge(), {("REKAP", "D6"): "90"}).tables[0]
    assert found.sums["diterima"] == 160
    assert found.accepted == found.rows == 2
    assert not [one for one in found.problems if one.severity == "error"]


def test_an_empty_text_makes_a_cell_blank() -> None:
    found = loaders.read(book(LOGISTICS), "a.xlsx", knowledge(), {("REKAP", "$d$6"): " "}).tables[0]
    assert facts(found, "diterima") == [(None,), (70,)]


@pytest.mark.parametrize("where", [("LAIN", "D6"), ("REKAP", "ZZ9"), ("REKAP", "D600"), ("REKAP", "kolom")])
def test_a_cell_that_is_not_there_is_ignored(where: tuple[str, str]) -> None:
    data = book(LOGISTICS)
    assert loaders.read(data, "a.xlsx", knowledge(), {where: "1"}).tables[0].sums == table(data).sums


def test_the_sheet_of_a_csv_goes_by_the_name_of_the_file() -> None:
    data = b"KECAMATAN;JENIS LOGISTIK;DITERIMA\nBarat;Kotak suara;9o\nTimur;Bilik suara;8\n"
    for name in ("", "terima"):
        found = loaders.read(data, "terima.csv", knowledge(), {(name, "C2"): "9"}).tables[0]
        assert found.sums == {"diterima": 17}


def test_a_date_and_a_heading_may_be_put_right_too() -> None:
    rows = [["KECAMATAN", "JENIS LOGISTIK", "BANYAKNYA X", "TGL TERIMA"], ["Barat", "Kotak", 5, "32/12/2023"]]
    cells = {("REKAP", "C5"): "Diterima", ("REKAP", "D6"): "22/12/2023"}
    found = loaders.read(book(rows, TITLE), "a.xlsx", knowledge(), cells).tables[0]
    assert facts(found, "diterima", "tgl_terima") == [(5, date(2023, 12, 22))]


def test_another_process_reads_the_same() -> None:
    data, said = book(LOGISTICS), known(Assignment(("kecamatan", "x"), "logistik", (("x", "item"),)))
    cells = {("REKAP", "D6"): "90"}
    with Reader() as reader:
        there = reader.read(data, "a.xlsx", said, cells)
    here = loaders.read(data, "a.xlsx", said, cells)
    assert there == here
    assert there.tables[0].headings
    assert there.tables[0].certainty

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import delimited

ROWS = [
    ["NO", "KECAMATAN", "KEBUTUHAN", "KET"],
    ["1", "Pekalongan Barat", "1.234,50", "lengkap; rapi"],
    ["2", "Pekalongan Timur", "987,00", 'papan 48" x 2'],
    ["3", "Pekalongan Utara", "1.001,25", ""],
]


def _written(separator: str, quote: str = '"', ending: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quotechar=quote, lineterminator=ending).writerows(ROWS)
    return out.getvalue()


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_the_separator_is_found(separator, ending):
    assert delimited.rows(_written(separator, ending=ending)) == ROWS


def test_a_decimal_comma_is_no_separator():
    assert delimited.rows("A;B\n1,5;2,5\n3,5;4,5\n") == [["A", "B"], ["1,5", "2,5"], ["3,5", "4,5"]]


def test_the_hint_of_excel_wins_and_is_no_row():
    assert delimited.rows('sep=;\r\n"a,b";"c,d"\r\n1,2;3,4\r\n') == [["a,b", "c,d"], ["1,2", "3,4"]]


def test_single_quotes_may_hold_fields():
    assert delimited.rows("'a','b, c'\n'1','2, 3'\n'4','5, 6'\n") == [
        ["a", "b, c"],
        ["1", "2, 3"],
        ["4", "5, 6"],
    ]


def test_a_blank_behind_every_separator_is_not_text():
    assert delimited.rows('a, "b, c", d\n1, "2, 3", 4\n') == [["a", "b, c", "d"], ["1", "2, 3", "4"]]


def test_a_backslash_may_escape_a_quotation_mark():
    text = 'a,b\n"meja 48\\"",1\n"kursi, 2\\"",2\n'
    assert delimited.rows(text) == [["a", "b"], ['meja 48"', "1"], ['kursi, 2"', "2"]]


def test_a_field_may_hold_line_breaks():
    assert delimited.rows('a,b\n"satu\ndua",2\n3,4\n') == [["a", "b"], ["satu\ndua", "2"], ["3", "4"]]


@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_stray_quotation_mark_harms_only_its_own_field(column):
    rows = [[f"{row}{place}" for place in "abc"] for row in range(9)]
    broken = [list(row) for row in rows]
    broken[4][column] = '"' + broken[4][column]
    text = "\n".join(",".join(row) for row in broken) + '\n"x","y, z","w"\n'
    assert delimited.rows(text) == [*broken, ["x", "y, z", "w"]]


def test_short_rows_are_filled_and_surplus_separators_dropped():
    assert delimited.rows("a,b\n1,2\n3\n4,5,,\n6,7\n") == [
        ["a", "b"],
        ["1", "2"],
        ["3", ""],
        ["4", "5"],
        ["6", "7"],
    ]


def test_a_title_above_the_table_does_not_mislead():
    text = "REKAPITULASI, KPU KOTA\n\nNO;NAMA;JUMLAH\n1;A;2,5\n2;B;3,5\n3;C;4,5\n"
    assert delimited.rows(text)[2:] == [
        ["NO", "NAMA", "JUMLAH"],
        ["1", "A", "2,5"],
        ["2", "B", "3,5"],
        ["3", "C", "4,5"],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_found(encoding):
    text = "NO;NAMA\r\n1;Café – “Ruang” ½\r\n" * 5
    assert delimited.decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(200), b"\x00\x01\x02" * 500]
)
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(delimited.NotText):
        delimited.decode(data)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_rows(text):
    rows = delimited.rows(text)
    assert len({len(row) for row in rows}) <= 1


@settings(max_examples=300, deadline=None)
@given(
    rows=st.lists(
        st.lists(st.text(st.sampled_from('abc 12.;,"'), max_size=8), min_size=3, max_size=3),
        min_size=4,
        max_size=12,
    ),
    separator=st.sampled_from(";,\t|"),
)
def test_what_a_csv_writer_wrote_comes_back_under_the_hint(rows, separator):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    while rows and not any(rows[-1]):
        rows.pop()
    assert delimited.rows(f"sep={separator}\n{out.getvalue()}") == rows


def test_a_byte_without_a_meaning_leaves_the_others_theirs():
    assert delimited.decode(b"Apr \x96 Jun;\x91a\x92;\x81") == "Apr \u2013 Jun;\u2018a\u2019;\x81"


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("'1','it won't do','x'", ["1", "it won't do", "x"]),
        ("'1','the men's 5' pipe','x'", ["1", "the men's 5' pipe", "x"]),
    ],
)
def test_an_apostrophe_inside_quotes_is_text(line, record):
    text = "'a','b','c'\n'2','y','z'\n'3','y, or z','z'\n"
    assert delimited.records(text + line + "\n")[-1] == record


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ('4,""y",z', ["4", '"y', "z"]),
        ('4,"papan "jati" baru",z', ["4", 'papan "jati" baru', "z"]),
        ('4,"y" ,z', ["4", "y ", "z"]),
        ('4,"y ""z""",z', ["4", 'y "z"', "z"]),
    ],
)
def test_a_stray_mark_stays_in_its_field(line, record):
    assert delimited.records(f'a,b,c\n1,"y, z",x\n2,y,z\n3,y,z\n{line}\n')[-1] == record


def test_a_record_beside_one_of_another_length_keeps_its_blank_fields():
    assert [len(one) for one in delimited.records("a;b;c\n1;2;3;\n")] == [3, 4]


_FIELDS = st.lists(
    st.text(st.sampled_from("ab 12.,'=é\u2028\x0b"), max_size=6)
    | st.text(st.sampled_from("a 1;,\"'\n\r\\"), max_size=6),
    min_size=2,
    max_size=4,
)


@settings(max_examples=300, deadline=None)
@given(
    rows=st.lists(_FIELDS, min_size=1, max_size=10),
    even=st.booleans(),
    separator=st.sampled_from(";,\t"),
    quote=st.sampled_from(['"', "'", None]),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    rest=st.sampled_from(["", "", "\n", ";;", '"', '"a\n', "x"]),
)
def test_a_long_even_text_reads_as_a_short_one(rows, even, separator, quote, ending, rest):
    if even:
        rows = [(row * 4)[:4] for row in rows]
    if quote is None:
        text = ending.join(separator.join(row) for row in rows) + ending
    else:
        out = io.StringIO()
        csv.writer(out, delimiter=separator, quotechar=quote, lineterminator=ending).writerows(rows)
        text = out.getvalue()
    _reads_alike(text + rest)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("a1;,\"'\n\r \\"), max_size=40))
def test_any_text_read_by_columns_reads_as_by_rows(text):
    _reads_alike(text)


def _reads_alike(text):
    by_columns = delimited.even_rows(text, least=0)
    if by_columns is not None:
        assert list(by_columns) == [[cell or None for cell in row] for row in delimited.rows(text)]


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_a_long_even_text_is_read_by_columns(ending):
    rows = [["NO", "KECAMATAN"], ["1", "Barat"], ["2", ""]]
    found = delimited.even_rows("".join(";".join(row) + ending for row in rows), least=0)
    assert found is not None
    assert list(found) == [[cell or None for cell in row] for row in rows]

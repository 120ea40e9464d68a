"""Rows of a delimited file that do not fit its header are told."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.loaders.workbooks import PLACES, TITLE, book, facts, knowledge, problems, read, table

KNOWN = knowledge(PLACES)
HEADER = "No,Kecamatan,Jenis Logistik,Kebutuhan,Diterima"


def _told(text: str) -> list[tuple[str, str, str | None]]:
    return [
        (one.code, one.severity, one.cell)
        for one in problems(text.encode(), KNOWN, "logistik.csv")
        if one.code.startswith("row-")
    ]


def test_thousands_with_a_comma_set_their_rows_aside():
    text = f"{HEADER}\n1,Pekalongan Barat,Kotak Suara,1,345,1,300\n2,Pekalongan Timur,Kotak Suara,15,9\n"
    assert _told(text) == [("row-longer", "error", "F2")]
    found = table(text.encode(), KNOWN, "logistik.csv")
    assert facts(found, "kecamatan", "kebutuhan") == [("Pekalongan Timur", 15)]
    assert (found.rows, found.accepted) == (2, 1)


def test_rows_that_are_all_too_long_give_nothing():
    text = f"{HEADER}\n1,Pekalongan Barat,Kotak Suara,1,345,1,300\n2,Pekalongan Timur,Kotak Suara,1,015,900\n"
    assert [code for code, _, _ in _told(text)] == ["row-longer", "row-longer"]
    assert facts(table(text.encode(), KNOWN, "logistik.csv"), "kebutuhan") == []


def test_a_row_that_was_cut_off_is_kept_and_told():
    rows = "Kotak Suara;Pekalongan Barat;1347\nTinta;Pekalongan Barat;12;9\n"
    text = f"Jenis Logistik;Kecamatan;Kebutuhan;Diterima\n{rows}"
    assert _told(text) == [("row-shorter", "warning", "D2")]
    assert facts(table(text.encode(), KNOWN, "logistik.csv"), "kebutuhan", "diterima") == [
        (1347, None),
        (12, 9),
    ]


def test_titles_and_blank_fields_at_the_end_are_no_matter():
    title = "REKAP LOGISTIK\nKPU KOTA PEKALONGAN,,"
    rows = "1,Pekalongan Barat,Kotak Suara,20,10,,\n2,Pekalongan Timur,Kotak Suara,15,9\n"
    assert _told(f"{title}\n{HEADER}\n{rows}") == []


@given(st.lists(st.integers(0, 999_999), min_size=2, max_size=6))
def test_amounts_with_commas_are_never_read_in_part(amounts: list[int]):
    lines = [
        f"{at},Pekalongan Barat,Kotak Suara,{amount:,},{amount:,}"
        for at, amount in enumerate(amounts, start=1)
    ]
    (found,) = read("\n".join((HEADER, *lines)).encode(), KNOWN, "logistik.csv").tables
    assert set(found.facts["kebutuhan"].to_pylist() if found.facts else ()) <= set(amounts)


def test_more_voters_than_the_election_allows_are_told():
    rows = [
        ["KECAMATAN", "KELURAHAN", "NO TPS", "L", "P", "L+P"],
        ["Pekalongan Barat", "Medono", 1, 150, 150, 300],
        ["Pekalongan Barat", "Medono", 2, 150, 151, 301],
    ]
    data = book(rows, ("DAFTAR TPS", *TITLE[1:]))
    told = problems(data, replace(KNOWN, voters_cap=300))
    assert [(one.code, one.severity, one.cell) for one in told] == [("voters-over-cap", "warning", "F7")]
    assert problems(data, KNOWN) == []

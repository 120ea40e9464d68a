"""A stated total that differs by two neighbouring digits that changed places: the cell is named, with both
numbers."""

import pytest

import texts
from loaders import sentence
from tests.loaders.workbooks import PLACES, book, knowledge, problems, table

KNOWN = knowledge(PLACES)
TITLE = ("SURAT SUARA PER GUDANG", "KPU KOTA PEKALONGAN", "PER TANGGAL 4 JANUARI 2024")
HEAD = ["NO", "JENIS SURAT SUARA", "GUDANG", "DITERIMA"]


def warehouses(*received: int, total: int = 817_283) -> bytes:
    rows = [[at, "DPR RI", f"Gudang {at}", amount] for at, amount in enumerate(received, 1)]
    return book([HEAD, *rows, [None, "JUMLAH", None, total]], TITLE)


def told(data: bytes) -> list[tuple[str, str | None]]:
    return [(one.code, one.cell) for one in problems(data, KNOWN)]


def test_kota_bogor_s_two_warehouses_add_up():
    found = table(warehouses(497_613, 319_670), KNOWN)
    assert found.sums == {"diterima": 817_283}
    assert not found.problems


def test_swapped_digits_are_named_with_both_numbers_at_their_cell():
    found = problems(warehouses(497_613, 319_760), KNOWN)
    assert [(one.code, one.cell) for one in found] == [
        ("total-does-not-add-up", "D8"),
        ("digits-swapped", "D7"),
    ]
    both: tuple[tuple[texts.Lang, str, str], ...]
    both = (("id", "319.760", "319.670"), ("en", "319,760", "319,670"))
    for lang, wrong, right in both:
        text = sentence(found[1], lang)
        assert wrong in text and right in text and "!D7" in text
    assert "angka tertukar" in sentence(found[1], "id")


def test_swapped_digits_in_the_total_itself_are_named_there():
    assert told(warehouses(497_613, 319_670, total=817_823)) == [
        ("total-does-not-add-up", "D8"),
        ("digits-swapped", "D8"),
    ]


@pytest.mark.parametrize(
    "received",
    [
        (497_613, 319_671),  # one off
        (497_613, 319_679),  # nine off, and no digit changed places
        (497_613, 310_679),  # digits changed places that do not stand beside each other
        (319_760, 319_760, 177_853),  # either of two may be the wrong one
    ],
)
def test_other_differences_are_told_without_a_guess(received: tuple[int, ...]):
    assert [code for code, _ in told(warehouses(*received))] == ["total-does-not-add-up"]


def test_a_sheet_put_right_as_it_was_told_has_no_finding_left():
    (_, found) = problems(warehouses(497_613, 319_760), KNOWN)
    right = dict(found.values)["right"]
    assert isinstance(right, int)
    assert told(warehouses(497_613, right)) == []


def test_a_subtotal_and_the_total_tell_the_same_cell_once():
    rows = [
        ["DPR RI", "Pekalongan Barat", "Medono", 4_120],
        ["DPR RI", "Pekalongan Barat", "Tirto", 3_190],  # 3,910
        ["JUMLAH PEKALONGAN BARAT", None, None, 8_030],
        ["DPR RI", "Pekalongan Timur", "Kauman", 2_777],
        ["DPR RI", "Pekalongan Timur", "Poncol", 2_300],
        ["JUMLAH PEKALONGAN TIMUR", None, None, 5_077],
        ["JUMLAH", None, None, 13_107],
    ]
    data = book([["JENIS SURAT SUARA", "KECAMATAN", "KELURAHAN", "DITERIMA"], *rows], TITLE)
    codes = [code for code, _ in told(data)]
    assert codes.count("total-does-not-add-up") == 2
    assert codes.count("digits-swapped") == 1
    assert ("digits-swapped", "D7") in told(data)


def test_a_row_s_own_total_is_looked_at_too():
    head = ["KECAMATAN", "KELURAHAN", "KOTAK SUARA", "BILIK SUARA", "TINTA", "JUMLAH"]
    rows = [
        ["Pekalongan Barat", "Medono", 41, 52, 63, 156],
        ["Pekalongan Barat", "Podosugih", 44, 55, 66, 165],
        ["Pekalongan Barat", "Tirto", 47, 85, 69, 174],  # 58
        ["Pekalongan Timur", "Kauman", 40, 50, 60, 150],
    ]
    title = ("PENERIMAAN LOGISTIK", "KPU KOTA PEKALONGAN", "PER TANGGAL 4 JANUARI 2024")
    data = book([head, *rows], title)
    assert told(data) == [("total-does-not-add-up", "F8"), ("digits-swapped", "D8")]

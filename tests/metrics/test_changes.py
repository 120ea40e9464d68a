"""What a sheet would change, cell by cell."""

from fractions import Fraction
from typing import Any

import pytest

from metrics.changes import MOST, Changes, Claim, compare

FIELDS = ("satuan", "kebutuhan", "diterima", "rusak")
MEASURES = ("kebutuhan", "diterima", "rusak")
BARAT = "Pekalongan Barat"


def row(
    diterima: int | None, kecamatan: str | None = BARAT, subject: str = "KOTAK", **more: Any
) -> dict[str, Any]:
    grain = "kecamatan" if kecamatan else "kota"
    place = {"grain": grain, "kecamatan": kecamatan, "kelurahan": None, "tps": None}
    return {"subject": subject, **place, "kebutuhan": 100, "diterima": diterima, **more}


def changes(before: list[dict[str, Any]], after: list[dict[str, Any]], **more: Any) -> Changes:
    claims: set[Claim] = {
        (one["subject"], name, one["grain"], one["kecamatan"] or "")
        for one in after
        for name in MEASURES
        if one.get(name) is not None
    }
    given = {"claims": claims, "fields": FIELDS, "measures": MEASURES, "keys": (), **more}
    return compare(before, after, drop_limit=Fraction(5, 100), **given)


def counts(found: Changes) -> tuple[int, int, int, int]:
    return found.added, found.changed, found.unchanged, found.missing


def test_nothing_in_force_means_all_is_added():
    found = changes([], [row(90)])
    assert counts(found) == (2, 0, 0, 0)
    assert not found.asks_why


def test_the_same_sheet_changes_nothing():
    assert counts(changes([row(90)], [row(90)])) == (0, 0, 2, 0)


def test_a_changed_cell_is_told_with_both_values():
    (cell,) = changes([row(90)], [row(95)]).cells
    assert (cell.state, cell.field, cell.before, cell.after, cell.kecamatan) == (
        "changed",
        "diterima",
        90,
        95,
        BARAT,
    )


def test_a_place_that_the_sheet_does_not_speak_for_stays():
    before = [row(90), row(80, "Pekalongan Timur")]
    found = changes(before, [row(95)])
    assert counts(found) == (0, 1, 1, 0)


def test_a_row_gone_from_what_the_sheet_speaks_for_is_missing():
    medono = row(90, kelurahan="Medono", grain="kelurahan")
    found = changes([medono, row(80, kelurahan="Podosugih", grain="kelurahan")], [medono])
    assert counts(found) == (0, 0, 2, 2)
    assert {cell.kelurahan for cell in found.cells} == {"Podosugih"}


def test_a_column_that_the_sheet_lacks_stays_as_it_was():
    found = changes([row(90, rusak=3, satuan="buah")], [row(90)])
    assert counts(found) == (0, 0, 2, 0)


def test_rows_of_one_matter_are_added_up_where_nothing_tells_them_apart():
    assert counts(changes([row(90)], [row(40, kebutuhan=None), row(50)])) == (0, 0, 2, 0)


def test_rows_without_numbers_are_told_apart_by_their_keys():
    place = {"grain": "kecamatan", "kecamatan": BARAT, "kelurahan": None, "tps": None, "subject": ""}
    before = [{**place, "nama": "GOR", "alamat": "Jl. A"}, {**place, "nama": "Balai", "alamat": "Jl. B"}]
    after = [{**place, "nama": "GOR", "alamat": "Jl. C"}]
    found = compare(
        before,
        after,
        claims=[("", "rows", "kecamatan", BARAT)],
        fields=("nama", "alamat"),
        measures=(),
        keys=("nama",),
        drop_limit=Fraction(5, 100),
    )
    assert counts(found) == (0, 1, 1, 2)
    assert {(cell.names, cell.state) for cell in found.cells} == {
        (("GOR",), "changed"),
        (("Balai",), "missing"),
    }


@pytest.mark.parametrize(("damaged", "asks"), [(96, False), (95, False), (94, True)])
def test_a_total_that_falls_by_more_than_a_twentieth_asks_why(damaged: int, asks: bool):
    found = changes([row(None, rusak=100)], [row(None, rusak=damaged)])
    assert found.asks_why is asks
    if asks:
        (drop,) = found.drops
        assert (drop.field, drop.before, drop.after, drop.kecamatan, drop.share) == (
            "rusak",
            100,
            94,
            None,
            6.0,
        )


def test_fewer_received_at_one_place_asks_why_whatever_the_total():
    before = [row(1000, "A"), row(500, "B")]
    found = changes(before, [row(1200, "A"), row(499, "B")])
    (drop,) = found.drops
    assert (drop.kecamatan, drop.before, drop.after) == ("B", 500, 499)


def test_no_more_cells_are_listed_than_can_be_read_and_all_are_counted():
    before = [row(0, f"Kec {number}") for number in range(MOST)]
    after = [row(1, f"Kec {number}") for number in range(2 * MOST)]
    found = changes(before, after)
    assert counts(found) == (2 * MOST, MOST, MOST, 0)
    assert len(found.cells) == MOST
    assert {cell.state for cell in found.cells} == {"changed"}


def test_a_name_that_is_written_otherwise_is_told_as_a_cell_of_its_own():
    found = changes([row(90, written="Brat")], [row(90)])
    assert counts(found) == (0, 1, 2, 0)
    (cell,) = found.cells
    assert (cell.state, cell.field, cell.before, cell.after) == ("changed", "kecamatan", "Brat", BARAT)
    assert not found.asks_why


def test_rows_under_two_names_of_one_kecamatan_are_added_up():
    found = changes([row(90)], [row(50), row(40, written="Brat")])
    assert [(one.field, one.before, one.after) for one in found.cells] == [
        ("kecamatan", BARAT, f"Brat, {BARAT}"),
        ("kebutuhan", 100, 200),
    ]


def test_the_same_wrong_name_again_changes_nothing():
    assert counts(changes([row(90, written="Brat")], [row(90, written="Brat")])) == (0, 0, 2, 0)

"""Tables of very many columns are sampled more thinly, those of normal width are looked at as a whole."""

from loaders import recognise
from loaders.files import Sheet
from loaders.structure import find_tables

PHONE = "0812-3456-7890"


def _personal(columns: int, rows: int = 60):
    headings = [f"KOLOM {letter}" for letter in range(columns)]
    cells = [[PHONE if at == 1 else row * 31 + at for at in range(columns)] for row in range(rows)]
    sheet = Sheet("S", False, [headings, *cells])
    (found,) = find_tables(sheet)
    return recognise.personal_columns(found, sheet.rows)


def test_data_of_persons_are_found_in_tables_of_any_width():
    assert _personal(10) == _personal(2_000) == ((2, "phone"),)


def test_fewer_rows_are_looked_at_in_a_very_wide_table():
    looked: set[int] = set()

    class _Rows(list):
        def __getitem__(self, at):
            looked.add(at)
            return super().__getitem__(at)

    headings = [f"KOLOM {number}" for number in range(2_000)]
    sheet = Sheet("S", False, [headings, *([row] * 2_000 for row in range(5_000, 5_060))])
    (found,) = find_tables(sheet)
    recognise.personal_columns(found, _Rows(sheet.rows))
    assert len(looked) * 2_000 <= recognise.SAMPLED_CELLS

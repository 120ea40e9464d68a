import pytest

from charts import heat


@pytest.mark.parametrize(
    ("percent", "strength"), [(None, 0), (0.0, 0), (0.1, 1), (50.0, 3), (99.9, 4), (100.0, 5), (120.0, 5)]
)
def test_only_what_is_whole_gets_the_strongest_colour(percent, strength):
    assert heat.strength(percent) == strength


def test_every_cell_holds_its_number_its_state_and_its_name():
    cell = heat.Cell("place:33.75.01:KOTAK", "80,0 %", "Kotak, Barat: 80,0 %, kurang", "short", 80.0)
    html = heat.table("Barang", "Barang", ["Barat"], [("Kotak", [cell])], "Barang")
    assert ">80,0 %<" in html
    assert 'data-figure="place:33.75.01:KOTAK"' in html
    assert "is-short" in html
    assert 'aria-label="Kotak, Barat: 80,0 %, kurang"' in html


def test_text_of_a_cell_is_never_html():
    html = heat.table("", "", [], [("x", [heat.Cell("<i>", "<i>", "<i>", "short", 1.0)])], "")
    assert "<i>" not in html

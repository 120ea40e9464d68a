import re

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


def test_the_four_states_have_four_signs_and_four_looks():
    cells = {
        "zero": heat.Cell("a", "0,0 %", "", "not-received", 0.0),
        "not-reported": heat.Cell("b", "Belum lapor", "", "not-reported", None),
        "not-applicable": heat.Cell("c", "Tidak berlaku", "", "not-applicable", None),
        "stale": heat.Cell("d", "100,0 %", "", "complete", 100.0, old=True),
    }
    html = {name: heat.table("", "", ["x"], [("y", [cell])], "") for name, cell in cells.items()}
    signs = {name: frozenset(re.findall(r"ic-([a-z-]+)", text)) for name, text in html.items()}
    looks = {name: re.search(r'class="(heat-cell [^"]*)"', text) for name, text in html.items()}
    assert len(set(signs.values())) == 4
    assert len({one.group(1) for one in looks.values() if one}) == 4
    assert signs["stale"] == {"complete", "stale"}


def test_a_cell_is_a_button_for_the_keyboard_unless_it_has_no_number():
    told = heat.table("", "", ["x"], [("y", [heat.Cell("a", "1", "Kotak", "short", 1.0)])], "")
    assert re.search(r'<button type="button"[^>]*aria-label="Kotak"', told)
    assert "<button" not in heat.table("", "", ["x"], [("y", [heat.Cell("", "–", "", "short", None)])], "")

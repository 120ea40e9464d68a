"""Every number of a Board has a name, a title in both languages and cells that tell it."""

from datetime import date

import pytest

import elections
import metrics
import texts
from tests.ui import boards
from ui import figure
from ui.state import Choice
from ui.view import View


def view(lang: texts.Lang) -> View:
    """A view of the fixture Board; its desk is never asked."""
    choice = Choice(lang, boards.CITY, None, None, boards.DAY)
    return View(choice, "light", elections.load("pemilu-2024"), None, boards.PLACES, boards.board())  # type: ignore[arg-type]


def test_every_item_place_stage_and_amount_is_named():
    names = metrics.named(boards.board())
    for expected in (
        "readiness",
        "stage:sorted",
        "group:ballots",
        "item:PPWP",
        "item:PPWP:packed",
        "place:33.75.01",
        "place:33.75.01:KOTAK",
        "money:outstanding",
        "money-row:33.75.02",
        "alert:0",
    ):
        assert expected in names


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_name_has_a_title(lang: texts.Lang):
    seen = view(lang)
    for name in metrics.named(boards.board()):
        assert figure.title(seen, name).strip()


def test_what_is_open_in_a_row_is_told_by_its_columns():
    one = metrics.named(boards.board())["money-row:33.75.02"]
    values = dict(one.formula.values)
    assert one.value == 10_000_000
    assert values["outstanding"] == values["dicairkan"] - values["spj"] - values["setor_kembali"]


def test_a_name_that_the_board_lacks_opens_nothing():
    figure.open_dialog(view("id"), "item:<script>")


def test_a_polling_station_keeps_its_whole_code():
    place = boards.Place("33.75.01.1002/901", "TPS 901", "tps", "33.75.01.1002")
    status = boards.PlaceStatus(
        place, boards.figure(50.0), True, (("KOTAK", boards.figure(50.0)),), date(2023, 12, 22)
    )
    names = metrics.named(boards.board(places=(status,)))
    assert "place:33.75.01.1002/901:KOTAK" in names

from datetime import date, timedelta

import pytest
from plotly import graph_objects

from charts import progress
from charts.progress import Ahead, Words

FIRST = date(2024, 1, 8)
DAYS = [(FIRST, "8 Jan"), (FIRST + timedelta(days=9), "17 Jan")]
AHEAD = (Ahead(FIRST, 100, 100, 100), Ahead(FIRST, 200, 300, 400))
WORDS = Words("Sudah disortir", "Perkiraan", "batas 15 Jan")


def figure(theme="light", ahead=AHEAD, target=900.0):
    done = [(FIRST - timedelta(days=1), 0), (FIRST, 100)]
    due = FIRST + timedelta(days=7)
    return progress.progress(done, ahead, target, due, theme, ",.", WORDS, DAYS, [(0, "0"), (1000, "1.000")])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_drawing_of_progress_is_one_that_plotly_accepts(theme):
    assert isinstance(graph_objects.Figure(figure(theme)), graph_objects.Figure)


def test_what_is_done_stands_on_top_of_the_band_of_the_forecast():
    low, high, middle, done = figure()["data"]
    assert (low["y"], middle["y"], high["y"]) == ([100, 200], [100, 300], [100, 400])
    assert high["fill"] == "tonexty"
    assert done["y"] == [0, 100]


def test_without_a_forecast_only_what_is_done_is_drawn():
    assert [one["name"] for one in figure(ahead=())["data"]] == ["Sudah disortir"]


def test_the_plan_is_a_dashed_line_below_the_others():
    plan = [(FIRST - timedelta(days=1), 0.0), (FIRST + timedelta(days=7), 900.0)]
    words = Words("Sudah disortir", "Perkiraan", "batas 15 Jan", "Garis rencana")
    due = FIRST + timedelta(days=7)
    drawn = progress.progress([(FIRST, 100)], AHEAD, 900.0, due, "light", ",.", words, DAYS, [(0, "0")], plan)
    assert isinstance(graph_objects.Figure(drawn), graph_objects.Figure)
    assert (drawn["data"][0]["name"], drawn["data"][0]["line"]["dash"]) == ("Garis rencana", "dash")
    assert drawn["data"][0]["y"] == [0.0, 900.0]


def test_the_latest_day_and_what_there_is_are_lines():
    layout = figure()["layout"]
    assert [one["text"] for one in layout["annotations"]] == ["batas 15 Jan"]
    assert layout["shapes"][0]["x0"] == "2024-01-15"
    assert layout["shapes"][1]["y0"] == 900.0
    assert len(figure(target=None)["layout"]["shapes"]) == 1


def test_axes_carry_the_labels_that_they_are_given():
    layout = figure()["layout"]
    assert layout["xaxis"]["ticktext"] == ["8 Jan", "17 Jan"]
    assert layout["yaxis"]["ticktext"] == ["0", "1.000"]

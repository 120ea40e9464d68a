import pytest
from plotly import graph_objects

from charts import bars

PARTS = (
    bars.Part("Sudah SPJ", "ready", (80.0, None), ("Rp80", ""), ("A: Rp80", "B: –")),
    bars.Part("Belum SPJ", "missing", (20.0, 5.0), ("Rp20", "Rp5"), ("A: Rp20", "B: Rp5")),
)


def figure(theme="light"):
    return bars.stacked(["A", "B"], PARTS, theme, ",.")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_figure_is_one_that_plotly_accepts(theme):
    assert isinstance(graph_objects.Figure(figure(theme)), graph_objects.Figure)


def test_bars_hold_the_numbers_given_and_unknown_stays_unknown():
    spj, open_ = figure()["data"]
    assert spj["x"] == [80.0, None]
    assert open_["x"] == [20.0, 5.0]
    assert [one["name"] for one in figure()["data"]] == ["Sudah SPJ", "Belum SPJ"]


def test_numbers_are_written_the_way_of_the_language():
    assert figure()["layout"]["separators"] == ",."


@pytest.mark.parametrize(
    ("largest", "marks"),
    [(0, [0.0]), (253e6, [0, 50e6, 100e6, 150e6, 200e6, 250e6, 300e6]), (5, [0, 1, 2, 3, 4, 5])],
)
def test_ticks_are_round_and_reach_the_largest(largest, marks):
    assert bars.ticks(largest) == marks


def test_a_part_too_narrow_for_its_label_goes_without():
    assert figure()["data"][1]["text"] == ["Rp20", ""]

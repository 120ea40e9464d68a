"""The way of money as a drawing, and the bars of what is spent."""

from charts import absorbed, flow
from charts import theme as themes
from charts.flow import Link, Node

NODES = [
    Node("KPU", "KPU", "muted", 0),
    Node("PPK", "PPK", "accent", 1),
    Node("PPS", "PPS", "accent", 2),
    Node("spj", "SPJ", "ready", 4),
    Node("open", "Belum", "short", 4),
]
LINKS = [
    Link("KPU", "PPK", 40, "KPU ke PPK"),
    Link("KPU", "PPS", 60, "KPU ke PPS"),
    Link("PPK", "spj", 40, ""),
    Link("PPS", "spj", 30, ""),
    Link("PPS", "open", 30, "<b>"),
]


def sankey(links: list[Link]) -> dict:
    return flow.flow(NODES, links, "light", ",.")["data"][0]


def names(links: list[Link]) -> list[str]:
    return [one["text"] for one in flow.flow(NODES, links, "light", ",.")["layout"]["annotations"]]


def test_as_much_leaves_a_station_as_reaches_it():
    drawn = sankey(LINKS)
    ways = list(zip(drawn["link"]["source"], drawn["link"]["target"], drawn["link"]["value"], strict=True))
    for at, label in enumerate(names(LINKS)):
        into = sum(value for _, end, value in ways if end == at)
        out = sum(value for start, _, value in ways if start == at)
        assert not into or not out or into == out, label
    assert {type(value) for _, _, value in ways} == {int}


def test_stations_stand_from_left_to_right_inside_the_drawing():
    node = sankey(LINKS)["node"]
    assert node["x"] == sorted(node["x"])
    assert all(0 < one < 1 for one in (*node["x"], *node["y"]))
    assert node["y"][-2] < node["y"][-1], "stations of one column lie one below the other"


def test_a_station_that_nothing_reaches_is_left_out():
    assert names(LINKS[:1]) == ["KPU", "PPK"]
    assert len(sankey(LINKS[:1])["node"]["x"]) == 2


def test_names_stand_beside_their_stations_on_a_ground_of_their_own():
    drawn = flow.flow(NODES, LINKS, "dark", ",.")
    node = drawn["data"][0]["node"]
    for told, y in zip(drawn["layout"]["annotations"], node["y"], strict=True):
        assert told["y"] == 1 - y
        assert told["bgcolor"] == themes.colour("card", "dark")
    assert [one["xanchor"] for one in drawn["layout"]["annotations"]] == [*["left"] * 3, *["right"] * 2]


def test_texts_of_the_drawing_are_never_html():
    assert "<b>" not in sankey(LINKS)["link"]["customdata"]
    drawn = flow.flow([*NODES[:4], Node("open", "<b>", "short", 4)], LINKS, "light", ",.")
    assert drawn["layout"]["annotations"][-1]["text"] == "&lt;b&gt;"


def test_a_bar_goes_as_far_as_its_share_and_has_its_mark():
    html = absorbed.bars("Serapan", [absorbed.Bar("PPK", "62,9 %", "waktu", "short", 62.9, 90.25)])
    assert "width:62.90%" in html
    assert "left:90.25%" in html
    assert "62,9 %" in html


def test_a_share_beyond_the_whole_stays_in_its_track():
    html = absorbed.bars("", [absorbed.Bar("", "", "", "short", 140.0, None)])
    assert "width:100.00%" in html
    assert "absorbed-mark" not in html


def test_what_nobody_reported_is_no_empty_bar():
    zero = absorbed.bars("", [absorbed.Bar("", "", "", "short", 0.0, 10.0)])
    silent = absorbed.bars("", [absorbed.Bar("", "", "", "not-reported", None, None)])
    assert "is-unknown" in silent
    assert "is-unknown" not in zero


def test_panels_tell_in_words_what_they_draw():
    steps = (absorbed.Step("Desember <2023>", "Rp 80 jt cair", 100.0, 40.0, 100.0),)
    html = absorbed.panels("Per periode", [absorbed.Panel("PPK Barat", steps)])
    assert "Rp 80 jt cair" in html
    assert "width:40.00%" in html
    assert "<2023>" not in html

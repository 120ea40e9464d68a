"""The map in a real browser: 8,167 polling stations are drawn and follow the hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import pipeline
from benchmarks import city
from settings import Settings
from tests.browser.conftest import PATIENCE, picture, running, settled

pytestmark = pytest.mark.xdist_group("browser")
expect.set_options(timeout=PATIENCE)

PLOT = ".st-key-map_chart .js-plotly-plot"
_COUNT = f"""() => document.querySelector('{PLOT}')._fullData
    .filter((one) => one.hovertext).reduce((sum, one) => sum + one.x.length, 0)"""
_MIDDLE = f"() => document.querySelector('{PLOT}').layout.xaxis.range.reduce((a, b) => a + b) / 2"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over a city of 8,167 polling stations."""
    root: Path = tmp_path_factory.mktemp("kota")
    store = pipeline.open_store(Settings(str(root), "duckdb", city.PROFILE.code, 8501))
    sheets = [one for one in city.files() if one[0].endswith(("Daftar TPS.csv", "Distribusi.csv"))]
    outcomes = pipeline.import_files(store, sheets, by="uji", election=city.PROFILE.code)
    assert {one.result for one in outcomes} == {"accepted"}
    with running(root) as address:
        yield address


def test_all_polling_stations_are_drawn_and_follow_the_hand(opened: Callable[..., Page]):
    page = opened(f"/peta?per={city.DAY.isoformat()}")
    settled(page)
    plot = page.locator(f"{PLOT} .nsewdrag").first
    expect(plot).to_be_visible()
    assert page.evaluate(_COUNT) >= city.STATIONS
    assert page.locator(".no-webgl").count() == 0
    picture(page, "peta-8167-1920")
    box = plot.bounding_box()
    assert box is not None
    before = page.evaluate(_MIDDLE)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 41):
        page.mouse.move(x + step * 5, y)
    page.mouse.up()
    settled(page)
    assert page.evaluate(_MIDDLE) < before
    picture(page, "peta-8167-digeser")

"""The first start: the sample under its band, and the two ways out of it."""

from pathlib import Path

import pytest

import pipeline
import texts
from tests import screens

DAYS = ("22 Desember 2023", "7 Februari 2024")


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a store that nobody wrote to."""
    return screens.use(tmp_path, monkeypatch)


def test_an_untouched_store_shows_the_sample_on_its_day_and_both_ways_out(fresh: Path):
    at = screens.open_page("ringkasan")
    shown = screens.shown(at)
    assert texts.say("frame.sample") in shown
    assert DAYS[0] in shown

    screens.press(at, "load_other")
    shown = screens.shown(at)
    assert texts.say("frame.levels.kota", name="Kota Bengkulu") in shown
    assert DAYS[1] in shown
    assert "load_other" not in [one.key for one in at.button]

    screens.press(at, "start_empty")
    shown = screens.shown(at)
    assert texts.say("frame.sample") not in shown
    assert texts.say("screens.empty.todo") in shown
    assert not pipeline.places(screens.store(fresh))

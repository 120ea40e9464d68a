"""What tests of several pages share: an office's own store, set up as a user's would be."""

from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline
from tests import screens


@pytest.fixture
def root(own: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office's own store with the sheets of Kota Pekalongan in it."""
    return screens.use(own("kota-pekalongan"), monkeypatch)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office's own store that was begun without data."""
    place = tmp_path / "store"
    pipeline.begin_empty(screens.store(place), "pemilu-2024", "uji")
    return screens.use(place, monkeypatch)

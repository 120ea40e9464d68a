"""What tests of several pages share: an office's own store, set up as a user's would be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import screens


@pytest.fixture
def root(own: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office's own store with the sheets of Kota Pekalongan in it."""
    place = own("kota-pekalongan")
    monkeypatch.setenv("PAPAN_STORE", str(place))
    screens.forget()
    return place

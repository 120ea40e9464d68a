from pathlib import Path

import pytest

import store as stores
from store import Store
from tests.store.sheets import SCHEMAS


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store in a folder whose name is not plain."""
    return stores.open(str(tmp_path / "kantor ü & co"), SCHEMAS)

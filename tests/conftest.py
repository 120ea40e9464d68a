"""What tests of several layers share: the two offices' stores, built once from the sample."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

import elections
import pipeline
from settings import Settings
from tests.bmkg_server import Bmkg

ELECTION = "pemilu-2024"

# How long an example takes tells of the machine, not of the code.
hypothesis.settings.register_profile("papan", deadline=None)
hypothesis.settings.load_profile("papan")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the root of a store that holds a sample office; not to be written to."""
    roots: dict[str, Path] = {}

    def build(office: str) -> Path:
        if office not in roots:
            root = tmp_path_factory.mktemp(office)
            store = pipeline.open_store(Settings(str(root), "duckdb", ELECTION, 8501))
            pipeline.load_sample(store, office, ELECTION)
            roots[office] = root
        return roots[office]

    return build


@pytest.fixture
def own(built: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    """Gives the root of a copy of a sample office's store that a test may write to."""

    def copy(office: str) -> Path:
        root = tmp_path / office
        shutil.copytree(built(office), root)
        return root

    return copy


@pytest.fixture
def bmkg() -> Iterator[Bmkg]:
    """A server of forecasts that runs as long as a test."""
    with Bmkg() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="session")
def election() -> elections.Election:
    """The profile of the sample offices."""
    return elections.load(ELECTION)

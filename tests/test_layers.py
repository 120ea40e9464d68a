"""The two modules at the root keep to the layers that import-linter proves for the folders."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ABOVE = {"pages", "ui", "app", "papan", "streamlit"}
BELOW = ("charts", "metrics", "store", "loaders", "elections", "texts")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_settings_know_no_screen():
    assert not _imports(ROOT / "settings.py") & ABOVE


def test_the_pipeline_knows_no_screen():
    for path in (ROOT / "pipeline").glob("*.py"):
        assert not _imports(path) & ABOVE, path


@pytest.mark.parametrize("folder", BELOW)
def test_no_layer_knows_the_pipeline_above_it(folder: str):
    for path in (ROOT / folder).rglob("*.py"):
        assert not _imports(path) & {"pipeline", "settings"}, path


def test_only_settings_reads_the_environment():
    for path in [
        *ROOT.glob("*.py"),
        *(one for folder in ("pages", "ui", *BELOW) for one in (ROOT / folder).rglob("*.py")),
    ]:
        if path.name != "settings.py":
            assert "os.environ" not in path.read_text(encoding="utf-8"), path

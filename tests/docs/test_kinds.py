"""The page of the kinds of sheet says what the layouts say."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_the_page_of_kinds_is_up_to_date():
    spec = importlib.util.spec_from_file_location("docs_make", DOCS / "make.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (DOCS / "kinds.md").read_text(encoding="utf-8") == module.kinds_page(), "run `make docs`"

"""What the upload screen says is said in one language, in words: nothing of the program reaches it."""

import re
from collections.abc import Callable
from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

import texts
from loaders.files import Limits
from tests import screens, sheets
from tests.loaders import hostile
from tests.pages.test_unggah import PAGE, XLSX

pytestmark = pytest.mark.usefixtures("root")

INNER = re.compile(
    r"Traceback|\w+Error\b|Exception|\bNaN\b|\bnan\b|\bNaT\b|dtype|\bNone\b|\bnull\b|panicked|object at 0x"
    r"|\bpyarrow\b|\bpandas\b|\bopenpyxl\b|\bcalamine\b|\{\w*\}"
)
GOOD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "good": ("PPWP.xlsx", sheets.presiden_arrived),
    "bad cell": ("salah.xlsx", sheets.with_one_bad_cell),
    "misspelt": ("ejaan.xlsx", sheets.with_a_name_misspelt),
    "fewer": ("turun.xlsx", sheets.fewer_received),
    "strange": ("aneh.xlsx", sheets.of_strange_headings),
    "other office": ("bengkulu.xlsx", sheets.of_another_office),
    "markup": ("jahat.xlsx", sheets.hostile),
}
HARMFUL = {
    what: hostile.HARMFUL[what][:2]
    for what in ("encrypted xlsx", "cell in the last corner", "xlsx cut at half", "noise", "program", "gz")
}
CELLS = {"http", "example", "onerror", "alert", "sheet"}
"""Words of the sheets themselves, their names among them."""
FILES = {**GOOD, **sheets.BAD, **HARMFUL}


@cache
def only_in(lang: texts.Lang) -> frozenset[str]:
    """Words of the other language's texts that this language's texts never use."""
    other: texts.Lang = "en" if lang == "id" else "id"

    def words(of: texts.Lang) -> set[str]:
        told = re.sub(r"\{[^}]*\}", " ", " ".join(texts.catalogue(of).values()))
        return set(re.findall(r"[a-z]{4,}", told.lower()))

    return frozenset(words(other) - words(lang))


def said(at: AppTest) -> str:
    """All words of the screen: texts, labels of what can be pressed, and what helps with them."""
    labels = [one.label for one in (*at.button, *at.selectbox, *at.text_input, *at.toggle)]
    drawn = re.sub(r"(?s)<(style|script)\b.*?</\1>", " ", "\n".join([screens.shown(at), *labels]))
    return re.sub(r"<[^>]*>", " ", drawn)


def dropped(name: str, data: bytes, lang: texts.Lang) -> AppTest:
    at = screens.open_page(PAGE, lang=lang)
    at.file_uploader(key="unggah_file").set_value([(name, data, XLSX)]).run()
    assert not at.exception
    return at


@pytest.mark.parametrize("what", FILES)
def test_nothing_of_the_program_and_no_english_word_reaches_the_page(what: str):
    name, make = FILES[what]
    shown = said(dropped(name, make(), "id"))
    assert not INNER.search(shown), INNER.search(shown)
    foreign = set(re.findall(r"[a-z]{4,}", shown.lower())) & only_in("id")
    # What stands in the analyst's own cells is theirs.
    seen = [shown[max(0, shown.lower().find(one) - 60) :][:120] for one in foreign - CELLS]
    assert not foreign - CELLS, seen


@pytest.mark.parametrize("what", ["bad cell", "strange"])
def test_nothing_of_the_program_reaches_the_page_in_english(what: str):
    name, make = FILES[what]
    shown = said(dropped(name, make(), "en"))
    assert not INNER.search(shown), INNER.search(shown)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_the_limits_stand_beside_the_button(lang: texts.Lang):
    shown = said(screens.open_page(PAGE, lang=lang))
    limits = Limits()
    size = limits.bytes // 1024**2
    assert (size, limits.rows) == (200, 1_048_576)
    assert f"{texts.numbers.count(size, lang)} MB" in shown
    assert texts.numbers.count(limits.rows, lang) in shown

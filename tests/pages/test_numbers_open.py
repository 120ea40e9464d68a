"""Every number on every screen that looks as if it could be opened can be, with a title and a formula."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import texts
from tests import screens
from ui import figure, frame, words

DAYS = {"kota-pekalongan": date(2023, 12, 22), "kota-bengkulu": date(2024, 2, 7)}
WITHOUT = frozenset(
    {"unggah", "riwayat", "pengaturan", "peta", "rakor", "sejak", "masukan", "kalimat", "laporan"}
)
"""Screens that show no numbers of the Board before somebody has said or typed something."""
PARTS = [key.removeprefix("money.parts.") for key in texts.catalogue("id") if key.startswith("money.parts.")]
SCREENS = [
    *((stem, {}) for stem, _ in frame.registered() if stem not in WITHOUT),
    *(("keuangan", {"bagian": part}) for part in PARTS),
    (frame.WALL, {}),
]


def pressed(day: date, stem: str, address: dict[str, str]) -> list[str]:
    """The names of the numbers on a screen; of those that differ in a number only, one. Those of changes open
    their cells instead of a formula (`ui.since_cells`)."""
    at = screens.open_page(stem, "direct", per=day.isoformat(), **address)
    found = re.findall(r'data-figure="(?!since:)([^"]+)"', "".join(screens.html(at)))
    return list({re.sub(r"\d+", "#", name): name for name in found}.values())


@pytest.mark.parametrize("office", DAYS)
@pytest.mark.parametrize(("stem", "address"), SCREENS, ids=lambda one: str(one))
def test_every_number_opens(
    office: str,
    stem: str,
    address: dict[str, str],
    built: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
):
    root = screens.use(built(office), monkeypatch)
    names = pressed(DAYS[office], stem, address)
    assert names
    for lang in texts.LANGUAGES:
        view = screens.view(root, DAYS[office], lang)
        for name in names:
            one = figure.of_name(view, name)
            assert one is not None, name
            assert figure.title(view, name).strip(), name
            assert words.formula(view, one.formula).strip(), name

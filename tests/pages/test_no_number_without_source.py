"""No numeral of a finished page stands without a source: what is read can be opened, or it says what it is.

Every page, every part of money and the wall are read.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import texts
from tests import screens
from tests.pages import reading
from ui import frame

DAYS = {"kota-pekalongan": date(2023, 12, 22), "kota-bengkulu": date(2024, 2, 7)}
FINISHED: tuple[tuple[str, dict[str, str]], ...] = (
    ("ringkasan", {}),
    ("logistik", {}),
    ("peta", {}),
    ("keuangan", {}),
    ("keuangan", {"bagian": "ringkas"}),
    ("keuangan", {"bagian": "matriks"}),
    ("keuangan", {"bagian": "batas"}),
    ("keuangan", {"bagian": "batas", "lewat_batas": "1"}),
    ("keuangan", {"bagian": "honor"}),
    ("keuangan", {"bagian": "temuan"}),
    ("keuangan", {"bagian": "cocok"}),
    ("keuangan", {"bagian": "dokumen"}),
    ("kalimat", {}),
    ("masukan", {}),
    ("layar", {}),
    ("laporan", {}),
    ("unggah", {}),
    ("riwayat", {}),
    ("pengaturan", {}),
    ("rencana", {}),
    ("surat_suara", {}),
    ("sortir_lipat", {}),
    ("sejak", {}),
    ("distribusi", {}),
    ("kerawanan", {}),
    ("dukungan", {}),
    ("peringatan", {}),
    ("rakor", {}),
    ("gudang", {}),
)
LEFT = frozenset({("ringkasan", "div.wall > section.card.w-gauge > p.center.note")})
"""How many polling stations the list has, where none can be told complete."""


@pytest.mark.parametrize("office", DAYS)
@pytest.mark.parametrize(("stem", "address"), FINISHED, ids=str)
def test_every_numeral_of_a_page_has_a_source(
    office: str,
    stem: str,
    address: dict[str, str],
    built: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
):
    screens.use(built(office), monkeypatch)
    at = screens.open_page(stem, "direct", per=DAYS[office].isoformat(), **address)
    found = reading.without_source(screens.html(at))
    assert [one for one in found if (stem, one[1]) not in LEFT] == []


def test_every_page_and_part_is_read():
    parts = [
        key.removeprefix("money.parts.") for key in texts.catalogue("id") if key.startswith("money.parts.")
    ]
    every = {*(stem for stem, _ in frame.PAGES), frame.WALL, *(f"keuangan {part}" for part in parts)}
    finished = {f"{stem} {address.get('bagian', '')}".strip() for stem, address in FINISHED}
    assert every - finished == set()


@pytest.mark.parametrize(
    ("html", "is_loose"),
    [
        ("<p>Sisa 12 kotak</p>", True),
        ('<p><button data-figure="item:KOTAK">12</button> dari 40</p>', False),
        ('<td>7</td><td><button data-figure="item:KOTAK">12</button></td>', True),
        ('<tr data-figure="item:KOTAK"><th>1</th><td>7</td><td>12</td></tr>', False),
        ("<p>sebelum 15 Januari 2024</p>", False),
        ("<th>TPS 004</th>", False),
        ("<div>3 truk</div>", True),
        ('<article class="entry"><li>4 baris</li></article>', False),
        ('<td>tertulis 2 kali <span class="address">SITAB!G13</span></td>', True),
    ],
)
def test_a_numeral_is_known_by_where_it_stands(html: str, is_loose: bool):
    assert bool(reading.without_source([html])) is is_loose

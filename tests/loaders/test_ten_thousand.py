"""Ten thousand drawn values, written as offices write them, come back as they were meant or are asked about.

Counted are values that are read as something else without a word: above all those read a thousand times too
large or too small.
"""

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from loaders.amounts import NumberKind, read_numbers
from loaders.dates import read_dates

COLUMNS, CELLS = 500, 20
_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


def _grouped(whole: int, sign: str) -> str:
    return f"{whole:,}".replace(",", sign)


def _written(draw: random.Random, value: Decimal, style: str) -> str | float | int:
    """A value as sheets of one manner hold it: Indonesian, English, without groups, or as a true number."""
    whole, _, rest = f"{value:f}".partition(".")
    if style == "number":
        return float(value) if rest else int(value)
    group, point = {"id": (".", ","), "en": (",", "."), "bare": ("", ",")}[style]
    text = _grouped(int(whole), group) + (f"{point}{rest}" if rest else "")
    ending = ",-" if style == "id" and not rest and draw.random() < 0.2 else ""
    return draw.choice(("", "", "Rp ", "Rp. ", "Rp")) + text + ending if draw.random() < 0.3 else text


def _value(draw: random.Random, kind: NumberKind) -> Decimal:
    size = 10 ** draw.randint(1, 9)
    whole = Decimal(draw.randint(0, size))
    if kind in ("count", "rupiah") or draw.random() < 0.3:
        return whole
    places = draw.choice((1, 2, 2, 2, 3))
    return whole + Decimal(draw.randint(1, 10**places - 1)).scaleb(-places)


def _outcome(meant: Decimal, read: object, told: bool) -> str:
    if told:
        return "asked"
    if read is None:
        return "lost"
    got = Decimal(repr(read))
    if abs(got - meant) <= abs(meant) * Decimal("1e-12"):
        return "right"
    return "thousand" if meant and abs(got / meant) in (1000, Decimal("0.001")) else "wrong"


def _drawn(styles: tuple[str, ...], kinds: tuple[NumberKind, ...], seed: int) -> Counter[str]:
    """What became of ten thousand values; a column mixes its styles cell by cell when several are given."""
    draw = random.Random(seed)
    found: Counter[str] = Counter()
    for _ in range(COLUMNS):
        kind = draw.choice(kinds)
        meant = [_value(draw, kind) for _ in range(CELLS)]
        column_styles = draw.sample(styles, draw.randint(1, len(styles)))
        cells = [_written(draw, one, draw.choice(column_styles)) for one in meant]
        read, bad = read_numbers(cells, kind)
        told = {at for at, _ in bad}
        found.update(
            _outcome(one, got, at in told) for at, (one, got) in enumerate(zip(meant, read, strict=True))
        )
    assert found.total() == COLUMNS * CELLS
    return found


def test_counts_and_money_are_never_a_thousand_times_off_in_any_mixture() -> None:
    found = _drawn(("id", "en", "bare", "number"), ("count", "rupiah"), 1)
    assert {one: found[one] for one in ("thousand", "wrong", "lost")} == {
        "thousand": 0,
        "wrong": 0,
        "lost": 0,
    }
    assert found["right"] >= 9_990


def test_decimals_written_in_one_manner_are_never_a_thousand_times_off() -> None:
    for seed, style in enumerate(("id", "en", "bare", "number")):
        found = _drawn((style,), ("decimal",), seed)
        assert (found["thousand"], found["wrong"], found["lost"]) == (0, 0, 0), (style, found)
        assert found["right"] >= 9_400, (style, found)


def test_decimals_in_a_mixture_of_manners_are_asked_about() -> None:
    for seed in (7, 11):
        found = _drawn(("id", "en", "number"), ("decimal",), seed)
        assert (found["thousand"], found["wrong"], found["lost"]) == (0, 0, 0), found
        assert found["right"] >= 9_000, found


def test_dates_in_words_figures_and_cells_come_back() -> None:
    draw = random.Random(5)
    found: Counter[str] = Counter()
    for _ in range(COLUMNS):
        days = [date(2023, 1, 1) + timedelta(draw.randint(0, 800)) for _ in range(CELLS)]
        style = draw.choice(("words", "slashes", "dots", "iso", "serial", "cell"))
        cells = [
            {
                "words": f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
                "slashes": f"{day:%d/%m/%Y}",
                "dots": f"{day:%d.%m.%Y}",
                "iso": day.isoformat(),
                "serial": (day - date(1899, 12, 30)).days,
                "cell": day,
            }[style]
            for day in days
        ]
        read, bad = read_dates(cells, False)
        told = {at for at, _ in bad}
        found.update(
            "right" if got == day else "asked" if at in told else "wrong"
            for at, (day, got) in enumerate(zip(days, read, strict=True))
        )
    assert found["wrong"] == 0
    assert found["right"] == COLUMNS * CELLS

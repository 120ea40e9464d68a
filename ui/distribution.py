"""The way of the boxes on the screen: waves to PPK, PPS and TPS, the chain, nights at a PPS, confirmation."""

from collections.abc import Iterator, Sequence
from html import escape

import metrics
from metrics import Board, Distribution, Row, Shipped, Wave
from metrics.chain import Break
from metrics.handovers import Unconfirmed
from ui import markup, words
from ui.markup import Column
from ui.view import View

MOST_BREAKS = 40
"""Breaks that are listed; the rest is counted."""
MOST_NAMES = 5
"""Places that a sentence names; the rest is counted."""
_COLUMNS = ("place", "days", "planned", "left", "arrived", "proved", "state")
_AMOUNTS = ("planned", "left", "arrived", "proved")
_CARDS = {
    "return": "distribution.returns.title",
    "night": "distribution.nights.title",
    "unconfirmed": "distribution.unconfirmed",
}
SIGNS = {
    "none": "not-reported",
    "proved": "complete",
    "unproved": "short",
    "differs": "not-received",
    "unsent": "not-reported",
    "overdue": "not-received",
    "under-way": "note",
    "planned-late": "short",
    "planned": "note",
}


def headline(view: View, board: Board, found: Distribution) -> str:
    """How many polling stations are proved to have their goods, and what is wrong on the way."""
    missing = sum(len(one.stations) for one in found.unconfirmed)
    is_time = board.today > view.election.deadline("at_tps")
    sign = "complete" if not missing else "not-received" if is_time else "note"
    proved = number(view, found, "unconfirmed", "confirmed", found.listed - missing)
    told = view.say(
        "distribution.headline",
        listed=found.listed,
        due=view.election.deadline("at_tps"),
        hour=f"{view.election.distribution.confirm_hour:02d}.00",
    )
    head = f"<strong>{proved} {escape(told)}</strong>"
    lines = "".join(_line(kind, text_html) for kind, text_html in _told(view, found))
    return f'<p class="plan-head is-{sign}">{markup.icon(sign)}{head}</p>{lines}'


def _line(sign: str, text_html: str) -> str:
    return f'<p class="told-line is-{sign}">{markup.icon(sign)}<span>{text_html}</span></p>'


def _told(view: View, found: Distribution) -> Iterator[tuple[str, str]]:
    if found.breaks:
        first, more = found.breaks[0], len(found.breaks) - 1
        told = f"{_broken(view, first)} {view.write(abs(first.missing), 'count')}"
        yield "critical", escape(view.say("distribution.first-break", told=told, more=more))
    elif any(one.out for one in found.levels):
        yield "complete", escape(view.say("distribution.chain-holds"))
    long = [one for one in found.stays if one.is_long]
    if long:
        allowed = view.election.distribution.pps_nights
        told = {"name": long[0].place.name, "nights": long[0].nights, "allowed": allowed}
        count = number(view, found, "night-long", "count", len(long))
        yield "warning", f"{count} {escape(view.say('distribution.long-stay', **told))}"
    for wave in found.waves:
        late = len(metrics.late_rows(wave, view.board.today)) if view.board else 0
        if late:
            body = view.say(f"distribution.towards.{wave.body}")
            told = {"day": _h(view, wave), "due": wave.due, "rows": len(wave.rows)}
            count = number(view, found, f"{wave.body}-late", "count", late)
            text = view.say("distribution.planned-late", body=body, **told)
            yield "warning", f"{count} {escape(text)}"


def _standing(view: View, wave: Wave, shipped: Shipped) -> str:
    today = view.board.today if view.board else wave.due
    return metrics.standing_of(shipped, wave.due, today)


def _h(view: View, wave: Wave) -> str:
    return f"H-{view.election.distribution.days[wave.body]}"


# -- waves -----------------------------------------------------------------------------------------


def wave_title(view: View, wave: Wave) -> str:
    """Where it goes and by which day."""
    return view.say(
        "distribution.wave", body=view.say(f"distribution.to.{wave.body}"), day=_h(view, wave), due=wave.due
    )


def wave(view: View, found: Distribution, one: Wave) -> str:
    """One row a place: plan, left, there, proved."""
    unit = metrics.unit_text(found.unit or "", view.lang)
    columns = [
        Column(view.say(f"distribution.columns.{name}", unit=unit), name in _AMOUNTS) for name in _COLUMNS
    ]
    rows = [_row(view, one, row, found) for row in one.rows]
    foot = []
    if len(one.rows) > 1:
        foot = _cells(view, one, metrics.ALL, one.total, escape(view.say("distribution.all")), found)
    return markup.table(wave_title(view, one), columns, rows, foot)


def _row(view: View, wave: Wave, row: Row, found: Distribution) -> list[str]:
    own = view.board is not None and row.place == view.board.place
    name = escape(row.place.name)
    if row.place.level != "tps" and not own:
        name = markup.to_place(view, row.place)
    return _cells(view, wave, row.place.code, row.shipped, name, found)


def _cells(
    view: View, wave: Wave, code: str, shipped: Shipped, name_html: str, found: Distribution
) -> list[str]:
    standing = _standing(view, wave, shipped)
    state = markup.pill(SIGNS[standing], view.say(f"distribution.states.{standing}"))
    if not shipped.shipments:
        return [name_html, "–", *("–" for _ in _AMOUNTS), state]
    what = f"{wave.body}-{code}"
    numbers = (number(view, found, what, name, shipped.amount(name)) for name in _AMOUNTS)
    return [name_html, _days(view, shipped), *numbers, state]


def number(view: View, found: Distribution, what: str, name: str, value: int | None) -> str:
    """A number of the distribution that opens its formula and cells; a dash where nobody reported."""
    if value is None:
        return "–"
    label = title_of(view, found, what, name)
    return markup.number(f"distribution:{what}:{name}", view.write(value, "count"), label, "fig-amount")


def _days(view: View, one: Shipped) -> str:
    if one.begins is None or one.ends is None:
        return "–"
    first, last = (escape(view.write(day, "date_short")) for day in (one.begins, one.ends))
    return first if one.begins == one.ends else f"{first} – {last}"


def title_of(view: View, found: Distribution, what: str, name: str) -> str:
    """What the number of that name counts, in words."""
    kind, _, rest = what.partition("-")
    counted = view.say(f"distribution.numbers.{name}")
    if kind == "short":
        stock = found.recoveries[int(rest)].stock
        place = f"{words.item(view, stock.item)}, TPS {stock.tps:03d} {stock.kelurahan}"
    elif kind == "destroy":
        place = words.item(view, rest)
    elif kind == "chain":
        place = view.say(f"distribution.chain.{rest}")
    elif kind == "break":
        place = view.say("distribution.chain.figure", place=found.breaks[int(rest)].place.name)
    elif kind == "help":
        place = view.say("distribution.help.title")
    elif what == "unconfirmed":
        return view.say("distribution.unconfirmed" if name == "count" else f"distribution.numbers.{name}")
    else:
        place = next((one.name for one in view.places if one.code == rest), "")
        if not place and "/" in rest:
            place = f"TPS {int(rest.rpartition('/')[2]):03d}"
        if kind in _CARDS:
            place = f"{view.say(_CARDS[kind])} {place}".strip()
        else:
            place = f"{view.say(f'distribution.to.{kind}')} {place}".strip()
    return f"{place}: {counted}"


# -- the chain -------------------------------------------------------------------------------------


def chain(view: View, found: Distribution) -> str:
    """Out of each level and into the next, and where they differ."""
    unit = metrics.unit_text(found.unit or "", view.lang)
    columns = [
        Column(view.say(f"distribution.chain.{name}", unit=unit), name != "step")
        for name in ("step", "out", "into", "difference")
    ]
    rows = [
        [
            escape(view.say(f"distribution.chain.{one.level}")),
            *(
                number(view, found, f"chain-{one.level}", name, value if one.out or one.into else None)
                for name, value in (("out", one.out), ("into", one.into), ("difference", one.into - one.out))
            ),
        ]
        for one in found.levels
    ]
    listed = "".join(
        _line("critical", f"{escape(_broken(view, one))} {_difference(view, found, at)}")
        for at, one in enumerate(found.breaks[:MOST_BREAKS])
    )
    more = len(found.breaks) - MOST_BREAKS
    if more > 0:
        listed += f'<p class="note">{escape(view.say("distribution.chain.more", count=more))}</p>'
    listed += "".join(_line("not-reported", escape(text)) for text in _unjudged(view, found))
    return markup.table(view.say("distribution.chain.title"), columns, rows) + listed


def _difference(view: View, found: Distribution, at: int) -> str:
    return number(view, found, f"break-{at}", "difference", abs(found.breaks[at].missing))


def _unjudged(view: View, found: Distribution) -> Iterator[str]:
    """By level the places that told of arrivals alone, which nothing can be held against."""
    for wave in found.waves:
        names = [row.place.name for row in wave.rows if row.shipped.unsent]
        if names:
            more = len(names) - MOST_NAMES
            rest = [view.say("distribution.chain.others", count=more)] if more > 0 else []
            body = view.say(f"distribution.towards.{wave.body}")
            places = ", ".join([*names[:MOST_NAMES], *rest])
            yield view.say("distribution.chain.unsent", body=body, places=places)


def _broken(view: View, one: Break) -> str:
    return view.say(
        f"distribution.chain.{one.kind}",
        level=one.level,
        place=one.place.name,
        out=one.out,
        into=one.into,
    )


# -- nights and confirmation -----------------------------------------------------------------------


def nights(view: View, found: Distribution) -> str:
    """The PPS where boxes are or were, those with too many nights first."""
    names = ("pps", "came", "boxes", "nights", "state")
    columns = [Column(view.say(f"distribution.nights.{name}"), name in ("boxes", "nights")) for name in names]
    rows = []
    for one in found.stays:
        sign = "not-received" if one.is_long else "note" if one.boxes else "complete"
        state = "long" if one.is_long else "there" if one.boxes else "gone"
        rows.append(
            [
                markup.to_place(view, one.place),
                escape(view.write(one.came, "date_short")),
                number(view, found, f"night-{one.place.code}", "boxes", one.boxes),
                number(view, found, f"night-{one.place.code}", "nights", one.nights),
                markup.pill(sign, view.say(f"distribution.nights.{state}")),
            ]
        )
    return markup.table(view.say("distribution.nights.title"), columns, rows)


def unconfirmed(view: View, found: Distribution) -> str:
    """One row a kelurahan: which polling stations, and whom to call."""
    names = ("kelurahan", "stations", "count", "call")
    columns = [Column(view.say(f"distribution.confirm.{name}"), name == "count") for name in names]
    rows = [
        [
            markup.to_place(view, one.place),
            markup.line(f"distribution:unconfirmed-{one.place.code}:count", ranges(one.stations)),
            _missing(view, found, one),
            escape(view.say("distribution.confirm.role", kecamatan=one.kecamatan.name)),
        ]
        for one in found.unconfirmed
    ]
    count = sum(len(one.stations) for one in found.unconfirmed)
    total = number(view, found, "unconfirmed", "count", count)
    foot = [escape(view.say("distribution.all")), "", total, ""] if rows else []
    return markup.table(view.say("distribution.unconfirmed"), columns, rows, foot)


def _missing(view: View, found: Distribution, one: Unconfirmed) -> str:
    count = number(view, found, f"unconfirmed-{one.place.code}", "count", len(one.stations))
    return f"<span>{count} {escape(view.say('distribution.confirm.of', listed=one.listed))}</span>"


def ranges(numbers: Sequence[int]) -> str:
    """Numbers of polling stations, those in a row as from and to.

    >>> ranges((1, 2, 3, 7, 901))
    '001–003, 007, 901'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]:03d}" if len(run) == 1 else f"{run[0]:03d}–{run[-1]:03d}" for run in runs)

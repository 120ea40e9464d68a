"""Storage places on the screen: is there room for what is planned, in what condition are they, who guards."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from elections import CHECKLIST
from metrics import ANSWERS, Answer, Held, Homeless, Room, Stay, Storage
from metrics.storage import fatal
from ui import markup, words
from ui.markup import Column
from ui.view import View

SIGNS: dict[Answer, str] = {
    "unfit": "not-received",
    "full": "not-received",
    "tight": "short",
    "unknown": "not-reported",
    "room": "complete",
}
"""How an answer stands to the state whose sign and colour it has."""
_ALL_DAY = 24
_MANY = 10
"""From so many rows on those that need nobody are folded."""
WHOLE = "whole"
"""Stands for all places together where the number of a place stands else."""


def headline(view: View, found: Storage) -> str:
    """Whether everything that is planned fits, how many places do not, and what is in no count."""
    counts = {answer: sum(1 for one in found.stays if one.answer == answer) for answer in ANSWERS}
    bad = counts["unfit"] + counts["full"]
    homeless = len(found.homeless)
    sign, name = next(
        (sign, name)
        for count, sign, name in (
            (bad, "critical", "head-bad"),
            (homeless, "not-reported", "head-homeless"),
            (counts["unknown"], "not-reported", "head-unknown"),
            (counts["tight"], "warning", "head-tight"),
            (1, "complete", "head-good"),
        )
        if count
    )
    text = view.say(
        f"storage.{name}",
        **{"total": len(found.stays), "tight": counts["tight"], "unknown": counts["unknown"], "full": bad},
        homeless=homeless,
    )
    figure = {"head-bad": "bad", "head-unknown": "unknown", "head-tight": "tight", "head-good": "room"}.get(
        name
    )
    head = markup.line(f"storage:{WHOLE}:{figure}", text) if figure else escape(text)
    total = Held()
    for one in found.stays:
        total = total.plus(one.now or Held())
    tiles = (("boxes", total.boxes), ("cartons", total.cartons), *counts.items())
    amounts = "".join(
        f'<li class="amount"><span class="amount-name">{escape(view.say(f"storage.numbers.{code}"))}</span>'
        f"{_number(view, found, WHOLE, code, value, 'fig-large')}</li>"
        for code, value in tiles
    )
    return (
        f'<p class="plan-head is-{sign}">{markup.icon(sign)}<strong>{head}</strong></p>'
        f"{''.join(_told(text) for text in _beside(view, found))}"
        f'<ul class="amounts sorting-amounts">{amounts}</ul>'
    )


def _told(text: str) -> str:
    return f'<p class="told-line is-note">{markup.icon("note")}<span>{escape(text)}</span></p>'


def _beside(view: View, found: Storage) -> Iterable[str]:
    for name, held in (("unassigned", found.unassigned), ("undated", found.undated)):
        if held.pieces:
            yield view.say(f"storage.{name}", boxes=held.boxes, cartons=held.cartons)
    if found.uncounted:
        yield view.say("storage.uncounted", items=", ".join(words.item(view, one) for one in found.uncounted))


def places_note(view: View) -> str:
    """From when a place is amber and red, and the stack rule, as the office set them, as HTML."""
    own = view.election.storing
    sizes = {
        name: " × ".join(view.write(side, "count") for side in (size.length, size.width, size.height))
        for name, size in (("box", own.box), ("carton", own.carton))
    }
    limits = view.say("storage.places-note", near=float(own.near), full=float(own.full))
    rule = view.say("storage.rule", floor=float(own.floor * 100), layers=own.layers, **sizes)
    return f'<p class="note setting">{escape(f"{limits} {rule}")}</p>'


def places(view: View, found: Storage) -> str:
    """One row a place, the worst first, then the city's own: its room, what is there now and on its peak day,
    and the answer. PPS with room are folded where there are many."""
    names = ("place", "answer", "share", "peak", "now", "capacity", "floor")
    numeric = {"share", "peak", "now", "capacity"}
    columns = [Column(view.say(f"storage.columns.{name}"), name in numeric) for name in names]
    order = sorted(enumerate(found.stays), key=lambda one: ANSWERS.index(one[1].answer))
    quiet = [one for one in order if one[1].answer == "room" and one[1].level == "kelurahan"]
    rows = {at: _place(view, found, f"{at}", one) for at, one in order}
    return _folded(view, "places", columns, rows, [at for at, _ in quiet])


def _folded(
    view: View, name: str, columns: Sequence[Column], rows: Mapping[int, list[str]], quiet: Sequence[int]
) -> str:
    """A table; many rows that need nobody are folded under it, as long as others are left."""
    caption = view.say(f"storage.{name}")
    if len(quiet) < _MANY or len(quiet) == len(rows):
        return markup.table(caption, columns, rows.values())
    first = markup.table(caption, columns, [row for at, row in rows.items() if at not in quiet])
    rest = view.say(f"storage.{name}-rest", count=len(quiet))
    inner = markup.table(rest, columns, [rows[at] for at in quiet])
    return f'{first}<details class="notes"><summary>{escape(rest)}</summary>{inner}</details>'


def _place(view: View, found: Storage, at: str, one: Stay) -> list[str]:
    peak = "".join(
        _line(_number(view, found, at, f"peak-{name}", count), view.say(f"storage.{name}"))
        for name, count in (("boxes", one.peak.boxes), ("cartons", one.peak.cartons))
    )
    least = f"{view.say('storage.at-least')}, " if one.now is None else ""
    share = "–"
    if one.space is not None:
        share = _number(view, found, at, "share", one.percent, way="percent")
    return [
        f"{escape(one.name)}{_sub(_whose(view, one))}",
        _stack(_answer(view, found, at, one)),
        share,
        _stack(peak + _sub(least + view.write(one.peak_day, "date_short"))),
        _stack(_now(view, found, at, one)),
        _stack(_capacity(view, found, at, one)),
        _stack(_floor(view, at, one)),
    ]


def _answer(view: View, found: Storage, at: str, one: Stay) -> str:
    told = markup.pill(SIGNS[one.answer], view.say(f"storage.answers.{one.answer}"))
    if one.fatal:
        told += _sub(", ".join(view.say(f"storage.faults.{code}") for code in one.fatal))
    if one.left is not None and one.now is not None:
        name = "left" if one.left >= 0 else "over"
        count = _number(view, found, at, name, abs(one.left))
        told += f'<span class="sub">{count} {escape(view.say(f"storage.{name}"))}</span>'
    if one.overflow is not None:
        told += _sub(view.say("storage.overflow", day=one.overflow))
    elif one.comes is not None:
        told += _sub(view.say("storage.goes-in", day=one.comes))
    return told


def _now(view: View, found: Storage, at: str, one: Stay) -> str:
    if one.now is None:
        return escape(view.say("storage.not-counted"))
    held = (("boxes", one.now.boxes), ("cartons", one.now.cartons))
    lines = "".join(
        _line(_number(view, found, at, name, count), view.say(f"storage.{name}")) for name, count in held
    )
    return lines + _sub(view.say("storage.counted", day=one.counted))


def _capacity(view: View, found: Storage, at: str, one: Stay) -> str:
    if one.space is None:
        return escape(view.say("storage.no-capacity"))
    told = _number(view, found, at, "capacity", one.space.packages)
    told += _sub(view.say("storage.stated" if one.space.way == "stated" else "storage.by-rule"))
    if one.other is not None:
        count = _number(view, found, at, "other", one.other.packages)
        way = view.say("storage.stated" if one.other.way == "stated" else "storage.by-rule")
        told += f'<span class="sub">{count} {escape(way)}</span>'
    return told


def _floor(view: View, at: str, one: Stay) -> str:
    lines = []
    for number, room in enumerate(one.rooms):
        floor = view.say("storage.floor", floor=room.floor) if room.floor else view.say("storage.no-floor")
        high = (
            view.say("storage.height", height=room.height) if room.height else view.say("storage.no-height")
        )
        told = [
            markup.line(f"storage:{at}:size-{number}", floor) if room.floor else escape(floor),
            escape(high),
        ]
        if room.height and not room.floor:
            told[1] = markup.line(f"storage:{at}:size-{number}", high)
        lines.append(f'<span>{told[0]}</span><span class="sub">{told[1]}</span>')
    return "".join(lines)


def homeless(view: View, found: Storage) -> str:
    """One row a destination of goods that no sheet names a room for."""
    columns = [
        Column(view.say(f"storage.columns.{name}"), name == "held") for name in ("place", "held", "first")
    ]
    rows = [
        [
            escape(_body(view, one)),
            escape(_amounts(view, one.held)),
            escape(view.write(one.first, "date_short")),
        ]
        for one in found.homeless
    ]
    return markup.table(view.say("storage.homeless"), columns, rows)


def condition_note(view: View, found: Storage) -> str:
    """Which faults are fatal by the office's rules, and what no sheet tells of any place."""
    named = [view.say(f"storage.faults.{code}") for code in CHECKLIST if code in view.election.storing.fatal]
    told = view.say("storage.condition-note", fatal=", ".join(named) or view.say("storage.no-fatal"))
    never = [view.say(f"storage.checks.{code}") for code in CHECKLIST if code in never_checked(found)]
    return f"{told} {view.say('storage.never-checked', items=', '.join(never))}" if never else told


def condition(view: View, found: Storage) -> str:
    """One row a room, those with fatal faults first: what the inspection found, when and by which role, and
    its guards. PPS without a fatal fault are folded where there are many."""
    names = ("place", "condition", "inspected", "photo", "guards", "shifts")
    columns = [Column(view.say(f"storage.columns.{name}"), name == "guards") for name in names]
    listed = [
        (at, number, one, room) for at, one in enumerate(found.stays) for number, room in enumerate(one.rooms)
    ]
    listed.sort(key=lambda told: not fatal(told[3], told[2].rule))
    never = never_checked(found)
    rows = {at: _room(view, found, never, *told) for at, told in enumerate(listed)}
    quiet = [
        at
        for at, (*_, one, room) in enumerate(listed)
        if one.level == "kelurahan" and not fatal(room, one.rule)
    ]
    return _folded(view, "condition", columns, rows, quiet)


def never_checked(found: Storage) -> frozenset[str]:
    """Items of the checklist that no sheet tells anything of."""
    looked_at = {
        code for one in found.stays for room in one.rooms for code, good in room.checks if good is not None
    }
    return frozenset(CHECKLIST) - looked_at


def _room(
    view: View, found: Storage, never: frozenset[str], at: int, number: int, one: Stay, room: Room
) -> list[str]:
    inspected = view.write(room.inspected, "date_short") if room.inspected else None
    who = _sub(room.inspector) if room.inspector else ""
    guards = "–"
    if room.guards is not None:
        guards = _number(view, found, f"{at}", f"guards-{number}", room.guards)
    return [
        f"{escape(room.name)}{_sub(_whose(view, one))}",
        _stack(_checks(view, f"storage:{at}:checks-{number}", room, never)),
        _stack(f"<span>{escape(inspected or view.say('storage.no-inspection'))}</span>{who}"),
        markup.line(f"storage:{at}:checks-{number}", room.photo) if room.photo else "–",
        guards,
        _stack(_shifts(view, f"storage:{at}:hours-{number}", room)),
    ]


def _checks(view: View, name: str, room: Room, never: frozenset[str]) -> str:
    ruled_out = view.election.storing.fatal
    known = [code for code, good in room.checks if good is not None]
    good = len(known) - len(room.faults)
    text = view.say("storage.good-of", good=good, total=len(room.checks) - len(never))
    bad = "".join(
        markup.pill("not-received" if code in ruled_out else "short", view.say(f"storage.faults.{code}"))
        for code in sorted(room.faults, key=lambda code: code not in ruled_out)
    )
    rest = ""
    left = [code for code in room.unchecked if code not in never]
    if left:
        items = ", ".join(view.say(f"storage.checks.{code}") for code in left)
        rest = _sub(view.say("storage.unchecked", count=len(left), items=items))
    good_html = markup.line(name, text) if known else escape(text)
    return f"<span>{good_html}</span>{bad}{rest}"


def _shifts(view: View, name: str, room: Room) -> str:
    if room.guarded is None:
        if room.shifts is None:
            return escape(view.say("storage.no-guards"))
        return markup.line(name, view.say("storage.shifts-only", shifts=room.shifts))
    text = view.say("storage.shifts", shifts=room.shifts, hours=room.hours, total=room.guarded)
    told = markup.line(name, text)
    if room.guarded >= _ALL_DAY:
        return told
    return f"<span>{told}</span>{markup.pill('short', view.say('storage.not-all-day'))}"


def title_of(view: View, found: Storage, at: str, name: str) -> str:
    """What the number of that name counts, in words."""
    whose = view.say("storage.all") if at == WHOLE else found.stays[int(at)].name
    kind, _, rest = name.partition("-")
    number = kind if rest.isdigit() else name
    number = view.say(f"storage.numbers.{number}")
    return view.say("storage.figure", name=whose, number=number)


def _whose(view: View, one: Stay) -> str:
    room = one.rooms[0]
    return view.say(f"storage.level-{one.level}", kecamatan=room.kecamatan, kelurahan=room.kelurahan)


def _body(view: View, one: Homeless) -> str:
    return view.say(f"storage.level-{one.level}", kecamatan=one.kecamatan, kelurahan=one.kelurahan)


def _amounts(view: View, held: Held) -> str:
    parts: Sequence[tuple[str, int]] = (("boxes", held.boxes), ("cartons", held.cartons))
    return ", ".join(view.say(f"storage.unit-{name}", count=count) for name, count in parts if count)


def _number(
    view: View,
    found: Storage,
    at: str,
    name: str,
    value: float | None,
    size: str = "fig-amount",
    way: str = "count",
) -> str:
    if value is None:
        return "–"
    return markup.number(
        f"storage:{at}:{name}", view.write(value, way), title_of(view, found, at, name), size
    )


def _line(number_html: str, unit: str) -> str:
    return f"<div>{number_html} {escape(unit)}</div>"


def _sub(text: str) -> str:
    return f'<span class="sub">{escape(text)}</span>'


def _stack(inner_html: str) -> str:
    return f'<div class="stack">{inner_html}</div>'

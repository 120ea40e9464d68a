"""Weather, security and access on the screen: notes, routes, the polling stations that wait, escorts."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from html import escape

import metrics
from metrics import Exposed, Leg, Note, Risks, Way
from ui import markup
from ui.markup import Column
from ui.view import View

MOST_LEGS = 150
"""Legs that are listed; those without a fallback come first, the rest is counted."""
MOST_NOTES = 20
"""Notes that stand in the open."""
MOST_FOLDED = 50

_LEVELS = {"tinggi": "not-received", "sedang": "short", "rendah": "complete"}
"""How a note's level stands to the state whose sign and colour it has."""
_STATES = {
    "open": "not-received",
    "no-day": "not-reported",
    "covered": "short",
    "clear": "complete",
    "arrived": "complete",
}
_CALM = frozenset({"clear", "arrived"})
_NUMBERS = ("notes", "routes", "tps", "escorts", "unsigned")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?")


def headline(view: View, found: Risks, figures: dict[str, metrics.Figure]) -> str:
    """The numbers of the whole page, each with its word."""
    rows = [
        f'<div class="amount"><span class="amount-name">{escape(view.say(f"risks.numbers.{name}"))}</span>'
        f"{_number(view, name, figures[f'risks:{name}'].value, 'fig-large')}</div>"
        for name in _NUMBERS
    ]
    open_count = figures["risks:tps"].value
    sign = "not-received" if open_count else "complete"
    text = view.say("risks.lead-open" if open_count else "risks.lead-clear", count=open_count)
    lead = markup.line("risks:tps", text) if open_count else escape(text)
    lead = f'<p class="calm is-{sign}">{markup.icon(sign)}{lead}</p>'
    return lead + f'<div class="amounts">{"".join(rows)}</div>'


# -- notes -------------------------------------------------------------------------------------------------


def notes(view: View, found: Risks) -> str:
    """The notes that hold or are ahead, those that leave most polling stations without a fallback first; what
    has passed, and forecasts that warn of nothing, fade behind a fold."""
    listed = list(enumerate(found.notes))
    past = [pair for pair in listed if pair[1].standing(found.today) == "past"]
    ahead = [pair for pair in listed if pair[1].standing(found.today) != "past"]
    calm = [pair for pair in ahead if pair[1].calm]
    current = sorted(
        (pair for pair in ahead if not pair[1].calm), key=lambda pair: -len(found.stations_of(pair[1]))
    )
    shown = (
        _table(view, found, current[:MOST_NOTES])
        if current
        else f'<p class="note">{escape(view.say("risks.none"))}</p>'
    )
    more = _folded(view, found, "further", current[MOST_NOTES:])
    return shown + more + _folded(view, found, "calm", calm) + _folded(view, found, "past", past[::-1])


def _folded(view: View, found: Risks, name: str, listed: Sequence[tuple[int, Note]]) -> str:
    """Notes that a room need not see before it asks."""
    if not listed:
        return ""
    title = view.say(f"risks.{name}", count=len(listed))
    more = len(listed) - MOST_FOLDED
    rest = f'<p class="note">{escape(view.say("risks.more-notes", count=more))}</p>' if more > 0 else ""
    folded = _table(view, found, listed[:MOST_FOLDED])
    return f'<details class="faded"><summary>{escape(title)}</summary>{folded}{rest}</details>'


def _table(view: View, found: Risks, listed: Sequence[tuple[int, Note]]) -> str:
    names = ("place", "window", "level", "note", "fallback", "source", "tps")
    columns = [Column(view.say(f"risks.columns.{name}"), name == "tps") for name in names]
    return markup.table(view.say("risks.notes"), columns, (_note(view, found, at, one) for at, one in listed))


def _note(view: View, found: Risks, at: int, one: Note) -> list[str]:
    kind = view.say(f"kinds.risiko.choices.jenis.{one.kind}") if one.kind in _KINDS else one.kind or "–"
    told = view.say(f"kinds.risiko.choices.tingkat.{one.level}") if one.level in _LEVELS else one.level
    level = markup.pill(_LEVELS.get(one.level or "", "not-reported"), told or view.say("risks.no-level"))
    signed = _signature(view, one)
    standing = view.say(f"risks.standings.{one.standing(found.today)}")
    return [
        escape(_place(view, one)),
        f"{escape(_window(view, one))}{_sub(standing)}",
        f"{escape(kind)}<br>{level}",
        _written(f"row:{at}", one.text),
        _written(f"row:{at}", one.fallback),
        f"{_written(f'row:{at}', one.source)}{signed}",
        _number(view, f"note:{at}", len(found.stations_of(one))),
    ]


def _written(name: str, text: str | None) -> str:
    """What somebody wrote in a sheet; numerals in it open its rows."""
    if text and any(map(str.isdigit, text)):
        return markup.line(f"risks:{name}", text)
    return escape(text or "–")


_KINDS = ("cuaca", "banjir", "keamanan", "akses")


def _place(view: View, one: Note) -> str:
    parts = [
        view.say("risks.route", name=one.route) if one.route else None,
        one.warehouse,
        f"TPS {one.tps:03d}" if one.tps else None,
        one.kelurahan,
        one.kecamatan,
    ]
    return ", ".join(part for part in parts if part) or view.say("risks.whole-city")


def _window(view: View, one: Note) -> str:
    first, last = one.begins, one.last
    if first is not None and last is not None:
        until = _day(view, last)
        return until if first == last else f"{_unbroken(view.write(first, 'day_month'))} – {until}"
    return view.say("risks.open-ended", first=first) if first is not None else view.say("risks.always")


def _day(view: View, day: date | None) -> str:
    return _unbroken(view.write(day, "date_short")) if day else "–"


def _unbroken(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _signature(view: View, one: Note) -> str:
    if not one.signed:
        missing = "author" if not one.author else "time"
        lack = "both" if not one.author and not one.written else missing
        return f'<span class="sub">{markup.pill("not-reported", view.say(f"risks.unsigned.{lack}"))}</span>'
    return _sub(view.say("risks.signed", author=one.author, at=_moment(view, one.written or "")))


def _moment(view: View, written: str) -> str:
    """A moment as people read it; what is no moment stays as it was written."""
    if not _MOMENT.match(written):
        return written
    at = datetime.fromisoformat(written[:16])
    if written.endswith("UTC"):
        at = at.replace(tzinfo=UTC).astimezone(view.election.clock)
    return view.say("frame.moment", at=at, zone=view.election.zone)


# -- routes ------------------------------------------------------------------------------------------------


def routes(view: View, found: Sequence[Leg]) -> str:
    """One row a leg, those without a fallback first; those that nothing threatens are folded away."""
    order = sorted(range(len(found)), key=lambda at: (found[at].state != "open", at))
    calm = [at for at in order if found[at].state in _CALM and not found[at].unguarded]
    shown = [at for at in order if at not in {*calm}]
    table = (
        _legs(view, found, shown)
        if shown
        else f'<p class="calm">{markup.icon("complete")}{escape(view.say("risks.routes-clear"))}</p>'
    )
    if not calm:
        return table
    title = view.say("risks.routes-calm", count=len(calm))
    return f"{table}<details><summary>{escape(title)}</summary>{_legs(view, found, calm)}</details>"


def _legs(view: View, found: Sequence[Leg], listed: Sequence[int]) -> str:
    names = ("leg", "day", "shipments", "way", "fallback", "escort", "tps")
    columns = [Column(view.say(f"risks.columns.{name}"), name in ("shipments", "tps")) for name in names]
    rows = (_leg(view, at, found[at]) for at in listed[:MOST_LEGS])
    more = len(listed) - MOST_LEGS
    rest = f'<p class="note">{escape(view.say("risks.more-legs", count=more))}</p>' if more > 0 else ""
    return markup.table(view.say("risks.routes"), columns, rows) + rest


def _leg(view: View, at: int, one: Leg) -> list[str]:
    total = len(one.ways)
    name = f"ways:{at}"
    hours, routes_ = one.named(lambda way: way.hours), one.named(lambda way: way.route)
    mode = one.named(lambda way: way.mode or way.vehicle)
    state = markup.pill(_STATES[one.state], view.say(f"risks.states.{one.state}"))
    return [
        f"{escape(_leg_name(view, one))}<br>{state}",
        escape(_day(view, one.day)),
        _number(view, name, total),
        f"{escape(_joined(mode))}{_below(name, _joined(hours + routes_)) if hours or routes_ else ''}",
        _fallback(view, name, one),
        _escort(view, at, one),
        _number(view, f"leg:{at}", len(one.stations)),
    ]


def _fallback(view: View, name: str, one: Leg) -> str:
    """The other ways of the shipments; where they name none, those of the notes that meet them."""
    total, own = len(one.ways), sum(1 for way, _ in one.ways if way.fallback)
    if not own and one.note_fallbacks:
        return f"{_written(name, _joined(one.note_fallbacks))}{_sub(view.say('risks.from-note'))}"
    told = view.say("risks.of-shipments", count=own, total=total)
    return f"{_written(name, _joined(one.fallbacks))}{_below(name, told) if total > 1 else ''}"


def _leg_name(view: View, one: Leg) -> str:
    return view.say(f"risks.legs.{one.goal}", name=one.place)


def _escort(view: View, at: int, one: Leg) -> str:
    told = ", ".join(f"{count} {force}" for force, count in one.escorts.items())
    told_html = markup.line(f"risks:ways:{at}", told)
    if not told:
        told_html = escape(view.say("risks.escort-other")) if one.escorted else "–"
    lack = len(one.unguarded)
    if not lack:
        return told_html
    label = view.say("risks.without-escort", count=lack)
    return f'{told_html}<span class="sub">{_number(view, f"guard:{at}", lack, text=label)}</span>'


def _joined(words: Iterable[str], most: int = 3) -> str:
    found = list(words)
    return "; ".join(found[:most]) + (" …" if len(found) > most else "") or "–"


# -- polling stations --------------------------------------------------------------------------------------


def waiting(view: View, found: Sequence[Exposed]) -> str:
    """The polling stations before which something without a fallback stands, by number."""
    if not found:
        return f'<p class="calm">{markup.icon("complete")}{escape(view.say("risks.lead-clear"))}</p>'
    names = ("kelurahan", "stations", "count", "cause", "note")
    columns = [Column(view.say(f"risks.columns.{name}"), name == "count") for name in names]
    rows = (
        [
            f"{escape(one.kelurahan)}{_sub(one.kecamatan)}",
            markup.line(f"risks:wait:{at}", numbers(one.numbers)),
            _number(view, f"wait:{at}", len(one.numbers)),
            escape(", ".join(view.say(f"risks.causes.{cause}") for cause in one.causes)),
            markup.line(
                f"risks:wait:{at}",
                _joined(dict.fromkeys(note.text or _place(view, note) for note in one.notes)),
            ),
        ]
        for at, one in enumerate(found)
    )
    return markup.table(view.say("risks.waiting"), columns, rows)


def numbers(found: Iterable[int]) -> str:
    """Numbers of polling stations in short: 1–3, 7.

    >>> numbers([1, 2, 3, 7])
    '1–3, 7'
    """
    return ", ".join(
        f"{first}–{last}" if last > first else str(first) for first, last in metrics.ranges(found)
    )


def marked(view: View, found: Risks) -> str:
    """Polling stations on stilts and those prone to floods, by kelurahan."""
    groups: dict[tuple[str, str], dict[str, list[int]]] = {}
    for name, stations in (("stilted", found.stilted), ("flooded", found.flooded)):
        for kecamatan, kelurahan, tps in stations:
            groups.setdefault((kecamatan, kelurahan), {}).setdefault(name, []).append(tps)
    known = (("stilted", found.stilted), ("flooded", found.flooded))[0 if found.conditions else 1 :]
    lead = " ".join(
        f"{escape(view.say(f'risks.numbers.{name}'))}: {_number(view, name, len(stations))}."
        for name, stations in known
    )
    if not found.conditions:
        lead += f" {escape(view.say('risks.no-conditions'))}"
    if not groups:
        return f"<p>{lead}</p>"
    told = [name for name, _ in known]
    columns = [Column(view.say(f"risks.columns.{name}")) for name in ("kelurahan", *told)]
    rows = (
        [
            f"{escape(kelurahan)}{_sub(kecamatan)}",
            *(_listed(name, groups[kecamatan, kelurahan].get(name, ())) for name in told),
        ]
        for kecamatan, kelurahan in sorted(groups)
    )
    return f"<p>{lead}</p>" + markup.table(view.say("risks.marked"), columns, rows)


def _listed(name: str, stations: Sequence[int]) -> str:
    return markup.line(f"risks:{name}", numbers(stations)) if stations else "–"


def unguarded(view: View, found: Sequence[Leg]) -> str:
    """The shipments without the escort that they need, by leg."""
    lacking = [(at, one) for at, one in enumerate(found) if one.unguarded]
    if not lacking:
        return f'<p class="calm">{markup.icon("complete")}{escape(view.say("risks.all-guarded"))}</p>'
    columns = [Column(view.say(f"risks.columns.{name}"), name == "shipments") for name in _LACKING]
    rows = (
        [
            escape(_leg_name(view, one)),
            escape(_day(view, one.day)),
            _number(view, f"guard:{at}", len(one.unguarded)),
            markup.line(f"risks:guard:{at}", _goals(one.unguarded)),
        ]
        for at, one in lacking
    )
    return markup.table(view.say("risks.escorts"), columns, rows)


_LACKING = ("leg", "day", "shipments", "goals")


def _goals(ways: Iterable[Way]) -> str:
    """Where shipments go, polling stations by kelurahan: Medono 1–3, 7; Tirto."""
    stations: dict[str, list[int]] = {}
    for way in ways:
        inside = stations.setdefault(way.kelurahan or way.kecamatan or "–", [])
        inside += [] if way.tps is None else [way.tps]
    return "; ".join(f"{place} {numbers(inside)}".strip() for place, inside in stations.items())


# -- numbers -----------------------------------------------------------------------------------------------


def title_of(view: View, name: str) -> str:
    """What the number of that name counts, in words."""
    return view.say(f"risks.numbers.{name}")


def _number(
    view: View, name: str, value: float | int | None, size: str = "fig-amount", text: str | None = None
) -> str:
    label = view.say(f"risks.numbers.{name.partition(':')[0]}")
    return markup.number(f"risks:{name}", text or view.write(value, "count"), label, size)


def _below(name: str, text: str) -> str:
    """Small words under others, whose numerals open."""
    return f'<span class="sub">{markup.line(f"risks:{name}", text)}</span>'


def _sub(text: str) -> str:
    return f'<span class="sub">{escape(text)}</span>'

"""Items and ballots as tables: needed, received, damaged, good, short, and the heat table of places."""

from collections.abc import Mapping
from html import escape

from charts import gauge, heat
from metrics import BallotRow, Board, Figure, ItemStatus
from ui import fresh, markup, readiness, words
from ui.markup import Column
from ui.view import View


def table(view: View, board: Board) -> str:
    """All items of the profile, in its order."""
    titles = ("item", "need", "received", "damaged", "good", "short", "percent", "state")
    columns = [
        Column(view.say(f"screens.columns.{one}"), one not in ("item", "percent", "state")) for one in titles
    ]
    rows = [_item(view, one) for one in board.items]
    return markup.table(view.say("screens.logistics.items"), columns, rows)


def _item(view: View, one: ItemStatus) -> list[str]:
    name = words.item(view, one.item)
    must = f'<span class="must">{escape(view.say("screens.critical"))}</span>' if one.critical else ""
    note = f'<span class="sub">{escape(words.reason(view, one.need_note))}</span>' if one.need_note else ""
    opened = dict(one.amounts)
    counts = (("need", one.need), ("received", one.received), ("damaged", one.damaged), ("good", one.good))
    return [
        f'{escape(name)} <span class="sub in-line">{escape(words.unit(view, one.item))}{must}</span>{note}'
        + _cross_checks(view, one),
        *(_amount(view, one.item, name, value, opened) for name, value in counts),
        _short(view, one.item, one.short, opened),
        _bar(view, f"item:{one.item}", name, one),
        markup.pill(one.state, view.say(f"states.{one.state}")),
    ]


def _cross_checks(view: View, one: ItemStatus) -> str:
    if not one.cross_checks:
        return ""
    told = "".join(
        f'<span class="sub">{escape(words.reason(view, check))}</span>' for check in one.cross_checks
    )
    title = view.say("screens.logistics.cross-checks", count=len(one.cross_checks))
    return f'<details class="notes"><summary>{escape(title)}</summary>{told}</details>'


def _count(view: View, value: int | None) -> str:
    return escape(view.write(value, "count"))


def _amount(view: View, item: str, name: str, value: int | None, opened: Mapping[str, Figure]) -> str:
    """An amount that opens its formula and cells, where the Board has them; a dash where nobody reported."""
    if name not in opened or value is None:
        return _count(view, value)
    label = f"{words.item(view, item)}, {view.say(f'screens.columns.{name}')}"
    return markup.number(f"item:{item}:{name}", view.write(value, "count"), label, "fig-amount")


def _short(view: View, item: str, value: int | None, opened: Mapping[str, Figure]) -> str:
    text = _amount(view, item, "short", value, opened)
    return f'<strong class="lack">{text}</strong>' if value else text


def _bar(view: View, figure: str, name: str, one: ItemStatus) -> str:
    meter = readiness.meter(view, name, one.percent, one.not_reported)
    return f'<div class="bar">{meter}{markup.number(figure, words.figure(view, one.percent), name)}</div>'


def heat_table(view: View, board: Board) -> str:
    """Items down, places across; the name of a place opens it."""
    if not any(one.reported for one in board.places):
        return f'<p class="note">{escape(view.say("screens.empty.below"))}</p>'
    codes = [one.item for one in board.items]
    by_place = [dict(one.items) for one in board.places]
    columns = [
        escape(one.place.name) if one.place.level == "tps" else markup.to_place(view, one.place)
        for one in board.places
    ]
    rows = []
    for code in codes:
        cells = [
            _cell(view, code, place.place.code, place.place.name, figures)
            for place, figures in zip(board.places, by_place, strict=True)
        ]
        rows.append((escape(words.item(view, code)), cells))
    title = view.say("screens.logistics.heat")
    return heat.table(title, view.say("screens.columns.item"), columns, rows, title)


def _cell(view: View, code: str, place: str, place_name: str, figures: dict[str, Figure]) -> heat.Cell:
    one = figures.get(code)
    if one is None:
        none = view.say("states.not-applicable")
        return heat.Cell("", view.write(None, "plain"), none, "not-applicable", None)
    text = words.figure(view, one)
    states = [view.say(f"states.{one.state}")] + ([view.say("states.stale")] if one.freshness.stale else [])
    alt = view.say(
        "charts.heat",
        item=words.item(view, code),
        place=place_name,
        percent=text,
        state=", ".join(states),
    )
    value = float(one.value) if one.value is not None else None
    return heat.Cell(f"place:{place}:{code}", text, alt, one.state, value, one.freshness.stale)


def ballot_gauges(view: View, board: Board) -> str:
    """A gauge per ballot type."""
    by_code = {one.item: one for one in board.items}
    tiles = [_dial(view, one, by_code[one.item]) for one in board.ballots if one.item in by_code]
    ages = fresh.foot(view, (by_code[one.item].percent for one in board.ballots if one.item in by_code))
    return f'<ul class="dials">{"".join(tiles)}</ul>{ages}'


def _dial(view: View, one: BallotRow, item: ItemStatus) -> str:
    label = words.item_short(view, one.item)
    text, state = words.figure(view, item.percent), view.say(f"states.{one.state}")
    percent = float(item.percent.value) if item.percent.value is not None else None
    arc = gauge.small_arc(
        percent,
        item.not_reported,
        view.say("charts.meter", label=label, percent=text, state=state),
        item.percent.freshness.stale,
    )
    due = f"{words.days(view, one.days_left)}, {view.write(one.due, 'date_short')}"
    lack = view.say("screens.summary.short-of", count=one.short) if one.short else ""
    lack = markup.line(f"item:{one.item}:short", lack) if lack else ""
    return (
        f'<li class="dial is-{one.state}"><h3>{readiness.swatch(one.item)}{escape(label)}</h3>'
        f'<div class="hero">{arc}'
        f'<div class="hero-number">{markup.number(f"item:{one.item}", text, label, "fig-dial")}</div></div>'
        f'<p>{markup.pill(one.state, state)}</p><p class="lack-of">{lack}</p>'
        f'<p class="sub due">{escape(due)}</p></li>'
    )

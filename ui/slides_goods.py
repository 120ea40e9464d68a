"""The slide of the distribution: by place, and by the day before voting until which it must be there."""

from html import escape

import metrics
from metrics import Distribution, Wave
from metrics.distribution import Standing
from ui import data, distribution, fresh, slides
from ui.slides import Room, Slide
from ui.view import View

_WORST: tuple[Standing, ...] = (
    *("overdue", "differs", "planned-late", "unsent", "unproved"),
    *("none", "under-way", "planned", "proved"),
)
_LINES = 14


def shipped(room: Room) -> Slide:
    """What arrived of what is planned, a row a place, a column a wave, those first that are late."""
    view, board = room.view, room.board
    found = None
    if {"distribusi", "logistik"} & set(board.reported_kinds):
        found = data.distribution(view.desk, view.places, board, view.election)
    if found is None or found.unit is None:
        return Slide("distribution", slides.missing_kind(view, "distribusi"))
    waves = [one for one in found.waves if one.total.shipments]
    cells = {one.body: {row.place: row.shipped for row in one.rows} for one in waves}
    places = list(dict.fromkeys(row.place for one in waves for row in one.rows))

    def standing(wave: Wave, shipped: metrics.Shipped) -> Standing:
        return metrics.standing_of(shipped, wave.due, board.today)

    def worst(place: metrics.Place) -> int:
        there = [(one, cells[one.body].get(place)) for one in waves]
        return min(_WORST.index(standing(one, shipped)) for one, shipped in there if shipped is not None)

    def line(name: str, code: str, shipped: dict[str, metrics.Shipped | None]) -> list[str]:
        told = ((one, shipped[one.body]) for one in waves)
        return [
            escape(name),
            *(
                _cell(view, found, one, code, its, standing(one, its)) if its is not None else "–"
                for one, its in told
            ),
        ]

    lines = [line(view.say("wall.distribution.all"), metrics.ALL, {one.body: one.total for one in waves})]
    for place in sorted(places, key=worst)[:_LINES]:
        lines.append(line(place.name, place.code, {body: of.get(place) for body, of in cells.items()}))
    heads = [view.say("wall.distribution.place"), *(_head(view, one) for one in waves)]
    body = slides.table(view, view.say("wall.distribution.order"), heads, lines, len(places) + 1)
    note = f'<p class="slide-note">{escape(view.say("wall.distribution.order"))}</p>'
    about = f"distribution:{waves[-1].body}-{metrics.ALL}:arrived" if waves else ""
    return Slide("distribution", note + body, fresh.kinds(view, board, "distribusi"), about)


def _head(view: View, wave: Wave) -> str:
    day = f"H-{view.election.distribution.days[wave.body]}"
    body = view.say(f"distribution.to.{wave.body}")
    return view.say("wall.distribution.wave", body=body, day=day, due=wave.due)


def _cell(
    view: View, found: Distribution, wave: Wave, code: str, shipped: metrics.Shipped, standing: Standing
) -> str:
    state = slides.state(distribution.SIGNS[standing], view.say(f"wall.standings.{standing}"))
    if not shipped.shipments:
        return state
    arrived, planned = (
        distribution.number(view, found, f"{wave.body}-{code}", name, shipped.amount(name))
        for name in ("arrived", "planned")
    )
    amount = escape(view.say("wall.distribution.amount", arrived="#", planned="@"))
    return f'<span class="slide-amount">{amount.replace("#", arrived).replace("@", planned)}</span> {state}'

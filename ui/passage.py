"""How far the ballot boxes have come, as a funnel: store, PPK, PPS, polling stations."""

from charts import funnel
from metrics import Board, Passage
from ui import fresh, words
from ui.view import View


def bars(view: View, board: Board) -> str:
    """The funnel of the Board's place with the age of its numbers."""
    drawn = funnel.bars(view.say("funnel.title"), [_bar(view, board, one) for one in board.funnel])
    return drawn + fresh.foot(view, (one.percent for one in board.funnel))


def _bar(view: View, board: Board, one: Passage) -> funnel.Bar:
    amounts = []
    if one.arrived is not None and one.planned is not None:
        unit = view.say(f"funnel.units.{one.unit}")
        amounts.append(view.say("funnel.of", arrived=one.arrived, planned=one.planned, unit=unit))
    if one.under_way:
        amounts.append(view.say("funnel.under-way", count=one.under_way))
    # Nothing is late where nothing was to leave yet: a zero that no plan has asked for is no failure.
    is_early = not one.arrived and one.begins is not None and one.begins > board.today
    if is_early:
        amounts.append(view.say("funnel.begins", day=one.begins))
    value = one.percent.value
    return funnel.Bar(
        f"funnel:{one.code}" if value is not None else "",
        view.say(f"funnel.names.{one.code}"),
        words.figure(view, one.percent),
        " · ".join(amounts),
        "note" if is_early else one.percent.state,
        float(value) if value is not None else None,
        one.percent.freshness.stale,
    )

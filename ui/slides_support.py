"""The slide of the city's support: grants, help in kind, and the regulation of campaign spots."""

from datetime import date
from html import escape

import metrics
from metrics import Help, Tranche
from metrics.campaign import Campaign
from metrics.support import Granted
from ui import data, fresh, markup, slides
from ui import support as screen
from ui.slides import Room, Slide
from ui.view import View

_LINES = 9
_SUMS = ("promised", "received", "overdue")


def support(room: Room) -> Slide:
    """What was promised and came, then each promise, those that need somebody first."""
    view, board = room.view, room.board
    if not {"hibah", "titik_kampanye"} & {kind for kind, _ in board.freshness}:
        return Slide("support", slides.missing_kind(view, "hibah"))
    found = data.support(view.desk, view.places, board, view.election)
    pieces = []
    if found.promises is not None:
        listed: list[tuple[str, Tranche | Help]] = [
            *((f"tranche-{at}", one) for at, one in enumerate(found.promises.tranches)),
            *((f"help-{at}", one) for at, one in enumerate(found.promises.help)),
        ]
        listed.sort(key=lambda pair: (_order(pair[1]), pair[1].due or date.max))
        lines = [_promise(view, name, one) for name, one in listed[:_LINES]]
        if found.promises.tranches:
            pieces.append(_sums(view, found.total))
        pieces.append(slides.rows(view, lines, len(listed)))
        if not lines:
            pieces.append(slides.calm("not-reported", view.say("wall.support.none")))
    if found.campaign is not None:
        pieces.append(_spots(view, found.campaign))
    age = fresh.kinds(view, board, "hibah", "titik_kampanye")
    about = "support:total:received" if found.promises and found.promises.tranches else ""
    return Slide("support", "".join(pieces), age, about)


def _order(one: Tranche | Help) -> int:
    return metrics.PROMISE_ORDER.index(one.standing)


def _sums(view: View, total: Granted) -> str:
    told = "".join(
        f"<div><dt>{escape(view.say(f'support.sums.{name}'))}</dt><dd>"
        + markup.number(
            f"support:total:{name}",
            view.write(getattr(total, name), "rupiah_short"),
            f"{view.say(f'support.sums.{name}')}, {view.write(getattr(total, name), 'rupiah')}",
        )
        + "</dd></div>"
        for name in _SUMS
    )
    return f'<dl class="slide-facts slide-sums">{told}</dl>'


def _promise(view: View, at: str, one: Tranche | Help) -> str:
    if isinstance(one, Tranche):
        part = one.name or view.say("wall.support.part", number=one.number)
        name = view.say("wall.support.grant", receiver=one.receiver, name=part)
        text = view.write(one.amount, "rupiah_short") if one.amount is not None else ""
        number = markup.number(f"support:{at}:amount", text, name) if text else ""
    else:
        name = one.form
        unit = f" {escape(one.unit)}" if one.unit else ""
        text = view.write(one.promised, "count") if one.promised is not None else ""
        number = f"{markup.number(f'support:{at}:promised', text, name)}{unit}" if text else ""
    sign = screen.SIGNS[one.standing]
    word = view.say(f"support.standings.{one.standing}")
    late = view.say("wall.support.late", days=one.late) if one.late else ""
    due = late or (view.say("wall.support.due", day=one.due) if one.due else view.say("support.no-day"))
    return slides.row(sign, escape(name), number, f"<strong>{escape(word)}</strong>, {escape(due)}")


def _spots(view: View, found: Campaign) -> str:
    told = view.say(
        "wall.support.spots",
        count=len(found.spots),
        silent=len(found.silent),
        disputed=len(found.disputed),
    )
    return f'<p class="slide-note counted">{markup.line("support:spots:disputed", told)}</p>'

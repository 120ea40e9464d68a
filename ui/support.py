"""The city's promises on the screen: grants by receiver and tranche, help in kind, when each is due."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import metrics
from charts import bars
from metrics import Help, Support, Tranche
from ui import markup, words
from ui.markup import Column
from ui.view import View

SIGNS = {
    "overdue": "not-received",
    "over": "short",
    "unproved": "short",
    "no-day": "not-reported",
    "waiting": "note",
    "received": "complete",
}
_PARTS = (("received", "ready"), ("overdue", "missing"), ("ahead", "unknown"))
"""What became of grants, with its colour."""
_TRANCHES = ("receiver", "tranche", "amount", "due", "received", "evidence", "state")
_HELP = ("form", "giver", "promised", "due", "delivered", "evidence", "state")


def headline(view: View, found: Support) -> str:
    """What was promised and what of it came, with what is overdue in words."""
    promises = found.promises
    if promises is None:
        return ""
    late = [one for one in (*promises.tranches, *promises.help) if one.standing == "overdue"]
    sign = "not-received" if late else "complete"
    told = view.say("support.lead-late" if late else "support.lead-good", count=len(late))
    sums = "".join(
        f'<li class="amount"><span class="amount-name">{escape(view.say(f"support.sums.{name}"))}</span>'
        f"{_rupiah(view, f'total:{name}', getattr(found.total, name), 'fig-large')}</li>"
        for name in metrics.GRANT_SUMS
    )
    lead = markup.line("support:total:late", told) if late else escape(told)
    lead = f'<p class="calm is-{sign}">{markup.icon(sign)}{lead}</p>'
    return lead + f'<ul class="amounts">{sums}</ul>'


# -- grants ------------------------------------------------------------------------------------------------


def receivers(view: View, found: Support) -> str:
    """The grants added up by who receives them."""
    columns = [Column(view.say("support.columns.class"))]
    columns += [Column(view.say(f"support.sums.{name}"), True) for name in metrics.GRANT_SUMS]
    rows = [
        [
            escape(view.say(f"support.classes.{code}")),
            *(_rupiah(view, f"{code}:{name}", getattr(money, name)) for name in metrics.GRANT_SUMS),
        ]
        for code, money in found.grants
    ]
    return markup.table(view.say("support.receivers"), columns, rows)


def chart(view: View, found: Support) -> dict[str, Any]:
    """What became of the grants, one bar a receiver."""
    names = [view.say(f"support.classes.{code}") for code, _ in found.grants]
    parts = []
    for name, colour in _PARTS:
        word = view.say(f"support.sums.{name}")
        amounts = tuple(getattr(money, name) for _, money in found.grants)
        labels = tuple(view.write(amount, "rupiah_short") if amount else "" for amount in amounts)
        hovers = tuple(
            escape(f"{whose}: {word} {view.write(amount, 'rupiah')}")
            for whose, amount in zip(names, amounts, strict=True)
        )
        parts.append(bars.Part(word, colour, amounts, labels, hovers))
    marks = bars.ticks(max((money.promised for _, money in found.grants), default=0))
    written = [view.write(int(one), "rupiah_short") for one in marks]
    return bars.stacked(names, parts, view.theme, words.separators(view), (marks, written))


def tranches(view: View, listed: Sequence[Tranche]) -> str:
    """One row a tranche, those that need somebody first."""
    columns = [
        Column(view.say(f"support.columns.{name}"), name in ("amount", "received")) for name in _TRANCHES
    ]
    order = sorted(enumerate(listed), key=lambda pair: _order(pair[1]))
    return markup.table(view.say("support.tranches"), columns, (_tranche(view, at, one) for at, one in order))


def _order(one: Tranche | Help) -> tuple[int, date]:
    return metrics.PROMISE_ORDER.index(one.standing), one.due or date.max


def _tranche(view: View, at: int, one: Tranche) -> list[str]:
    share = view.write(float(one.share * 100), "decimal") + "\u00a0%" if one.share is not None else ""
    name = one.name or view.say("support.by-rule", number=one.number)
    agreement = " · ".join(
        part
        for part in (
            one.agreement or view.say("support.no-agreement"),
            view.say("support.signed", day=one.signed) if one.signed else view.say("support.unsigned"),
        )
    )
    return [
        f"{escape(one.receiver)}{_sub(one.form or '')}{_sub(agreement)}",
        _stack(
            markup.line(f"support:tranche-{at}:amount", name)
            if share and one.amount is not None
            else escape(name),
            _sub(share),
        ),
        _rupiah(view, f"tranche-{at}:amount", one.amount),
        _stack(_due(view, f"tranche-{at}:days", one.due), _rule(view, one)),
        _stack(_rupiah(view, f"tranche-{at}:received", one.received), _on(view, one.received_on)),
        _proof(f"tranche-{at}:received", one),
        _state(view, f"tranche-{at}:days", one),
    ]


def _rule(view: View, one: Tranche) -> str:
    """Which rule gives the day, and the other day where the rule and the sheet differ."""
    told = _sub(view.say(f"support.due-by.{one.due_by}"))
    other = one.stated if one.due_by in ("first", "last") else one.by_law
    if other is None or other == one.due:
        return told
    name = "sheet-says" if other == one.stated else "rule-says"
    return told + markup.pill("short", view.say(f"support.{name}", day=other))


# -- help in kind ------------------------------------------------------------------------------------------


def help_in_kind(view: View, listed: Sequence[Help]) -> str:
    """One row a promise, those that need somebody first."""
    columns = [
        Column(view.say(f"support.columns.{name}"), name in ("promised", "delivered")) for name in _HELP
    ]
    order = sorted(enumerate(listed), key=lambda pair: _order(pair[1]))
    return markup.table(view.say("support.help"), columns, (_help(view, at, one) for at, one in order))


def _help(view: View, at: int, one: Help) -> list[str]:
    place = ", ".join(part for part in (one.kelurahan, one.kecamatan) if part)
    unit = f" {escape(one.unit)}" if one.unit else ""

    def amount(name: str, value: int | None) -> str:
        shown = view.write(value, "count")
        # One piece, which a narrow screen does not tear apart.
        return f"<span>{_number(view, f'help-{at}:{name}', shown)}{unit}</span>" if value is not None else "–"

    return [
        f"{escape(one.form)}{_sub(place)}",
        _stack(escape(one.giver or "–"), _sub(view.say("support.to", receiver=one.receiver))),
        amount("promised", one.promised),
        _due(view, f"help-{at}:days", one.due),
        _stack(amount("delivered", one.delivered), _on(view, one.delivered_on)),
        _proof(f"help-{at}:delivered", one),
        _state(view, f"help-{at}:days", one),
    ]


# -- pieces ------------------------------------------------------------------------------------------------


def title_of(view: View, found: Support, at: str, name: str) -> str:
    """What the number of that name counts, in words."""
    kind, _, number = at.partition("-")
    if kind == "spots":
        listed = found.campaign.kelurahan if found.campaign else ()
        place = listed[int(number)].place if number else None
        whose = (
            place.name if place else view.say("support.spots.all" if not number else "support.spots.other")
        )
        return view.say("support.figure", name=whose, number=view.say(f"support.looks.{name}"))
    if kind in ("tranche", "help") and found.promises is not None:
        one = (found.promises.tranches if kind == "tranche" else found.promises.help)[int(number)]
        whose = f"{one.receiver} {one.name or one.number}" if isinstance(one, Tranche) else one.form
        return view.say("support.figure", name=whose, number=view.say(f"support.numbers.{name}"))
    whose = view.say("support.all") if kind == "total" else view.say(f"support.classes.{kind}")
    return view.say("support.figure", name=whose, number=view.say(f"support.sums.{name}"))


def _rupiah(view: View, name: str, value: int | None, size: str = "fig-amount") -> str:
    """An amount that opens its formula; the large ones are shortened, with the full amount beneath."""
    if value is None:
        return "–"
    if size != "fig-large":
        return _number(view, name, view.write(value, "rupiah"), size)
    full = f'<span class="sub">{escape(view.write(value, "rupiah"))}</span>'
    return _number(view, name, view.write(value, "rupiah_short"), size) + full


def _number(view: View, name: str, text: str, size: str = "fig-amount") -> str:
    kind = name.rpartition(":")[2]
    key = "sums" if kind in metrics.GRANT_SUMS and not name.startswith("help") else "numbers"
    return markup.number(f"support:{name}", text, view.say(f"support.{key}.{kind}"), size)


def _due(view: View, name: str, due: date | None) -> str:
    if due is None:
        return escape(view.say("support.no-day"))
    return _number(view, name, view.write(due, "date_short"))


def _on(view: View, day: date | None) -> str:
    return _sub(view.write(day, "date_short")) if day is not None else ""


def _proof(name: str, one: Tranche | Help) -> str:
    """The record of what came, with what it proves behind it."""
    return markup.line(f"support:{name}", one.evidence) if one.evidence else "–"


def _state(view: View, name: str, one: Tranche | Help) -> str:
    pill = markup.pill(SIGNS[one.standing], view.say(f"support.standings.{one.standing}"))
    late = markup.line(f"support:{name}", view.say("support.late", days=one.late)) if one.late else ""
    return _stack(pill, late)


def _sub(text: str) -> str:
    return f'<span class="sub">{escape(text)}</span>' if text else ""


def _stack(first_html: str, second_html: str) -> str:
    """One above the other, also where a narrow screen shows a row as a card."""
    return f'<div class="stack"><div>{first_html}</div>{second_html}</div>'

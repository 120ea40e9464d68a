"""Sorting and folding on the screen: how far, when it ends, who did it, what was damaged and what is paid."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape
from itertools import accumulate
from typing import Any

import metrics
from charts import progress
from metrics import Pay, Sorting, TooLittle, TypeWork, Whole
from ui import markup, readiness, words
from ui.markup import Column
from ui.view import View

MOST_LOTS = 12
"""Print lots that are listed; the worst come first."""
_AHEAD = timedelta(days=21)
"""How far beyond the latest safe day a drawing looks ahead."""


def headline(view: View, work: Sorting) -> str:
    """How much is done, when it ends and what a day must bring; what is wrong is told with it."""
    sign, ends = _ends(view, work.whole)
    code = metrics.WHOLE
    done = view.say(
        "sorting.done" if work.whole.handled is not None else "sorting.not-begun",
        handled=work.whole.handled,
        received=work.whole.received,
        percent=_share(work.whole.handled, work.whole.received),
    )
    tiles = (
        ("received", work.whole.received),
        ("handled", work.whole.handled),
        ("left", work.whole.left),
        ("rate", None if isinstance(work.whole.forecast, TooLittle) else round(work.whole.forecast.rate)),
        ("on-plan", work.whole.on_plan),
        ("needed", work.whole.needed),
    )
    amounts = "".join(
        f'<li class="amount"><span class="amount-name">{escape(view.say(f"sorting.numbers.{name}"))}</span>'
        f"{_number(view, code, name, value, 'fig-large')}</li>"
        for name, value in tiles
    )
    told = escape(f"{done} {ends}")
    if work.whole.received is not None:
        told = markup.line(f"sorting:{code}:left", f"{done} {ends}")
    return (
        f'<p class="plan-head is-{sign}">{markup.icon(sign)}<strong>{told}</strong></p>'
        f"{''.join(_told(*one) for one in _wrong(view, work))}"
        f'<ul class="amounts sorting-amounts">{amounts}</ul>'
    )


def _told(sign: str, text: str, code: str = "", name: str = "") -> str:
    told = markup.line(f"sorting:{code}:{name}", text) if name else f"<span>{escape(text)}</span>"
    return f'<p class="told-line is-{sign}">{markup.icon(sign)}{told}</p>'


def _wrong(view: View, work: Sorting) -> Iterable[tuple[str, ...]]:
    """What is wrong or to be known: sign, sentence, and whose and which number opens its cells."""
    if against := _against(view, work.whole):
        yield *against, metrics.WHOLE, "on-plan"
    for one in work.types:
        name = words.item_short(view, one.item)
        if one.over:
            yield "critical", view.say("sorting.over", item=name, over=one.over), one.item, "left"
        if one.over_reserve and one.damage is not None:
            limit = float(view.election.damage_limit * 100)
            share = float(one.damage * 100)
            told = view.say("sorting.over-reserve", item=name, share=share, limit=limit)
            yield "warning", told, one.item, "damaged"
        for at, lot in enumerate(one.lots):
            if lot.suspicious:
                share = float(lot.share * 100)
                told = {"item": name, "lot": lot.lot, "damaged": lot.damaged, "handled": lot.handled}
                named = f"{metrics.LOT}-{one.item}-{at}"
                yield "warning", view.say("sorting.lot", **told, share=share), named, "damaged"
    waiting = [words.item_short(view, one.item) for one in work.types if one.received == 0]
    if waiting:
        yield "note", view.say("sorting.waiting", items=", ".join(waiting))
    unknown = [words.item_short(view, code) for code in work.whole.unknown]
    if unknown:
        yield "note", view.say("sorting.unknown", items=", ".join(unknown))


def _ends(view: View, one: TypeWork | Whole) -> tuple[str, str]:
    """State and sentence of when the work ends."""
    found = one.forecast
    if one.left == 0 and one.received:
        last = one.days[-1].day if one.days else None
        return "complete", view.say("sorting.finished", day=last)
    if isinstance(found, TooLittle):
        return "not-reported", view.say(
            "sorting.too-little", days=found.days, needed=found.needed, due=one.due
        )
    if found.finish is None:
        return "not-received", view.say("sorting.never", due=one.due)
    sign = "complete" if found.finish <= one.due else "not-received"
    if sign == "complete" and (found.latest is None or found.latest > one.due):
        sign = "short"
    return sign, view.say(
        "sorting.ends" if found.earliest != found.latest else "sorting.ends-on",
        finish=found.finish,
        earliest=found.earliest,
        latest=found.latest,
        due=one.due,
    )


def types(view: View, work: Sorting) -> str:
    """One row a ballot type."""
    names = ("ballot", "received", "handled", "folded", "damaged", "left", "rate", "end", "needed")
    columns = [Column(view.say(f"sorting.columns.{name}"), name not in ("ballot", "end")) for name in names]
    return markup.table(view.say("sorting.types"), columns, (_type(view, one) for one in work.types))


def _type(view: View, one: TypeWork) -> list[str]:
    name = f"{readiness.swatch(one.item)}{escape(words.item_short(view, one.item))}"
    counts = (("received", one.received), ("handled", one.handled), ("folded", one.folded))
    damaged = _number(view, one.item, "damaged", one.damaged)
    if one.damage is not None:
        damaged += _sub(view.write(float(one.damage * 100), "percent"))
    rate = "–"
    if not isinstance(one.forecast, TooLittle):
        rate = _number(view, one.item, "rate", round(one.forecast.rate))
        if one.a_team_day:
            rate += _sub(view.say("sorting.a-team", count=round(one.a_team_day)))
        if one.a_person_day:
            rate += _sub(view.say("sorting.a-person", count=round(one.a_person_day)))
    return [
        name,
        *(_number(view, one.item, key, value) for key, value in counts),
        _stack(damaged),
        _number(view, one.item, "left", one.left),
        _stack(rate),
        _stack(_end(view, one)),
        _number(view, one.item, "needed", one.needed if one.left else None),
    ]


def _end(view: View, one: TypeWork) -> str:
    if one.received == 0:
        return markup.pill("not-received", view.say("states.not-received"))
    sign, _ = _ends(view, one)
    found = one.forecast
    if sign == "complete" and one.left == 0:
        text = view.say("sorting.short-finished", day=one.days[-1].day if one.days else None)
        return markup.pill(sign, text)
    if isinstance(found, TooLittle):
        told = markup.pill(sign, view.say("sorting.short-too-little"))
        if not one.planned:
            return told
        plan = view.say("sorting.short-planned", told=_planned(view, one.planned))
        return f'{told}<span class="sub">{markup.line(f"sorting:{one.item}:planned", plan)}</span>'
    if found.finish is None:
        return markup.pill(sign, view.say("sorting.short-never"))
    told = markup.pill(sign, view.write(found.finish, "date_short"))
    if found.earliest != found.latest:
        told += _sub(view.say("sorting.short-range", earliest=found.earliest, latest=found.latest))
    return told


def _planned(view: View, days: Sequence[date]) -> str:
    return view.say("sorting.planned", first=days[0], last=days[-1], count=len(days))


def teams(view: View, work: Sorting) -> str:
    """One row a team and shift, with the part of people with disabilities and the pay."""
    names = ("team", "shift", "days", "person-days", "disabled", "handled", "damaged", "pay")
    columns = [Column(view.say(f"sorting.columns.{name}"), name not in ("team", "shift")) for name in names]
    rows = [
        [
            escape(_team(view, one.team)),
            escape(one.shift or "–"),
            _number(view, f"{metrics.TEAM}-{at}", "days", len(one.days), work=work),
            *_people(
                view,
                work,
                f"{metrics.TEAM}-{at}",
                (one.person_days, one.disabled_days, one.handled, one.damaged, one.pay.rupiah),
            ),
        ]
        for at, one in enumerate(work.teams)
    ]
    handled, damaged = (sum(getattr(one, name) for one in work.teams) for name in ("handled", "damaged"))
    foot = [
        escape(view.say("sorting.all-teams")),
        "",
        "",
        *_people(
            view,
            work,
            metrics.TEAMS,
            (work.person_days, work.disabled_days, handled, damaged, work.pay.rupiah),
        ),
    ]
    return markup.table(view.say("sorting.teams"), columns, rows, foot)


def _people(view: View, work: Sorting, code: str, amounts: tuple[int, int, int, int, int]) -> list[str]:
    """Person-days, those of people with disabilities, what was sorted and damaged in them, and the pay."""
    people, disabled, handled, damaged, rupiah = amounts
    return [
        _number(view, code, "person-days", people, work=work),
        _with_part(view, _number(view, code, "disabled", disabled, work=work), disabled, people),
        _number(view, code, "handled", handled, work=work),
        _with_part(view, _number(view, code, "damaged", damaged, work=work), damaged, handled),
        _number(view, code, "pay", rupiah, way="rupiah", work=work),
    ]


def _team(view: View, name: str) -> str:
    if not name:
        return view.say("sorting.no-team")
    return view.say("sorting.team", name=name) if name.isdigit() else name


def plan(view: View, work: Sorting) -> str:
    """What the sheets plan of days to come."""
    planned = [one for one in work.types if one.planned]
    if not planned:
        return ""
    low, high = work.planned_people or (None, None)
    people = ""
    if low is not None:
        told = view.say("sorting.people", low=low, high=high)
        people = markup.line(f"sorting:{metrics.WHOLE}:planned-people", told)
    columns = [Column(view.say(f"sorting.columns.{name}")) for name in ("ballot", "plan")]
    rows = [
        [
            f"{readiness.swatch(one.item)}{escape(words.item_short(view, one.item))}",
            markup.line(f"sorting:{one.item}:planned", _planned(view, one.planned)),
        ]
        for one in sorted(planned, key=lambda one: one.planned)
    ]
    return f'<p class="note">{people}</p>' + markup.table(view.say("sorting.plan"), columns, rows)


def damage(view: View, work: Sorting) -> str:
    """Damaged sheets by cause, and the print lots that stand out."""
    begun = [one for one in work.types if one.causes]
    if not begun:
        return f'<p class="note">{escape(view.say("sorting.no-damage"))}</p>'
    handled, total = (sum(getattr(one, name) for one in work.teams) for name in ("handled", "damaged"))
    # Where in its type's list each cause stands, by which its number is named.
    places = {one.item: {cause.cause: at for at, cause in enumerate(one.causes)} for one in begun}
    columns = [
        Column(view.say("sorting.columns.cause")),
        *(Column(words.item_short(view, one.item), True) for one in begun),
        Column(view.say("sorting.all"), True),
    ]
    rows = [
        [
            escape(_cause(view, cause.cause)),
            *(_of_cause(view, work, one, places[one.item].get(cause.cause)) for one in begun),
            _with_part(
                view,
                _number(view, f"{metrics.CAUSE}-{metrics.WHOLE}-{at}", "damaged", cause.damaged, work=work),
                cause.damaged,
                total,
            ),
        ]
        for at, cause in enumerate(work.causes)
    ]
    foot = [
        escape(view.say("sorting.all-causes")),
        *(
            _with_part(
                view, _number(view, one.item, "damaged", one.damaged), one.damaged or 0, one.handled or 0
            )
            for one in begun
        ),
        _with_part(view, _number(view, metrics.TEAMS, "damaged", total, work=work), total, handled),
    ]
    return markup.table(view.say("sorting.causes"), columns, rows, foot) + _lots(view, work)


def _of_cause(view: View, work: Sorting, one: TypeWork, at: int | None) -> str:
    if at is None:
        return _count(view, 0)
    return _number(view, f"{metrics.CAUSE}-{one.item}-{at}", "damaged", one.causes[at].damaged, work=work)


def _cause(view: View, cause: str) -> str:
    if not cause:
        return view.say("sorting.no-cause")
    known = {one.code: one.names[view.lang] for one in view.election.damage_causes}
    return known.get(cause, cause)


def _lots(view: View, work: Sorting) -> str:
    lots = sorted(
        ((lot, one, at) for one in work.types for at, lot in enumerate(one.lots)),
        key=lambda found: (-found[0].share, found[0].lot),
    )
    if not lots:
        return ""
    names = ("lot", "ballot", "handled", "damaged", "state")
    columns = [Column(view.say(f"sorting.columns.{name}"), name in ("handled", "damaged")) for name in names]
    rows = []
    for lot, one, at in lots[:MOST_LOTS]:
        code = f"{metrics.LOT}-{one.item}-{at}"
        damaged = _number(view, code, "damaged", lot.damaged, work=work)
        rows.append(
            [
                escape(lot.lot),
                escape(words.item_short(view, one.item)),
                _number(view, code, "handled", lot.handled, work=work),
                _with_part(view, damaged, lot.damaged, lot.handled),
                markup.pill("short", view.say("sorting.suspicious")) if lot.suspicious else "–",
            ]
        )
    more = len(lots) - len(rows)
    note = f'<p class="note rest">{escape(view.say("sorting.more-lots", count=more))}</p>' if more else ""
    return markup.table(view.say("sorting.lots"), columns, rows) + note


def pay(view: View, work: Sorting) -> str:
    """What is paid: sheets times the rate of their row; it ties to the progress to the sheet."""
    names = ("ballot", "paid-sheets", "without-rate", "pay")
    columns = [Column(view.say(f"sorting.columns.{name}"), name != "ballot") for name in names]
    rows = [
        [
            f"{readiness.swatch(one.item)}{escape(words.item_short(view, one.item))}",
            *_pay(view, work, one.item, one.pay),
        ]
        for one in work.types
        if one.handled is not None
    ]
    foot = [escape(view.say("sorting.all")), *_pay(view, work, metrics.TEAMS, work.pay)]
    return markup.table(view.say("sorting.pay"), columns, rows, foot)


def _pay(view: View, work: Sorting, code: str, paid: Pay) -> list[str]:
    return [
        _number(view, code, "paid-sheets", paid.sheets, work=work),
        _number(view, code, "without-rate", paid.without_rate, work=work),
        _number(view, code, "pay", paid.rupiah, way="rupiah", work=work),
    ]


def title_of(view: View, work: Sorting, code: str, name: str) -> str:
    """What the number of that name counts, in words."""
    return view.say(
        "sorting.figure", item=_named(view, code, work), number=view.say(f"sorting.numbers.{name}")
    )


def _named(view: View, code: str, work: Sorting | None) -> str:
    """Whose number it is: a type's, a team's, a lot's, a cause's, or that of all."""
    if code == metrics.WHOLE:
        return view.say("sorting.all")
    if code == metrics.TEAMS:
        return view.say("sorting.all-teams")
    what, _, rest = code.partition("-")
    if work is None or what not in (metrics.TEAM, metrics.LOT, metrics.CAUSE):
        return words.item_short(view, code)
    if what == metrics.TEAM:
        team = work.teams[int(rest)]
        name = _team(view, team.team)
        return view.say("sorting.of-team", team=name, shift=team.shift) if team.shift else name
    item, _, at = rest.rpartition("-")
    if item == metrics.WHOLE:
        cause = _cause(view, work.causes[int(at)].cause)
        return view.say("sorting.of-cause", item=view.say("sorting.all"), cause=cause)
    one = next(one for one in work.types if one.item == item)
    short = words.item_short(view, item)
    if what == metrics.LOT:
        return view.say("sorting.of-lot", item=short, lot=one.lots[int(at)].lot)
    return view.say("sorting.of-cause", item=short, cause=_cause(view, one.causes[int(at)].cause))


def charts(view: View, work: Sorting) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Code, name, what it says in words and drawing of each type that was begun, and of all together."""
    found: list[tuple[str, str, TypeWork | Whole]] = [
        (one.item, words.item_short(view, one.item), one) for one in work.types if one.days
    ]
    if len(found) > 1 and work.whole.days:
        found.insert(0, (metrics.WHOLE, view.say("sorting.all"), work.whole))
    return [(code, name, f"{name}: {_told_of(view, one)}", _chart(view, one)) for code, name, one in found]


def _told_of(view: View, one: TypeWork | Whole) -> str:
    """When it ends and how it stands against the plan line, in words."""
    against = _against(view, one)
    return " ".join(text for text in (_ends(view, one)[1], against[1] if against else "") if text)


def _against(view: View, one: TypeWork | Whole) -> tuple[str, str] | None:
    """State and sentence of how much was done beside the plan line; None where there is no line."""
    if one.on_plan is None or one.handled is None or not one.left:
        return None
    more = one.handled - one.on_plan
    text = view.say("sorting.behind" if more < 0 else "sorting.ahead", count=abs(more), day=one.days[-1].day)
    return "warning" if more < 0 else "complete", text


def _chart(view: View, one: TypeWork | Whole) -> dict[str, Any]:
    first = one.days[0].day - timedelta(days=1)
    sums = accumulate((day.handled for day in one.days), initial=0)
    done = list(zip([first, *(day.day for day in one.days)], sums, strict=True))
    ahead: list[progress.Ahead] = []
    if one.left and not isinstance(one.forecast, TooLittle):
        latest = one.forecast.latest or one.due + _AHEAD
        working = metrics.calendar(view.election)
        points = metrics.fan(
            one.forecast, done[-1][1], one.received or 0, working, min(latest, one.due + _AHEAD)
        )
        ahead = [progress.Ahead(at.day, at.low, at.middle, at.high) for at in points]
    horizon = max(one.due, done[-1][0]) + _AHEAD
    if ahead and ahead[0].day > done[-1][0]:
        # Nothing was reported since: the line goes on level to where the forecast begins. Long after the
        # work the forecast is left out, since months without a report would leave no room for the days of it.
        done.append((min(ahead[0].day, horizon), done[-1][1]))
        ahead = ahead if ahead[0].day <= horizon else []
    last = max(one.due, done[-1][0], *(at.day for at in ahead))
    days = [first + (last - first) * n / 3 for n in range(4)] if (last - first).days > 3 else [first, last]
    marks = progress.scale(max(one.received or 0, done[-1][1]))
    return progress.progress(
        done,
        ahead,
        one.received,
        one.due,
        view.theme,
        words.separators(view),
        progress.Words(
            view.say("sorting.chart.done"),
            view.say("sorting.chart.ahead"),
            view.say("sorting.chart.due", day=view.write(one.due, "day_month")),
            view.say("sorting.chart.plan"),
        ),
        [(day, view.write(day, "day_month")) for day in days],
        [(mark, view.write(int(mark), "count")) for mark in marks],
        one.line,
    )


def _number(
    view: View,
    code: str,
    name: str,
    value: int | None,
    size: str = "fig-amount",
    way: str = "count",
    work: Sorting | None = None,
) -> str:
    text = view.write(value, way)
    if value is None:
        return f'<span class="{escape(size)}">{escape(text)}</span>'
    label = view.say(
        "sorting.figure", item=_named(view, code, work), number=view.say(f"sorting.numbers.{name}")
    )
    return markup.number(f"sorting:{code}:{name}", text, label, size)


def _count(view: View, value: int | None) -> str:
    return escape(view.write(value, "count"))


def _stack(inner_html: str) -> str:
    # Narrow screens set the parts of a cell side by side; these belong below each other.
    return f'<div class="stack">{inner_html}</div>'


def _sub(text: str) -> str:
    return f'<span class="sub">{escape(text)}</span>'


def _with_part(view: View, number_html: str, value: int, whole: int) -> str:
    """An amount and its share of the whole."""
    return _stack(number_html + (_sub(view.write(_share(value, whole), "percent")) if whole else ""))


def _share(value: int | None, whole: int | None) -> float | None:
    """Percent of the whole; None where one of the two is not known."""
    return None if value is None or not whole else value * 100 / whole

"""Readiness on the screen: verdict, large gauge, gauges per group, stage and place, and the countdown."""

from html import escape

from charts import gauge
from metrics import BallotRow, Board, Figure, Reason
from ui import markup, words
from ui.view import View

SIGNS = {
    "SIAP": "complete",
    "PERHATIAN": "short",
    "BELUM SIAP": "not-received",
    "BELUM ADA DATA": "not-reported",
}
"""Verdict to the state whose sign and colour it has."""


TOLD = 2
"""Reasons that are told beside the verdict; every one of them is an alert too."""


def verdict(view: View, board: Board) -> str:
    """The answer to "are we ready", with its reasons."""
    sign = SIGNS[board.readiness.verdict]
    reasons = "".join(f"<li>{reason(view, one)}</li>" for one in board.readiness.reasons[:TOLD])
    word = view.say(f"verdicts.{board.readiness.verdict}")
    return (
        f'<div class="verdict is-{sign}">{markup.icon(sign)}<div><p class="verdict-word">{escape(word)}</p>'
        f"<ul>{reasons}</ul></div></div>"
    )


def reason(view: View, one: Reason) -> str:
    """A reason of the verdict, which opens the number that it is about."""
    item = dict(one.values).get("item")
    return markup.line(f"item:{item}" if item else "readiness", words.reason(view, one))


def headline(view: View, board: Board) -> str:
    """The large gauge with its three parts."""
    one = board.readiness
    percent = words.figure(view, one.percent)
    shares = {
        "ready": view.write(one.ready, "percent"),
        "short": view.write(one.not_ready, "percent"),
        "unknown": view.write(one.not_reported, "percent"),
    }
    told = view.say("charts.readiness", percent=percent, **shares)
    target = one.percent.target
    mark = view.say("screens.summary.target", target=view.write(float(target), "percent")) if target else ""
    legend = "".join(
        f'<li class="is-{name}"><span class="key" aria-hidden="true"></span>'
        f"{escape(view.say(f'screens.parts.{name}'))} "
        f"<strong>{markup.number('readiness', share, view.say(f'screens.parts.{name}'))}</strong></li>"
        for name, share in shares.items()
    )
    number = markup.number("readiness", percent, view.say("screens.figure.readiness"), "fig-huge")
    old = one.percent.freshness.stale
    told += f" {view.say('states.stale')}." if old else ""
    return (
        f'<div class="hero">{gauge.arc(one.ready, one.not_ready, one.not_reported, target, told, old)}'
        f'<div class="hero-number">{number}<p class="setting">{escape(mark)}</p></div></div>'
        f'<ul class="legend">{legend}</ul>{_of_reported(view, board)}{_tps(view, board)}'
    )


def _of_reported(view: View, board: Board) -> str:
    one = board.readiness.of_reported
    if one is None:
        return ""
    label = view.say("screens.figure.readiness-reported")
    button = markup.number("readiness-reported", words.figure(view, one), label)
    return f'<p class="center">{escape(view.say("screens.summary.of-reported"))} {button}</p>'


def _tps(view: View, board: Board) -> str:
    total = view.write(board.tps.total, "count")
    if board.tps.complete is None:
        return f'<p class="note center">{escape(view.say("screens.summary.tps-unknown", total=total))}</p>'
    done = view.write(board.tps.complete.value, "count")
    button = markup.number("tps", done, view.say("screens.figure.tps"))
    return f'<p class="center">{escape(view.say("screens.summary.tps"))} {button} / {escape(total)}</p>'


def line(
    view: View,
    name: str,
    label: str,
    one: Figure,
    label_html: str | None = None,
    not_reported: float = 0.0,
) -> str:
    """A flat gauge with its name and number in one line."""
    # The word stands under the tile, with the age; each number that is meant carries the sign.
    stale = markup.icon("stale") if one.freshness.stale else ""
    return (
        f'<li class="line"><span class="line-name">{label_html or escape(label)}{stale}</span>'
        f"{markup.number(name, words.figure(view, one), label)}{meter(view, label, one, not_reported)}</li>"
    )


def meter(view: View, label: str, one: Figure, not_reported: float = 0.0) -> str:
    """The flat gauge of a figure: what was not reported is hatched, and so is what is out of date."""
    text, old = words.figure(view, one), one.freshness.stale
    told = [view.say(f"states.{one.state}")] + ([view.say("states.stale")] if old else [])
    if one.value is not None and not_reported and one.state != "not-reported":
        told.append(view.say("charts.not-reported", percent=view.write(not_reported, "percent")))
    alt = view.say("charts.meter", label=label, percent=text, state=", ".join(told))
    value = float(one.value) if one.value is not None else None
    state = "unknown" if one.value is None else one.state
    return gauge.meter(value, state, None, alt, not_reported, old)


def groups(view: View, board: Board) -> str:
    """A gauge per group of items."""
    rows = (
        line(
            view, f"group:{one.code}", words.group(view, one.code), one.percent, not_reported=one.not_reported
        )
        for one in board.groups
    )
    return f'<ul class="lines">{"".join(rows)}</ul>'


def stages(view: View, board: Board) -> str:
    """A gauge per stage, from received to confirmed."""
    rows = (
        line(
            view,
            f"stage:{one.code}",
            view.say(f"screens.stages.{one.code}"),
            one.percent,
            not_reported=one.not_reported,
        )
        for one in board.stages
    )
    return f'<ul class="lines">{"".join(rows)}</ul>'


def places(view: View, board: Board) -> str:
    """A gauge per place below; its name opens it."""
    if not any(one.reported for one in board.places):
        return f'<p class="note">{escape(view.say("screens.empty.below"))}</p>'
    rows = []
    for one in board.places:
        link = None if one.place.level == "tps" else markup.to_place(view, one.place)
        rows.append(
            line(view, f"place:{one.place.code}", one.place.name, one.percent, link, one.not_reported)
        )
    return f'<ul class="lines">{"".join(rows)}</ul>'


def ballots(view: View, board: Board) -> str:
    """Every ballot type as one small tile: is it there, and if not, how many are missing."""
    return f'<ul class="tiles">{"".join(_ballot(view, one) for one in board.ballots)}</ul>'


def _ballot(view: View, one: BallotRow) -> str:
    short = words.item_short(view, one.item)
    state = view.say(f"states.{one.state}")
    missing = view.say("screens.summary.short-of", count=one.short) if one.short else ""
    opens = markup.line(f"item:{one.item}:short", missing) if missing else ""
    return (
        f'<li class="tile is-{one.state}">{swatch(one.item)}<strong>{escape(short)}</strong>'
        f'<span class="tile-state">{markup.icon(one.state)}{escape(state)}</span>'
        f'<span class="tile-more">{opens}</span></li>'
    )


def swatch(item: str) -> str:
    """The official colour of a ballot, only ever beside its name."""
    return f'<span class="swatch ballot-{escape(item)}" aria-hidden="true"></span>'


def countdown(view: View, board: Board) -> str:
    """How many days are left to each deadline."""
    rows = []
    for one in board.countdowns:
        kind = "late" if one.days_left < 0 else "near" if one.days_left <= 7 else "far"
        told = words.days(view, one.days_left)
        rows.append(
            f'<li class="clock is-{kind}">'
            f'<span class="clock-number" aria-hidden="true">{abs(one.days_left)}</span>'
            f'<span class="clock-name"><strong>{escape(view.say(f"screens.deadlines.{one.code}"))}</strong>'
            f"<span>{escape(told)}, {escape(view.write(one.day, 'date'))}</span></span></li>"
        )
    return f'<ul class="clocks">{"".join(rows)}</ul>'

"""The alerts as a short text to carry outside: no number in it that the board does not show."""

from collections.abc import Sequence

import texts
from elections import Election
from metrics.alerts import acts
from metrics.alerts.acts import Standing
from metrics.model import Board, Figure
from metrics.summary import alert_text, freshness_text
from texts import Lang

MOST = 1_000
"""Signs of the whole text: what a message shows without being folded."""


def digest(board: Board, found: Sequence[Standing], election: Election, lang: Lang) -> str:
    """Place, day and readiness, the alerts counted by state, then as many lines as fit, worst first."""
    lines = [
        texts.say(
            "alert_acts.digest.head",
            lang,
            place=texts.say(f"frame.levels.{board.place.level}", lang, name=board.place.name),
            day=board.as_of,
            verdict=texts.say(f"verdicts.{board.readiness.verdict}", lang),
            percent=_percent(board.readiness.percent, lang),
        ),
        freshness_text(board.readiness.percent.freshness, election, lang),
    ]
    counts = [
        texts.say(
            "alert_acts.digest.count", lang, state=texts.say(f"alert_acts.states.{state}", lang), count=count
        )
        for state, count in acts.by_state(found).items()
        if count
    ]
    if not counts:
        return "\n".join([*lines, texts.say("alert_acts.digest.none", lang)])
    lines.append(texts.say("alert_acts.digest.counts", lang, counts=", ".join(counts)))
    shown = acts.wall(board.alerts, found, acts.WALL)
    for taken, at in enumerate(shown.lines):
        told = alert_text(board.alerts[at], board, election, lang)
        line = texts.say("alert_acts.digest.line", lang, number=taken + 1, text=told)
        rest = texts.say("alert_acts.digest.rest", lang, count=shown.total - taken)
        if len("\n".join([*lines, line, rest])) > MOST:
            return "\n".join([*lines, rest])
        lines.append(line)
    left = shown.total - len(shown.lines)
    return "\n".join([*lines, texts.say("alert_acts.digest.rest", lang, count=left)] if left else lines)


def title(board: Board, lang: Lang) -> str:
    """The subject of a message that carries the digest."""
    place = texts.say(f"frame.levels.{board.place.level}", lang, name=board.place.name)
    return texts.say("alert_acts.digest.subject", lang, place=place, day=board.as_of)


def _percent(one: Figure, lang: Lang) -> str:
    if one.value is None:
        return texts.say(f"states.{one.state}", lang)
    return texts.numbers.write(one.value, "percent", lang)

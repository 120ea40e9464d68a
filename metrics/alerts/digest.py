"""The alerts as a short text to carry outside: no number in it that the board does not show."""

from collections.abc import Sequence

import texts
from elections import Election
from metrics.alerts import acts
from metrics.alerts.acts import Standing
from metrics.model import Board, Figure, Freshness
from metrics.summary import alert_text
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
        )
    ]
    fresh = _fresh(board, election, lang)
    if fresh:
        lines.append(fresh)
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


def _fresh(board: Board, election: Election, lang: Lang) -> str:
    """From when the newest sheet is, and who brought it, by the office's clock."""
    newest: list[Freshness] = [one for _, one in board.freshness if one.uploaded_at]
    if not newest:
        return ""
    one = max(newest, key=lambda each: str(each.uploaded_at))
    if one.data_date is None or one.uploaded_at is None:
        return texts.say("frame.no-data-yet", lang)
    local = one.uploaded_at.astimezone(election.clock)
    at = texts.say("frame.moment", lang, at=local, zone=election.zone)
    by = "nobody" if one.uploaded_by is None else "by"
    if local.date() == one.data_date:
        return texts.say(f"frame.fresh-same-day-{by}", lang, at=at, by=one.uploaded_by)
    day = texts.numbers.day_short(one.data_date, lang)
    return texts.say(f"frame.fresh-later-{by}", lang, day=day, at=at, by=one.uploaded_by)

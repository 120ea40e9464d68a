"""The Board as plain JSON-ready values with its sentences, for the command line and for scripts."""

from typing import Any

import elections
import texts
from elections import Election
from metrics.alerts.telling import fit
from metrics.model import Alert, Board, Formula, Freshness, ItemStatus, Money, Reason
from texts import Lang


def summary(board: Board, lang: Lang = texts.DEFAULT) -> dict[str, Any]:
    """What `papan.py summary --json` prints; codes stay codes, reasons and alerts are told in `lang`."""
    election = elections.load(board.election)
    readiness = board.readiness
    return {
        "place": board.place.code,
        "as_of": board.as_of.isoformat(),
        "today": board.today.isoformat(),
        "election": board.election,
        "ledger": board.ledger,
        "readiness": {
            "percent": _percent(readiness.percent.value),
            "ready": _percent(readiness.ready),
            "not_ready": _percent(readiness.not_ready),
            "not_reported": _percent(readiness.not_reported),
            "verdict": readiness.verdict,
            "reasons": [reason_text(one, election, lang) for one in readiness.reasons],
            "items": [_item(one) for one in board.items],
        },
        "tps": {
            "total": board.tps.total,
            "complete": board.tps.complete.value if board.tps.complete else None,
        },
        "places": [
            {
                "place": one.place.code,
                "name": one.place.name,
                "percent": _percent(one.percent.value),
                "reported": one.reported,
            }
            for one in board.places
        ],
        "alerts": [_alert(one, board, election, lang) for one in board.alerts],
        "finance": {
            "totals": _money(board.finance.total),
            "ppk": [
                {"place": row.place.code, "name": row.place.name, **_money(row.total)}
                for row in board.finance.rows
            ],
        },
    }


_TOLD = ("pagu", "dicairkan", "realisasi", "spj", "setor_kembali", "outstanding")


def _item(one: ItemStatus) -> dict[str, Any]:
    return {
        "item": one.item,
        "need": one.need,
        "received": one.received,
        "damaged": one.damaged,
        "good": one.good,
        "short": one.short,
        "percent": _percent(one.percent.value),
        "state": one.state,
    }


def _money(one: Money) -> dict[str, int | None]:
    return {name: getattr(one, name) for name in _TOLD}


def _percent(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _alert(one: Alert, board: Board, election: Election, lang: Lang) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "item": one.item,
        "place": one.place.code if one.place else None,
        "due": one.due.isoformat() if one.due else None,
        "days_left": one.days_left,
        "text": alert_text(one, board, election, lang),
    }


def alert_key(one: Alert) -> str:
    """The key of its sentence: goods past a deadline have one of their own, which tells since when, and so
    have a silence of less than a day and several places at once."""
    values = dict(one.values)
    hours, many = f"alerts.{one.code}-hours", f"alerts.{one.code}-many"
    if values.get("silent") == 0 and texts.known(hours):
        return hours
    count = values.get("count")
    if isinstance(count, int) and count > 1 and texts.known(many):
        return many
    late = f"alerts.{one.code}-late"
    return late if one.since is not None and texts.known(late) else f"alerts.{one.code}"


def alert_text(one: Alert, board: Board, election: Election, lang: Lang) -> str:
    """The line of an alert: what, where, how much and by when; at most `telling.LINE` signs."""
    return fit(alert_key(one), lang, alert_values(one, board, election, lang))


def alert_todo(one: Alert, board: Board, election: Election, lang: Lang) -> str:
    """What to do about an alert."""
    return texts.say(f"alerts.{one.code}-todo", lang, **alert_values(one, board, election, lang))


def alert_values(one: Alert, board: Board, election: Election, lang: Lang) -> dict[str, Any]:
    """What the sentences of an alert may hold; `when` tells the days to its due date in words."""
    values = dict(one.values)
    unit, stage, faults = values.get("unit"), values.get("stage"), values.get("faults")
    told = [texts.say(f"storage.faults.{code}", lang) for code in str(faults or "").split(",") if code]
    return {
        **values,
        "faults": ", ".join(told),
        "stage": texts.say(f"alert_acts.stages.{stage}", lang) if stage else "",
        "unit": unit_text(unit, lang) if isinstance(unit, str) else "",
        "item": election.item(one.item).names[lang] if one.item else "",
        "place": (one.place or board.place).name,
        "due": one.due,
        "since": one.since,
        "when": _days(one.days_left, lang) if one.days_left is not None else "",
    }


def freshness_text(one: Freshness, election: Election, lang: Lang) -> str:
    """From when a figure is and who brought it: to the minute where it was brought on its own day, by the
    office's clock."""
    if one.data_date is None or one.uploaded_at is None:
        return texts.say("frame.no-data-yet", lang)
    local = one.uploaded_at.astimezone(election.clock)
    at = texts.say("frame.moment", lang, at=local, zone=election.zone)
    by = "nobody" if one.uploaded_by is None else "by"
    if local.date() == one.data_date:
        return texts.say(f"frame.fresh-same-day-{by}", lang, at=at, by=one.uploaded_by)
    day = texts.numbers.day_short(one.data_date, lang)
    return texts.say(f"frame.fresh-later-{by}", lang, day=day, at=at, by=one.uploaded_by)


def unit_text(unit: str, lang: Lang) -> str:
    """A unit of a profile in words; one without words stays as it is."""
    key = f"units.{unit}"
    return texts.say(key, lang) if texts.known(key, lang) else unit


def _days(left: int, lang: Lang) -> str:
    if left < 0:
        return texts.say("days.late", lang, days=-left)
    if left == 0:
        return texts.say("days.today", lang)
    return texts.say("days.tomorrow", lang) if left == 1 else texts.say("days.left", lang, days=left)


def reason_text(one: Reason, election: Election, lang: Lang) -> str:
    """The sentence of a reason, a need's note or a cross-check; item codes become names."""
    values = dict(one.values)
    code = values.get("item")
    if isinstance(code, str):
        values["item"] = election.item(code).names[lang]
    return texts.say(f"reasons.{one.code}", lang, **values)


def formula_text(one: Formula, lang: Lang) -> str:
    """A formula with its numbers put in: "16.340 / 17.050 = 95,8 %"."""
    return texts.say(f"formulas.{one.name}", lang, **dict(one.values))

"""What an alert says beside its line: where, since when, its effect and whose task it is, on one line."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import texts
from metrics.model import Alert, Board
from texts import Lang

LINE = 140
"""Signs that fit one line on the wall and in a message."""

Role = Literal["kul", "ppk", "treasurer", "secretary", "analyst"]
_ROLES: Mapping[str, Role] = {
    "late": "ppk",
    "weather-tps": "ppk",
    "nights-at-pps": "ppk",
    "tps-unconfirmed": "ppk",
    "silent-kecamatan": "ppk",
    "never-reported-kecamatan": "ppk",
    "over-pagu": "treasurer",
    "realised-over-disbursed": "treasurer",
    "spj-over-disbursed": "treasurer",
    "spj-late": "treasurer",
    "money-double": "treasurer",
    "money-chain": "treasurer",
    "stale-keuangan": "treasurer",
    "grant-overdue": "secretary",
    "help-overdue": "secretary",
    "total-does-not-add-up": "analyst",
    "stated-total-wrong": "analyst",
    "ballots-sorted-differ": "analyst",
    "ballots-kept-differ": "analyst",
    "sorted-over-received": "analyst",
}
_NAMES = ("file", "sheet", "place", "item", "by", "at", "kecamatan", "name", "body", "faults")
"""Names written by people, of any length; numbers and dates are never cut."""
_LEAST = 8


def role(code: str) -> Role:
    """Whose task alerts of that rule are; goods belong to the head of logistics (Kasubbag KUL)."""
    return _ROLES.get(code, "kul")


def owner(code: str, lang: Lang) -> str:
    """The role in words."""
    return texts.say(f"alert_acts.owners.{role(code)}", lang)


def detail(one: Alert, board: Board, lang: Lang) -> str:
    """Where, since when (else: as of when it is known), its effect and whose task it is."""
    place = one.place or board.place
    known = one.figure.freshness.data_date if one.figure else None
    if one.since is not None:
        since = texts.say("alert_acts.since", lang, day=one.since)
    else:
        since = texts.say("alert_acts.as-of", lang, day=known or board.as_of)
    effect = texts.say(f"alert_acts.effects.{one.code}", lang)
    if one.lost:
        effect = f"{effect}, {texts.say('alert_acts.days-lost', lang, days=one.lost)}"
    values = {"place": place.name, "since": since, "effect": effect, "owner": owner(one.code, lang)}
    return fit("alert_acts.detail", lang, values)


def first(names: Sequence[str], most: int) -> str:
    """The first of many names, with "…" for the rest."""
    return ", ".join([*names[:most], *(["…"] if len(names) > most else [])])


def fit(key: str, lang: Lang, values: Mapping[str, Any]) -> str:
    """The text of a key on one line: where it is too long, its longest name is cut, with "…" for the rest."""
    kept = dict(values)
    text = texts.say(key, lang, **kept)
    while len(text) > LINE:
        longest = max(
            (name for name in _NAMES if isinstance(kept.get(name), str)),
            key=lambda name: len(kept[name]) if f"{kept[name]}" in text else 0,
            default=None,
        )
        if longest is None or len(kept[longest]) <= _LEAST:
            return text[: LINE - 1].rstrip() + "…"
        less = max(_LEAST - 1, len(kept[longest]) - (len(text) - LINE) - 1)
        kept[longest] = kept[longest].removesuffix("…")[:less].rstrip() + "…"
        text = texts.say(key, lang, **kept)
    return text

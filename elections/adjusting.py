"""What an office may change in its election's profile, and the profile with its changes."""

import copy
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal

from elections.profiles import Election, build, raw

_LIST = Path(__file__).parent / "settings.toml"
_MOST_FACTOR = 100_000
_MOST_IN_A_PACK = 100_000
_MOST_MEMBERS = 20
_MOST_HONOR = 10_000_000
_NUMBERS = frozenset({"count", "days", "percent", "share"})

Type = Literal["count", "days", "percent", "share", "date", "dates", "names", "choice", "several"]
"""count: whole number; days: full days, halves allowed; percent: of 100, with decimals; share: a percentage
kept exactly ("2.5"); date: ISO; dates: ISO, separated by commas; names: separated by commas; choice: one of
`choices`; several: any of them, separated by commas."""
Changes = Mapping[str, str]
"""Value by key of the setting, as `checked` gives it."""


class BadSetting(ValueError):
    """A value that a setting cannot take; `code` is a key of the texts (`settings.errors.<code>`)."""

    def __init__(self, code: str, setting: "Setting", found: str) -> None:
        super().__init__(f"{setting.key}: {code}: {found}")
        self.code, self.setting, self.found = code, setting, found


class UnknownSetting(LookupError):
    """The election has no such setting."""


@dataclass(frozen=True)
class Setting:
    """One thing that an office may decide."""

    key: str
    """Its place in the profile: limits.damage; need.SEGEL.tps is the factor of a need per TPS."""
    type: Type
    least: float = 0
    most: float = 0
    choices: tuple[str, ...] = ()


@cache
def settings(code: str) -> tuple[Setting, ...]:
    """All that an office may change in the election of that code; raises UnknownElection."""
    listed = [
        Setting(
            row["key"],
            row["type"],
            row.get("least", 0),
            row.get("most", 0),
            tuple(row.get("choices", ())),
        )
        for row in tomllib.loads(_LIST.read_text(encoding="utf-8"))["settings"]
    ]
    factors = [
        Setting(f"need.{item['code']}.{term['per']}", "count", 0, _MOST_FACTOR)
        for item in raw(code)["items"]
        for term in item.get("need", [])
        if term["per"] != "dpt"
    ]
    packs = [
        Setting(f"packs.{pack}.{item}", "count", 1, _MOST_IN_A_PACK)
        for pack, sizes in raw(code)["packs"].items()
        for item in sizes
    ]
    honor = [
        Setting(f"honor.{row['body']}.{row['role']}.{name}", "count", 0, most)
        for row in raw(code)["honor"]
        for name, most in (("members", _MOST_MEMBERS), ("amount", _MOST_HONOR))
    ]
    return (*listed, *honor, *factors, *packs)


def setting(code: str, key: str) -> Setting:
    """The setting of that key; raises UnknownSetting."""
    for one in settings(code):
        if one.key == key:
            return one
    raise UnknownSetting(key)


def original(code: str, key: str) -> str:
    """What the profile itself says, as `checked` would write it."""
    return _as_text(setting(code, key), _get(raw(code), key))


def checked(code: str, key: str, text: str) -> str:
    """A typed value in the form in which it is kept; a decimal comma is a point. Raises BadSetting,
    UnknownSetting."""
    one = setting(code, key)
    return _as_text(one, _value(one, text.strip()))


def adjusted(code: str, changes: Changes) -> Election:
    """The profile with an office's changes; the same object for the same changes. Keys that this election
    does not have are left out: a store may hold the settings of an older one. Raises BadSetting."""
    known = {one.key for one in settings(code)}
    return _adjusted(code, tuple(sorted((key, text) for key, text in changes.items() if key in known)))


@cache
def _adjusted(code: str, changes: tuple[tuple[str, str], ...]) -> Election:
    profile = copy.deepcopy(raw(code))
    for key, text in changes:
        one = setting(code, key)
        _set(profile, key, _value(one, text), one)
    return build(code, profile)


def _value(one: Setting, text: str) -> Any:
    try:
        found = _READ[one.type](text)
    except (ValueError, ZeroDivisionError):
        raise BadSetting(f"not-{one.type}", one, text) from None
    chosen = {"choice": [found], "several": found}.get(one.type, ())
    if not {*chosen} <= {*one.choices}:
        raise BadSetting("not-choice", one, text)
    if one.type in _NUMBERS and not one.least <= found <= one.most:
        raise BadSetting("out-of-bounds", one, text)
    return found


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _dates(text: str) -> list[date]:
    return sorted({_day(part.strip()) for part in text.split(",") if part.strip()})


def _parts(text: str) -> list[str]:
    return sorted({part.strip() for part in text.split(",") if part.strip()})


def _day(text: str) -> date:
    """A day as people write it (25/12/2024), or as it is kept (2024-12-25)."""
    if "/" not in text:
        return date.fromisoformat(text)
    day, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day)


_READ: Mapping[Type, Any] = {
    "count": int,
    "days": lambda text: float(_number(text)),
    "percent": lambda text: float(_number(text)),
    "share": _number,
    "date": date.fromisoformat,
    "dates": _dates,
    "names": _parts,
    "choice": str,
    "several": _parts,
}


def _as_text(one: Setting, value: Any) -> str:
    if one.type in ("names", "several"):
        return ", ".join(sorted(value))
    if one.type == "dates":
        return ",".join(day.isoformat() for day in value)
    if one.type == "date":
        return value.isoformat()
    return f"{float(value):g}" if one.type in ("days", "percent", "share") else str(value)


def _path(profile: dict[str, Any], key: str) -> tuple[dict[str, Any], str]:
    """The table of the profile that holds a key, and its name in it."""
    first, *rest = key.split(".")
    if first == "need":
        code, per = rest
        for item in profile["items"]:
            if item["code"] == code:
                return next(term for term in item["need"] if term["per"] == per), "factor"
    if first == "honor":
        body, role, name = rest
        return next(row for row in profile["honor"] if (row["body"], row["role"]) == (body, role)), name
    *tables, name = key.split(".")
    table = profile
    for one in tables:
        table = table[one]
    return table, name


def _get(profile: dict[str, Any], key: str) -> Any:
    table, name = _path(profile, key)
    found = table[name]
    # Shares stand in the profile as fractions of one, and are spoken of as percentages.
    return Fraction(found) * 100 if isinstance(found, str) and "/" in found else found


def _set(profile: dict[str, Any], key: str, value: Any, one: Setting) -> None:
    table, name = _path(profile, key)
    table[name] = str(value / 100) if one.type == "share" else value

"""Every word that a user reads, in Bahasa Indonesia and English, and how numbers and dates are written.

A text is named by its file and its key: `say("alerts.ballot-not-received", "id", item="Presiden")` reads the
key `ballot-not-received` of `texts/id/alerts.toml`. Placeholders are named and may carry a way of writing:
`{need:count}`, `{amount:rupiah}`, `{day:date}`, `{share:percent}`.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

from texts import numbers

Lang = Literal["id", "en"]
LANGUAGES: tuple[Lang, ...] = ("id", "en")
DEFAULT: Lang = "id"

_FOLDER = Path(__file__).parent


class NoSuchText(KeyError):
    """A key that the catalogue of a language does not hold."""


@cache
def catalogue(lang: Lang) -> dict[str, str]:
    """All texts of a language, by full key ("alerts.ballot-not-received")."""
    found: dict[str, str] = {}
    for path in sorted((_FOLDER / lang).glob("*.toml")):
        _flatten(path.stem, tomllib.loads(path.read_text(encoding="utf-8")), found)
    return found


def _flatten(prefix: str, node: dict[str, Any], into: dict[str, str]) -> None:
    for key, value in node.items():
        name = f"{prefix}.{key}"
        if isinstance(value, dict):
            _flatten(name, value, into)
        else:
            into[name] = value


class _Value:
    """A value in a placeholder; `{x:count}` and its like write x the way the language does."""

    __slots__ = ("_lang", "_value")

    def __init__(self, value: Any, lang: Lang) -> None:
        self._value, self._lang = value, lang

    def __format__(self, way: str) -> str:
        if way and way not in numbers.WAYS:
            return format(self._value, way)
        return numbers.write(self._value, way or numbers.way_of(self._value), self._lang)


def say(key: str, lang: Lang = DEFAULT, **values: Any) -> str:
    """The text of `key` in `lang` with its placeholders filled.

    >>> say("days.left", "id", days=24)
    '24 hari lagi'

    Raises NoSuchText when the catalogue has no such key.
    """
    try:
        template = catalogue(lang)[key]
    except KeyError:
        raise NoSuchText(f"no text {key!r} in texts/{lang}/") from None
    return template.format_map({name: _Value(value, lang) for name, value in values.items()})


def known(key: str, lang: Lang = DEFAULT) -> bool:
    """Whether the catalogue of `lang` holds `key`."""
    return key in catalogue(lang)

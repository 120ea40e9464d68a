"""What a page is given: the Board of the chosen place and day, and the language to speak of it."""

from dataclasses import dataclass
from typing import Any

import texts
from charts.theme import Theme
from elections import Election
from metrics import Board, Place
from texts import numbers
from ui.data import Desk
from ui.state import Choice


@dataclass(frozen=True)
class View:
    """One rerun's question and answer."""

    choice: Choice
    theme: Theme
    election: Election
    desk: Desk
    places: tuple[Place, ...]
    board: Board | None
    """None: no office is known yet."""

    @property
    def lang(self) -> texts.Lang:
        """The language that is spoken."""
        return self.choice.lang

    def say(self, key: str, **values: Any) -> str:
        """The text of that key in the language of the view."""
        return texts.say(key, self.lang, **values)

    def write(self, value: Any, way: str) -> str:
        """A number or date in one of the ways of `texts.numbers`; None is a dash."""
        return numbers.write(value, way, self.lang)

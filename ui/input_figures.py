"""The numbers that inputs are about: which there are to choose from, and how much each is at a place."""

from dataclasses import replace

import metrics
from metrics import Place
from metrics.inputs import Pinned
from ui import data, figure
from ui.view import View

_FAMILIES = ("readiness", "stage", "group", "item", "money", "funnel", "tps")
"""First words of the names that are offered. Places are chosen in a field of their own."""
_NUMBERED = ("alert", "lost", "replacement")
"""Names that count through a list: tomorrow they may mean another number."""


def choices(view: View, first: str) -> list[str]:
    """Names of the numbers of the Board to choose from, `first` among them where it is one to be pinned."""
    names = list(metrics.named(view.board)) if view.board else []
    offered = [one for one in names if one.partition(":")[0] in _FAMILIES]
    if first and first not in offered and is_lasting(first) and figure.of_name(view, first):
        return [first, *offered]
    return offered


def is_lasting(name: str) -> bool:
    """Whether the name means the same number on every day."""
    return name.partition(":")[0] not in _NUMBERED


def pin(view: View, place: Place, name: str) -> Pinned | None:
    """The number of that name at a place as the view has it; None where there is none."""
    one = figure.of_name(_at(view, place), name)
    return Pinned(name, view.desk.version, one.value, one.unit) if one else None


def value(view: View, place: Place, pinned: Pinned) -> float | int | None:
    """How much a pinned number is in the view; None where it is not told."""
    one = figure.of_name(_at(view, place), pinned.figure)
    return one.value if one else None


def _at(view: View, place: Place) -> View:
    board = view.board
    if board is None or board.place.code == place.code:
        return view
    return replace(view, board=data.board(view.desk, view.places, place, board.as_of, board.today))


def place_of(view: View, kecamatan: str, kelurahan: str) -> Place | None:
    """The place below the chosen office by its names; the office itself where both are empty."""
    found = view.choice.office
    for name in (kecamatan, kelurahan):
        if name and found is not None:
            above = found.code
            found = next((one for one in view.places if one.parent == above and one.name == name), None)
    return found


def names_of(view: View, place: Place) -> tuple[str, str]:
    """Kecamatan and kelurahan of a place as facts carry them."""
    where = metrics.where_of(place, view.places)
    return where.kecamatan or "", where.kelurahan or ""

"""What a row of facts says in all: something, a zero, nothing, or that the thing is not needed there."""

from collections.abc import Mapping
from typing import Any, Literal

from metrics.model import State
from metrics.tallies import MEASURES

RowState = State | Literal["reported", "zero"]

_NEED = "kebutuhan"


def row_state(kind: str, row: Mapping[str, Any], measures: tuple[str, ...]) -> RowState:
    """The state of a row of a kind whose columns with numbers are `measures`.

    An item at a place has the states of the Board; of every other row it is told whether it reports
    something, only zeroes, or nothing. A row without columns of numbers is an entry of a list: reported.
    """
    if kind == "logistik":
        return _of_goods(row)
    values = [row.get(name) for name in measures]
    if not measures or any(values):
        return "reported"
    return "zero" if any(value is not None for value in values) else "not-reported"


def _of_goods(row: Mapping[str, Any]) -> RowState:
    need, received = row.get(_NEED), row.get("diterima")
    if need == 0:
        return "not-applicable"
    if received is None:
        later = any(row.get(name) is not None for name in MEASURES if name != _NEED)
        return "reported" if later else "not-reported"
    good = max(0, received - (row.get("rusak") or 0) + (row.get("pengganti") or 0))
    if need is not None and good >= need:
        return "complete"
    if not received and not good:
        return "not-received"
    return "reported" if need is None else "short"

"""Records as JSON and back, between this process and the one that reads files; only data, never code.

What comes back may have been made by a hostile file. So it is not unpickled but fitted, value by value, into
the records' own types; what does not fit is refused.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import pyarrow as pa

from loaders.coded import blanks

Part = pa.Table | bytes
"""What travels beside the JSON."""


class Malformed(Exception):
    """A message that is not what its type says."""


def packed(value: Any, parts: list[Part]) -> Any:
    """What json.dumps takes; Arrow tables and files are put into `parts`, which travel beside it."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, pa.Table | bytes):
        parts.append(value)
        return {"part": len(parts) - 1}
    if dataclasses.is_dataclass(value):
        return {name: packed(getattr(value, name), parts) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return [[packed(key, parts), packed(one, parts)] for key, one in value.items()]
    if isinstance(value, Sequence | frozenset | set):
        return [packed(one, parts) for one in value]
    return str(value)


def unpacked(kind: Any, value: Any, parts: Sequence[Part] = ()) -> Any:
    """A value of type `kind` from what `packed` gave.

    Raises Malformed.
    """
    try:
        return _fit(kind)(value, parts)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as wrong:
        raise Malformed from wrong


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in dataclasses.fields(kind))


_MOST_EMPTIED = 4 * 1024 * 1024
"""Rows up to which columns are emptied: a column without contents may claim any length."""


def emptied(table: pa.Table) -> pa.Table:
    """The table with columns of nulls as columns of no type, which take no room on the way."""
    if table.num_rows > _MOST_EMPTIED:
        return table
    bare = pa.nulls(table.num_rows)
    columns = [bare if one.null_count == table.num_rows else one for one in table.columns]
    return pa.table(columns, names=table.column_names)


def filled(table: pa.Table, wanted: pa.Schema) -> pa.Table:
    """The table that `emptied` was given, which had the columns `wanted`.

    Raises Malformed for any other.
    """
    if table.column_names != wanted.names:
        raise Malformed
    bare = [
        pa.types.is_null(one.type) and one.type != field.type
        for one, field in zip(table.schema, wanted, strict=True)
    ]
    if any(bare) and table.num_rows > _MOST_EMPTIED:
        raise Malformed
    blank = blanks(
        (field.type for field, is_bare in zip(wanted, bare, strict=True) if is_bare), table.num_rows
    )
    columns = [
        blank[field.type] if is_bare else column
        for column, field, is_bare in zip(table.columns, wanted, bare, strict=True)
    ]
    if any(column.type != field.type for column, field in zip(columns, wanted, strict=True)):
        raise Malformed
    return pa.table(columns, schema=wanted)


_Fit = Callable[[Any, Sequence[Part]], Any]


@cache
def _fit(kind: Any) -> _Fit:
    """How a value becomes one of type `kind`; found once, since a long table has many records."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return lambda value, parts: _anything(value)
    if origin is typing.Literal:
        return lambda value, parts: _one_of(inner, value)
    if origin in (types.UnionType, typing.Union):
        fits = [_fit(one) for one in inner]
        return lambda value, parts: _first_that_fits(fits, value, parts)
    if kind in (pa.Table, bytes):
        return lambda value, parts: _exact(kind, parts[_exact(int, value["part"])])
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _fit_record(kind)
    if origin is tuple and inner[-1:] != (Ellipsis,):
        fits = [_fit(one) for one in inner]
        return lambda value, parts: tuple(
            fit(one, parts) for fit, one in zip(fits, _exact(list, value), strict=True)
        )
    if origin in (tuple, list, frozenset):
        each = _fit(inner[0])
        return lambda value, parts: origin([each(one, parts) for one in _exact(list, value)])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        named, held = map(_fit, inner)
        return lambda value, parts: {named(key, parts): held(one, parts) for key, one in _exact(list, value)}
    if kind in (datetime, date):
        return lambda value, parts: kind.fromisoformat(value["moment" if kind is datetime else "day"])
    if kind is float:
        return lambda value, parts: value if type(value) is int else _exact(float, value)
    plain = types.NoneType if kind is None else kind
    return lambda value, parts: _exact(plain, value)


def _fit_record(kind: type) -> _Fit:
    hints = typing.get_type_hints(kind)
    fits = {name: _fit(hints[name]) for name in _names(kind)}

    def fit(value: Any, parts: Sequence[Part]) -> Any:
        told = _exact(dict, value)
        if told.keys() != fits.keys():
            raise Malformed
        return kind(**{name: one(told[name], parts) for name, one in fits.items()})

    return fit


def _exact(kind: Any, value: Any) -> Any:
    if type(value) is not kind:
        raise Malformed
    return value


def _one_of(choices: Sequence[Any], value: Any) -> Any:
    if value not in choices:
        raise Malformed
    return value


def _first_that_fits(fits: Sequence[_Fit], value: Any, parts: Sequence[Part]) -> Any:
    for fit in fits:
        try:
            return fit(value, parts)
        except (Malformed, ValueError, TypeError, IndexError, KeyError, AttributeError):
            continue
    raise Malformed


def _anything(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_anything(one) for one in value)
    if isinstance(value, dict):
        (name, told), *more = value.items()
        if more or name not in ("day", "moment"):
            raise Malformed
        return date.fromisoformat(told) if name == "day" else datetime.fromisoformat(told)
    return value

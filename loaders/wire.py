"""Records as JSON and back, between this process and the one that reads files; only data, never code.

What comes back may have been made by a hostile file. So it is not unpickled but fitted, value by value, into
the records' own types; what does not fit is refused.
"""

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import pyarrow as pa

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
        return {one.name: packed(getattr(value, one.name), parts) for one in dataclasses.fields(value)}
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
        return _fitted(kind, value, parts)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as wrong:
        raise Malformed from wrong


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
    columns = [
        pa.nulls(table.num_rows, field.type) if is_bare else column
        for column, field, is_bare in zip(table.columns, wanted, bare, strict=True)
    ]
    if any(column.type != field.type for column, field in zip(columns, wanted, strict=True)):
        raise Malformed
    return pa.table(columns, schema=wanted)


def _fitted(kind: Any, value: Any, parts: Sequence[Part]) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return _anything(value)
    if origin is typing.Literal:
        return _one_of(inner, value)
    if origin in (types.UnionType, typing.Union):
        return _first_that_fits(inner, value, parts)
    if kind in (pa.Table, bytes):
        return _exact(kind, parts[_exact(int, value["part"])])
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        told = _exact(dict, value)
        wanted = _fields(kind)
        if told.keys() != wanted.keys():
            raise Malformed
        return kind(**{name: _fitted(one, told[name], parts) for name, one in wanted.items()})
    if origin is tuple and inner[-1:] != (Ellipsis,):
        return tuple(_fitted(one, each, parts) for one, each in zip(inner, _exact(list, value), strict=True))
    if origin in (tuple, list, frozenset):
        return origin(_fitted(inner[0], one, parts) for one in _exact(list, value))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {
            _fitted(inner[0], key, parts): _fitted(inner[1], one, parts) for key, one in _exact(list, value)
        }
    if kind in (datetime, date):
        return kind.fromisoformat(value["moment" if kind is datetime else "day"])
    if kind is float and type(value) is int:
        return value
    return _exact(types.NoneType if kind is None else kind, value)


@cache
def _fields(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {one.name: hints[one.name] for one in dataclasses.fields(kind)}  # pyright: ignore[reportArgumentType]


def _exact(kind: Any, value: Any) -> Any:
    if type(value) is not kind:
        raise Malformed
    return value


def _one_of(choices: Sequence[Any], value: Any) -> Any:
    if value not in choices:
        raise Malformed
    return value


def _first_that_fits(kinds: Sequence[Any], value: Any, parts: Sequence[Part]) -> Any:
    for kind in kinds:
        try:
            return _fitted(kind, value, parts)
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

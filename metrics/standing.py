"""The numbers of a Board at which its other numbers end: what two Boards are compared by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from metrics.finance import AMOUNTS
from metrics.model import (
    NO_MONEY,
    Board,
    Figure,
    ItemStatus,
    Money,
    MoneyRow,
    Place,
    PlaceStatus,
    Source,
    Value,
)

OF_ITEM = ("need", "received", "damaged", "replaced")
"""Amounts of an item that sheets tell; good and short follow from them."""

Key = tuple[str, str, str | None, str | None]
"""Number, code of the place, item and body: by it a number is found on another Board."""


@dataclass(frozen=True)
class Name:
    """What a number is of."""

    number: str
    """"ready" (an item at a place below the Board's), one of OF_ITEM, a later stage, "expected", a column of
    money, "shipped", "stations" or "voters"."""
    place: Place
    item: str | None = None
    body: str | None = None
    """Of money, and of shipments that go to it."""

    @property
    def key(self) -> Key:
        """By which it is the same number on another Board, however its place is spelt."""
        return self.number, self.place.code, self.item, self.body


@dataclass(frozen=True)
class Number:
    """A number with the amounts that tell it."""

    name: Name
    told: tuple[tuple[str, Value], ...]
    """By code, the one that says most first."""
    unit: str
    """Of all but a percent."""
    sources: tuple[Source, ...]
    below: bool = False
    """Whether it is added up of the places below, so that a change of theirs is told there."""
    by_rule: bool = False
    """Of a need: whether no sheet states it."""

    def amount(self, code: str) -> Any:
        """One of its amounts; None where it has none of that code."""
        return dict(self.told).get(code)


def standing(board: Board) -> dict[Key, Number]:
    """The numbers of a Board, without those that are made of others."""
    at = _at(board)
    found = [
        *_listed(board, at),
        *(one for place in board.places for one in _of_place(place)),
        *(one for item in board.items for one in _of_item(item, board.place, at)),
        *_shipped(board, at),
        *(one for row in _rows(board, at) for one in _of_money(row)),
    ]
    return {one.name.key: one for one in found}


def totals(board: Board) -> Iterator[tuple[Name, Figure]]:
    """The numbers that are made of others."""
    yield Name("readiness", board.place), board.readiness.percent
    for gauge in (*board.stages, *board.groups):
        yield Name(gauge.code, board.place), gauge.percent
    for item in board.items:
        yield Name("ready", board.place, item.item), item.percent
    for place in board.places:
        yield Name("readiness", place.place), place.percent
    if board.tps.complete is not None:
        yield Name("tps", board.place), board.tps.complete
    for column, figure in board.finance.figures:
        yield Name(column, board.place), figure


def _at(board: Board) -> Source | None:
    """How facts name the Board's place, as the source of any of its numbers has it."""
    figures = (board.readiness.percent, *(figure for _, figure in board.finance.figures))
    found = next((figure.sources[0] for figure in figures if figure.sources), None)
    return found and Source(
        found.kind, (), found.office, kecamatan=found.kecamatan, kelurahan=found.kelurahan
    )


def _source(at: Source | None, kind: str, *measures: str, **more: Any) -> tuple[Source, ...]:
    return () if at is None else (replace(at, kind=kind, measures=measures, **more),)


def _listed(board: Board, at: Source | None) -> Iterator[Number]:
    """The office's list: polling stations and, where a rule reckons with them, voters."""
    stations = ("stations", board.tps.total)
    yield Number(Name("stations", board.place), (stations,), "tps", _source(at, "tps", "rows"))
    formula = next((row.need_formula for row in board.ballots if row.need_formula is not None), None)
    if formula is not None:
        told = (("voters", dict(formula.values)["dpt"]),)
        yield Number(Name("voters", board.place), told, "", _source(at, "tps", "dpt"))


def _of_place(place: PlaceStatus) -> Iterator[Number]:
    for item, figure in place.items:
        # Damage and replacements may stand on a sheet of another level.
        more = (replace(one, measures=("rusak", "pengganti"), grain=None) for one in figure.sources)
        told = _told(figure) if figure.value is not None else ()
        yield Number(Name("ready", place.place, item), told, "", (*figure.sources, *more))


def _told(figure: Figure) -> tuple[tuple[str, Value], ...]:
    """The percent of a figure and the amounts that its formula holds."""
    amounts = dict(figure.formula.values)
    amounts.pop("percent", None)
    return (("percent", figure.value), *amounts.items())


def _of_item(item: ItemStatus, place: Place, at: Source | None) -> Iterator[Number]:
    figures = dict(item.amounts)
    for code in OF_ITEM:
        figure = figures.get(code)
        if figure is None:
            continue
        found = figure.sources
        if code == "damaged" and found and found[0].grain is None:
            found = (*found, *_source(at, "sortir_lipat", "rusak", only=(("item", item.item),)))
        yield Number(
            Name(code, place, item.item),
            ((code, figure.value),),
            figure.unit,
            found,
            below=any(one.grain != place.level for one in item.percent.sources),
            by_rule=not found,
        )
    for stage, figure in item.stages:
        if figure.value is not None:
            yield Number(Name(stage, place, item.item), _told(figure), "", figure.sources)
    if item.expected is not None:
        source = _source(at, "logistik", "tgl_perkiraan", subject=item.item)
        yield Number(Name("expected", place, item.item), (("expected", item.expected),), "days", source)


def _shipped(board: Board, at: Source | None) -> Iterator[Number]:
    for one in board.funnel:
        if any(source.kind == "distribusi" for source in one.percent.sources):
            told = (
                ("percent", one.percent.value),
                ("arrived", one.arrived),
                ("planned", one.planned),
                ("under_way", one.under_way),
            )
            days = _source(at, "distribusi", "tgl_berangkat", "tgl_tiba", grain=one.percent.sources[0].grain)
            name = Name("shipped", board.place, body=one.code)
            yield Number(name, told, one.unit, (*one.percent.sources, *days))


def _rows(board: Board, at: Source | None) -> Iterator[MoneyRow]:
    """The money of the Board's place and of all places that it lists."""
    own = board.finance
    yield MoneyRow(board.place, own.total, own.bodies, own.rows, _source(at, "keuangan"), own.own)
    waiting = list(own.rows)
    while waiting:
        row = waiting.pop()
        waiting += row.children
        yield row


def _of_money(row: MoneyRow) -> Iterator[Number]:
    """What is stated of a place itself, by body; what is stated of those below it is theirs."""
    if row.own == NO_MONEY:
        return
    below = [dict(child.bodies) for child in row.children]
    for body, total in row.bodies:
        parts = [one[body] for one in below if body in one]
        for column, amount in _own(total, parts).items():
            only = (("badan", body or ("", None)),)
            found = tuple(replace(one, measures=(column,), only=only) for one in row.sources)
            yield Number(Name(column, row.place, body=body), ((column, amount),), "rupiah", found)


def _own(total: Money, parts: list[Money]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for column in AMOUNTS:
        whole = getattr(total, column)
        told = [amount for one in parts if (amount := getattr(one, column)) is not None]
        if whole is not None and (not told or whole != sum(told)):
            found[column] = whole - sum(told)
    return found

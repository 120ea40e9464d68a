"""What the sheets of money contradict, each with the cells that say so, as one list."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import narwhals as nw

from elections import Election
from metrics.finance import Key
from metrics.items import Where
from metrics.model import Board, Figure, Formula, Freshness, Place, Source, State, Value
from metrics.money_bodies import absent, listed, strange
from metrics.money_chain import Step, Way, broken
from metrics.money_doubles import doubles
from metrics.money_faults import NOWHERE_AT, Fault, Spot, faults, sources
from metrics.money_lines import BY, MONEY, SYSTEM, lines
from metrics.places import within

CODES = (
    *("chain-on-the-way", "chain-at-the-place"),
    *("over-pagu", "realised-over-disbursed", "spj-over-disbursed", "returned-over-disbursed"),
    *("approved-over-spj", "spj-before-disbursed", "negative", "double-payment", "double-evidence"),
    *(
        "stated",
        "no-accounts",
        "no-account",
        "unknown-account",
        "wrong-account",
        "wrong-rate",
    ),
    *("no-bodies", "missing-body", "unlisted-body"),
)
"""Every rule, in the order in which they are told."""
MOST_ADDRESSES = 4
"""Cells that a finding names; the number opens all of them."""
_READ = {
    "negative": "negative",
    "duplicate-row": "double-payment",
    "total-does-not-add-up": "stated",
    "rest-does-not-agree": "stated",
    "honor-does-not-agree": "stated",
    "plan-doubtful": "stated",
}
"""What reading a sheet found, by its code: rows that it left out, and numbers that it does not keep."""
_NOBODY = Freshness(None, None, None, stale=False)


class Sheet(Protocol):
    """A sheet as it was brought."""

    @property
    def file(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    def column_of(self, subject: str, measure: str) -> str: ...


Sheets = Mapping[tuple[str, int], Sheet]
"""By upload and table."""


@dataclass(frozen=True)
class Address:
    """A cell by the name that a person finds it by."""

    file: str
    sheet: str
    cell: str


@dataclass(frozen=True)
class MoneyFinding:
    """Something that the sheets of money contradict."""

    code: str
    """One of `CODES`."""
    body: str
    place: Place | None
    """None: no place of the list."""
    at: Key
    """As the sheets name the place."""
    period: str
    account: str
    values: tuple[tuple[str, Value], ...]
    addresses: tuple[Address, ...]
    """The first of its cells."""
    cells: int
    figure: Figure
    """The rupiah that it is about, else how many rows or bodies."""
    read: str = ""
    """Of what reading found: the code of its sentence."""


@dataclass(frozen=True)
class Handed:
    """A step of the chain of money: what went out, what came in."""

    level: str
    """PPK, PPS or KPPS: the one that gets it."""
    way: Way
    breaks: int
    figures: Mapping[str, Figure]
    """out, into and difference."""


@dataclass(frozen=True)
class MoneyFindings:
    """All that the sheets of money of a place contradict."""

    findings: tuple[MoneyFinding, ...]
    """By rule, the greatest amount first; breaks of the chain before all others, the first broken level
    first."""
    steps: tuple[Handed, ...]
    """The chain of money from above."""

    def of(self, code: str) -> tuple[MoneyFinding, ...]:
        """Those of one rule."""
        return tuple(one for one in self.findings if one.code == code)


def money_findings(
    tables: Mapping[str, nw.LazyFrame],
    sheets: Sheets,
    board: Board,
    where: Where,
    election: Election,
    known: Sequence[Place],
) -> MoneyFindings:
    """All findings of the Board's place.

    `tables` are the facts in force of its office, `sheets` where they were brought, `election` the profile
    with the office's settings. What reading found stands in no place and is told for the whole city.
    """
    own = lines(tables[MONEY], MONEY, where)
    systems = lines(tables[SYSTEM], SYSTEM, where)
    stations = listed(tables["tps"], where)
    today = min(board.as_of, board.today)
    breaks, steps = broken(own)
    found = [
        *faults(own, election),
        *doubles([*own, *systems], election),
        *absent(own, stations, where, election, today),
        *strange(own, stations),
    ]
    make = _Maker(sheets, board, where, _by_names(board.place, known))
    chained = tuple(make.of_fault(one) for one in breaks)
    told = [make.of_fault(one) for one in found]
    if board.place.level == "kota":
        told += make.of_remarks(tables["remarks"])
    order = {code: at for at, code in enumerate(CODES)}
    told.sort(key=lambda one: (order[one.code], -(one.figure.value or 0), one.at))
    return MoneyFindings((*chained, *told), tuple(make.of_step(one) for one in steps))


def figures(found: MoneyFindings) -> dict[str, Figure]:
    """By `findings:<number>`, its place in the list, `findings:<rule>` for how many a rule has, and
    `findings:step-<number>-<out, into or difference>` of the chain."""
    told = {f"findings:{number}": one.figure for number, one in enumerate(found.findings)}
    for number, step in enumerate(found.steps):
        told |= {f"findings:step-{number}-{name}": figure for name, figure in step.figures.items()}
    for code in CODES:
        own = found.of(code)
        if own:
            told[f"findings:{code}"] = _count([one.figure for one in own])
    return told


def _count(own: Sequence[Figure]) -> Figure:
    """How many findings there are, standing on the cells of all."""
    rows: dict[tuple, dict[tuple, None]] = {}
    for one in own:
        for source in one.sources:
            key = (source.kind, source.measures, source.office, source.by)
            rows.setdefault(key, {}).update(dict.fromkeys(source.among))
    sources = tuple(
        Source(kind, measures, office, by=by, among=tuple(among))
        for (kind, measures, office, by), among in rows.items()
    )
    formula = Formula("findings", (("count", len(own)),))
    return Figure(len(own), "", "short", formula, sources, own[0].freshness)


def _by_names(place: Place, known: Sequence[Place]) -> dict[tuple[str, ...], Place]:
    """The places below the Board's own by the names of kecamatan and kelurahan."""
    by_code = {one.code: one for one in known}
    found = {}
    for one in within(place, known):
        above = by_code.get(one.parent or "")
        if one.level == "kecamatan":
            found[(one.name,)] = one
        elif one.level == "kelurahan" and above:
            found[above.name, one.name] = one
    return found


@dataclass(frozen=True)
class _Maker:
    sheets: Sheets
    board: Board
    where: Where
    places: Mapping[tuple[str, ...], Place]

    def of_fault(self, one: Fault) -> MoneyFinding:
        """A fault with its place, its cells and its number."""
        count = dict(one.values).get("count")
        amount = one.amount if one.amount is not None else count if isinstance(count, int) else 1
        values = (*one.values, ("amount", amount))
        unit = "rupiah" if one.amount is not None else ""
        figure = Figure(
            amount,
            unit,
            "short",
            Formula(f"finding-{one.code}", values),
            sources(one.spots, self.where.office),
            self._fresh(),
        )
        names = tuple(name for name in one.at[:2] if name)
        addresses = tuple(address for spot in one.spots if (address := self._address(spot)))
        shown = tuple(dict.fromkeys(addresses))
        return MoneyFinding(
            one.code,
            one.body,
            self.places.get(names),
            one.at,
            one.period,
            one.account,
            values,
            shown[:MOST_ADDRESSES],
            len(shown),
            figure,
        )

    def of_step(self, one: Step) -> Handed:
        """A step of the chain with its numbers."""
        values = (("into", one.into), ("out", one.out), ("difference", one.into - one.out))
        cells = {"out": one.given, "into": one.got, "difference": (*one.given, *one.got)}
        state: State = "short" if one.breaks else "complete"
        figures = {
            name: Figure(
                value,
                "rupiah",
                state,
                Formula("money-chain-difference", values)
                if name == "difference"
                else Formula("added-up-rupiah", (("total", value),)),
                sources(cells[name], self.where.office),
                self._fresh(),
            )
            for name, value in values
        }
        return Handed(one.level, one.way, one.breaks, figures)

    def of_remarks(self, remarks: nw.LazyFrame) -> Iterator[MoneyFinding]:
        """What reading found in the sheets of money that are in force."""
        mine = remarks.filter(
            nw.col("office") == self.where.office,
            nw.col("kind").is_in([MONEY, SYSTEM]),
            nw.col("code").is_in([*_READ]),
        )
        names = ("kind", "code", "file", "sheet", "cell", "value", "told", "upload_id", "table_no")
        for kind, code, file, sheet, cell, value, told, upload_id, table_no in sorted(
            mine.select(*names).collect().rows(), key=str
        ):
            values = (*json.loads(told), ("sheet", sheet), ("cell", cell), ("value", value))
            source = Source(kind, ("rows",), self.where.office, by=BY[:2], among=((upload_id, table_no),))
            difference = dict(values).get("difference")
            amount = abs(difference) if isinstance(difference, int) else 1
            unit = "rupiah" if isinstance(difference, int) else ""
            formula = Formula("finding-read", (("amount", amount),))
            figure = Figure(amount, unit, "short", formula, (source,), self._fresh())
            yield MoneyFinding(
                _READ[code],
                "",
                None,
                NOWHERE_AT,
                "",
                "",
                tuple((name, each) for name, each in values),
                (Address(file, sheet, cell),),
                1,
                figure,
                code,
            )

    def _fresh(self) -> Freshness:
        return dict(self.board.freshness).get(MONEY, _NOBODY)

    def _address(self, spot: Spot) -> Address | None:
        _, (upload, table, row, subject), measure = spot
        sheet = self.sheets.get((upload, table))
        if sheet is None:
            return None
        return Address(sheet.file, sheet.sheet, f"{sheet.column_of(subject, measure)}{row}")

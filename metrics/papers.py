"""The documents that the ad-hoc bodies hand in: what is there, what is missing, whom to remind of what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import narwhals as nw

from elections import DOCUMENTS, Election
from metrics.accountability import Unit, body_order
from metrics.finance import BODIES, Key, month_end
from metrics.items import Where
from metrics.model import Place
from metrics.needs import KEYS, NOWHERE
from metrics.next_transfer import HandedIn
from metrics.shipments import inside

SPTJB = "dn04"
State = Literal["lengkap", "masuk", "salinan", "revisi", "belum", "untold"]
"""lengkap: checked; masuk: came in; salinan: soft copy, the signed one is missing; revisi: sent back; belum:
missing; untold: no sheet tells."""
_THERE = ("lengkap", "masuk")
_CAME = (*_THERE, "salinan")


@dataclass(frozen=True)
class Folder:
    """The documents of one body for one period."""

    body: str
    at: Key
    period: str
    states: tuple[tuple[str, State], ...]
    """By document, those that the body must hand in."""
    told: bool
    """Whether a sheet tells of them at all."""

    @cached_property
    def missing(self) -> tuple[tuple[str, State], ...]:
        """What is not there, or not as it must be."""
        return tuple(one for one in self.states if one[1] not in _THERE)


@dataclass(frozen=True)
class Counted:
    """How many folders hold a document."""

    there: int
    missing: int
    """Told to be missing, sent back, or there as a soft copy alone."""
    untold: int


@dataclass(frozen=True)
class Shelf:
    """The folders of one kind of body in one place."""

    place: Place | None
    body: str
    folders: tuple[Folder, ...]
    documents: tuple[tuple[str, Counted], ...]
    """By document, those that the body must hand in."""

    @property
    def complete(self) -> int:
        """Folders that lack nothing."""
        return sum(1 for one in self.folders if not one.missing)


@dataclass(frozen=True)
class Lacking:
    """A body that lacks documents of a period; KPPS of one kelurahan that lack the same together."""

    body: str
    at: Key
    period: str
    missing: tuple[tuple[str, State], ...]
    """Empty where no sheet tells of them at all."""
    count: int


@dataclass(frozen=True)
class Papers:
    """The documents of the Board's place."""

    shelves: tuple[Shelf, ...]
    reminders: tuple[tuple[str, tuple[Lacking, ...]], ...]
    """Who lacks something, by name of the kecamatan: PPK, PPS, KPPS, the oldest period first."""

    @property
    def counted(self) -> Counted:
        """All documents of all bodies."""
        parts = [one for shelf in self.shelves for _, one in shelf.documents]
        return Counted(
            sum(one.there for one in parts),
            sum(one.missing for one in parts),
            sum(one.untold for one in parts),
        )


_Key = tuple[str, Key, str]
_Alike = tuple[str, Key, str, tuple[tuple[str, State], ...]]
Told = Mapping[_Key, Mapping[str, State]]
"""By body, place and period: what a sheet says of each document."""


def told(dokumen: nw.LazyFrame, where: Where) -> Told:
    """What the sheets of documents say."""
    rows = (
        inside(dokumen, where)
        .select(
            nw.col("badan").fill_null(""),
            nw.col("kecamatan").fill_null(NOWHERE["kecamatan"]),
            nw.col("kelurahan").fill_null(NOWHERE["kelurahan"]),
            nw.col("tps").cast(nw.Int64).fill_null(NOWHERE["tps"]),
            nw.col("periode").fill_null(""),
            *DOCUMENTS,
        )
        .collect()
        .rows()
    )
    first = 2 + len(KEYS)
    return {
        (row[0], (row[1], row[2], int(row[3])), row[first - 1]): {
            code: state for code, state in zip(DOCUMENTS, row[first:], strict=True) if state is not None
        }
        for row in rows
    }


def sptjb(found: Told) -> HandedIn:
    """Of which money the SPTJB came in, be it as a soft copy."""
    return {key for key, states in found.items() if states.get(SPTJB) in _CAME}


def papers(
    units: Sequence[Unit],
    found: Told,
    place_of: Callable[[Key], Place | None],
    election: Election,
    today: date,
) -> Papers:
    """A body hands in a folder for each period that it was paid for, once its SPJ came in or its last day has
    passed; and for each of which no sheet of money tells, but one of documents."""
    due, known = set[_Key](), set[_Key]()
    for unit in units:
        for term in unit.terms:
            key = (unit.body, unit.at, term.period)
            known.add(key)
            is_due = term.due is not None and today > term.due
            if term.total("spj") or (term.total("dicairkan") and is_due):
                due.add(key)
    folders = [_folder(key, found, election) for key in sorted(due | (found.keys() - known), key=_order)]
    of_shelf: dict[tuple[str, str], tuple[Place | None, list[Folder]]] = {}
    for one in folders:
        place = place_of(one.at)
        of_shelf.setdefault((place.code if place else "", one.body), (place, []))[1].append(one)
    lacking: dict[str, dict[_Alike, int]] = {}
    for one in folders:
        if one.missing:
            at = (*one.at[:2], NOWHERE["tps"]) if one.body == BODIES[-1] else one.at
            alike = (one.body, at, one.period, one.missing if one.told else ())
            own = lacking.setdefault(one.at[0], {})
            own[alike] = own.get(alike, 0) + 1
    return Papers(
        tuple(
            _shelf(of_shelf[key][0], key[1], of_shelf[key][1])
            for key in sorted(of_shelf, key=lambda key: (key[0], body_order(key[1])))
        ),
        tuple(
            (name, tuple(Lacking(*alike, count) for alike, count in lacking[name].items()))
            for name in sorted(lacking)
        ),
    )


def _order(key: _Key) -> tuple[tuple[int, str], Key, bool, str]:
    body, at, period = key
    return (body_order(body), at, month_end(period) is None, period)


def _folder(key: _Key, found: Told, election: Election) -> Folder:
    own = found.get(key)
    wanted = election.adhoc.documents.get(key[0], ())
    return Folder(*key, tuple((code, (own or {}).get(code, "untold")) for code in wanted), own is not None)


def _shelf(place: Place | None, body: str, folders: Sequence[Folder]) -> Shelf:
    states: dict[str, list[State]] = {}
    for one in folders:
        for code, state in one.states:
            states.setdefault(code, []).append(state)
    counted = tuple((code, _counted(states[code])) for code in states)
    return Shelf(place, body, tuple(folders), counted)


def _counted(states: Sequence[State]) -> Counted:
    there, untold = sum(1 for one in states if one in _THERE), states.count("untold")
    return Counted(there, len(states) - there - untold, untold)

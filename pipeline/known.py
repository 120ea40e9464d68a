"""What reading may know beside the file: items, places, the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

import metrics
from elections import Election
from loaders import Assignment, Knowledge, KnownPlace
from metrics import Place
from pipeline.choices import assignments
from pipeline.clock import now
from pipeline.office_settings import election_for
from store import Store


def places(store: Store, version: int | None = None) -> tuple[Place, ...]:
    """Every place of every office in the store, offices first."""
    return metrics.places(store.tables(date.max, version=version))


def knowledge(store: Store | None, election: Election, office: str | None = None) -> Knowledge:
    """What reading may use: the profile's items and the places of the `tps` sheets in force.

    `office` is the name of the office whose sheets are wanted; None takes those of every known office.
    """
    known = () if store is None else places(store)
    listed = {} if store is None else lists(store)
    return Knowledge(
        items={one.code: (*one.names.values(), *one.aliases) for one in election.items},
        units={one.code: one.unit for one in election.items},
        ballots=frozenset(one.code for one in election.items if one.ballot),
        per_dapil=frozenset(one.code for one in election.items if one.per_dapil),
        places=known_places(known, listed),
        assignments=_said(store, office),
        office=office,
        today=now(_clock(store, election, office)).date(),
        voters_cap=election.voters_per_tps,
    )


def _clock(store: Store | None, election: Election, office: str | None) -> ZoneInfo:
    return (election_for(store.ledger(), election, office) if store is not None else election).clock


def _said(store: Store | None, office: str | None) -> tuple[Assignment, ...]:
    """What was said of the columns of one office: another office may mean something else by the same
    headings."""
    if store is None:
        return ()
    offices = [office] if office is not None else store.offices()
    return assignments(store, offices[0]) if len(offices) == 1 else ()


@dataclass
class Listed:
    """What the `tps` sheets say of a kelurahan."""

    stations: set[int] = field(default_factory=set)
    dapil: set[str] = field(default_factory=set)
    """As written."""


Lists = Mapping[tuple[str, str, str], Listed]
"""By office, kecamatan and kelurahan."""


def lists(store: Store, version: int | None = None) -> Lists:
    """The polling stations and dapil of the `tps` sheets in force."""
    names = ("office", "kecamatan", "kelurahan", "tps", "dapil")
    found: dict[tuple[str, str, str], Listed] = {}
    tps = store.tables(date.max, version=version)["tps"]
    for office, kecamatan, kelurahan, number, dapil in tps.select(*names).collect().rows():
        if None in (office, kecamatan, kelurahan):
            continue
        one = found.setdefault((office, kecamatan, kelurahan), Listed())
        if number is not None:
            one.stations.add(number)
        if dapil:
            one.dapil.add(dapil)
    return found


def known_places(known: Sequence[Place], listed: Lists | None = None) -> tuple[KnownPlace, ...]:
    """The kelurahan among places, as reading knows them."""
    by_code = {place.code: place for place in known}
    found = []
    for place in known:
        if place.level == "kelurahan" and place.parent:
            kecamatan = by_code[place.parent]
            names = (by_code[kecamatan.parent or ""].name, kecamatan.name, place.name)
            one = (listed or {}).get(names, Listed())
            found.append(KnownPlace(*names, frozenset(one.stations), frozenset(one.dapil)))
    return tuple(found)

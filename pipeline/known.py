"""What reading may know beside the file: items, places, the day."""

from collections.abc import Mapping, Sequence
from datetime import date

import metrics
from elections import Election
from loaders import Assignment, Knowledge, KnownPlace
from metrics import Place
from pipeline.choices import assignments
from pipeline.clock import now
from store import Store


def places(store: Store, version: int | None = None) -> tuple[Place, ...]:
    """Every place of every office in the store, offices first."""
    return metrics.places(store.tables(date.max, version=version))


def knowledge(store: Store | None, election: Election, office: str | None = None) -> Knowledge:
    """What reading may use: the profile's items and the places of the `tps` sheets in force.

    `office` is the name of the office whose sheets are wanted; None takes those of every known office.
    """
    known = () if store is None else places(store)
    return Knowledge(
        items={one.code: (*one.names.values(), *one.aliases) for one in election.items},
        units={one.code: one.unit for one in election.items},
        ballots=frozenset(one.code for one in election.items if one.ballot),
        places=known_places(known, {} if store is None else stations(store)),
        assignments=_said(store, office),
        office=office,
        today=now().date(),
        voters_cap=election.voters_per_tps,
    )


def _said(store: Store | None, office: str | None) -> tuple[Assignment, ...]:
    """What was said of the columns of one office: another office may mean something else by the same
    headings."""
    if store is None:
        return ()
    offices = [office] if office is not None else store.offices()
    return assignments(store, offices[0]) if len(offices) == 1 else ()


Stations = Mapping[tuple[str, str, str], frozenset[int]]
"""Numbers of polling stations by office, kecamatan and kelurahan."""


def stations(store: Store, version: int | None = None) -> Stations:
    """The polling stations of the `tps` sheets in force."""
    names = ("office", "kecamatan", "kelurahan", "tps")
    found: dict[tuple[str, str, str], set[int]] = {}
    for *place, number in store.tables(date.max, version=version)["tps"].select(*names).collect().rows():
        if number is not None and None not in place:
            found.setdefault((place[0], place[1], place[2]), set()).add(number)
    return {place: frozenset(numbers) for place, numbers in found.items()}


def known_places(known: Sequence[Place], stations: Stations | None = None) -> tuple[KnownPlace, ...]:
    """The kelurahan among places, as reading knows them."""
    by_code = {place.code: place for place in known}
    found = []
    for place in known:
        if place.level == "kelurahan" and place.parent:
            kecamatan = by_code[place.parent]
            names = (by_code[kecamatan.parent or ""].name, kecamatan.name, place.name)
            found.append(KnownPlace(*names, (stations or {}).get(names, frozenset())))
    return tuple(found)

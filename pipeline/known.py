"""What reading may know beside the file: items, places, the day."""

from collections.abc import Sequence
from datetime import date

import metrics
from elections import Election
from loaders import Knowledge, KnownPlace
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
        places=known_places(known),
        assignments=() if store is None else assignments(store, office),
        office=office,
        today=now().date(),
        voters_cap=election.voters_per_tps,
    )


def known_places(known: Sequence[Place]) -> tuple[KnownPlace, ...]:
    """The kelurahan among places, as reading knows them."""
    by_code = {place.code: place for place in known}
    found = []
    for place in known:
        if place.level == "kelurahan" and place.parent:
            kecamatan = by_code[place.parent]
            found.append(KnownPlace(by_code[kecamatan.parent or ""].name, kecamatan.name, place.name))
    return tuple(found)

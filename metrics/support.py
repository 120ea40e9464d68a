"""What the city does for the election: grants, help in kind, and the places of its regulation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from elections import Election
from metrics.campaign import Campaign, campaign
from metrics.items import Where
from metrics.model import Place
from metrics.promises import CLASSES, Class, Promises, Tranche, promises


@dataclass(frozen=True)
class Granted:
    """Grants added up; rupiah."""

    promised: int
    received: int
    overdue: int
    """What should have come by the day and did not."""
    ahead: int
    """What is still to come: not due yet, or without a day."""
    tranches: tuple[Tranche, ...]


@dataclass(frozen=True)
class Support:
    """All of it at one place, seen on one day. Promises are those to the whole office."""

    promises: Promises | None
    """None: no sheet tells of any."""
    grants: tuple[tuple[Class, Granted], ...]
    """By who receives, in the order of CLASSES; without those that receive nothing."""
    total: Granted
    campaign: Campaign | None
    """None: no sheet of the regulation."""


def support(
    tables: Mapping[str, nw.LazyFrame],
    where: Where,
    place: Place,
    places: Sequence[Place],
    election: Election,
    today: date,
) -> Support:
    """The support of the city at `place`; `tables` holds the facts in force of the kinds that there are
    (hibah, titik_kampanye)."""
    told = promises(tables["hibah"], where.office, election, today) if "hibah" in tables else None
    tranches = told.tranches if told else ()
    by_class: dict[Class, tuple[Tranche, ...]] = {
        code: tuple(one for one in tranches if one.of == code) for code in CLASSES
    }
    return Support(
        told,
        tuple((code, added(members)) for code, members in by_class.items() if members),
        added(tranches),
        campaign(tables.get("titik_kampanye"), where, place, places),
    )


def added(tranches: Sequence[Tranche]) -> Granted:
    """Tranches added up; what nobody told counts for nothing."""
    late = sum(one.open or 0 for one in tranches if one.standing == "overdue")
    return Granted(
        sum(one.amount or 0 for one in tranches),
        sum(one.received or 0 for one in tranches),
        late,
        sum(one.open or 0 for one in tranches) - late,
        tuple(tranches),
    )

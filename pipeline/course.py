"""What was done of each stage by each day that sheets tell of."""

from collections.abc import Iterable, Sequence
from datetime import date

import metrics
from elections import Election
from metrics import Gauge, Place
from pipeline.boards import names_above
from pipeline.office_settings import election_for
from store import LedgerRow, Store

_KINDS = frozenset({"logistik", "sortir_lipat"})


def days_told(rows: Iterable[LedgerRow], office: str, as_of: date, most: int) -> tuple[date, ...]:
    """The newest data dates, at most `most`, up to a day, of the sheets of goods of an office that were not
    withdrawn; oldest first."""
    listed = list(rows)
    gone = {row.upload_id for row in listed if row.event == "withdrawn"}
    days = {
        row.data_date or row.at.date()
        for row in listed
        if row.event == "accepted"
        and row.kind in _KINDS
        and row.office == office
        and row.upload_id not in gone
    }
    return tuple(sorted(day for day in days if day <= as_of)[-most:])


def told_until(rows: Iterable[LedgerRow], day: date) -> int:
    """The last row of the ledger that may change what is known as of a day: a sheet of a later day does
    not."""
    return max(
        (row.seq for row in rows if row.event != "accepted" or row.data_date is None or row.data_date <= day),
        default=0,
    )


def stages_on(
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    day: date,
    version: int | None = None,
) -> tuple[Gauge, ...]:
    """The gauges of the stages of a place as of a day, by its office's settings."""
    office = names_above(place, known).get("kota")
    return metrics.stages_on(
        store.tables(day, version=version, office=office),
        election=election_for(store.ledger(version), election, office),
        place=place,
        as_of=day,
        places=known,
    )

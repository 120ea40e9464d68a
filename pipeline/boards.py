"""From what is in force to the Board and back to the cells."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

import metrics
from elections import Election
from metrics import Board, Place, Source
from pipeline.collection import without_collection
from pipeline.office_settings import election_for
from store import Asked, Cell, LedgerRow, Span, Store


def board(
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    as_of: date,
    today: date,
    version: int | None = None,
    now: datetime | None = None,
) -> Board:
    """The Board of one place as of a date, seen on the day `today` at `now` (None: at its end), by its
    office's settings; `known` is what `places` gave."""
    names = names_above(place, known)
    office = names.get("kota")
    ledger = store.ledger(version)
    profile = election_for(ledger, election, office)
    tables = store.tables(as_of, version=version, office=office)
    freshness = store.freshness(as_of, version=version, office=office)
    before = metrics.stuck_since(freshness, office or "", profile)
    old = before is not None and any(_speaks(row, office, before) for row in ledger)
    with without_collection():
        return metrics.board(
            tables,
            election=profile,
            places=known,
            place=place,
            as_of=as_of,
            today=today,
            ledger=version or store.head(),
            freshness=freshness,
            now=now,
            brought_by={row.upload_id: row.by for row in ledger if row.event == "accepted"},
            earlier=store.tables(before, version=version, office=office) if before and old else None,
        )


def _speaks(row: LedgerRow, office: str | None, day: date) -> bool:
    """Whether a sheet of goods may have been in force on that day; one without a date is of its upload's."""
    told = row.data_date or row.at.date()
    return row.event == "accepted" and row.kind == "logistik" and row.office == office and told <= day


def turns(
    store: Store, election: Election, office: str, as_of: date, version: int | None = None
) -> tuple[datetime, ...]:
    """The moments at which a number of an office becomes out of date, a kecamatan silent or a polling
    station late to confirm, in their order: a Board as of that date stays as it is from one to the next."""
    profile = election_for(store.ledger(version), election, office)
    tables = store.tables(as_of, version=version, office=office)
    brought = tables["claims"].select("data_date", "at").unique().collect().rows()
    sheets = [(day, at if at.tzinfo else at.replace(tzinfo=UTC)) for day, at in brought]
    sheets += [
        (one.data_date, one.at)
        for one in store.freshness(as_of, version=version, office=office).values()
        if one.at is not None
    ]
    clock = metrics.Clock(datetime.now(UTC), profile.clock, profile.stale_after)
    found = metrics.turns(sheets, clock, profile.silent_after)
    return tuple(sorted({*found, profile.confirmed_by}))


def names_above(place: Place, known: Sequence[Place]) -> dict[str, str]:
    """The names of a place and of those above it, by level."""
    above = {one.code: one for one in known}
    chain = [place]
    while chain[-1].parent and chain[-1].parent in above:
        chain.append(above[chain[-1].parent])
    return {one.level: one.name for one in chain}


def cells(
    store: Store, source: Source, as_of: date, version: int | None = None, keys: Sequence[str] = ()
) -> list[Cell]:
    """The cells behind a number: file, sheet!cell, value, who brought it and when; `keys` are columns that
    name their rows beside subject and place."""
    return store.cells(
        kind=source.kind,
        measures=source.measures,
        office=source.office,
        as_of=source.day or as_of,
        version=version,
        subject=source.subject,
        grain=source.grain,
        kecamatan=source.kecamatan,
        kelurahan=source.kelurahan,
        tps=source.tps,
        without=source.without,
        only=source.only,
        among=(source.by, source.among) if source.by else None,
        keys=keys,
    )


def spans(
    store: Store, sources: Iterable[Source], as_of: date, version: int | None = None
) -> dict[Source, tuple[Span, ...]]:
    """The cells behind many numbers at once as ranges of one column each; together those of `cells`."""
    asked = {source: _asked(source) for source in sources}
    found = store.spans(asked.values(), as_of=as_of, version=version)
    return {source: found[one] for source, one in asked.items()}


def _asked(source: Source) -> Asked:
    return Asked(
        kind=source.kind,
        measures=source.measures,
        office=source.office,
        subject=source.subject,
        grain=source.grain,
        kecamatan=source.kecamatan,
        kelurahan=source.kelurahan,
        tps=source.tps,
        without=source.without,
        only=source.only,
        by=source.by,
        among=source.among if source.by else (),
    )


def last_day(store: Store, office: str | None = None) -> date | None:
    """The newest data date of an office; None when no sheet of it carries one."""
    days = [one.data_date for one in store.freshness(date.max, office=office).values() if one.data_date]
    return max(days, default=None)

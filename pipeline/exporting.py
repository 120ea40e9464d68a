"""What is in force, as workbooks that can be brought back in."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import elections
import loaders
import metrics
import texts
from pipeline.office_settings import election_for
from store import Store


def export(
    store: Store,
    kind: str,
    office: str,
    as_of: date,
    lang: texts.Lang,
    *,
    version: int | None = None,
    names: bool = False,
    now: datetime | None = None,
) -> bytes:
    """The facts of a kind in force as of a day as an xlsx workbook in the kind's own columns.

    Brought in again it changes nothing. Each row tells its state (zero, not reported, not applicable ...) and
    whether it is out of date `now`: today, or at the end of a past `as_of`. `names` keeps names of persons,
    which only analysts may see. Raises KeyError for an unknown kind.
    """
    frame = store.tables(as_of, version=version, office=office)[kind].collect(backend="pyarrow").to_arrow()
    code = store.election()
    items = {} if code is None else {one.code: one.names[lang] for one in elections.load(code).items}
    told = row_teller(store, kind, office, as_of, version, now)
    return loaders.export(kind, frame.to_pylist(), items, office, as_of, lang, names=names, told=told)


def row_teller(
    store: Store, kind: str, office: str, as_of: date, version: int | None, now: datetime | None
) -> Callable[[Mapping[str, Any]], tuple[str, bool]] | None:
    """What tells the state of a row of a kind and whether it is out of date; None before an election is
    known."""
    code = store.election()
    if code is None:
        return None
    ledger = store.ledger(version)
    profile = election_for(ledger, elections.load(code), office)
    brought = {row.upload_id: row.at for row in ledger if row.event == "accepted"}
    end = metrics.end_of(as_of, profile.clock)
    clock = metrics.Clock(min(now or datetime.now(UTC), end), profile.clock, profile.stale_after)
    measures = tuple(one.code for one in loaders.layout(kind).measures)

    def told(row: Mapping[str, Any]) -> tuple[str, bool]:
        at = brought.get(row.get("upload_id") or "")
        stale = clock.is_stale(clock.moment(row.get("data_date"), at))
        return metrics.row_state(kind, row, measures), stale

    return told

"""Alerts about reports that do not come: a silent kecamatan, a sheet that is out of date."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from elections import Election
from metrics.model import Alert, Freshness, Place

FOLLOWED = ("logistik", "keuangan")
"""Kinds of sheet whose numbers lead the Board; a plan or a list does not grow old."""


def silent(last: Sequence[tuple[Place, date | None]], election: Election, today: date) -> list[Alert]:
    """Kecamatan without a report for `silent_days`, while another one did report in that time."""
    heard = [day for _, day in last if day is not None and (today - day).days < election.silent_days]
    if not heard:
        return []
    found = []
    for place, day in last:
        if day is None:
            found.append(
                Alert(
                    "never-reported-kecamatan",
                    "warning",
                    None,
                    place,
                    None,
                    None,
                    None,
                    None,
                    (("newest", max(heard)),),
                )
            )
        elif (today - day).days >= election.silent_days:
            since = day + timedelta(days=election.silent_days)
            found.append(
                Alert(
                    "silent-kecamatan",
                    "warning",
                    None,
                    place,
                    since,
                    (since - today).days,
                    since,
                    None,
                    (("silent", (today - day).days), ("last", day)),
                )
            )
    return found


def stale(freshness: Mapping[str, Freshness], election: Election, today: date) -> list[Alert]:
    """The newest sheet of a kind is as old as the office lets it be, or older (`limits.stale_hours`)."""
    found = []
    for kind in FOLLOWED:
        one = freshness.get(kind)
        if one is None or one.data_date is None or one.stale_at is None or not one.stale:
            continue
        # At midnight a day has ended: out of date on that day, not on the next.
        since = (one.stale_at.astimezone(election.clock) - timedelta(microseconds=1)).date()
        age = (today - one.data_date).days
        found.append(
            Alert(
                f"stale-{kind}",
                "warning",
                None,
                None,
                since,
                (since - today).days,
                since,
                None,
                (("age", age), ("newest", one.data_date)),
            )
        )
    return found

"""Alerts about reports that do not come: a silent kecamatan, a sheet that is out of date."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from elections import Election
from metrics.claims import REPORTS, Claims, Spoken
from metrics.model import Alert, Figure, Formula, Freshness, Place, Source

FOLLOWED = ("logistik", "keuangan")
"""Kinds of sheet whose numbers lead the Board; a plan or a list does not grow old."""


def silent(
    places: Sequence[Place],
    claims: Claims,
    office: str,
    election: Election,
    today: date,
) -> list[Alert]:
    """Kecamatan without a report for `silent_days`, while another one did report in that time; each names who
    brought its last one. A report of zeros is a report."""
    last = [(place, claims.last_report(place.name)) for place in places]
    heard = [day for _, day in last if day is not None and (today - day).days < election.silent_days]
    if not heard:
        return []
    found = []
    for place, day in last:
        if day is None:
            formula = Formula("never-reported", (("newest", max(heard)),))
            nothing = Freshness(None, None, None, stale=False)
            figure = Figure(None, "days", "not-reported", formula, (), nothing)
            found.append(
                Alert(
                    "never-reported-kecamatan",
                    "warning",
                    None,
                    place,
                    None,
                    None,
                    None,
                    figure,
                    (("newest", max(heard)),),
                )
            )
        elif (today - day).days >= election.silent_days:
            since = day + timedelta(days=election.silent_days)
            spoken = _last(claims, place.name, day)
            by = claims.brought_by.get(max(spoken.values(), key=lambda one: one.at).upload_id)
            found.append(
                Alert(
                    "silent-kecamatan",
                    "warning",
                    None,
                    place,
                    since,
                    (since - today).days,
                    since,
                    _silence(place, day, spoken, claims, office, election, today),
                    (("silent", (today - day).days), ("last", day), ("by", by)),
                )
            )
    return found


def _last(claims: Claims, kecamatan: str, day: date) -> dict[tuple[str, str], Spoken]:
    """What spoke of the kecamatan on its last day, by kind and upload."""
    return {
        (key[0], inner[kecamatan].upload_id): inner[kecamatan]
        for key, inner in claims.by_key.items()
        if key[0] in REPORTS and kecamatan in inner and inner[kecamatan].day == day
    }


def _silence(
    place: Place,
    day: date,
    spoken: Mapping[tuple[str, str], Spoken],
    claims: Claims,
    office: str,
    election: Election,
    today: date,
) -> Figure:
    days = (today - day).days
    return Figure(
        days,
        "days",
        "not-reported",
        Formula("silence", (("day", today), ("last", day), ("days", days), ("limit", election.silent_days))),
        tuple(
            Source(kind, ("rows",), office, kecamatan=place.name, by=("upload_id",), among=((upload,),))
            for kind, upload in sorted(spoken)
        ),
        claims.freshness(min(spoken)[0], spoken.values()),
    )


def stale(
    freshness: Mapping[str, Freshness], claims: Claims, office: str, election: Election, today: date
) -> list[Alert]:
    """The newest sheet of a kind is as old as the office lets it be, or older (`limits.stale_hours`)."""
    found = []
    for kind in FOLLOWED:
        one = freshness.get(kind)
        if one is None or one.data_date is None or one.stale_at is None or not one.stale:
            continue
        # At midnight a day has ended: out of date on that day, not on the next.
        since = (one.stale_at.astimezone(election.clock) - timedelta(microseconds=1)).date()
        age = (today - one.data_date).days
        uploads = {
            spoken.upload_id
            for key, inner in claims.by_key.items()
            for spoken in inner.values()
            if key[0] == kind and spoken.day == one.data_date
        }
        formula = Formula(
            "age",
            (
                ("day", today),
                ("last", one.data_date),
                ("days", age),
                ("limit", round(election.stale_after / timedelta(hours=1))),
            ),
        )
        among = tuple((upload,) for upload in sorted(uploads))
        source = Source(kind, ("rows",), office, by=("upload_id",), among=among)
        found.append(
            Alert(
                f"stale-{kind}",
                "warning",
                None,
                None,
                since,
                (since - today).days,
                since,
                Figure(age, "days", "short", formula, (source,), one),
                (("age", age), ("newest", one.data_date)),
            )
        )
    return found

"""Alerts about reports that do not come: a silent kecamatan, a sheet that is out of date."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

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
    """Kecamatan without a report for the office's hours (`limits.silent_hours`), while another one did report
    in that time; each names who brought its last one. A report of zeros is a report."""
    moments = _moments(claims)
    last = [(place, claims.last_report(place.name), moments.get(place.name)) for place in places]
    silent_from = claims.clock.now - election.silent_after
    heard = [day for _, day, at in last if day is not None and at is not None and at > silent_from]
    if not heard:
        return []
    found = []
    for place, day, at in last:
        if day is None or at is None:
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
        elif at <= silent_from:
            since = _day_of(at + election.silent_after, election)
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
                    (
                        ("silent", (today - day).days),
                        ("last", day),
                        ("by", by),
                        ("limit", _hours(election.silent_after)),
                    ),
                )
            )
    return found


def _moments(claims: Claims) -> dict[str, datetime]:
    """From when the newest report of each kecamatan is, to the minute where its sheet tells."""
    spoken: dict[str, set[tuple[date, datetime]]] = {}
    for key, inner in claims.by_key.items():
        if key[0] in REPORTS:
            for kecamatan, one in inner.items():
                spoken.setdefault(kecamatan, set()).add((one.day, one.at))
    return {
        kecamatan: max(at for day, brought in told if (at := claims.clock.moment(day, brought)))
        for kecamatan, told in spoken.items()
    }


def _day_of(at: datetime, election: Election) -> date:
    # At midnight a day has ended: what is due then is due on that day, not on the next.
    return (at.astimezone(election.clock) - timedelta(microseconds=1)).date()


def _hours(limit: timedelta) -> int:
    return round(limit / timedelta(hours=1))


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
        Formula(
            "silence",
            (("day", today), ("last", day), ("days", days), ("limit", _hours(election.silent_after))),
        ),
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
        since = _day_of(one.stale_at, election)
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
                ("limit", _hours(election.stale_after)),
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

"""The claims in force: who spoke for what, and from when it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

import narwhals as nw

from metrics.model import Freshness

REPORTS = frozenset({"logistik", "sortir_lipat", "distribusi", "keuangan"})
"""Kinds of sheet by which a kecamatan reports; lists and promises are none."""


class Seen(Protocol):
    """What the store knows of the newest sheet of a kind."""

    @property
    def data_date(self) -> date | None: ...
    @property
    def at(self) -> datetime | None: ...
    @property
    def by(self) -> str | None: ...


@dataclass(frozen=True)
class Spoken:
    """The claim in force of one measure of one subject at one grain in one kecamatan."""

    day: date
    at: datetime
    upload_id: str


@dataclass(frozen=True)
class Claims:
    """All claims in force of one office, looked up by kind, subject, measure and grain."""

    by_key: Mapping[tuple[str, str, str, str], Mapping[str, Spoken]]
    """Inner keys are kecamatan, "" at the grain of the city."""
    seen: Mapping[str, Seen]
    """The newest sheet by kind."""
    today: date
    stale_days: int

    def of(self, kind: str, subject: str, measure: str, grain: str) -> Mapping[str, Spoken]:
        """The claims by kecamatan; empty when nobody claims it."""
        return self.by_key.get((kind, subject, measure, grain), {})

    def kinds(self, kecamatan: str | None = None) -> tuple[str, ...]:
        """Kinds in force, in the whole office or with something of one kecamatan."""
        return tuple(
            sorted({key[0] for key, inner in self.by_key.items() if kecamatan is None or kecamatan in inner})
        )

    def measures(self, kind: str) -> frozenset[str]:
        """Columns of a kind that somebody states."""
        return frozenset(key[2] for key in self.by_key if key[0] == kind)

    def grains(self, kind: str) -> frozenset[str]:
        """Levels at which somebody states a kind."""
        return frozenset(key[3] for key in self.by_key if key[0] == kind)

    def last_report(self, kecamatan: str) -> date | None:
        """The data date of the newest report that speaks of that kecamatan."""
        days = (
            inner[kecamatan].day
            for key, inner in self.by_key.items()
            if key[0] in REPORTS and kecamatan in inner
        )
        return max(days, default=None)

    def is_stale(self, day: date | None) -> bool:
        """Whether data of that day are out of date today; data without a date are not called so."""
        return day is not None and (self.today - day).days >= self.stale_days

    def freshness(self, kind: str, spoken: Iterable[Spoken]) -> Freshness:
        """Of a number that stands on these claims: as old as its oldest part, brought when the newest part
        was. Parts of several days name nobody: who brought the newest did not bring the oldest."""
        parts = list(spoken)
        if not parts:
            return Freshness(None, None, None, stale=False)
        day, at = min(one.day for one in parts), max(one.at for one in parts)
        newest = self.seen.get(kind)
        one_day = all(one.day == day for one in parts)
        by = newest.by if one_day and newest is not None and newest.at == at else None
        return Freshness(day, at, by, self.is_stale(day))

    def of_kind(self, kind: str) -> Freshness:
        """Of the newest sheet of that kind."""
        newest = self.seen.get(kind)
        if newest is None:
            return Freshness(None, None, None, stale=False)
        return Freshness(newest.data_date, newest.at, newest.by, self.is_stale(newest.data_date))


def collect(
    claims: nw.LazyFrame,
    office: str,
    seen: Mapping[str, Seen] | Mapping[tuple[str, str], Seen],
    today: date,
    stale_days: int,
) -> Claims:
    """The claims of an office. `seen`: the newest sheet by kind, or by (office, kind)."""
    frame = claims.filter(nw.col("office") == office).select(
        "kind",
        "subject",
        "measure",
        "grain",
        nw.col("kecamatan").fill_null(""),
        "upload_id",
        "data_date",
        "at",
    )
    found: dict[tuple[str, str, str, str], dict[str, Spoken]] = {}
    for kind, subject, measure, grain, kecamatan, upload_id, day, at in frame.collect().rows():
        moment = at if at.tzinfo else at.replace(tzinfo=UTC)
        found.setdefault((kind, subject or "", measure, grain), {})[kecamatan] = Spoken(
            day or moment.date(), moment, upload_id
        )
    by_kind: dict[str, Seen] = {}
    for key, one in seen.items():
        if not isinstance(key, tuple):
            by_kind[key] = one
        elif key[0] == office:
            by_kind[key[1]] = one
    return Claims(found, by_kind, today, stale_days)

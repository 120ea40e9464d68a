"""The claims in force: who spoke for what, and from when it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Protocol

import narwhals as nw

from metrics.ageing import Clock
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
    clock: Clock
    brought_by: Mapping[str, str]
    """Who brought an upload, by its id."""

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
        return self._last_reports.get(kecamatan)

    @cached_property
    def _last_reports(self) -> dict[str, date]:
        found: dict[str, date] = {}
        for key, inner in self.by_key.items():
            for kecamatan, one in inner.items() if key[0] in REPORTS else ():
                found[kecamatan] = max(one.day, found.get(kecamatan, one.day))
        return found

    def freshness(self, kind: str, spoken: Iterable[Spoken]) -> Freshness:
        """Of a number that stands on these claims: as old as its oldest part, brought when the newest part
        was, by all who brought a part."""
        # Thousands of claims are of a few sheets.
        sheets = {(one.day, one.at, one.upload_id) for one in spoken}
        if not sheets:
            return Freshness(None, None, None, stale=False)
        day, at = min(day for day, *_ in sheets), max(at for _, at, _ in sheets)
        who = sorted({name for *_, upload in sheets if (name := self.brought_by.get(upload))})
        newest = self.seen.get(kind)
        if not who and newest is not None and newest.by and newest.at == at:
            who = [newest.by] if all(told == day for told, *_ in sheets) else []
        moments = [self.clock.moment(*sheet[:2]) for sheet in sheets]
        return self._fresh(day, at, tuple(who), min((one for one in moments if one), default=None))

    def of_kind(self, kind: str) -> Freshness:
        """Of the newest sheet of that kind."""
        newest = self.seen.get(kind)
        if newest is None:
            return Freshness(None, None, None, stale=False)
        moment = self.clock.moment(newest.data_date, newest.at)
        return self._fresh(newest.data_date, newest.at, (newest.by,) if newest.by else (), moment)

    def _fresh(
        self, day: date | None, at: datetime | None, who: tuple[str, ...], moment: datetime | None
    ) -> Freshness:
        stale = self.clock.is_stale(moment)
        return Freshness(day, at, ", ".join(who) or None, stale, moment, self.clock.stale_at(moment))


def collect(
    claims: nw.LazyFrame,
    office: str,
    seen: Mapping[str, Seen] | Mapping[tuple[str, str], Seen],
    clock: Clock,
    brought_by: Mapping[str, str],
) -> Claims:
    """The claims of an office. `seen`: the newest sheet by kind, or by (office, kind); `brought_by`: who
    brought an upload, by its id."""
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
    return Claims(found, by_kind, clock, brought_by)

"""The Board: every number of every screen for one place and date, as plain frozen records without words.

Codes are turned into words by `texts` where they are shown: states by `states.<state>`, formulas by
`formulas.<name>`, reasons by `reasons.<code>`, alerts by `alerts.<code>`, verdicts by `verdicts.<verdict>`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from metrics.backward import BackwardPlan
from metrics.replacements import Replacement

Level = Literal["nation", "province", "kota", "kecamatan", "kelurahan", "tps"]
Verdict = Literal["SIAP", "PERHATIAN", "BELUM SIAP", "BELUM ADA DATA"]
State = Literal["complete", "short", "not-received", "not-reported", "not-applicable"]
"""complete: good >= need everywhere; short: some is missing; not-received: reported as zero; not-reported:
nobody said."""
Severity = Literal["critical", "warning", "note"]
Value = int | float | str | date | None


@dataclass(frozen=True)
class Place:
    """A place of the office's own list. `code` is dotted: 33.75 (kota), 33.75.01 (kecamatan), 33.75.01.1002
    (kelurahan), 33.75.01.1002/901 (TPS)."""

    code: str
    name: str
    level: Level
    parent: str | None
    """Code of the place above, None for the uppermost one."""


@dataclass(frozen=True)
class Source:
    """Which facts a number stands on; the store lists their cells on demand."""

    kind: str
    """Kind of sheet: logistik, keuangan, tps ..."""
    measures: tuple[str, ...]
    """Columns that were added: ("kebutuhan", "diterima")."""
    office: str
    """Name of the office as facts carry it."""
    subject: str | None = None
    """Item code, or "BODY|period"; None for all."""
    grain: Level | None = None
    kecamatan: str | None = None
    kelurahan: str | None = None
    tps: int | None = None
    without: tuple[tuple[str, str, str, str], ...] = ()
    """Subject, measure, grain and kecamatan ("" at the grain of the city) of facts that the number leaves
    out: another grain or a report up to date tells the same."""
    only: tuple[tuple[str, str | date | bool | tuple[str | date | None, ...]], ...] = ()
    """Further columns and what they hold in its facts; True: anything, False: nothing, several: any of them
    (None: nothing)."""
    by: tuple[str, ...] = ()
    """Columns by which `among` names rows; none: all rows that fit the rest."""
    among: tuple[tuple[str | int | None, ...], ...] = ()
    """The rows that count, by their values of `by`."""
    day: date | None = None
    """As of which day its facts are; None: the Board's."""


@dataclass(frozen=True)
class Formula:
    """How a number came about: a pattern of texts (`formulas.<name>`) and the numbers put into it."""

    name: str
    values: tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class Freshness:
    """From when a number is: the data date of the sheet, and who brought it when (UTC)."""

    data_date: date | None
    uploaded_at: datetime | None
    uploaded_by: str | None
    """Everybody who brought a part of it."""
    stale: bool
    moment: datetime | None = None
    """From when its oldest part is: the minute of the upload, or the end of the data date."""
    stale_at: datetime | None = None
    """When it becomes out of date."""


@dataclass(frozen=True)
class Figure:
    """One number with all that is needed to show, explain and trace it."""

    value: float | int | None
    """None: not reported. Never a zero in its place."""
    unit: str
    """percent, rupiah, tps, days, or an item's unit (lembar, buah ...)."""
    state: State
    formula: Formula
    sources: tuple[Source, ...]
    freshness: Freshness
    target: float | int | None = None


@dataclass(frozen=True)
class Reason:
    """Why the verdict is what it is; `code` is a key of the texts."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class Readiness:
    """The headline. ready + not_ready + not_reported = 100 (percent)."""

    percent: Figure
    ready: float
    not_ready: float
    not_reported: float
    verdict: Verdict
    reasons: tuple[Reason, ...]
    of_reported: Figure | None = None
    """The same mean over what was reported alone; None where all of it was, or nothing."""


@dataclass(frozen=True)
class ItemStatus:
    """One item at the Board's place; amounts in the item's unit, None where nobody reported."""

    item: str
    need: int | None
    need_by_rule: int | None
    """What the profile's rule gives; None where the rule lacks its basis."""
    need_note: Reason | None
    """Why the two needs differ, when they do."""
    received: int | None
    damaged: int | None
    replaced: int | None
    good: int | None
    short: int | None
    percent: Figure
    """Stage "received and good"."""
    stages: tuple[tuple[str, Figure], ...]
    """Of each later stage that the sheets report: sorted, folded, packed, sent, confirmed."""
    state: State
    due: date
    """The next deadline that it can still meet, or the last one that it missed."""
    critical: bool
    cross_checks: tuple[Reason, ...] = ()
    """Differences between the grain that counts and the other grains."""
    weight: float = 0.0
    """Its points of the 100 of the readiness; 0 where it does not apply."""
    not_reported: float = 0.0
    """Percent of the need of which nobody reported."""
    expected: date | None = None
    """When the rest is expected by plan; a plan is never evidence."""
    late_since: date | None = None
    """The deadline that it missed, when something is still missing after it."""
    amounts: tuple[tuple[str, Figure], ...] = ()
    """need, received, damaged, replaced, good and short as figures; left out where nobody reported."""


@dataclass(frozen=True)
class Gauge:
    """The readiness of a stage or of a group of items; `code` is stage or group."""

    code: str
    percent: Figure
    not_reported: float


@dataclass(frozen=True)
class BallotRow:
    """The ledger of one ballot type, in lembar."""

    item: str
    need: int | None
    received: int | None
    damaged: int | None
    replaced: int | None
    good: int | None
    sorted: int | None
    folded: int | None
    short: int | None
    due: date
    days_left: int
    state: State
    need_formula: Formula | None
    """DPT and reserve by the rule."""


@dataclass(frozen=True)
class PlaceStatus:
    """A place below the Board's own."""

    place: Place
    percent: Figure
    reported: bool
    items: tuple[tuple[str, Figure], ...]
    """Percent of each item, for the heat table."""
    last_report: date | None
    not_reported: float = 0.0
    """Percent of its need of which nobody reported."""


@dataclass(frozen=True)
class Reporting:
    """Which places of a level told something of the goods, and which told nothing."""

    level: Level
    total: int
    silent: tuple[Place, ...]


@dataclass(frozen=True)
class Passage:
    """A station on the way of the boxes: "store" (the city's), "PPK", "PPS" or "TPS"."""

    code: str
    percent: Figure
    """Of what is planned to get there, what did."""
    unit: str
    """kotak or koli, as the sheets count."""
    arrived: int | None
    planned: int | None
    under_way: int | None
    """Has left for it and has not arrived; None where no sheet of shipments goes there."""
    begins: date | None = None
    """The first planned day of shipments to it."""


@dataclass(frozen=True)
class Alert:
    """Something that somebody must do something about; its words are `alerts.<code>` and
    `alerts.<code>-todo`."""

    code: str
    severity: Severity
    item: str | None
    place: Place | None
    """None: the Board's own place."""
    due: date | None
    days_left: int | None
    since: date | None
    figure: Figure | None
    values: tuple[tuple[str, Value], ...]
    """What its sentence needs beside item and place."""
    lost: int = 0
    """Days lost already: past the day that it missed, or beyond what the backward plan can bear."""


RightCode = Literal["amount", "kind", "time", "target", "quality", "thrift"]


@dataclass(frozen=True)
class Right:
    """One of the six rights of logistics: how many keep it of those of which it is known."""

    code: RightCode
    kept: int
    known: int
    unknown: int
    """Of which nobody reported enough to tell: neither kept nor broken."""
    broken: tuple[str, ...]
    """Item codes, of "target" codes of places, in the Board's order."""


@dataclass(frozen=True)
class Money:
    """Rupiah, whole; None where nobody reported. dicairkan = spj + setor_kembali + outstanding."""

    pagu: int | None
    dicairkan: int | None
    realisasi: int | None
    spj: int | None
    disahkan: int | None
    setor_kembali: int | None
    outstanding: int | None


NO_MONEY = Money(None, None, None, None, None, None, None)
"""Nobody reported any."""


@dataclass(frozen=True)
class MoneyRow:
    """The money of a place with all that lies below it; children add up to it together with `own`. A Board
    lists two levels below its own."""

    place: Place
    total: Money
    bodies: tuple[tuple[str, Money], ...]
    """Total by body: PPK, PPS, KPPS."""
    children: tuple["MoneyRow", ...]
    sources: tuple[Source, ...]
    own: Money = NO_MONEY
    """What sheets state of the place itself, or of places that this Board does not list: total = own +
    children."""


@dataclass(frozen=True)
class Finance:
    """The ad-hoc bodies' money below the Board's place."""

    total: Money
    figures: tuple[tuple[str, Figure], ...]
    """pagu, dicairkan, realisasi, spj, setor_kembali, outstanding as figures."""
    bodies: tuple[tuple[str, Money], ...]
    rows: tuple[MoneyRow, ...]
    """One a kecamatan (PPK) on a city's Board, one a kelurahan (PPS) on a kecamatan's, one a TPS (KPPS) on a
    kelurahan's."""
    own: Money = NO_MONEY
    """Stated of the Board's place as a whole, or of a place that is not on the list: total = own + rows."""


@dataclass(frozen=True)
class TpsCount:
    """Polling stations and how many of them have everything that they need."""

    total: int
    complete: Figure | None
    """None where no sheet goes down to TPS."""


@dataclass(frozen=True)
class Countdown:
    """Days to a deadline of the profile; negative when it has passed."""

    code: str
    day: date
    days_left: int


@dataclass(frozen=True)
class Unknown:
    """Facts whose place is not on the office's own list: they count for the city and for no place below it
    that the list has."""

    kind: str
    kecamatan: str | None
    kelurahan: str | None
    rows: int
    tps: int | None = None
    amounts: tuple[tuple[str, int], ...] = ()
    """What they hold by column, of all items and periods together, in units or whole rupiah."""
    level: Level = "kecamatan"
    """The first of its names that the list lacks: the places above it hold it, none at this level does."""


@dataclass(frozen=True)
class Board:
    """All numbers for one place and date."""

    place: Place
    as_of: date
    today: date
    election: str
    ledger: int
    """Version of the ledger: the number of its last row."""
    readiness: Readiness
    stages: tuple[Gauge, ...]
    groups: tuple[Gauge, ...]
    items: tuple[ItemStatus, ...]
    ballots: tuple[BallotRow, ...]
    tps: TpsCount
    places: tuple[PlaceStatus, ...]
    alerts: tuple[Alert, ...]
    """Worst first."""
    finance: Finance
    countdowns: tuple[Countdown, ...]
    rights: tuple[Right, ...]
    plan: BackwardPlan
    """Back from H-1 to the latest safe day of each item and stage."""
    unknown: tuple[Unknown, ...]
    reported_kinds: tuple[str, ...]
    """Kinds of sheet that are in force here."""
    replacements: tuple[Replacement, ...] = ()
    """Requests for what was damaged or short, the overdue ones first."""
    freshness: tuple[tuple[str, Freshness], ...] = ()
    """How old the newest sheet of each kind is."""
    funnel: tuple[Passage, ...] = ()
    """How far the boxes have come."""
    reporting: Reporting | None = None
    """Which places reported their goods; None where no sheet goes below the Board's place."""

"""The profiles of elections, one TOML file each, as frozen records."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from elections.accounts import Accounts, accounts
from elections.adhoc import Adhoc, adhoc
from elections.alert_rules import AlertRules, rules
from elections.granting import Granting, granting
from elections.spending import Spending, spending
from elections.storing import Storing, storing

_FOLDER = Path(__file__).parent

Basis = Literal["tps", "kelurahan", "kecamatan", "kota", "dpt"]
Rounding = Literal["exact", "up", "half-up", "always-one-more"]
"""exact: only the whole ballots that the share gives in full; the others round a part of a ballot."""
Rest = Literal["none", "sunday", "weekend"]
Zone = Literal["WIB", "WITA", "WIT"]
CLOCKS: dict[Zone, ZoneInfo] = {
    "WIB": ZoneInfo("Asia/Jakarta"),
    "WITA": ZoneInfo("Asia/Makassar"),
    "WIT": ZoneInfo("Asia/Jayapura"),
}
"""The three zones of Indonesia by the names that people write behind a time (Keppres 41/1987)."""


class UnknownElection(LookupError):
    """No profile of that name lies in elections/."""


@dataclass(frozen=True)
class Term:
    """One term of a need: so many per place of a level, or per voter of a polling station."""

    per: Basis
    factor: int
    reserve: Fraction
    """Share added on top, for ballots 1/50 (2 %) or 1/40 (2.5 %); counted per TPS, never on the total."""


@dataclass(frozen=True)
class Item:
    """A thing that the office must have: a ballot type or a piece of equipment."""

    code: str
    names: dict[str, str]
    """Name by language."""
    unit: str
    group: str
    """Code of the group whose gauge it belongs to."""
    weight: Fraction
    """Its part of the readiness of the whole; the weights of an election sum to 1."""
    ballot: bool
    per_dapil: bool
    """Whether it differs between the dapil of one city (the ballot that can be swapped)."""
    critical: bool
    """Whether voting cannot start without it."""
    need: tuple[Term, ...]
    """The rule of its need; empty when only the sheet can tell."""
    aliases: tuple[str, ...]
    """Other ways in which tracking sheets write it."""


@dataclass(frozen=True)
class Pack:
    """In what ballots are packed, in sheets: setting."""

    bundle: int
    box: int


@dataclass(frozen=True)
class Deadline:
    """A date by which a stage must be done; `code` is its key in the texts."""

    code: str
    day: date


@dataclass(frozen=True)
class Distribution:
    """When goods reach each level, and how long they may stay there: setting."""

    days: dict[str, int]
    """By body (PPK, PPS, TPS): so many days before voting day its goods are there."""
    confirm_hour: int
    """Hour of H-1, by the office's clock, at which every polling station has confirmed its goods."""
    ppk_keeps: int
    """Boxes that come with a shipment to a PPK and stay there as its own."""
    pps_nights: int
    """Nights that boxes may stay at a PPS."""


@dataclass(frozen=True)
class DamageCause:
    """Something that makes a ballot unfit, as the election's rules name it."""

    code: str
    names: dict[str, str]
    """Name by language."""
    words: tuple[str, ...]
    """By which sorting sheets name it, in lower case."""


@dataclass(frozen=True)
class Honor:
    """What a role of an ad-hoc body is paid: rupiah per person and month (KPPS: once)."""

    body: str
    role: str
    members: int
    amount: int


@dataclass(frozen=True, eq=False)
class Election:
    """The profile of one election; compared and hashed by identity, since `load` gives one object a code."""

    code: str
    names: dict[str, str]
    voting_day: date
    rounding: Rounding
    reserve_law: str
    """Where the share of reserve ballots stands."""
    voters_per_tps: int
    """Most voters that a polling station may have."""
    deadlines: tuple[Deadline, ...]
    """In order of their dates; at_city (everything received) and at_tps (H-1) are always among them."""
    groups: dict[str, dict[str, str]]
    """Names of the groups of items, by code and language, in the order in which they are shown."""
    items: tuple[Item, ...]
    honor: tuple[Honor, ...]
    damage_causes: tuple[DamageCause, ...]
    ready_at: float
    """Percent from which the verdict may be SIAP."""
    attention_at: float
    """Percent below which the verdict is BELUM SIAP."""
    stale_after: timedelta
    """Age from which a figure counts as out of date: setting, in hours."""
    silent_after: timedelta
    """Time without a report from which on a kecamatan counts as silent."""
    drop_limit: Fraction
    """Share by which a total may fall from one sheet to the next before somebody must say why: setting."""
    damage_limit: Fraction
    """Share of damaged ballots from which an alert is raised: the reserve."""
    near_days: int
    """Days left over below which a step of the backward plan counts as tight: setting."""
    promise_days: int
    """Days that a request for replacement may wait for a promised day before an alert is raised: setting."""
    spj_days: int
    """Days from the disbursement within which money must be accounted for."""
    plan: tuple[tuple[str, float], ...]
    """Stages after receiving in their order, with the full working days that each takes: setting. All but the
    first, which is done with each ballot type by itself, wait for all goods."""
    days_off: tuple[date, ...]
    """Days on which the office does not work: setting."""
    days_half: tuple[date, ...]
    """Days on which it does half of a full day's work: setting."""
    rest: Rest
    """Weekdays on which it does not work: setting."""
    friday: float
    """Percent of a full day's work that is done on a Friday: setting."""
    packs: dict[str, Pack]
    """By code of the ballot."""
    zone: Zone
    """The zone of the office's clock: setting."""
    distribution: Distribution
    alerts: AlertRules
    """Which rules raise an alert: setting."""
    fetches_weather: bool
    """Whether forecasts may be fetched over the network: setting, off by default."""
    storing: Storing
    """How much room goods take, and what rules a storage place out: setting."""
    spending: Spending
    """When the ad-hoc bodies work, and how far their spending may lag behind: setting."""
    accounts: Accounts
    """The accounts that the ad-hoc bodies may use, and for what: setting."""
    adhoc: Adhoc
    """How the ad-hoc bodies are paid, and how they account for it: setting."""
    granting: Granting
    """When the city's grants are due: setting."""

    @property
    def clock(self) -> ZoneInfo:
        """The office's clock: days are counted and moments shown by it, wherever the server stands."""
        return CLOCKS[self.zone]

    def item(self, code: str) -> Item:
        """The item of that code; raises KeyError."""
        for one in self.items:
            if one.code == code:
                return one
        raise KeyError(code)

    def deadline(self, code: str) -> date:
        """The date of that deadline; raises KeyError."""
        for one in self.deadlines:
            if one.code == code:
                return one.day
        raise KeyError(code)

    def there_by(self, body: str) -> date:
        """The day by which the goods of a body (PPK, PPS, TPS) are there; raises KeyError."""
        return self.voting_day - timedelta(days=self.distribution.days[body])

    @property
    def confirmed_by(self) -> datetime:
        """The moment at which every polling station has confirmed its goods."""
        return datetime.combine(self.deadline("at_tps"), time(self.distribution.confirm_hour), self.clock)


def codes() -> tuple[str, ...]:
    """The elections that there are profiles for."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml") if path.stem != "settings"))


@cache
def load(code: str) -> Election:
    """The profile `elections/<code>.toml`; raises UnknownElection with the names that exist."""
    return build(code, raw(code))


@cache
def raw(code: str) -> dict[str, Any]:
    """The tables of `elections/<code>.toml` as they stand there, not to be changed; raises
    UnknownElection."""
    if code not in codes():
        raise UnknownElection(f"{code}: {', '.join(codes())}")
    return tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


def build(code: str, raw: dict[str, Any]) -> Election:
    """The profile that such tables describe."""
    groups = {key: dict(names) for key, names in raw["groups"].items()}
    shares = {key: Fraction(str(share)) for key, share in raw["weights"].items()}
    rows = raw["items"]
    fixed = sum((Fraction(str(row["weight"])) for row in rows if "weight" in row), Fraction(0))
    total = sum(shares.values(), Fraction(0)) + fixed
    sizes = {key: sum(1 for row in rows if "weight" not in row and _share_key(row) == key) for key in shares}
    items = tuple(
        Item(
            code=row["code"],
            names={"id": row["id"], "en": row["en"]},
            unit=row["unit"],
            group=row["group"],
            weight=(
                Fraction(str(row["weight"]))
                if "weight" in row
                else shares[_share_key(row)] / sizes[_share_key(row)]
            )
            / total,
            ballot=row.get("ballot", False),
            per_dapil=row.get("per_dapil", False),
            critical=row.get("critical", False),
            need=tuple(
                Term(term["per"], term["factor"], Fraction(term.get("reserve", "0")))
                for term in row.get("need", [])
            ),
            aliases=tuple(row.get("aliases", [])),
        )
        for row in rows
    )
    return Election(
        code=code,
        names=dict(raw["names"]),
        voting_day=raw["voting_day"],
        rounding=raw["rounding"],
        reserve_law=raw["reserve_law"],
        voters_per_tps=raw["voters_per_tps"],
        deadlines=tuple(
            sorted((Deadline(k, d) for k, d in raw["deadlines"].items()), key=lambda one: one.day)
        ),
        groups=groups,
        items=items,
        honor=tuple(Honor(row["body"], row["role"], row["members"], row["amount"]) for row in raw["honor"]),
        damage_causes=tuple(
            DamageCause(row["code"], {"id": row["id"], "en": row["en"]}, tuple(row["words"]))
            for row in raw["damage_causes"]
        ),
        ready_at=float(raw["limits"]["ready_at"]),
        attention_at=float(raw["limits"]["attention_at"]),
        stale_after=timedelta(hours=raw["limits"]["stale_hours"]),
        silent_after=timedelta(hours=raw["limits"]["silent_hours"]),
        drop_limit=Fraction(raw["limits"]["drop"]),
        damage_limit=Fraction(raw["limits"]["damage"]),
        near_days=raw["limits"]["near_days"],
        promise_days=raw["limits"]["promise_days"],
        spj_days=raw["limits"]["spj_days"],
        plan=tuple((stage, float(days)) for stage, days in raw["plan"].items()),
        days_off=tuple(raw["calendar"]["off"]),
        days_half=tuple(raw["calendar"]["half"]),
        rest=raw["calendar"]["rest"],
        friday=float(raw["calendar"]["friday"]),
        packs={code: Pack(size, raw["packs"]["box"][code]) for code, size in raw["packs"]["bundle"].items()},
        zone=raw["calendar"]["zone"],
        distribution=Distribution(
            {body: raw["distribution"][f"{body.lower()}_days"] for body in ("PPK", "PPS", "TPS")},
            raw["distribution"]["confirm_hour"],
            raw["distribution"]["ppk_keeps"],
            raw["distribution"]["pps_nights"],
        ),
        alerts=rules(raw["alerts"]),
        fetches_weather=raw["weather"]["fetch"] == "on",
        storing=storing(raw["storage"]),
        spending=spending(raw["money"]),
        accounts=accounts(raw["accounts"]),
        adhoc=adhoc(raw["adhoc"], raw["documents"]),
        granting=granting(raw["grants"]),
    )


def _share_key(row: dict[str, Any]) -> str:
    return "ballots" if row.get("ballot") else "others"

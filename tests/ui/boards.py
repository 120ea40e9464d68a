"""A Board of plain records for tests of screens: Kota Pekalongan on 22 December 2023."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import elections
from metrics.backward import BackwardPlan
from metrics.model import (
    Alert,
    BallotRow,
    Board,
    Countdown,
    Figure,
    Finance,
    Formula,
    Freshness,
    Gauge,
    ItemStatus,
    Money,
    MoneyRow,
    Place,
    PlaceStatus,
    Readiness,
    Reason,
    Source,
    State,
    TpsCount,
)

DAY = date(2023, 12, 22)
DUE = date(2024, 1, 15)
CITY = Place("33.75", "Kota Pekalongan", "kota", None)
KECAMATAN = (
    Place("33.75.01", "Pekalongan Barat", "kecamatan", "33.75"),
    Place("33.75.02", "Pekalongan Timur", "kecamatan", "33.75"),
    Place("33.75.03", "Pekalongan Utara", "kecamatan", "33.75"),
    Place("33.75.04", "Pekalongan Selatan", "kecamatan", "33.75"),
)
KELURAHAN = (
    Place("33.75.01.1001", "Medono", "kelurahan", "33.75.01"),
    Place("33.75.01.1002", "Podosugih", "kelurahan", "33.75.01"),
)
PLACES = (CITY, *KECAMATAN, *KELURAHAN)
FRESH = Freshness(DAY, datetime(2023, 12, 22, 9, 5, tzinfo=UTC), "Kasubbag KUL", False)
NO_MONEY = Money(None, None, None, None, None, None, None)
MISSING = ("PPWP", "DPD")


def source(kind: str, *measures: str, **where: Any) -> Source:
    """A source at the city."""
    return Source(kind, measures, "Kota Pekalongan", **where)


def figure(value: float | int | None, unit: str = "percent", state: State = "short", **more: Any) -> Figure:
    """A figure of the logistics sheet."""
    return Figure(
        value,
        unit,
        state,
        Formula("progress", (("ready", 80), ("need", 100), ("percent", value))),
        (source("logistik", "kebutuhan", "diterima"),),
        FRESH,
        **more,
    )


def item(code: str) -> ItemStatus:
    """An item that is all there, or one of MISSING with nothing."""
    profile = elections.load("pemilu-2024").item(code)
    need = 236_712 if profile.ballot else 4_413
    gone = code in MISSING
    got = 0 if gone else need
    state: State = "not-received" if gone else "complete"
    return ItemStatus(
        item=code,
        need=need,
        need_by_rule=need + (8 if code == "KOTAK" else 0),
        need_note=None,
        received=got,
        damaged=0,
        replaced=0,
        good=got,
        short=need - got,
        percent=figure(0.0 if gone else 100.0, state=state, target=100),
        stages=(("sorted", figure(25.0)), ("packed", figure(None, state="not-reported"))),
        state=state,
        due=DUE,
        critical=profile.critical,
    )


def money(pagu: int, out: int = 0) -> Money:
    """Money of which everything was disbursed, `out` of it not accounted for."""
    return Money(pagu, pagu, pagu - out, pagu - out, pagu - out, 0, out)


def board(**changes: Any) -> Board:
    """The Board; `changes` replace its fields."""
    profile = elections.load("pemilu-2024")
    items = tuple(item(one.code) for one in profile.items)
    rows = tuple(
        MoneyRow(
            place,
            money(250_000_000 + 1_000_000 * number, 10_000_000 * number),
            (
                ("PPK", money(50_000_000)),
                ("PPS", money(200_000_000 + 1_000_000 * number, 10_000_000 * number)),
            ),
            (),
            (source("keuangan", "dicairkan", "spj", kecamatan=place.name),),
            NO_MONEY,
        )
        for number, place in enumerate(KECAMATAN)
    )
    total = money(1_006_000_000, 60_000_000)
    whole = Board(
        place=CITY,
        as_of=DAY,
        today=DAY,
        election="pemilu-2024",
        ledger=7,
        readiness=Readiness(
            figure(80.0, target=99.5),
            80.0,
            20.0,
            0.0,
            "PERHATIAN",
            (Reason("below-ready", (("percent", 80.0), ("limit", 99.5))),),
        ),
        stages=(Gauge("received", figure(80.0), 0.0), Gauge("sorted", figure(25.0), 40.0)),
        groups=tuple(
            Gauge(code, figure(60.0) if code == "ballots" else figure(100.0, state="complete"), 0.0)
            for code in profile.groups
        ),
        items=items,
        ballots=tuple(
            BallotRow(
                one.item,
                one.need,
                one.received,
                0,
                0,
                one.good,
                None,
                None,
                one.short,
                DUE,
                24,
                one.state,
                Formula(
                    "ballot-need-up",
                    (("dpt", 231_650), ("reserve", 5_062), ("share", 2), ("tps", 881), ("need", one.need)),
                ),
            )
            for one in items
            if profile.item(one.item).ballot
        ),
        tps=TpsCount(881, None),
        places=tuple(
            PlaceStatus(place, figure(80.0), True, tuple((one.item, one.percent) for one in items), DAY)
            for place in KECAMATAN
        ),
        alerts=tuple(
            Alert(
                "ballot-not-received",
                "warning",
                code,
                None,
                DUE,
                24,
                None,
                figure(0, "lembar"),
                (("short", 236_712), ("need", 236_712), ("unit", "lembar")),
            )
            for code in MISSING
        ),
        finance=Finance(
            total,
            tuple(
                (name, figure(getattr(total, name), "rupiah", "complete"))
                for name in ("pagu", "dicairkan", "realisasi", "spj", "setor_kembali", "outstanding")
            ),
            (("PPK", money(200_000_000)), ("PPS", money(806_000_000, 60_000_000))),
            rows,
            NO_MONEY,
        ),
        countdowns=(
            Countdown("at_city", DUE, 24),
            Countdown("at_tps", date(2024, 2, 13), 53),
            Countdown("voting", date(2024, 2, 14), 54),
        ),
        rights=(),
        plan=BackwardPlan(date(2024, 2, 13), (), (), ()),
        unknown=(),
        reported_kinds=("tps", "logistik", "keuangan"),
    )
    return replace(whole, **changes)

"""Alerts about money: over the ceiling, beyond what was disbursed, accounted for too late, paid twice,
lost on the way down."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter

import narwhals as nw

from elections import Election
from metrics.claims import Claims
from metrics.finance import OUTSTANDING, Choice, Row, due, inside
from metrics.items import Where
from metrics.model import Alert, Figure, Formula, Freshness, Place, Source, Value
from metrics.money_chain import broken, may_break
from metrics.money_doubles import alike, doubles
from metrics.money_faults import sources
from metrics.money_lines import MONEY, Line, lines
from metrics.needs import KEYS, NOWHERE

_COMPARED: Mapping[str, tuple[tuple[str, str], str]] = {
    "over-pagu": (("dicairkan", "pagu"), "over_pagu"),
    "realised-over-disbursed": (("realisasi", "dicairkan"), "over_disbursed"),
    "spj-over-disbursed": (("spj", "dicairkan"), "over_accounted"),
}
"""Which amount is more than which, and where a row says by how much."""
_KEYS = ("subject", "grain", "kecamatan", "kelurahan", "tps")


def excesses(
    rows: Sequence[Row], choice: Choice, places: Mapping[str, Place], office: str, fresh: Freshness
) -> list[Alert]:
    """`over-pagu`, `realised-over-disbursed` and `spj-over-disbursed`, one a body and kecamatan; equality is
    no excess."""
    return [alert for code in _COMPARED for alert in _summed(code, rows, choice, places, office, fresh)]


def _summed(
    code: str,
    rows: Sequence[Row],
    choice: Choice,
    places: Mapping[str, Place],
    office: str,
    fresh: Freshness,
) -> list[Alert]:
    measures, name = _COMPARED[code]
    pick = attrgetter(name)
    over: dict[tuple[str, str], list[Row]] = {}
    for one in rows:
        if pick(one) and choice.counts(one, "dicairkan"):
            over.setdefault((one.at[0], one.body), []).append(one)
    added = {key: [pick(one) for one in members] for key, members in over.items()}
    return [
        Alert(
            code,
            "critical",
            None,
            places.get(kecamatan),
            None,
            None,
            None,
            _figure(code, sum(amounts), over[kecamatan, body], measures, office, fresh, name),
            (("body", body), ("amount", sum(amounts)), ("count", len(amounts))),
        )
        for (kecamatan, body), amounts in sorted(added.items(), key=lambda pair: (-sum(pair[1]), pair[0]))
    ]


def of_rows(
    keuangan: nw.LazyFrame,
    where: Where,
    places: Mapping[str, Place],
    claims: Claims,
    fresh: Freshness,
    election: Election,
) -> list[Alert]:
    """What rows tell together; they are looked at only where they could tell it."""
    mine = inside(keuangan, where)
    paid_twice, handed_on = alike(mine), may_break(mine, claims)
    if not (paid_twice or handed_on):
        return []
    rows = lines(keuangan, MONEY, where)
    found = _doubled(rows, where.office, fresh, election) if paid_twice else []
    return [*found, *_chained(rows, where, places, fresh)] if handed_on else found


def _doubled(rows: Sequence[Line], office: str, fresh: Freshness, election: Election) -> list[Alert]:
    """`money-double`: payments of the office's own sheets that may be the same, all in one alert."""
    found = [one for one in doubles(rows, election) if one.code == "double-payment"]
    if not found:
        return []
    amount = sum(one.amount or 0 for one in found)
    values = (("count", len(found)), ("amount", amount))
    cells = sources((spot for one in found for spot in one.spots), office)
    figure = Figure(amount, "rupiah", "short", Formula("money-double", values), cells, fresh)
    return [Alert("money-double", "warning", None, None, None, None, None, figure, values)]


def _chained(
    rows: Sequence[Line], where: Where, places: Mapping[str, Place], fresh: Freshness
) -> list[Alert]:
    """`money-chain`: the first break of the chain of money, and how many others there are."""
    found, _ = broken(rows)
    if not found:
        return []
    first = found[0]
    told = dict(first.values)
    kecamatan, kelurahan, tps = first.at
    name = f"{tps:03d} {kelurahan}" if tps != NOWHERE["tps"] else kelurahan or kecamatan or where.office
    values: tuple[tuple[str, Value], ...] = (
        ("level", first.body),
        ("at", name),
        ("out", told["out"]),
        ("into", told["into"]),
        ("difference", first.amount),
        ("more", len(found) - 1),
    )
    cells = sources(first.spots, where.office)
    figure = Figure(first.amount, "rupiah", "short", Formula("money-chain", values), cells, fresh)
    place = places.get(kecamatan)
    return [Alert("money-chain", "critical", None, place, None, None, None, figure, values)]


def _figure(
    name: str,
    amount: int,
    rows: Sequence[Row],
    measures: tuple[str, ...],
    office: str,
    fresh: Freshness,
    over: str = "",
) -> Figure:
    """An amount of money that opens the rows that it stands on, and no others: of an excess those of the
    accounts that are over."""
    keys = {
        (
            row.subject,
            row.grain,
            *(None if at == NOWHERE[key] else at for key, at in zip(KEYS, row.at, strict=True)),
            *account,
        )
        for row in rows
        for account in ([(one or None,) for one in row.over[over]] if over else [()])
    }
    among = tuple(sorted(keys, key=lambda key: tuple(map(str, key))))
    formula = Formula(name, (("amount", amount), ("count", len(rows))))
    source = Source("keuangan", measures, office, by=(*_KEYS, "akun") if over else _KEYS, among=among)
    return Figure(amount, "rupiah", "short", formula, (source,), fresh)


def spj_late(
    rows: Sequence[Row],
    choice: Choice,
    places: Mapping[str, Place],
    office: str,
    fresh: Freshness,
    election: Election,
    today: date,
) -> list[Alert]:
    """Money not accounted for by its last day; one alert a body and kecamatan.

    It counts from the (last) disbursement, else from the end of its month, or lies in the month that follows;
    money whose day nobody tells cannot be late. Each body counts for itself: none covers for another. A
    warning: it blocks the next transfer, not the voting.
    """
    late: dict[tuple[str, str], list[tuple[date, Row]]] = {}
    # Thousands of polling stations are paid on the same few days.
    last = {
        (body, period, day): due(body, period, day, election)
        for body, period, day in {(one.body, one.period, one.disbursed_on) for one in rows}
    }
    for one in rows:
        limit = last[one.body, one.period, one.disbursed_on]
        if limit is None or today <= limit or not one.outstanding:
            continue
        if choice.counts(one, "dicairkan"):
            late.setdefault((one.at[0], one.body), []).append((limit, one))
    alerts = []
    for (kecamatan, body), parts in sorted(late.items()):
        oldest = min(limit for limit, _ in parts)
        amount = sum(one.outstanding for _, one in parts)
        members = [one for _, one in parts]
        alerts.append(
            Alert(
                "spj-late",
                "warning",
                None,
                places.get(kecamatan),
                oldest,
                (oldest - today).days,
                oldest,
                _figure("spj-late", amount, members, OUTSTANDING, office, fresh),
                (
                    ("body", body),
                    ("amount", amount),
                    ("count", len(parts)),
                    ("late", (today - oldest).days),
                ),
            )
        )
    return sorted(alerts, key=lambda one: one.days_left or 0)

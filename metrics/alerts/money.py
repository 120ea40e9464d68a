"""Alerts about money: over the ceiling, spent beyond what was disbursed, accounted for too late."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from elections import Election
from metrics.finance import OUTSTANDING, Choice, Row, month_end
from metrics.model import Alert, Figure, Formula, Freshness, Place, Source
from metrics.needs import KEYS, NOWHERE

_COMPARED: Mapping[str, tuple[tuple[str, str], Callable[[Row], int]]] = {
    "over-pagu": (("dicairkan", "pagu"), lambda one: one.over_pagu),
    "realised-over-disbursed": (("realisasi", "dicairkan"), lambda one: one.over_disbursed),
    "spj-over-disbursed": (("spj", "dicairkan"), lambda one: one.over_accounted),
}
"""Which amount is more than which, and by how much in a row."""
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
    measures, pick = _COMPARED[code]
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
            _figure(code, sum(amounts), len(amounts), over[kecamatan, body], measures, office, fresh),
            (("body", body), ("amount", sum(amounts)), ("count", len(amounts))),
        )
        for (kecamatan, body), amounts in sorted(added.items(), key=lambda pair: (-sum(pair[1]), pair[0]))
    ]


def _figure(
    name: str,
    amount: int,
    count: int,
    rows: Sequence[Row],
    measures: tuple[str, ...],
    office: str,
    fresh: Freshness,
) -> Figure:
    """An amount of money that opens the rows that it stands on, and no others."""
    keys = {
        (
            row.subject,
            row.grain,
            *(None if at == NOWHERE[key] else at for key, at in zip(KEYS, row.at, strict=True)),
        )
        for row in rows
    }
    among = tuple(sorted(keys, key=lambda key: tuple(map(str, key))))
    formula = Formula(name, (("amount", amount), ("count", count)))
    source = Source("keuangan", measures, office, by=_KEYS, among=among)
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
    """Money not accounted for within `spj_days` of its disbursement; one alert a body and kecamatan.

    The day is the (last) disbursement's, else the last day of its month; money whose day nobody tells cannot
    be late. Each body counts for itself: none covers for another. A warning: it blocks the next transfer, not
    the voting.
    """
    late: dict[tuple[str, str], list[tuple[date, Row]]] = {}
    for one in rows:
        start = one.disbursed_on or month_end(one.period)
        if start is None or not one.outstanding or not choice.counts(one, "dicairkan"):
            continue
        limit = start + timedelta(days=election.spj_days)
        if today > limit:
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
                _figure("spj-late", amount, len(parts), members, OUTSTANDING, office, fresh),
                (
                    ("body", body),
                    ("amount", amount),
                    ("count", len(parts)),
                    ("late", (today - oldest).days),
                ),
            )
        )
    return sorted(alerts, key=lambda one: one.days_left or 0)

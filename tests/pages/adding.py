"""What the cells behind a number give: a rule for each formula; it names what no cell gives, and why."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Any

from elections import CHECKLIST, Election, Rounding
from metrics import RULES, Figure
from metrics.needs import reserve
from store import Cell

Values = Mapping[str, Any]
_HEIGHTS = ("tinggi_pakai_m", "tinggi_m")
PROOF = ("dikonfirmasi", "didistribusikan", "dikemas")
"""Stages that tell what is at a polling station, the furthest first."""


@dataclass(frozen=True)
class Behind:
    """The cells that are listed for a number."""

    cells: Sequence[tuple[str, Cell]]
    """Each with the kind of its sheet."""
    election: Election
    day: date

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The cells of each row about one thing: measure and value, with "subject", "place" and "kind"."""
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for kind, cell in self.cells:
            number = "".join(filter(str.isdigit, cell.cell))
            key = (kind, cell.upload_id, cell.sheet, number, cell.row)
            row = found.setdefault(key, {"kind": kind, "subject": cell.row[0], "place": cell.row})
            row[cell.measure] = cell.value
        return list(found.values())

    def sum(self, *measures: str) -> int:
        """All cells of these columns added up; of none named, all cells."""
        return sum(_number(cell) for _, cell in self.cells if not measures or cell.measure in measures)

    def count(self, *kinds: str) -> int:
        """How many rows there are of these kinds of sheet; of none named, all."""
        return sum(1 for row in self.rows if not kinds or row["kind"] in kinds)

    def first(self, *measures: str) -> int:
        """Row by row the first of these columns that holds something, added up."""
        return sum(_first(row, measures) or 0 for row in self.rows)

    @cached_property
    def places(self) -> list[dict[str, Any]]:
        """The rows of goods, those of one item and place added up."""
        found: dict[Any, dict[str, Any]] = defaultdict(dict)
        for row in self.rows:
            one = found[row["place"]]
            for name, value in row.items():
                adds = isinstance(value, int) and name in one
                one[name] = one[name] + value if adds else value
        return list(found.values())

    def of_item(self, item: str) -> "Behind":
        """The cells of one item, or of one body."""
        own = [one for one in self.cells if _subject(one[1]) == item]
        return Behind(own, self.election, self.day)

    def of_kind(self, kind: str) -> "Behind":
        """The cells of one kind of sheet."""
        return Behind([one for one in self.cells if one[0] == kind], self.election, self.day)

    @property
    def items(self) -> set[str]:
        """The items that the cells speak of."""
        return {_subject(cell) for _, cell in self.cells}


def _number(cell: Cell) -> int:
    assert isinstance(cell.value, int), cell
    return cell.value


def _subject(cell: Cell) -> str:
    return str(cell.row[0] or "").split("|")[0]


def _first(row: Mapping[str, Any], measures: Sequence[str]) -> Any:
    return next((row[one] for one in measures if row.get(one) is not None), None)


def _there(row: Mapping[str, Any]) -> int | None:
    """What is there of an item at a place, by the columns that are listed; None: nobody said."""
    stages = [name for name in row if name in (*PROOF, "disortir", "dilipat")]
    if stages:
        return _first(row, (*PROOF, "dilipat", "disortir"))
    if row.get("diterima") is None:
        return None
    return row["diterima"] - row.get("rusak", 0) + row.get("pengganti", 0)


def ready(behind: Behind) -> int:
    """Place by place what is there, at most its need."""
    return sum(min(max(_there(row) or 0, 0), row.get("kebutuhan", 0)) for row in behind.places)


def points(behind: Behind) -> float:
    """The readiness of each item times its weight."""
    found = 0.0
    for item in behind.items:
        own = behind.of_item(item)
        if need := own.sum("kebutuhan"):
            found += float(behind.election.item(item).weight) * 100 * ready(own) / need
    return found


def _lacking(behind: Behind) -> int:
    return sum(ready(own) < own.sum("kebutuhan") for own in map(behind.of_item, behind.items))


def _not_come(behind: Behind) -> int:
    return sum(not own.sum("diterima") for own in map(behind.of_item, behind.items))


def _complete_stations(behind: Behind) -> int:
    stations: dict[Any, bool] = defaultdict(lambda: True)
    for row in behind.places:
        stations[row["place"][2:]] &= (_there(row) or 0) >= row.get("kebutuhan", 0)
    return sum(stations.values())


def _arrived(behind: Behind) -> int:
    came = [row for row in behind.rows if row.get("tgl_tiba") and row["tgl_tiba"] <= behind.day]
    return sum(_first(row, ("kotak_tiba", "koli_tiba", "kotak", "koli")) or 0 for row in came)


def _of_body(body: str) -> Callable[[Behind], int]:
    return lambda behind: behind.of_item(body).sum()


def _left(behind: Behind) -> int:
    return behind.sum("dicairkan") - behind.sum("spj", "setor_kembali")


def _not_paid(behind: Behind) -> int:
    return behind.sum("pagu") - behind.sum("dicairkan")


def _pay(behind: Behind) -> int:
    rated = [row for row in behind.rows if row.get("upah_per_lembar") is not None]
    return sum(round((_first(row, ("dilipat", "disortir")) or 0) * row["upah_per_lembar"]) for row in rated)


def _without_rate(behind: Behind) -> int:
    bare = [row for row in behind.rows if row.get("upah_per_lembar") is None]
    return sum(_first(row, ("dilipat", "disortir")) or 0 for row in bare)


def handled(behind: Behind) -> int:
    """Sorted; where that column is blank, folded plus damaged."""
    found = 0
    for row in behind.rows:
        other = (row.get("dilipat") or 0) + (row.get("rusak") or 0)
        found += row["disortir"] if row.get("disortir") is not None else other
    return found


Of = Callable[[Behind], float]


def total(*measures: str) -> Of:
    """These columns added up; of none named, all cells."""
    return lambda behind: behind.sum(*measures)


def rows(*kinds: str) -> Of:
    """As many as there are rows."""
    return lambda behind: behind.count(*kinds)


@dataclass(frozen=True)
class Rule:
    """How cells lead to a number: each value in its formula is given by cells, follows from the others or
    comes from elsewhere, which is said."""

    result: str | tuple[str, ...]
    """The value of the formula that is the number; of several, one of them."""
    cells: Mapping[str, Of] = field(default_factory=dict)
    follows: Mapping[str, Callable[[Values], Any]] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Where each value comes from that no cell holds."""

    def wrong(self, figure: Figure, behind: Behind) -> Iterator[str]:
        """What of the number its cells do not give."""
        values = dict(figure.formula.values)
        names = self.result if isinstance(self.result, tuple) else (self.result,)
        if all(values.get(name) != figure.value for name in names):
            yield f"the number is {figure.value}, its formula gives {[values.get(name) for name in names]}"
        for name, value in values.items():
            if value is None or name in self.elsewhere:
                continue
            if name in self.cells:
                given = self.cells[name](behind)
            elif name in self.follows:
                given = self.follows[name](values)
            else:
                yield f"nothing tells {name}"
                continue
            if not isinstance(value, int | float) or abs(given - value) > 1e-6:
                yield f"{name} is {value}, its cells give {given}"


SETTING = "a setting, which the page Pengaturan shows with its own source"
LISTED = "places of the office's list of polling stations"
CALENDAR = "the day of the Board or a day of the election's calendar"
WORDS = "a word, not a number"
ROUNDED = "an estimate by rate and calendar, of the amounts in the cells"


def share(part: str, whole: str) -> Callable[[Values], float]:
    """So many in a hundred."""
    return lambda v: v[part] * 100 / v[whole] if v[whole] else 0.0


def less(whole: str, *parts: str) -> Callable[[Values], float]:
    """One value less others."""
    return lambda v: v[whole] - sum(v[one] or 0 for one in parts)


GOOD: Mapping[str, Of] = {
    "received": total("diterima"),
    "damaged": total("rusak"),
    "replaced": total("pengganti"),
}
READY: Mapping[str, Of] = {"ready": ready, "need": total("kebutuhan")}
PERCENT = {"percent": share("ready", "need")}
PAPERS = "documents that the rows below hold, by their marks"
SUM = Rule("total", {"total": total()})
DUE_LEFT = {"due": CALENDAR, "first": CALENDAR, "last": CALENDAR, "day": CALENDAR}


def _bodies(*names: str) -> dict[str, Of]:
    return {name: _of_body(name.upper()) for name in names}


def _other_bodies(behind: Behind) -> int:
    return behind.sum() - sum(_of_body(one)(behind) for one in ("PPK", "PPS", "KPPS"))


def _rights() -> dict[str, Rule]:
    lacking = {"known": lambda behind: len(behind.items), "broken": _lacking}
    kept, seen = {"kept": less("known", "broken")}, {"unknown": LISTED}
    come = {"known": lambda behind: sum(_judged(behind.of_item(one)) for one in behind.items)}
    of_items = {"known": lambda behind: len(behind.items)}
    by_days = {"broken": "kinds past a day of the election's calendar or the plan", **seen}
    by_limit = {"broken": "kinds beyond the limit of damage, " + SETTING, **seen}
    by_place = {"broken": "places below, told each by its own number", "known": LISTED, **seen}
    above = {"broken": lambda behind: sum(_above(behind.of_item(one)) for one in behind.items)}
    return {
        "right-amount": Rule("kept", lacking, kept, seen),
        "right-kind": Rule("kept", {**of_items, "broken": _not_come}, kept, seen),
        "right-time": Rule("kept", of_items, kept, by_days),
        "right-quality": Rule("kept", come, kept, by_limit),
        "right-target": Rule("kept", {}, kept, by_place),
        "right-thrift": Rule("kept", {**of_items, **above}, kept, seen),
    }


def _judged(behind: Behind) -> bool:
    told = {cell.measure for _, cell in behind.cells}
    return {"diterima", "rusak"} <= told


def _above(behind: Behind) -> bool:
    return behind.sum("diterima") - behind.sum("rusak") + behind.sum("pengganti") > behind.sum("kebutuhan")


def _goods() -> dict[str, Rule]:
    partly = {"missing": lambda behind: sum(r["kebutuhan"] for r in behind.places if _there(r) is None)}
    good = {"good": lambda v: v["received"] - v["damaged"] + v["replaced"]}
    weighing = {"weight": "weights of the election's profile", "items": "items that the place needs"}
    plain = {"percent": share("points", "weight")}
    return {
        "added-up": SUM,
        "need-by-rule": Rule("total", elsewhere={"total": f"rule of the election on {LISTED}"}),
        "progress": Rule("percent", READY, PERCENT),
        "progress-partly": Rule("percent", {**READY, **partly}, PERCENT),
        "progress-good": Rule("percent", {**READY, **GOOD}, {**PERCENT, **good}),
        "progress-good-partly": Rule("percent", {**READY, **GOOD, **partly}, {**PERCENT, **good}),
        "good": Rule("good", GOOD, good),
        "short": Rule("short", READY, {"short": less("need", "ready")}),
        "weighted": Rule("percent", {"points": points}, plain, weighing),
        "weighted-partly": Rule(
            "percent", {"points": points}, plain, {**weighing, "not_reported": "what no cell tells"}
        ),
        "weighted-reported": Rule(
            "percent",
            {"points": points},
            {"percent": share("points", "reported")},
            {"reported": "weights of the election's profile, of what cells tell"},
        ),
        "tps-complete": Rule(
            "complete",
            {"complete": _complete_stations, "items": lambda behind: len(behind.items)},
            elsewhere={"total": LISTED},
        ),
        "arrived": Rule(
            "percent",
            {"arrived": _arrived, "planned": total("kotak", "koli")},
            {"percent": lambda v: min(100.0, v["arrived"] * 100 / v["planned"])},
        ),
        "replacement": Rule("count", {"total": total()}, elsewhere={"count": "one of the rows below"}),
        "slack": Rule(
            "slack",
            follows={"slack": lambda v: (v["latest"] - v["expected"]).days},
            elsewhere={"latest": CALENDAR, "expected": ROUNDED},
        ),
        "plan-days": Rule(
            "days", elsewhere={"percent": "the share that the stage's own number tells", "days": ROUNDED}
        ),
        "course-difference": Rule(
            "difference",
            follows={
                "difference": less("percent", "planned"),
                "planned": _on_line,
            },
            elsewhere={
                "percent": "the number beside it, of its day",
                "share": "the first reported share, else nothing",
                **dict.fromkeys(("first", "end", "day"), CALENDAR),
            },
        ),
        **_rights(),
    }


def _on_line(v: Values) -> float:
    if v["day"] >= v["end"] or v["day"] <= v["first"] or v["share"] >= 100:
        return 100.0 if v["day"] >= v["end"] else v["share"]
    return v["share"] + (100 - v["share"]) * (v["day"] - v["first"]).days / (v["end"] - v["first"]).days


def _bodies_of(behind: Behind) -> int:
    return len({((row["subject"] or "").split("|")[0], *row["place"][2:]) for row in behind.rows})


def _months_of(behind: Behind) -> int:
    return len({(row["subject"], *row["place"][2:]) for row in behind.rows})


def _of_kind(kind: str) -> Of:
    return lambda behind: sum(_number(cell) for own, cell in behind.cells if own == kind)


def _money() -> dict[str, Rule]:
    by_body = {**_bodies("ppk", "pps", "kpps"), "total": total(), "other": _other_bodies}
    left = {
        "dicairkan": total("dicairkan"),
        "spj": total("spj"),
        "setor_kembali": total("setor_kembali"),
    }
    kept = {"outstanding": less("dicairkan", "spj", "setor_kembali")}
    honor = {
        "months": SETTING,
        "members": SETTING,
        "rate": SETTING,
    }
    told = {"stated": lambda behind: behind.first("pagu", "dicairkan")}
    paid = {"computed": lambda v: v["months"] * v["rate"], "difference": less("stated", "computed")}
    return {
        "added-up-rupiah": SUM,
        "money": Rule("total", by_body),
        "money-with-others": Rule("total", by_body),
        "outstanding": Rule("outstanding", left, kept),
        "money-complete": Rule("total", {"total": total()}, elsewhere={"spj": "the number beside it"}),
        "money-approved": Rule("total", {"total": total()}, elsewhere={"spj": "the number beside it"}),
        "money-approved-by-status": Rule(
            "total", {"total": total()}, elsewhere={"spj": "the number beside it"}
        ),
        "money-absorbed": Rule(
            "share",
            {"realisasi": total("realisasi"), "pagu": total("pagu")},
            {"share": share("realisasi", "pagu")},
        ),
        "money-gone": Rule(
            "share", {"pagu": total("pagu")}, elsewhere={"planned": ROUNDED, "share": ROUNDED}
        ),
        "money-chain-difference": Rule(
            "difference",
            {"into": total("diterima"), "out": lambda behind: behind.sum() - behind.sum("diterima")},
            {"difference": less("into", "out")},
        ),
        "spj-late": Rule(
            "amount", {"amount": _left, "count": lambda behind: len({r["place"] for r in behind.rows})}
        ),
        "bodies-aged": Rule("outstanding", {**left, "bodies": _bodies_of}, kept),
        "bodies-days-late": Rule(
            "days",
            follows={"days": lambda v: (v["today"] - v["due"]).days},
            elsewhere={"today": CALENDAR, "due": "the day of the rows below and the days of Pengaturan"},
        ),
        "bodies-unapproved": Rule(
            "amount",
            {"spj": total("spj")},
            {"amount": less("spj", "approved")},
            {"approved": "the column of approved amounts, or the SPJ of rows whose status says so"},
        ),
        "bodies-listed": Rule("listed", {"stations": rows()}, elsewhere={"listed": LISTED}),
        "bodies-honor-bodies": Rule("bodies", {"bodies": _bodies_of}),
        "bodies-honor-months": Rule("months", {"months": _months_of}),
        "bodies-honor-unclear": Rule("count", {"count": rows()}),
        "bodies-honor-missing": Rule(
            "missing",
            {"bodies": lambda behind: _bodies_of(behind.of_kind("keuangan"))},
            {"missing": less("listed", "bodies")},
            {"listed": LISTED},
        ),
        "bodies-folders": Rule("complete", elsewhere={"complete": PAPERS, "total": PAPERS}),
        "bodies-next": Rule("count", {"count": _bodies_of}, elsewhere={"total": LISTED}),
        "bodies-rest": Rule("total", {"total": _not_paid, "count": _bodies_of}),
        "bodies-cash": Rule(
            "total",
            follows={"total": lambda v: v["stated"] + v["estimated"]},
            elsewhere={"stated": "the number beside it", "estimated": ROUNDED},
        ),
        "bodies-cash-stated": Rule("total", {"total": _not_paid}, elsewhere={"overdue": CALENDAR}),
        "bodies-cash-estimated": Rule("total", elsewhere={"total": ROUNDED}),
        "bodies-honor-computed": Rule("computed", told, paid, honor),
        "bodies-honor-stated": Rule("stated", told, paid, honor),
        "bodies-honor-difference": Rule("difference", told, paid, honor),
        "bodies-papers": Rule(
            ("there", "missing", "untold"), elsewhere=dict.fromkeys(("there", "missing", "untold"), PAPERS)
        ),
        "reconciled": Rule(
            "difference",
            {"ours": _of_kind("keuangan"), "theirs": _of_kind("rekonsiliasi")},
            {"difference": less("ours", "theirs")},
        ),
        "findings": Rule("count", elsewhere={"count": "findings of one or more rows each"}),
        "finding-double-payment": Rule(
            "amount",
            {"count": rows(), "amount": lambda behind: behind.sum() // 2},
            elsewhere={"paid": "the amount of each row", "evidence": WORDS},
        ),
        "grant-overdue": Rule(
            "amount", {"amount": lambda b: b.sum("nilai") - b.sum("diterima"), "count": rows()}
        ),
        "help-overdue": Rule("count", {"count": rows(), "amount": rows()}),
    }


def _ballots() -> dict[str, Rule]:
    def of(*names: str) -> Mapping[str, Of]:
        return {name: total(name) for name in names}

    every = ("kebutuhan", "dicetak", "dikirim_penyedia", "diterima", "baik", "rusak", "belum_disortir")
    every = (*every, "pengganti", "dikemas", "stok", "psu")

    def side(*names: str, result: str, reckon: Callable[[Values], float]) -> Rule:
        unused = "numbers of the same row that it does not use"
        others: dict[str, str] = {name: unused for name in every if name not in names}
        return Rule(result, of(*names), {result: reckon}, others)

    def n(v: Values, name: str) -> int:
        return v.get(name) or 0

    def by_arrival(v: Values) -> int:
        return max(0, n(v, "kebutuhan") - n(v, "diterima") + n(v, "rusak") - n(v, "pengganti"))

    def by_sorting(v: Values) -> int:
        return max(0, n(v, "kebutuhan") - n(v, "baik") - n(v, "belum_disortir"))

    arrival = ("kebutuhan", "diterima", "rusak", "pengganti")
    sorted_ = ("kebutuhan", "baik", "belum_disortir")
    found = {
        "ballots-due": side(*sorted_, result="due", reckon=by_sorting),
        "ballots-due-by-arrival": side(*arrival, result="due", reckon=by_arrival),
        "ballots-due-left": side(*arrival, result="total", reckon=by_arrival),
        "ballots-due-right": side(*sorted_, result="total", reckon=by_sorting),
    }
    for name, parts in (
        ("sorted-left", ("diterima", "pengganti")),
        ("sorted-right", ("baik", "rusak", "belum_disortir")),
        ("kept-left", ("baik",)),
        ("kept-right", ("dikemas", "stok")),
    ):
        found[f"ballots-{name}"] = side(
            *parts, result="total", reckon=lambda v, parts=parts: sum(n(v, one) for one in parts)
        )
    beside = "the number in the first column of its row"
    return found | {
        "ballots-of-need": Rule(
            "total", {"total": total()}, {"share": share("total", "need")}, {"need": beside}
        ),
        "ballots-surplus": Rule(
            "surplus",
            {"need": total("kebutuhan"), "good": _good_or_arrived},
            {"surplus": lambda v: max(0, v["good"] - v["need"])},
        ),
        "ballots-checked": SUM,
        "ballots-parts": Rule(
            "total",
            {"total": total()},
            {"difference": less("total", "whole")},
            {"whole": "the same column of all together, or the need that it is compared with"},
        ),
        **{
            f"ballot-need-{rule}": Rule(
                "need",
                {"dpt": total("dpt"), "tps": rows(), "reserve": _reserve_of(rule)},
                {"need": lambda v: v["dpt"] + v["reserve"]},
                {"share": SETTING},
            )
            for rule in RULES
        },
        "ballot-need-at-once": Rule(
            "need",
            {"dpt": total("dpt")},
            {"need": lambda v: v["dpt"] + ceil(v["dpt"] * v["share"] / 100)},
            {"share": SETTING},
        ),
        "reserve-of-station": Rule(
            RULES,
            {"dpt": total("dpt"), **{rule: _reserve_of(rule) for rule in RULES}},
            elsewhere={"share": SETTING},
        ),
        "ballots-unchecked": Rule(
            "total",
            {"total": total()},
            elsewhere={"received": "the numbers beside it", "checked": "the numbers beside it"},
        ),
    }


def _reserve_of(rule: Rounding) -> Of:
    """Two in a hundred of the voters of each polling station, by a rule of rounding."""
    return lambda behind: sum(reserve(row["dpt"], Fraction(2, 100), rule) for row in behind.rows)


def _good_or_arrived(behind: Behind) -> int:
    if any("baik" in row for row in behind.rows):
        return behind.sum("baik")
    return behind.sum("diterima") - behind.sum("rusak") + behind.sum("pengganti")


def _sorting() -> dict[str, Rule]:
    received, paid = total("diterima", "pengganti"), {"sheets": _with_rate, "without": _without_rate}
    part = {"percent": share("part", "whole")}
    return {
        "sorting-received": Rule("total", {"total": received}),
        "sorting-handled": Rule("total", {"total": handled}),
        "sorting-left": Rule(
            "left",
            {"received": received, "handled": handled},
            {"left": lambda v: max(0, v["received"] - v["handled"])},
        ),
        "sorting-needed": Rule(
            "needed",
            {"left": lambda behind: max(0, received(behind) - handled(behind))},
            elsewhere={"due": CALENDAR, "needed": ROUNDED},
        ),
        "sorting-plan": Rule("plan", {"received": received}, elsewhere={**DUE_LEFT, "plan": ROUNDED}),
        "sorting-rate": Rule(
            "rate", {"sheets": handled}, elsewhere={**DUE_LEFT, "days": CALENDAR, "rate": ROUNDED}
        ),
        "sorting-paid": Rule("total", {"total": lambda behind: behind.first("dilipat", "disortir")}),
        "sorting-without-rate": Rule(
            "without",
            {**paid, "total": lambda behind: behind.first("dilipat", "disortir")},
        ),
        "sorting-pay": Rule("rupiah", {**paid, "rupiah": _pay}),
        "sorting-damage": Rule(
            "damaged",
            {"damaged": total("rusak"), "handled": handled},
            {"percent": share("damaged", "handled")},
        ),
        "sorting-cause": Rule("part", {"part": total()}, part, {"whole": "the number beside it"}),
        "sorting-days": Rule("total", {"total": _days}),
        "sorting-planned": Rule("total", {"total": _days}, elsewhere=DUE_LEFT),
        "sorting-planned-people": Rule(
            "high",
            {
                "low": lambda behind: min(row["pekerja"] for row in behind.rows),
                "high": lambda behind: max(row["pekerja"] for row in behind.rows),
            },
        ),
        "sorting-person-days": SUM,
        "sorting-disabled": Rule("part", {"part": total("pekerja_difabel"), "whole": total("pekerja")}, part),
    }


def _with_rate(behind: Behind) -> int:
    return behind.first("dilipat", "disortir") - _without_rate(behind)


def _days(behind: Behind) -> int:
    return len({row["subject"].split("|")[-1] for row in behind.rows})


def _rooms() -> dict[str, Rule]:
    moved = "what the shipments and deliveries below bring and take by their days"
    stated = {"packages": total("kapasitas_koli")}
    rule = dict.fromkeys(("box_layers", "carton_layers", "taken", "floor", "packages"), SETTING)
    return {
        "storage-peak": Rule(
            "peak",
            {"now": total("terisi_kotak", "terisi_koli")},
            {"peak": lambda v: max(0, v["now"] + v["came"] - v["went"])},
            {"counted": CALENDAR, "day": CALENDAR, "came": moved, "went": moved},
        ),
        "storage-rule": Rule(
            "packages",
            elsewhere={
                "floor": SETTING,
                "share": SETTING,
                "base": SETTING,
                "layers": SETTING,
                "packages": ROUNDED,
            },
        ),
        "storage-share-stated": Rule(
            "percent",
            stated,
            {"percent": lambda v: ceil(1000 * (v["boxes"] + v["cartons"]) / v["packages"]) / 10},
            {"boxes": moved, "cartons": moved},
        ),
        "storage-share-rule": Rule(
            "percent", elsewhere={**rule, "boxes": moved, "cartons": moved, "percent": ROUNDED}
        ),
        "storage-left": Rule("count", elsewhere={"packages": SETTING, "count": moved, "day": CALENDAR}),
        "storage-over": Rule("count", elsewhere={"packages": SETTING, "count": moved, "day": CALENDAR}),
        "storage-size": Rule(
            "floor",
            {
                "floor": lambda b: next(row["luas_m2"] for row in b.rows if "luas_m2" in row),
                "height": lambda b: next(r for row in b.rows if (r := _first(row, _HEIGHTS)) is not None),
            },
        ),
        "storage-checks": Rule(
            "good",
            {
                "good": lambda b: sum(cell.value is True for _, cell in b.cells if cell.measure in CHECKLIST),
                "total": lambda b: sum(cell.measure in CHECKLIST for _, cell in b.cells),
            },
        ),
        "storage-hours": Rule(
            "total",
            {"shifts": total("shift_jaga"), "hours": lambda b: sum(row["jam_shift"] for row in b.rows)},
            {"total": lambda v: v["shifts"] * v["hours"]},
        ),
        "storage-shifts": Rule("shifts", {"shifts": total("shift_jaga")}),
        "storage-answers": Rule("count", {"count": rows("gudang")}, elsewhere={"total": LISTED}),
    }


def _ways() -> dict[str, Rule]:
    planned = {"planned": "the number beside it"}
    listed = {"total": LISTED}
    chain = {"out": "the number beside it", "into": "the number beside it"}
    there = {
        "need": total("kebutuhan"),
        "there": lambda behind: sum(_furthest(row) for row in behind.places),
    }
    notes = {
        f"risks-{name}": Rule("count", {"count": rows(kind)}, elsewhere={"day": CALENDAR})
        for name, kind in {
            "notes": "risiko",
            "unsigned": "risiko",
            "routes": "distribusi",
            "escorts": "distribusi",
            "tps": "tps",
            "stilted": "tps",
            "flooded": "tps",
            "of-note": "tps",
            "of-leg": "tps",
            "of-place": "tps",
            "row": "risiko",
            "ways": "distribusi",
        }.items()
    }
    met = {"name": WORDS, "first": CALENDAR}
    return notes | {
        "weather-route": Rule("count", {"count": rows("tps"), "ways": rows("distribusi")}, elsewhere=met),
        "weather-store": Rule("count", {"count": rows("tps"), "ways": rows("gudang")}, elsewhere=met),
        "weather-tps": Rule("count", {"count": rows("tps")}, elsewhere=met),
        "escort-missing": Rule("count", {"count": rows("distribusi")}, elsewhere=met),
        "shipped-planned": Rule("total", {"total": total(), "planned": total()}),
        **{
            f"shipped-{name}": Rule("total", {"total": total()}, elsewhere=planned)
            for name in ("left", "arrived", "proved")
        },
        "planned-late": Rule(
            "count", elsewhere={"count": "places of the rows below", **listed, "due": CALENDAR}
        ),
        "chain-out": Rule("out", {"out": total()}, elsewhere={**chain, "difference": "the same"}),
        "chain-into": Rule("into", {"into": total()}, elsewhere={**chain, "difference": "the same"}),
        "chain-difference": Rule("difference", follows={"difference": less("into", "out")}, elsewhere=chain),
        "long-stays": Rule(
            "count", elsewhere={"count": "places of the rows below", **listed, "allowed": SETTING}
        ),
        "unconfirmed": Rule(
            "count",
            follows={"count": less("total", "confirmed")},
            elsewhere={**listed, "confirmed": "the number beside it"},
        ),
        "confirmed": Rule(
            "confirmed",
            {"confirmed": _confirmed},
            {"count": less("total", "confirmed")},
            listed,
        ),
        "station-short": Rule("short", there, {"short": less("need", "there")}),
        "station-still": Rule(
            "still",
            follows={"still": less("short", "given")},
            elsewhere={"short": "the number beside it", "given": "the help that is listed beside it"},
        ),
        "help-alone": Rule("count", {"count": lambda behind: len(behind.places)}),
        "help-empty": Rule("count", {"count": _nothing_there}),
        "return-open": Rule(
            "count",
            {"short": rows()},
            {"count": lambda v: v["silent"] + v["short"]},
            {"silent": "stations of the list that no row names"},
        ),
        "return-due": Rule("total", {"total": total("kotak")}),
        "destroy-due": Rule(
            "due",
            {
                "surplus": lambda b: max(0, _good_or_arrived(b) - b.sum("kebutuhan")),
                "damaged": total("rusak"),
            },
            {"due": lambda v: v["surplus"] + v["damaged"]},
        ),
        "destroy-left": Rule(
            "left",
            {"done": total("jumlah")},
            {"left": lambda v: max(0, v["due"] - v["done"])},
            {"due": "the number beside it"},
        ),
    }


def _nothing_there(behind: Behind) -> int:
    return sum(not _furthest(row) and bool(row.get("kebutuhan")) for row in behind.places)


def _confirmed(behind: Behind) -> int:
    told = [row for row in behind.rows if row.get("tgl_tiba") or row.get("dikonfirmasi")]
    return len({row["place"][2:] for row in told})


def _furthest(row: Mapping[str, Any]) -> int:
    told = _first(row, PROOF)
    if told is not None:
        return told
    return (row.get("diterima") or 0) - (row.get("rusak") or 0) + (row.get("pengganti") or 0)


def _support() -> dict[str, Rule]:
    part = {"promised": "the number beside it", "received": "the number beside it"}
    days = dict.fromkeys(("due", "signed", "voting", "today"), CALENDAR)
    until = {"left": lambda v: (v["due"] - v["today"]).days}
    until_rule = {**days, "days": SETTING, "months": SETTING}
    rest = {"total": lambda b: b.sum("nilai") - b.sum("diterima")}
    return {
        "support-promised": Rule("total", {"total": total()}, elsewhere=part),
        "support-received": Rule("total", {"total": total()}, elsewhere=part),
        "support-ahead": Rule("total", rest, elsewhere=part),
        "support-overdue": Rule("total", rest, elsewhere=part),
        "support-amount": SUM,
        "support-came": Rule("total", {"total": total("diterima")}),
        "support-late": Rule("total", {"total": rows()}),
        "support-promised-help": SUM,
        "support-delivered-help": Rule("total", {"total": total("diserahkan")}),
        "support-share": Rule(
            "total",
            {"total": total()},
            {"whole": lambda v: v["total"] * 100 / v["share"]},
            {"share": "the law's share of the tranche"},
        ),
        "support-due-first": Rule("left", follows=until, elsewhere=until_rule),
        "support-due-last": Rule("left", follows=until, elsewhere=until_rule),
        "support-due-sheet": Rule("left", follows=until, elsewhere=until_rule),
        "support-spots": Rule("total", {"total": rows()}),
        "support-disputed": Rule("total", {"total": rows()}),
        "days-lost": Rule("lost", elsewhere={"lost": ROUNDED, "today": CALENDAR}),
        "support-silent": Rule("total", elsewhere={"total": "places that no row names", "listed": LISTED}),
    }


def rules() -> dict[str, Rule]:
    """A rule for each formula that the samples show."""
    return _goods() | _money() | _ballots() | _sorting() | _rooms() | _ways() | _support()

"""The briefing: the whole Board of a place for those who sit without a screen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import metrics
import texts
from elections import Election
from metrics import Board, Figure, Money
from metrics.alerts.acts import Standing
from reports.document import (
    Bars,
    Block,
    Column,
    Document,
    Facts,
    Gauge,
    Gauges,
    Note,
    Paragraph,
    Row,
    Seal,
    Section,
    Table,
)
from texts import Lang, numbers

_ACROSS = 6
"""Places beside each other in the table of items by place."""


@dataclass(frozen=True)
class Cited:
    """Numbers whose cells one note of a report tells."""

    key: str
    title: str
    figures: tuple[Figure, ...]
    about: str = ""
    """The item of whose numbers it tells all; "" for any other."""
    items: tuple[str, ...] = ()
    """The items whose cells together are its own; then those notes tell its cells."""


@dataclass(frozen=True)
class Briefing:
    """A briefing whose notes still lack their cells."""

    document: Document
    cited: tuple[Cited, ...]


class _Notes:
    """The notes of one report, numbered as its lines are written."""

    def __init__(self) -> None:
        self.cited: list[Cited] = []

    def of(self, title: str, *figures: Figure | None, about: str = "", items: Sequence[str] = ()) -> str:
        """The key of a new note on these numbers; "" where none of them stands on cells."""
        told = tuple(one for one in figures if one is not None and one.sources)
        if not told:
            return ""
        self.cited.append(Cited(f"S{len(self.cited) + 1}", title, told, about, tuple(items)))
        return self.cited[-1].key


def briefing(
    board: Board,
    election: Election,
    standings: Sequence[Standing],
    lang: Lang,
    seal: Seal,
    *,
    sample: bool = False,
) -> Briefing:
    """The briefing of a Board in words: every number as the screens write it. `standings` tells how each
    alert stands, in the Board's order; `seal` what the report is made of."""
    say = _sayer(lang)
    notes = _Notes()
    parts = (_ready, _alerts, _items, _places, _passage, _rights, _money, _replacements)
    page = _Page(board, election, lang, notes, standings)
    sections = tuple(section for part in parts for section in part(page))
    place = place_name(board, lang)
    document = Document(
        title=f"{election.names[lang]}: {place}",
        subtitle=say("reports.briefing.title"),
        lang=lang,
        head=(
            say("reports.as-of", day=board.as_of),
            metrics.freshness_text(board.readiness.percent.freshness, election, lang),
        ),
        sections=sections,
        foot=foot(board, seal, lang),
        seal=seal,
        mark=say("reports.sample") if sample else "",
    )
    return Briefing(document, tuple(notes.cited))


def note(cited: Cited, every: Sequence[Cited], lang: Lang) -> Note:
    """A note with its formulas, still without cells; `every` are all notes of the report."""
    told = dict.fromkeys(metrics.formula_text(one.formula, lang) for one in cited.figures)
    via = tuple(one.key for one in every if one.about and one.about in cited.items)
    return Note(cited.key, cited.title, tuple(told), via)


def foot(board: Board, seal: Seal, lang: Lang) -> str:
    """What stands on every page: place, day, and the row of the ledger with the beginning of its hash."""
    key = "reports.foot" if seal.version else "reports.foot-empty"
    return texts.say(
        key,
        lang,
        place=place_name(board, lang),
        day=board.as_of,
        version=seal.version,
        hash=seal.ledger_hash[:12],
    )


def place_name(board: Board, lang: Lang) -> str:
    """The Board's place as titles write it."""
    return texts.say(f"frame.levels.{board.place.level}", lang, name=board.place.name)


@dataclass(frozen=True)
class _Page:
    """What every part of the briefing is written from."""

    board: Board
    election: Election
    lang: Lang
    notes: _Notes
    standings: Sequence[Standing]

    def say(self, key: str, **values: object) -> str:
        return texts.say(key, self.lang, **values)

    def write(self, value: object, way: str) -> str:
        return numbers.write(value, way, self.lang)

    def item(self, code: str) -> str:
        return self.election.item(code).names[self.lang]

    def items(self, group: str = "") -> tuple[str, ...]:
        """Codes of the Board's items, all or those of a group."""
        codes = [one.item for one in self.board.items]
        return tuple(code for code in codes if not group or self.election.item(code).group == group)

    def figure(self, one: Figure) -> str:
        if one.value is None:
            return self.say(f"states.{one.state}")
        if one.unit in ("percent", "rupiah"):
            return self.write(one.value, one.unit)
        return f"{self.write(one.value, 'count')} {metrics.unit_text(one.unit, self.lang)}"

    def aged(self, one: Figure) -> str:
        """The value; what is out of date carries the word."""
        stale = f" ({self.say('states.stale')})" if one.freshness.stale else ""
        return self.figure(one) + stale

    def gauge(self, label: str, one: Figure, not_reported: float, note: str = "", detail: str = "") -> Gauge:
        ready = float(one.value) if one.value is not None else None
        return Gauge(label, self.aged(one), ready, not_reported, None, detail, note)


def _sayer(lang: Lang) -> Callable[..., str]:
    return lambda key, **values: texts.say(key, lang, **values)


def _ready(page: _Page) -> Iterable[Section]:
    board, say = page.board, page.say
    one = board.readiness
    shares = say("reports.briefing.parts", ready=one.ready, short=one.not_ready, unknown=one.not_reported)
    target = one.percent.target
    whole = Gauge(
        say(f"verdicts.{one.verdict}"),
        page.aged(one.percent),
        one.ready if one.percent.value is not None else None,
        one.not_reported,
        float(target) if target else None,
        shares,
        page.notes.of(say("screens.figure.readiness"), one.percent, items=page.items()),
    )
    blocks: list[Block] = [Gauges((whole,), large=True)]
    blocks += [Paragraph(metrics.reason_text(why, page.election, page.lang)) for why in one.reasons]
    if one.of_reported:
        told = f"{say('screens.summary.of-reported')} {page.figure(one.of_reported)}"
        title = say("screens.figure.readiness-reported")
        blocks.append(Paragraph(told, note=page.notes.of(title, one.of_reported, items=page.items())))
    blocks += _stations(page)
    days = [
        (
            say(f"screens.deadlines.{each.code}"),
            f"{page.write(each.day, 'date')} ({_days(page, each.days_left)})",
        )
        for each in board.countdowns
    ]
    blocks.append(Facts(tuple(days)))
    blocks.append(
        Bars(
            say("reports.briefing.stages"),
            tuple(
                page.gauge(
                    say(f"screens.stages.{each.code}"),
                    each.percent,
                    each.not_reported,
                    page.notes.of(
                        say("screens.figure.stage", stage=say(f"screens.stages.{each.code}")),
                        each.percent,
                        items=page.items(),
                    ),
                )
                for each in board.stages
            ),
        )
    )
    names = {code: each[page.lang] for code, each in page.election.groups.items()}
    blocks.append(
        Bars(
            say("reports.briefing.groups"),
            tuple(
                page.gauge(
                    names.get(each.code, each.code),
                    each.percent,
                    each.not_reported,
                    page.notes.of(
                        say("screens.figure.group", group=names.get(each.code, each.code)),
                        each.percent,
                        items=page.items(each.code),
                    ),
                )
                for each in board.groups
            ),
        )
    )
    yield Section(say("reports.briefing.readiness"), tuple(blocks))


def _stations(page: _Page) -> list[Block]:
    count = page.board.tps
    total = page.write(count.total, "count")
    if count.complete is None:
        return [Paragraph(page.say("screens.summary.tps-unknown", total=total), "note")]
    done = page.write(count.complete.value, "count")
    note = page.notes.of(page.say("screens.figure.tps"), count.complete)
    return [Paragraph(f"{page.say('screens.summary.tps')}: {done} / {total}", note=note)]


def _days(page: _Page, left: int) -> str:
    if left < 0:
        return page.say("days.late", days=-left)
    if left < 2:
        return page.say("days.tomorrow" if left else "days.today")
    return page.say("days.left", days=left)


def _alerts(page: _Page) -> Iterable[Section]:
    board, say = page.board, page.say
    title = say("reports.briefing.alerts")
    if not board.alerts:
        yield Section(title, (Paragraph(say("reports.briefing.no-alerts")),))
        return
    rows = []
    for one, standing in zip(board.alerts, page.standings, strict=True):
        line = metrics.alert_text(one, board, page.election, page.lang)
        rows.append(
            Row(
                (
                    say(f"screens.severities.{one.severity}"),
                    line,
                    metrics.alert_todo(one, board, page.election, page.lang),
                    page.write(one.due, "date_short") if one.due else "",
                    say(f"alert_acts.states.{standing.state}"),
                ),
                one.severity,
                note=page.notes.of(line, one.figure),
            )
        )
    columns = (
        Column("", 1.15),
        Column(say("reports.briefing.line"), 3.2),
        Column(say("reports.briefing.todo"), 3.2),
        Column(say("screens.alerts.due"), 1.1),
        Column(say("reports.briefing.standing"), 1.1),
    )
    yield Section(title, (Table("", columns, tuple(rows)),))


_AMOUNTS = ("need", "received", "damaged", "replaced", "good", "short")


def _items(page: _Page) -> Iterable[Section]:
    board, say = page.board, page.say
    rows = []
    for one in board.items:
        name = page.item(one.item)
        unit = metrics.unit_text(page.election.item(one.item).unit, page.lang)
        amounts = dict(one.amounts)
        note = page.notes.of(
            name,
            one.percent,
            *(figure for _, figure in one.stages),
            *(amounts[code] for code in _AMOUNTS if code in amounts),
            about=one.item,
        )
        rows.append(
            Row(
                (
                    f"{name} ({unit})" + (f" · {say('screens.critical')}" if one.critical else ""),
                    *(page.write(getattr(one, code), "count") for code in _AMOUNTS),
                    page.aged(one.percent),
                    say(f"states.{one.state}"),
                    page.write(one.due, "date_short"),
                ),
                one.state,
                note=note,
            )
        )
    columns = (
        Column(say("screens.columns.item"), 2.5),
        *(Column(say(f"screens.columns.{code}"), 1.32, True) for code in _AMOUNTS),
        Column(say("screens.columns.percent"), 1.25, True),
        Column(say("screens.columns.state"), 1.25),
        Column(say("screens.columns.due"), 1.15),
    )
    bars = Bars(
        say("reports.briefing.ballots"),
        tuple(
            page.gauge(page.item(one.item), one.percent, one.not_reported, detail=_lack(page, one.short))
            for one in board.items
            if one.item in {ballot.item for ballot in board.ballots}
        ),
    )
    notes = [
        Paragraph(f"{page.item(one.item)}: {metrics.reason_text(why, page.election, page.lang)}", "note")
        for one in board.items
        for why in (*((one.need_note,) if one.need_note else ()), *one.cross_checks)
    ]
    table = Table("", columns, tuple(rows))
    yield Section(say("reports.briefing.items"), (bars, table, *notes), new_page=True)


def _lack(page: _Page, short: int | None) -> str:
    return page.say("screens.summary.short-of", count=short) if short else ""


def _places(page: _Page) -> Iterable[Section]:
    board, say = page.board, page.say
    if not any(one.reported for one in board.places):
        return
    bars = Bars(
        "",
        tuple(
            page.gauge(
                one.place.name,
                one.percent,
                one.not_reported,
                page.notes.of(
                    say("screens.figure.place", place=one.place.name),
                    one.percent,
                    *(figure for _, figure in one.items),
                ),
            )
            for one in board.places
        ),
    )
    blocks: list[Block] = [bars]
    for first in range(0, len(board.places), _ACROSS):
        some = board.places[first : first + _ACROSS]
        held = [dict(one.items) for one in some]
        rows = [
            Row(
                (
                    page.item(item.item),
                    *(page.aged(one[item.item]) if item.item in one else "–" for one in held),
                )
            )
            for item in board.items
        ]
        key = "reports.briefing.cover-more" if first else "reports.briefing.cover"
        columns = (
            Column(say("screens.columns.item"), 2.2),
            *(Column(one.place.name, 1.1, True) for one in some),
        )
        blocks.append(Table(say(key, number=first // _ACROSS + 1), columns, tuple(rows)))
    yield Section(say(f"reports.briefing.places-{board.place.level}"), tuple(blocks), new_page=True)


def _passage(page: _Page) -> Iterable[Section]:
    board, say = page.board, page.say
    gauges = []
    for one in board.funnel:
        name = say(f"funnel.names.{one.code}")
        told = []
        if one.arrived is not None and one.planned is not None:
            unit = say(f"funnel.units.{one.unit}")
            told.append(say("funnel.of", arrived=one.arrived, planned=one.planned, unit=unit))
        if one.under_way:
            told.append(say("funnel.under-way", count=one.under_way))
        note = page.notes.of(say("funnel.figure", name=name), one.percent)
        gauges.append(page.gauge(name, one.percent, 0.0, note, " · ".join(told)))
    if gauges:
        yield Section(say("reports.briefing.passage"), (Bars("", tuple(gauges)),))


def _rights(page: _Page) -> Iterable[Section]:
    board, say = page.board, page.say
    rows = []
    for one in board.rights:
        name = say(f"rights.names.{one.code}")
        figure = metrics.right_figure(one, board.readiness.percent, board.items)
        kept = say("rights.count", kept=one.kept, known=one.known) if one.known else ""
        unknown = say("rights.unknown", count=one.unknown) if one.unknown else ""
        rows.append(
            Row(
                (name, say(f"rights.rules.{one.code}"), " · ".join(part for part in (kept, unknown) if part)),
                figure.state,
                note=page.notes.of(name, figure, items=page.items()),
            )
        )
    columns = (
        Column(say("reports.briefing.right"), 1.2),
        Column(say("reports.briefing.rule"), 3),
        Column(say("reports.briefing.kept"), 1.6),
    )
    if rows:
        yield Section(say("reports.briefing.rights"), (Table("", columns, tuple(rows)),))


def _money(page: _Page) -> Iterable[Section]:
    board, say = page.board, page.say
    finance = board.finance
    if not finance.figures:
        return
    figures = dict(finance.figures)
    measures = (*metrics.MEASURES, metrics.OUTSTANDING)
    amounts = partial(_amounts, page, measures)
    total = Row(
        (say("screens.money.total"), *amounts(finance.total)),
        strong=True,
        note=page.notes.of(say("screens.money.total"), *(figures.get(name) for name in measures)),
    )
    named = metrics.named(board)
    rows = [total]
    for one in finance.rows:
        name = f"money-row:{one.place.code}"
        cited = (named[name], *(named[f"{name}:{measure}"] for measure in metrics.MEASURES))
        rows.append(
            Row(
                (one.place.name, *amounts(one.total)),
                note=page.notes.of(one.place.name, *cited),
            )
        )
    if finance.rows and any(getattr(finance.own, name) is not None for name in measures):
        rows.append(Row((say("reports.briefing.own"), *amounts(finance.own))))
    columns = (
        Column(say(f"screens.money.rows-{board.place.level}"), 1.1),
        *(Column(say(f"screens.money.{name}"), 1.3, True) for name in measures),
    )
    bodies = [Row((code, *amounts(money))) for code, money in finance.bodies]
    by_body = Table(
        say("screens.money.bodies"), (Column(say("screens.money.body"), 1.1), *columns[1:]), tuple(bodies)
    )
    approved = figures.get("disahkan")
    more = (
        [
            Paragraph(
                f"{say('screens.money.disahkan')}: {page.figure(approved)}",
                note=page.notes.of(say("screens.money.disahkan"), approved),
            )
        ]
        if approved
        else []
    )
    blocks = (Table("", columns, tuple(rows)), *more, by_body)
    yield Section(say("reports.briefing.money"), blocks, new_page=True)


def _amounts(page: _Page, measures: Sequence[str], money: Money) -> list[str]:
    return [page.write(getattr(money, name), "rupiah") for name in measures]


def _replacements(page: _Page) -> Iterable[Section]:
    board, say = page.board, page.say
    if not board.replacements:
        return
    named = metrics.named(board)
    rows = tuple(
        Row(
            (
                page.item(one.request.item),
                page.write(one.request.amount, "count"),
                page.write(one.request.asked, "date_short"),
                page.write(one.request.promised, "date_short"),
                page.write(one.request.arrived, "date_short"),
                say(f"replacements.states.{one.standing}"),
            ),
            note=page.notes.of(
                say("replacements.title-of", item=page.item(one.request.item)), named[f"replacement:{number}"]
            ),
        )
        for number, one in enumerate(board.replacements)
    )
    columns = (
        Column(say("screens.columns.item"), 2.4),
        Column(say("reports.briefing.wanted"), 1, True),
        *(Column(say(f"reports.briefing.{name}"), 1.1) for name in ("asked", "promised", "arrived")),
        Column(say("reports.briefing.standing"), 1.2),
    )
    yield Section(say("reports.briefing.replacements"), (Table("", columns, rows),))

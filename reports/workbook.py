"""The Board as a workbook: sheets that show it as screens do, then what is in force in its kinds' columns.

The sheets of the Board say above their tables that they are not read (`loaders.report_sheets`), so that the
whole workbook can be brought back in and changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

import metrics
from elections import Election
from loaders.exports import Told, add_export, fit_to_page, heading_cell, saved, text_cell
from loaders.report_sheets import MARK
from metrics import Board, Figure, Gauge, Money, MoneyRow
from texts import Lang, known, say

Way = Literal["percent", "count", "rupiah", "date", "text"]
"""How a number is written; what nobody reported is the word for it in any of them."""

_HEADER_ROW = 6
_PERCENT = "0.0\\ %"
_FINER = "0.000\\ %"
"""Of a share that would read as all or nothing and is neither."""
_FORMATS: dict[Way, str] = {
    "percent": _PERCENT,
    "count": "#,##0",
    "rupiah": '"Rp" #,##0',
    "date": "dd/mm/yyyy",
    "text": "General",
}
_WIDTHS: dict[Way, int] = {"percent": 12, "count": 13, "rupiah": 20, "date": 13, "text": 22}
_WIDEST = 60
_MONEY = ("pagu", "dicairkan", "realisasi", "spj", "disahkan", "setor_kembali", "outstanding")


@dataclass(frozen=True)
class Facts:
    """What is in force of one kind."""

    kind: str
    rows: Sequence[Mapping[str, Any]]
    told: Told | None = None
    """What each row says in all, as `loaders.export` takes it."""


@dataclass(frozen=True)
class Cell:
    """A finished value and how it is written."""

    value: str | int | float | date | None
    """None leaves the cell blank: nothing is to be said there."""
    way: Way = "text"


@dataclass(frozen=True)
class Sheet:
    """A sheet of the Board."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def workbook(
    board: Board,
    election: Election,
    facts: Iterable[Facts],
    office: str,
    lang: Lang,
    *,
    names: bool = False,
) -> bytes:
    """The Board and the facts that it stands on as one xlsx workbook.

    Brought in again, only the sheets of `facts` are read, each dated as its rows are. `office` is the name
    of the office as facts carry it. `names` keeps names of persons, which only analysts may see. No row is
    left out.
    """
    book = Workbook(write_only=True)
    for sheet in sheets(board, election, lang):
        _write(book, sheet, board, lang)
    items = {one.code: one.names[lang] for one in election.items}
    for one in facts:
        day, rows = board.as_of, one.rows
        add_export(book, one.kind, rows, items, office, day, lang, names=names, told=one.told, dated=True)
    return saved(book)


def sheets(board: Board, election: Election, lang: Lang) -> tuple[Sheet, ...]:
    """The sheets of the Board, finished but for their looks."""
    made = (
        ("summary", ("part", "what", "value", "more"), _summary(board, election, lang)),
        ("items", _ITEMS, _items(board, election, lang)),
        ("ballots", _BALLOTS, _ballots(board, election, lang)),
        (
            "places",
            ("code", "place", "percent", "not-reported", "reported", "last-report"),
            _places(board, lang),
        ),
        (
            "alerts",
            ("severity", "alert", "todo", "item", "place", "due", "days-left", "code"),
            _alerts(board, election, lang),
        ),
        ("money", ("code", "place", "body"), _money(board, lang)),
        ("stations", ("what", "value"), _stations(board, lang)),
    )
    more = {
        "places": [election.item(code).names[lang] for code in _items_below(board)],
        "money": [say(f"screens.money.{name}", lang) for name in _MONEY],
    }
    return tuple(
        Sheet(
            say(f"reports_workbook.sheets.{name}", lang),
            (*(say(f"reports_workbook.columns.{one}", lang) for one in columns), *more.get(name, ())),
            tuple(rows),
        )
        for name, columns, rows in made
    )


# -- what stands on them -----------------------------------------------------------------------------------

_ITEMS = (
    *("item", "unit", "need", "by-rule", "received", "damaged", "replaced", "good", "short", "percent"),
    *("not-reported", "state", "due", "expected", "critical", "as-of", "stale", "by", "note"),
)
_BALLOTS = (
    *("ballot", "need", "received", "damaged", "replaced", "good", "sorted", "folded", "short"),
    *("due", "days-left", "state"),
)


def _summary(board: Board, election: Election, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    ready = board.readiness

    def row(part: str, what: str, value: Cell, more: str = "") -> tuple[Cell, ...]:
        return (Cell(say(f"reports_workbook.parts.{part}", lang)), Cell(what), value, Cell(more or None))

    def line(part: str, name: str, value: Cell, more: str = "") -> tuple[Cell, ...]:
        return row(part, say(f"reports_workbook.lines.{name}", lang), value, more)

    yield line("board", "place", Cell(board.place.name), board.place.code)
    yield line("board", "as-of", Cell(board.as_of, "date"))
    yield line("board", "today", Cell(board.today, "date"))
    yield line("board", "election", Cell(election.names[lang]), election.code)
    yield line("board", "ledger", Cell(board.ledger, "count"))
    yield line("readiness", "verdict", Cell(say(f"verdicts.{ready.verdict}", lang)))
    for number, one in enumerate(ready.reasons, start=1):
        yield row("reasons", str(number), Cell(metrics.reason_text(one, election, lang)))
    formula = metrics.formula_text(ready.percent.formula, lang)
    yield line("readiness", "percent", _share(ready.percent.value, lang), formula)
    if ready.of_reported is not None:
        yield line("readiness", "of-reported", _share(ready.of_reported.value, lang))
    for name, value in (
        ("ready", ready.ready),
        ("not-ready", ready.not_ready),
        ("not-reported", ready.not_reported),
    ):
        yield line("readiness", name, _share(value, lang))
    if board.reporting is not None:
        silent = ", ".join(one.name for one in board.reporting.silent)
        yield line("readiness", "below", Cell(len(board.reporting.silent), "count"), silent)
    for one in board.stages:
        yield row("stages", say(f"screens.stages.{one.code}", lang), *_gauge(one, lang))
    for one in board.groups:
        yield row("groups", election.groups[one.code][lang], *_gauge(one, lang))
    for one in board.funnel:
        told = ""
        if one.arrived is not None and one.planned is not None:
            unit = say(f"funnel.units.{one.unit}", lang)
            told = say("funnel.of", lang, arrived=one.arrived, planned=one.planned, unit=unit)
        yield row("funnel", say(f"funnel.names.{one.code}", lang), _share(one.percent.value, lang), told)
    for one in board.countdowns:
        yield row(
            "deadlines",
            say(f"screens.deadlines.{one.code}", lang),
            Cell(one.day, "date"),
            _days(one.days_left, lang),
        )
    for kind, fresh in board.freshness:
        age = say("states.stale" if fresh.stale else "states.fresh", lang)
        told = f"{age}; {metrics.freshness_text(fresh, election, lang)}"
        yield row("sheets", say(f"kinds.{kind}.name", lang), _known(fresh.data_date, "date", lang), told)


def _gauge(one: Gauge, lang: Lang) -> tuple[Cell, str]:
    told = (
        say("reports_workbook.lines.not-reported-of", lang, share=one.not_reported)
        if one.not_reported
        else ""
    )
    return _figure(one.percent, lang), told


def _days(left: int, lang: Lang) -> str:
    if left < 0:
        return say("days.late", lang, days=-left)
    if left == 0:
        return say("days.today", lang)
    return say("days.tomorrow", lang) if left == 1 else say("days.left", lang, days=left)


def _items(board: Board, election: Election, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    for one in board.items:
        item = election.item(one.item)
        fresh = one.percent.freshness
        notes = [one.need_note, *one.cross_checks]
        amounts = (one.received, one.damaged, one.replaced, one.good, one.short)
        yield (
            Cell(item.names[lang]),
            Cell(metrics.unit_text(item.unit, lang)),
            _amount(one.need, one.state, lang),
            Cell(one.need_by_rule, "count"),
            *(_amount(amount, one.state, lang) for amount in amounts),
            _figure(one.percent, lang),
            Cell(None) if one.state == "not-applicable" else _share(one.not_reported, lang),
            Cell(say(f"states.{one.state}", lang)),
            Cell(one.due, "date"),
            Cell(one.expected, "date"),
            Cell(say("reports_workbook.yes", lang) if one.critical else None),
            _known(fresh.data_date, "date", lang),
            Cell(say("states.stale" if fresh.stale else "states.fresh", lang) if fresh.moment else None),
            Cell(fresh.uploaded_by),
            Cell(" ".join(metrics.reason_text(note, election, lang) for note in notes if note) or None),
        )


def _ballots(board: Board, election: Election, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    for one in board.ballots:
        amounts = (
            one.need,
            one.received,
            one.damaged,
            one.replaced,
            one.good,
            one.sorted,
            one.folded,
            one.short,
        )
        yield (
            Cell(election.item(one.item).names[lang]),
            *(_amount(amount, one.state, lang) for amount in amounts),
            Cell(one.due, "date"),
            Cell(one.days_left, "count"),
            Cell(say(f"states.{one.state}", lang)),
        )


def _items_below(board: Board) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for one in board.places for code, _ in one.items))


def _places(board: Board, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    listed = _items_below(board)
    for one in board.places:
        by_item = dict(one.items)
        shares = (by_item.get(code) for code in listed)
        yield (
            Cell(one.place.code),
            Cell(one.place.name),
            _figure(one.percent, lang),
            _share(one.not_reported, lang),
            Cell(say("states.reported" if one.reported else "states.not-reported", lang)),
            _known(one.last_report, "date", lang),
            *(_share(None, lang) if figure is None else _figure(figure, lang) for figure in shares),
        )


def _alerts(board: Board, election: Election, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    for one in board.alerts:
        yield (
            Cell(say(f"screens.severities.{one.severity}", lang)),
            Cell(metrics.alert_text(one, board, election, lang)),
            Cell(metrics.alert_todo(one, board, election, lang)),
            Cell(election.item(one.item).names[lang] if one.item else None),
            Cell((one.place or board.place).name),
            Cell(one.due, "date"),
            Cell(one.days_left, "count"),
            Cell(one.code),
        )


def _money(board: Board, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    whole = say("reports_workbook.lines.all-bodies", lang)
    finance, place = board.finance, board.place

    def row(code: str, name: str, body: str, money: Money) -> tuple[Cell, ...]:
        told = (_known(getattr(money, one), "rupiah", lang) for one in _MONEY)
        return (Cell(code), Cell(name), Cell(body), *told)

    def body(code: str) -> str:
        key = f"screens.bodies.{code}"
        return say(key, lang) if known(key, lang) else code

    def below(one: MoneyRow) -> Iterator[tuple[Cell, ...]]:
        yield row(one.place.code, one.place.name, whole, one.total)
        for code, money in one.bodies:
            yield row(one.place.code, one.place.name, body(code), money)
        for child in one.children:
            yield from below(child)

    yield row(place.code, place.name, whole, finance.total)
    for code, money in finance.bodies:
        yield row(place.code, place.name, body(code), money)
    if finance.own != metrics.NO_MONEY:
        yield row(place.code, say("reports_workbook.lines.own", lang), whole, finance.own)
    for one in finance.rows:
        yield from below(one)


def _stations(board: Board, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    complete = board.tps.complete
    yield Cell(say("reports_workbook.lines.total", lang)), Cell(board.tps.total, "count")
    value = _known(complete.value if complete else None, "count", lang)
    yield Cell(say("reports_workbook.lines.complete", lang)), value


# -- values ------------------------------------------------------------------------------------------------


def _known(value: str | int | float | date | None, way: Way, lang: Lang) -> Cell:
    """A value, or the word for what nobody reported."""
    return Cell(say("reports_workbook.unknown", lang)) if value is None else Cell(value, way)


def _amount(value: int | None, state: str, lang: Lang) -> Cell:
    if value is None and state == "not-applicable":
        return Cell(say("states.not-applicable", lang))
    return _known(value, "count", lang)


def _share(percent: float | int | None, lang: Lang) -> Cell:
    """A share as the fraction that a spreadsheet counts with."""
    return _known(None if percent is None else percent / 100, "percent", lang)


def _figure(one: Figure, lang: Lang) -> Cell:
    if one.value is None and one.state == "not-applicable":
        return Cell(say("states.not-applicable", lang))
    return _share(one.value, lang)


# -- how they look -----------------------------------------------------------------------------------------


def _write(book: Workbook, one: Sheet, board: Board, lang: Lang) -> None:
    sheet: Any = book.create_sheet(one.name)
    for at, width in enumerate(_widths(one), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    fit_to_page(sheet, _HEADER_ROW)
    sheet.oddFooter.center.text = say("reports_workbook.page", lang, number="&P", count="&N")
    lines = (
        say("reports_workbook.title", lang, part=one.name.upper()),
        say(f"frame.levels.{board.place.level}", lang, name=board.place.name),
        say("reports_workbook.version", lang, day=board.as_of, ledger=board.ledger),
        say(MARK, lang),
    )
    for number, line in enumerate(lines):
        cell = text_cell(sheet, line)
        cell.font = Font(bold=number < 2, size=14 if number == 0 else 11, italic=number == 3)
        sheet.append([cell])
    sheet.append([])
    sheet.append([heading_cell(sheet, heading) for heading in one.headings])
    if not one.rows:
        sheet.append([text_cell(sheet, say("reports_workbook.none", lang))])
    for row in one.rows:
        sheet.append([_put(sheet, cell) for cell in row])


def _widths(one: Sheet) -> list[int]:
    """Columns as wide as what stands in them, within what can be read."""
    widths = []
    for at, heading in enumerate(one.headings):
        cells = [row[at] for row in one.rows]
        texts = max((len(cell.value) for cell in cells if isinstance(cell.value, str)), default=0)
        numbers = max((_WIDTHS[cell.way] for cell in cells if not isinstance(cell.value, str)), default=0)
        # A word of a heading is never broken.
        words = max(len(word) for word in heading.split())
        widths.append(min(_WIDEST, max(10, texts + 2, numbers, words + 3)))
    return widths


def _put(sheet: Any, one: Cell) -> Any:
    if one.value is None:
        return None
    if isinstance(one.value, str):
        cell = text_cell(sheet, one.value)
        long = len(one.value) > _WIDEST
        cell.alignment = Alignment(vertical="top", wrap_text=long)
        return cell
    value: Any = one.value
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = _FORMATS[one.way]
    if one.way == "percent" and isinstance(one.value, float) and _misleads(one.value):
        cell.number_format = _FINER
    cell.alignment = Alignment(vertical="top", horizontal="right")
    return cell


def _misleads(share: float) -> bool:
    """Whether one decimal would show all of it, or nothing, where that is not so."""
    return (share < 1 and round(share * 100, 1) >= 100) or (share > 0 and round(share * 100, 1) == 0)

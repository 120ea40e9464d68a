"""The states of every item at a place and at those below it, as a workbook and as CSV.

What nobody reported is a blank beside the words that say so, never a zero. It is a report and no sheet of the
office: it holds no column that the board would take for goods, so that nothing changes where somebody brings
it in.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import loaders
import texts
from elections import Election
from metrics import Board, Figure, Place
from texts import Lang, say
from texts.inert import inert

Cell = str | float | int | date | None

_COLUMNS = ("place", "item", "percent", "not-reported", "state", "age", "as-of", "by")
_SILENT = ("above", "silent")


def states_book(board: Board, places: Sequence[Place], election: Election, lang: Lang) -> bytes:
    """The table, and on a sheet of its own the places that did not report."""
    lines = [say("exports.title", lang), board.place.name.upper(), texts.numbers.day(board.as_of, lang)]
    table = (say("exports.sheet", lang), lines, _heads(_COLUMNS, lang), list(_rows(board, election, lang)))
    if board.reporting is None:
        return loaders.plain_book([table])
    told = [*lines, _silent_line(board, lang)]
    silent = (say("exports.silent-sheet", lang), told, _heads(_SILENT, lang), _silent(board, places))
    return loaders.plain_book([table, silent])


def states_csv(board: Board, places: Sequence[Place], election: Election, lang: Lang) -> bytes:
    """The same table, with the places that did not report under it: `;`, UTF-8 with its mark, formulas as
    plain text, decimal marks as the language writes them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_heads(_COLUMNS, lang))
    for row in _rows(board, election, lang):
        writer.writerow([_written(cell, lang) for cell in row])
    if board.reporting is not None and board.reporting.silent:
        writer.writerow([])
        writer.writerow([_silent_line(board, lang)])
        for row in _silent(board, places):
            writer.writerow([_written(cell, lang) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _heads(names: Iterable[str], lang: Lang) -> list[str]:
    return [say(f"exports.columns.{name}", lang) for name in names]


def _rows(board: Board, election: Election, lang: Lang) -> Iterator[list[Cell]]:
    for one in board.items:
        yield _row(board.place.name, one.item, one.percent, one.not_reported, election, lang)
    for below in board.places:
        for code, figure in below.items:
            yield _row(below.place.name, code, figure, _missing(figure), election, lang)


def _missing(figure: Figure) -> float:
    """Percent of the need of which nobody reported, by the numbers of the figure's own formula."""
    if figure.value is None:
        return 100.0 if figure.state == "not-reported" else 0.0
    values = dict(figure.formula.values)
    missing, need = values.get("missing"), values.get("need")
    if not isinstance(missing, int) or not isinstance(need, int) or not need:
        return 0.0
    return missing * 100 / need


def _row(
    place: str, item: str, figure: Figure, not_reported: float, election: Election, lang: Lang
) -> list[Cell]:
    fresh = figure.freshness
    age = "" if fresh.moment is None else say("states.stale" if fresh.stale else "states.fresh", lang)
    return [
        place,
        election.item(item).names[lang],
        None if figure.value is None else round(float(figure.value), 2),
        round(not_reported, 2) if figure.state != "not-applicable" else None,
        say(f"states.{figure.state}", lang),
        age,
        fresh.data_date,
        fresh.uploaded_by,
    ]


def _silent_line(board: Board, lang: Lang) -> str:
    one = board.reporting
    if one is None:
        return ""
    return say(f"screens.reporting.{one.level}", lang, count=len(one.silent), total=one.total)


def _silent(board: Board, places: Sequence[Place]) -> list[list[Cell]]:
    names = {one.code: one.name for one in places}
    silent = board.reporting.silent if board.reporting is not None else ()
    return [[names.get(one.parent or "", ""), one.name] for one in silent]


def _written(cell: Cell, lang: Lang) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return inert(cell) if isinstance(cell, str) else texts.numbers.decimal(cell, lang)

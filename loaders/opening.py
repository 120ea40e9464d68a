"""One file to its Reading: opened, its tables found, recognised, typed and checked. Never raises for a bad
file."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from loaders import assigned, context, derived, recognise, values
from loaders import facts as rows_to_facts
from loaders.cell_comments import column_number
from loaders.context import Words
from loaders.copies import without_copies
from loaders.data_rows import Source
from loaders.files import Sheet, Unreadable, Workbook, open_file
from loaders.findings import Findings
from loaders.findings_sheet import FINDINGS, is_findings_sheet
from loaders.items import ItemNames
from loaders.layouts import LANGUAGE_OF_HEADINGS, Layout, kinds, name_key
from loaders.personal import hidden
from loaders.places import PlaceList, office_name, title_case
from loaders.progress import OPENED, Progress, nobody
from loaders.reading import Knowledge, Problem, Reading, Skipped, Table
from loaders.recognise import Match
from loaders.report_sheets import REPORT, is_report_sheet
from loaders.structure import RawTable, find_tables, letter
from loaders.templates import is_list_sheet
from loaders.uneven import rows_aside
from texts import say

LEFT_OUT = "left-out"
"""The reason where an analyst said that tables with such headings are not to be read."""
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


@dataclass(frozen=True)
class _Known:
    """What is known beside the file, made ready once."""

    knowledge: Knowledge
    items: ItemNames
    offices: tuple[str, ...]

    def places(self, office: str | None) -> PlaceList:
        inside = [place for place in self.knowledge.places if place.office == office]
        return PlaceList(inside, office)


Corrections = Mapping[tuple[str, str], str]
"""Sheet name and A1 address to the text that somebody put in place of the cell; "" makes it blank."""


def read(
    data: bytes,
    name: str,
    knowledge: Knowledge,
    corrections: Corrections = MappingProxyType({}),
    *,
    progress: Progress = nobody,
) -> Reading:
    """All tables of a file with every problem in them; a file that cannot be read gives a Reading with the
    reason. Parses in this very process: a file that somebody brought goes through `Reader`.

    `corrections` are put into the sheets before anything else is looked at; one for a sheet or a cell that
    is not there is ignored.
    """
    digest = hashlib.sha256(data).hexdigest()
    progress("open", 0.0)
    try:
        book = open_file(data, name)
    except Unreadable as why:
        return Reading(name, digest, problems=(Problem(why.code, "error", values=tuple(why.values.items())),))
    offices = tuple(dict.fromkeys(place.office for place in knowledge.places))
    if knowledge.office and knowledge.office not in offices:
        offices = (*offices, knowledge.office)
    known = _Known(knowledge, ItemNames(knowledge.items, knowledge.units), offices)
    tables: list[Table] = []
    skipped: list[Skipped] = []
    problems: list[Problem] = list(book.notes)
    whole, before = sum(len(sheet.rows) + 1 for sheet in book.sheets), 0
    for sheet in book.sheets:
        progress("find", OPENED + (1 - OPENED) * before / whole)
        before += len(sheet.rows) + 1
        if sheet.hidden:
            skipped.append(Skipped(sheet.name, "hidden"))
            if not is_list_sheet(sheet.name) and _is_filled(sheet):
                problems.append(Problem("hidden-sheet", "note", sheet.name))
            continue
        if is_findings_sheet(sheet):
            skipped.append(Skipped(sheet.name, FINDINGS))
            continue
        if is_report_sheet(sheet):
            skipped.append(Skipped(sheet.name, REPORT))
            continue
        sheet = _corrected(sheet, book, corrections)
        found = find_tables(sheet)
        if not found:
            skipped.append(Skipped(sheet.name, "no-table" if _is_filled(sheet) else "empty"))
        progress("check", OPENED + (1 - OPENED) * (before - len(sheet.rows) * 0.7) / whole)
        here = _tables(book, sheet, found, known)
        if any(one.code == LEFT_OUT for table in here for one in table.problems):
            skipped.append(Skipped(sheet.name, LEFT_OUT))
        tables += here
    if not tables:
        problems.append(Problem("no-table", "error"))
    tables, copies = without_copies(_with_office(tables, known))
    return Reading(name, digest, tuple(_softened(tables)), (*skipped, *copies), tuple(problems))


def _corrected(sheet: Sheet, book: Workbook, corrections: Corrections) -> Sheet:
    """The sheet with the text of corrections in place of its cells."""
    names = {sheet.name, _shown_name(sheet, book)}
    rows: list[list[Any]] | None = None
    for (name, cell), text in corrections.items():
        at = _CELL.fullmatch(cell.strip())
        if name not in names or at is None:
            continue
        row, column = int(at[2]) - 1, column_number(at[1]) - 1
        if not (0 <= row < len(sheet.rows) and column < len(sheet.rows[row])):
            continue
        if rows is None:
            rows = list(sheet.rows)
        rows[row] = [text.strip() or None if one == column else old for one, old in enumerate(rows[row])]
    return sheet if rows is None else replace(sheet, rows=rows)


def _shown_name(sheet: Sheet, book: Workbook) -> str:
    # A CSV file has one nameless sheet; Excel shows it under the name of the file.
    return sheet.name or PurePath(book.name).stem


def _is_filled(sheet: Sheet) -> bool:
    return any(cell is not None for row in sheet.rows for cell in row)


def _softened(tables: Sequence[Table]) -> list[Table]:
    """A table of no known kind is an error only when the file holds nothing else: offices keep notes beside
    tables."""
    if not any(table.kind for table in tables):
        return list(tables)
    return [
        replace(
            table,
            problems=tuple(
                replace(one, severity="warning") if one.code == "unknown-kind" else one
                for one in table.problems
            ),
        )
        for table in tables
    ]


# -- one sheet ---------------------------------------------------------------------------------------------


def _tables(book: Workbook, sheet: Sheet, found: Sequence[RawTable], known: _Known) -> list[Table]:
    tables: list[Table] = []
    above = ""
    for raw in found:
        # A second table under the same title seldom repeats office and date.
        title = raw.region.title
        whole = f"{title}\n{above}".strip() if above else title
        above = above or title
        tables.append(_table(book, sheet, raw, whole, known))
    return tables


def _table(book: Workbook, sheet: Sheet, raw: RawTable, title: str, known: _Known) -> Table:
    labels = {column: hidden(text) for column, text in zip(raw.columns, raw.header, strict=True) if text}
    findings = Findings(_shown_name(sheet, book), labels)
    told = context.office_of(title, sheet.name, book.name, known.offices)
    wanted = known.knowledge.office
    office = told or wanted or (known.offices[0] if len(known.offices) == 1 else None)
    words = Words(known.items, known.places(office), known.knowledge.today)
    ctx = context.context(title, sheet.name, book.name, words)
    told_headings = assigned.headings(raw)
    said = assigned.found(known.knowledge.assignments, told_headings)
    left_out = said is not None and not said.kind
    if said is not None and said.kind and said.kind not in kinds():
        findings.of_table("assigned-kind-unknown", "warning", raw.region.range, said.kind)
    match = (
        None if left_out else recognise.recognise(raw, sheet.rows, sheet.name, book.name, ctx, words, said)
    )
    people = recognise.personal_columns(raw, sheet.rows) if match is None else match.personal
    findings.close(column for column, _ in people)
    plain = Table(
        region=raw.region,
        kind=None,
        confidence=0.0,
        office=office,
        data_date=ctx.data_date,
        columns={},
        labels={letter(column): text for column, text in labels.items()},
        facts=None,
        claims=(),
        rows=len(raw.data_rows),
        accepted=0,
        sums={},
        problems=(),
        preview=_preview(raw, sheet, findings),
        headings=told_headings,
        letters=tuple(letter(column) for column in raw.columns),
        certainty=tuple((letter(column), 0.0) for column in labels),
    )
    if left_out:
        findings.of_table(LEFT_OUT, "note", raw.region.range, title or None)
        return replace(plain, problems=findings.all())
    if match is None:
        findings.of_table("unknown-kind", "error", raw.region.range, title or None)
        return replace(plain, problems=findings.all())
    plain = replace(
        plain,
        kind=match.layout.kind,
        confidence=match.confidence,
        columns=_columns(match),
        certainty=tuple((letter(column), sure) for column, sure in match.certainty),
    )
    if office is None:
        office = _office_of_column(match, raw, sheet)
    _tell_columns(match, min(raw.region.header_rows, default=raw.region.first_row), findings)
    if wanted and told and told != wanted:
        findings.of_table("wrong-office", "error", raw.region.range, told, found=told, expected=wanted)
        return replace(plain, problems=findings.all())
    if match.missing:
        for group in match.missing:
            findings.of_table(
                "missing-column",
                "error",
                raw.region.range,
                None,
                columns=_names(match.layout, group),
                what="measure" if match.unmeasured else "",
            )
        return replace(plain, problems=findings.all())
    ctx = replace(ctx, period="") if match.to_date else ctx
    aside = rows_aside(raw, sheet, findings)
    cap = known.knowledge.voters_cap
    limits = {} if cap is None else {"voters_cap": cap}
    source = Source(
        raw,
        sheet.rows,
        match,
        ctx,
        office,
        known.items,
        words.places,
        book.epoch_1904,
        aside,
        limits,
        known.knowledge.per_dapil,
    )
    built = rows_to_facts.build(source, findings)
    if built.strange and match.layout.kind != "tps":
        return _of_other_office(plain, built.strange, office, raw, sheet)
    if built.strange and told is None:
        return _of_other_office(plain, built.strange, office, raw, sheet)
    today = known.knowledge.today
    if ctx.data_date is None:
        findings.of_table("no-data-date", "note")
    elif today is not None and ctx.data_date > today:
        findings.of_table("future-data-date", "warning", None, None, date=ctx.data_date, today=today)
    return replace(
        plain,
        office=office,
        facts=built.facts,
        claims=built.claims,
        rows=built.rows,
        accepted=built.accepted,
        sums=built.sums,
        problems=findings.all(),
        preview=built.preview,
        set_aside=built.set_aside,
        unplaced=built.unplaced,
    )


def _preview(raw: RawTable, sheet: Sheet, findings: Findings) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(findings.seen(sheet.rows[row - 1][column - 1], column) for column in raw.columns)
        for row in raw.data_rows[: rows_to_facts.PREVIEW]
    )


def _of_other_office(
    plain: Table, kecamatan: Sequence[str], office: str | None, raw: RawTable, sheet: Sheet
) -> Table:
    """Not one kecamatan is known: one finding says it better than one for each name."""
    findings = Findings(sheet.name, {})
    names = ", ".join(kecamatan[:5])
    findings.of_table(
        "wrong-office", "error", raw.region.range, names, found=names, expected=office or "", kecamatan=names
    )
    return replace(plain, problems=findings.all())


def _office_of_column(match: Match, raw: RawTable, sheet: Sheet) -> str | None:
    column = next((one.number for one in match.columns if one.field.code == "office"), None)
    if column is None:
        return None
    names = {values.text(sheet.rows[row - 1][column - 1]) for row in raw.data_rows} - {""}
    if len(names) != 1:
        return None
    name = names.pop()
    return office_name(name) or title_case(name)


def _columns(match: Match) -> dict[str, str]:
    """The column letter of each field; for one that follows from others that of the first of them."""
    found = {column.key: letter(column.number) for column in match.columns if column.field.stored}
    groups: dict[str, dict[str, int]] = {}
    for column in match.columns:
        groups.setdefault(column.spread, {})[column.field.code] = column.number
    for spread, numbers in groups.items():
        for code, part in derived.stand_ins(match.layout, numbers).items():
            found[f"{spread}.{code}" if spread else code] = letter(numbers[part])
    return found


def _tell_columns(match: Match, heading: int, findings: Findings) -> None:
    for number, code, taken in match.contested:
        findings.of_column("column-twice", "warning", heading, number, other=letter(taken), of=code)
    for number, _ in match.personal:
        findings.of_column("personal-data-dropped", "note", heading, number)
    for one in match.remarks:
        if one.column is None:
            findings.of_table(one.code, one.severity, None, None, **dict(one.values))
        else:
            findings.of_column(one.code, one.severity, heading, one.column, **dict(one.values))


def _names(kind: Layout, group: Sequence[str]) -> str:
    """The columns as a sheet's heading names them, for a sentence; headings are Indonesian in every
    language."""
    return ", ".join(say(name_key(kind.kind, code), LANGUAGE_OF_HEADINGS) for code in group)


# -- tables beside each other ------------------------------------------------------------------------------


def _with_office(tables: Sequence[Table], known: _Known) -> list[Table]:
    """Sheets of one workbook are of one office: one that does not say which takes that of the others."""
    told = {table.office for table in tables if table.office}
    office = told.pop() if len(told) == 1 else None
    out = []
    for table in tables:
        if table.facts is None or table.office:
            out.append(table)
        elif office:
            out.append(replace(table, office=office, facts=_of_office(table.facts, office)))
        else:
            problem = Problem("no-office", "warning", table.region.sheet)
            out.append(replace(table, problems=(*table.problems, problem)))
    return out


def _of_office(facts: pa.Table, office: str) -> pa.Table:
    return facts.set_column(0, facts.schema.field("office"), pa.array([office] * facts.num_rows, pa.string()))

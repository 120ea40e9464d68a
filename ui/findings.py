"""Problems of a file in words: errors first, grouped by what has to be done, and as a list to take along."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import texts
from loaders import Problem, Reading, Severity, telling
from texts.inert import inert

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""Worst first."""
_COLUMNS = ("severity", "sheet", "cell", "value", "what", "todo", "code")


@dataclass(frozen=True)
class Finding:
    """A problem as the user reads it."""

    severity: Severity
    code: str
    sheet: str
    """"" for the one sheet of a CSV file and for the file as a whole."""
    cell: str
    """Address such as D14, "" where it is about a sheet or the file."""
    where: str
    """Sheet and cell as one, or words for the whole sheet or file."""
    value: str
    what: str
    todo: str


def of(reading: Reading, lang: texts.Lang) -> tuple[Finding, ...]:
    """Every finding of a file, worst first, then as they stand in the file."""
    found = [*reading.problems, *(problem for table in reading.tables for problem in table.problems)]
    # A sheet that is read as several tables may tell the same of itself more than once.
    worst_first = sorted(dict.fromkeys(found), key=lambda problem: SEVERITIES.index(problem.severity))
    return tuple(_finding(one, lang) for one in worst_first)


def what(problem: Problem, lang: texts.Lang) -> str:
    """The sentence of a problem."""
    return telling.sentence(problem, lang)


def _finding(problem: Problem, lang: texts.Lang) -> Finding:
    return Finding(
        severity=problem.severity,
        code=problem.code,
        sheet=problem.sheet or "",
        cell=problem.cell or "",
        where=_where(problem, lang),
        value="" if problem.value is None else problem.value,
        what=telling.sentence(problem, lang),
        todo=telling.way_out(problem, lang),
    )


def _where(problem: Problem, lang: texts.Lang) -> str:
    if problem.cell:
        return f"{problem.sheet}!{problem.cell}" if problem.sheet else problem.cell
    if problem.sheet:
        return f"{problem.sheet}: {texts.say('upload.findings.whole-sheet', lang)}"
    return texts.say("upload.findings.whole-file", lang)


def groups(findings: Sequence[Finding]) -> list[tuple[Finding, list[Finding]]]:
    """Findings that ask for the same thing, together; the first of each stands for its group."""
    found: dict[tuple[str, str, str], list[Finding]] = {}
    for one in findings:
        found.setdefault((one.severity, one.code, one.todo), []).append(one)
    return [(members[0], members) for members in found.values()]


def as_csv(findings: Sequence[Finding], lang: texts.Lang) -> bytes:
    """All findings for an Indonesian Excel: `;`, UTF-8 with its mark, formulas as plain text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(texts.say(f"upload.findings.{name}", lang) for name in _COLUMNS)
    for one in findings:
        word = texts.say(f"upload.findings.{one.severity}", lang)
        cells = (word, one.sheet, one.cell, one.value, one.what, one.todo, one.code)
        writer.writerow(inert(cell) for cell in cells)
    return out.getvalue().encode("utf-8-sig")

"""A Reading in words and as the JSON of `papan.py check`."""

from typing import Any

import texts
from loaders.reading import Problem, Reading, Table


def sentence(problem: Problem, lang: texts.Lang) -> str:
    """What is wrong, where and what was found."""
    return _say(problem, "", lang)


def way_out(problem: Problem, lang: texts.Lang) -> str:
    """What to do about it."""
    return _say(problem, "-fix", lang)


def _say(problem: Problem, ending: str, lang: texts.Lang) -> str:
    told = dict(problem.values)
    variants = (
        "near" if "suggestion" in told else "",
        "kecamatan" if "kecamatan" in told else "",
        "inside" if "inside" in told else "",
        str(told.get("what", "")),
    )
    keys = [f"problems.{problem.code}-{one}{ending}" for one in variants if one]
    key = next((one for one in keys if texts.known(one, lang)), f"problems.{problem.code}{ending}")
    whereabouts = {"sheet": problem.sheet or "", "cell": problem.cell or "", "value": problem.value or ""}
    return texts.say(key, lang, **{**whereabouts, **told})


def as_json(reading: Reading, lang: texts.Lang) -> dict[str, Any]:
    """The file's entry of `check --json`; each message says what is wrong and what to do, in `lang`."""
    return {
        "file": reading.file,
        "sha256": reading.sha256,
        "tables": [_table(table, lang) for table in reading.tables],
        "skipped": [{"sheet": one.sheet, "reason": one.reason} for one in reading.skipped],
        "problems": [_problem(one, lang) for one in reading.problems],
    }


def _table(table: Table, lang: texts.Lang) -> dict[str, Any]:
    region = table.region
    return {
        "sheet": region.sheet,
        "range": region.range,
        "kind": table.kind,
        "confidence": table.confidence,
        "header_rows": list(region.header_rows),
        "first_row": region.first_row,
        "last_row": region.last_row,
        "total_rows": list(region.total_rows),
        "data_date": table.data_date.isoformat() if table.data_date else None,
        "columns": dict(table.columns),
        "rows": table.rows,
        "accepted": table.accepted,
        "sums": dict(table.sums),
        "problems": [_problem(one, lang) for one in table.problems],
    }


def _problem(problem: Problem, lang: texts.Lang) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "cell": problem.cell,
        "value": problem.value,
        "message": f"{sentence(problem, lang)} {way_out(problem, lang)}",
    }

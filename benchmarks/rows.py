"""A figure of the benchmarks, and the table that keeps them."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results.md"


@dataclass(frozen=True)
class Row:
    """One measured figure; `bar` is what it should be, in words."""

    what: str
    value: float
    unit: str
    bar: str = ""
    met: bool | None = None


def seconds(task: Callable[[], object], times: int = 3) -> float:
    """The median of a few runs, in seconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        task()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def show(row: Row) -> str:
    """A row as a line of the table."""
    mark = {True: "yes", False: "NO", None: ""}[row.met]
    return f"| {row.what} | {row.value:,.3g} {row.unit} | {row.bar} | {mark} |"


def keep(sections: dict[str, list[Row]]) -> None:
    """Write results.md anew."""
    lines = [
        "# Measured",
        "",
        "Made by `make bench` on a shared machine with two cores: trust ratios in a run more than seconds.",
    ]
    for name, rows in sections.items():
        lines += [
            "",
            f"## {name}",
            "",
            "| figure | measured | bar | met |",
            "|---|---|---|---|",
            *map(show, rows),
        ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")

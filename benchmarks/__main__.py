"""`python -m benchmarks [NAME ...]`: measure all or some sections; a full run is kept in results.md."""

import sys

from benchmarks import board, reading, reports, scale, server, tables
from benchmarks.rows import Row, keep, show

SECTIONS = {
    "Reading": reading.measure,
    "Tables": tables.measure,
    "Store and Board": board.measure,
    "Reports": reports.measure,
    "City": scale.measure,
    "Server": server.measure,
}


def main() -> None:
    """Measure, print as it goes, and keep a full run."""
    wanted = [name.casefold() for name in sys.argv[1:]]
    done: dict[str, list[Row]] = {}
    for name, measure in SECTIONS.items():
        if wanted and name.casefold() not in wanted:
            continue
        print(name)
        done[name] = measure()
        for row in done[name]:
            print(" ", show(row), flush=True)
    if not wanted:
        keep(done)


if __name__ == "__main__":
    main()

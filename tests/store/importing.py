"""An import in a process of its own, for tests that kill it or let two of them run at once.

    python -m tests.store.importing ROOT NAME FIRST COUNT [STEP]

imports COUNT files NAME-FIRST ..., each with a boxes table and a warehouse; with STEP the process kills
itself (SIGKILL) at that step of an import: before and after each append to a Delta table, each original
and each seal.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import store as stores
from store import Store, delta, originals
from tests.store.sheets import SCHEMAS, accept, boxes, day, table


def import_one(store: Store, name: str, number: int) -> str:
    """Import one file of two kinds; boxes of a kecamatan of its own."""
    sheets = [
        table(boxes(number, name), data_date=day(1 + number % 28)),
        table(
            {"nama": f"{name} {number}", "luas_m2": 1.5 * number},
            kind="gudang",
            data_date=day(1 + number % 28),
        ),
    ]
    return accept(store, f"{name}-{number}.xlsx", *sheets, minutes=number)


def _dying_at(step: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    count = 0

    def tick() -> None:
        nonlocal count
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(call: Callable[..., Any]) -> Callable[..., Any]:
        def dying(*args: Any, **more: Any) -> Any:
            tick()
            result = call(*args, **more)
            tick()
            return result

        return dying

    return around


def main(root: str, name: str, first: str, count: str, step: str = "0") -> None:
    store = stores.open(root, SCHEMAS)
    if int(step):
        around = _dying_at(int(step))
        delta.write_deltalake = around(delta.write_deltalake)
        originals._write = around(originals._write)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in range(int(first), int(first) + int(count)):
        import_one(store, name, number)
    sys.stdout.write("done\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

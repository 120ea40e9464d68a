"""When garbage is looked for."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """No looking for garbage meanwhile.

    A Board, and what a page asks for beside it, is hundreds of thousands of records without circles; to look
    through them again and again while they are made takes up to half of its time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()

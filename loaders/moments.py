"""Days with the time of day, as systems write when something was saved."""

import re
from datetime import datetime, time

from loaders import dates

_TIME = re.compile(
    r"(?:\b|T)([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d))?\s*(?:wib|wita|wit)?\s*$", re.IGNORECASE
)


def iso(text: str) -> str:
    """A day with its time as ISO; any other text stays.

    >>> iso("15/01/2024 pukul 10.32")
    '2024-01-15 10:32:00'
    """
    hit = _TIME.search(text)
    day = dates.date_in(text[: hit.start()].replace("T", " ")) if hit else None
    if hit is None or day is None:
        return text
    return datetime.combine(day, time(int(hit[1]), int(hit[2]), int(hit[3] or 0))).isoformat(" ")

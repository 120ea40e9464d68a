"""The office's clock."""

from datetime import datetime

from settings import ZONE


def now() -> datetime:
    """This moment in the office's zone: a sheet without a date counts for the day of its upload there."""
    return datetime.now(ZONE)

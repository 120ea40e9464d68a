"""The office's clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

from settings import ZONE


def now(zone: ZoneInfo = ZONE) -> datetime:
    """This moment in the office's zone: a sheet without a date counts for the day of its upload there."""
    return datetime.now(zone)

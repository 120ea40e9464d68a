"""Numbers, dates and marks as Indonesian and English sheets write them. A value is read exactly or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

NumberKind = Literal["count", "rupiah", "decimal", "percent"]


@dataclass(frozen=True)
class Number:
    """A number that was read; integers exactly, decimals as written."""

    value: Decimal
    unit: str = ""
    """What stood behind it: "buah", "%" (the value of "12 %" is 12, not 0.12)."""


@dataclass(frozen=True)
class NotANumber:
    """Why there is no number: not-a-number, formula-error, ambiguous-number, not-whole, out-of-range."""

    code: str


def text(value: Any) -> str:
    """A cell as a reader sees it: None is "", 881.0 is "881", a date is ISO; line breaks and NBSP become spaces."""
    raise NotImplementedError


def number(value: Any, decimal_hint: Literal[",", "."] | None = None) -> Number | NotANumber | None:
    """One cell as a number; None when nothing is reported ("", "belum").

    `decimal_hint` is the decimal sign that the column is known to use.
    """
    raise NotImplementedError


def read_numbers(values: Sequence[Any], kind: NumberKind) -> tuple[list[Any], list[tuple[int, str]]]:
    """A whole column: the values (int for count and rupiah, float for decimal and percent, None where blank or
    unreadable) and for each unreadable or doubtful one its index and problem code.

    Codes: not-a-number, formula-error, ambiguous-number, not-whole, out-of-range. For "percent" 0.8 formatted as 80 %
    and the text "80 %" both give 80.0... only where the text carries the sign; a bare 0.8 stays 0.8.
    """
    raise NotImplementedError


def read_dates(values: Sequence[Any], epoch_1904: bool = False) -> tuple[list[date | None], list[tuple[int, str]]]:
    """A whole column of dates: the dates (None where blank or unreadable) and (index, problem code) pairs.

    Codes: not-a-date, formula-error, ambiguous-date (day and month could be swapped).
    """
    raise NotImplementedError


def date_in(text: str) -> date | None:
    """The date that a title names: "PER TANGGAL 22 DESEMBER 2023"; None when there is none."""
    raise NotImplementedError


def tps_number(value: Any) -> int | None:
    """The number of a polling station: "TPS 001", "001", 1.0, "901", "TPS 01/1/001" (the last part counts)."""
    raise NotImplementedError


def flag(value: Any) -> bool | None:
    """A mark as yes or no: "√", "v", "ya", "ada", "OK" are True, "-", "tidak", "belum" are False, "" is None.

    Raises ValueError for anything else.
    """
    raise NotImplementedError

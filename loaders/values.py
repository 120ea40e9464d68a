"""Cells as text: what a reader sees, and the marks and words that sheets use for a value."""

import re
from datetime import date, datetime, time
from typing import Any

from loaders.files import Share

_SPACES = re.compile(r"\s+")
_BLANKS = str.maketrans(
    {"\xa0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u200b": None, "\ufeff": None}
)
_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "﹣": "-", "-": "-"})


def text(value: Any) -> str:
    """A cell on one line as a reader sees it: None is "", 881.0 is "881", a date is ISO, every run of
    blanks is one."""
    if not isinstance(value, str):
        return shown(value)
    if value.isascii() and value.isalnum():
        return value
    return _SPACES.sub(" ", value.translate(_BLANKS)).strip()


def seen(value: Any) -> str:
    """A cell as an Indonesian Excel shows it, for a person to find it again: 1.5 is "1,5"."""
    return f"{value:.15g}".replace(".", ",") if type(value) is float else text(value)


def shown(value: Any) -> str:
    """A cell as text with its blanks and line breaks kept: None is "", 881.0 is "881", a share of 0.8 is
    "80%", a date is ISO."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Share):
        return f"{value * 100:.10g}".replace(".", ",") + "%"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


ZERO = frozenset({"-", "--", "---", "nihil", "nol", "nil", "tidak ada", "tdk ada"})
NOT_REPORTED = frozenset({"", "na", "n/a", "n.a", "n.a.", "...", "…", "tba", "tbd", "?", "blm"})
NOT_REPORTED_STARTS = ("belum", "blm ", "menunggu", "menyusul")
EXCEL_ERRORS = frozenset(
    {"#ref!", "#div/0!", "#n/a", "#value!", "#name?", "#num!", "#null!", "#spill!", "#calc!", "#getting_data"}
)


def plain(raw: str) -> str:
    """A text in lower case on one line, with one kind of blank and one kind of dash."""
    return _SPACES.sub(" ", raw.translate(_BLANKS).translate(_DASHES)).strip().casefold()


_TPS = re.compile(
    r"(?:(?:no|nomor|nmr|kode)\b\.?\s*)?(?:tps)?(?:\s+(?:no|nomor|ke|khusus|loksus)\b\.?)?[\s.:#-]*(?P<numbers>\d+(?:\s*[/-]\s*\d+)*)(?:\.0+)?\b(?P<rest>.*)"
)
_SEVERAL_TPS = re.compile(
    r"\s*(?:[,;&+/-]|dan\b|s\.?/?d\b\.?|sampai\b|hingga\b)\s*(?:dengan\s*)?(?:tps\s*)?\d"
)
_RUN = re.compile(r"(\d{1,3})\s*-\s*(\d{1,3})")
_LAST_TPS = 999


def tps_number(value: Any) -> int | None:
    """The number of a polling station: "TPS 001", "001", 1.0, "901"; of "TPS 01/1/001" the last part counts.

    None where the cell names none, or several: "1-5", "TPS 1 s/d 5", "1, 2 dan 3".
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if value == value // 1 and 1 <= value <= _LAST_TPS else None
    low = plain(str(value))
    match = _TPS.fullmatch(low)
    if (
        not match
        or (match["rest"].strip() and not low.startswith("tps"))
        or re.match(r"[.,]\d", match["rest"])
        or _SEVERAL_TPS.match(match["rest"])
        or _is_run(match["numbers"])
    ):
        return None
    last = int(re.split(r"\D+", match["numbers"])[-1])
    return last if 1 <= last <= _LAST_TPS else None


def _is_run(numbers: str) -> bool:
    """Whether it is from one station to another, "1-5", and no code like "01-005"."""
    run = _RUN.fullmatch(numbers)
    if run is None:
        return False
    alike = len(run[1]) == len(run[2]) or not (run[1].startswith("0") or run[2].startswith("0"))
    return alike and int(run[1]) < int(run[2])


_YES = frozenset(
    {
        "√",
        "✓",
        "✔",
        "☑",
        "✅",
        "v",
        "vv",
        "ya",
        "y",
        "yes",
        "ada",
        "ok",
        "oke",
        "okay",
        "sudah",
        "sdh",
        "baik",
        "lengkap",
        "siap",
        "sesuai",
        "aman",
        "benar",
        "true",
        "1",
        "selesai",
        "tersedia",
    }
)
_NO = frozenset(
    {
        "-",
        "--",
        "✗",
        "✘",
        "☐",
        "❌",
        "tidak",
        "tdk",
        "tak",
        "no",
        "n",
        "belum",
        "blm",
        "false",
        "0",
        "nihil",
        "tiada",
        "kosong",
    }
)
_YES_STARTS = ("ya ", "ya,", "ada ", "sudah ", "sdh ", "ok ")
_NO_STARTS = ("tidak ", "tdk ", "belum ", "blm ", "tak ")


def flag(value: Any) -> bool | None:
    """A mark as yes or no: "√", "v", "ya", "ada", "OK" are True, "-", "tidak", "belum" are False, blank is
    None.

    Raises ValueError for anything else, also for "x", which offices use for both.
    """
    if value is None or isinstance(value, bool):
        return value
    low = plain(shown(value)).rstrip(".!")
    if not low:
        return None
    if low in _YES or low.startswith(_YES_STARTS):
        return True
    if low in _NO or low.startswith(_NO_STARTS):
        return False
    raise ValueError(low)

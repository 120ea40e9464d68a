"""What the user has chosen: in the address, so that a link can be sent, and in the session.

Nothing else touches session_state.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

import streamlit as st

import texts
from metrics import Place

OFFICE, KECAMATAN, KELURAHAN, DAY, LANG, SEVERITY = "kantor", "kec", "kel", "per", "lang", "tingkat"
"""Keys of the shared widgets; the first five are also the names in the address."""

PART = "bagian"
"""Key of the choice between the parts of a long page, and its name in the address."""
LATE = "lewat_batas"
"""Key of the switch that leaves only what is past its last day, and its name in the address."""

MEETING = "rakor"
"""Number of the meeting that is looked at, in the address."""

_ANY = ""
"""The option that stands for "the whole city" (or kecamatan): a code, as every option is one."""


_LIVE = "today_when_drawn"
_NEXT = "office_of_next_run"
_SHOWN = "address_shown"


@dataclass(frozen=True)
class Choice:
    """The choice of the frame, checked against what there is."""

    lang: texts.Lang
    office: Place | None
    kecamatan: Place | None
    kelurahan: Place | None
    as_of: date

    @property
    def place(self) -> Place | None:
        """The finest place that was chosen."""
        return self.kelurahan or self.kecamatan or self.office


def follow_address() -> None:
    """Take what the address says where the browser changed it, by back and forward; before anything is read.

    Else the choice of the widgets would be written over it, and nobody could go back.
    """
    asked, shown = st.query_params.to_dict(), st.session_state.get(_SHOWN)
    if shown is None or OFFICE not in asked or asked == shown:
        return
    for key in (OFFICE, KECAMATAN, KELURAHAN, DAY, LANG, PART, LATE):
        st.session_state.pop(key, None)


def _remember_address() -> None:
    st.session_state[_SHOWN] = st.query_params.to_dict()


def lang() -> texts.Lang:
    """The language of the session, else of the address, else Bahasa Indonesia."""
    asked = st.session_state.get(LANG) or st.query_params.get(LANG)
    return "en" if asked == "en" else texts.DEFAULT


def settle(
    places: Sequence[Place], newest: dict[str, date], today_at: Callable[[Place | None], date]
) -> Choice:
    """Read the choice, correct what does not exist, and write it back to widgets and address.

    `newest` is the day on which an office (by code) opens; no choice goes beyond that day and the office's
    own today.
    Runs before the widgets of the frame are drawn, since Streamlit forbids to set them afterwards.
    """
    chosen = lang()
    st.session_state[LANG] = chosen
    if _NEXT in st.session_state:
        st.session_state[OFFICE] = st.session_state.pop(_NEXT)
        forget_places()
        st.query_params.clear()
    office = _place(OFFICE, places, None)
    today = today_at(office)
    if office is None:
        return Choice(chosen, None, None, None, today)
    kecamatan = _place(KECAMATAN, places, office.code)
    kelurahan = _place(KELURAHAN, places, kecamatan.code) if kecamatan else None
    if kelurahan is None:
        st.session_state[KELURAHAN] = _ANY
    opening = newest.get(office.code, today)
    as_of = min(_day() or opening, max(opening, today))
    st.session_state[DAY] = as_of
    st.session_state[_LIVE] = as_of if as_of == today else None
    choice = Choice(chosen, office, kecamatan, kelurahan, as_of)
    _write_address(choice, live=as_of == today)
    return choice


def _place(key: str, places: Sequence[Place], parent: str | None) -> Place | None:
    below = (
        [one for one in places if one.parent == parent]
        if parent
        else [p for p in places if p.level == "kota"]
    )
    asked = st.session_state.get(key)
    if asked is None:
        asked = st.query_params.get(key)
    found = next((one for one in below if one.code == asked), None)
    if found is None and key == OFFICE and below:
        found = below[0]
    st.session_state[key] = found.code if found else _ANY
    return found


def _day() -> date | None:
    kept = st.session_state.get(DAY)
    if kept is not None:
        # A screen left open over midnight goes on with the new day, unless another day was chosen.
        return None if kept == st.session_state.get(_LIVE) else kept
    try:
        return date.fromisoformat(st.query_params.get(DAY, ""))
    except ValueError:
        return None


def _write_address(choice: Choice, live: bool) -> None:
    wanted = {OFFICE: choice.office.code if choice.office else ""}
    if choice.kecamatan:
        wanted[KECAMATAN] = choice.kecamatan.code
    if choice.kelurahan:
        wanted[KELURAHAN] = choice.kelurahan.code
    if not live:
        # A link to today stays a link to today; any other day is named.
        wanted[DAY] = choice.as_of.isoformat()
    if choice.lang != texts.DEFAULT:
        wanted[LANG] = choice.lang
    wanted |= {name: st.query_params[name] for name in (PART, LATE, MEETING) if name in st.query_params}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    _remember_address()


def address(place: Place, choice: Choice, part: str | None = None) -> str:
    """The query of a link to a kecamatan, kelurahan or office, all else as it is chosen now, on that part of
    a long page."""
    parts = {OFFICE: choice.office.code if choice.office else ""}
    pieces = place.code.split(".")
    if len(pieces) > 2:
        parts[KECAMATAN] = ".".join(pieces[:3])
    if len(pieces) > 3:
        parts[KELURAHAN] = place.code
    parts[DAY] = choice.as_of.isoformat()
    if choice.lang != texts.DEFAULT:
        parts[LANG] = choice.lang
    if part:
        parts[PART] = quote(part)
    return "?" + "&".join(f"{name}={value}" for name, value in parts.items())


def here(place: Place, choice: Choice) -> str:
    """The same on the part of the page that is open."""
    return address(place, choice, st.query_params.get(PART))


def open_part(parts: Sequence[str]) -> None:
    """Choose the part of the page that the address names, else the first; before its widget is drawn."""
    if st.session_state.get(PART) not in parts:
        asked = st.query_params.get(PART)
        st.session_state[PART] = asked if asked in parts else parts[0]
    part = st.session_state[PART]
    if part != st.query_params.get(PART, parts[0]):
        st.query_params[PART] = part
        st.query_params.pop(LATE, None)
        _remember_address()


def only_late(label: str) -> bool:
    """The switch that leaves only what is past its last day, kept in the address."""
    st.session_state.setdefault(LATE, LATE in st.query_params)
    chosen = st.toggle(label, key=LATE)
    if chosen != (LATE in st.query_params):
        if chosen:
            st.query_params[LATE] = "1"
        else:
            del st.query_params[LATE]
        _remember_address()
    return chosen


def look_at_meeting(key: int | None) -> None:
    """Look at the meeting of that number from now on; None: at the open one, or at none."""
    if key is None:
        st.query_params.pop(MEETING, None)
    else:
        st.query_params[MEETING] = str(key)
    _remember_address()


def meeting_in_address() -> dict[str, str]:
    """What a link to another page carries, so that the meeting that the address names stays in sight."""
    return {MEETING: st.query_params[MEETING]} if MEETING in st.query_params else {}


def go(code: str) -> None:
    """Choose the place of that code from now on; the next `settle` corrects a code that does not exist."""
    pieces = code.split(".")
    st.session_state[KECAMATAN] = ".".join(pieces[:3]) if len(pieces) > 2 else _ANY
    st.session_state[KELURAHAN] = code if len(pieces) > 3 else _ANY


def forget_places() -> None:
    """An office was chosen or began anew: its first screen is the whole city on its newest day."""
    for key in (KECAMATAN, KELURAHAN):
        st.session_state[key] = _ANY
    st.session_state[DAY] = None


def open_next(code: str | None) -> None:
    """Open the office of that code in the next run (None: the first), the whole city on its newest day.

    Kept under a key of its own: the widgets of this run are drawn already and may not be set any more.
    """
    st.session_state[_NEXT] = code or _ANY


def forget_kelurahan() -> None:
    """Another kecamatan was chosen."""
    st.session_state[KELURAHAN] = _ANY


def options(places: Sequence[Place], parent: str) -> list[str]:
    """The codes below a place, with the one that stands for all of it first."""
    return [_ANY, *(one.code for one in places if one.parent == parent)]


def chosen(key: str) -> Any:
    """The value of a shared widget."""
    return st.session_state.get(key)


def look_at(day: date | None) -> None:
    """Show that day from the next `settle` on; None goes back to the day on which the office opens."""
    st.session_state[DAY] = day


def keep(name: str, value: Any) -> None:
    """Keep something for later reruns of this session; `name` begins with the screen that owns it."""
    st.session_state[name] = value


def kept(name: str, default: Any = None) -> Any:
    """What was kept under that name in this session."""
    return st.session_state.get(name, default)


def take(name: str) -> Any:
    """What was kept under that name, once: it is gone afterwards."""
    return st.session_state.pop(name, None)

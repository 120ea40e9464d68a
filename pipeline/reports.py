"""All reports by their names: made, written as files, and checked again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Literal

import texts
from elections import Election
from metrics import Board, Place
from pipeline.boards import board, names_above
from pipeline.briefing import briefing
from pipeline.formal import daily_of, final_of, handover_of, minutes_of
from pipeline.known import places
from pipeline.meetings import meetings
from pipeline.reporting_book import board_sheets
from pipeline.sending import digest
from reports import package as packing
from reports.document import Document, Name, Seal
from store import Store
from texts import Lang

REPORTS: tuple[Name, ...] = ("briefing", "daily", "handover", "final", "minutes")


_PDF, _BOOK = "laporan.pdf", "papan.xlsx"
"""Names of files in a package."""


class NoMeeting(LookupError):
    """Minutes are of a meeting, and there is none of that number."""


def report(
    name: Name,
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    as_of: date,
    today: date,
    lang: Lang,
    *,
    version: int | None = None,
    now: datetime | None = None,
    made: Board | None = None,
    meeting: int | None = None,
    sample: bool = False,
) -> Document:
    """The report of that name of a place as of a date; `made` is its Board where it is there already.

    `meeting` is the key of the meeting whose minutes are asked for (None: the newest); they tell of its own
    place and day. Raises NoMeeting.
    """
    if name == "briefing":
        given = {"version": version, "now": now, "made": made, "sample": sample}
        return briefing(store, election, place, known, as_of, today, lang, **given)
    mark = texts.say("reports.sample", lang) if sample else ""
    if name == "minutes":
        office = names_above(place, known).get("kota") or ""
        held = meetings(store.ledger(), office)
        found = next((one for one in reversed(held) if meeting in (None, one.key)), None)
        if found is None:
            raise NoMeeting(meeting)
        told = minutes_of(store, election, office, found, lang, mark=mark)
    else:
        of = {"daily": daily_of, "handover": handover_of, "final": final_of}[name]
        told = of(store, election, place, known, as_of, today, lang, version, mark=mark)
    return replace(told, seal=replace(told.seal, sample=sample))


def as_word(one: Document) -> bytes:
    """A report as DOCX, to be filled in and signed."""
    from reports.docx import docx

    return docx(one)


def as_pdf(one: Document) -> bytes:
    """A report as PDF with its seal on every page."""
    # Not at the top: a server that prints nothing need not load what draws.
    from reports.pdf import pdf
    from reports.sealing import sealed

    return sealed(pdf(one), one.seal)


def as_page(one: Document) -> bytes:
    """A report as one HTML file that asks no network."""
    from reports.html import html

    return html(one).encode()


def package(
    told: Document,
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    as_of: date,
    today: date,
    lang: Lang,
    *,
    made: Board | None = None,
) -> bytes:
    """The package of a rakor for a USB stick: the report as HTML and PDF, the Board as a workbook, the text
    for WhatsApp, and the hash of each. `made` is the Board where it is there already."""
    version = told.seal.version
    found = made or board(store, election, place, known, as_of, today, version)
    # Of the rows that may speak for its day, as the report is, so that it can be made again.
    shown = replace(found, ledger=version)
    asked = (store, election, place, known, as_of, today, lang)
    text = digest(*asked, version=version, made=shown)[1]
    return packing.package(
        {
            "index.html": as_page(told),
            _PDF: as_pdf(told),
            _BOOK: board_sheets(*asked, version=version, made=shown),
            "whatsapp.txt": text.encode(),
        }
    )


Verdict = Literal["genuine", "whole", "changed", "other-ledger", "unsealed"]
"""genuine: as it was sealed, and made again from this ledger the same; whole: as it was sealed, no ledger was
asked; changed: letters, numbers or lines are others; other-ledger: as it was sealed, but not from this
ledger; unsealed: no report of the board."""


def check_report(data: bytes, store: Store | None, election: Election | None) -> tuple[Verdict, Seal | None]:
    """What became of a report (PDF, or a package with one) since it was made, and what it says it is made of.
    With a store, it is made again from the ledger's rows of then and compared. Asks no network."""
    from reports.sealing import unseal

    packed = data.startswith(b"PK")
    try:
        held = packing.unpacked(data) if packed else {_PDF: data}
    except packing.Broken:
        return "changed", None
    pdf = held.get(_PDF, b"")
    found = unseal(pdf)
    if found.standing != "whole" or found.seal is None:
        return ("unsealed" if found.standing == "unsealed" else "changed"), found.seal
    if store is None or election is None or not store.head():
        return "whole", found.seal
    asked = _asked_again(store, election, found.seal)
    told = asked and _again(asked, found.seal)
    if asked is None or told is None:
        return "other-ledger", found.seal
    if not packed:
        return ("genuine" if as_pdf(told) == pdf else "changed"), found.seal
    now = _moment(found.seal)
    made = board(*asked[:6], found.seal.version, now)
    again = packing.unpacked(package(told, *asked, made=made))
    return ("genuine" if _same(again, held) else "changed"), found.seal


def _same(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> bool:
    """Whether two packages hold the same; of workbooks, in which the hour of their making stands, what is in
    their sheets."""
    if one.keys() != other.keys():
        return False
    return all(
        packing.same_book(data, other[name]) if name == _BOOK else data == other[name]
        for name, data in one.items()
    )


_Asked = tuple[Store, Election, Place, Sequence[Place], date, date, Lang]


def _asked_again(store: Store, election: Election, told: Seal) -> _Asked | None:
    """What a report was asked of; None where this ledger has no such row or place."""
    rows = store.ledger()
    if not any(row.seq == told.version and row.hash == told.ledger_hash for row in rows):
        return None
    known = places(store, told.version)
    place = next((one for one in known if one.code == told.place), None)
    if place is None:
        return None
    days = date.fromisoformat(told.as_of), date.fromisoformat(told.today)
    return store, election, place, known, *days, told.lang


def _again(asked: _Asked, told: Seal) -> Document | None:
    """The report made anew of the ledger's rows of then; None where its meeting is not in them."""
    meeting = int(told.section) if told.section else None
    given = {"version": told.version, "now": _moment(told), "meeting": meeting, "sample": told.sample}
    try:
        return report(told.report, *asked, **given)
    except LookupError:
        return None


def _moment(told: Seal) -> datetime | None:
    return datetime.fromisoformat(told.moment) if told.moment else None

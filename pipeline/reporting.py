"""Reports of a place and day, made of the same Board as the screens."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Literal

import texts
from elections import Election
from metrics import Board, Place, Source
from metrics.alerts import acts
from pipeline.alerting import acted
from pipeline.boards import board, names_above, spans
from pipeline.course import told_until
from pipeline.known import places
from pipeline.office_settings import election_for
from reports import briefing as briefings
from reports import package as packing
from reports.document import Document, Note, Origin, Seal
from store import LedgerRow, Span, Store
from texts import Lang, numbers

BRIEFING = "briefing"


def briefing(
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
    sample: bool = False,
) -> Document:
    """The briefing of a place as of a date with the cells of its numbers; `made` is its Board where it is
    there already, of the same version."""
    found = made or board(store, election, place, known, as_of, today, version, now)
    rows = store.ledger(version)
    office = names_above(place, known).get("kota") or ""
    profile = election_for(rows, election, office)
    stands = acts.standings(found.alerts, place, acted(rows, office), today)
    sealed = seal(BRIEFING, rows, place, as_of, today, lang, now, sample=sample)
    told = briefings.briefing(found, profile, stands, lang, sealed, sample=sample)
    bare = [(one, briefings.note(one, told.cited, lang)) for one in told.cited]
    sources = {s for one, note in bare if not note.via for figure in one.figures for s in figure.sources}
    cells = spans(store, sources, as_of, version)
    notes = tuple(note if note.via else _note(one, note, cells, profile, lang) for one, note in bare)
    return replace(told.document, notes=notes)


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


def package(one: Document, digest: str, more: Mapping[str, bytes] | None = None) -> bytes:
    """The package of a rakor for a USB stick: the report as HTML and PDF, the text for WhatsApp, `more` files
    (workbooks), and the hash of each."""
    pages = {"index.html": as_page(one), "laporan.pdf": as_pdf(one), "whatsapp.txt": digest.encode()}
    return packing.package({**pages, **(more or {})})


Verdict = Literal["genuine", "whole", "changed", "other-ledger", "unsealed"]
"""genuine: as it was sealed, and made again from this ledger the same; whole: as it was sealed, no ledger was
asked; changed: letters, numbers or lines are others; other-ledger: as it was sealed, but not from this
ledger; unsealed: no report of the board."""


def check_report(data: bytes, store: Store | None, election: Election | None) -> tuple[Verdict, Seal | None]:
    """What became of a report (PDF, or a package with one) since it was made, and what it says it is made of.
    With a store, it is made again from the ledger's rows of then and compared. Asks no network."""
    from reports.sealing import unseal

    try:
        pdf = packing.unpacked(data).get("laporan.pdf", b"") if data.startswith(b"PK") else data
    except packing.Broken:
        return "changed", None
    found = unseal(pdf)
    if found.standing != "whole" or found.seal is None:
        return ("unsealed" if found.standing == "unsealed" else "changed"), found.seal
    if store is None or election is None or not store.head():
        return "whole", found.seal
    again = _again(store, election, found.seal)
    if again is None:
        return "other-ledger", found.seal
    return ("genuine" if again == pdf else "changed"), found.seal


def _again(store: Store, election: Election, told: Seal) -> bytes | None:
    """The report made anew of the ledger's rows of then; None where this ledger has no such row."""
    rows = store.ledger()
    if not any(row.seq == told.version and row.hash == told.ledger_hash for row in rows):
        return None
    known = places(store, told.version)
    place = next((one for one in known if one.code == told.place), None)
    if place is None or told.report != BRIEFING:
        return None
    return as_pdf(
        briefing(
            store,
            election,
            place,
            known,
            date.fromisoformat(told.as_of),
            date.fromisoformat(told.today),
            told.lang,
            version=told.version,
            now=datetime.fromisoformat(told.moment) if told.moment else None,
            sample=told.sample,
        )
    )


def seal(
    report: str,
    rows: Sequence[LedgerRow],
    place: Place,
    as_of: date,
    today: date,
    lang: Lang,
    now: datetime | None = None,
    section: str = "",
    *,
    sample: bool = False,
) -> Seal:
    """What a report is made of: of the ledger the last row that may speak for its day, so that sheets of
    later days leave it as it is."""
    last = told_until(rows, as_of)
    of_row = next((row.hash for row in reversed(rows) if row.seq == last), "")
    moment = now.isoformat(timespec="minutes") if now else ""
    return Seal(report, place.code, as_of.isoformat(), today.isoformat(), last, of_row, lang, moment, section)


def _note(
    cited: briefings.Cited, bare: Note, cells: Mapping[Source, Sequence[Span]], profile: Election, lang: Lang
) -> Note:
    sources = dict.fromkeys(source for figure in cited.figures for source in figure.sources)
    origins = {
        _origin(source.kind, span, profile, lang): None for source in sources for span in cells[source]
    }
    return replace(bare, origins=tuple(origins))


def _origin(kind: str, span: Span, profile: Election, lang: Lang) -> Origin:
    total = "" if span.total is None else numbers.write(span.total, "count", lang)
    at = span.at.astimezone(profile.clock)
    column = _column(kind, span.measure, lang)
    return Origin(span.file, span.sheet, span.cells, column, span.count, total, span.by, at)


def _column(kind: str, measure: str, lang: Lang) -> str:
    if measure == "rows":
        return texts.say("screens.figure.row", lang)
    key = f"kinds.places.{measure}" if measure == "tps" else f"kinds.{kind}.fields.{measure}"
    return texts.say(key, lang)

"""The briefing of a place and day, made of the same Board as the screens, with the cells of its numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import texts
from elections import Election
from metrics import Board, Place, Source
from metrics.alerts import acts
from pipeline.alerting import acted
from pipeline.boards import board, names_above, spans
from pipeline.course import told_until
from pipeline.office_settings import election_for
from reports import briefing as briefings
from reports.document import Document, Name, Note, Origin, Seal
from store import LedgerRow, Span, Store
from texts import Lang, numbers

BRIEFING: Name = "briefing"


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


def seal(
    report: Name,
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

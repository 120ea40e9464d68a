"""Forms to be signed from what the store holds: minutes, handing over, daily and final report."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import metrics
import metrics.inputs as said_rules
import metrics.meetings as meeting_rules
from elections import Election
from metrics import Board, Place
from metrics.meetings import Meeting
from pipeline.alerting import acted
from pipeline.ballots import ballots
from pipeline.boards import board, names_above
from pipeline.course import days_told, told_until
from pipeline.distribution import distribution
from pipeline.inputs import inputs
from pipeline.known import places
from pipeline.meetings import meeting_board, meeting_inputs, meetings
from pipeline.office_settings import election_for
from pipeline.since import Seen, seen_board
from pipeline.support import support
from reports import daily, final, handover, minutes
from reports.document import Document, Name, Seal
from reports.formal import Form
from store import LedgerRow, Store
from texts import Lang

_NOBODY: Mapping[str, str] = {}


def minutes_of(
    store: Store,
    election: Election,
    office: str,
    meeting: Meeting,
    lang: Lang,
    *,
    signed: Mapping[str, str] = _NOBODY,
    names: bool = False,
    mark: str = "",
) -> Document:
    """The minutes of a meeting, as it was: by the version that it looked at and the words until it
    was closed.

    `signed` holds names of those who sign by role; `names` tells who is in charge, which may be a person.
    Raises LookupError where the list of that version has no such place.
    """
    rows, version = store.ledger(), meeting.version
    found = meeting_board(store, election, office, meeting)
    profile = election_for(store.ledger(version), election, office)
    known = places(store, version)
    seal = _seal("minutes", rows, version, found, lang, str(meeting.key))
    form = Form(profile, lang, seal, office, mark, signed, names)
    heard = meeting_inputs(rows, office, meeting)
    said = said_rules.spoken_of(heard, meeting.key)
    told = {one.key for one in said}
    carried = [one for one in said_rules.shown(heard) if one.state == "open" and one.key not in told]
    other = meeting_rules.before(meetings(rows, office), meeting)
    compared = _compared(store, election, rows, office, found, other, version)
    agenda = meeting.began.agenda
    return minutes.minutes(
        form,
        meeting,
        found,
        said,
        carried,
        compared,
        distribution(store, profile, found, known, version) if "distribution" in agenda else None,
        support(store, profile, found, known, version) if "support" in agenda else None,
    )


def _compared(
    store: Store,
    election: Election,
    rows: Sequence[LedgerRow],
    office: str,
    found: Board,
    other: Meeting | None,
    version: int,
) -> minutes.Compared | None:
    """What changed since the meeting before, else since the last day before from which sheets are."""
    if other is not None:
        seen = Seen(other.version, other.began.as_of, other.began.today)
        title = other.began.title
    else:
        known = [row for row in rows if row.seq <= version]
        day = next(iter(days_told(known, office, found.as_of - timedelta(days=1), 1)), None)
        if day is None:
            return None
        seen, title = Seen(version, day, day), ""
    was = seen_board(store, election, found.place, seen)
    return minutes.Compared(metrics.since(was, found), seen.as_of, seen.version, title)


def handover_of(
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    as_of: date,
    today: date,
    lang: Lang,
    version: int | None = None,
    *,
    signed: Mapping[str, str] = _NOBODY,
    mark: str = "",
) -> Document:
    """The record of handing over the goods of a place: the city's warehouse, or what goes to a kecamatan."""
    told, form, found = _made(store, election, place, known, as_of, today, lang, version, "handover", signed)
    ledgers = ballots(store, form.election, found, known, told) if place.level == "kota" else ()
    sent = distribution(store, form.election, found, known, told)
    return handover.handover(_marked(form, mark, False), found, ledgers, sent)


def daily_of(
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    as_of: date,
    today: date,
    lang: Lang,
    version: int | None = None,
    *,
    signed: Mapping[str, str] = _NOBODY,
    names: bool = False,
    mark: str = "",
) -> Document:
    """The report of a day of a place; `names` tells who did something about alerts."""
    told, form, found = _made(store, election, place, known, as_of, today, lang, version, "daily", signed)
    eve = as_of - timedelta(days=1)
    before = board(store, election, place, known, eve, eve, told)
    where = metrics.where_of(place, known)
    frame = store.tables(as_of, version=told, office=where.office)["sortir_lipat"]
    done = acted(store.ledger(told), where.office)
    ledgers = ballots(store, form.election, found, known, told) if place.level == "kota" else ()
    return daily.daily(
        _marked(form, mark, names), found, before, metrics.sorting_rows(frame, where), done, ledgers
    )


def final_of(
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    as_of: date,
    today: date,
    lang: Lang,
    version: int | None = None,
    *,
    signed: Mapping[str, str] = _NOBODY,
    names: bool = False,
    mark: str = "",
) -> Document:
    """The final report of a place; `names` tells who is in charge of open inputs."""
    told, form, found = _made(store, election, place, known, as_of, today, lang, version, "final", signed)
    sent = distribution(store, form.election, found, known, told)
    where = metrics.where_of(place, known)
    heard = inputs(store.ledger(told), where.office)
    mine = said_rules.concerning(said_rules.shown(heard), where.kecamatan or "", where.kelurahan or "")
    still = [one for one in mine if one.state == "open"]
    return final.final(_marked(form, mark, names), found, sent, still)


def _made(
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    as_of: date,
    today: date,
    lang: Lang,
    version: int | None,
    report: Name,
    signed: Mapping[str, str],
) -> tuple[int | None, Form, Board]:
    """The version that speaks for the day, the form and the Board: sheets of later days change none of them,
    so that an old day's paper is the same whenever it is made."""
    rows = store.ledger(version)
    told = told_until(rows, as_of) or None
    office = names_above(place, known).get("kota", place.name)
    profile = election_for(store.ledger(told), election, office)
    found = board(store, election, place, known, as_of, today, told)
    seal = _seal(report, rows, told or 0, found, lang)
    return told, Form(profile, lang, seal, office, signed=signed), found


def _seal(
    report: Name, rows: Sequence[LedgerRow], version: int, found: Board, lang: Lang, section: str = ""
) -> Seal:
    last = next((row.hash for row in rows if row.seq == version), "")
    days = (found.as_of.isoformat(), found.today.isoformat())
    return Seal(report, found.place.code, *days, version, last, lang, section=section)


def _marked(form: Form, mark: str, names: bool) -> Form:
    return replace(form, mark=mark, names=names)

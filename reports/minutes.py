"""The minutes of a meeting (notulen): who was there, what the room saw, what was said and decided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from metrics import Board, Distribution, Since, Support, Tranche
from metrics.inputs import Input
from metrics.meetings import AGENDA, Meeting
from reports import changes, formal
from reports.document import Block, Column, Document, Facts, Paragraph, Row, Section, Table
from reports.formal import Form


@dataclass(frozen=True)
class Compared:
    """What changed since another meeting, or since a day."""

    found: Since
    day: date
    version: int
    title: str = ""
    """Of that meeting; "" for a day that sheets are from."""


def minutes(
    form: Form,
    meeting: Meeting,
    board: Board,
    said: Sequence[Input] = (),
    carried: Sequence[Input] = (),
    since: Compared | None = None,
    sent: Distribution | None = None,
    support: Support | None = None,
) -> Document:
    """The minutes of a meeting with the Board that it saw.

    `said` are the inputs that were said, changed or closed at it, `carried` those of earlier meetings that
    were open when it ended.
    """
    own = form.own
    sections = [
        Section(own("minutes.meeting"), _about(form, meeting, board)),
        Section(own("minutes.attendance"), (_attendance(form, meeting),)),
    ]
    drawn: dict[str, Callable[[], tuple[Block, ...]]] = {
        "ready": lambda: (formal.headline(form, board), *formal.reasons(form, board)),
        "missing": lambda: (formal.goods(form, board),),
        "since": lambda: (Paragraph(own("minutes.since-below")),),
        "course": lambda: (formal.stages(form, board),),
        "distribution": lambda: (formal.funnel(form, board), *formal.shipments(form, sent)),
        "money": lambda: (formal.money(form, board),),
        "support": lambda: (_support(form, support),),
        "inputs": lambda: (Paragraph(own("minutes.inputs-below")),),
    }
    agenda = [code for code in meeting.began.agenda if code in AGENDA]
    for number, code in enumerate(agenda, 1):
        title = own("minutes.item", number=number, title=form.say(f"wall.titles.{code}"))
        sections.append(Section(title, drawn[code]()))
    sections += [
        Section(own("minutes.alerts"), (formal.alerts(form, board),)),
        Section(own("minutes.said"), (inputs(form, said, board.as_of),)),
        Section(own("minutes.carried"), (inputs(form, carried, board.as_of),)),
        _conclusion(form, meeting, board),
        # It may be long, and who signs does so above it.
        Section(own("minutes.since"), _since(form, since), new_page=True),
    ]
    subtitle = f"{meeting.began.title}, {form.where(board.place)}"
    return formal.document(form, own("minutes.title"), board, sections, subtitle)


def _about(form: Form, meeting: Meeting, board: Board) -> tuple[Block, ...]:
    own, pin = form.own, meeting.pins[-1]
    ended = _moment(form, meeting.closed.at) if meeting.closed is not None else own("minutes.running")
    lines = [
        (own("minutes.meeting"), meeting.began.title),
        (own("minutes.day"), form.write(_day(form, meeting), "date")),
        (own("minutes.where"), ""),
        (own("minutes.about"), form.where(board.place)),
        (own("minutes.began"), _moment(form, meeting.began.at)),
        (own("minutes.closed"), ended),
        (
            own("minutes.version"),
            own("minutes.version-told", version=pin.version, day=meeting.began.as_of),
        ),
    ]
    if form.names:
        lines.append((own("minutes.began-by"), meeting.began.by))
    names = [form.say(f"wall.titles.{code}") for code in meeting.began.agenda if code in AGENDA]
    lines.append((own("minutes.agenda"), " · ".join(names)))
    return (Facts(tuple(lines)),)


def _day(form: Form, meeting: Meeting) -> date:
    """The day of a meeting by the office's clock."""
    at = meeting.began.at
    return at.astimezone(form.election.clock).date() if at is not None else meeting.began.today


def _moment(form: Form, at: datetime | None) -> str:
    if at is None:
        return ""
    return form.say("frame.moment", at=at.astimezone(form.election.clock), zone=form.election.zone)


def _attendance(form: Form, meeting: Meeting) -> Table | Paragraph:
    rows = [
        Row((form.write(number), one.institution, form.write(one.people), one.note))
        for number, one in enumerate(meeting.attendance, 1)
    ]
    columns = (
        Column(form.own("number"), 0.4, True),
        Column(form.say("meetings.attend.institution"), 2.5),
        Column(form.own("minutes.people"), 0.8, True),
        Column(form.own("minutes.role"), 2.0),
    )
    return formal.listed(form, "", columns, rows)


def inputs(form: Form, found: Sequence[Input], today: date) -> Table | Paragraph:
    """Inputs with what was decided on them; who is in charge only where persons may be named."""
    fields = ["institution", "text", "decision", *(["owner"] if form.names else []), "due", "state"]
    rows = []
    for number, one in enumerate(found, 1):
        said = one.said
        told = {
            "institution": said.institution,
            "text": said.text,
            "decision": said.decision,
            "owner": said.owner,
            "due": form.write(said.due, "date_short"),
            "state": _state(form, one),
        }
        age = form.own("minutes.days", count=max(one.age(today), 0))
        rows.append(Row((form.write(number), *(told[name] for name in fields), age)))
    widths = {"text": 3.0, "decision": 2.2}
    columns = (
        Column(form.own("number"), 0.4, True),
        *(Column(form.say(f"inputs.fields.{name}"), widths.get(name, 1.2)) for name in fields),
        Column(form.own("columns.age"), 0.8, True),
    )
    return formal.listed(form, "", columns, rows)


def _state(form: Form, one: Input) -> str:
    """How an input stands, with the evidence or the reason by which it was closed."""
    state = form.say(f"inputs.states.{one.state}")
    if one.ended is None:
        in_hand = one.state == "open" and one.said.in_hand
        return form.say("inputs.states.in-hand") if in_hand else state
    # Of a row of a sheet the evidence is the file that brought it.
    why = one.ended.evidence or one.ended.reason
    return f"{state}: {why}" if why else state


def _since(form: Form, since: Compared | None) -> tuple[Block, ...]:
    own = form.own
    if since is None:
        return (Paragraph(own("minutes.since-nothing")),)
    told = (
        own("minutes.since-meeting", title=since.title, day=since.day, version=since.version)
        if since.title
        else own("minutes.since-day", day=since.day)
    )
    blocks: list[Block] = [Paragraph(told)]
    if since.found.lines:
        blocks.append(changes.lines(form, since.found))
    else:
        blocks.append(Paragraph(own("minutes.since-none")))
    if since.found.totals:
        blocks.append(changes.totals(form, since.found, own("minutes.totals")))
    return tuple(blocks)


def _support(form: Form, found: Support | None) -> Table | Paragraph:
    promises = found.promises if found is not None else None
    rows = [_promise(form, one) for one in promises.tranches] if promises is not None else []
    for one in promises.help if promises is not None else ():
        unit = f"\u00a0{one.unit}" if one.unit else ""
        promised, came = (
            f"{form.write(each)}{unit}" if each is not None else "" for each in (one.promised, one.delivered)
        )
        standing = form.say(f"support.standings.{one.standing}")
        rows.append(
            Row((one.receiver, one.form, promised, form.write(one.due, "date_short"), came, standing))
        )
    names = ("receiver", "part", "promised", "due", "received", "state")
    columns = form.columns(*names, texts_in=("receiver", "part", "due", "state"))
    return formal.listed(form, "", columns, rows)


def _promise(form: Form, one: Tranche) -> Row:
    part = one.name or form.say("wall.support.part", number=one.number)
    return Row(
        (
            one.receiver,
            part,
            form.write(one.amount, "rupiah"),
            form.write(one.due, "date_short"),
            form.write(one.received, "rupiah"),
            form.say(f"support.standings.{one.standing}"),
        )
    )


def _conclusion(form: Form, meeting: Meeting, board: Board) -> Section:
    words = meeting.closed.note if meeting.closed is not None else ""
    first: Block = Paragraph(words) if words else Facts((("", ""), ("", ""), ("", "")))
    signing = formal.signatures(form, _day(form, meeting), "lead", "scribe")
    return Section(form.own("minutes.conclusion"), (first, signing))

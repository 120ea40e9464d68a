"""The final report (laporan akhir): the whole Board at its end, to be signed by all commissioners."""

from collections.abc import Sequence

from metrics import Board, Distribution
from metrics.inputs import Input
from reports import formal, minutes
from reports.document import Column, Document, Paragraph, Row, Section, Table
from reports.formal import Form

SIGNING = ("chair", "member-1", "member-2", "member-3", "member-4", "secretary")
"""The five commissioners and the secretary."""


def final(
    form: Form, board: Board, sent: Distribution | None = None, open_inputs: Sequence[Input] = ()
) -> Document:
    """The report of the Board's place; `open_inputs` are those that nobody closed yet."""
    own = form.own
    sections = [
        Section(own("final.readiness"), (formal.headline(form, board), *formal.reasons(form, board))),
        Section(own("final.stages"), (formal.stages(form, board),)),
        Section(own("final.groups"), (_groups(form, board),)),
        Section(own("final.items"), (formal.goods(form, board),)),
        Section(own("final.ballots"), (_ballots(form, board),)),
    ]
    if board.places:
        sections.append(Section(own("final.places"), (_places(form, board),)))
    sections.append(Section(own("final.funnel"), (formal.funnel(form, board),)))
    ways = formal.shipments(form, sent)
    if ways:
        sections.append(Section(own("final.waves"), ways))
    sections.append(Section(own("final.returns"), (_returns(form, sent),)))
    sections.append(Section(own("final.money"), (formal.money(form, board),)))
    if board.replacements:
        sections.append(Section(form.say("reports.briefing.replacements"), (_replacements(form, board),)))
    sections.append(Section(own("final.alerts"), (formal.alerts(form, board),)))
    if board.unknown:
        sections.append(Section(own("final.unknown"), (_unknown(form, board),)))
    said = minutes.inputs(form, open_inputs, board.as_of)
    sections.append(Section(own("final.inputs"), (said,)))
    sections.append(Section(own("final.signing"), (formal.signatures(form, board.as_of, *SIGNING),)))
    return formal.document(form, own("final.title"), board, sections)


def _groups(form: Form, board: Board) -> Table:
    rows = [
        Row(
            (
                form.election.groups[one.code][form.lang],
                form.figure(one.percent),
                form.write(one.not_reported, "percent"),
            ),
            one.percent.state,
        )
        for one in board.groups
    ]
    return Table("", form.columns("what", "percent", "not-reported", wide="what"), tuple(rows))


def _ballots(form: Form, board: Board) -> Table:
    amounts = ("need", "received", "damaged", "replaced", "good", "sorted", "folded", "short")
    rows = [
        Row((form.item(one.item), *(form.write(getattr(one, name)) for name in amounts)), one.state)
        for one in board.ballots
    ]
    return Table("", form.columns("item", *amounts), tuple(rows))


def _places(form: Form, board: Board) -> Table:
    rows = [
        Row(
            (
                one.place.name,
                form.figure(one.percent),
                form.write(one.not_reported, "percent"),
                form.write(one.last_report, "date_short"),
            ),
            one.percent.state,
        )
        for one in board.places
    ]
    columns = form.columns("place", "percent", "not-reported", "last-report", texts_in=("last-report",))
    return Table("", columns, tuple(rows))


def _returns(form: Form, sent: Distribution | None) -> Table | Paragraph:
    found = sent.returns if sent is not None else ()
    rows = [
        Row((one.place.name, form.write(one.due), form.write(one.returned), form.write(len(one.open))))
        for one in found
    ]
    return formal.listed(form, "", form.columns("place", "returned-due", "returned", "stations-open"), rows)


def _replacements(form: Form, board: Board) -> Table:
    rows = [
        Row(
            (
                form.item(one.request.item),
                form.write(one.request.amount),
                *(
                    form.write(day, "date_short")
                    for day in (one.request.asked, one.request.promised, one.request.arrived)
                ),
                form.say(f"replacements.states.{one.standing}"),
            )
        )
        for one in board.replacements
    ]
    days = ("asked", "promised", "arrived", "state")
    return Table("", form.columns("item", "amount", *days, texts_in=days), tuple(rows))


def _unknown(form: Form, board: Board) -> Table:
    rows = []
    for one in board.unknown:
        station = f"TPS {one.tps:03d}" if one.tps is not None else ""
        name = ", ".join(each for each in (one.kecamatan, one.kelurahan, station) if each)
        rows.append(Row((name, form.say(f"kinds.{one.kind}.name"), form.write(one.rows))))
    columns = (
        Column(form.say("screens.unknown.place"), 2.0),
        Column(form.say("screens.unknown.kind"), 1.5),
        Column(form.say("screens.unknown.rows"), 0.7, True),
    )
    return Table("", columns, tuple(rows))

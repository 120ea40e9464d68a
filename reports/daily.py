"""The daily report (laporan harian): what happened on a day, and how far things have come by its end."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from metrics import Alert, BallotLedger, Board, Figure, ItemStatus
from metrics.alerts import acts
from metrics.alerts.acts import Act
from metrics.sorting import TeamDay
from reports import formal
from reports.document import Column, Document, Facts, Paragraph, Row, Section, Table
from reports.formal import Form

_WAY = ("packed", "sent", "confirmed")
_BLANK_LINES = 3


def daily(
    form: Form,
    board: Board,
    before: Board | None = None,
    work: Iterable[TeamDay] = (),
    done: Sequence[Act] = (),
    ledgers: Iterable[BallotLedger] = (),
) -> Document:
    """The report of the Board's day. `before` is the Board of the day before, `work` the rows of the sorting
    sheets, `done` what people did about alerts, `ledgers` tell the deliveries of ballots by their papers;
    None and nothing: not known, which leaves blanks."""
    own = form.own
    today = [one for one in work if one.day == board.as_of and one.handled is not None]
    opened, gone = _alerts(board, before)
    sections = [
        Section(own("daily.state"), (formal.headline(form, board), formal.stages(form, board))),
        Section(
            own("daily.came"),
            (Paragraph(own("daily.note"), "note"), _came(form, board, before, ledgers)),
        ),
        Section(own("daily.sorting"), (_sorted(form, board, today),)),
        Section(own("daily.teams"), (_teams(form, today),)),
        Section(own("daily.way"), (_way(form, board, before),)),
    ]
    if before is not None:
        sections += [
            Section(own("daily.opened"), (formal.alerts(form, board, opened),)),
            Section(own("daily.gone"), (formal.alerts(form, before, gone),)),
        ]
    sections += [
        Section(own("daily.done"), (_done(form, board, done),)),
        Section(
            own("daily.events"),
            (
                Facts((("", ""),) * _BLANK_LINES),
                formal.signatures(form, board.as_of, "maker", "kul", "secretary"),
            ),
        ),
    ]
    return formal.document(form, own("daily.title"), board, sections)


def _alerts(board: Board, before: Board | None) -> tuple[list[Alert], list[Alert]]:
    """What is on the Board and was not the day before, and what was there and is no more."""
    if before is None:
        return [], []
    was = {acts.key(one, before.place) for one in before.alerts}
    now = {acts.key(one, board.place) for one in board.alerts}
    return (
        [one for one in board.alerts if acts.key(one, board.place) not in was],
        [one for one in before.alerts if acts.key(one, before.place) not in now],
    )


def _came(form: Form, board: Board, before: Board | None, ledgers: Iterable[BallotLedger]) -> Table:
    papers = {
        ledger.item: _sum(one.received for one in ledger.receipts if one.day == board.as_of)
        for ledger in ledgers
    }
    was = {one.item: one for one in before.items} if before is not None else {}
    rows = [
        Row(
            (
                form.write(number),
                form.item(one.item),
                form.unit(one.item),
                form.write(one.need),
                form.write(_came_today(one, was.get(one.item), papers.get(one.item), board.as_of)),
                form.write(one.received),
                form.write(one.damaged),
                form.write(one.good),
            ),
            one.state,
        )
        for number, one in enumerate(board.items, 1)
    ]
    names = (
        "number",
        "item",
        "unit",
        "need",
        "received-day",
        "received-whole",
        "damaged-whole",
        "good-whole",
    )
    return Table("", form.columns(*names), tuple(rows))


def _came_today(one: ItemStatus, was: ItemStatus | None, papers: int | None, day: date) -> int | None:
    """What was received on the day: by the deliveries' own papers, else as `_of_day` tells."""
    return papers if papers is not None else _of_day(one, was, "received", day)


def _of_day(one: ItemStatus, was: ItemStatus | None, name: str, day: date) -> int | None:
    """What of an amount or a stage came on the day: None unless a sheet of that day and one of the day before
    tell it, for what came since an older sheet may have come on any day."""
    now, then = _amount(one, name), _amount(was, name) if was is not None else None
    if was is None or now is None or then is None:
        return None
    told = _told_on(one, name) == day and _told_on(was, name) == day - timedelta(days=1)
    return now - then if told else None


def _told_on(one: ItemStatus, name: str) -> date | None:
    figure = _figure(one, name)
    return figure.freshness.data_date if figure is not None else None


def _figure(one: ItemStatus, name: str) -> Figure | None:
    return dict(one.amounts).get(name) or dict(one.stages).get(name)


def _amount(one: ItemStatus, name: str) -> int | None:
    """An amount, or how many of an item are through a stage; None where nobody reported."""
    if name in dict(one.amounts):
        value = dict(one.amounts)[name].value
    else:
        figure = dict(one.stages).get(name)
        value = dict(figure.formula.values).get("ready") if figure and figure.value is not None else None
    return value if isinstance(value, int) else None


def _sorted(form: Form, board: Board, today: Sequence[TeamDay]) -> Table:
    by_item: dict[str, list[TeamDay]] = defaultdict(list)
    for one in today:
        by_item[one.item].append(one)
    rows = []
    for status in board.items:
        if not form.election.item(status.item).ballot:
            continue
        mine = by_item[status.item]
        cells = (
            form.item(status.item),
            form.write(_sum(one.sorted for one in mine)),
            form.write(_amount(status, "sorted")),
            form.write(_sum(one.folded for one in mine)),
            form.write(_amount(status, "folded")),
            form.write(_sum(one.damaged for one in mine)),
            form.write(status.damaged),
        )
        rows.append(Row(cells))
    names = (
        "item",
        "sorted-day",
        "sorted-whole",
        "folded-day",
        "folded-whole",
        "damaged-day",
        "damaged-whole",
    )
    return Table("", form.columns(*names), tuple(rows))


def _teams(form: Form, today: Sequence[TeamDay]) -> Table | Paragraph:
    rows = [
        Row(
            (
                one.team or "",
                one.shift or "",
                form.item(one.item),
                *(form.write(each) for each in (one.people, one.sorted, one.folded, one.damaged)),
            )
        )
        for one in today
    ]
    if rows:
        amounts = ("people", "sorted", "folded", "damaged")
        totals = (_sum(getattr(one, name) for one in today) for name in amounts)
        # People of one team are in several rows when they fold several types.
        told = ["", *(form.write(each) for at, each in enumerate(totals) if at)]
        rows.append(Row((form.say("screens.money.total"), "", "", *told), strong=True))
    names = ("team", "shift", "item", "people", "sorted", "folded", "damaged")
    return formal.listed(form, "", form.columns(*names, texts_in=("team", "shift")), rows)


def _sum(values: Iterable[int | None]) -> int | None:
    told = [one for one in values if one is not None]
    return sum(told) if told else None


def _way(form: Form, board: Board, before: Board | None) -> Table:
    was = {one.item: one for one in before.items} if before is not None else {}
    rows = [
        Row(
            (
                form.write(number),
                form.item(one.item),
                form.unit(one.item),
                *(
                    form.write(value)
                    for stage in _WAY
                    for value in (
                        _of_day(one, was.get(one.item), stage, board.as_of),
                        _amount(one, stage),
                    )
                ),
            )
        )
        for number, one in enumerate(board.items, 1)
    ]
    names = [f"{stage}-{which}" for stage in _WAY for which in ("day", "whole")]
    return Table("", form.columns("number", "item", "unit", *names), tuple(rows))


def _done(form: Form, board: Board, done: Sequence[Act]) -> Table | Paragraph:
    """What people did on the day; who did it and who follows it up only where persons may be named."""
    mine = [one for one in done if one.day == board.as_of and one.board == board.place.code]
    rows = [
        Row((form.write(number), _name(form, one), _act(form, one))) for number, one in enumerate(mine, 1)
    ]
    head = (
        Column(form.own("number"), 0.4, True),
        Column(form.own("columns.alert"), 2.0),
        Column(form.own("columns.done"), 3.0),
    )
    return formal.listed(form, "", head, rows)


def _name(form: Form, one: Act) -> str:
    kind = form.say(f"alert_acts.names.{one.code}")
    return form.say("alert_acts.name-item", name=kind, item=form.item(one.item)) if one.item else kind


def _act(form: Form, one: Act) -> str:
    if form.names:
        told = {"by": one.by, "owner": one.owner, "due": one.due, "until": one.until, "reason": one.reason}
        return form.say(f"alert_acts.done.{one.kind}", **told)
    return form.own(f"done.{one.kind}", due=one.due, until=one.until)

"""The reserve of ballots on the screen: what each rule of rounding gives, and the stations behind it."""

import csv
import io
from html import escape

import streamlit as st

import metrics
import pipeline
import texts
from metrics import RULES, Proof
from texts.inert import inert
from ui import data, frame, fresh, ledger, markup, pieces, words
from ui.markup import Column
from ui.view import View

MOST_STATIONS = 200
"""Polling stations that are listed on the screen; the download has all."""


def section(view: View) -> None:
    """Draw the proof of each share of reserve for the chosen place."""
    board = view.board
    if board is None:
        return
    if "tps" not in board.reported_kinds:
        markup.draw(markup.card(view.say("reserve.title"), frame.missing_kind(view, "tps")))
        return
    found = data.reserves(view.desk, view.places, board.place, board.as_of, view.election)
    age = fresh.lists(view, board, "tps")
    for number, one in enumerate(found.proofs):
        blank = _rest(view.say("reserve.blank", count=found.blank)) if found.blank else ""
        told = _told(view, one, number) + _rules(view, one, number) + blank
        markup.draw(markup.card(view.say("reserve.title"), told, foot_html=age))
        _stations(view, one, number)


def _told(view: View, one: Proof, number: int) -> str:
    items = [
        words.item(view, item.code)
        for item in view.election.items
        if any(term.reserve == one.share for term in item.need)
    ]
    told = view.say(
        "reserve.basis",
        dpt=one.voters,
        tps=one.stations,
        share=float(one.share * 100),
        law=view.election.reserve_law,
        items=", ".join(items),
    )
    link = escape(frame.address("pengaturan", view, "waktu"))
    way = (
        f"{escape(view.say('reserve.change'))} "
        f'<a href="{link}" target="_self">{escape(view.say("frame.pages.pengaturan"))}</a>.'
    )
    said = f"<p>{escape(told)} <strong>{escape(_source_of_rule(view, one))}</strong> {way} "
    at_once = f"<p>{escape(_at_once(view, one))} "
    return said + _opens(view, number, one.in_force) + at_once + _opens(view, number, metrics.AT_ONCE)


def _opens(view: View, number: int, name: str) -> str:
    """The end of a paragraph: the way to the reckoning of its numbers."""
    return f"{markup.line(f'reserve:{number}:{name}', view.say('reserve.source'))}.</p>"


def _rest(text: str) -> str:
    return f'<p class="note rest">{escape(text)}</p>'


def _source_of_rule(view: View, one: Proof) -> str:
    rule = view.say(f"settings.choices.{one.in_force}")
    office = view.choice.office
    decided = pipeline.decided(ledger.rows(view.desk), office.name).get("rounding") if office else None
    if decided is None:
        return view.say("reserve.by-practice", rule=rule, election=view.election.names[view.lang])
    at = words.moment(view, decided.row.at)
    return view.say("reserve.by-setting", rule=rule, by=decided.row.by, at=at)


def _at_once(view: View, one: Proof) -> str:
    ballots = one.totals[RULES.index(one.in_force)].ballots
    more = ballots - one.at_once
    key = "at-once" if more > 0 else "at-once-less" if more < 0 else "at-once-same"
    return view.say(
        f"reserve.{key}",
        share=float(one.share * 100),
        at_once=one.at_once,
        ballots=ballots,
        difference=abs(more),
    )


def _rules(view: View, one: Proof, number: int) -> str:
    now = one.totals[RULES.index(one.in_force)]
    names = ("rule", "reserve", "ballots", "difference", "stations", "formula")
    columns = [Column(view.say(f"reserve.columns.{name}"), name not in ("rule", "formula")) for name in names]
    rows, opens = [], []
    for total in one.totals:
        name = escape(view.say(f"settings.choices.{total.rule}"))
        if total.rule == one.in_force:
            name = f"<strong>{name}</strong> {markup.pill('complete', view.say('reserve.in-force'))}"
        opens.append(f"reserve:{number}:{total.rule}")
        label = view.say(f"settings.choices.{total.rule}")
        ballots = markup.number(opens[-1], view.write(total.ballots, "count"), label, "fig-amount")
        counts = (total.ballots - now.ballots, total.stations)
        formula = words.formula(view, metrics.need_formula(one, total))
        rows.append(
            [
                name,
                escape(view.write(total.reserve, "count")),
                ballots,
                *(escape(view.write(count, "count")) for count in counts),
                escape(formula),
            ],
        )
    return markup.table(view.say("reserve.title"), columns, rows, opens=opens)


def _stations(view: View, one: Proof, number: int) -> None:
    if not one.differences:
        markup.draw(pieces.small(view.say("reserve.none")))
        return
    count = len(one.differences)
    with st.expander(view.say("reserve.stations", count=count), key=f"cadangan_tps_{number}"):
        shown = one.differences[:MOST_STATIONS]
        markup.draw(_rest(view.say("reserve.shown", shown=len(shown), count=count)))
        names = [f"reserve:{number}:tps-{at}" for at in range(len(shown))]
        columns = [Column(name, at > 1) for at, name in enumerate(_headings(view.lang))]
        rows = [
            [
                *(escape(text) for text in (found.station.kecamatan, found.station.kelurahan)),
                f"{found.station.tps:03d}",
                markup.number(name, view.write(found.station.dpt, "count"), columns[3].title, "fig-amount"),
                *(escape(view.write(value, "count")) for value in found.reserves),
            ]
            for name, found in zip(names, shown, strict=True)
        ]
        markup.draw(markup.table(view.say("reserve.stations", count=count), columns, rows, opens=names))
        office = view.choice.office.name if view.choice.office else ""
        st.download_button(
            view.say("reserve.download"),
            data=lambda: as_csv(one, view.lang),
            file_name=view.say("reserve.file-name", office=office, day=view.choice.as_of.isoformat()),
            mime="text/csv",
            key=f"cadangan_csv_{number}",
            icon=":material/download:",
            on_click="ignore",
        )


def _headings(lang: texts.Lang) -> list[str]:
    places = (texts.say(f"reserve.columns.{name}", lang) for name in ("kecamatan", "kelurahan", "tps", "dpt"))
    return [*places, *(texts.say(f"settings.choices.{rule}", lang) for rule in RULES)]


def as_csv(one: Proof, lang: texts.Lang) -> bytes:
    """Every polling station in which the rules differ, for an Indonesian Excel: `;`, UTF-8 with its mark,
    formulas as plain text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_headings(lang))
    for found in one.differences:
        at = found.station
        writer.writerow((inert(at.kecamatan), inert(at.kelurahan), at.tps, at.dpt, *found.reserves))
    return out.getvalue().encode("utf-8-sig")

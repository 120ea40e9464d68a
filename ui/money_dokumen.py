"""Documents of accountability: what each body handed in, what is missing, and the reminders to send."""

from collections.abc import Sequence
from functools import cache, partial
from html import escape

import streamlit as st

from elections import DOCUMENTS
from metrics import Board
from metrics.papers import Lacking, Papers, Shelf
from ui import bodies, data, frame, fresh, in_force, markup
from ui.markup import Column
from ui.view import View


def section(view: View, board: Board) -> None:
    """Draw the documents of the bodies at the Board's place, and a reminder for each PPK."""
    found = bodies.found(view, board)
    if not found.has_papers:
        markup.draw(frame.missing_kind(view, "dokumen"))
    if not found.papers.shelves:
        return
    age = fresh.kinds(view, board, "dokumen")
    markup.draw(
        markup.card(
            view.say("bodies.papers.title"),
            _checklist(view, found.papers),
            note=view.say("bodies.papers.note"),
            foot_html=age,
        )
    )
    _reminders(view, board, found.papers)
    if found.has_papers:
        in_force.button(view, "dokumen")


def _checklist(view: View, found: Papers) -> str:
    counted = found.counted
    values = {"missing": counted.missing, "untold": counted.untold, "there": counted.there}
    sign = "not-received" if counted.missing else "not-reported" if counted.untold else "complete"
    head = bodies.headline(view, sign, view.say("bodies.papers.head", **values), "bodies:papers:missing")
    shown = [code for code in DOCUMENTS if any(code in dict(one.documents) for one in found.shelves)]
    columns = [
        Column(view.say("bodies.papers.place")),
        Column(view.say("bodies.papers.body")),
        Column(view.say("bodies.papers.folders"), True),
        *(Column(view.say(f"bodies.papers.{name}"), True) for name in ("missing", "untold")),
        *(Column(_short(view, code), True) for code in shown),
    ]
    rows = [_row(view, number, one, shown) for number, one in enumerate(found.shelves)]
    return head + markup.table(view.say("bodies.papers.title"), columns, rows, css="matrix")


def _short(view: View, code: str) -> str:
    """The first word of a document's name: its code, where it has one."""
    return view.say(f"kinds.dokumen.fields.{code}").split(" ")[0]


def _row(view: View, number: int, one: Shelf, shown: list[str]) -> list[str]:
    counted = dict(one.documents)
    missing = sum(part.missing for part in counted.values())
    untold = sum(part.untold for part in counted.values())
    label = f"{one.body} {one.place.name if one.place else ''}"
    whole = len(one.folders)
    return [
        bodies.place(view, one.place),
        escape(one.body),
        _share(view, f"shelf-{number}:folders", one.complete, whole, label),
        bodies.number(view, f"shelf-{number}", "missing", missing, "count", label),
        bodies.number(view, f"shelf-{number}", "untold", untold, "count", label),
        *(
            _share(
                view, f"shelf-{number}:{code}", counted[code].there, whole, f"{label} {_short(view, code)}"
            )
            if code in counted
            else "–"
            for code in shown
        ),
    ]


def _share(view: View, name: str, there: int, whole: int, label: str) -> str:
    """How many of the files have it; what is missing stands out, what is complete does not."""
    text = view.say("bodies.papers.of", there=there, total=whole)
    told = markup.number(f"bodies:{name}", text, label, "fig-amount")
    return f'<strong class="lack">{told}</strong>' if there < whole else f'<span class="zero">{told}</span>'


def _reminders(view: View, board: Board, found: Papers) -> None:
    if not found.reminders:
        return
    with st.container(key="ingatkan"):
        title, note = view.say("bodies.papers.remind"), view.say("bodies.papers.remind-note")
        markup.draw(f'<h2 class="chart-title">{escape(title)}</h2><p class="note">{escape(note)}</p>')
        for kecamatan, lacking in found.reminders:
            count = sum(one.count for one in lacking)
            name = view.say("bodies.papers.reminder", kecamatan=kecamatan, count=count)
            with st.expander(name, key=f"ingat_{kecamatan}"):
                letter = f"reminder {kecamatan} {board.today}"
                asked = (view.desk, board.place, board.as_of, view.lang, letter)
                make = partial(_reminder, view, board, kecamatan, lacking)
                st.code(data.written(*asked, make), language=None, wrap_lines=True)


def _reminder(view: View, board: Board, kecamatan: str, lacking: Sequence[Lacking]) -> str:
    """A letter's text to a PPK: what it and its PPS and KPPS still have to hand in."""
    documents = cache(partial(_documents, view))
    lines = [_line(view, one, documents(one.missing)) for one in lacking[: bodies.MOST]]
    left = len(lacking) - len(lines)
    more = [view.say("bodies.more", count=left)] if left else []
    return "\n".join(
        [
            view.say("bodies.papers.to", kecamatan=kecamatan),
            view.say("bodies.papers.opening", day=board.as_of),
            *lines,
            *more,
            view.say("bodies.papers.closing"),
        ]
    )


def _documents(view: View, missing: tuple[tuple[str, str], ...]) -> str:
    if not missing:
        return view.say("bodies.papers.untold-line")
    return ", ".join(
        view.say(f"bodies.papers.state-{state}", document=view.say(f"kinds.dokumen.fields.{code}"))
        for code, state in missing
    )


def _line(view: View, one: Lacking, documents: str) -> str:
    unit = bodies.name_at(one.body, one.at)
    name = unit if one.count == 1 else f"{unit} × {view.write(one.count, 'count')}"
    if not one.period:
        return view.say("bodies.papers.line-kpps", unit=name, documents=documents)
    told = bodies.period(view, one.period)
    return view.say("bodies.papers.line", unit=name, period=told, documents=documents)

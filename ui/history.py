"""The history screen: the ledger's entries with their buttons, and the check of its integrity."""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

import streamlit as st

from store import LedgerRow
from ui import alerts, ledger, links, markup, meetings, pieces, state, upload_memory, withdrawal, words
from ui.ledger import Entry
from ui.view import View

_MOST, _VERIFIED = "riwayat_banyak", "history.verified"
_STEP = 100
"""Entries shown at once: any of the last hundred uploads is two clicks from being withdrawn."""
_CHOICES = ("all", "in-force", "withdrawn")
_SIGNS = {"in-force": "complete", "withdrawn": "not-received", "replaced": "not-applicable", "event": "note"}


def nothing(view: View) -> None:
    """The screen without a single record."""
    markup.draw(markup.nothing(view.say("history.empty.title"), view.say("history.empty.text")))
    with st.container(key="riwayat_kosong", horizontal_alignment="center"):
        links.to_page(view, "unggah", view.say("history.empty.to-upload"))


def tell(view: View) -> None:
    """What became of a withdrawal just now."""
    done = withdrawal.told(view)
    if done:
        markup.draw(pieces.told("complete", done))


def ask(view: View, entries: Sequence[Entry]) -> list[Entry]:
    """Draw filter, check and download; the entries that are wanted."""
    with st.container(key="riwayat_alat", horizontal=True, vertical_alignment="bottom"):
        chosen = st.segmented_control(
            view.say("history.show.label"),
            _CHOICES,
            default="all",
            required=True,
            format_func=lambda code: view.say(f"history.show.{code}"),
            key="riwayat_pilih",
        )
        wants_check = st.button(
            view.say("history.verify.button"),
            key="riwayat_periksa",
            icon=":material/verified_user:",
            help=view.say("history.verify.help"),
        )
        st.download_button(
            view.say("history.download.button"),
            data=lambda: ledger.as_csv(entries, view.lang),
            file_name=view.say("history.download.file-name"),
            mime="text/csv",
            key="riwayat_unduh",
            icon=":material/download:",
            on_click="ignore",
        )
    if wants_check:
        _verify(view, entries)
    _verified(view, entries)
    if chosen == "in-force":
        return [one for one in entries if one.status in ("in-force", "replaced")]
    if chosen == "withdrawn":
        return [one for one in entries if one.status == "withdrawn" or one.head.event == "withdrawn"]
    return list(entries)


def _verify(view: View, entries: Sequence[Entry]) -> None:
    with st.spinner(view.say("history.verify.running", rows=_size(entries))):
        found = tuple(view.desk.store.verify())
    state.keep(_VERIFIED, (view.desk.root, view.desk.version, found, datetime.now(UTC)))


def _verified(view: View, entries: Sequence[Entry]) -> None:
    root, version, found, at = state.kept(_VERIFIED, ("", 0, (), None))
    if (root, version) != (view.desk.root, view.desk.version) or at is None:
        return
    when = view.say("history.verify.at", at=words.moment(view, at))
    if not found:
        files = {one.head.sha256 for one in entries if one.head.event == "accepted"}
        whole = view.say("history.verify.whole", rows=_size(entries), files=len(files))
        markup.draw(pieces.told("complete", whole, when))
        return
    first = min(found, key=lambda one: one.seq)
    told = [view.say(f"ledger.{one.code}", seq=one.seq, detail=one.detail) for one in found[:20]]
    markup.draw(
        pieces.told("critical", view.say("history.verify.broken", findings=len(found), seq=first.seq), when),
        pieces.paragraph(view.say("history.verify.broken-todo")),
        "<ul>",
        *(f"<li>{escape(one)}</li>" for one in told),
        "</ul>",
    )


def _size(entries: Sequence[Entry]) -> int:
    return sum(len(one.rows) for one in entries)


def draw(view: View, entries: Sequence[Entry], total: int) -> None:
    """The entries, newest first, each with its button."""
    most = state.kept(_MOST, _STEP)
    shown = _up_to(entries, most)
    markup.draw(pieces.small(view.say("history.show.count", shown=len(shown), all=total), "counted"))
    if not entries:
        markup.draw(pieces.paragraph(view.say("history.show.none")))
    for one in shown:
        _entry(view, one)
    if len(entries) > len(shown):
        st.button(
            view.say("history.show.more", count=len(_up_to(entries, most + _STEP)) - len(shown)),
            key="riwayat_lebih",
            on_click=state.keep,
            args=(_MOST, most + _STEP),
        )


def _up_to(entries: Sequence[Entry], uploads: int) -> Sequence[Entry]:
    """The newest entries with so many uploads that can be withdrawn; other events do not push those out."""
    standing = [at for at, one in enumerate(entries) if one.status in ("in-force", "replaced")]
    if len(standing) > uploads:
        return entries[: standing[uploads]]
    # Where little can be withdrawn, the list is not to grow without end.
    return entries[: max(uploads, standing[-1] + 1 if standing else 0)]


def _entry(view: View, one: Entry) -> None:
    head = one.head
    with st.container(key=f"catatan_{head.seq}", horizontal=True, vertical_alignment="center"):
        st.html(_told(view, one), width="stretch")
        if one.status in ("in-force", "replaced"):
            withdrawal.button(view, head.upload_id, head.file, view.say("history.withdraw.open"))
        if one.status == "in-force" and any(row.set_aside for row in one.rows):
            _again(view, head)


def _again(view: View, head: LedgerRow) -> None:
    """A way to the rows that were set aside: the kept original opened on the upload page."""
    if st.button(
        view.say("upload_memory.open-again"),
        key=f"buka_lagi_{head.upload_id}",
        icon=":material/folder_open:",
        help=view.say("upload_memory.aside-text"),
        on_click=upload_memory.open_again,
        args=(head,),
    ):
        links.go_to("unggah")


def _told(view: View, one: Entry) -> str:
    head = one.head
    when = words.moment(view, head.at)
    title = {
        "accepted": head.file,
        "withdrawn": view.say("history.event.withdrawn-of", file=head.file),
        "opened": view.say("history.event.opened"),
        "mapped": view.say("history.event.mapped"),
        "set": view.say("history.event.set"),
        "alert": alerts.done(view, head) if head.event == "alert" else "",
        "meeting": meetings.meeting_done(view, head) if head.event == "meeting" else "",
        "input": meetings.input_done(view, head) if head.event == "input" else "",
    }[head.event]
    sheets = "".join(f"<li>{escape(_sheet(view, row))}</li>" for row in one.rows if row.event == "accepted")
    facts = f"<ul>{sheets}</ul>" if sheets else ""
    why = view.say("history.event.withdrawn-why", reason=head.reason) if head.reason else ""
    reason = pieces.paragraph(why) if why else ""
    state = markup.pill(_SIGNS[one.status], view.say(f"history.status.{one.status}"))
    foot = f"{view.say('history.column.no')} {head.seq} · {view.say('history.row.hash', hash=head.hash[:10])}"
    return (
        f'<article class="entry is-{one.status}"><div class="entry-when"><span>{escape(when)}</span>'
        f"<span>{escape(head.by)}</span></div>"
        f'<div class="entry-what"><h3>{escape(title)}</h3>{facts}{reason}</div>'
        f'<div class="entry-state">{state}<small class="mono">{escape(foot)}</small></div></article>'
    )


def _sheet(view: View, row: LedgerRow) -> str:
    day = view.write(row.data_date, "date_short") if row.data_date else view.say("history.row.date-none")
    aside = "set-aside" if row.set_aside else "set-aside-none"
    parts = [
        view.say(f"kinds.{row.kind}.name"),
        row.office,
        view.say("history.row.data-date", day=day) if row.data_date else day,
        view.say("history.row.rows", rows=row.rows),
        view.say(f"history.row.{aside}", rows=row.set_aside),
    ]
    if row.sheet:
        parts.insert(1, view.say("history.row.sheet", sheet=row.sheet))
    return " · ".join(part for part in parts if part)

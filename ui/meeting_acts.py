"""What people do at a meeting: start it, take new data, say who is there, and close it."""

from collections.abc import Sequence

import streamlit as st

import pipeline
from metrics.meetings import AGENDA, Act, Meeting, News
from ui import data, markup, meeting_record, meetings, pieces, state, who
from ui.view import View

_TOLD, _ORDER, _COUNT = "rakor.told", "rakor.order", "rakor.count"
INSTITUTIONS = ("Pemkot", "Bawaslu", "TNI", "Polri", "BPBD", "Kesbangpol", "PPK", "PPS", "Dishub", "Dinkes")
"""Who comes to meetings as a rule; any other is written in."""


def tell(view: View) -> None:
    """What somebody did just now, told once."""
    told: str | None = state.take(_TOLD)
    if told:
        markup.draw(pieces.told("complete", told))


def start(view: View) -> None:
    """The form that begins a meeting on the place and day that are chosen, with the data of now."""
    board = view.board
    if board is None:
        return
    with st.container(key="rakor_mulai", border=True):
        where = view.say("frame.levels." + board.place.level, name=board.place.name)
        markup.draw(
            pieces.titled(
                view.say("meetings.start.title"),
                view.say("meetings.start.note", place=where, day=board.as_of),
            )
        )
        agenda = _agenda(view)
        with st.form("rakor_mulai_isi", border=False):
            title = st.text_input(
                view.say("meetings.start.name"),
                value=view.say("meetings.start.proposed", day=board.as_of),
                key=_key("rakor_nama"),
                max_chars=120,
            )
            by = who.ask(view, _key("rakor_mulai_oleh"))
            pressed = st.form_submit_button(
                view.say("meetings.start.button"),
                key="rakor_mulai_simpan",
                type="primary",
                icon=":material/play_circle:",
            )
        if pressed:
            made = Act(
                "start",
                by,
                version=view.desk.version,
                title=title,
                place=board.place.code,
                as_of=board.as_of,
                today=board.today,
                agenda=agenda,
            )
            _keep_or_say(view, made, view.say("meetings.done.start", title=title.strip()))


def _key(name: str) -> str:
    """The key of a field, which is empty again once its form was kept."""
    return f"{name}:{state.kept(_COUNT, 0)}"


def _agenda(view: View) -> tuple[str, ...]:
    """The slides in the order of the coming meeting; at first that of the last one."""
    order: Sequence[str] = state.kept(_ORDER) or _last_order(view)
    with st.expander(view.say("meetings.start.agenda"), icon=":material/format_list_numbered:"):
        markup.draw(pieces.small(view.say("meetings.start.agenda-note")))
        chosen = []
        for at, code in enumerate(order):
            name = view.say(f"wall.titles.{code}")
            with st.container(key=f"rakor_acara_{code}", horizontal=True, vertical_alignment="center"):
                if st.checkbox(f"{at + 1}. {name}", value=True, key=f"rakor_acara_ada:{code}"):
                    chosen.append(code)
                st.button(
                    view.say("meetings.start.up", name=name),
                    key=f"rakor_acara_naik_{code}",
                    icon=":material/arrow_upward:",
                    disabled=at == 0,
                    on_click=state.keep,
                    args=(_ORDER, (*order[: at - 1], code, order[at - 1], *order[at + 1 :])),
                )
    return tuple(chosen)


def _last_order(view: View) -> Sequence[str]:
    before = [one.began.agenda for one in meetings.known(view)][-1:]
    shown = [code for one in before for code in one if code in AGENDA]
    return (*shown, *(code for code in AGENDA if code not in shown))


def run(view: View, meeting: Meeting) -> None:
    """What can be done at an open meeting."""
    news = meetings.news(view, meeting)
    if news is not None:
        with st.container(key="rakor_kabar", horizontal=True, vertical_alignment="center"):
            st.html(pieces.told("note", news_told(view, news)), width="stretch")
            if st.button(view.say("meetings.news.accept"), key="rakor_pakai", icon=":material/sync:"):
                ask_accept(view, meeting, news)
    left, right = st.columns(2, gap="medium")
    with left:
        _attendance(view, meeting)
    with right:
        _closing(view, meeting)


def news_told(view: View, news: News) -> str:
    """What came since the version of a meeting, in a sentence."""
    say = view.say
    kinds = ", ".join(say(f"kinds.{kind}.name") for kind in news.kinds)
    parts = [
        say("meetings.news.uploads", count=news.uploads, kinds=kinds) if news.uploads else "",
        say("meetings.news.withdrawn", count=news.withdrawn) if news.withdrawn else "",
        say("meetings.news.settings", count=news.settings) if news.settings else "",
    ]
    return say("meetings.news.told", what=", ".join(one for one in parts if one), by=", ".join(news.by))


def ask_accept(view: View, meeting: Meeting, news: News) -> None:
    """The dialog in which somebody lets the meeting take the new data; it opens in the run that calls."""

    @st.dialog(view.say("meetings.news.title"))
    def show() -> None:
        markup.draw(
            pieces.paragraph(news_told(view, news)), pieces.small(view.say("meetings.news.accept-note"))
        )
        with st.form("rakor_pakai_isi", border=False):
            by = who.ask(view, _key("rakor_pakai_oleh"))
            pressed = st.form_submit_button(
                view.say("meetings.news.accept"),
                key="rakor_pakai_simpan",
                type="primary",
                icon=":material/sync:",
            )
        if pressed:
            made = Act("accept", by, meeting.key, version=news.version)
            _keep_or_say(view, made, view.say("meetings.done.accept", version=news.version))

    show()


def _attendance(view: View, meeting: Meeting) -> None:
    there = [one.institution for one in meeting.attendance]
    names = [*there, *(one for one in INSTITUTIONS if one not in there)]
    with st.container(key="rakor_hadir", border=True):
        markup.draw(
            pieces.titled(view.say("meetings.attend.title"), view.say("meetings.attend.note")),
            meeting_record.attendance(view, meeting),
        )
        with st.form("rakor_hadir_isi", border=False):
            with st.container(key="rakor_hadir_baris", horizontal=True, vertical_alignment="bottom"):
                institution = st.selectbox(
                    view.say("meetings.attend.institution"),
                    names,
                    index=None,
                    accept_new_options=True,
                    placeholder=view.say("meetings.attend.hint"),
                    key=_key("rakor_hadir_siapa"),
                )
                people = st.number_input(
                    view.say("meetings.attend.people"), 0, 9_999, 1, key=_key("rakor_hadir_orang"), width=140
                )
            role = st.text_input(
                view.say("meetings.attend.role"), key=_key("rakor_hadir_peran"), max_chars=80
            )
            by = who.ask(view, _key("rakor_hadir_oleh"))
            pressed = st.form_submit_button(
                view.say("meetings.attend.button"), key="rakor_hadir_simpan", icon=":material/how_to_reg:"
            )
        if pressed:
            name = institution or ""
            made = Act("attend", by, meeting.key, institution=name, people=people, note=role)
            _keep_or_say(
                view, made, view.say("meetings.done.attend", institution=name.strip(), people=people)
            )


def _closing(view: View, meeting: Meeting) -> None:
    with st.container(key="rakor_tutup", border=True):
        markup.draw(pieces.titled(view.say("meetings.close.title"), view.say("meetings.close.note")))
        with st.form("rakor_tutup_isi", border=False):
            note = st.text_area(
                view.say("meetings.close.words"), key=_key("rakor_tutup_kata"), max_chars=2_000
            )
            by = who.ask(view, _key("rakor_tutup_oleh"))
            pressed = st.form_submit_button(
                view.say("meetings.close.button"), key="rakor_tutup_simpan", icon=":material/stop_circle:"
            )
        if pressed:
            made = Act("close", by, meeting.key, note=note)
            _keep_or_say(view, made, view.say("meetings.done.close"))


def _keep_or_say(view: View, made: Act, told: str) -> None:
    """Write the act and draw the screen anew, or say what is wrong with it."""

    def write(office: str) -> None:
        pipeline.meet(data.desk().store, made, office=office, election=view.election.code)

    if meetings.is_kept(view, write):
        who.remember(made.by)
        state.keep(_TOLD, told)
        state.keep(_ORDER, None)
        state.keep(_COUNT, state.kept(_COUNT, 0) + 1)
        st.rerun()

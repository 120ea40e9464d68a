"""The frame around every page: title bar, navigation, filter, sample band. Pages are registered here."""

import logging
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

import streamlit as st

import pipeline
import texts
from charts import theme
from elections import Election
from metrics import Place
from store import StoreError
from ui import alerts, data, figure, ledger, markup, meetings, since, since_cells, state, wire, words
from ui.view import View

SECTIONS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("ringkasan", ":material/speed:"), ("rencana", ":material/event_upcoming:")),
    (
        ("logistik", ":material/inventory_2:"),
        ("surat_suara", ":material/how_to_vote:"),
        ("sortir_lipat", ":material/stacks:"),
        ("gudang", ":material/warehouse:"),
    ),
    (
        ("distribusi", ":material/local_shipping:"),
        ("peta", ":material/map:"),
        ("kerawanan", ":material/thunderstorm:"),
    ),
    (("keuangan", ":material/payments:"), ("dukungan", ":material/handshake:")),
    (("peringatan", ":material/notifications:"),),
    (
        ("rakor", ":material/groups:"),
        ("sejak", ":material/difference:"),
        ("masukan", ":material/forum:"),
        ("kalimat", ":material/fact_check:"),
        ("laporan", ":material/print:"),
    ),
    (
        ("unggah", ":material/upload_file:"),
        ("riwayat", ":material/history:"),
        ("pengaturan", ":material/settings:"),
    ),
)
"""The pages by what they are asked for, each with its file stem (which is also address and key of the title)
and icon. The first of a section stands for it in the bar; the very first opens at the root."""

PAGES: tuple[tuple[str, str], ...] = tuple(page for section in SECTIONS for page in section)

WALL = "layar"
"""The page that is the whole screen: nothing of the frame is drawn around it, and no menu leads to it."""

_AT_ROOT = "papan"
"""Address that the page at the root reserves; nothing links to it."""

_ROOT = Path(__file__).parent.parent
_STYLE = Path(__file__).parent / "style.css"

_LAST = "frame.last"
"""Kept: the address of the page that was open last, to which the wall leads back."""

_LOG = logging.getLogger(__name__)
_view: ContextVar[View | None] = ContextVar("view", default=None)


def run_app() -> None:
    """Draw the frame and run the page that is asked for; the whole of app.py."""
    _run(*_frame())


def run_page(render: Callable[[View], None]) -> None:
    """Draw a page; with its frame where Streamlit runs the page's file alone.

    That happens at a deep link after a restart: until somebody calls st.navigation, Streamlit runs `pages/`
    by itself and does not run app.py (streamlit/runtime/scriptrunner/script_runner.py, `_mpa_v1`).
    """
    view = _view.get()
    if view is None:
        view, page = _frame()
        stem = Path(render.__code__.co_filename).stem
        if page.url_path == ("" if stem == PAGES[0][0] else stem):
            # Run as app.py will run it from now on: otherwise its widgets change their identity then,
            # and the first file or choice that the user gave is lost.
            _run(view, page)
            return
    # Streamlit looks for it after each rerun.
    with pipeline.without_collection():
        render(view)


def _run(view: View, page: st.Page) -> None:
    token = _view.set(view)
    try:
        page.run()
    finally:
        _view.reset(token)


def registered() -> tuple[tuple[str, str], ...]:
    """The pages whose file exists."""
    return tuple((stem, sign) for stem, sign in PAGES if _file(stem).is_file())


def address(stem: str, view: View, part: str | None = None) -> str:
    """The link to a page of the app, or to one of its parts, with all that is chosen now."""
    place = view.choice.place
    path = "." if stem == PAGES[0][0] else f"./{stem}"
    return path + (state.address(place, view.choice, part) if place else "")


def nothing_yet(view: View, kind: str | None = None) -> None:
    """The empty screen: which kind of sheet is missing (None: all of them), and the way to upload it."""
    title = view.say("screens.empty.all") if kind is None else _missing_title(view, kind)
    markup.draw(markup.nothing(title, view.say("screens.empty.todo"), _upload_link(view)))


def missing_kind(view: View, kind: str) -> str:
    """The same for a part of a screen, as HTML."""
    link = _upload_link(view)
    way = f' <a href="{escape(link[0])}" target="_self">{escape(link[1])}</a>' if link else ""
    return f'<p class="note">{escape(_missing_title(view, kind))}{way}</p>'


def _missing_title(view: View, kind: str) -> str:
    return view.say("screens.empty.kind", kind=view.say(f"kinds.{kind}.name"))


def _upload_link(view: View) -> tuple[str, str] | None:
    # No dead link: the page may be left out of an installation that only shows.
    return (address("unggah", view), view.say("screens.empty.link")) if _file("unggah").is_file() else None


def _file(stem: str) -> Path:
    return _ROOT / "pages" / f"{stem}.py"


def _frame() -> tuple[View, st.Page]:
    state.follow_address()
    speak = state.lang()
    st.set_page_config(
        page_title=texts.say("frame.app", speak),
        page_icon=str(_ROOT / "static" / "sign.svg"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    _look()
    st.logo(str(_ROOT / "static" / "sign.svg"), size="large")
    view = _ask(speak)
    pages = _pages(view)
    page = st.navigation(pages, position="top")
    if page.url_path == WALL:
        _way_out(view, pages)
        _listen(meetings.seen(view, meetings.asked(view)))
    else:
        state.keep(_LAST, page.url_path)
        _around(view, pages, page)
        _listen(view)
    if page.url_path == PAGES[0][0]:
        # Not before the frame is drawn: what was chosen in widgets that are not drawn is lost.
        st.switch_page(pages[0], query_params=st.query_params.to_dict())
    return view, page


def _around(view: View, pages: Sequence[st.Page], page: st.Page) -> None:
    _section(view, pages, page)
    with st.container(key="head"):
        _title(view)
        _filter(view, pages)
    if view.desk.is_sample:
        _sample_band(view)


@st.cache_data(show_spinner=False)
def _style() -> str:
    return f"<style>{theme.css()}{_STYLE.read_text(encoding='utf-8')}</style>"


def _look() -> None:
    # Streamlit sets the scheme on the app alone; its dialogs lie outside of it.
    scheme = "dark" if st.context.theme.type == "dark" else "light"
    st.html(f"{_style()}<style>:root{{color-scheme:{scheme}}}</style>")


def _ask(speak: texts.Lang) -> View:
    try:
        return _opened(speak)
    except StoreError:
        _LOG.exception("the store cannot be read")
        title, todo = texts.say("frame.broken.title", speak), texts.say("frame.broken.todo", speak)
        markup.draw(markup.nothing(title, todo, sign="critical"))
        st.stop()


def _opened(speak: texts.Lang) -> View:
    with st.spinner(texts.say("frame.opening", speak)):
        desk = data.desk()
        known = data.places(desk)
    now = datetime.now(UTC)

    def profile_of(office: Place | None) -> Election:
        return pipeline.election_for(ledger.rows(desk), desk.election, office.name if office else None)

    def today_at(office: Place | None) -> date:
        return now.astimezone(profile_of(office).clock).date()

    choice = state.settle(known, data.newest_days(desk, known) if desk.is_sample else {}, today_at)
    board = None
    if choice.place is not None:
        # A past day is seen with that day's eyes, at its end; a later one than today cannot be chosen.
        live = now if choice.as_of == today_at(choice.office) else None
        board = data.board(desk, known, choice.place, choice.as_of, choice.as_of, live)
    # Figures are shown by the rules that they were reckoned with.
    profile = profile_of(choice.office)
    return View(choice, st.context.theme.type or "light", profile, desk, known, board)


def _pages(view: View) -> list[st.Page]:
    pages = []
    for section in SECTIONS:
        there = [one for one in section if _file(one[0]).is_file()]
        for stem, sign in there:
            leads = stem == there[0][0]
            title = view.say(f"frame.sections.{section[0][0]}" if leads else f"frame.pages.{stem}")
            if stem == "peringatan" and view.board and (count := alerts.open_count(view, view.board)):
                title += f" :red-badge[{count}]"
            first = stem == PAGES[0][0]
            if first:
                # It opens at the root; a link to it by its name, as to any other page, leads there too.
                pages.append(st.Page(_file(stem), title=title, icon=sign, url_path=_AT_ROOT, default=True))
            shown = "visible" if leads and not first else "hidden"
            pages.append(st.Page(_file(stem), title=title, icon=sign, url_path=stem, visibility=shown))
    if _file(WALL).is_file():
        name = view.say(f"frame.pages.{WALL}")
        pages.append(st.Page(_file(WALL), title=name, url_path=WALL, visibility="hidden"))
    return pages


def _section(view: View, pages: Sequence[st.Page], page: st.Page) -> None:
    """The pages beside the one that is open, in a row of their own, and their section marked in the bar."""
    open_now = page.url_path or PAGES[0][0]
    there = {one.url_path or PAGES[0][0]: one for one in reversed(pages)}
    mine = [one for section in SECTIONS for one in section if open_now in dict(section) and one[0] in there]
    # Streamlit marks in the bar only the page that is open, not the one that stands for it.
    leads = f'[data-testid="stTopNavLink"][href$="/{there[mine[0][0]].url_path}"]'
    marked = f"{leads} {{background: var(--band-ink)}} {leads} span {{color: var(--band) !important}}"
    st.html(f"<style>{marked}</style>")
    if len(mine) == 1:
        return
    with st.container(key="section", horizontal=True):
        for stem, _ in mine:
            name = view.say(f"frame.pages.{stem}")
            if stem == open_now:
                st.html(f'<p aria-current="page">{escape(name)}</p>', width="content")
            else:
                here = state.meeting_in_address()
                st.page_link(there[stem], label=name, width="content", query_params=here)


def _title(view: View) -> None:
    election = view.election.names[view.lang]
    if view.board is None or view.choice.office is None:
        st.html(f'<div class="title"><h1>{escape(view.say("frame.app"))}</h1><p>{escape(election)}</p></div>')
        return
    trail = [view.choice.office, view.choice.kecamatan, view.choice.kelurahan]
    above = [one for one in trail if one and one != view.board.place]
    crumbs = "".join(f"{markup.to_place(view, one)}<span aria-hidden='true'>›</span>" for one in above)
    name = words.where(view, view.board.place)
    fresh = words.freshness(view, view.board.readiness.percent.freshness)
    day = view.say("frame.as-of", day=view.board.as_of)
    st.html(
        f'<div class="title"><p class="crumbs"><span class="election">{escape(election)}</span>{crumbs}</p>'
        f"<h1>{escape(name)}</h1><p><strong>{escape(day)}</strong> · {escape(fresh)}</p></div>"
    )


def _way_out(view: View, pages: Sequence[st.Page]) -> None:
    """The link from the wall back to the page from which it was entered."""
    last = state.kept(_LAST, "")
    back = next((one for one in pages if one.url_path == last), pages[0])
    here = state.meeting_in_address()
    with st.container(key="wall_leave"):
        st.page_link(back, label=view.say("wall.leave"), icon=":material/close:", query_params=here)


def _filter(view: View, pages: Sequence[st.Page]) -> None:
    names = {one.code: one.name for one in view.places}
    choice = view.choice
    with st.container(key="filter", horizontal=True, vertical_alignment="bottom"):
        if choice.office:
            st.selectbox(
                view.say("frame.office"),
                [one.code for one in view.places if one.level == "kota"],
                format_func=lambda code: names.get(code, ""),
                key=state.OFFICE,
                on_change=state.forget_places,
                width=210,
            )
            st.selectbox(
                view.say("frame.kecamatan"),
                state.options(view.places, choice.office.code),
                format_func=lambda code: names.get(code, view.say("frame.all-kecamatan")),
                key=state.KECAMATAN,
                on_change=state.forget_kelurahan,
                width=210,
            )
        if choice.kecamatan:
            st.selectbox(
                view.say("frame.kelurahan"),
                state.options(view.places, choice.kecamatan.code),
                format_func=lambda code: names.get(code, view.say("frame.all-kelurahan")),
                key=state.KELURAHAN,
                width=210,
            )
        if choice.office:
            st.date_input(view.say("frame.day"), key=state.DAY, format="DD/MM/YYYY", width=150)
        st.segmented_control(
            view.say("frame.language"),
            texts.LANGUAGES,
            format_func=str.upper,
            key=state.LANG,
            required=True,
        )
        wall = next((one for one in pages if one.url_path == WALL), None)
        if wall is not None and view.board is not None:
            with st.container(key="wall_enter", width="content"):
                label, here = view.say("wall.enter"), state.meeting_in_address()
                st.page_link(wall, label=label, icon=":material/slideshow:", query_params=here)


def _sample_band(view: View) -> None:
    known = {one.name for one in view.places if one.level == "kota"}
    with st.container(key="sample", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<p class="band">{markup.icon("sample")}<strong>{escape(view.say("frame.sample"))}</strong> '
            f"{escape(view.say('frame.sample-note'))}</p>",
            width="stretch",
        )
        if st.button(view.say("frame.start-empty"), key="start_empty", type="primary"):
            data.begin_empty(view.desk, view.say("frame.somebody"))
            state.open_next(None)
            st.rerun()
        if len(known) < len(pipeline.SAMPLE_OFFICES) and st.button(
            view.say("frame.load-other"), key="load_other"
        ):
            with st.spinner(view.say("frame.opening")):
                data.load_sample(view.desk, pipeline.SAMPLE_OFFICES[1])
            state.open_next(_new_office(known))
            st.rerun()


def _new_office(known: set[str]) -> str:
    after = data.places(data.desk())
    return next((one.code for one in after if one.level == "kota" and one.name not in known), "")


@st.fragment
def _listen(view: View) -> None:
    pressed = wire.listen(view.lang, state.go)
    if pressed:
        opener = since_cells if pressed.startswith(since.PREFIX) else figure
        opener.open_dialog(view, pressed)

"""The settings screen: what differs from the election's profile, and the form to change it."""

from datetime import date
from html import escape

import streamlit as st

import elections
import pipeline
from elections import BadSetting, Setting
from store import Busy
from ui import ledger, markup, pieces, state, uploads, words
from ui.view import View

_TOLD = "settings.told"
# The parts of the page in their order, by their name in the address, with the sections of each; only the
# part that is open is drawn, as all fields together take longer than a page may.
PARTS = {
    "waktu": ("rules", "deadlines", "calendar", "limits"),
    "barang": ("needs", "packs"),
    "kirim": ("distribution", "storage", "weather"),
    "uang": ("money", "adhoc", "grants"),
    "honor": ("honor",),
    "peringatan": ("alerts",),
}
_SECTION_OF = {
    "need": "needs",
    "packs": "packs",
    "deadlines": "deadlines",
    "calendar": "calendar",
    "plan": "calendar",
    "distribution": "distribution",
    "limits": "limits",
    "alerts": "alerts",
    "weather": "weather",
    "storage": "storage",
    "money": "money",
    "accounts": "money",
    "adhoc": "adhoc",
    "documents": "adhoc",
    "honor": "honor",
    "grants": "grants",
}


def tell(view: View) -> None:
    """What became of a change just now, told once."""
    told = state.take(_TOLD)
    if told:
        sign, key, values = told
        markup.draw(pieces.told(sign, view.say(key, **values)))


def changed(view: View) -> None:
    """The settings in which the office differs from the profile, each with the way back."""
    known = {one.key: one for one in elections.settings(view.election.code)}
    found = {key: one for key, one in _decided(view).items() if key in known}
    if not found:
        markup.draw(pieces.small(view.say("settings.none-changed", election=_profile(view))))
        return
    with st.container(key="atur_berbeda", border=True):
        title = view.say("settings.changed", count=len(found))
        markup.draw(pieces.titled(title, view.say("settings.changed-note", election=_profile(view))))
        for key, one in found.items():
            before = elections.original(view.election.code, key)
            with st.container(key=f"atur_baris_{_flat(key)}", horizontal=True, vertical_alignment="center"):
                told = view.say(
                    "settings.differs",
                    name=_name(view, known[key]),
                    value=_said(view, known[key], one.value),
                    before=_said(view, known[key], before),
                )
                who = view.say("settings.set-by", by=one.row.by, at=words.moment(view, one.row.at))
                st.html(f"<p>{escape(told)} <small>{escape(who)}</small></p>", width="stretch")
                st.button(
                    view.say("settings.undo"),
                    key=f"atur_balik_{_flat(key)}",
                    icon=":material/undo:",
                    on_click=_save,
                    args=(view, {key: None}),
                )


def form(view: View) -> None:
    """One field a setting of the part that is open, filled with what is in force; saved together."""
    state.open_part(list(PARTS))
    st.segmented_control(
        view.say("settings.part"),
        list(PARTS),
        format_func=lambda name: view.say(f"settings.parts.{name}"),
        key=state.PART,
        required=True,
    )
    markup.draw(pieces.small(view.say("settings.part-note")))
    now = {key: one.value for key, one in _decided(view).items()}
    with st.form("atur", border=False, enter_to_submit=False):
        by_section: dict[str, list[Setting]] = {}
        for one in elections.settings(view.election.code):
            by_section.setdefault(_SECTION_OF.get(one.key.split(".")[0], "rules"), []).append(one)
        for name in PARTS[state.chosen(state.PART)]:
            with st.container(key=f"atur_{name}", border=True):
                markup.draw(
                    pieces.titled(view.say(f"settings.sections.{name}"), view.say(f"settings.notes.{name}"))
                )
                with st.container(key=f"atur_isi_{name}", horizontal=True, vertical_alignment="bottom"):
                    for one in by_section.get(name, ()):
                        _field(view, one, now.get(one.key, elections.original(view.election.code, one.key)))
        st.form_submit_button(
            view.say("settings.save"),
            type="primary",
            icon=":material/save:",
            key="atur_simpan",
            on_click=_save_form,
            args=(view,),
        )


def _decided(view: View) -> dict[str, pipeline.Decided]:
    office = view.choice.office
    return pipeline.decided(ledger.rows(view.desk), office.name) if office else {}


def _flat(key: str) -> str:
    return key.replace(".", "-")


def _widget(view: View, one: Setting) -> str:
    # Another version of the ledger or another office is another form: it begins with what is in force.
    office = view.choice.office.code if view.choice.office else ""
    return f"atur:{view.desk.version}:{office}:{one.key}"


def _field(view: View, one: Setting, value: str) -> None:
    key, label = _widget(view, one), markup.label(_name(view, one))
    width = 300
    if one.type == "choice":
        st.selectbox(
            label,
            one.choices,
            index=one.choices.index(value),
            format_func=lambda code: view.say(f"settings.choices.{code}"),
            key=key,
            width=width,
        )
    elif one.type == "several":
        st.multiselect(
            label,
            one.choices,
            default=_listed(value),
            format_func=lambda code: view.say(f"settings.choices.{code}"),
            key=key,
            width=2 * width,
        )
    elif one.type == "count":
        st.number_input(label, int(one.least), int(one.most), int(value), key=key, width=width)
    elif one.type in ("days", "percent", "share"):
        # Typed as text: a field for numbers shows a decimal point in both languages.
        st.text_input(label, view.write(float(value), "decimal"), key=key, width=width)
    elif one.type == "date":
        st.date_input(label, date.fromisoformat(value), format="DD/MM/YYYY", key=key, width=width)
    else:
        hint = view.say(f"settings.{one.type}-hint")
        shown = ", ".join(f"{day:%d/%m/%Y}" for day in _days(value)) if one.type == "dates" else value
        st.text_area(label, shown, key=key, width=2 * width, placeholder=hint, height=100)


def _save_form(view: View) -> None:
    now = {key: one.value for key, one in _decided(view).items()}
    wanted: dict[str, str | None] = {}
    for one in elections.settings(view.election.code):
        typed = state.chosen(_widget(view, one))
        if typed is None:
            continue
        if isinstance(typed, date):
            text = typed.isoformat()
        else:
            text = ", ".join(typed) if isinstance(typed, list) else str(typed)
        try:
            kept = elections.checked(view.election.code, one.key, text)
        except BadSetting as wrong:
            values = {"name": _name(view, one), "found": wrong.found, "least": one.least, "most": one.most}
            state.keep(_TOLD, ("critical", f"settings.errors.{wrong.code}", values))
            return
        if kept != now.get(one.key, elections.original(view.election.code, one.key)):
            wanted[one.key] = kept
    _save(view, wanted)


def _save(view: View, wanted: dict[str, str | None]) -> None:
    office = view.choice.office
    if office is None or not wanted:
        state.keep(_TOLD, ("note", "settings.nothing-changed", {}))
        return
    by = uploads.name_of_user(view.say("upload.drop.by-nobody"))
    try:
        pipeline.decide(view.desk.store, office.name, wanted, by=by, election=view.election.code)
    except Busy:
        state.keep(_TOLD, ("warning", "upload.file.busy", {}))
        return
    state.keep(_TOLD, ("complete", "settings.saved", {"count": len(wanted)}))


def _profile(view: View) -> str:
    return view.election.names[view.lang]


def _name(view: View, one: Setting) -> str:
    first, *rest = one.key.split(".")
    if first == "need":
        return view.say(f"settings.need-per-{rest[1]}", item=words.item(view, rest[0]))
    if first == "honor":
        return view.say(f"settings.honor-{rest[2]}", body=rest[0], role=rest[1])
    if first == "packs":
        return view.say(f"settings.sheets-a-{rest[0]}", item=words.item(view, rest[1]))
    return view.say(f"settings.names.{_flat(one.key)}")


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _days(value: str) -> list[date]:
    return [date.fromisoformat(day) for day in value.split(",") if day]


def _said(view: View, one: Setting, value: str) -> str:
    if one.type == "choice":
        return view.say(f"settings.choices.{value}")
    if one.type == "several":
        chosen = ", ".join(view.say(f"settings.choices.{code}") for code in _listed(value))
        return chosen or view.say("settings.no-names")
    if one.type == "names":
        return value or view.say("settings.no-names")
    if one.type == "date":
        return view.write(date.fromisoformat(value), "date")
    if one.type == "dates":
        days = ", ".join(view.write(day, "date_short") for day in _days(value))
        return days or view.say("settings.no-dates")
    if one.type == "days":
        return f"{view.write(float(value), 'decimal')} {view.say('units.days')}"
    if one.type in ("percent", "share"):
        return view.write(float(value), "percent")
    return view.write(int(value), "count")

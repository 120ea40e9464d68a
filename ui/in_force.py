"""The button that takes along what is in force of one kind, as a workbook that can be brought back in."""

import streamlit as st

import pipeline
from ui.view import View


def button(view: View, kind: str) -> None:
    """Offer the data in force of the chosen office and day; made when it is asked for."""
    office = view.choice.office
    if office is None:
        return
    name = view.say(f"kinds.{kind}.name")
    desk, day, lang = view.desk, view.choice.as_of, view.lang
    st.download_button(
        view.say("upload_bring.in-force", kind=name),
        data=lambda: pipeline.export(desk.store, kind, office.name, day, lang, version=desk.version),
        file_name=view.say("upload_bring.in-force-name", kind=kind, office=office.name, day=day.isoformat()),
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=f"berlaku_ambil_{kind}",
        icon=":material/download:",
        on_click="ignore",
    )

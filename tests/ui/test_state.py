"""The choice of the frame: from the address, corrected, written back."""

from datetime import date

from streamlit.testing.v1 import AppTest


def _app() -> None:
    from datetime import date as day

    import streamlit as st

    from tests.ui import boards
    from ui import state

    choice = state.settle(boards.PLACES, {"33.75": day(2023, 12, 22)}, lambda _: day(2024, 3, 1))
    place = choice.place
    st.text(f"{choice.lang}|{place.code if place else ''}|{choice.as_of}")


def settled(**address: str) -> tuple[str, AppTest]:
    at = AppTest.from_function(_app, default_timeout=30)
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at.text[0].value, at


def test_without_an_address_the_first_office_opens_on_its_newest_day():
    assert settled()[0] == "id|33.75|2023-12-22"


def test_an_address_names_place_day_and_language():
    told, _ = settled(kantor="33.75", kec="33.75.01", kel="33.75.01.1002", per="2023-12-15", lang="en")
    assert told == "en|33.75.01.1002|2023-12-15"


def test_a_kelurahan_of_another_kecamatan_is_not_taken():
    assert settled(kec="33.75.02", kel="33.75.01.1002")[0] == "id|33.75.02|2023-12-22"


def test_no_day_lies_in_the_future():
    assert settled(per="2030-01-01")[0] == "id|33.75|2024-03-01"


def test_a_day_that_is_none_is_ignored():
    assert settled(per="kemarin")[0] == "id|33.75|2023-12-22"


def test_a_link_to_today_names_no_day():
    _, at = settled(per="2024-03-01")
    assert "per" not in at.query_params
    assert date.fromisoformat("2024-03-01") == at.session_state["per"]

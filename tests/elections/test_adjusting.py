"""What an office may change in its election's profile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import elections
from elections import BadSetting

PEMILU = "pemilu-2024"


@pytest.mark.parametrize("code", elections.codes())
def test_every_setting_of_a_profile_can_be_set_to_what_it_says_already(code: str):
    same = {one.key: elections.original(code, one.key) for one in elections.settings(code)}
    adjusted, profile = elections.adjusted(code, same), elections.load(code)
    assert adjusted.items == profile.items
    assert (adjusted.deadlines, adjusted.rounding, adjusted.damage_limit) == (
        profile.deadlines,
        profile.rounding,
        profile.damage_limit,
    )


def test_the_same_changes_are_the_same_election():
    changes = {"limits.damage": "2.5", "limits.stale_hours": "3"}
    again = dict(reversed(changes.items()))
    assert elections.adjusted(PEMILU, changes) is elections.adjusted(PEMILU, again)


def test_a_change_leaves_the_profile_itself_as_it_is():
    before = elections.load(PEMILU).item("SEGEL").need
    changed = elections.adjusted(PEMILU, {"need.SEGEL.tps": "97"}).item("SEGEL").need
    assert [term.factor for term in changed] == [97, 19]
    assert elections.load(PEMILU).item("SEGEL").need == before
    assert elections.original(PEMILU, "need.SEGEL.tps") == "96"


def test_a_setting_of_another_election_is_left_out():
    assert elections.adjusted(PEMILU, {"need.GUB.kota": "3"}).items == elections.load(PEMILU).items


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("limits.damage", "2,5", "2.5"),
        ("limits.damage", " 2 ", "2"),
        ("limits.stale_hours", "14", "14"),
        ("deadlines.at_city", "2024-01-20", "2024-01-20"),
        ("calendar.off", "26/12/2023, 2023-12-25,1/1/2024", "2023-12-25,2023-12-26,2024-01-01"),
        ("rounding", "half-up", "half-up"),
        ("storage.fatal", "palet,atap, palet", "atap, palet"),
        ("storage.fatal", " ", ""),
    ],
)
def test_a_typed_value_is_kept_in_one_form(key: str, typed: str, kept: str):
    assert elections.checked(PEMILU, key, typed) == kept


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("limits.damage", "dua", "not-share"),
        ("limits.damage", "101", "out-of-bounds"),
        ("limits.damage", "-1", "out-of-bounds"),
        ("limits.stale_hours", "0", "out-of-bounds"),
        ("limits.stale_hours", "7,5", "not-count"),
        ("limits.ready_at", "nan", "not-percent"),
        ("deadlines.at_city", "15/01/2024", "not-date"),
        ("calendar.off", "32/12/2023", "not-dates"),
        ("calendar.off", "25/12", "not-dates"),
        ("rounding", "ke atas", "not-choice"),
        ("storage.fatal", "atap, bocor", "not-choice"),
    ],
)
def test_a_value_that_cannot_be_says_why(key: str, typed: str, code: str):
    with pytest.raises(BadSetting) as wrong:
        elections.checked(PEMILU, key, typed)
    assert wrong.value.code == code


@given(st.sampled_from(elections.settings(PEMILU)), st.text(max_size=30))
def test_any_text_is_kept_or_refused_and_what_is_kept_is_kept_again(setting: elections.Setting, text: str):
    try:
        kept = elections.checked(PEMILU, setting.key, text)
    except BadSetting:
        return
    assert elections.checked(PEMILU, setting.key, kept) == kept
    elections.adjusted(PEMILU, {setting.key: kept})

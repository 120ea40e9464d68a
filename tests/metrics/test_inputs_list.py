"""Which inputs concern a place, which a meeting spoke of, and what is left when two people change one."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from metrics.inputs import Act, Input, Said, concerning, merged, spoken_of

DAY = date(2023, 12, 22)
SAID = Said(DAY, "Bawaslu", "Jalan ditutup")
FIELDS = ("institution", "text", "decision", "owner", "kecamatan")
WORDS = some.fixed_dictionaries({}, optional={name: some.text(max_size=3) for name in FIELDS})


def one(key: str, said: Said, seq: int = 1, upload: str = "") -> Input:
    act = Act("say", "Notulis", DAY, upload=upload, seq=seq)
    return Input(key, said, act, act, is_approved=True)


def test_a_place_is_concerned_by_its_own_inputs_those_in_it_and_those_above():
    known = [
        one(name, replace(SAID, kecamatan=kecamatan, kelurahan=kelurahan))
        for name, kecamatan, kelurahan in (
            ("city", "", ""),
            ("north", "Utara", ""),
            ("north-east", "Utara", "Degayu"),
            ("north-west", "Utara", "Bandengan"),
            ("south", "Selatan", ""),
        )
    ]

    def found(kecamatan: str, kelurahan: str) -> list[str]:
        return [one.key for one in concerning(known, kecamatan, kelurahan)]

    assert found("", "") == ["city", "north", "north-east", "north-west", "south"]
    assert found("Utara", "") == ["city", "north", "north-east", "north-west"]
    assert found("Utara", "Degayu") == ["city", "north", "north-east"]


def test_a_meeting_spoke_of_what_people_said_after_it_began():
    known = [one("before", SAID, 3), one("there", SAID, 5), one("sheet", SAID, 6, upload="u")]
    assert [one.key for one in spoken_of(known, 4)] == ["there"]


@given(theirs=WORDS, mine=WORDS)
def test_what_one_of_two_changed_is_kept_and_where_both_did_the_second_chose(
    theirs: dict[str, str], mine: dict[str, str]
):
    found = merged(SAID, replace(SAID, **theirs), replace(SAID, **mine))
    for name in FIELDS:
        before = getattr(SAID, name)
        changed = [side[name] for side in (theirs, mine) if side.get(name, before) != before]
        assert getattr(found, name) == (changed[-1] if changed else before)

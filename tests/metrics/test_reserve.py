"""The reserve of ballots under every rule, polling station by polling station."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from metrics.reserve import RULES, Voters, proof

TWO = Fraction(2, 100)
voters = st.lists(st.integers(0, 300), max_size=60).map(
    lambda found: [Voters("Barat", "Medono", number, dpt) for number, dpt in enumerate(found, 1)]
)


def ballots(*dpt: int) -> dict[str, int]:
    found = proof([Voters("Barat", "Medono", n, one) for n, one in enumerate(dpt, 1)], TWO, "up")
    return {one.rule: one.ballots for one in found.totals}


def test_an_exact_share_is_the_same_under_every_rule_but_the_one_that_always_adds():
    assert ballots(300) == {"exact": 306, "up": 306, "half-up": 306, "always-one-more": 307}
    assert ballots(250) == {"exact": 255, "up": 255, "half-up": 255, "always-one-more": 256}


def test_a_part_of_a_ballot_is_rounded_as_the_rule_says():
    assert ballots(280) == {"exact": 285, "up": 286, "half-up": 286, "always-one-more": 286}
    assert ballots(270) == {"exact": 275, "up": 276, "half-up": 275, "always-one-more": 276}


def test_the_share_of_all_at_once_is_less_than_that_of_each():
    # A city as large as Kota Bogor: 800,081 voters give 816,083 ballots at once. 2,400 of its polling
    # stations have voters whose share is half a ballot, so that rounding each up adds half a ballot each.
    stations = [Voters("", "", number, 325) for number in range(2_400)]
    rest = 800_081 - 2_400 * 325
    found = proof([*stations, Voters("", "", 2_401, rest)], TWO, "up")
    up = next(one for one in found.totals if one.rule == "up")
    assert found.at_once == 816_083
    assert up.ballots - found.at_once == 1_200


@given(voters, st.sampled_from(RULES))
def test_another_rule_changes_the_total_by_one_in_each_station_that_it_touches(stations, rule):
    found = proof(stations, TWO, rule)
    at = next(one for one in found.totals if one.rule == rule)
    for one in found.totals:
        assert abs(one.ballots - at.ballots) <= one.stations
    by_rule = {one.rule: one for one in found.totals}
    touched = sum(dpt % 50 != 0 for dpt in (one.dpt for one in stations))
    assert by_rule["up"].ballots - by_rule["exact"].ballots == touched
    assert by_rule["always-one-more"].ballots - by_rule["exact"].ballots == len(stations)
    assert by_rule["up"].ballots >= found.at_once

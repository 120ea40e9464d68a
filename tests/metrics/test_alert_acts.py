"""How an alert stands by what people did about it, on the days around each of its days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import texts
from metrics.alerts import acts
from metrics.alerts.acts import Act
from metrics.model import Alert, Place
from metrics.refused import Refused

DAY = date(2023, 12, 22)
END = DAY + timedelta(days=5)
CITY = Place("33.75", "Kota Pekalongan", "kota", None)
BARAT = Place("33.75.01", "Pekalongan Barat", "kecamatan", "33.75")


def alert(
    code: str = "short", item: str | None = "PPWP", place: Place | None = None, **values: object
) -> Alert:
    return Alert(code, "warning", item, place, None, None, None, None, tuple(values.items()))  # pyright: ignore


def act(kind: acts.Kind, one: Alert | None = None, **more: object) -> Act:
    about = one or alert()
    found = Act(kind, acts.key(about, CITY), about.code, about.item, CITY.code, CITY.code, by="Siti", day=DAY)
    return replace(found, **more)


FOLLOW = act("follow-up", owner="Kasubbag KUL", due=END)
SNOOZE = act("snooze", reason="menunggu kapal", until=END)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"by": " "}, "no-name"),
        ({"owner": ""}, "no-owner"),
        ({"due": None}, "no-due"),
        ({"due": DAY - timedelta(days=1)}, "due-past"),
    ],
)
def test_following_up_without_name_owner_or_due_date_is_refused(changes: dict[str, object], code: str):
    with pytest.raises(Refused) as refused:
        acts.check(replace(FOLLOW, **changes), DAY)  # pyright: ignore[reportArgumentType]
    assert refused.value.code == code
    for lang in texts.LANGUAGES:
        assert texts.known(f"alert_acts.errors.{code}", lang)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"by": ""}, "no-name"),
        ({"reason": " "}, "no-reason"),
        ({"until": None}, "no-end"),
        ({"until": DAY - timedelta(days=1)}, "end-past"),
    ],
)
def test_snoozing_without_name_reason_or_end_is_refused(changes: dict[str, object], code: str):
    with pytest.raises(Refused) as refused:
        acts.check(replace(SNOOZE, **changes), DAY)  # pyright: ignore[reportArgumentType]
    assert refused.value.code == code
    for lang in texts.LANGUAGES:
        assert texts.known(f"alert_acts.errors.{code}", lang)


def test_acknowledging_and_reopening_need_a_name_only():
    for kind in ("acknowledge", "reopen"):
        acts.check(act(kind), DAY)
        with pytest.raises(Refused):
            acts.check(act(kind, by=""), DAY)
    for one in (FOLLOW, SNOOZE, replace(FOLLOW, due=DAY), replace(SNOOZE, until=DAY)):
        acts.check(one, DAY)


@pytest.mark.parametrize(("after", "state"), [(-1, "snoozed"), (0, "snoozed"), (1, "open")])
def test_a_snoozed_alert_comes_back_the_day_after_its_end(after: int, state: str):
    found = acts.standing(SNOOZE, END + timedelta(days=after))
    assert found.state == state
    assert (found.act is None) is (state == "open")


@pytest.mark.parametrize(("after", "state"), [(-1, "followed-up"), (0, "followed-up"), (1, "overdue")])
def test_a_follow_up_is_overdue_the_day_after_its_due_date(after: int, state: str):
    assert acts.standing(FOLLOW, END + timedelta(days=after)).state == state


@pytest.mark.parametrize("lacks", [{"owner": ""}, {"owner": "  "}, {"due": None}])
@pytest.mark.parametrize("after", [-1, 0, 1])
def test_nothing_is_being_followed_up_without_an_owner_and_a_due_date(lacks: dict[str, object], after: int):
    # As another program might have written it: `check` lets no such act through.
    found = acts.standing(replace(FOLLOW, **lacks), END + timedelta(days=after))  # pyright: ignore
    assert found.state == "acknowledged"


def test_what_closed_by_itself_is_open_when_the_data_raise_it_again():
    one = alert()
    closed = act("close", reason="PPWP datang.xlsx")
    assert [each.state for each in acts.standings([one], CITY, [FOLLOW, closed], DAY)] == ["open"]
    assert acts.cleared([], CITY, [FOLLOW], DAY) == (FOLLOW,)
    assert acts.cleared([], CITY, [FOLLOW, closed], DAY) == (), "told once"
    assert acts.closed([], CITY, [FOLLOW, closed], DAY) == (FOLLOW,), "with what people did"


def test_the_last_act_counts_and_reopening_undoes_it():
    one = alert()
    done = [act("acknowledge"), FOLLOW, SNOOZE]
    assert [one.state for one in acts.standings([one], CITY, done, DAY)] == ["snoozed"]
    assert [one.state for one in acts.standings([one], CITY, [*done, act("reopen")], DAY)] == ["open"]
    assert [one.state for one in acts.standings([one], CITY, [act("reopen"), act("acknowledge")], DAY)] == [
        "acknowledged"
    ]
    assert [one.state for one in acts.standings([one], CITY, [], DAY)] == ["open"]


@pytest.mark.parametrize(("before", "state"), [(1, "open"), (0, "snoozed"), (-1, "snoozed")])
def test_a_day_before_the_act_is_seen_without_it(before: int, state: str):
    found = acts.standings([alert()], CITY, [SNOOZE], DAY - timedelta(days=before))
    assert [one.state for one in found] == [state]


def test_an_alert_keeps_its_identity_when_its_numbers_change_and_no_two_share_one():
    assert acts.key(alert(short=5), CITY) == acts.key(alert(short=900), CITY)
    different = [
        alert(),
        alert(item="DPD"),
        alert("late"),
        alert(place=BARAT),
        alert("spj-late", None, BARAT, body="PPK"),
        alert("spj-late", None, BARAT, body="PPS"),
        alert("stated-total-wrong", None, file="a.xlsx", sheet="1", cell="A1"),
        alert("stated-total-wrong", None, file="a.xlsx", sheet="2", cell="A1"),
        alert("total-does-not-add-up", measure="diterima", grain="tps", other_grain="kota"),
        alert("total-does-not-add-up", measure="kebutuhan", grain="tps", other_grain="kota"),
    ]
    assert len({acts.key(one, CITY) for one in different}) == len(different)
    assert acts.key(alert(), CITY) != acts.key(alert(), BARAT)


def test_an_alert_that_the_data_clear_is_told_as_closed():
    gone, there = alert(), alert(item="DPD")
    about_there = act("acknowledge", there)
    assert acts.closed([gone, there], CITY, [FOLLOW, about_there], DAY) == ()
    assert acts.closed([there], CITY, [FOLLOW, about_there], DAY) == (FOLLOW,)
    assert acts.closed([there], CITY, [FOLLOW, act("reopen")], DAY) == ()
    assert acts.closed([there], BARAT, [FOLLOW], DAY) == (), "another place's Board never had it"
    assert acts.closed([there], CITY, [FOLLOW], DAY - timedelta(days=1)) == (), "not acted on yet"
    assert acts.closed([there], CITY, [FOLLOW], DAY, frozenset({"short"})) == (), "nobody looks any more"


@pytest.mark.parametrize(("after", "told"), [(-1, True), (0, True), (1, False)])
def test_what_closed_is_told_for_thirty_days(after: int, told: bool):
    today = DAY + timedelta(days=acts.RECENT_DAYS + after)
    assert bool(acts.closed([], CITY, [FOLLOW], today)) is told


def test_three_hundred_alerts_are_seven_lines_and_groups_that_add_up():
    alerts = [alert(("short", "late", "spj-late")[n % 3], f"I{n}") for n in range(300)]
    open_ones = acts.standings(alerts, CITY, [], DAY)
    shown = acts.wall(alerts, open_ones, 7)
    assert shown.lines == tuple(range(7))
    assert shown.groups == (("short", 100), ("late", 100), ("spj-late", 100))
    assert (shown.total, shown.snoozed) == (300, 0)


def test_what_is_snoozed_leaves_the_wall_and_stays_counted():
    alerts = [alert(item="PPWP"), alert(item="DPD")]
    shown = acts.wall(alerts, acts.standings(alerts, CITY, [SNOOZE], DAY), 7)
    assert (shown.lines, shown.groups, shown.total, shown.snoozed) == ((1,), (("short", 1),), 1, 1)

"""The alerts of the story's offices: a missing ballot, the 98 % trap, silence, and seven lines for 300."""

import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import elections
import metrics
import texts
from metrics import Alert, Board, Place
from metrics.alerts import acts, telling
from metrics.alerts import digest as digests
from metrics.alerts.acts import Act
from tests.metrics.test_alert_lines import CODES, alert
from tests.metrics.test_alerts import bogor
from tests.metrics.test_readiness import everything
from tests.metrics.world import DAY, NOON, OFFICE, PEMILU, board, city, codes

JAN4, JAN16 = date(2024, 1, 4), date(2024, 1, 16)
CITY = Place("99.01", OFFICE, "kota", None)


def lines(found: Board) -> list[str]:
    return [metrics.alert_text(one, found, PEMILU, "id") for one in found.alerts]


def test_bogor_on_4_january_and_red_on_16_january():
    (line,) = lines(board(bogor(JAN4), today=JAN4))
    assert "Presiden belum diterima, 817.283 lembar, 11 hari lagi" in line
    (one,) = board(bogor(JAN16), today=JAN16).alerts
    assert (one.severity, one.since) == ("critical", date(2024, 1, 15))


def test_dpd_and_presiden_are_two_lines_of_one_banner():
    found = board(everything(city(), JAN4, but={"PPWP": 0, "DPD": 0}), today=JAN4)
    shown = acts.wall(found.alerts, acts.standings(found.alerts, CITY, [], JAN4), acts.WALL)
    assert [found.alerts[at].item for at in shown.lines] == ["PPWP", "DPD"]
    assert shown.groups == (("ballot-not-received", 2),)


@pytest.mark.parametrize(("today", "verdict"), [(15, "PERHATIAN"), (16, "BELUM SIAP"), (17, "BELUM SIAP")])
def test_98_percent_without_presiden_is_not_ready_and_names_it(today: int, verdict: str):
    share = Fraction(2, 100)
    rest = sum((one.weight for one in PEMILU.items if one.code != "PPWP"), Fraction(0))
    weighed = replace(
        PEMILU,
        items=tuple(
            replace(one, weight=share if one.code == "PPWP" else one.weight / rest * (1 - share))
            for one in PEMILU.items
        ),
    )
    day = date(2024, 1, today)
    found = board(everything(city(), day, but={"PPWP": 0}), today=day, election=weighed)
    assert found.readiness.percent.value == pytest.approx(98.0)
    assert found.readiness.verdict == verdict
    reason = metrics.reason_text(found.readiness.reasons[0], PEMILU, "id")
    assert "Presiden" in reason
    assert ("ballot-not-received", "PPWP") in codes(found)


@pytest.mark.parametrize(("days", "count"), [(6, 0), (7, 1), (8, 1)])
def test_silence_for_the_set_days_is_one_alert_that_names_the_last_reporter(days: int, count: int):
    world = city()
    world.goods("BILIK", DAY - timedelta(days=days), kecamatan="Kec 1", kebutuhan=24, diterima=24)
    world.goods("BILIK", DAY, kecamatan="Kec 2", kebutuhan=24, diterima=24)
    found = [one for one in board(world).alerts if one.code == "silent-kecamatan"]
    assert len(found) == count
    for one in found:
        assert dict(one.values)["by"] == "Kasubbag KUL"
        assert one.place is not None and one.place.name == "Kec 1"


@pytest.mark.parametrize(("minutes", "is_silent"), [(-1, False), (0, True), (1, True)])
def test_silence_begins_at_the_minute_at_which_the_set_hours_are_over(minutes: int, is_silent: bool):
    own = elections.adjusted("pemilu-2024", {"limits.silent_hours": "12"})
    world = city()
    # Brought at noon of its own day, as all sheets of the day are here.
    world.goods("BILIK", DAY, kecamatan="Kec 1", kebutuhan=24, diterima=24)
    world.goods("BILIK", DAY + timedelta(days=1), kecamatan="Kec 2", kebutuhan=24, diterima=24)
    now = NOON + timedelta(hours=12, minutes=minutes)
    seen = board(world, today=DAY, now=now, election=own)
    found = [one for one in seen.alerts if one.code == "silent-kecamatan"]
    assert [one.place.name for one in found if one.place] == (["Kec 1"] if is_silent else [])
    told = [metrics.alert_text(one, seen, own, "id") for one in found]
    assert (
        told == ["Kec 1 sudah 12 jam tidak lapor (terakhir 22 Desember 2023, oleh Kasubbag KUL)"] * is_silent
    )


def test_a_report_of_zero_is_no_silence():
    world = city()
    for name, day in (("Kec 1", DAY - timedelta(days=9)), ("Kec 2", DAY)):
        world.goods("BILIK", day, kecamatan=name, kebutuhan=24, diterima=24)
    world.goods("KOTAK", DAY, kecamatan="Kec 1", kebutuhan=30, diterima=0)
    assert "silent-kecamatan" not in {code for code, _ in codes(board(world))}


ALERTS = st.builds(
    alert,
    st.sampled_from(CODES),
    item=st.sampled_from([one.code for one in PEMILU.items]),
    severity=st.sampled_from(["critical", "warning", "note"]),
    lost=st.integers(0, 400),
)


@given(st.lists(ALERTS, min_size=300, max_size=300), st.integers(0, 300))
def test_three_hundred_alerts_are_seven_lines_and_groups_of_300(made: list[Alert], snoozed: int):
    stands = [acts.Standing("snoozed" if at < snoozed else "open", None) for at in range(len(made))]
    shown = acts.wall(made, stands, acts.WALL)
    assert len(shown.lines) == min(7, 300 - snoozed)
    assert sum(count for _, count in shown.groups) == shown.total == 300 - snoozed
    assert shown.snoozed == snoozed
    assert list(shown.lines) == sorted(shown.lines), "worst first, as the list is"


def _names() -> st.SearchStrategy[str]:
    written = st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs"))
    return st.text(written, min_size=1, max_size=200)


@given(
    code=st.sampled_from(CODES),
    item=st.sampled_from([one.code for one in PEMILU.items]),
    names=st.tuples(_names(), _names(), _names(), _names()),
    number=st.integers(0, 10**13),
    left=st.integers(-999, 999),
    lost=st.integers(0, 9999),
    since=st.none() | st.dates(date(2023, 1, 1), date(2025, 12, 31)),
    here=st.booleans(),
    lang=st.sampled_from(texts.LANGUAGES),
)
def test_every_alert_in_every_state_fits_one_line(
    code: str,
    item: str,
    names: tuple[str, str, str, str],
    number: int,
    left: int,
    lost: int,
    since: date | None,
    here: bool,
    lang: texts.Lang,
):
    plain = alert(code)
    values = {
        **{name: number if isinstance(value, int) else value for name, value in plain.values},
        **{"file": names[0], "sheet": names[1], "by": names[2]},
    }
    place = None if here else Place("99.01.01", names[3], "kecamatan", "99.01")
    one = replace(
        plain,
        item=item,
        place=place,
        since=since,
        days_left=left,
        lost=lost,
        values=tuple(values.items()),
    )
    line = metrics.alert_text(one, EMPTY, PEMILU, lang)
    assert 0 < len(line) <= telling.LINE
    assert "\n" not in line
    detail = telling.detail(one, EMPTY, lang)
    assert 0 < len(detail) <= telling.LINE


EMPTY = board(city())


@given(
    st.lists(ALERTS, max_size=60),
    st.lists(st.sampled_from(acts.STATES), min_size=60, max_size=60),
    st.sampled_from(texts.LANGUAGES),
)
def test_the_digest_never_exceeds_a_message_and_counts_every_alert(
    made: list[Alert], states: list[acts.State], lang: texts.Lang
):
    found = replace(EMPTY, alerts=tuple(made))
    stands = [acts.Standing(state, None) for state in states[: len(made)]]
    text = digests.digest(found, stands, PEMILU, lang)
    assert 0 < len(text) <= digests.MOST
    for state, count in acts.by_state(stands).items():
        told = texts.say(
            "alert_acts.digest.count",
            lang,
            state=texts.say(f"alert_acts.states.{state}", lang),
            count=count,
        )
        assert (told in text) is bool(count)


NUMERAL = re.compile(r"\d[\d.,]*\d|\d")


@settings(max_examples=500)
@given(
    st.lists(ALERTS, max_size=60),
    st.lists(st.sampled_from(acts.STATES), min_size=60, max_size=60),
    st.none() | st.floats(0, 100),
    st.sampled_from(texts.LANGUAGES),
)
def test_every_numeral_of_the_digest_is_one_of_the_board(
    made: list[Alert], states: list[acts.State], share: float | None, lang: texts.Lang
):
    percent = replace(EMPTY.readiness.percent, value=share)
    found = replace(EMPTY, alerts=tuple(made), readiness=replace(EMPTY.readiness, percent=percent))
    stands = [acts.Standing(state, None) for state in states[: len(made)]]
    # What the screen tells of such a Board: its head, a line an alert, and how many are in each state.
    shown = [
        texts.say(f"frame.levels.{found.place.level}", lang, name=found.place.name),
        texts.numbers.write(found.as_of, "date", lang),
        metrics.freshness_text(percent.freshness, PEMILU, lang),
        *(metrics.alert_text(one, found, PEMILU, lang) for one in found.alerts),
    ]
    counts = acts.by_state(stands)
    known = {number for line in shown for number in NUMERAL.findall(line)}
    known |= set() if share is None else set(NUMERAL.findall(texts.numbers.write(share, "percent", lang)))
    known |= {texts.numbers.write(count, "count", lang) for count in counts.values()}
    text = digests.digest(found, stands, PEMILU, lang)
    listed = re.findall(r"(?m)^\d\. ", text)
    known.add(texts.numbers.write(len(made) - counts["snoozed"] - len(listed), "count", lang))
    told = NUMERAL.findall(re.sub(r"(?m)^\d\. ", "", text))
    assert [one for one in told if one not in known] == []


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_the_digest_is_as_fresh_as_its_readiness_whatever_was_brought_later(lang: texts.Lang):
    found = board(bogor(JAN4), today=JAN4)
    own = found.readiness.percent.freshness
    assert own.uploaded_at
    later = replace(own, uploaded_at=own.uploaded_at + timedelta(minutes=1))
    text = digests.digest(replace(found, freshness=(("gudang", later),)), (), PEMILU, lang)
    assert metrics.freshness_text(own, PEMILU, lang) in text
    assert metrics.freshness_text(later, PEMILU, lang) not in text


def test_an_act_without_its_alert_changes_nothing():
    other = Act("acknowledge", "late|PPWP|99.01", "late", "PPWP", "99.01", "99.01", by="Siti", day=DAY)
    assert acts.standings([alert("short")], CITY, [other], DAY)[0].state == "open"

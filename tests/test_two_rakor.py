"""The two rakor of the story come out of the sample sheets, to the digit, through the command line."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


def _summary(root: Path, *options: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "papan.py", "summary", "--json", "--store", str(root), *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def pekalongan(built: Callable[[str], Path]) -> dict[str, Any]:
    return _summary(built("kota-pekalongan"), "--as-of", "2023-12-22")


@pytest.fixture(scope="module")
def bengkulu(built: Callable[[str], Path]) -> dict[str, Any]:
    return _summary(built("kota-bengkulu"), "--as-of", "2024-02-07")


def test_pekalongan_is_80_percent_ready_on_22_december(pekalongan: dict[str, Any]):
    assert pekalongan["place"] == "33.75"
    assert pekalongan["today"] == "2023-12-22"
    assert pekalongan["readiness"]["percent"] == 80.0
    assert pekalongan["readiness"]["verdict"] == "PERHATIAN"
    parts = pekalongan["readiness"]
    assert parts["ready"] + parts["not_ready"] + parts["not_reported"] == pytest.approx(100)


def test_pekalongan_misses_exactly_presiden_and_dpd(pekalongan: dict[str, Any]):
    missing = [item for item in pekalongan["readiness"]["items"] if item["percent"] != 100]
    assert {item["item"] for item in missing} == {"PPWP", "DPD"}
    assert {item["state"] for item in missing} == {"not-received"}
    alerts = [alert for alert in pekalongan["alerts"] if alert["code"] == "ballot-not-received"]
    assert {alert["item"] for alert in alerts} == {"PPWP", "DPD"}
    assert {(alert["due"], alert["days_left"]) for alert in alerts} == {("2024-01-15", 24)}
    assert all("24 hari lagi" in alert["text"] and "15 Januari 2024" in alert["text"] for alert in alerts)


def test_pekalongan_needs_what_the_rules_say(pekalongan: dict[str, Any]):
    needs = {item["item"]: item["need"] for item in pekalongan["readiness"]["items"]}
    assert pekalongan["tps"]["total"] == 881
    assert needs["KOTAK"] == 881 * 5 + 4 * 2
    assert needs["BILIK"] == 881 * 4
    assert needs["TINTA"] == 881 * 2
    assert needs["PPWP"] == needs["DPR"] == 236_712


def test_pekalongan_was_less_ready_a_week_before(built: Callable[[str], Path]):
    before = _summary(built("kota-pekalongan"), "--as-of", "2023-12-15")
    assert 0 < before["readiness"]["percent"] < 80


def test_nothing_is_reported_before_the_first_sheet(built: Callable[[str], Path]):
    before = _summary(built("kota-pekalongan"), "--place", "33.75", "--as-of", "2023-06-01")
    assert before["readiness"]["not_reported"] == 100
    assert before["readiness"]["percent"] is None


def test_bengkulu_is_98_percent_ready_on_7_february(bengkulu: dict[str, Any]):
    assert bengkulu["place"] == "17.71"
    assert bengkulu["tps"]["total"] == 985
    assert round(bengkulu["readiness"]["percent"], 1) == 98.0


def test_bengkulu_names_what_is_missing_and_has_six_days(bengkulu: dict[str, Any]):
    missing = {item["item"] for item in bengkulu["readiness"]["items"] if item["percent"] < 100}
    assert missing
    named = {alert["item"]: alert for alert in bengkulu["alerts"] if alert["item"] in missing}
    assert named.keys() == missing
    assert {(alert["due"], alert["days_left"]) for alert in named.values()} == {("2024-02-13", 6)}


@pytest.mark.parametrize("office", ["kota-pekalongan", "kota-bengkulu"])
def test_the_money_is_the_same_at_every_level(office: str, built: Callable[[str], Path]):
    day = {"kota-pekalongan": "2023-12-22", "kota-bengkulu": "2024-02-07"}[office]
    city = _summary(built(office), "--as-of", day)
    totals = city["finance"]["totals"]
    assert totals["pagu"] >= totals["dicairkan"] >= totals["realisasi"] > 0
    assert totals["dicairkan"] == totals["spj"] + totals["setor_kembali"] + totals["outstanding"]
    for name, total in totals.items():
        assert sum(row[name] or 0 for row in city["finance"]["ppk"]) == total, name
    below = _summary(built(office), "--as-of", day, "--place", city["finance"]["ppk"][0]["place"])
    for name in totals:
        assert below["finance"]["totals"][name] == city["finance"]["ppk"][0][name], name

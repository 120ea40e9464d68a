"""Identities of the ledger of ballots that break raise an alert, between equally new numbers alone."""

from datetime import timedelta

import pytest

import elections
import metrics
from tests.metrics.test_ballot_ledger import FULL
from tests.metrics.world import DAY, PEMILU, World, board, city


def differing(
    world: World, place: str | None = None, **settings: str
) -> list[tuple[str, str | None, object]]:
    own = elections.adjusted("pemilu-2024", settings)
    return [
        (one.code, one.item, dict(one.values)["difference"])
        for one in board(world, place, election=own).alerts
        if one.code in ("ballots-sorted-differ", "ballots-kept-differ")
    ]


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_an_identity_that_breaks_by_one_sheet_raises_an_alert(off: int):
    sorted_out = World()
    sorted_out.goods("PPWP", **{**FULL, "diterima": 990 + off})
    expected = [("ballots-sorted-differ", "PPWP", 1)] if off else []
    assert differing(sorted_out) == expected
    assert differing(sorted_out, **{"alerts.totals": "off"}) == []
    kept = World()
    kept.goods("DPD", **{**FULL, "stok": 400 + off})
    assert differing(kept) == ([("ballots-kept-differ", "DPD", 1)] if off else [])


def test_a_broken_identity_is_told_with_both_sides_and_opens_its_cells():
    world = World()
    world.goods("PPWP", **{**FULL, "baik": 880})
    made = board(world)
    told = [metrics.alert_text(one, made, PEMILU, "id") for one in made.alerts if "differ" in one.code]
    assert told == [
        "Surat suara Presiden: diterima + pengganti 1.000, "
        "baik + rusak + belum disortir 980, selisih 20 lembar",
        "Surat suara Presiden: baik 880, dikemas + stok 900, selisih 20 lembar",
    ]
    sources = [one.figure.sources for one in made.alerts if "differ" in one.code and one.figure]
    assert [source.measures for (source,) in sources] == [
        ("diterima", "pengganti", "baik", "rusak", "belum_disortir"),
        ("baik", "dikemas", "stok"),
    ]


def test_numbers_of_different_days_or_of_some_rows_alone_raise_none():
    days = World()
    days.goods("PPWP", DAY - timedelta(days=1), **{key: FULL[key] for key in ("diterima", "pengganti")})
    days.goods("PPWP", DAY, **{key: FULL[key] for key in ("baik", "rusak")}, belum_disortir=0)
    assert differing(days) == []
    partly = World()
    partly.goods("PPWP", **FULL, gudang="A")
    partly.goods("PPWP", diterima=500, gudang="B")
    assert differing(partly) == []


def test_each_kecamatan_has_its_own_identities():
    world = city()
    world.goods("PPWP", kecamatan="Kec 1", **FULL)
    world.goods("PPWP", kecamatan="Kec 2", **{**FULL, "belum_disortir": 81})
    assert differing(world) == [("ballots-sorted-differ", "PPWP", 1)]
    assert differing(world, "Kec 1") == []
    assert differing(world, "Kec 2") == [("ballots-sorted-differ", "PPWP", 1)]

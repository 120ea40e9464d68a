"""A million random amounts are added up without losing a rupiah, on the way from sheet to screen."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

import metrics
from metrics import money_matrix
from metrics.money_matrix import SIDES
from tests.metrics.world import OFFICE, PEMILU, board, city, in_memory, named, on_duckdb
from texts import numbers

ROWS = 1_000_000
MEASURES = ("pagu", "dicairkan", "spj", "setor_kembali")
ACCOUNTS = ("521211", "521213", "521219", "524113")


@pytest.mark.parametrize("engine", [in_memory, on_duckdb])
def test_a_million_random_amounts_add_up_to_the_rupiah(engine: Callable):
    draw = np.random.default_rng(20240214)
    world = city(1, 1, 1)
    for account in ACCOUNTS:
        amounts = dict.fromkeys(MEASURES, 1)
        world.money("PPK", "2023-12", kecamatan="Kec 1", akun=account, **amounts)
    tables = world.arrow()
    told = tables["keuangan"].take(pa.array(np.arange(ROWS) % len(ACCOUNTS)))
    # Odd amounts beyond what a float holds exactly once they are added up.
    drawn = {name: draw.integers(10**11, size=ROWS) * 2 + 1 for name in MEASURES}
    for name, amounts in drawn.items():
        told = told.set_column(told.schema.get_field_index(name), name, pa.array(amounts))
    frames = engine({**tables, "keuangan": told})
    known = metrics.places(frames)
    where = metrics.where_of(named(known, OFFICE), known)
    found = money_matrix.matrix(frames, board(world), where, PEMILU, known)
    sums = found.whole.whole.sums
    totals = {name: sum(amounts.tolist()) for name, amounts in drawn.items()}
    for name, total in totals.items():
        assert getattr(sums, name) == total
        for side in SIDES:
            assert sum(getattr(one.sums, name) for one in found.whole.side(side)) == total
    for number, account in enumerate(ACCOUNTS):
        part = next(one for one in found.whole.side("account") if one.key == account)
        assert part.sums.spj == sum(drawn["spj"][number :: len(ACCOUNTS)].tolist())
    assert sums.outstanding == totals["dicairkan"] - totals["spj"] - totals["setor_kembali"]
    assert sums.pagu
    assert sums.pagu > 2**53
    assert numbers.rupiah(sums.pagu, "id").replace("\u00a0", " ") == f"Rp {sums.pagu:,}".replace(",", ".")

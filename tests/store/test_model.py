"""What is in force, against a model in plain Python, over random histories."""

import tempfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import store as stores
from store import Store
from tests.store.sheets import BARAT, SCHEMAS, START, TIMUR, accept, day, rows, table

MEASURES = ("kebutuhan", "diterima", "rusak")
Key = tuple[str, str, str, str]  # subject, measure, grain, kecamatan


@dataclass
class Upload:
    """What the model knows of one upload."""

    id: str
    day: date
    minutes: int
    seq: int
    sheet: list[dict[str, object]]
    withdrawn: int | None = None
    """Ledger row that took it back."""
    said: set[Key] = field(default_factory=set)


def key(row: dict[str, object], measure: str) -> Key:
    grain = next((name for name in ("tps", "kelurahan", "kecamatan") if row.get(name) is not None), "kota")
    return str(row["subject"]), measure, grain, str(row.get("kecamatan") or "")


def model(uploads: list[Upload], as_of: date, version: int) -> list[tuple[str, int, dict[str, int]]]:
    """Rows in force: upload, sheet row and the measures that count."""
    standing = [
        one
        for one in uploads
        if one.seq <= version and one.day <= as_of and (one.withdrawn is None or one.withdrawn > version)
    ]
    holder: dict[Key, Upload] = {}
    for one in sorted(standing, key=lambda one: (one.day, one.minutes, one.seq)):
        holder.update(dict.fromkeys(one.said, one))
    found = []
    for one in standing:
        for number, row in enumerate(one.sheet, 8):
            told = {name: row[name] for name in MEASURES if row[name] is not None}
            left = {name: value for name, value in told.items() if holder[key(row, name)] is one}
            touched = any(holder.get(key(row, name)) is one for name in MEASURES)
            if left or (not told and touched):
                found.append((one.id, number, left))
    return found


_AMOUNTS = st.none() | st.integers(0, 9)
_ROWS = st.lists(
    st.builds(
        lambda subject, place, *amounts: {
            "subject": subject,
            **place,
            **dict(zip(MEASURES, amounts, strict=True)),
        },
        st.sampled_from(["KOTAK", "PPWP"]),
        st.sampled_from(
            [
                {},
                {"kecamatan": BARAT},
                {"kecamatan": TIMUR},
                {"kecamatan": BARAT, "kelurahan": "Medono"},
                {"kecamatan": BARAT, "kelurahan": "Bendan", "tps": 1},
            ]
        ),
        _AMOUNTS,
        _AMOUNTS,
        _AMOUNTS,
    ),
    min_size=1,
    max_size=4,
).filter(lambda sheet: any(row[name] is not None for row in sheet for name in MEASURES))
_ACCEPT = st.tuples(st.just("accept"), _ROWS, st.integers(1, 4), st.integers(0, 3))
_WITHDRAW = st.tuples(st.just("withdraw"), st.integers(0, 5))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(_ACCEPT, _ACCEPT, _WITHDRAW), min_size=1, max_size=7))
def test_in_force_is_what_the_model_says(steps: list[tuple]) -> None:
    with tempfile.TemporaryDirectory() as root:
        store = stores.open(root, SCHEMAS)
        uploads: list[Upload] = []
        for number, step in enumerate(steps):
            if step[0] == "accept":
                _, sheet, when, minutes = step
                upload = accept(store, str(number), table(*sheet, data_date=day(when)), minutes=minutes)
                made = Upload(upload, day(when), minutes, store.head(), sheet)
                made.said = {key(row, name) for row in sheet for name in MEASURES if row[name] is not None}
                uploads.append(made)
            else:
                left = [one for one in uploads if one.withdrawn is None]
                if left:
                    gone = left[step[1] % len(left)]
                    store.withdraw(gone.id, reason="x", by="x", at=START + timedelta(days=1))
                    gone.withdrawn = store.head()
        for version in range(store.head() + 1):
            for as_of in (day(1), day(2), date.max):
                assert found(store, as_of, version) == sorted(model(uploads, as_of, version), key=str)
        assert store.verify() == []
        assert all(two.prev_hash == one.hash for one, two in pairwise(store.ledger()))


def found(store: Store, as_of: date, version: int) -> list[tuple[str, int, dict[str, int]]]:
    seen = [
        (row["upload_id"], row["sheet_row"], {name: row[name] for name in MEASURES if row[name] is not None})
        for row in rows(store, as_of, version=version)
    ]
    return sorted(seen, key=str)

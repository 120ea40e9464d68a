"""What a person said of an upload: reasons, columns, cells put right."""

from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import write_deltalake

import store as stores
from store import AlreadyAccepted, Store, ledger
from tests.store.sheets import OFFICE, SCHEMAS, START, boxes, sums, table

SAID = '{"cells":{"REKAP!E8":"12"}}'


def accept(store: Store, diterima: int, minutes: int, **more: str) -> str:
    at = START + timedelta(minutes=minutes)
    return store.accept(
        "a.xlsx", b"a", [table(boxes(diterima))], by="Siti", at=at, election="pemilu-2024", **more
    )


def test_the_same_file_read_otherwise_is_another_upload_and_overtakes_the_first(store: Store) -> None:
    accept(store, 10, 0)
    upload = accept(store, 12, 1, choices=SAID, reason="salah ketik")
    assert list(sums(store, "diterima").values()) == [12]
    with pytest.raises(AlreadyAccepted) as again:
        accept(store, 12, 2, choices=SAID)
    assert again.value.upload_id == upload
    row = store.ledger()[-1]
    assert (row.choices, row.reason) == (SAID, "salah ketik")
    assert store.verify() == []


def test_what_columns_mean_is_an_event_of_the_ledger(store: Store) -> None:
    store.mark(
        "mapped", by="Siti", at=START, election="pemilu-2024", office=OFFICE, kind="logistik", choices=SAID
    )
    (row,) = store.ledger()
    assert (row.event, row.office, row.kind, row.choices) == ("mapped", OFFICE, "logistik", SAID)
    assert store.offices() == []
    assert store.verify() == []


def test_a_ledger_begun_before_choices_were_kept_goes_on(tmp_path: Path) -> None:
    opened = stores.open(str(tmp_path / "new"), SCHEMAS)
    accept(opened, 10, 0)
    old_schema = pa.schema([field for field in ledger.SCHEMA if field.name != "choices"])
    row = stores.duckdb.read([*map(str, (tmp_path / "new" / "ledger").glob("*.parquet"))], ledger.SCHEMA)
    old = row.select(old_schema.names)
    write_deltalake(str(tmp_path / "old" / "ledger"), old, configuration={"delta.appendOnly": "true"})
    older = stores.open(str(tmp_path / "old"), SCHEMAS)
    assert [one.choices for one in older.ledger()] == [""]
    older.mark("mapped", by="Siti", at=START, election="pemilu-2024", choices=SAID)
    assert [one.choices for one in older.ledger()] == ["", SAID]
    assert ledger.row_hash(old.to_pylist()[0]) == older.ledger()[0].hash

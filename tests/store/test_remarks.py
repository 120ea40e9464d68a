"""What reading found stays with the upload, and is in force as long as its sheet is."""

import json
from datetime import UTC, date, datetime
from typing import Any

from store import Remark, Store
from tests.store.sheets import BARAT, OFFICE, accept, boxes, day, table

WRONG = Remark(
    "total-does-not-add-up", "warning", "REKAP", "F39", "4.413", (("stated", 4413), ("computed", 4405))
)
UNREAD = Remark("not-a-number", "error", "REKAP", "E14", "dua ratus", (("field", "Diterima\ud800"),))


def in_force(store: Store, as_of: date = date.max, **more: Any) -> list[tuple[str, str]]:
    frame = store.tables(as_of, **more)["remarks"]
    return sorted(frame.select("code", "cell").collect().rows())


def test_remarks_come_back_as_they_were_given(store: Store) -> None:
    upload = accept(store, "a.xlsx", table(boxes(1), remarks=[WRONG, UNREAD]))
    wrong, unread = store.remarks(upload)
    assert wrong == WRONG
    assert (unread.code, unread.cell, unread.value) == ("not-a-number", "E14", "dua ratus")
    assert store.remarks("another") == []
    assert store.verify() == []


def test_a_newer_sheet_overtakes_them_and_its_withdrawal_brings_them_back(store: Store) -> None:
    accept(store, "15.xlsx", table(boxes(1), data_date=day(15), remarks=[WRONG]))
    newer = accept(store, "22.xlsx", table(boxes(2), data_date=day(22)), minutes=1)
    assert in_force(store, day(15)) == [("total-does-not-add-up", "F39")]
    assert in_force(store, day(22)) == []
    store.withdraw(newer, reason="salah", by="Siti", at=datetime(2023, 12, 23, tzinfo=UTC))
    assert in_force(store, day(22)) == [("total-does-not-add-up", "F39")]


def test_the_frame_names_file_office_and_what_the_sentence_needs(store: Store) -> None:
    accept(store, "a.xlsx", table(boxes(1, BARAT), remarks=[WRONG]))
    row = store.tables(date.max)["remarks"].collect().to_dict(as_series=False)
    assert (row["file"], row["office"], row["kind"]) == (["a.xlsx"], [OFFICE], ["logistik"])
    assert dict(json.loads(row["told"][0])) == {"stated": 4413, "computed": 4405}


def test_a_changed_remark_is_found(store: Store, tmp_path) -> None:
    accept(store, "a.xlsx", table(boxes(1), remarks=[WRONG]))
    part = next((tmp_path).rglob("remarks/*.parquet"))
    part.write_bytes(part.read_bytes() + b"x")
    assert "part-changed" in {one.code for one in store.verify()}

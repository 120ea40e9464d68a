"""Whatever is changed behind the store's back is found, and the first broken row named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import store as stores
import texts
from store import Damaged, Store
from store.ledger import FIRST_HASH, row_hash
from tests.store.sheets import SCHEMAS, START, accept, ballots, boxes, day, rows, table


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of four uploads; the second has two tables, the third is withdrawn: rows 1, 2-3, 4, 5, 6."""
    path = tmp_path_factory.mktemp("whole") / "s"
    store = stores.open(str(path), SCHEMAS)
    accept(store, "a.xlsx", table(boxes(1)))
    accept(
        store, "b.xlsx", table(boxes(2), data_date=day(16)), table(ballots(3), data_date=day(16)), minutes=1
    )
    third = accept(store, "c.xlsx", table(boxes(4), data_date=day(17)), minutes=2)
    store.withdraw(third, reason="salah", by="Budi", at=START)
    accept(store, "d.xlsx", table(boxes(5), data_date=day(18)), minutes=3)
    assert store.verify() == []
    return path


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may damage."""
    return Path(shutil.copytree(whole, tmp_path / "s"))


def reopened(root: Path) -> Store:
    return stores.open(str(root), SCHEMAS)


def found(root: Path) -> list[tuple[str, int]]:
    findings = reopened(root).verify()
    for one in findings:
        for lang in texts.LANGUAGES:
            assert str(one.seq) in texts.say(f"ledger.{one.code}", lang, seq=one.seq, detail=one.detail)
    return [(one.code, one.seq) for one in findings]


def rewrite(root: Path, seq: int, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    """Change the rows of the ledger's file that holds row `seq`."""
    for path in (root / "ledger").glob("*.parquet"):
        held = pq.read_table(path)
        if seq in held["seq"].to_pylist():
            pq.write_table(pa.Table.from_pylist(change(held.to_pylist()), schema=held.schema), path)
            return
    raise AssertionError(seq)


@pytest.mark.parametrize(
    ("column", "value"),
    [("rows", 99), ("by", "Lain"), ("reason", "x"), ("office", "Kota X"), ("data_date", day(1))],
)
def test_an_edited_row_is_named(root: Path, column: str, value: object) -> None:
    rewrite(root, 4, lambda held: [{**row, column: value} for row in held])
    assert found(root)[0] == ("row-changed", 4)


def test_an_edited_row_with_a_hash_to_fit_breaks_the_chain_after_it(root: Path) -> None:
    def forge(held: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**row, "by": "Lain", "hash": row_hash({**row, "by": "Lain"})} for row in held]

    rewrite(root, 4, forge)
    assert found(root)[0] == ("seal-differs", 4)
    assert ("chain-broken", 5) in found(root)


def test_a_removed_row_is_named(root: Path) -> None:
    rewrite(root, 2, lambda held: held[1:])
    assert found(root)[0] == ("row-missing", 2)


def test_a_removed_upload_is_named(root: Path) -> None:
    rewrite(root, 4, lambda held: [])
    assert found(root)[0] == ("row-missing", 4)


def test_swapped_rows_are_named(root: Path) -> None:
    def swap(held: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**held[1], "seq": held[0]["seq"]}, {**held[0], "seq": held[1]["seq"]}]

    rewrite(root, 2, swap)
    assert {seq for _, seq in found(root)} >= {2, 3}
    assert found(root)[0][1] == 2


def test_a_row_that_is_there_twice_is_named(root: Path) -> None:
    rewrite(root, 4, lambda held: held * 2)
    assert found(root)[0] == ("row-twice", 4)


def test_a_ledger_that_was_cut_off_is_noticed(root: Path) -> None:
    last = max((root / "ledger" / "_delta_log").glob("*.json"))
    last.unlink()
    assert found(root) == [("ledger-cut", 6)]


def test_a_whole_ledger_that_was_removed_is_noticed(root: Path) -> None:
    for path in sorted((root / "ledger").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (root / "ledger").rmdir()
    assert found(root) == [("ledger-cut", 1)]


def test_a_ledger_whose_chain_was_written_anew_is_noticed(root: Path) -> None:
    """Whoever forges every hash still meets the seals."""
    prev_hash = FIRST_HASH
    for seq in (1, 2, 4, 5, 6):

        def forge(held: list[dict[str, Any]]) -> list[dict[str, Any]]:
            nonlocal prev_hash
            made = []
            for row in held:
                changed = {**row, "by": "Lain", "prev_hash": prev_hash}
                prev_hash = row_hash(changed)
                made.append({**changed, "hash": prev_hash})
            return made

        rewrite(root, seq, forge)
    assert found(root)[0] == ("seal-differs", 1)


@pytest.mark.parametrize("damage", ["missing", "torn", "empty"])
def test_a_damaged_file_of_the_ledger_is_named(root: Path, damage: str) -> None:
    path = next(p for p in (root / "ledger").glob("*.parquet") if 4 in pq.read_table(p)["seq"].to_pylist())
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:100] if damage == "torn" else b"")
    assert {("row-missing", 4), ("ledger-unreadable", 4)} <= set(found(root))
    with pytest.raises(Damaged):
        reopened(root).ledger()


def test_a_damaged_log_is_named(root: Path) -> None:
    (root / "ledger" / "_delta_log" / "00000000000000000002.json").write_text("{")
    assert found(root)[0][0] == "log-damaged"


@pytest.mark.parametrize("change", ["missing", "changed", "longer"])
def test_a_touched_original_is_named(root: Path, change: str) -> None:
    sha256 = reopened(root).ledger()[3].sha256
    assert reopened(root).original(sha256) == b"c.xlsx"
    path = root / "originals" / sha256
    if change == "missing":
        path.unlink()
    else:
        path.write_bytes(b"C.xlsx" if change == "changed" else b"c.xlsx ")
    assert found(root) == [("original-missing" if change == "missing" else "original-changed", 4)]
    with pytest.raises(Damaged):
        reopened(root).original(sha256)


def test_an_original_that_was_damaged_is_healed_by_the_same_file(root: Path) -> None:
    sha256 = reopened(root).ledger()[3].sha256
    (root / "originals" / sha256).unlink()
    accept(reopened(root), "c.xlsx", table(boxes(4), data_date=day(17)), minutes=9)
    assert found(root) == []


@pytest.mark.parametrize("part", ["facts_logistik", "claims"])
@pytest.mark.parametrize("change", ["missing", "changed", "unlisted"])
def test_a_touched_file_of_facts_or_claims_is_named(root: Path, part: str, change: str) -> None:
    path = next(one for one in reopened(root).ledger()[1].parts if one.startswith(part))
    if change == "missing":
        (root / path).unlink()
    elif change == "changed":
        held = pq.read_table(root / path)
        pq.write_table(held.slice(0, held.num_rows - 1), root / path)
    else:
        for log in (root / part / "_delta_log").glob("*.json"):
            lines = log.read_text().splitlines()
            log.write_text("\n".join(line for line in lines if Path(path).name not in line) + "\n")
    assert found(root)[0] == ("part-changed" if change == "changed" else "part-missing", 2)


def test_facts_slipped_under_an_upload_are_named(root: Path) -> None:
    from deltalake import write_deltalake

    store = reopened(root)
    path = next(one for one in store.ledger()[1].parts if one.startswith("facts_"))
    write_deltalake(str(root / "facts_logistik"), pq.read_table(root / path), mode="append")
    assert found(root) == [("part-added", 2)]


def test_facts_without_a_ledger_row_are_invisible_and_no_finding(root: Path) -> None:
    from deltalake import write_deltalake

    store = reopened(root)
    before = rows(store)
    path = next(one for one in store.ledger()[1].parts if one.startswith("facts_"))
    lost = pq.read_table(root / path)
    lost = lost.set_column(0, "upload_id", pa.array(["f" * 32] * lost.num_rows))
    write_deltalake(str(root / "facts_logistik"), lost, mode="append")
    assert rows(reopened(root)) == before
    assert found(root) == []


def test_nothing_can_be_deleted_through_delta(root: Path) -> None:
    from deltalake import DeltaTable

    for name in ("ledger", "claims", "facts_logistik"):
        with pytest.raises(Exception, match=r"(?i)append"):
            DeltaTable(str(root / name)).delete("upload_id is not null")


def test_a_store_can_be_copied_as_a_folder(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "salinan")
    copy = reopened(tmp_path / "salinan")
    assert rows(copy) == rows(reopened(root))
    assert copy.verify() == []


def test_the_hash_is_of_the_whole_row(root: Path) -> None:
    held = [row for path in (root / "ledger").glob("*.parquet") for row in pq.read_table(path).to_pylist()]
    for row in held:
        for column in set(row) - {"hash"}:
            other = row[column] + 1 if isinstance(row[column], int) else f"{row[column]}x"
            assert row_hash({**row, column: other}) != row["hash"], column
        assert row_hash(row) == row["hash"]
        assert json.loads(row["sums"]) is not None

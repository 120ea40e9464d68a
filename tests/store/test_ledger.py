"""What the ledger holds, also of hostile names; and that originals come back byte for byte."""

from pathlib import Path

import pytest

import store as stores
from store import BadRoot, Damaged, Store
from tests.store.sheets import BARAT, SCHEMAS, START, TIMUR, accept, ballots, boxes, day, rows, table

HOSTILE = [
    "../../etc/passwd",
    "..\\..\\windows\\system32\\cmd.exe",
    "/absolute.xlsx",
    "C:\\Users\\siti\\logistik.xlsx",
    "\u202exslx.exe",
    "a\u200b\u2066b\u2069.xlsx",
    "x" * 300 + ".xlsx",
    "surat suara " + "é" * 400,
    "",
    ".",
    "nul\x00byte.xlsx",
    "line\nbreak\r\n.xlsx",
    "'; DROP TABLE ledger; --",
    '"quoted"',
    "{facts}",
    "$as_of ?1 %s",
    "half \udce9 character.xlsx",
    "=cmd|' /C calc'!A0",
    "😀.xlsx",
]


def test_hostile_names_are_kept_as_text_and_never_used_as_paths(store: Store, tmp_path: Path) -> None:
    for number, name in enumerate(HOSTILE):
        accept(store, name, table(boxes(number), sheet=name), data=f"{number}".encode())
    kept = stores.open(str(tmp_path / "kantor ü & co"), SCHEMAS).ledger()
    assert [row.file for row in kept] == [
        name.encode("utf-8", "backslashreplace").decode() for name in HOSTILE
    ]
    assert [row.sheet for row in kept] == [row.file for row in kept]
    assert {path.name for path in tmp_path.iterdir()} == {"kantor ü & co"}
    names = {path.name for path in (tmp_path / "kantor ü & co").iterdir()}
    assert names == {"ledger", "claims", "facts_logistik", "originals", "seals"}
    assert {path.name for path in (tmp_path / "kantor ü & co" / "originals").iterdir()} == {
        row.sha256 for row in kept
    }
    assert store.verify() == []


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE x; --", "{facts}", "$files", "a\x00b", "\u202eKOTAK", "x" * 5000]
)
def test_hostile_places_and_subjects_are_only_values(store: Store, text: str) -> None:
    accept(store, "a.xlsx", table({"subject": text, "kecamatan": text, "diterima": 1}))
    assert [row["kecamatan"] for row in rows(store, kecamatan=text)] == [text]
    assert rows(store, kecamatan=text + "x") == []
    found = store.cells("logistik", ["diterima"], office=None, as_of=day(31), subject=text, kecamatan=text)
    assert [cell.cell for cell in found] == ["E8"]


def test_a_row_tells_all_about_its_table(store: Store) -> None:
    sheets = [
        table(boxes(1, BARAT), boxes(2, TIMUR), rows=3, set_aside=1),
        table(ballots(5), sheet="SS", data_date=None, columns={}, sums={"diterima": 5, "rata": 2.5}),
    ]
    upload = accept(store, "a.xlsx", *sheets)
    one, two = store.ledger()
    assert (one.seq, two.seq, one.upload_id, two.upload_id) == (1, 2, upload, upload)
    assert (one.event, one.table_no, two.table_no) == ("accepted", 0, 1)
    assert (one.rows, one.set_aside, one.facts) == (3, 1, 2)
    assert (one.kecamatan, two.kecamatan) == ((BARAT, TIMUR), ())
    assert (one.sheet, one.range, one.kind, one.data_date) == ("REKAP", "B6:K34", "logistik", day(15))
    assert (one.by, one.at, one.election) == ("Siti", START, "pemilu-2024")
    assert one.columns["diterima"] == "E"
    assert two.sums == {"diterima": 5, "rata": 2.5}
    assert two.prev_hash == one.hash
    assert store.original(one.sha256) == b"a.xlsx"


@pytest.mark.parametrize("data", [b"", b"\x00\xff" * 100_000, "é".encode("cp1252")])
def test_originals_come_back_byte_for_byte(store: Store, data: bytes) -> None:
    accept(store, "a", table(boxes(1)), data=data)
    assert store.original(store.ledger()[0].sha256) == data


@pytest.mark.parametrize("name", ["", "../ledger", "f" * 63, "F" * 64, "f" * 64])
def test_only_a_known_sha256_names_an_original(store: Store, name: str) -> None:
    with pytest.raises(Damaged):
        store.original(name)


@pytest.mark.parametrize("name", ["50% siap", "kota[1]"])
def test_a_root_that_delta_cannot_hold_is_refused_at_once(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadRoot):
        stores.open(str(tmp_path / name), SCHEMAS)


@pytest.mark.parametrize("name", ["a b", "q?", "bintang*", "k{1}", "h#1", "c:d", "ü", "quote'", "a&b=c"])
def test_a_root_may_have_any_other_name(tmp_path: Path, name: str) -> None:
    store = stores.open(str(tmp_path / name), SCHEMAS)
    accept(store, "a.xlsx", table(boxes(1)))
    again = stores.open(str(tmp_path / name), SCHEMAS)
    assert [row["diterima"] for row in rows(again)] == [1]
    assert again.verify() == []


def test_an_address_is_read_through_its_file_system(tmp_path: Path) -> None:
    """The way of an object store, tried on the one that is always there."""
    store = stores.open((tmp_path / "objek").as_uri(), SCHEMAS)
    (tmp_path / "objek").mkdir()
    upload = accept(store, "a.xlsx", table(boxes(1)))
    assert [row["diterima"] for row in rows(stores.open((tmp_path / "objek").as_uri(), SCHEMAS))] == [1]
    assert store.original(store.ledger()[0].sha256) == b"a.xlsx"
    assert store.verify() == []
    store.withdraw(upload, reason="x", by="x", at=START)
    assert rows(store) == []

"""Which of several uploads speaks, as of a date and a version of the ledger."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import narwhals as nw
import pyarrow as pa
import pytest

import store as stores
from store import AlreadyAccepted, AlreadyWithdrawn, Store, UnknownUpload
from tests.store.sheets import (
    BARAT,
    OFFICE,
    SCHEMAS,
    START,
    TIMUR,
    accept,
    ballots,
    boxes,
    day,
    rows,
    sums,
    table,
)

KOTAK, PPWP = ("KOTAK", "kota", None), ("PPWP", "kota", None)


def test_an_empty_store_has_empty_frames_of_the_right_columns(store: Store) -> None:
    frames = store.tables(date.max)
    assert set(frames) == {*SCHEMAS, "claims", "remarks"}
    for kind, schema in SCHEMAS.items():
        found = frames[kind].collect()
        assert found.shape[0] == 0
        assert found.columns == [*schema.names, "upload_id", "table_no", "data_date"]
    assert frames["claims"].collect().columns == [
        *("kind", "subject", "measure", "grain", "office", "kecamatan", "upload_id", "data_date", "at")
    ]
    assert (store.head(), store.ledger(), store.offices(), store.election()) == (0, [], [], None)
    assert store.freshness(date.max) == {}
    assert store.verify() == []


def test_opening_writes_nothing(store: Store, tmp_path: Path) -> None:
    store.tables(date.max)
    assert list(tmp_path.iterdir()) == []


def test_each_date_is_seen_with_that_days_eyes(store: Store) -> None:
    accept(store, "15.xlsx", table(boxes(10), data_date=day(15)))
    accept(store, "22.xlsx", table(boxes(20), data_date=day(22)), minutes=1)
    assert sums(store, "diterima", day(14)) == {}
    assert sums(store, "diterima", day(15)) == {KOTAK: 10}
    assert sums(store, "diterima", day(21)) == {KOTAK: 10}
    assert sums(store, "diterima", day(22)) == {KOTAK: 20}


def test_an_older_sheet_that_comes_later_does_not_win(store: Store) -> None:
    accept(store, "22.xlsx", table(boxes(20), data_date=day(22)))
    accept(store, "15.xlsx", table(boxes(10), data_date=day(15)), minutes=1)
    assert sums(store, "diterima") == {KOTAK: 20}


def test_a_ballots_workbook_does_not_hide_the_boxes(store: Store) -> None:
    accept(store, "boxes.xlsx", table(boxes(10), data_date=day(15)))
    accept(store, "ballots.xlsx", table(ballots(7), data_date=day(22)), minutes=1)
    assert sums(store, "diterima") == {KOTAK: 10, PPWP: 7}


def test_a_distribution_sheet_does_not_hide_what_was_received(store: Store) -> None:
    accept(store, "in.xlsx", table(boxes(10), data_date=day(15)))
    out = {"subject": "KOTAK", "kebutuhan": 100, "didistribusikan": 4}
    accept(store, "out.xlsx", table(out, data_date=day(22)), minutes=1)
    assert sums(store, "diterima") == {KOTAK: 10}
    assert sums(store, "didistribusikan") == {KOTAK: 4}
    assert sums(store, "kebutuhan") == {KOTAK: 100}, "said twice, in force once"


def test_a_row_whose_numbers_are_all_overtaken_is_gone(store: Store) -> None:
    accept(store, "old.xlsx", table(boxes(10), ballots(5), data_date=day(15)))
    accept(store, "new.xlsx", table(boxes(20), data_date=day(22)), minutes=1)
    found = {(row["subject"], row["diterima"], row["data_date"]) for row in rows(store)}
    assert found == {("PPWP", 5, day(15)), ("KOTAK", 20, day(22))}
    assert len(rows(store)) == 2


def test_a_row_that_reports_nothing_yet_stays_while_its_sheet_is_in_force(store: Store) -> None:
    silent = {"subject": "KOTAK", "kecamatan": BARAT, "kelurahan": "Bendan", "tgl_terima": day(28)}
    accept(store, "a.xlsx", table(silent, boxes(3, BARAT, kelurahan="Medono")))
    assert [row["diterima"] for row in rows(store) if row["kelurahan"] == "Bendan"] == [None]


def test_grains_stand_side_by_side(store: Store) -> None:
    accept(store, "kota.xlsx", table(boxes(10), data_date=day(22)))
    accept(store, "tps.xlsx", table(boxes(4, BARAT, kelurahan="Medono", tps=1), data_date=day(15)), minutes=1)
    assert sums(store, "diterima") == {KOTAK: 10, ("KOTAK", "tps", BARAT): 4}


def test_a_kecamatan_may_bring_its_own_part(store: Store) -> None:
    accept(store, "all.xlsx", table(boxes(1, BARAT), boxes(2, TIMUR), data_date=day(15)))
    accept(store, "barat.xlsx", table(boxes(9, BARAT), data_date=day(20)), minutes=1)
    assert sums(store, "diterima") == {("KOTAK", "kecamatan", BARAT): 9, ("KOTAK", "kecamatan", TIMUR): 2}


def test_of_equal_dates_the_later_upload_wins(store: Store) -> None:
    accept(store, "second.xlsx", table(boxes(2)), minutes=5)
    accept(store, "first.xlsx", table(boxes(1)), minutes=1)
    assert sums(store, "diterima") == {KOTAK: 2}


def test_of_equal_moments_the_later_ledger_row_wins(store: Store) -> None:
    accept(store, "first.xlsx", table(boxes(1)))
    accept(store, "second.xlsx", table(boxes(2)))
    assert sums(store, "diterima") == {KOTAK: 2}


def test_a_sheet_without_date_counts_from_its_uploads_day(store: Store) -> None:
    wib = timezone(timedelta(hours=7))
    early = datetime(2023, 12, 20, 6, 30, tzinfo=wib)  # still the 19th in UTC
    store.accept("a.xlsx", b"a", [table(boxes(5), data_date=None)], by="x", at=early, election="pemilu-2024")
    assert sums(store, "diterima", day(19)) == {}
    assert sums(store, "diterima", day(20)) == {KOTAK: 5}
    assert store.ledger()[0].data_date is None
    assert store.ledger()[0].at == early
    assert store.freshness(date.max)[OFFICE, "logistik"].data_date == day(20)


def test_offices_do_not_hide_each_other(store: Store) -> None:
    accept(store, "pkl.xlsx", table(boxes(1), data_date=day(15)))
    accept(store, "bkl.xlsx", table(boxes(2), data_date=day(22), office="Kota Bengkulu"), minutes=1)
    assert [row["diterima"] for row in rows(store, office=OFFICE)] == [1]
    assert [row["diterima"] for row in rows(store, office="Kota Bengkulu")] == [2]
    assert store.offices() == ["Kota Bengkulu", OFFICE]
    assert {office for office, _ in store.freshness(date.max, office=OFFICE)} == {OFFICE}


def test_frames_can_be_narrowed_to_a_place(store: Store) -> None:
    accept(store, "a.xlsx", table(boxes(1, BARAT, kelurahan="Medono"), boxes(2, BARAT, kelurahan="Bendan")))
    accept(store, "b.xlsx", table(boxes(3, TIMUR, kelurahan="Noyontaan")))
    assert [row["diterima"] for row in rows(store, kecamatan=BARAT, kelurahan="Bendan")] == [2]
    assert {row["kecamatan"] for row in rows(store, kind="claims", kecamatan=TIMUR)} == {TIMUR}


def test_entities_without_numbers_replace_each_other_by_rows(store: Store) -> None:
    first = table(
        {"instansi": "Polres", "masukan": "a"}, {"instansi": "Kodim", "masukan": "b"}, kind="masukan"
    )
    second = table({"instansi": "Satpol PP", "masukan": "c"}, kind="masukan", data_date=day(20))
    accept(store, "1.xlsx", first)
    accept(store, "2.xlsx", second, minutes=1)
    assert [row["masukan"] for row in rows(store, day(15), "masukan")] == ["a", "b"]
    assert [row["masukan"] for row in rows(store, day(20), "masukan")] == ["c"]


def test_a_number_that_is_no_measure_stays_as_it_is(store: Store) -> None:
    accept(
        store, "g.xlsx", table({"nama": "GOR", "lat": -6.9, "luas_m2": 400.5, "bocor": False}, kind="gudang")
    )
    (row,) = rows(store, kind="gudang")
    assert (row["lat"], row["luas_m2"], row["bocor"]) == (-6.9, 400.5, False)


def test_sheets_of_one_workbook_complete_each_other(store: Store) -> None:
    one = table(boxes(1, BARAT, kelurahan="Medono", tps=1), sheet="MEDONO")
    two = table(boxes(2, BARAT, kelurahan="Bendan", tps=1), sheet="BENDAN")
    accept(store, "kelurahan.xlsx", one, two)
    assert sums(store, "diterima") == {("KOTAK", "tps", BARAT): 3}
    assert len(rows(store, kind="claims")) == 2, "kebutuhan and diterima, however many sheets say them"


def test_a_workbook_that_says_the_same_twice_counts_once(store: Store) -> None:
    received = table(boxes(10), sheet="TERIMA")
    out = table({"subject": "KOTAK", "kebutuhan": 101, "didistribusikan": 4, "satuan": "buah"}, sheet="KIRIM")
    accept(store, "both.xlsx", received, out)
    assert sums(store, "kebutuhan") == {KOTAK: 101}
    assert sums(store, "diterima") == {KOTAK: 10}


def test_sheets_of_one_workbook_that_differ_in_a_text_are_two_statements(store: Store) -> None:
    one, two = table(boxes(1, satuan="dus")), table(boxes(2, satuan="buah"))
    accept(store, "both.xlsx", one, two)
    assert sums(store, "diterima") == {KOTAK: 3}


def test_sheets_of_one_workbook_with_dates_of_their_own_follow_each_other(store: Store) -> None:
    accept(store, "history.xlsx", table(boxes(1), data_date=day(15)), table(boxes(2), data_date=day(22)))
    assert sums(store, "diterima", day(15)) == {KOTAK: 1}
    assert sums(store, "diterima", day(22)) == {KOTAK: 2}


def test_withdrawing_returns_every_figure_bit_for_bit(store: Store) -> None:
    accept(store, "old.xlsx", table(boxes(1, BARAT), ballots(2), data_date=day(15)))
    before = {kind: rows(store, kind=kind) for kind in (*SCHEMAS, "claims")}
    head = store.head()
    upload = accept(store, "new.xlsx", table(boxes(9, BARAT), ballots(8), data_date=day(22)), minutes=1)
    after = rows(store)
    with_both = store.head()
    event = store.withdraw(upload, reason="salah unggah", by="Budi", at=START + timedelta(hours=1))
    assert {kind: rows(store, kind=kind) for kind in (*SCHEMAS, "claims")} == before
    assert rows(store, version=head) == before["logistik"]
    assert rows(store, version=with_both) == after != before["logistik"], "the version before still shows it"
    assert (event.seq, event.event, event.upload_id, event.reason, event.by) == (
        3,
        "withdrawn",
        upload,
        "salah unggah",
        "Budi",
    )
    assert store.verify() == []


def test_the_same_bytes_are_recognised_until_they_are_withdrawn(store: Store) -> None:
    upload = accept(store, "a.xlsx", table(boxes(1)))
    with pytest.raises(AlreadyAccepted) as known:
        accept(store, "other name.xlsx", table(boxes(1)), data=b"a.xlsx")
    assert known.value.upload_id == upload
    assert store.head() == 1
    store.withdraw(upload, reason="x", by="x", at=START)
    again = accept(store, "a.xlsx", table(boxes(1)), minutes=1)
    assert again != upload
    assert sums(store, "diterima") == {KOTAK: 1}


def test_only_uploads_that_stand_can_be_withdrawn(store: Store) -> None:
    with pytest.raises(UnknownUpload):
        store.withdraw("nothing", reason="x", by="x", at=START)
    upload = accept(store, "a.xlsx", table(boxes(1)))
    store.withdraw(upload, reason="x", by="x", at=START)
    with pytest.raises(AlreadyWithdrawn):
        store.withdraw(upload, reason="x", by="x", at=START)
    assert store.head() == 2


def test_a_store_can_be_begun_empty(store: Store) -> None:
    row = store.mark("opened", by="Siti", at=START, election="pilkada-2024")
    assert (row.seq, store.head(), store.election()) == (1, 1, "pilkada-2024")
    assert store.offices() == []
    assert store.verify() == []


def test_frames_of_one_call_join_and_collect_many_times(store: Store) -> None:
    accept(store, "a.xlsx", table(boxes(1), ballots(2)))
    frames = store.tables(date.max)
    twice = frames["logistik"].join(frames["logistik"], on=["subject", "sheet_row"])
    assert twice.collect().shape[0] == 2
    joined = frames["logistik"].join(frames["claims"].filter(nw.col("measure") == "diterima"), on="subject")
    assert [joined.collect().shape[0] for _ in range(3)] == [2, 2, 2]


def test_an_old_frame_still_shows_what_it_showed(store: Store) -> None:
    accept(store, "a.xlsx", table(boxes(1)))
    frame = store.tables(date.max)["logistik"]
    accept(store, "b.xlsx", table(boxes(2), data_date=day(22)), minutes=1)
    assert frame.select("diterima").collect().to_dict(as_series=False) == {"diterima": [1]}


def test_a_new_column_of_a_kind_is_null_for_older_sheets(store: Store, tmp_path: Path) -> None:
    accept(store, "a.xlsx", table(boxes(1, BARAT)))
    wider = {**SCHEMAS, "logistik": SCHEMAS["logistik"].append(pa.field("dikemas", pa.int64()))}
    newer = stores.open(str(tmp_path / "kantor ü & co"), wider)
    assert [row["dikemas"] for row in rows(newer)] == [None]
    made = table(boxes(2, TIMUR))
    facts = made.facts.append_column(pa.field("dikemas", pa.int64()), pa.array([5], pa.int64()))
    claims = [*made.claims, ("logistik", "KOTAK", "dikemas", "kecamatan", TIMUR)]
    accept(newer, "b.xlsx", table(boxes(2, TIMUR), facts=facts, claims=claims), minutes=1)
    assert sums(newer, "dikemas") == {("KOTAK", "kecamatan", TIMUR): 5}
    assert sums(store, "diterima") == {("KOTAK", "kecamatan", BARAT): 1, ("KOTAK", "kecamatan", TIMUR): 2}
    accept(store, "c.xlsx", table(boxes(3, BARAT)), minutes=2)
    assert sums(newer, "diterima") == {("KOTAK", "kecamatan", BARAT): 3, ("KOTAK", "kecamatan", TIMUR): 2}
    assert newer.verify() == []


@pytest.mark.parametrize("bad", ["kind", "schema", "none", "naive"])
def test_what_does_not_fit_leaves_nothing(store: Store, tmp_path: Path, bad: str) -> None:
    tables = [table(boxes(1))]
    at = START
    if bad == "kind":
        tables = [stores.Accepted(**{**tables[0].__dict__, "kind": "sesuatu"})]
    elif bad == "schema":
        tables = [
            stores.Accepted(**{**tables[0].__dict__, "facts": tables[0].facts.rename_columns(["x"] * 14)})
        ]
    elif bad == "none":
        tables = []
    else:
        at = START.replace(tzinfo=None)
    with pytest.raises((ValueError, KeyError)):
        store.accept("a.xlsx", b"a", tables, by="x", at=at, election="pemilu-2024")
    assert list(tmp_path.iterdir()) == []


def test_freshness_names_the_newest_sheet_and_who_brought_it(store: Store) -> None:
    accept(store, "old.xlsx", table(boxes(1), data_date=day(15)))
    accept(store, "new.xlsx", table(ballots(1), data_date=day(22)), minutes=3)
    newest = store.freshness(date.max)[OFFICE, "logistik"]
    assert (newest.data_date, newest.by, newest.at) == (day(22), "Siti", START + timedelta(minutes=3))
    assert newest.at.tzinfo == UTC
    assert store.freshness(day(16))[OFFICE, "logistik"].data_date == day(15)

"""The same metrics on DuckDB, in memory and on Spark: every number of the Board is the same."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import narwhals as nw
import pyarrow as pa
import pytest

import elections
import metrics
from metrics import money_matrix
from metrics.bodies import bodies
from metrics.money_findings import money_findings
from metrics.reconciling import reconciled
from tests.metrics.world import DAY, PEMILU, World, board, city, in_memory, on_duckdb

Engine = Callable[[Mapping[str, pa.Table]], dict[str, nw.LazyFrame]]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def on_spark(spark: Any) -> Engine:
    """Gives tables as Spark's frames."""

    def frames(tables: Mapping[str, pa.Table]) -> dict[str, nw.LazyFrame]:
        return {kind: nw.from_native(spark.createDataFrame(table)) for kind, table in tables.items()}

    return frames


def rich() -> World:
    """A city with sheets of every level, gaps, damage, money and a name that is not on the list."""
    world = city(kecamatan=3, kelurahan=2, stations=4, dpt=251)
    profile = elections.load("pemilu-2024")
    for position, item in enumerate(profile.items):
        for number in (1, 2, 3):
            if (position + number) % 5:
                world.goods(
                    item.code,
                    DAY - timedelta(days=number),
                    kecamatan=f"Kec {number}",
                    kebutuhan=100 + position if position % 3 else None,
                    diterima=90 + 7 * number,
                    rusak=number if position % 2 else None,
                    disortir=80,
                )
        if position % 4 == 0:
            world.goods(item.code, kebutuhan=400, diterima=333, dikemas=100, tgl_perkiraan=date(2024, 1, 2))
    for row in list(world.facts["tps"]):
        at = {name: row[name] for name in ("kecamatan", "kelurahan", "tps")}
        for item in ("PPWP", "KOTAK", "TINTA"):
            world.goods(
                item, **at, diterima=5 + row["tps"], dikonfirmasi=row["tps"] if row["tps"] > 1 else None
            )
        world.money("KPPS", "", **at, pagu=9_200_000, dicairkan=9_200_001, tgl_cair=date(2023, 11, 1))
    for number in (1, 2, 3):
        world.money(
            "PPK", "2023-10", kecamatan=f"Kec {number}", pagu=100, dicairkan=80, realisasi=90, spj=number
        )
    world.goods("LEM", kecamatan="Kec Tiga", kebutuhan=10, diterima=4)
    world.add(
        "sortir_lipat", "DPR|2023-12-20", DAY, item="DPR", tanggal=date(2023, 12, 20), dilipat=500, rusak=4
    )
    world.add("distribusi", "", DAY, kecamatan="Kec 2", kotak=3, tgl_rencana=date(2023, 12, 1))
    return world


PLACES = ("Kota Contoh", "Kec 1", "Kel 11")


@pytest.mark.parametrize("place", PLACES)
def test_every_number_is_the_same_in_memory(place: str):
    same(board(rich(), place, engine=on_duckdb), board(rich(), place, engine=in_memory))


@pytest.mark.parametrize("place", PLACES)
def test_every_number_is_the_same_on_spark(on_spark: Engine, place: str):
    same(board(rich(), place, engine=on_duckdb), board(rich(), place, engine=on_spark))


@pytest.mark.parametrize("place", PLACES)
def test_all_of_money_is_the_same_in_memory(place: str):
    assert of_money(place, on_duckdb) == of_money(place, in_memory)


@pytest.mark.parametrize("place", (PLACES[0], PLACES[2]))
def test_all_of_money_is_the_same_on_spark(on_spark: Engine, place: str):
    assert of_money(place, on_duckdb) == of_money(place, on_spark)


def of_money(place: str, engine: Engine) -> tuple[object, ...]:
    """What the parts of the page of money ask for."""
    frames = engine(paid().arrow())
    known = metrics.places(frames)
    seen = board(paid(), place)
    asked = (frames, seen, metrics.where_of(seen.place, known), PEMILU, known)
    matrix, own = money_matrix.matrix(*asked), bodies(*asked)
    findings, beside = money_findings(frames, {}, *asked[1:]), reconciled(*asked)
    assert matrix.whole.whole.sums.pagu
    assert findings.findings
    assert findings.steps
    assert beside
    assert own.papers.shelves
    assert own.honor.differences
    return (
        *(matrix, findings, beside, own),
        *(own.ageing, own.transfers, own.groups, own.blocked, own.cash, own.honor, own.papers),
    )


def paid() -> World:
    """The same city with money by account, receipts, documents and what SAKTI and SITAB say."""
    world = rich()
    for row in [one for one in world.facts["tps"] if one["tps"] < 3]:
        at = {name: row[name] for name in ("kecamatan", "kelurahan", "tps")}
        for number, (akun, uraian) in enumerate((("521213", "Honor"), ("521219", None))):
            amounts = {"pagu": 9_200_000, "dicairkan": 9_000_000 + number, "realisasi": 8_000_000, "spj": 70}
            state = ("revisi", "disahkan", None)[(row["tps"] + number) % 3]
            got = {"diterima": 9_000_000, "tgl_cair": date(2023, 11, 1 + number), "sumber_dana": "APBN"}
            world.money("KPPS", "2023-11", **at, akun=akun, uraian=uraian, status_spj=state, **amounts, **got)
        world.add("dokumen", "KPPS|2023-11", DAY, badan="KPPS", periode="2023-11", **at, bku="lengkap")
    for month in ("2023-11", "2023-12"):
        world.money("PPK", month, kecamatan="Kec 1", akun="521213", pagu=15_750_000, dicairkan=15_000_000)
    world.add("rekonsiliasi", "SAKTI||", DAY, sistem="SAKTI", akun="521213", realisasi=5_000, pagu=7)
    saved = {
        "sistem": "SITAB",
        "badan": "KPPS",
        "periode": "2023-11",
        "akun": "521213",
        "realisasi": 8_000_000,
    }
    world.add(
        "rekonsiliasi", "SITAB|KPPS|2023-11", DAY, kecamatan="Kec 1", kelurahan="Kel 11", tps=1, **saved
    )
    return world


def same(mine: metrics.Board, theirs: metrics.Board) -> None:
    assert mine == theirs
    assert metrics.summary(mine, "id") == metrics.summary(theirs, "id")
    assert mine.readiness.percent.value is not None
    assert mine.alerts
    assert mine.finance.total.dicairkan

"""A small office for tests: facts that are in force, with the claims that follow from them, on any engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa

import elections
import metrics
from elections import Election
from loaders import layouts
from metrics import Board, Place
from store import memory

OFFICE = "Kota Contoh"
PEMILU = elections.load("pemilu-2024")
DAY = date(2023, 12, 22)
NOON = datetime(2023, 12, 22, 5, tzinfo=UTC)
CLAIMS = pa.schema(
    [
        ("kind", pa.string()),
        ("subject", pa.string()),
        ("measure", pa.string()),
        ("grain", pa.string()),
        ("office", pa.string()),
        ("kecamatan", pa.string()),
        ("upload_id", pa.string()),
        ("data_date", pa.date32()),
        ("at", pa.timestamp("us", tz="UTC")),
    ]
)


REMARKS = pa.schema(
    [
        *((name, pa.string()) for name in ("office", "kind", "code", "severity", "sheet", "cell", "value")),
        *((name, pa.string()) for name in ("told", "file", "upload_id")),
        ("data_date", pa.date32()),
        ("table_no", pa.int32()),
    ]
)


@dataclass(frozen=True)
class Seen:
    """The newest sheet of a kind."""

    data_date: date | None
    at: datetime | None
    by: str | None


@dataclass
class World:
    """Facts by kind, and who claimed what from when."""

    facts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    claims: dict[tuple[str, ...], date] = field(default_factory=dict)
    remarks: list[dict[str, Any]] = field(default_factory=list)

    def add(self, kind: str, subject: str, day: date, **values: Any) -> "World":
        """One row of a kind; its grain is the finest place that is named."""
        grain = next(
            (name for name in ("tps", "kelurahan", "kecamatan") if values.get(name) is not None), "kota"
        )
        row = {"office": OFFICE, "grain": grain, "subject": subject, "data_date": day, **values}
        self.facts.setdefault(kind, []).append(row)
        own = [one.name for one in layouts.schema(kind) if (one.metadata or {}).get(b"measure") == b"true"]
        stated = [name for name in own if values.get(name) is not None] or ["rows"]
        for measure in stated:
            key = (kind, subject, measure, grain, values.get("kecamatan") or "")
            self.claims[key] = day
        return self

    def station(
        self, kecamatan: str, kelurahan: str, number: int, dpt: int | None = 250, kode: str | None = None
    ) -> None:
        """A polling station on the office's list."""
        self.add(
            "tps",
            "",
            date(2023, 6, 1),
            kecamatan=kecamatan,
            kelurahan=kelurahan,
            tps=number,
            dpt=dpt,
            kode=kode,
        )

    def goods(self, item: str, day: date = DAY, **values: Any) -> None:
        """An item at a place."""
        self.add("logistik", item, day, item=item, **values)

    def money(self, body: str, period: str, day: date = DAY, **values: Any) -> None:
        """An amount of an ad-hoc body."""
        self.add("keuangan", f"{body}|{period}", day, badan=body, periode=period, **values)

    def arrow(self) -> dict[str, pa.Table]:
        """All tables."""
        found = {}
        for kind in layouts.kinds():
            schema = layouts.schema(kind)
            rows = self.facts.get(kind, [])
            told = pa.table(
                {one.name: pa.array([row.get(one.name) for row in rows], one.type) for one in schema},
                schema=schema.remove_metadata(),
            ).drop_columns(["sheet_row"])
            # Every row of a kind stands on one sheet, one below the other.
            numbers = pa.array(range(len(rows)), pa.int32())
            told = told.append_column("sheet_row", numbers)
            told = told.append_column("upload_id", pa.array([kind] * len(rows), pa.string()))
            told = told.append_column("table_no", pa.array([0] * len(rows), pa.int32()))
            days = pa.array([row["data_date"] for row in rows], pa.date32())
            found[kind] = told.append_column("data_date", days)
        found["remarks"] = pa.Table.from_pylist(self.remarks, schema=REMARKS)
        found["claims"] = pa.table(
            {
                name: pa.array(
                    [
                        {
                            **dict(
                                zip(("kind", "subject", "measure", "grain", "kecamatan"), key, strict=True)
                            ),
                            "office": OFFICE,
                            "upload_id": f"{key[0]}-{day}",
                            "data_date": day,
                            "at": NOON,
                        }[name]
                        for key, day in self.claims.items()
                    ],
                    CLAIMS.field(name).type,
                )
                for name in CLAIMS.names
            }
        )
        return found

    def seen(self) -> dict[tuple[str, str], Seen]:
        """The newest sheet of each kind."""
        newest: dict[tuple[str, str], Seen] = {}
        for key, day in sorted(self.claims.items(), key=lambda one: one[1]):
            newest[OFFICE, key[0]] = Seen(day, NOON, "Kasubbag KUL")
        return newest


def on_duckdb(tables: Mapping[str, pa.Table]) -> dict[str, nw.LazyFrame]:
    """The tables as DuckDB relations of one connection."""
    connection = duckdb.connect()
    return {kind: nw.from_native(connection.from_arrow(table)) for kind, table in tables.items()}


def in_memory(tables: Mapping[str, pa.Table]) -> dict[str, nw.LazyFrame]:
    """The tables as a city is worked with."""
    return {kind: memory.frame(table) for kind, table in tables.items()}


def board(
    world: World,
    place: str | None = None,
    today: date = DAY,
    election: Election = PEMILU,
    engine: Callable[[Mapping[str, pa.Table]], dict[str, nw.LazyFrame]] = in_memory,
    now: datetime | None = None,
    earlier: World | None = None,
) -> Board:
    """The Board of the place of that name, or of the office; `earlier`: as the sheets stood before."""
    frames = engine(world.arrow())
    known = metrics.places(frames)
    return metrics.board(
        frames,
        election=election,
        place=named(known, place or OFFICE),
        as_of=today,
        today=today,
        places=known,
        ledger=1,
        freshness=world.seen(),
        now=now,
        brought_by={f"{key[0]}-{day}": "Kasubbag KUL" for key, day in world.claims.items()},
        earlier=engine(earlier.arrow()) if earlier else None,
    )


def named(known: tuple[Place, ...], name: str) -> Place:
    """The place of that name."""
    return next(one for one in known if one.name == name)


def city(kecamatan: int = 2, kelurahan: int = 2, stations: int = 3, dpt: int = 250) -> World:
    """An office with a list of polling stations, and nothing reported."""
    world = World()
    for k in range(1, kecamatan + 1):
        for v in range(1, kelurahan + 1):
            for number in range(1, stations + 1):
                world.station(f"Kec {k}", f"Kel {k}{v}", number, dpt, f"99.01.{k:02d}.10{v:02d}")
    return world


def status(board: Board, item: str) -> metrics.ItemStatus:
    """An item of a Board."""
    return next(one for one in board.items if one.item == item)


def codes(board: Board) -> list[tuple[str, str | None]]:
    """Code and item of each alert, worst first."""
    return [(one.code, one.item) for one in board.alerts]

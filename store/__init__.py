"""Tables at rest, append-only: uploads with their facts, who brought them, and what of them is in force as of
a date.

The only code that knows Delta Lake, DuckDB, Polars and Spark. Everything lies under one root (a folder or an
object store's address): `ledger/`, `claims/`, `facts_<kind>/` and `remarks/` (Delta Lake tables),
`originals/` and `seals/`.
"""

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from store import cells as _cells
from store import claims, duckdb, facts, ledger, memory, originals, remarks, spark
from store import spans as _spans
from store import verify as _verify
from store.delta import Lake
from store.records import (
    Accepted,
    AlreadyAccepted,
    AlreadyWithdrawn,
    Asked,
    BadRoot,
    Busy,
    Cell,
    Damaged,
    Event,
    Finding,
    Freshness,
    Held,
    LedgerRow,
    Remark,
    Span,
    StoreError,
    UnknownUpload,
)

__all__ = [
    "Accepted",
    "AlreadyAccepted",
    "AlreadyWithdrawn",
    "Asked",
    "BadRoot",
    "Busy",
    "Cell",
    "Damaged",
    "Finding",
    "Freshness",
    "LedgerRow",
    "Remark",
    "Span",
    "Store",
    "StoreError",
    "UnknownUpload",
    "open",
]


def open(
    root: str,
    schemas: Mapping[str, pa.Schema],
    engine: str = "duckdb",
    stands_for: claims.StandsFor | None = None,
) -> "Store":
    """The store under `root`: a folder, or an address such as s3://bucket/papan. Writes nothing, also where
    there is none yet.

    `schemas` are the fact tables by kind of sheet; `engine` is "duckdb" or the address of a Spark
    ("local[2]", "spark://...", "sc://..."). `stands_for` tells the kecamatan that is meant by a name which
    the office's list lacks, so that newer sheets overtake older ones under either name. Raises BadRoot.
    """
    return Store(Lake(root), dict(schemas), engine, stands_for)


class Store:
    """The uploads under one root. Safe to share between threads; other processes may write at any time."""

    def __init__(
        self,
        lake: Lake,
        schemas: dict[str, pa.Schema],
        engine: str,
        stands_for: claims.StandsFor | None = None,
    ) -> None:
        self._lake = lake
        self._schemas = schemas
        self._engine = engine
        self._ledger = ledger.Ledger(lake)
        self._claims = claims.Claims(lake, stands_for)
        self._remarks = remarks.Remarks(lake)
        self._kept = memory.Kept()

    # writing

    def accept(
        self,
        file: str,
        data: bytes,
        tables: Sequence[Accepted],
        *,
        by: str,
        at: datetime,
        election: str,
        reason: str = "",
        choices: str = "",
    ) -> str:
        """Keep one file with all its tables, in one commit; gives the id of the upload.

        `at` bears a time zone; its day counts as data date for sheets without one. Nothing is visible before
        the last step, so a crash leaves the old state. `reason` and `choices` are what a person said of the
        upload. Raises AlreadyAccepted when the same bytes with the same choices are in force, ValueError for
        tables that do not fit their kind, Busy.
        """
        if not tables:
            raise ValueError("tables")
        moment = ledger.utc_text(at)
        sha256 = hashlib.sha256(data).hexdigest()
        _refuse_again(sha256, choices, self._ledger.rows())
        upload_id = (
            uuid.uuid4().hex
        )  # new for every try: the facts of a killed import must never become visible
        by_kind: dict[str, list[tuple[int, Accepted]]] = defaultdict(list)
        for table_no, table in enumerate(tables):
            if table.kind not in self._schemas:
                raise ValueError(table.kind)
            by_kind[table.kind].append((table_no, table))
        rows_of = {kind: facts.at_rest(upload_id, its, self._schemas[kind]) for kind, its in by_kind.items()}
        said = claims.at_rest(upload_id, tables, at.date())

        originals.put(self._lake, data)
        parts_of = {kind: self._append(facts.name(kind), upload_id, rows) for kind, rows in rows_of.items()}
        claimed = self._append(claims.NAME, upload_id, said)
        remarked = self._append(remarks.NAME, upload_id, remarks.at_rest(upload_id, tables))
        common = {
            "file": ledger.plain(file),
            "sha256": sha256,
            "by": ledger.plain(by),
            "at": moment,
            "election": election,
            "reason": ledger.plain(reason),
            "choices": ledger.plain(choices) or None,
        }
        rows = [
            _row(
                "accepted",
                upload_id,
                **common,
                **_described(table_no, table, {**parts_of[table.kind], **claimed, **remarked}),
            )
            for table_no, table in enumerate(tables)
        ]

        def build(before: Sequence[LedgerRow]) -> Sequence[ledger.Row]:
            _refuse_again(sha256, choices, before)
            return rows

        self._commit(build)
        return upload_id

    def withdraw(self, upload_id: str, *, reason: str, by: str, at: datetime) -> LedgerRow:
        """Take an upload back: all figures return to what they were without it. Raises UnknownUpload,
        AlreadyWithdrawn, Busy."""
        moment = ledger.utc_text(at)

        def build(before: Sequence[LedgerRow]) -> Sequence[ledger.Row]:
            first = next(
                (row for row in before if row.event == "accepted" and row.upload_id == upload_id), None
            )
            if first is None:
                raise UnknownUpload(upload_id)
            if upload_id in ledger.withdrawn(before):
                raise AlreadyWithdrawn(upload_id)
            of = {
                "file": first.file,
                "sha256": first.sha256,
                "office": first.office,
                "election": first.election,
            }
            return [
                _row(
                    "withdrawn", upload_id, **of, reason=ledger.plain(reason), by=ledger.plain(by), at=moment
                )
            ]

        return self._commit(build)

    def mark(
        self,
        event: Event,
        *,
        by: str,
        at: datetime,
        election: str,
        reason: str = "",
        office: str = "",
        kind: str = "",
        choices: str = "",
        check: Callable[[Sequence[LedgerRow]], None] | None = None,
    ) -> LedgerRow:
        """Note an event that concerns no upload: "opened", the office starts with an empty store; "mapped",
        somebody said what the columns of a kind of sheet hold (`choices`); "set", an office changed settings;
        "alert", somebody acted on an alert; "meeting", on a meeting; "input", on what was said at one.

        `check` is asked of the rows just before the event, and again where another process was first; what it
        raises keeps the event out. Raises Busy."""
        row = _row(
            event,
            "",
            office=office,
            kind=kind,
            choices=ledger.plain(choices) or None,
            by=ledger.plain(by),
            at=ledger.utc_text(at),
            election=election,
            reason=ledger.plain(reason),
        )

        def build(before: Sequence[LedgerRow]) -> Sequence[ledger.Row]:
            if check is not None:
                check(before)
            return [row]

        return self._commit(build)

    # the ledger

    def ledger(self, version: int | None = None) -> list[LedgerRow]:
        """All events in order, up to a version of the ledger (the number of its last row)."""
        return list(ledger.until(self._ledger.rows(), version))

    def head(self) -> int:
        """The version: number of the ledger's last row, 0 while it is empty."""
        rows = self._ledger.rows()
        return rows[-1].seq if rows else 0

    def offices(self, version: int | None = None) -> list[str]:
        """Names of the offices with uploads in force, sorted."""
        return sorted({row.office for row in ledger.in_force(self.ledger(version))})

    def election(self) -> str | None:
        """Code of the election profile that the store was begun with; None while it is empty."""
        rows = self._ledger.rows()
        return rows[0].election if rows else None

    # what is in force

    def tables(
        self,
        as_of: date,
        *,
        version: int | None = None,
        office: str | None = None,
        kecamatan: str | None = None,
        kelurahan: str | None = None,
    ) -> "Tables":
        """The facts in force of every kind, under "claims" what is in force, and under "remarks" what
        reading found in it, as lazy frames.

        The frames of one call may be joined and collected any number of times, in one thread at a time; a
        kind without data is an empty frame. Numbers that another upload overtook are null. `office`,
        `kecamatan` and `kelurahan` narrow the rows.
        """
        rows = ledger.until(self._ledger.rows(), version)
        in_force = self._claims.in_force(rows, as_of)
        if office is not None:
            in_force = in_force.filter(pc.field("office") == office)
        narrowed = {"kecamatan": kecamatan, "kelurahan": kelurahan}
        scan = self._scan()
        in_memory = self._engine == "duckdb" and _facts_in(in_force, rows) <= memory.MOST

        def build(name: str) -> nw.LazyFrame:
            if name == "claims":
                told = claims.told(in_force)
            elif name == "remarks":
                files = {row.upload_id: row.file for row in rows if row.event == "accepted"}
                told = self._remarks.in_force(in_force, files)
            elif in_memory:
                own = facts.of_kind(in_force, name)
                return self._kept.get((name, facts.digest(own)), lambda: self._read(name, own))
            else:
                return self._frame(scan, name, facts.of_kind(in_force, name))
            return memory.frame(told) if in_memory else scan.of(told)

        return Tables((*self._schemas, "claims", "remarks"), lambda name: _narrow(build(name), narrowed))

    def meant(self, as_of: date, *, version: int | None = None) -> dict[tuple[str, str, str], str]:
        """The kecamatan of an office's list under which a name that the list lacks competes, by (upload_id,
        kind, name); names for which none is known are left out."""
        return self._claims.meant(ledger.until(self._ledger.rows(), version), as_of)

    def freshness(
        self, as_of: date, *, version: int | None = None, office: str | None = None
    ) -> dict[tuple[str, str], Freshness]:
        """The newest sheet in force of each (office, kind)."""
        in_force = self._in_force(as_of, version)
        by = {row.upload_id: row.by for row in self._ledger.rows() if row.event == "accepted"}
        newest: dict[tuple[str, str], Freshness] = {}
        told = claims.told(in_force)
        sheets = told.group_by(["office", "kind", "upload_id", "data_date", "at"]).aggregate([])
        for one in sorted(sheets.to_pylist(), key=_newness):
            if office is None or one["office"] == office:
                key = (one["office"], one["kind"])
                newest[key] = Freshness(
                    *key, one["data_date"], one["at"].astimezone(UTC), by[one["upload_id"]]
                )
        return newest

    def cells(
        self,
        kind: str,
        measures: Sequence[str],
        *,
        office: str | None,
        as_of: date,
        version: int | None = None,
        subject: str | None = None,
        grain: str | None = None,
        kecamatan: str | None = None,
        kelurahan: str | None = None,
        tps: int | None = None,
        without: Collection[tuple[str, str, str, str]] = (),
        only: Collection[tuple[str, Held]] = (),
        among: tuple[Sequence[str], Collection[tuple[str | int | None, ...]]] | None = None,
        keys: Sequence[str] = (),
    ) -> list[Cell]:
        """The cells behind the facts in force that fit all filters given, for each of `measures` (columns of
        the kind, or "rows") that has a value there; save those `without`: subject, measure, grain and
        kecamatan ("" for none). `only` are further columns and what they hold: True for anything, False for
        nothing, several for any of them with None for nothing. `among`: columns, and the values of them
        together that a row may have. `keys`: columns that tell rows of one subject and place apart in the
        `row` of their cells.

        Raises KeyError for a kind, measure or column that there is none of.
        """
        schema = self._schemas[kind]
        known = {*schema.names, "rows"}
        if unknown := [one for one in measures if one not in known]:
            raise KeyError(unknown[0])
        frame = self.tables(as_of, version=version, office=office)[kind]
        for column, held in only:
            if column not in schema.names:
                raise KeyError(column)
            frame = frame.filter(_cells.holds(column, held))
        wanted = {
            "subject": subject,
            "grain": grain,
            "kecamatan": kecamatan,
            "kelurahan": kelurahan,
            "tps": tps,
        }
        numbers = [one for one in measures if one != "rows"]
        named = (*_cells.ROW, *keys)
        columns = [
            *named,
            "sheet_row",
            "upload_id",
            "table_no",
            "data_date",
            *numbers,
            *(among[0] if among else ()),
        ]
        found = (
            _narrow(frame, wanted)
            .select(*dict.fromkeys(columns))
            .collect(backend="pyarrow")
            .to_arrow()
            .to_pylist()
        )
        if among:
            names, wanted_rows = among[0], frozenset(among[1])
            found = [row for row in found if tuple(row[name] for name in names) in wanted_rows]
        return _cells.cells(found, measures, self._ledger.rows(), frozenset(without), named)

    def spans(
        self, asked: Iterable[Asked], *, as_of: date, version: int | None = None
    ) -> dict[Asked, tuple[Span, ...]]:
        """The cells of many questions at once, as ranges of one column of one sheet each: what `cells` would
        list for each of them. Raises KeyError as it does."""
        wanted = list(dict.fromkeys(asked))
        tables: dict[str | None, Tables] = {}
        ready: dict[tuple[str, str | None], _spans.Spans] = {}
        for one in wanted:
            names = self._schemas[one.kind].names
            used = [measure for measure in one.measures if measure != "rows"]
            if unknown := [name for name in (*used, *(only[0] for only in one.only)) if name not in names]:
                raise KeyError(unknown[0])
            if one.office not in tables:
                tables[one.office] = self.tables(as_of, version=version, office=one.office)
            if (one.kind, one.office) not in ready:
                frame = tables[one.office][one.kind].collect(backend="polars").to_native()
                ready[one.kind, one.office] = _spans.Spans(frame, self._ledger.rows())
        return {one: ready[one.kind, one.office].of(one) for one in wanted}

    def remarks(self, upload_id: str) -> list[Remark]:
        """What reading found in an upload, in force or not."""
        return self._remarks.of(upload_id)

    # at rest

    def original(self, sha256: str) -> bytes:
        """An uploaded file byte for byte. Raises Damaged when it is missing or not the same any more."""
        return originals.get(self._lake, sha256)

    def verify(self) -> list[Finding]:
        """Re-read all that is at rest; what is not as it was written, the first broken row first."""
        return _verify.verify(self._lake)

    def _append(self, name: str, upload_id: str, rows: pa.Table) -> dict[str, str]:
        """Append an upload's rows; gives the files they lie in with the sha256 of each."""
        if not rows.num_rows:
            return {}
        self._lake.append(name, rows)
        paths = self._lake.snapshot(name, {upload_id}).by_upload[upload_id]
        return {path: originals.digest(self._lake, path) or "" for path in paths}

    def _commit(self, build: Any) -> LedgerRow:
        row = self._ledger.append(build)[-1]
        originals.seal(self._lake, row.seq, row.hash)
        return row

    def _in_force(self, as_of: date, version: int | None) -> pa.Table:
        return self._claims.in_force(ledger.until(self._ledger.rows(), version), as_of)

    def _scan(self) -> "duckdb.Scan | spark.Scan":
        return duckdb.Scan() if self._engine == "duckdb" else spark.Scan(self._engine)

    def _read(self, kind: str, own: pa.Table) -> pa.Table:
        return self._frame(self._scan(), kind, own).collect(backend="pyarrow").to_arrow()

    def _frame(self, scan: "duckdb.Scan | spark.Scan", kind: str, own: pa.Table) -> nw.LazyFrame:
        """The facts of a kind for which its `own` claims speak."""
        uploads = set(own["upload_id"].unique().to_pylist())
        schema = self._schemas[kind]
        snapshot = self._lake.snapshot(facts.name(kind), uploads)
        paths = [path for one in sorted(uploads) for path in snapshot.by_upload.get(one, ())] + [
            *snapshot.mixed
        ]
        if not uploads or not paths:
            return scan.of(facts.scan_schema(schema).empty_table())
        files = [self._lake.full(path) for path in paths]
        return scan.frame(facts.query(schema), files, facts.at_rest_schema(schema), {"in_force": own})


class Tables(Mapping[str, nw.LazyFrame]):
    """Frames by name, each made when it is first asked for: to make one costs a look at its files."""

    def __init__(self, names: Sequence[str], build: Callable[[str], nw.LazyFrame]) -> None:
        self._names = tuple(names)
        self._build = build
        self._made: dict[str, nw.LazyFrame] = {}

    def __getitem__(self, name: str) -> nw.LazyFrame:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._build(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _refuse_again(sha256: str, choices: str, rows: Sequence[LedgerRow]) -> None:
    for row in ledger.in_force(rows):
        if row.sha256 == sha256 and row.choices == ledger.plain(choices):
            raise AlreadyAccepted(row.upload_id)


def _row(event: Event, upload_id: str, **values: Any) -> ledger.Row:
    """A ledger row at rest without number and hashes; what an event does not have is empty."""
    texts = dict.fromkeys(
        ("file", "sha256", "sheet", "range", "kind", "office", "by", "election", "reason"), ""
    )
    counts = dict.fromkeys(("table_no", "rows", "set_aside", "facts"), 0)
    json = {"kecamatan": "[]", "columns": "{}", "sums": "{}", "parts": "{}"}
    return {
        "event": event,
        "upload_id": upload_id,
        "data_date": None,
        "choices": None,
        **texts,
        **counts,
        **json,
        **values,
    }


def _described(table_no: int, table: Accepted, parts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "table_no": table_no,
        "sheet": ledger.plain(table.sheet),
        "range": table.range,
        "kind": table.kind,
        "office": table.office,
        "data_date": table.data_date,
        "kecamatan": ledger.json_text(sorted({claim[4] for claim in table.claims if claim[4]})),
        "rows": table.rows,
        "set_aside": table.set_aside,
        "facts": table.facts.num_rows,
        "columns": ledger.json_text(dict(table.columns)),
        "sums": ledger.json_text(dict(table.sums)),
        "parts": ledger.json_text(dict(parts)),
    }


def _facts_in(in_force: pa.Table, rows: Sequence[LedgerRow]) -> int:
    """How many facts the tables have of which something is in force."""
    tables = in_force.group_by(["upload_id", "table_no"]).aggregate([])
    keys = set(zip(tables["upload_id"].to_pylist(), tables["table_no"].to_pylist(), strict=True))
    return sum(row.facts for row in rows if (row.upload_id, row.table_no) in keys)


def _narrow(frame: nw.LazyFrame, wanted: Mapping[str, str | int | None]) -> nw.LazyFrame:
    asked = {name: value for name, value in wanted.items() if value is not None}
    present = frame.collect_schema().names() if asked else []
    for name, value in asked.items():
        if name in present:
            frame = frame.filter(nw.col(name) == value)
    return frame


def _newness(one: Mapping[str, Any]) -> tuple[date, datetime]:
    return one["data_date"], one["at"]

"""Which upload speaks for what: claims at rest, and those in force as of a date and a version of the
ledger."""

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from store import duckdb, facts, ledger
from store.delta import Lake
from store.records import Accepted, ClaimTuple, LedgerRow

NAME = "claims"
SCHEMA = pa.schema(
    [
        ("upload_id", pa.string()),
        ("table_no", pa.int32()),
        ("kind", pa.string()),
        ("subject", pa.string()),
        ("measure", pa.string()),
        ("grain", pa.string()),
        ("kecamatan", pa.string()),
        ("data_date", pa.date32()),  # the day of the upload where the sheet bears none
    ]
)
IN_FORCE = pa.schema(
    [
        ("office", pa.string()),
        *((name, SCHEMA.field(name).type) for name in ("kind", "subject", "measure", "grain", "kecamatan")),
        ("upload_id", pa.string()),
        ("table_no", pa.int32()),
        ("data_date", pa.date32()),
        ("moment", pa.timestamp("us", tz="UTC")),
    ]
)
_VISIBLE = pa.schema(
    [
        ("upload_id", pa.string()),
        ("table_no", pa.int32()),
        ("office", pa.string()),
        ("moment", pa.timestamp("us", tz="UTC")),
        ("first_seq", pa.int64()),
    ]
)

_ALIKE = pa.schema([(name, pa.string()) for name in ("upload_id", "kind", "kecamatan", "listed")])

# Ranked by upload, not by table: the sheets of one workbook with one date complete each other. A kecamatan
# under another name is ranked with the one that is meant.
_SQL = """
    WITH ranked AS (
        SELECT v.office, c.kind, c.subject, c.measure, c.grain, c.kecamatan,
               c.upload_id, c.table_no, c.data_date, v.moment,
               RANK() OVER (
                   PARTITION BY v.office, c.kind, c.subject, c.measure, c.grain,
                                COALESCE(a.listed, c.kecamatan)
                   ORDER BY c.data_date DESC, v.moment DESC, v.first_seq DESC
               ) AS age
        FROM claims c
        JOIN visible v ON v.upload_id = c.upload_id AND v.table_no = c.table_no
        LEFT JOIN alike a ON a.upload_id = c.upload_id AND a.kind = c.kind AND a.kecamatan = c.kecamatan
        WHERE c.data_date <= $as_of
    )
    SELECT office, kind, subject, measure, grain, kecamatan, upload_id, table_no, data_date, moment
    FROM ranked WHERE age = 1
    ORDER BY ALL
"""
_KEPT = 64
_NAMED = pa.schema([("kecamatan", pa.string()), ("kelurahan", pa.string())])

LIST = "tps"
"""The kind of sheet that lists an office's places."""

StandsFor = Callable[[str, Collection[str], Collection[str], Mapping[str, Collection[str]]], str | None]
"""The kecamatan of a list that is meant by a name: (name, kelurahan under it, kecamatan of the list beside
it, kelurahan of the list by kecamatan)."""


class Claims:
    """The claims under one root. Claims never change, so what was read once is kept, and so is what was in
    force."""

    def __init__(self, lake: Lake, stands_for: StandsFor | None = None) -> None:
        self._lake = lake
        self._stands_for = stands_for
        self._lock = threading.Lock()
        self._read: dict[str, pa.Table] = {}
        self._all = SCHEMA.empty_table()
        self._in_force: dict[tuple[int, date], tuple[pa.Table, pa.Table]] = {}
        self._named: dict[tuple[str, str], dict[str, set[str]]] = {}

    def in_force(self, rows: Sequence[LedgerRow], as_of: date) -> pa.Table:
        """The claims (IN_FORCE) that hold as of a date, out of what the ledger's `rows` show.

        Per office, kind, subject, measure, grain and kecamatan: the newest data date up to `as_of`, of equal
        ones the one uploaded last. Uploads taken back never. A kecamatan that the office's list of polling
        stations lacks competes with the one of the list that is meant by it, as far as that is known.
        """
        return self._looked_up(rows, as_of)[0]

    def meant(self, rows: Sequence[LedgerRow], as_of: date) -> dict[tuple[str, str, str], str]:
        """The kecamatan of the list that is meant by a name which the list lacks, by upload, kind and name,
        out of what the ledger's `rows` show."""
        alike = self._looked_up(rows, as_of)[1]
        return {
            (upload, kind, name): listed for upload, kind, name, listed in _different(alike, _ALIKE.names)
        }

    def _looked_up(self, rows: Sequence[LedgerRow], as_of: date) -> tuple[pa.Table, pa.Table]:
        """The claims in force, and the names that compete under another one (_ALIKE)."""
        with self._lock:
            held = self._held({row.upload_id for row in rows if row.event == "accepted"})
            key = (rows[-1].seq if rows else 0, _speaking(held, as_of))
            if key not in self._in_force:
                visible = _visible(rows)
                given = {"claims": held, "visible": visible}
                found = duckdb.query(_SQL, {**given, "alike": _ALIKE.empty_table()}, {"as_of": as_of})
                alike = self._alike(found, held, visible)
                if alike.num_rows:
                    found = duckdb.query(_SQL, {**given, "alike": alike}, {"as_of": as_of})
                while len(self._in_force) >= _KEPT:
                    self._in_force.pop(next(iter(self._in_force)))
                self._in_force[key] = (found.cast(IN_FORCE), alike)
            return self._in_force[key]

    def _alike(self, found: pa.Table, held: pa.Table, visible: pa.Table) -> pa.Table:
        """What stands under a name that the list lacks, with the name of the list that is meant."""
        if self._stands_for is None:
            return _ALIKE.empty_table()
        listed: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for office, upload_id, kind, kecamatan in _spoken(found):
            if kind == LIST and kecamatan:
                listed[office][kecamatan].update(self._kelurahan(LIST, upload_id, kecamatan))
        offices = dict(zip(visible["upload_id"].to_pylist(), visible["office"].to_pylist(), strict=True))
        named: dict[tuple[str, str], set[str]] = defaultdict(set)
        for upload_id, kind, kecamatan in _different(held, ("upload_id", "kind", "kecamatan")):
            if upload_id in offices and kind != LIST and kecamatan:
                named[upload_id, kind].add(kecamatan)
        rows = []
        for (upload_id, kind), names in named.items():
            places = listed.get(offices[upload_id], {})
            for name in names - places.keys() if places else ():
                inside = self._kelurahan(kind, upload_id, name)
                meant = self._stands_for(name, inside, names & places.keys(), places)
                if meant is not None:
                    rows.append((upload_id, kind, name, meant))
        return pa.Table.from_pylist([dict(zip(_ALIKE.names, row, strict=True)) for row in rows], _ALIKE)

    def _kelurahan(self, kind: str, upload_id: str, kecamatan: str) -> set[str]:
        """The kelurahan that the facts of an upload name under a kecamatan."""
        if (kind, upload_id) not in self._named:
            table = facts.name(kind)
            paths = self._lake.snapshot(table, {upload_id}).by_upload.get(upload_id, ())
            read = duckdb.read([self._lake.full(path) for path in paths], _NAMED) if paths else None
            found: dict[str, set[str]] = defaultdict(set)
            for upper, lower in () if read is None else _different(read, _NAMED.names):
                if upper and lower:
                    found[upper].add(lower)
            self._named[kind, upload_id] = found
        return self._named[kind, upload_id].get(kecamatan, set())

    def _held(self, uploads: set[str]) -> pa.Table:
        files = self._lake.snapshot(NAME, uploads).files
        new = [path for path in files if path not in self._read]
        if new:
            table = duckdb.read([self._lake.full(path) for path in new], SCHEMA)
            self._read.update((path, table) for path in new)
            self._all = pa.concat_tables([self._all, table]).combine_chunks()
        return self._all


def _speaking(held: pa.Table, as_of: date) -> date:
    """The day on which as much is said as on `as_of`: after the newest sheet, all days are like its own."""
    newest = max(held["data_date"].unique().to_pylist(), default=as_of)
    return min(as_of, newest)


def _different(table: pa.Table, names: Sequence[str]) -> list[tuple[str, ...]]:
    once = table.select([*names]).group_by([*names]).aggregate([])
    return list(zip(*(once[name].to_pylist() for name in names), strict=True))


def _spoken(found: pa.Table) -> list[tuple[str, ...]]:
    return _different(found, ("office", "upload_id", "kind", "kecamatan"))


def _visible(rows: Sequence[LedgerRow]) -> pa.Table:
    standing = ledger.in_force(rows)
    first: dict[str, int] = {}
    for row in standing:
        first.setdefault(row.upload_id, row.seq)
    return pa.Table.from_pylist(
        [
            {
                "upload_id": row.upload_id,
                "table_no": row.table_no,
                "office": row.office,
                "moment": row.at,
                "first_seq": first[row.upload_id],
            }
            for row in standing
        ],
        schema=_VISIBLE,
    )


def at_rest(upload_id: str, tables: Sequence[Accepted], day: date) -> pa.Table:
    """The claims of an upload as rows of SCHEMA; `day` is the day of the upload."""
    rows = [
        (upload_id, table_no, *claim, table.data_date or day)
        for table_no, (table, claims) in enumerate(zip(tables, _standing(tables, day), strict=True))
        for claim in claims
    ]
    columns = list(zip(*rows, strict=True)) if rows else [[] for _ in SCHEMA]
    return pa.table(
        [pa.array(values, field.type) for values, field in zip(columns, SCHEMA, strict=True)], schema=SCHEMA
    )


def _standing(tables: Sequence[Accepted], day: date) -> list[list[ClaimTuple]]:
    """The claims of each table without those that a later sheet of the same file and date says over again.

    A workbook of one sheet a kelurahan claims the same kecamatan many times over, and all of them count. A
    workbook that repeats the need on its distribution sheet says the same thing twice, and it must not count
    twice.
    """
    claims = [list(dict.fromkeys(table.claims)) for table in tables]
    holders: dict[tuple[str, date, ClaimTuple], list[int]] = defaultdict(list)
    for table_no, table in enumerate(tables):
        for claim in claims[table_no]:
            holders[table.office, table.data_date or day, claim].append(table_no)
    for (_, _, claim), numbers in holders.items():
        for place, earlier in enumerate(numbers[:-1]):
            if any(
                _say_the_same(tables[earlier].facts, tables[later].facts, claim)
                for later in numbers[place + 1 :]
            ):
                claims[earlier].remove(claim)
    return claims


def _say_the_same(earlier: pa.Table, later: pa.Table, claim: ClaimTuple) -> bool:
    """Whether both state a claim's measure for a common row: same place, and same text where both bear
    text."""
    one, two = _stated(earlier, claim), _stated(later, claim)
    texts = [
        field.name
        for field in earlier.schema
        if pa.types.is_string(field.type) and field.name in two.column_names
    ]
    shared = [name for name in texts if _is_told(one, name) and _is_told(two, name)]
    shared = [*dict.fromkeys(["kelurahan", "tps", *shared])]
    return not _keys(one, shared).isdisjoint(_keys(two, shared))


def _stated(facts: pa.Table, claim: ClaimTuple) -> pa.Table:
    _, subject, measure, grain, kecamatan = claim
    mask = (pc.field("subject") == subject) & (pc.field("grain") == grain)
    mask &= pc.field("kecamatan").is_null() if kecamatan == "" else pc.field("kecamatan") == kecamatan
    if measure in facts.column_names:
        mask &= pc.field(measure).is_valid()
    return facts.filter(mask)


def _is_told(facts: pa.Table, name: str) -> bool:
    return facts[name].null_count < facts.num_rows


def _keys(facts: pa.Table, names: Iterable[str]) -> set[tuple[object, ...]]:
    return set(zip(*(facts[name].to_pylist() for name in names), strict=True))


def told(in_force: pa.Table) -> pa.Table:
    """Claims in force as others see them: without the tables of an upload, and `at` for the moment of the
    upload."""
    names = ["kind", "subject", "measure", "grain", "office", "kecamatan", "upload_id", "data_date", "moment"]
    once = in_force.select(names).group_by(names).aggregate([]).select(names)
    return once.rename_columns([*names[:-1], "at"])

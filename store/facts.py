"""The facts at rest, and the query that leaves of them what is in force; one text for DuckDB and Spark."""

import hashlib
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from store.records import Accepted

_NUMBERS = (pa.types.is_integer, pa.types.is_floating)
_COMMON = {"tps", "sheet_row"}


def name(kind: str) -> str:
    """The table at rest of a kind."""
    return f"facts_{kind}"


def at_rest_schema(schema: pa.Schema) -> pa.Schema:
    """The schema at rest: upload and table first, since Delta keeps bounds for a table's first columns
    only."""
    fields = [pa.field(field.name, field.type) for field in schema]
    return pa.schema([pa.field("upload_id", pa.string()), pa.field("table_no", pa.int32()), *fields])


def at_rest(upload_id: str, tables: Sequence[tuple[int, Accepted]], schema: pa.Schema) -> pa.Table:
    """The facts of an upload's tables of one kind (with their numbers), in the schema at rest.

    Raises ValueError (pyarrow's) when they do not fit `schema`.
    """
    wanted = at_rest_schema(schema)
    parts = []
    for table_no, table in tables:
        facts = table.facts.select(schema.names)
        ids = pa.array([upload_id], pa.string()).take(pa.array([0] * facts.num_rows, pa.int8()))
        numbers = pa.array([table_no] * facts.num_rows, pa.int32())
        parts.append(pa.table([ids, numbers, *facts.columns], names=wanted.names).cast(wanted))
    return pa.concat_tables(parts).combine_chunks()


def measures(schema: pa.Schema) -> list[str]:
    """Columns that claims are made for: numbers that are not marked `measure` = "false" (a latitude, a
    rate)."""
    return [one for one in numbers(schema) if (schema.field(one).metadata or {}).get(b"measure") != b"false"]


def numbers(schema: pa.Schema) -> list[str]:
    """Columns of a kind's own that hold numbers."""
    return [
        field.name
        for field in schema
        if any(is_number(field.type) for is_number in _NUMBERS) and field.name not in _COMMON
    ]


def scan_schema(schema: pa.Schema) -> pa.Schema:
    """What a scan of a kind gives: its own columns, then upload, table and data date."""
    fields = [pa.field(field.name, field.type) for field in schema]
    added = [("upload_id", pa.string()), ("table_no", pa.int32()), ("data_date", pa.date32())]
    return pa.schema([*fields, *(pa.field(*one) for one in added)])


def query(schema: pa.Schema) -> str:
    """The SELECT of what is in force, over `{facts}` and `{in_force}` (the claims in force of the kind).

    Numbers whose claim is not in force are null; a row of which nothing is in force is gone, as is a row
    whose own numbers are all overtaken while others of its sheet are not.
    """
    numbers = measures(schema)
    for one in schema.names:
        if not one.isidentifier():
            raise ValueError(one)
    columns = [
        "w.office AS office"
        if one == "office"
        else f"CASE WHEN w.has_{one} = 1 THEN f.{one} END AS {one}"
        if one in numbers
        else f"f.{one} AS {one}"
        for one in schema.names
    ]
    flags = "".join(f", MAX(CASE WHEN measure = '{one}' THEN 1 ELSE 0 END) AS has_{one}" for one in numbers)
    unsaid = " AND ".join(f"f.{one} IS NULL" for one in numbers) or "1 = 1"
    said = " OR ".join(f"(w.has_{one} = 1 AND f.{one} IS NOT NULL)" for one in numbers) or "1 = 1"
    # S608: every name comes from the schema of the kind and is an identifier; there is no data in the text.
    return f"""
        SELECT {", ".join(columns)}, f.upload_id AS upload_id, f.table_no AS table_no,
               w.data_date AS data_date
        FROM {{facts}} f
        JOIN (
            SELECT office, upload_id, table_no, subject, grain, kecamatan, MAX(data_date) AS data_date{flags}
            FROM {{in_force}}
            GROUP BY office, upload_id, table_no, subject, grain, kecamatan
        ) w
        ON f.upload_id = w.upload_id AND f.table_no = w.table_no AND f.subject = w.subject
        AND f.grain = w.grain AND COALESCE(f.kecamatan, '') = w.kecamatan
        WHERE ({unsaid}) OR ({said})
    """  # noqa: S608


def of_kind(in_force: pa.Table, kind: str) -> pa.Table:
    """The claims of one kind."""
    return in_force.filter(pc.field("kind") == kind)


def digest(in_force: pa.Table) -> str:
    """What stands for the facts that these claims let through: facts never change, so equal claims let the
    same ones through."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, in_force.schema) as stream:
        stream.write_table(in_force.combine_chunks())
    return hashlib.sha256(sink.getvalue()).hexdigest()

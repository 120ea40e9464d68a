"""Small sheets for tests of the store: the schemas of three kinds, and accepted tables of them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa

from store import Accepted, Store

OFFICE = "Kota Pekalongan"
BARAT, TIMUR = "Pekalongan Barat", "Pekalongan Timur"
START = datetime(2023, 12, 22, 3, 0, tzinfo=UTC)

_COMMON = [
    ("office", pa.string()),
    ("kecamatan", pa.string()),
    ("kelurahan", pa.string()),
    ("tps", pa.int32()),
    ("grain", pa.string()),
    ("subject", pa.string()),
    ("sheet_row", pa.int32()),
]
SCHEMAS = {
    "logistik": pa.schema(
        [*_COMMON, ("item", pa.string()), ("satuan", pa.string())]
        + [(name, pa.int64()) for name in ("kebutuhan", "diterima", "rusak", "didistribusikan")]
        + [("tgl_terima", pa.date32())]
    ),
    "gudang": pa.schema(
        [
            *_COMMON,
            ("nama", pa.string()),
            pa.field("lat", pa.float64(), metadata={"measure": "false"}),
            ("luas_m2", pa.float64()),
            ("bocor", pa.bool_()),
        ]
    ),
    "masukan": pa.schema([*_COMMON, ("instansi", pa.string()), ("masukan", pa.string())]),
}
MEASURES = {
    "logistik": ("kebutuhan", "diterima", "rusak", "didistribusikan"),
    "gudang": ("luas_m2",),
    "masukan": (),
}


_DAY = date(2023, 12, 15)


def day(number: int) -> date:
    """A day of December 2023."""
    return date(2023, 12, number)


def table(
    *rows: dict[str, Any],
    kind: str = "logistik",
    data_date: date | None = _DAY,
    office: str = OFFICE,
    **more: Any,
) -> Accepted:
    """An accepted table; rows name what differs, grain and claims follow from them."""
    full = [_row(kind, office, number, row) for number, row in enumerate(rows, 8)]
    facts = pa.Table.from_pylist(full, schema=SCHEMAS[kind])
    return Accepted(
        **{
            "sheet": "REKAP",
            "range": "B6:K34",
            "kind": kind,
            "office": office,
            "data_date": data_date,
            "facts": facts,
            "claims": _claims(kind, full),
            "columns": {"kebutuhan": "D", "diterima": "E", "rusak": "F", "luas_m2": "G"},
            "rows": len(rows),
            "set_aside": 0,
            "sums": {"diterima": sum(row.get("diterima") or 0 for row in full)},
            **more,
        }
    )


def boxes(received: int | None, kecamatan: str | None = None, **more: Any) -> dict[str, Any]:
    """A row of ballot boxes."""
    return {"subject": "KOTAK", "kecamatan": kecamatan, "kebutuhan": 100, "diterima": received, **more}


def ballots(received: int | None, kecamatan: str | None = None, **more: Any) -> dict[str, Any]:
    """A row of presidential ballots."""
    return {"subject": "PPWP", "kecamatan": kecamatan, "kebutuhan": 1000, "diterima": received, **more}


def accept(store: Store, name: str, *tables: Accepted, minutes: int = 0, data: bytes | None = None) -> str:
    """Accept a file whose bytes are its name, `minutes` after START."""
    return store.accept(
        name,
        name.encode() if data is None else data,
        tables,
        by="Siti",
        at=START + timedelta(minutes=minutes),
        election="pemilu-2024",
    )


def rows(store: Store, as_of: date = date.max, kind: str = "logistik", **more: Any) -> list[dict[str, Any]]:
    """All rows in force, in an order of their own."""
    found = store.tables(as_of, **more)[kind].collect(backend="pyarrow").to_arrow().to_pylist()
    return sorted(found, key=str)


def sums(store: Store, measure: str, as_of: date = date.max, **more: Any) -> dict[tuple[Any, ...], int]:
    """Sum of a measure by subject, grain and kecamatan, of the rows that bear it."""
    found: dict[tuple[Any, ...], int] = {}
    for row in rows(store, as_of, **more):
        if row[measure] is not None:
            key = (row["subject"], row["grain"], row["kecamatan"])
            found[key] = found.get(key, 0) + row[measure]
    return found


def _row(kind: str, office: str, number: int, row: dict[str, Any]) -> dict[str, Any]:
    finest = next((name for name in ("tps", "kelurahan", "kecamatan") if row.get(name) is not None), "kota")
    base = {"office": office, "subject": "", "grain": finest, "sheet_row": number}
    if kind == "logistik":
        base["item"] = row.get("subject")
    return {**base, **row}


def _claims(kind: str, full: list[dict[str, Any]]) -> list[tuple[str, str, str, str, str]]:
    found = [
        (kind, row["subject"], measure, row["grain"], row.get("kecamatan") or "")
        for row in full
        for measure in MEASURES[kind]
        if row.get(measure) is not None
    ]
    if not found:
        found = [(kind, row["subject"], "rows", row["grain"], row.get("kecamatan") or "") for row in full]
    return list(dict.fromkeys(found))

"""What stakeholders said at meetings, as events of the ledger: one list, typed by people or brought by
sheets."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from typing import Any

import loaders
import metrics.inputs as rules
from loaders import Reading
from metrics.inputs import Act, Input, Pinned, Said
from pipeline.clock import now
from store import LedgerRow, Store
from texts import Lang

KIND = "masukan"
"""The kind of sheet that holds inputs."""


def inputs(
    rows: Iterable[LedgerRow], office: str, version: int | None = None, until: date | None = None
) -> tuple[Input, ...]:
    """The inputs of an office in the order in which they were said; `rows` is the ledger, or what there was
    of it then. Of uploads that `version` does not have nothing is told; what people typed later is: a meeting
    that looks at that version goes on talking. A day that has passed (`until`) is seen with that day's eyes:
    neither what people did later nor what later sheets tell is there."""
    told = tuple(rows)
    data = [row for row in told if version is None or row.seq <= version]
    gone = {row.upload_id for row in data if row.event == "withdrawn"}
    there = {"", *(row.upload_id for row in data if row.event == "accepted")} - gone
    acts = (input_act_of(row) for row in told if row.event == "input" and row.office == office)
    days = {row.upload_id: row.data_date or row.at.date() for row in data if row.event == "accepted"}
    return rules.inputs(
        one
        for one in acts
        if one.upload in there and (until is None or days.get(one.upload, one.day) <= until)
    )


def input_act_of(row: LedgerRow) -> Act:
    """The act that an "input" event of the ledger keeps."""
    told: dict[str, Any] = json.loads(row.choices)
    return Act(
        told["act"],
        row.by,
        date.fromisoformat(told["day"]),
        told["key"],
        told["base"],
        tuple(_said(one) for one in told["said"]),
        told["evidence"],
        row.reason,
        tuple(told["closed"]),
        told["upload"],
        row.seq,
        row.at,
    )


def act_on_input(store: Store, one: Act, *, office: str, election: str) -> Act:
    """Keep what somebody did; gives it with its number. Raises Refused, Changed when somebody else was first,
    Busy."""
    told = {
        "act": one.kind,
        "day": one.day.isoformat(),
        "key": one.key,
        "base": one.base,
        "said": [_plain(words) for words in one.said],
        "evidence": one.evidence.strip(),
        "closed": one.closed,
        "upload": one.upload,
    }
    row = store.mark(
        "input",
        by=one.by.strip(),
        at=now(),
        election=election,
        office=office,
        reason=one.reason.strip(),
        choices=json.dumps(told, sort_keys=True),
        check=lambda rows: rules.check(one, inputs(rows, office)),
    )
    return replace(one, seq=row.seq, at=row.at)


def bring(store: Store, reading: Reading, upload: str, *, by: str, day: date, election: str) -> None:
    """Put what an accepted upload tells of inputs on the lists of its offices, once; `day` counts for rows
    without one. Raises Busy."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for table in reading.tables:
        if table.kind == KIND and table.facts is not None and table.accepted:
            rows = found.setdefault(table.office or "", [])
            rows += [{**row, "tanggal": row["tanggal"] or table.data_date} for row in table.facts.to_pylist()]
    there = {(row.office, input_act_of(row).upload) for row in store.ledger() if row.event == "input"}
    for office, rows in found.items():
        if (office, upload) in there:
            continue
        closed = tuple(number for number, row in enumerate(rows) if row["status"] == "selesai")
        said = tuple(_of_row(row, day) for row in rows)
        one = Act("say", by, day, said=said, closed=closed, evidence=reading.file, upload=upload)
        act_on_input(store, one, office=office, election=election)


def inputs_book(known: Sequence[Input], office: str, day: date, lang: Lang, *, names: bool = False) -> bytes:
    """Inputs as a workbook of the kind `masukan`; brought in again it changes nothing. `names` keeps who is
    in charge, which may be a person."""
    return loaders.export(KIND, map(partial(_row, office), known), {}, office, day, lang, names=names)


def _of_row(row: Mapping[str, Any], day: date) -> Said:
    return Said(
        row["tanggal"] or day,
        row["instansi"] or "",
        row["masukan"] or "",
        row["kecamatan"] or "",
        row["kelurahan"] or "",
        row["tps"],
        row["tentang"] or "",
        decision=row["keputusan"] or "",
        owner=row["pic"] or "",
        due=row["tenggat"],
        in_hand=row["status"] == "diproses",
        meeting=row["rakor"] or "",
    )


def _row(office: str, one: Input) -> dict[str, Any]:
    said = one.said
    levels = (("tps", said.tps), ("kelurahan", said.kelurahan), ("kecamatan", said.kecamatan), ("kota", True))
    return {
        "office": office,
        "kecamatan": said.kecamatan or None,
        "kelurahan": said.kelurahan or None,
        "tps": said.tps,
        "grain": next(level for level, name in levels if name),
        "subject": "",
        "tanggal": said.day,
        "rakor": said.meeting or None,
        "instansi": said.institution or None,
        "nama": None,
        "tentang": said.about or None,
        "masukan": said.text,
        "keputusan": said.decision or None,
        "pic": said.owner or None,
        "tenggat": said.due,
        "status": "selesai" if one.ended else "diproses" if said.in_hand else "terbuka",
    }


def _plain(one: Said) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(one).items()
        if value not in ("", None, False)
    }


def _said(told: Mapping[str, Any]) -> Said:
    values = dict(told)
    for name in ("day", "due"):
        if name in values:
            values[name] = date.fromisoformat(values[name])
    if "pinned" in values:
        values["pinned"] = Pinned(**values["pinned"])
    return Said(**values)

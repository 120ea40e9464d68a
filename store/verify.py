"""Re-reads everything at rest and says what is no longer as it was written, the first broken row first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pyarrow as pa

from store import claims, duckdb, facts, ledger, originals, remarks
from store.delta import Lake
from store.records import Damaged, Finding, LedgerRow

_COUNTED = pa.schema([("upload_id", pa.string()), ("table_no", pa.int32())])


def verify(lake: Lake) -> list[Finding]:
    """All findings in order of ledger rows; empty when everything is as it was written.

    Looks at the numbers, hashes and links of all ledger rows, the seals, and for each accepted table at the
    original and the files of facts and claims. Facts without a ledger row are no finding: an import that was
    interrupted leaves them, and nobody sees them.
    """
    fresh = Lake(lake.root)  # nothing that this process has read before counts
    findings: list[Finding] = []
    rows = _ledger(fresh, findings)
    findings += _seals(fresh, rows)
    findings += _originals(fresh, rows)
    findings += _parts(fresh, rows)
    return sorted(findings, key=lambda one: one.seq)


def _ledger(lake: Lake, findings: list[Finding]) -> list[LedgerRow]:
    """The rows that can be read; adds what is wrong with them to `findings`."""
    raw: list[ledger.Row] = []
    broken: list[str] = []
    try:
        files = lake.snapshot(ledger.NAME).files
    except Damaged as error:
        findings.append(Finding("log-damaged", 1, str(error)[:200]))
        return []
    for path in files:
        try:
            raw += duckdb.read([lake.full(path)], ledger.SCHEMA).to_pylist()
        except Damaged:
            broken.append(path)
    raw.sort(key=lambda row: row["seq"] or 0)
    rows: list[LedgerRow] = []
    expected, prev_hash = 1, ledger.FIRST_HASH
    first_missing = None
    for row in raw:
        seq = row["seq"] or 0
        if seq < expected:
            findings.append(Finding("row-twice", seq, str(row["hash"])))
        elif seq > expected:
            first_missing = first_missing or expected
            findings.append(Finding("row-missing", expected, str(seq - 1)))
        elif row["prev_hash"] != prev_hash:
            findings.append(Finding("chain-broken", seq, str(row["prev_hash"])))
        if ledger.row_hash(row) != row["hash"]:
            findings.append(Finding("row-changed", seq, str(row["file"])))
        expected, prev_hash = max(expected, seq + 1), row["hash"]
        try:
            rows.append(ledger.unpacked(row))
        except (ValueError, TypeError, KeyError, AttributeError):
            findings.append(Finding("row-changed", seq, str(row["file"])))
    findings += [Finding("ledger-unreadable", first_missing or expected, path) for path in broken]
    return rows


def _seals(lake: Lake, rows: list[LedgerRow]) -> Iterator[Finding]:
    hashes = {row.seq: row.hash for row in rows}
    last = rows[-1].seq if rows else 0
    cut = False
    for seq, sealed in originals.seals(lake):
        if seq > last:
            if not cut:  # the first of them is where the ledger was cut
                yield Finding("ledger-cut", last + 1, str(seq))
            cut = True
        elif seq in hashes and hashes[seq] != sealed:
            yield Finding("seal-differs", seq, sealed)


def _originals(lake: Lake, rows: list[LedgerRow]) -> Iterator[Finding]:
    seen: dict[str, str | None] = {}
    for row in rows:
        if row.event != "accepted":
            continue
        if row.sha256 not in seen:
            seen[row.sha256] = originals.digest(lake, f"originals/{row.sha256}")
            if seen[row.sha256] is None:
                yield Finding("original-missing", row.seq, row.file)
            elif seen[row.sha256] != row.sha256:
                yield Finding("original-changed", row.seq, row.file)


def _parts(lake: Lake, rows: list[LedgerRow]) -> Iterator[Finding]:
    """What is wrong with the files of facts and claims of the uploads in the ledger."""
    accepted = [row for row in rows if row.event == "accepted"]
    expected: dict[str, tuple[int, str]] = {}
    for row in accepted:
        for path, sha256 in row.parts.items():
            expected.setdefault(path, (row.seq, sha256))
    first = {row.upload_id: row.seq for row in reversed(accepted)}
    names = {facts.name(row.kind) for row in accepted} | {claims.NAME, remarks.NAME}
    listed: dict[str, str] = {}
    for name in sorted(names):
        try:
            snapshot = lake.snapshot(name)
        except Damaged as error:
            yield Finding("log-damaged", min(first.values()), str(error)[:200])
            continue
        listed.update((path, upload) for upload, paths in snapshot.by_upload.items() for path in paths)
        listed.update((path, "") for path in snapshot.mixed)
    whole = set()
    for path, (seq, sha256) in expected.items():
        found = originals.digest(lake, path)
        if found is None or path not in listed:
            yield Finding("part-missing", seq, path)
        elif found != sha256:
            yield Finding("part-changed", seq, path)
        else:
            whole.add(path)
    for path, upload in listed.items():
        if path not in expected and (upload in first or upload == ""):
            yield Finding("part-added", first.get(upload, 1), path)
    yield from _counts(lake, accepted, whole)


def _counts(lake: Lake, accepted: list[LedgerRow], whole: set[str]) -> Iterator[Finding]:
    by_kind: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in accepted:
        by_kind[row.kind].append(row)
    for kind, rows in by_kind.items():
        paths = [lake.full(path) for path in sorted(whole) if path.startswith(f"{facts.name(kind)}/")]
        held = Counter(_ids(paths))
        for row in rows:
            own = [path for path in row.parts if path.startswith(f"{facts.name(kind)}/")]
            if set(own) <= whole and held[row.upload_id, row.table_no] != row.facts:
                yield Finding("facts-count", row.seq, f"{held[row.upload_id, row.table_no]} / {row.facts}")


def _ids(paths: list[str]) -> Iterable[tuple[str, int]]:
    if not paths:
        return []
    table = duckdb.read(paths, _COUNTED)
    return zip(table["upload_id"].to_pylist(), table["table_no"].to_pylist(), strict=True)

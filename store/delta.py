"""The Delta Lake tables under one root: made, appended to, and which files they consist of. Nothing else is
ever done to them."""

import random
import threading
import time
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, PostCommitHookProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from store.records import BadRoot, Busy, Damaged

_UNUSABLE = "%[]"  # deltalake 1.6.6 decodes or rejects these in a root although they are legal in a path
_CONFIGURATION = {
    "delta.appendOnly": "true",
    "delta.enableExpiredLogCleanup": "false",  # the log is history too
    "delta.enableDeletionVectors": "false",  # with them, reading by the file list would be wrong
}
_TRIES = 200


@dataclass(frozen=True)
class Snapshot:
    """The files of a table at one version, as paths below the root."""

    version: int
    files: tuple[str, ...]
    by_upload: dict[str, tuple[str, ...]]
    mixed: tuple[str, ...]
    """Files that do not belong to exactly one upload: there are none unless another tool rewrote the
    table."""


_NOTHING = Snapshot(-1, (), {}, ())


class Lake:
    """All tables under one root. Safe to share between threads; other processes may append at any time."""

    def __init__(self, root: str) -> None:
        self.is_local = "://" not in root
        if self.is_local:
            root = str(Path(root).absolute())
            if set(root) & set(_UNUSABLE):
                raise BadRoot(f"{root}: {_UNUSABLE}")
        self.root = root.rstrip("/")
        self._tables: dict[str, DeltaTable] = {}
        self._snapshots: dict[str, Snapshot] = {}
        self._lock = threading.RLock()

    def address(self, name: str) -> str:
        """Where the table of that name lies."""
        return f"{self.root}/{name}"

    def full(self, path: str) -> str:
        """The address of a path below the root."""
        return f"{self.root}/{path}"

    def snapshot(self, name: str, uploads: Collection[str] | None = None) -> Snapshot:
        """The table as it is now, empty where there is none yet.

        With `uploads`, what was seen before is good enough as long as it holds files of all of them: facts
        are written before the ledger row that makes them visible, and never change after. Raises Damaged when
        the table's log cannot be read.
        """
        with self._lock:
            seen = self._snapshots.get(name, _NOTHING)
            if uploads is not None and (seen.mixed or all(one in seen.by_upload for one in uploads)):
                return seen
            try:
                table = self._tables.get(name)
                if table is None:
                    table = self._tables[name] = DeltaTable(self.address(name))
                else:
                    table.update_incremental()
            except TableNotFoundError:
                return _NOTHING
            except DeltaError as error:
                raise Damaged(f"{name}: {error}") from error
            version = table.version()
            if version != seen.version:
                seen = _snapshot(name, table)
                self._snapshots[name] = seen
            return seen

    def append(self, name: str, rows: pa.Table) -> None:
        """Append rows; other appends of the same moment are no conflict. Creates the table, adds new
        columns."""
        for _ in range(_TRIES):
            table = self.open(name, rows.schema)
            known = {field.name for field in table.schema().fields}
            try:
                write_deltalake(
                    table,
                    rows,
                    mode="append",
                    schema_mode=None if known == set(rows.schema.names) else "merge",
                    post_commithook_properties=_HOOKS,
                )
                return
            except CommitFailedError:  # another process added a column at this moment
                _wait()
        raise Busy(name)

    def append_at(self, table: DeltaTable, rows: pa.Table) -> bool:
        """Append rows only if nobody did since `table` was opened; whether they were appended."""
        known = {field.name for field in table.schema().fields}
        is_older = not known.issuperset(rows.schema.names)  # a table begun by an older release
        try:
            write_deltalake(
                table,
                rows,
                mode="append",
                schema_mode="merge" if is_older else None,
                commit_properties=CommitProperties(max_commit_retries=0),
                post_commithook_properties=_HOOKS,
            )
        except CommitFailedError:
            _wait()
            return False
        return True

    def open(self, name: str, schema: pa.Schema) -> DeltaTable:
        """The table at its newest version; created empty when there is none."""
        for _ in range(_TRIES):
            try:
                return DeltaTable(self.address(name))
            except TableNotFoundError:
                if self.is_local:
                    Path(self.address(name)).mkdir(parents=True, exist_ok=True)
                try:
                    return DeltaTable.create(
                        self.address(name),
                        schema,
                        configuration=_CONFIGURATION,
                        raise_if_key_not_exists=False,
                    )
                except DeltaError:  # two processes create it at once: one is told so, and opens the other's
                    _wait()
        raise Busy(name)


_HOOKS = PostCommitHookProperties(create_checkpoint=True, cleanup_expired_logs=False)


def _snapshot(name: str, table: DeltaTable) -> Snapshot:
    actions = pa.table(table.get_add_actions(flatten=True))
    paths = [f"{name}/{unquote(path)}" for path in actions.column("path").to_pylist()]
    nobody = [None] * len(paths)
    least, most = (
        actions.column(bound).to_pylist() if bound in actions.column_names else nobody
        for bound in ("min.upload_id", "max.upload_id")
    )
    by_upload: dict[str, list[str]] = defaultdict(list)
    mixed = []
    for path, low, high in zip(paths, least, most, strict=True):
        if low is not None and low == high:
            by_upload[low].append(path)
        else:
            mixed.append(path)
    return Snapshot(
        table.version(), tuple(paths), {one: tuple(its) for one, its in by_upload.items()}, tuple(mixed)
    )


def _wait() -> None:
    time.sleep(random.uniform(0.002, 0.03))  # noqa: S311  spreads out writers, nothing secret

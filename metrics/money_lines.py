"""The rows of the sheets of money one by one, each with the sheet and row that it stands on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import narwhals as nw

from metrics import finance
from metrics.finance import AMOUNTS, Key
from metrics.items import Where
from metrics.money_entries import account
from metrics.needs import NOWHERE

MONEY, SYSTEM = "keuangan", "rekonsiliasi"
"""The office's own sheets, and what another system says of the same money."""
BY = ("upload_id", "table_no", "sheet_row", "subject")
"""Columns by which rows are named."""
_OWN = {
    MONEY: ("tgl_cair", "tgl_spj", "diterima", "diteruskan", "rate", *AMOUNTS),
    SYSTEM: ("sistem", *(name for name in AMOUNTS if name != "setor_kembali")),
}
_TEXTS = ("akun", "uraian", "sumber_dana", "no_bukti", "hash_bukti", "waktu")

At = tuple[str, int, int, str]
"""Upload, table, row of the sheet and subject: by these the cells of a row are found."""


class Line(NamedTuple):
    """One row; amounts in rupiah, left out where the row tells none."""

    kind: str
    body: str
    """"" where the row names none."""
    period: str
    account: str
    """As written."""
    use: str
    source: str
    """Of the funds."""
    grain: str
    at: Key
    amounts: Mapping[str, int]
    paid_on: date | None
    spj_on: date | None
    rate: int | None
    """Pay of one person."""
    evidence: str
    file_hash: str
    saved: str
    """Day and time as written."""
    day: date
    """Of its sheet."""
    row: At
    system: str = ""

    @property
    def code(self) -> str | None:
        """The six digits of its account."""
        found = account(self.account)
        return found if found.isdigit() else None

    @property
    def paid(self) -> int:
        """What was paid by it: the first that it tells."""
        return next(
            (told for name in ("dicairkan", "realisasi", "spj") if (told := self.amounts.get(name))), 0
        )


def lines(frame: nw.LazyFrame, kind: str, where: Where) -> list[Line]:
    """The rows in force of the place; one collect."""
    mine = finance.inside(frame, where)
    texts = ("badan", "periode", *_TEXTS)
    columns = (
        *(nw.col(name).fill_null("") for name in (*texts, "subject")),
        nw.col("kecamatan").fill_null(NOWHERE["kecamatan"]),
        nw.col("kelurahan").fill_null(NOWHERE["kelurahan"]),
        nw.col("tps").cast(nw.Int64).fill_null(NOWHERE["tps"]),
    )
    told = mine.select(*columns, "grain", "data_date", "upload_id", "table_no", "sheet_row", *_OWN[kind])
    # Column by column: a city has a row a polling station and account.
    by_name = told.collect().to_dict(as_series=False)
    found = (dict(zip(by_name, row, strict=True)) for row in zip(*by_name.values(), strict=True))
    return sorted((_line(kind, row) for row in found), key=lambda one: one.row)


def added(rows: Iterable[Line]) -> dict[str, int]:
    """Their amounts together; what no row tells is left out."""
    sums: dict[str, int] = {}
    for one in rows:
        for name, amount in one.amounts.items():
            sums[name] = sums.get(name, 0) + amount
    return sums


def _line(kind: str, row: Mapping) -> Line:
    names = (*AMOUNTS, "diterima", "diteruskan")
    return Line(
        kind,
        row["badan"],
        row["periode"],
        row["akun"],
        row["uraian"],
        row["sumber_dana"],
        row["grain"],
        (row["kecamatan"], row["kelurahan"], row["tps"]),
        {name: int(row[name]) for name in names if row.get(name) is not None},
        row.get("tgl_cair"),
        row.get("tgl_spj"),
        row.get("rate"),
        row["no_bukti"].strip(),
        row["hash_bukti"].strip().casefold(),
        row["waktu"],
        row["data_date"],
        (row["upload_id"], row["table_no"], row["sheet_row"], row["subject"]),
        row.get("sistem") or "",
    )

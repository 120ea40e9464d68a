"""The rows of the sheets of money one by one, each with the sheet and row that it stands on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

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
        for name in ("dicairkan", "realisasi", "spj"):
            if told := self.amounts.get(name):
                return told
        return 0


def lines(frame: nw.LazyFrame, kind: str, where: Where) -> list[Line]:
    """The rows in force of the place; one collect."""
    mine = finance.inside(frame, where)
    texts = ("badan", "periode", *_TEXTS)
    columns = (
        *(nw.col(name).fill_null("") for name in (*texts, "subject")),
        *places(),
    )
    told = mine.select(*columns, "grain", "data_date", "upload_id", "table_no", "sheet_row", *_OWN[kind])
    # Column by column: a city has a row a polling station and account.
    by_name = told.collect().to_dict(as_series=False)
    nothing = [None] * len(by_name["badan"])
    named = [(name, by_name[name]) for name in (*AMOUNTS, "diterima", "diteruskan") if name in by_name]

    def of(*names: str) -> Iterator[Any]:
        return zip(*(by_name.get(name, nothing) for name in names), strict=True)

    rows = zip(
        of("badan", "periode", "akun", "uraian", "sumber_dana", "grain"),
        of("kecamatan", "kelurahan", "tps"),
        of("tgl_cair", "tgl_spj", "rate"),
        of("no_bukti", "hash_bukti", "waktu", "data_date", "sistem"),
        of("upload_id", "table_no", "sheet_row", "subject"),
        strict=True,
    )
    found = [
        Line(
            kind,
            body,
            period,
            account,
            use,
            source,
            grain,
            at,
            {name: int(amounts[number]) for name, amounts in named if amounts[number] is not None},
            paid_on,
            spj_on,
            rate,
            evidence.strip(),
            file_hash.strip().casefold(),
            saved,
            day,
            row,
            system or "",
        )
        for number, (
            (body, period, account, use, source, grain),
            at,
            (paid_on, spj_on, rate),
            (evidence, file_hash, saved, day, system),
            row,
        ) in enumerate(rows)
    ]
    return sorted(found, key=lambda one: one.row)


def added(rows: Sequence[Line]) -> Mapping[str, int]:
    """Their amounts together; what no row tells is left out."""
    if len(rows) == 1:
        return rows[0].amounts
    sums: dict[str, int] = {}
    for one in rows:
        for name, amount in one.amounts.items():
            sums[name] = sums.get(name, 0) + amount
    return sums


def places() -> list[nw.Expr]:
    """The columns of a row's place, for the engine to group by."""
    return [
        nw.col("kecamatan").fill_null(NOWHERE["kecamatan"]),
        nw.col("kelurahan").fill_null(NOWHERE["kelurahan"]),
        nw.col("tps").cast(nw.Int64).fill_null(NOWHERE["tps"]),
    ]

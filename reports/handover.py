"""The record of handing over goods (berita acara serah terima logistik): counts, papers, lines to sign."""

from collections.abc import Sequence

from metrics import BallotLedger, Board, Distribution
from reports import formal
from reports.document import Document, Facts, Paragraph, Row, Section, Table
from reports.formal import Form

_BLANK_LINES = 4


def handover(
    form: Form, board: Board, ledgers: Sequence[BallotLedger] = (), sent: Distribution | None = None
) -> Document:
    """The record for the Board's place: the city's warehouse, or what goes to a kecamatan or kelurahan.

    Who hands over, by which papers and vehicle is left to be written; so is every count that nobody reported.
    """
    own = form.own
    parties = Facts(
        (
            (own("handover.number"), ""),
            (own("handover.day"), form.write(board.as_of, "date")),
            (own("handover.where"), ""),
            (own("handover.giver"), form.signed.get("giver", "")),
            (own("handover.taker"), form.signed.get("taker", "")),
            (own("handover.waybill"), ""),
            (own("handover.note"), ""),
            (own("handover.vehicle"), ""),
        )
    )
    sections = [
        Section(own("handover.parties"), (Paragraph(own("handover.opening")), parties)),
        Section(
            own("handover.goods"),
            (Paragraph(own("handover.goods-note"), "note"), formal.goods(form, board)),
        ),
    ]
    papers = _receipts(form, ledgers)
    if papers.rows:
        sections.append(Section(own("handover.receipts"), (papers,)))
    ways = formal.shipments(form, sent)
    if ways and sent is not None:
        unit = form.say(f"funnel.units.{sent.unit}")
        sections.append(Section(own("handover.shipments", unit=unit), ways))
    remarks = Facts((("", ""),) * _BLANK_LINES)
    signing = formal.signatures(form, board.as_of, "giver", "taker", "witness")
    sections.append(Section(own("handover.remarks"), (remarks, Paragraph(own("handover.closing")), signing)))
    return formal.document(form, own("handover.title"), board, sections)


def _receipts(form: Form, ledgers: Sequence[BallotLedger]) -> Table:
    """Deliveries of ballots by their papers; who signed for them only where persons may be named."""
    rows = []
    for ledger in ledgers:
        for one in ledger.receipts:
            cells = (
                form.write(len(rows) + 1),
                form.item(ledger.item),
                form.write(one.day, "date_short"),
                one.waybill or "",
                one.receipt_note or "",
                one.supplier or "",
                one.warehouse or "",
                form.write(one.received),
            )
            rows.append(Row(cells))
    names = ("number", "item", "day-came", "waybill", "note", "supplier", "warehouse", "received")
    columns = form.columns(*names, texts_in=("day-came", "waybill", "note", "supplier", "warehouse"))
    return Table("", columns, tuple(rows))

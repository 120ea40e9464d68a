"""How an office pays the ad-hoc bodies, until when they account for it, with which documents: settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

DOCUMENTS = (
    *("dn01", "dn02", "dn03", "dn04", "dn05", "dn06", "dn07", "dn08", "dn09"),
    *("bku", "bukti"),
)
"""What a body hands in, by the columns of the sheet of documents; dn04 is the SPTJB, dn08 the kuitansi."""

DueBy = Literal["days", "day"]
After = Literal["previous", "due"]
Needs = Literal["approved", "handed-in"]


@dataclass(frozen=True)
class Adhoc:
    """The office's rules for the money of PPK, PPS and KPPS."""

    due_by: DueBy
    """days: so many days after the disbursement (`spj_days`); day: a day of the month that follows the one
    that was paid for, of what has no month still so many days after."""
    due_day: Mapping[str, int]
    """That day by body (PPK, PPS)."""
    bands: tuple[int, int, int]
    """Last day past due of the first three bands of age; the fourth is open."""
    after: After
    """Which money must be accounted for before the next transfer: all earlier money, or what is past due."""
    needs: Needs
    """What its accountability must be by then: approved, or handed in."""
    together: bool
    """Whether one late body holds up all bodies of its kecamatan."""
    sptjb_unblocks: bool
    """Whether an SPTJB that came in, the soft copy among it, lifts the block of what is late."""
    pay_day: int
    """Day of its month on which a month's money goes out."""
    kpps_days: int
    """Days before voting on which the money of KPPS goes out."""
    documents: Mapping[str, tuple[str, ...]]
    """What each body hands in, in the order of DOCUMENTS."""


def adhoc(table: Mapping[str, Any], documents: Mapping[str, Any]) -> Adhoc:
    """The rules that the tables [adhoc] and [documents] of a profile describe."""
    return Adhoc(
        due_by=table["due_by"],
        due_day={"PPK": table["due_ppk"], "PPS": table["due_pps"]},
        bands=(table["band_1"], table["band_2"], table["band_3"]),
        after=table["after"],
        needs=table["needs"],
        together=table["together"] == "on",
        sptjb_unblocks=table["sptjb_unblocks"] == "on",
        pay_day=table["pay_day"],
        kpps_days=table["kpps_days"],
        documents={
            body: tuple(code for code in DOCUMENTS if code in documents[body.lower()])
            for body in ("PPK", "PPS", "KPPS")
        },
    )

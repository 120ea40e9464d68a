"""The ad-hoc bodies of one place: who is late, who may be paid next, what the weeks need, whether honor is
right, and which documents are missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw

from elections import Election
from metrics import cash_need, honor, next_transfer, papers, recovery, spj_ageing
from metrics.accountability import Tables, units
from metrics.cash_need import CashNeed
from metrics.finance import Key
from metrics.honor import HonorCheck
from metrics.items import Where
from metrics.model import Board, Place
from metrics.next_transfer import Group, Transfer
from metrics.papers import Papers
from metrics.places import within
from metrics.spj_ageing import Ageing


@dataclass(frozen=True)
class Bodies:
    """What the sheets tell of the ad-hoc bodies as of a day."""

    ageing: Ageing
    transfers: tuple[Transfer, ...]
    """The blocked ones first."""
    groups: tuple[Group, ...]
    """The same by place below the Board's own."""
    cash: CashNeed
    honor: HonorCheck
    papers: Papers
    has_papers: bool
    """Whether a sheet of documents is in force."""


def bodies(tables: Tables, board: Board, where: Where, election: Election, known: Sequence[Place]) -> Bodies:
    """The ad-hoc bodies of the Board's place; `tables` are the facts in force of its office, `known` all
    places, `election` the profile with the office's settings."""
    today = min(board.as_of, board.today)
    own = units(tables, where, board, known, election)
    place_of = _Places(board.place, known).below
    found = papers.told(tables["dokumen"], where)
    transfers = next_transfer.transfers(own, papers.sptjb(found), election, today)
    return Bodies(
        spj_ageing.ageing(own, place_of, election, today),
        transfers,
        next_transfer.groups(transfers, place_of),
        cash_need.cash_need(own, election, today),
        honor.check(own, _listed(tables, board, where, known), election),
        papers.papers(own, found, place_of, election, today),
        bool(found),
    )


class _Places:
    """Which place below the Board's own a body belongs to."""

    def __init__(self, own: Place, known: Sequence[Place]) -> None:
        self._own = own
        self._by_name = {one.name: one for one in known if one.parent == own.code}

    def below(self, at: Key) -> Place | None:
        """None for what belongs to none of them."""
        depth = {"kota": 0, "kecamatan": 1, "kelurahan": 2}[self._own.level]
        if depth == 2:
            code = f"{self._own.code}/{at[2]}"
            return Place(code, f"TPS {at[2]:03d}", "tps", self._own.code) if at[2] > 0 else None
        return self._by_name.get(str(at[depth]))


def _listed(tables: Tables, board: Board, where: Where, known: Sequence[Place]) -> Mapping[str, int]:
    """Bodies by the office's list: a PPK a kecamatan, a PPS a kelurahan, a KPPS a polling station."""
    levels = [one.level for one in within(board.place, known)]
    listed = recovery.stations(tables["tps"].filter(nw.col("office") == where.office))
    mine = [
        one
        for one in listed
        if where.kecamatan in (None, one.kecamatan) and where.kelurahan in (None, one.kelurahan)
    ]
    return {"PPK": levels.count("kecamatan"), "PPS": levels.count("kelurahan"), "KPPS": len(mine)}

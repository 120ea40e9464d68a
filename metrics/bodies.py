"""The ad-hoc bodies of one place: who is late, who may be paid next, what the weeks need, whether honor is
right, and which documents are missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import narwhals as nw

from elections import Election
from metrics import cash_need, honor, next_transfer, papers, recovery, spj_ageing
from metrics.accountability import Tables, Unit, units
from metrics.cash_need import CashNeed
from metrics.finance import Key
from metrics.honor import HonorCheck
from metrics.items import Where
from metrics.model import Board, Place
from metrics.next_transfer import Blocked, Group, Transfer
from metrics.papers import Papers, Told
from metrics.places import within
from metrics.spj_ageing import Ageing


@dataclass(frozen=True)
class Bodies:
    """What the sheets tell of the ad-hoc bodies as of a day; each question is answered once it is asked."""

    units: tuple[Unit, ...]
    told: Told
    """Of their documents."""
    listed: Mapping[str, int]
    """Bodies of each kind by the office's list of places."""
    place: Place
    """The Board's own."""
    below: Mapping[str, Place]
    """The places right below it by name."""
    election: Election
    today: date

    @cached_property
    def ageing(self) -> Ageing:
        """What is not accounted for."""
        return spj_ageing.ageing(self.units, self.place_of, self.election, self.today)

    @cached_property
    def transfers(self) -> tuple[Transfer, ...]:
        """The next transfer to each body, the blocked ones first."""
        return next_transfer.transfers(self.units, papers.sptjb(self.told), self.election, self.today)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The same by place below the Board's own."""
        return next_transfer.groups(self.transfers, self.place_of)

    @cached_property
    def blocked(self) -> tuple[Blocked, ...]:
        """The blocked ones with their reasons."""
        return next_transfer.blocked(self.groups, self.place.level != "kelurahan", self.today)

    @cached_property
    def cash(self) -> CashNeed:
        """What each week needs."""
        return cash_need.cash_need(self.units, self.election, self.today)

    @cached_property
    def honor(self) -> HonorCheck:
        """Honor against the profile."""
        return honor.check(self.units, self.listed, self.election)

    @cached_property
    def papers(self) -> Papers:
        """What is handed in, and what is missing."""
        return papers.papers(self.units, self.told, self.place_of, self.election, self.today)

    @property
    def has_papers(self) -> bool:
        """Whether a sheet of documents is in force."""
        return bool(self.told)

    def place_of(self, at: Key) -> Place | None:
        """The place below the Board's own that a body belongs to, or that itself; None for what the list of
        places lacks."""
        kecamatan, kelurahan, tps = at
        if self.place.level == "kelurahan":
            code = f"{self.place.code}/{tps}"
            return Place(code, f"TPS {tps:03d}", "tps", self.place.code) if tps > 0 else self.place
        name = kecamatan if self.place.level == "kota" else kelurahan
        return self.below.get(name) if name else self.place


def bodies(tables: Tables, board: Board, where: Where, election: Election, known: Sequence[Place]) -> Bodies:
    """The ad-hoc bodies of the Board's place; `tables` are the facts in force of its office, `known` all
    places, `election` the profile with the office's settings."""
    return Bodies(
        units(tables, where, board, known, election),
        papers.told(tables["dokumen"], where),
        _listed(tables, board, where, known),
        board.place,
        {one.name: one for one in known if one.parent == board.place.code},
        election,
        min(board.as_of, board.today),
    )


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

"""The two offices of the sample: places as published, voters per polling station invented."""

import csv
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import elections

_PLACES = Path(__file__).parent / "places.csv"
PEKALONGAN = "Kota Pekalongan"
BENGKULU = "Kota Bengkulu"

# Provisional voter list (DPS) of the general election, by kecamatan: Radar Pekalongan, 2023.
_DPS_PEKALONGAN = {
    "Pekalongan Barat": 71252,
    "Pekalongan Utara": 60208,
    "Pekalongan Timur": 52518,
    "Pekalongan Selatan": 48085,
}
# Voters of the regional election of November 2024, the only list by kecamatan: its shares are used.
_DPT_PILKADA_BENGKULU = {
    "Selebar": 59283,
    "Gading Cempaka": 28307,
    "Teluk Segara": 16315,
    "Muara Bangka Hulu": 37748,
    "Kampung Melayu": 33965,
    "Ratu Agung": 36934,
    "Ratu Samban": 15765,
    "Sungai Serut": 18174,
    "Singaran Pati": 29022,
}
_DPT_PEKALONGAN = 231_647
_BALLOTS_PEKALONGAN = 236_712
_DPT_BENGKULU = 272_318
# Polling stations whose voters were published when they voted again (Antara Bengkulu, 22 February 2024).
_KNOWN = {
    (BENGKULU, "Pekan Sabtu", 6): 270,
    (BENGKULU, "Cempaka Permai", 4): 278,
    (BENGKULU, "Jalan Gedang", 16): 267,
}
_SPECIAL_LOW, _SPECIAL_HIGH = 120, 240
_LOW, _HIGH = 170, 300


@dataclass(frozen=True)
class Kelurahan:
    """A kelurahan with its Kemendagri code and its polling stations' numbers."""

    code: str
    office: str
    kecamatan: str
    name: str
    dapil: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Station:
    """A polling station (TPS); numbers from 901 are those of special locations."""

    place: Kelurahan
    number: int
    men: int
    women: int

    @property
    def voters(self) -> int:
        """DPT of the polling station."""
        return self.men + self.women


@dataclass(frozen=True)
class Office:
    """A city's election commission with its places and polling stations, in the order of their codes."""

    name: str
    kelurahan: tuple[Kelurahan, ...]
    stations: tuple[Station, ...]

    @property
    def kecamatan(self) -> tuple[str, ...]:
        """Names of the kecamatan in the order of their codes."""
        return tuple(dict.fromkeys(place.kecamatan for place in self.kelurahan))

    def inside(self, kecamatan: str | None = None, kelurahan: str | None = None) -> tuple[Station, ...]:
        """Polling stations of a kecamatan, or of one kelurahan in it."""
        return tuple(
            one
            for one in self.stations
            if kecamatan in (None, one.place.kecamatan) and kelurahan in (None, one.place.name)
        )

    def places(self, kecamatan: str) -> tuple[Kelurahan, ...]:
        """The kelurahan of a kecamatan."""
        return tuple(place for place in self.kelurahan if place.kecamatan == kecamatan)


def noise(*keys: object) -> float:
    """A number in [0, 1) that depends on the keys alone: the same on every machine and Python."""
    return zlib.crc32("|".join(map(str, keys)).encode() * 3) / 2**32


def need(item: elections.Item, stations: Iterable[Station], kecamatan: int = 0) -> int:
    """Quantity by the election's rules for these TPS and so many PPK; reserves are rounded up per TPS."""
    chosen = tuple(stations)
    total = 0
    for term in item.need:
        if term.per == "tps":
            total += term.factor * len(chosen)
        elif term.per == "kecamatan":
            total += term.factor * kecamatan
        elif term.per == "dpt":
            total += sum(term.factor * (one.voters - int(-one.voters * term.reserve // 1)) for one in chosen)
        else:
            raise NotImplementedError(term.per)
    return total


@cache
def office(name: str) -> Office:
    """The office of that name, "Kota Pekalongan" or "Kota Bengkulu"."""
    places = tuple(place for place in _read() if place.office == name)
    if name == PEKALONGAN:
        voters = _spread(places, _DPS_PEKALONGAN, _DPT_PEKALONGAN)
        voters = _to_ballots(voters, _BALLOTS_PEKALONGAN)
    else:
        voters = _spread(places, _DPT_PILKADA_BENGKULU, _DPT_BENGKULU)
    stations = []
    for place in places:
        for number in place.numbers:
            count = voters[(place.code, number)]
            men = round(count * (0.498 + (noise("men", place.code, number) - 0.5) * 0.05))
            stations.append(Station(place, number, men, count - men))
    return Office(name, places, tuple(stations))


def _read() -> list[Kelurahan]:
    with _PLACES.open(encoding="utf-8", newline="") as file:
        return [
            Kelurahan(
                row["kode"],
                row["kota"],
                row["kecamatan"],
                row["kelurahan"],
                row["dapil"],
                (*range(1, int(row["tps_reguler"]) + 1), *(int(one) for one in row["tps_khusus"].split())),
            )
            for row in csv.DictReader(file)
        ]


def _spread(places: tuple[Kelurahan, ...], shares: dict[str, int], total: int) -> dict[tuple[str, int], int]:
    """Voters by code of the kelurahan and number of the TPS: by the kecamatan's share, within the cap."""
    result: dict[tuple[str, int], int] = {}
    whole = sum(shares.values())
    targets = {name: share * total // whole for name, share in shares.items()}
    targets[max(targets, key=lambda name: targets[name])] += total - sum(targets.values())
    for kecamatan, target in targets.items():
        keys = [
            (place, number) for place in places if place.kecamatan == kecamatan for number in place.numbers
        ]
        fixed: dict[tuple[str, int], int] = {}
        for place, number in keys:
            if number > 900:
                share = noise("special", place.code, number)
                fixed[(place.code, number)] = round(_SPECIAL_LOW + share * (_SPECIAL_HIGH - _SPECIAL_LOW))
            elif (place.office, place.name, number) in _KNOWN:
                fixed[(place.code, number)] = _KNOWN[(place.office, place.name, number)]
        free = [(place.code, number) for place, number in keys if (place.code, number) not in fixed]
        rest = target - sum(fixed.values())
        mean = rest / len(free)
        width = min(34.0, _HIGH - mean)
        drawn = {key: round(mean + (noise("voters", *key) + noise("more", *key) - 1) * width) for key in free}
        _shift(drawn, rest - sum(drawn.values()))
        result |= fixed | drawn
    return result


def _shift(voters: dict[tuple[str, int], int], difference: int) -> None:
    step = 1 if difference > 0 else -1
    order = sorted(voters, key=lambda key: noise("order", *key))
    while difference:
        for key in order:
            if difference and _LOW <= voters[key] + step <= _HIGH:
                voters[key] += step
                difference -= step


def _to_ballots(voters: dict[tuple[str, int], int], target: int) -> dict[tuple[str, int], int]:
    """The same voters, a few of them moved, so that DPT + 2 % rounded up per TPS gives the target exactly."""
    result = dict(voters)
    difference = target - sum(count + -(-count * 2 // 100) for count in result.values())
    step = 1 if difference > 0 else -1
    for key in sorted(result, key=lambda key: noise("ballots", *key)):
        if not difference:
            break
        before, after = result[key], result[key] + step
        if key[1] < 900 and _LOW <= after <= _HIGH and -(-before * 2 // 100) == -(-after * 2 // 100):
            result[key] = after
            difference -= step
    if difference:
        raise AssertionError(difference)
    return result

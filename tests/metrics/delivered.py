"""A city whose boxes went down to the polling stations, with losses where a test wants them."""

from collections.abc import Mapping
from datetime import date, timedelta

from metrics.shipments import LEVELS, Body
from tests.metrics.world import World, city

VOTING = date(2024, 2, 14)
KECAMATAN, KELURAHAN, STATIONS = 3, 3, 4
A_STATION, OF_A_PPK = 5, 2

Loss = tuple[Body, str, str]
"""Body, its place ("Kec 1", "Kel 11", "Kel 11/3"), and "way" or "place": before it came, or while it was
there."""


def places() -> list[tuple[Body, str]]:
    """Every place that boxes come to."""
    found: list[tuple[Body, str]] = []
    for k in range(1, KECAMATAN + 1):
        found.append(("PPK", f"Kec {k}"))
        for v in range(1, KELURAHAN + 1):
            found.append(("PPS", f"Kel {k}{v}"))
            found += [("TPS", f"Kel {k}{v}/{number}") for number in range(1, STATIONS + 1)]
    return found


def losses() -> list[Loss]:
    """Every way in which boxes can be lost: at a polling station they cannot go on."""
    own = places()
    return [
        *((body, name, "way") for body, name in own),
        *((body, name, "place") for body, name in own if body != "TPS"),
    ]


def delivered(lost: Mapping[Loss, int] | None = None, days: Mapping[Body, int] | None = None) -> World:
    """All boxes at the polling stations but those that were lost; `days`: so many before voting each body's
    came, those of no day are only planned."""
    lost = lost or {}
    came = {
        body: VOTING - timedelta(days=one) for body, one in (days or {"PPK": 7, "PPS": 2, "TPS": 1}).items()
    }
    world = city(KECAMATAN, KELURAHAN, STATIONS)
    for k in range(1, KECAMATAN + 1):
        kecamatan = f"Kec {k}"
        to_pps = [A_STATION * STATIONS] * KELURAHAN
        # What is lost while it lies at a place is missing in what goes on from there.
        to_pps[0] -= lost.get(("PPK", kecamatan, "place"), 0) + lost.get(("PPK", kecamatan, "way"), 0)
        _ship(world, "PPK", came, A_STATION * STATIONS * KELURAHAN + OF_A_PPK, lost, kecamatan)
        for v, boxes in enumerate(to_pps, 1):
            kelurahan = f"Kel {k}{v}"
            _ship(world, "PPS", came, boxes, lost, kecamatan, kelurahan)
            missing = A_STATION * STATIONS - boxes
            missing += lost.get(("PPS", kelurahan, "place"), 0) + lost.get(("PPS", kelurahan, "way"), 0)
            for number in range(1, STATIONS + 1):
                own = A_STATION - (missing if number == 1 else 0)
                _ship(world, "TPS", came, own, lost, kecamatan, kelurahan, number)
    return world


def _ship(
    world: World,
    body: Body,
    came: Mapping[Body, date],
    boxes: int,
    lost: Mapping[Loss, int],
    *place: str | int,
) -> None:
    names = dict(zip(("kecamatan", "kelurahan", "tps"), place, strict=False))
    level = LEVELS[body]
    name = f"{names['kelurahan']}/{names['tps']}" if body == "TPS" else str(names[level])
    day = came.get(body)
    world.add(
        "distribusi",
        "",
        VOTING,
        tujuan=body,
        kotak=boxes,
        kotak_tiba=boxes - lost.get((body, name, "way"), 0) if day else None,
        tgl_rencana=day or VOTING - timedelta(days=1),
        tgl_berangkat=day,
        tgl_tiba=day,
        no_bast="12/BAST/2024" if day else None,
        **names,
    )

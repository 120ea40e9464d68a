"""The numbers of storage places as figures: each with its formula and the cells that it stands on."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from elections import CHECKLIST
from metrics.items import Where
from metrics.model import Figure, Formula, Freshness, ItemStatus, Level, Source, State, Value
from metrics.moving import BOX
from metrics.replacements import ROW
from metrics.stacking import Held, Space, percent
from metrics.storage import ANSWERS, Answer, Room, Stay, Storage

_KIND = "gudang"
_SHIPPED = ("kotak", "koli")
_UNITS = {"boxes": "kotak", "cartons": "koli"}
_HELD = ("kapasitas_koli", "luas_m2", "terisi_kotak", "terisi_koli")
_STATES: dict[Answer, State] = {
    "unfit": "short",
    "full": "short",
    "tight": "short",
    "unknown": "not-reported",
    "room": "complete",
}
_SHIPMENTS: dict[str, tuple[Level, ...]] = {
    "kota": ("kecamatan",),
    "kecamatan": ("kecamatan", "kelurahan"),
    "kelurahan": ("kelurahan", "tps"),
}
"""Levels of the shipments that come to a place or leave it."""
_CM2 = 10_000


def storage_figures(
    found: Storage, items: Sequence[ItemStatus], where: Where, fresh: Freshness
) -> dict[str, Figure]:
    """By `storage:<place>:<number>`, the place by its number in `Storage.stays`; what nobody told is left
    out.

    Numbers: boxes, cartons, capacity, other (the capacity told the other way), share-now, peak-boxes,
    peak-cartons, share, left or over, and guards-, size-, checks- and hours-<room>. Of all places
    (`storage:whole:...`): boxes, cartons, how many there are of each answer, and "bad": those that are unfit
    or too small.
    """
    return {
        f"storage:{place}:{name}": figure
        for place, name, figure in (*_each(found, items, where, fresh), *_whole(found, where, fresh))
    }


def share_figure(one: Stay, items: Sequence[ItemStatus], where: Where, fresh: Freshness) -> Figure:
    """How much of the room of a place is taken on its peak day."""
    state = _STATES[one.answer]
    cells = (*_rows([one], ("kapasitas_koli", "luas_m2"), where), *_sources(one, items, where))
    if one.space is None or one.share is None:
        return Figure(None, "percent", "not-reported", Formula("not-reported", ()), cells, fresh)
    return _share(one, one.space, one.peak, one.share, state, cells, fresh)


def count_figure(
    several: Sequence[Stay], total: int, items: Sequence[ItemStatus], where: Where, fresh: Freshness
) -> Figure:
    """How many of all places these are, on the rows of each."""
    cells = dict.fromkeys(one for stay in several for one in _sources(stay, items, where))
    return _counted(several, total, "short", (*_rows(several, _HELD, where), *cells), fresh)


def _each(
    found: Storage, items: Sequence[ItemStatus], where: Where, fresh: Freshness
) -> Iterator[tuple[str, str, Figure]]:
    for at, one in enumerate(found.stays):
        place, state = f"{at}", _STATES[one.answer]
        moved = _sources(one, items, where)
        if one.now is not None:
            for name, count, column in _parts(one.now):
                yield place, name, _added(count, _UNITS[name], _rows([one], (column,), where), fresh)
        for name, count, column in _parts(one.peak):
            formula = Formula("storage-peak", _peak(one, name, count))
            sources = (*_rows([one], (column,), where), *moved)
            yield place, f"peak-{name}", Figure(count, _UNITS[name], state, formula, sources, fresh)
        for name, space in (("capacity", one.space), ("other", one.other)):
            if space is not None:
                yield place, name, _capacity(one, space, where, fresh)
        for number, room in enumerate(one.rooms):
            if room.guards is not None:
                source = Source(_KIND, ("jumlah_penjaga",), where.office, by=ROW, among=room.rows)
                yield place, f"guards-{number}", _added(room.guards, "guards", (source,), fresh)
            for name, figure in _room(room, where, fresh):
                yield place, f"{name}-{number}", figure
        if one.space is None or one.share is None or one.left is None:
            continue
        held = _rows([one], _HELD, where)
        if one.now is not None and one.share_now is not None:
            yield place, "share-now", _share(one, one.space, one.now, one.share_now, state, held, fresh)
        yield place, "share", share_figure(one, items, where, fresh)
        name, count = ("left", one.left) if one.left >= 0 else ("over", -one.left)
        values = (("packages", one.space.packages), ("count", count), ("day", one.peak_day))
        formula = Formula(f"storage-{name}", values)
        yield place, name, Figure(count, "koli", state, formula, (*held, *moved), fresh)


def _room(room: Room, where: Where, fresh: Freshness) -> Iterator[tuple[str, Figure]]:
    """What the sheets tell of a room: its size, what the inspection found, and its guards' hours."""

    def told(value: float | None, unit: str, name: str, measures: tuple[str, ...], **values: Value) -> Figure:
        source = Source(_KIND, measures, where.office, by=ROW, among=room.rows)
        return Figure(value, unit, "complete", Formula(name, tuple(values.items())), (source,), fresh)

    if room.floor or room.height:
        size = {"floor": room.floor, "height": room.height}
        height = ("tinggi_pakai_m", "tinggi_m")
        yield "size", told(room.floor, "m2", "storage-size", ("luas_m2", *height), **size)
    known = [good for _, good in room.checks if good is not None]
    if known or room.photo:
        inspected = (*CHECKLIST, "tgl_periksa", "foto", "pemeriksa")
        looked = {"good": sum(known), "total": len(known)}
        yield "checks", told(sum(known), "checks", "storage-checks", inspected, **looked)
    if room.shifts is not None:
        hours = {"shifts": room.shifts, "hours": room.hours, "total": room.guarded}
        measures = ("shift_jaga", "jam_shift")
        name = "storage-shifts" if room.guarded is None else "storage-hours"
        value, unit = (room.shifts, "shifts") if room.guarded is None else (room.guarded, "hours")
        yield "hours", told(value, unit, name, measures, **hours)


def _whole(found: Storage, where: Where, fresh: Freshness) -> Iterator[tuple[str, str, Figure]]:
    total = Held()
    for one in found.stays:
        total = total.plus(one.now or Held())
    for name, count, column in _parts(total):
        yield "whole", name, _added(count, _UNITS[name], _rows(found.stays, (column,), where), fresh)
    groups: dict[str, tuple[Answer, ...]] = {answer: (answer,) for answer in ANSWERS}
    groups["bad"] = ("unfit", "full")
    for name, (answer, *others) in groups.items():
        own = [one for one in found.stays if one.answer in (answer, *others)]
        cells = _rows(own, _HELD, where)
        yield "whole", name, _counted(own, len(found.stays), _STATES[answer], cells, fresh)


def _counted(
    several: Sequence[Stay], total: int, state: State, cells: tuple[Source, ...], fresh: Freshness
) -> Figure:
    formula = Formula("storage-answers", (("count", len(several)), ("total", total)))
    return Figure(len(several), "places", state, formula, cells, fresh)


def _parts(held: Held) -> tuple[tuple[str, int, str], ...]:
    return ("boxes", held.boxes, "terisi_kotak"), ("cartons", held.cartons, "terisi_koli")


def _added(count: int, unit: str, sources: tuple[Source, ...], fresh: Freshness) -> Figure:
    return Figure(count, unit, "complete", Formula("added-up", (("total", count),)), sources, fresh)


def _rows(stays: Iterable[Stay], measures: tuple[str, ...], where: Where) -> tuple[Source, ...]:
    among = tuple(row for stay in stays for room in stay.rooms for row in room.rows)
    return (Source(_KIND, measures, where.office, by=ROW, among=among),)


def _sources(one: Stay, items: Sequence[ItemStatus], where: Where) -> tuple[Source, ...]:
    """What comes to a place and leaves it."""
    if not one.moves:
        return ()
    goods: list[Source] = []
    kecamatan = kelurahan = None
    if one.level == "kota":
        goods = [
            Source("logistik", ("kebutuhan", "diterima"), where.office, status.item, source.grain)
            for status in items
            for source in status.percent.sources[:1]
            if status.short or status.item == BOX
        ]
    else:
        _, kecamatan, name = one.spot
        kelurahan = name or None
    shipped = [
        Source("distribusi", _SHIPPED, where.office, None, grain, kecamatan, kelurahan)
        for grain in _SHIPMENTS[one.level]
    ]
    return (*goods, *shipped)


def _peak(one: Stay, name: str, count: int) -> tuple[tuple[str, Value], ...]:
    """What was counted, what comes by the peak day and what leaves before it."""

    def of(held: Held) -> int:
        return held.boxes if name == "boxes" else held.cartons

    came = [move.held for move in one.moves if move.into and move.day and move.day <= one.peak_day]
    went = [move.held for move in one.moves if not move.into and move.day and move.day < one.peak_day]
    return (
        ("now", of(one.now) if one.now is not None else 0),
        ("counted", one.counted),
        ("came", sum(map(of, came))),
        ("went", sum(map(of, went))),
        ("day", one.peak_day),
        ("peak", count),
    )


def _capacity(one: Stay, space: Space, where: Where, fresh: Freshness) -> Figure:
    if space.way == "stated":
        return _added(space.packages, "koli", _rows([one], ("kapasitas_koli",), where), fresh)
    values = (
        ("floor", space.floor / _CM2),
        ("share", float(one.rule.floor * 100)),
        ("base", one.rule.carton.base / _CM2),
        ("layers", space.carton_layers),
        ("packages", space.packages),
    )
    cells = _rows([one], ("luas_m2", "tinggi_pakai_m", "tinggi_m"), where)
    return Figure(space.packages, "koli", "complete", Formula("storage-rule", values), cells, fresh)


def _share(
    one: Stay,
    space: Space,
    held: Held,
    share: Fraction,
    state: State,
    cells: tuple[Source, ...],
    fresh: Freshness,
) -> Figure:
    value = percent(share)
    told: tuple[tuple[str, Value], ...] = (
        ("boxes", held.boxes),
        ("cartons", held.cartons),
        ("packages", space.packages),
        ("percent", value),
    )
    if space.way == "rule":
        told = (
            *told,
            ("box_layers", space.box_layers),
            ("carton_layers", space.carton_layers),
            ("taken", space.taken(held, one.rule) / _CM2),
            ("floor", space.floor / _CM2),
        )
    limit = float(one.rule.full)
    return Figure(value, "percent", state, Formula(f"storage-share-{space.way}", told), cells, fresh, limit)

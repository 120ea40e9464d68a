"""Where the sample's places lie: invented points around the middle of each kecamatan, in degrees."""

from math import cos, pi, sin, sqrt

from .offices import Kelurahan, Office, Station

Point = tuple[float, float]
"""Latitude and longitude."""

# Latitude, longitude and reach of each kecamatan, read off a map by eye.
_KECAMATAN = {
    "Pekalongan Barat": (-6.893, 109.655, 0.014),
    "Pekalongan Timur": (-6.892, 109.696, 0.013),
    "Pekalongan Selatan": (-6.922, 109.675, 0.012),
    "Pekalongan Utara": (-6.867, 109.675, 0.014),
    "Selebar": (-3.846, 102.332, 0.018),
    "Gading Cempaka": (-3.824, 102.284, 0.010),
    "Teluk Segara": (-3.787, 102.252, 0.006),
    "Muara Bangka Hulu": (-3.757, 102.277, 0.014),
    "Kampung Melayu": (-3.882, 102.319, 0.018),
    "Ratu Agung": (-3.809, 102.271, 0.008),
    "Ratu Samban": (-3.797, 102.261, 0.005),
    "Sungai Serut": (-3.776, 102.296, 0.010),
    "Singaran Pati": (-3.813, 102.307, 0.010),
}
_WAREHOUSES = {
    "Gudang KPU Jl. Industri": (-6.8981, 109.7042),
    "Ruang surat suara kantor KPU": (-6.8897, 109.6619),
    "Gudang KPU Kota Bengkulu": (-3.8296, 102.2887),
    "Gudang cadangan": (-3.8398, 102.3174),
}
NOT_SURVEYED = "Pekalongan Selatan"
"""Nobody has brought the points of its kelurahan and polling stations yet."""
_GOLDEN = pi * (3 - sqrt(5))
_DIGITS = 5


def of_warehouse(name: str) -> Point:
    """A warehouse of the city."""
    return _WAREHOUSES[name]


def of_kecamatan(name: str) -> Point:
    """The place of its PPK."""
    lat, lon, _ = _KECAMATAN[name]
    return lat, lon


def of_station(office: Office, station: Station) -> tuple[float | None, float | None]:
    """A polling station within its kelurahan; blank where nobody has been yet."""
    place = station.place
    if place.kecamatan == NOT_SURVEYED:
        return None, None
    beside = office.places(place.kecamatan)
    lat, lon, reach = _KECAMATAN[place.kecamatan]
    middle = _around((lat, lon), reach, beside.index(place), len(beside))
    return _around(middle, 0.7 * reach / sqrt(len(beside)), _at(place, station), len(place.numbers))


def of_campaign(office: Office, place: Kelurahan, at: int, count: int) -> tuple[float | None, float | None]:
    """One of the places of a kelurahan that the city's regulation names; blank where nobody has been yet."""
    if place.kecamatan == NOT_SURVEYED:
        return None, None
    beside = office.places(place.kecamatan)
    lat, lon, reach = _KECAMATAN[place.kecamatan]
    middle = _around((lat, lon), reach, beside.index(place), len(beside))
    return _around(middle, 0.8 * reach / sqrt(len(beside)), at, count)


def _at(place: Kelurahan, station: Station) -> int:
    return place.numbers.index(station.number)


def _around(middle: Point, reach: float, at: int, count: int) -> Point:
    """One of so many points that lie evenly around a middle, as the seeds of a sunflower do."""
    away, turn = reach * sqrt((at + 0.5) / count), at * _GOLDEN
    return round(middle[0] + away * sin(turn), _DIGITS), round(middle[1] + away * cos(turn), _DIGITS)

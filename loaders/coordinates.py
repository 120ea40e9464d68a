"""Coordinates of places, in degrees of WGS 84: which of them can lie in Indonesia."""

_SOUTH, _NORTH = -11.5, 6.5
_WEST, _EAST = 94.5, 141.5
"""Rote to Weh and Weh to Merauke, half a degree around."""


def is_inside(lat: float, lon: float) -> bool:
    """Whether a point may lie in Indonesia."""
    return _SOUTH <= lat <= _NORTH and _WEST <= lon <= _EAST


def fault(lat: float, lon: float) -> str:
    """What is wrong with a point: coordinates-swapped, coordinates-outside, "" for nothing.

    >>> fault(-6.889, 109.675), fault(109.675, -6.889), fault(0, 0)
    ('', 'coordinates-swapped', 'coordinates-outside')
    """
    if is_inside(lat, lon):
        return ""
    return "coordinates-swapped" if is_inside(lon, lat) else "coordinates-outside"

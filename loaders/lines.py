"""A line on the map as one cell of a sheet: "109.67,-6.88;109.68,-6.88;...", longitude and latitude.

Between the two numbers stands a comma and between points a semicolon, so that no run of digits can be taken
for a number of a person.
"""

from collections.abc import Sequence

from loaders import coordinates

MOST_POINTS = 400
"""So many draw a kelurahan as finely as a wall shows it; more are thinned out."""
_FEWEST = 3
_DIGITS = 5
"""Behind the decimal point: a metre."""


def written(points: Sequence[tuple[float, float]]) -> str:
    """The cell of a line of longitudes and latitudes; of many points evenly spread ones and the last.

    >>> written([(109.6, -6.9), (109.7, -6.9), (109.7, -6.8)])
    '109.6,-6.9;109.7,-6.9;109.7,-6.8'
    """
    step = -(-len(points) // MOST_POINTS)
    kept = [*points[:-1:step], *points[-1:]]
    return ";".join(f"{round(lon, _DIGITS):.10g},{round(lat, _DIGITS):.10g}" for lon, lat in kept)


def fault(cell: str) -> str:
    """What is wrong with a cell: not-a-line, coordinates-swapped, coordinates-outside, "" for nothing."""
    try:
        points = [tuple(map(float, point.split(","))) for point in cell.strip("; ").split(";")]
        if len(points) < _FEWEST:
            return "not-a-line"
        wrong = {coordinates.fault(lat, lon) for lon, lat in points} - {""}
    except ValueError:
        return "not-a-line"
    return min(wrong, default="")

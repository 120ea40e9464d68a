"""A forecast of BMKG as its service gives it for one kelurahan: three days in steps of three hours.

The shape is that of api.bmkg.go.id/publik/prakiraan-cuaca?adm4=...; the weather is invented.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from .offices import Office
from .points import of_kecamatan

_STEP, _STEPS = timedelta(hours=3), 24
_WIB = timedelta(hours=7)
_WEATHER = {
    "Cerah Berawan": (1, "Partly Cloudy", 0.0),
    "Berawan": (3, "Mostly Cloudy", 0.0),
    "Hujan Ringan": (61, "Light Rain", 2.1),
    "Hujan Sedang": (63, "Moderate Rain", 6.4),
    "Hujan Lebat": (65, "Heavy Rain", 14.8),
}
"""Code, English name and rain in mm of what a step is called."""
_PROVINCES = {"33": "Jawa Tengah", "17": "Bengkulu"}


def forecast(office: Office, kelurahan: str, day: date, called: Sequence[str]) -> bytes:
    """The answer for a kelurahan, made early on a day; `called` names the steps, the last one goes on."""
    made = datetime.combine(day, time(), UTC)
    place = next(one for one in office.kelurahan if one.name == kelurahan)
    lat, lon = of_kecamatan(place.kecamatan)
    where = {
        **{f"adm{level}": place.code[:end] for level, end in ((1, 2), (2, 5), (3, 8), (4, 13))},
        "provinsi": _PROVINCES[place.code[:2]],
        "kotkab": place.office,
        "kecamatan": place.kecamatan,
        "desa": place.name,
        "lon": lon,
        "lat": lat,
        "timezone": "Asia/Jakarta",
    }
    steps = [_step(made, at, called[min(at, len(called) - 1)]) for at in range(_STEPS)]
    days: dict[str, list[dict[str, Any]]] = {}
    for one in steps:
        days.setdefault(one["local_datetime"][:10], []).append(one)
    answer = {"lokasi": where, "data": [{"lokasi": {**where, "type": "adm4"}, "cuaca": list(days.values())}]}
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode()


def _step(made: datetime, at: int, called: str) -> dict[str, Any]:
    utc = made + at * _STEP
    local = utc + _WIB
    code, english, rain = _WEATHER[called]
    warm = 1 - abs(local.hour - 13) / 13
    return {
        "datetime": f"{utc:%Y-%m-%dT%H:%M:%SZ}",
        "t": round(24 + 7 * warm - min(rain, 3)),
        "tcc": 100 if rain else 60,
        "tp": rain,
        "weather": code,
        "weather_desc": called,
        "weather_desc_en": english,
        "wd_deg": 290,
        "wd": "W",
        "wd_to": "E",
        "ws": round(6 + 9 * warm + rain / 2, 1),
        "hu": round(92 - 25 * warm),
        "vs": 6000 if rain else 10000,
        "vs_text": "< 7 km" if rain else "> 10 km",
        "time_index": f"{at * 3}-{at * 3 + 3}",
        "analysis_date": f"{made:%Y-%m-%dT%H:%M:%S}",
        "image": "",
        "utc_datetime": f"{utc:%Y-%m-%d %H:%M:%S}",
        "local_datetime": f"{local:%Y-%m-%d %H:%M:%S}",
    }

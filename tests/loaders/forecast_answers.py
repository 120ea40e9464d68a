"""Answers of BMKG's open forecasts, as its service writes them."""

from datetime import datetime, timedelta
from typing import Any

PLACES = {
    "33.75.03.1009": ("Pekalongan Utara", "Bandengan"),
    "33.75.03.1007": ("Pekalongan Utara", "Degayu"),
    "33.75.01.1009": ("Pekalongan Barat", "Tirto"),
}
CALM = "Cerah Berawan"


def answer(
    code: str = "33.75.03.1009",
    first: str = "2024-02-12 01:00:00",
    called: tuple[str, ...] = (),
    days: int = 3,
) -> dict[str, Any]:
    """The forecast of an area in steps of three hours from `first` on; `called` names the first steps, all
    later ones are fair."""
    kecamatan, kelurahan = PLACES[code]
    place = {
        "adm1": code[:2],
        "adm2": code[:5],
        "adm3": code[:8],
        "adm4": code,
        "provinsi": "Jawa Tengah",
        "kotkab": "Kota Pekalongan",
        "kecamatan": kecamatan,
        "desa": kelurahan,
        "lon": 109.67,
        "lat": -6.87,
        "timezone": "Asia/Jakarta",
    }
    start = datetime.fromisoformat(first)
    steps = [
        _step(start + timedelta(hours=3 * at), called[at] if at < len(called) else CALM)
        for at in range(8 * days)
    ]
    by_day: dict[str, list[dict[str, Any]]] = {}
    for one in steps:
        by_day.setdefault(one["local_datetime"][:10], []).append(one)
    return {"lokasi": place, "data": [{"lokasi": {**place, "type": "adm4"}, "cuaca": list(by_day.values())}]}


def _step(at: datetime, called: str) -> dict[str, Any]:
    utc = at - timedelta(hours=7)
    return {
        "datetime": f"{utc:%Y-%m-%dT%H:%M:%SZ}",
        "t": 24 + at.hour // 3,
        "tcc": 61,
        "tp": 0.4,
        "weather": 3,
        "weather_desc": called,
        "weather_desc_en": "Mostly Cloudy",
        "wd_deg": 300,
        "wd": "NW",
        "wd_to": "SE",
        "ws": 7.4 + at.hour,
        "hu": 82,
        "vs": 9000,
        "vs_text": "< 10 km",
        "time_index": "3-4",
        "analysis_date": "2024-02-11T12:00:00",
        "image": "https://api-apps.bmkg.go.id/storage/icon/cuaca/berawan-am.svg",
        "utc_datetime": f"{utc:%Y-%m-%d %H:%M:%S}",
        "local_datetime": f"{at:%Y-%m-%d %H:%M:%S}",
    }

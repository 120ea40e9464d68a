"""Import of a city's full set of workbooks, and its Board cold and warm."""

import tempfile
import time
from datetime import date

import elections
import pipeline
from benchmarks.rows import Row, seconds
from settings import Settings

OFFICE_DAYS = {"kota-pekalongan": date(2023, 12, 22), "kota-bengkulu": date(2024, 2, 7)}


def measure() -> list[Row]:
    """Both sample offices: import, first Board of a process's store, Board again."""
    rows = []
    profile = elections.load("pemilu-2024")
    for office, day in OFFICE_DAYS.items():
        with tempfile.TemporaryDirectory() as folder:
            chosen = Settings(folder, "duckdb", profile.code, 8501)
            store = pipeline.open_store(chosen)
            paths = pipeline.sheets_in([pipeline.SAMPLES / office / day.isoformat()])
            files = [(path.name, path.read_bytes()) for path in paths]
            start = time.perf_counter()
            list(pipeline.import_files(store, files, by="bench", election=profile.code))
            spent = time.perf_counter() - start
            rows.append(Row(f"{office}: {len(files)} workbooks imported", spent, "s", "<= 5 s", spent <= 5))

            def fresh(chosen: Settings = chosen, day: date = day) -> None:
                again = pipeline.open_store(chosen)
                known = pipeline.places(again)
                city = next(place for place in known if place.level == "kota")
                pipeline.board(again, profile, city, known, day, day)

            cold = seconds(fresh)
            rows.append(Row(f"{office}: store opened and Board made", cold, "s", "<= 1 s", cold <= 1))
            known = pipeline.places(store)
            city = next(place for place in known if place.level == "kota")
            made = seconds(
                lambda s=store, c=city, k=known, d=day: pipeline.board(s, profile, c, k, d, d), times=5
            )
            rows.append(Row(f"{office}: Board made again, nothing cached by the screens", made, "s"))
    return rows

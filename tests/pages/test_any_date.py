"""The date picker rebuilds every page as it stood: later sheets and later acts change no earlier day."""

import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

import elections
import pipeline
import texts
from metrics.alerts import acts
from metrics.inputs import Act as InputAct
from metrics.inputs import Said
from metrics.meetings import Act as MeetingAct
from store import Store
from tests import screens, sheets
from ui import frame

PEMILU = elections.load("pemilu-2024")
OFFICE = "Kota Pekalongan"
FIRST, SECOND, THIRD = DAYS = (date(2024, 1, 4), date(2024, 1, 10), date(2024, 1, 16))
PERCENT = {FIRST: 0, SECOND: 40, THIRD: 90}
"""How much of the presidential ballots has come by the sheet of that day."""
OF_NOW = frozenset({"unggah", "riwayat", "pengaturan", "rakor"})
"""Pages that tell of the ledger, the settings and the meetings, whatever day is chosen."""
PARTS = [key.removeprefix("money.parts.") for key in texts.catalogue("id") if key.startswith("money.parts.")]
SCREENS = [
    *((stem, {}) for stem, _ in frame.registered() if stem not in OF_NOW),
    *(("keuangan", {"bagian": part}) for part in PARTS),
    (frame.WALL, {}),
]
Stores = dict[date, Path]


def sheet_of(day: date) -> bytes:
    """The office's sheet of presidential ballots of a day."""
    book = load_workbook(BytesIO(sheets.presiden_arrived(f"{day.day} JANUARI 2024")))
    sheet = book["PPWP"]
    for row in range(9, sheet.max_row + 1):
        need = sheet.cell(row, 7).value
        if isinstance(need, int):
            received = need * PERCENT[day] // 100
            sheet.cell(row, 8, received)
            sheet.cell(row, 10, need - received)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def take(store: Store, day: date) -> None:
    """Take the sheet of that day."""
    data = sheet_of(day)
    reading = pipeline.read(store, PEMILU, f"PPWP {day}.xlsx", data)
    assert pipeline.accept(store, PEMILU, reading, data, by="Analis").upload_id


def act_on(store: Store, day: date) -> None:
    """What people do on a day: an alert is followed up, an input said and approved, a meeting held."""
    known = pipeline.places(store)
    board = pipeline.board(store, PEMILU, known[0], known, day, day)
    for one in board.alerts:
        key = acts.key(one, board.place)
        where = (one.place or board.place).code
        told = acts.Act(
            "follow-up", key, one.code, one.item, where, board.place.code, "Siti", day, "PPK", day
        )
        pipeline.act(store, told, office=OFFICE, election=PEMILU.code)
    said = InputAct("say", "Analis", day, said=(Said(day, "Bawaslu", "Truk belum berangkat"),))
    kept = pipeline.act_on_input(store, said, office=OFFICE, election=PEMILU.code)
    approved = InputAct("approve", "Ketua", day, key=f"{kept.seq}.0", base=kept.seq)
    pipeline.act_on_input(store, approved, office=OFFICE, election=PEMILU.code)
    start = MeetingAct(
        "start",
        "Ketua",
        version=store.head(),
        title="Rakor",
        place=board.place.code,
        as_of=day,
        today=day,
        agenda=("readiness",),
    )
    held = pipeline.meet(store, start, office=OFFICE, election=PEMILU.code)
    close = MeetingAct("close", "Ketua", meeting=held.seq)
    pipeline.meet(store, close, office=OFFICE, election=PEMILU.code)


@pytest.fixture(scope="module")
def stores(built: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Stores:
    """The office's store as it was on each day: with the sheets and acts up to it."""
    found: Stores = {}
    before = built("kota-pekalongan")
    for day in DAYS:
        root = tmp_path_factory.mktemp(f"{day}") / "store"
        shutil.copytree(before, root)
        store = screens.store(root)
        take(store, day)
        if day == THIRD:
            act_on(store, day)
        found[day] = before = root
    return found


def drawn(root: Path, day: date, stem: str, address: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """All words of a page as of a day; the number of the ledger's last row is none of them."""
    screens.use(root, monkeypatch)
    told = screens.words(screens.open_page(stem, "direct", per=day.isoformat(), **address))
    version = texts.say("since.now", "id", day=day, version=screens.store(root).head())
    return told.replace(version, "")


@pytest.mark.parametrize(("stem", "address"), SCREENS, ids=str)
def test_every_page_of_an_old_day_is_as_it_stood(
    stores: Stores, stem: str, address: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    for day in (FIRST, SECOND):
        then = drawn(stores[day], day, stem, address, monkeypatch)
        assert drawn(stores[THIRD], day, stem, address, monkeypatch) == then, day


def test_the_three_days_differ_as_expected(stores: Stores, monkeypatch: pytest.MonkeyPatch):
    told = {day: drawn(stores[THIRD], day, "ringkasan", {}, monkeypatch) for day in DAYS}
    assert "Surat suara Presiden belum diterima" in told[FIRST]
    assert "11 hari lagi" in told[FIRST]
    assert "Surat suara Presiden belum diterima" not in told[SECOND]
    assert "5 hari lagi" in told[SECOND]
    boards = {day: screens.view(stores[THIRD], day).board for day in DAYS}
    late = {
        day: next(one for one in board.items if one.item == "PPWP").late_since
        for day, board in boards.items()
        if board
    }
    assert late == {FIRST: None, SECOND: None, THIRD: date(2024, 1, 15)}
    verdicts = {day: board.readiness.verdict for day, board in boards.items() if board}
    assert verdicts == {FIRST: "PERHATIAN", SECOND: "PERHATIAN", THIRD: "BELUM SIAP"}

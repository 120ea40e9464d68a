"""Weather and security on their page: from sheets to the list of polling stations and back by a fallback."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import elections
import pipeline
import texts
from tests import screens
from tests.bmkg_server import Bmkg, send
from tests.loaders.forecast_answers import answer
from tests.loaders.workbooks import books
from tests.pages.test_board_pages import opened
from ui import risks

PEMILU = elections.load("pemilu-2024")
PAGE = "kerawanan"
H_1 = date(2024, 2, 13)
TODAY = date(2024, 2, 8)
STATIONS = {"Bedono": 18, "Timbulsloko": 15, "Surodadi": 8, "Sayung": 20}
"""41 polling stations behind the road along the coast, and 20 inland."""
COAST = "Jl. Pantai Sayung"


def _title(subject: str, day: date = TODAY) -> tuple[str, ...]:
    return (subject, "KPU KABUPATEN DEMAK", f"PER TANGGAL {texts.numbers.write(day, 'date', 'id').upper()}")


def demak(
    fallbacks: dict[str, str], note: Sequence[Any] = (None, "Ketua PPK Sayung", "2024-02-08 09:10")
) -> bytes:
    """A workbook with the list, the shipments of H-1 and one note on the coast road; `fallbacks` by desa."""
    listed: list[list[Any]] = [["NO", "KECAMATAN", "KELURAHAN", "TPS", "JUMLAH PEMILIH", "KONDISI TPS"]]
    ways: list[list[Any]] = [
        ["NO", "TUJUAN", "KECAMATAN", "KELURAHAN", "TPS", "KOTAK", "TANGGAL RENCANA", "MODA", "JAM", "RUTE"]
    ]
    ways[0] += ["RUTE CADANGAN", "PENGAWAL"]
    for kelurahan, count in STATIONS.items():
        for number in range(1, count + 1):
            place = ["Sayung", kelurahan, number]
            state = (
                "panggung"
                if kelurahan == "Bedono" and number <= 3
                else "rawan banjir"
                if number == 4
                else None
            )
            listed.append([len(listed), *place, 250, state])
            road = "Jl. Raya Semarang-Demak" if kelurahan == "Sayung" else COAST
            more = ["mobil bak terbuka", "06.00-10.00", road, fallbacks.get(kelurahan), "1 Polri"]
            ways.append([len(ways), "TPS", *place, 5, H_1, *more])
    notes: list[list[Any]] = [
        ["NO", "TANGGAL MULAI", "TANGGAL SELESAI", "JENIS KERAWANAN", "TINGKAT", "SUMBER", "CATATAN", "RUTE"]
    ]
    notes[0] += ["CADANGAN", "PENULIS", "WAKTU CATAT"]
    notes.append([1, H_1, H_1, "Banjir/rob", "Tinggi", "BMKG", "hujan lebat dan banjir rob", COAST, *note])
    return books(
        {
            "TPS": (listed, _title("DAFTAR TPS")),
            "KE TPS": (ways, _title("RENCANA DISTRIBUSI LOGISTIK")),
            "KERAWANAN": (notes, _title("PETA KERAWANAN")),
        }
    )


def take(root: Path, data: bytes, name: str = "demak.xlsx") -> None:
    store = screens.store(root)
    reading = pipeline.read(store, PEMILU, name, data)
    problems = [one for table in reading.tables for one in table.problems if one.severity != "note"]
    assert not problems, problems
    assert pipeline.accept(store, PEMILU, reading, data, "Siti").result == "accepted"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    screens.forget()
    return screens.use(tmp_path / "demak", monkeypatch)


def page(way: str = "app", lang: str = "id", day: date = TODAY) -> str:
    return screens.shown(opened(PAGE, way, per=day.isoformat(), lang=lang))


def listed(shown: str) -> dict[str, str]:
    """The polling stations without a fallback, by desa."""
    card = shown[shown.index('class="card risks-waiting"') :].split("</section>")[0]
    return dict(
        re.findall(
            r'<tr><th scope="row">([^<]+)<span.*?</th><td[^>]*><button[^>]*>([^<]*)</button></td>', card
        )
    )


def test_the_41_stations_are_listed_and_a_fallback_clears_exactly_its_own(office: Path):
    take(office, demak({}))
    shown = page()
    assert listed(shown) == {"Bedono": "1–18", "Surodadi": "1–8", "Timbulsloko": "1–15"}
    assert texts.say("risks.lead-open", "id", count=41) in shown
    take(office, demak({"Timbulsloko": "perahu dari Dermaga Morosari"}), "demak 2.xlsx")
    screens.forget()
    assert listed(page()) == {"Bedono": "1–18", "Surodadi": "1–8"}
    take(office, demak(dict.fromkeys(STATIONS, "perahu dari Dermaga Morosari")), "demak 3.xlsx")
    screens.forget()
    assert texts.say("risks.lead-clear", "id") in page()


def test_the_alert_is_on_the_list_of_alerts_with_its_41_stations(office: Path):
    take(office, demak({}))
    shown = screens.shown(opened("peringatan", per=TODAY.isoformat()))
    assert "41 TPS" in shown
    assert texts.say("alerts.weather-route-todo", "id") in shown


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
def test_mode_hours_fallback_escort_and_author_are_told(office: Path, way: str, lang: texts.Lang):
    take(office, demak({"Bedono": "perahu"}))
    shown = page(way, lang)
    for words in (
        "mobil bak terbuka",
        "06.00-10.00",
        COAST,
        "perahu",
        "61 Polri",
        "Ketua PPK Sayung",
        "09.10" if lang == "id" else "09:10",
    ):
        assert words in shown, words
    assert texts.say("risks.states.open", lang) in shown
    assert not re.search(r"\bNone\b|\bNaN\b|Traceback", re.sub(r"<[^>]*>", " ", shown))


def test_a_note_without_author_or_time_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for at, (note, lack) in enumerate(
        (
            ((None, None, "2024-02-08 09:10"), "author"),
            ((None, "Ketua PPK", None), "time"),
            ((None, None, None), "both"),
        )
    ):
        screens.forget()
        root = screens.use(tmp_path / str(at), monkeypatch)
        store = screens.store(root)
        data = demak({}, note)
        reading = pipeline.read(store, PEMILU, "demak.xlsx", data)
        assert [
            one.code for table in reading.tables for one in table.problems if one.severity == "warning"
        ] == ["note-unsigned"]
        assert pipeline.accept(store, PEMILU, reading, data, "Siti").result == "accepted"
        assert texts.say(f"risks.unsigned.{lack}", "id") in page()


def test_what_has_passed_fades(office: Path):
    take(office, demak({}))
    before, after = page(day=H_1), page(day=date(2024, 2, 14))
    assert 'class="faded"' not in before and texts.say("risks.standings.now", "id") in before
    faded = after[after.index('class="faded"') :].split("</details>")[0]
    assert "hujan lebat dan banjir rob" in faded
    assert texts.say("risks.none", "id") in after
    assert texts.say("risks.lead-clear", "id") in after


def test_stations_on_stilts_and_prone_to_floods_are_marked(office: Path):
    take(office, demak({}))
    shown = page()
    card = shown[shown.index('class="card risks-marked"') :].split("</section>")[0]
    assert ">1–3</button></td>" in card and ">4</button></td>" in card


def test_shipments_without_an_escort_are_named(office: Path):
    data = demak({})
    take(office, data)
    store = screens.store(office)
    pipeline.decide(store, "Kabupaten Demak", {"alerts.escort_to": "TPS"}, by="Siti", election="pemilu-2024")
    assert texts.say("risks.all-guarded", "id") in page()
    more: list[list[Any]] = [
        ["NO", "TUJUAN", "KECAMATAN", "KELURAHAN", "KOTAK", "TANGGAL RENCANA", "PENGAWAL"]
    ]
    more += [[1, "PPS", "Sayung", "Bedono", 90, H_1, None], [2, "PPS", "Sayung", "Sayung", 100, H_1, "2 TNI"]]
    take(office, books({"KE PPS": (more, _title("DISTRIBUSI LOGISTIK KE PPS"))}), "pps.xlsx")
    screens.forget()
    shown = page()
    card = shown[shown.index('class="card risks-escorts"') :].split("</section>")[0]
    assert "Bedono" in card and "2 TNI" not in card
    assert texts.say("risks.without-escort", "id", count=1) in shown


def _card(shown: str, name: str) -> str:
    return shown[shown.index(f'class="card risks-{name}"') :].split("</section>")[0]


def test_the_sample_s_page_tells_what_matters_first(
    built: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
):
    screens.forget()
    screens.use(built("kota-bengkulu"), monkeypatch)
    shown = page(day=date(2024, 2, 7))
    escorts = _card(shown, "escorts")
    assert "Bentiring 1–26, 901–903" in escorts and "Malabero 1–6, 901–902" in escorts
    notes, folded = _card(shown, "notes").split("<details", 1)
    assert "Hujan Lebat" in notes and "Hujan Ringan" not in notes and "Hujan Ringan" in folded
    assert texts.say("risks.calm", "id", count=3) in folded
    routes, calm = _card(shown, "routes").split("<details", 1)
    assert texts.say("risks.states.open", "id") in routes
    assert texts.say("risks.states.arrived", "id") not in routes
    assert texts.say("risks.states.arrived", "id") in calm
    assert "berangkat pukul 05.00" in routes and texts.say("risks.from-note", "id") in routes
    marked = _card(shown, "marked")
    assert texts.say("risks.no-conditions", "id") in marked, "nothing is known, which is not zero"
    assert 'data-figure="risks:stilted"' not in marked


def test_every_number_of_the_page_opens_its_formula_and_its_rows(office: Path):
    take(office, demak({"Surodadi": "perahu"}))
    names = set(
        re.findall(r'data-figure="(risks:[^"]+)"', "".join(screens.html(opened(PAGE, per=TODAY.isoformat()))))
    )
    assert {
        "risks:notes",
        "risks:tps",
        "risks:routes",
        "risks:escorts",
        "risks:stilted",
        "risks:note:0",
    } <= names
    store = screens.store(office)
    known = pipeline.places(store)
    place = next(one for one in known if one.level == "kota")
    board = pipeline.board(store, PEMILU, place, known, TODAY, TODAY)
    found = pipeline.risks(store, PEMILU, board, known)
    figures = pipeline.risk_tables(found, board, known).figures
    assert names <= figures.keys()
    assert figures["risks:tps"].value == 33
    for name in names:
        one = figures[name]
        for lang in texts.LANGUAGES:
            assert texts.say(f"formulas.{one.formula.name}", lang, **dict(one.formula.values))
            assert texts.say(f"risks.numbers.{name.split(':')[1]}", lang)
        counted = [source for source in one.sources if source.kind in ("tps", "distribusi", "risiko")]
        if one.value:
            cells = pipeline.cells(store, counted[0], TODAY)
            assert len({(cell.upload_id, cell.sheet, cell.row) for cell in cells}) == one.value, name


def test_numbers_of_stations_are_told_in_short():
    assert risks.numbers([3, 1, 2, 7, 901, 902]) == "1–3, 7, 901–902"


def test_without_notes_and_shipments_the_page_says_what_to_bring(office: Path):
    rows = [["KECAMATAN", "KELURAHAN", "TPS", "JUMLAH PEMILIH"], ["Sayung", "Bedono", 1, 250]]
    take(office, books({"TPS": (rows, _title("DAFTAR TPS"))}))
    assert texts.say("screens.empty.todo", "id") in page()


# -- forecasts ---------------------------------------------------------------------------------------------


def _told(root: Path) -> int:
    rows = screens.store(root).tables(date.max)["risiko"].collect(backend="pyarrow").to_arrow().to_pylist()
    return sum(1 for row in rows if row["wilayah"])


def test_nothing_is_fetched_before_the_office_switches_it_on(
    own: Callable[[str], Path], bmkg: Bmkg, monkeypatch: pytest.MonkeyPatch
):
    screens.forget()
    screens.use(own("kota-pekalongan"), monkeypatch)
    monkeypatch.setenv("PAPAN_FORECASTS", bmkg.address)
    at = opened(PAGE, per="2023-12-22")
    assert not [one for one in at.button if one.key == "prakiraan_ambil"]
    assert texts.say("forecast.off", "id") in screens.shown(at)
    assert bmkg.asked == []


def test_the_button_fetches_the_office_s_kelurahan_and_says_what_failed(
    own: Callable[[str], Path], bmkg: Bmkg, monkeypatch: pytest.MonkeyPatch
):
    screens.forget()
    root = screens.use(own("kota-pekalongan"), monkeypatch)
    monkeypatch.setenv("PAPAN_FORECASTS", bmkg.address)
    known = pipeline.places(screens.store(root))
    names = {one.code: one.name for one in known}
    codes = [one.code for one in known if one.level == "kelurahan"]
    for one in known:
        if one.level == "kelurahan":
            told = answer()
            told["data"][0]["lokasi"].update(adm4=one.code, kecamatan=names[one.parent or ""], desa=one.name)
            bmkg.answers[one.code] = partial(send, body=json.dumps(told).encode())
    bmkg.answers[codes[5]] = lambda to: send(to, b"", 404)
    pipeline.decide(
        screens.store(root), "Kota Pekalongan", {"weather.fetch": "on"}, by="Siti", election="pemilu-2024"
    )
    at = screens.press(opened(PAGE, per="2023-12-22"), "prakiraan_ambil")
    shown = screens.shown(at)
    assert sorted(bmkg.asked) == sorted(codes)
    assert texts.say("forecast.results.accepted", "id", count=26) in shown
    assert texts.say("forecast.failed.refused", "id", count=1) in shown
    assert _told(root) == 26 * 3, "the sample's own forecast is overtaken"

"""The daily report tells what sheets of its day tell, blanks elsewhere, and what people did about alerts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import pipeline
import texts
from metrics.alerts import acts
from pipeline import formal
from reports.document import Document
from reports.docx import docx
from tests.reports import word
from tests.reports.offices import BOTH, DAYS, NAMES, PEMILU, bring, listed, made, opened, written

EVE, DAY = "21 DESEMBER 2023", "22 DESEMBER 2023"
HEAD = ("LOGISTIK;;;", "Jenis Logistik;Kebutuhan;Diterima;Rusak")


def came(one: Document) -> dict[str, tuple[str, ...]]:
    """The rows of the goods that came, by item."""
    table = next(each for each in listed(one) if len(each.columns) == 8)
    return {row.cells[1]: row.cells for row in table.rows}


def part(one: Document, title: str) -> str:
    """All that a part says."""
    section = next(each for each in one.sections if each.title == title)
    return word.text(docx(replace(one, sections=(section,))))


@pytest.mark.parametrize(("office", "lang"), BOTH)
def test_how_far_things_have_come_is_told_as_on_the_board(
    office: str, lang: texts.Lang, built: Callable[[str], Path]
):
    board, one = made(opened(built(office)), formal.daily_of, DAYS[office], lang)
    data = docx(one)
    told = word.tables(data)
    rows = came(one)
    assert len(rows) == len(board.items)
    for item in board.items:
        name = PEMILU.item(item.item).names[lang]
        cells = rows[name]
        assert cells[3] == written(item.need, lang)
        assert cells[5:] == tuple(written(value, lang) for value in (item.received, item.damaged, item.good))
        assert list(cells) in [row for table in told for row in table]
    for table in listed(one):
        assert [list(row.cells) for row in table.rows] in [each[1:] for each in told]
    text = word.text(data)
    assert texts.numbers.write(board.readiness.percent.value, "percent", lang) in text
    assert texts.say(f"verdicts.{board.readiness.verdict}", lang) in text
    assert "(....." in text
    assert docx(one) == data


def test_what_came_since_an_older_sheet_is_not_told_as_of_today(built: Callable[[str], Path]):
    office = "kota-bengkulu"
    _, one = made(opened(built(office)), formal.daily_of, DAYS[office], "id")
    assert {cells[4] for cells in came(one).values()} == {""}


def test_what_came_on_the_day_is_told_by_two_sheets(tmp_path: Path):
    store = opened(tmp_path)
    bring(store, "tps.csv", EVE, "Kecamatan;Kelurahan;TPS;DPT L;DPT P;DPT", "Barat;Medono;1;100;110;210")
    bring(store, "a.csv", EVE, *HEAD, "Kotak Suara;4413;4000;5", "Bilik Suara;3524;3524;", "Tinta;1762;;")
    bring(store, "b.csv", DAY, *HEAD, "Kotak Suara;4413;4100;7", "Bilik Suara;3524;3524;", "Tinta;1762;9;")
    _, one = made(store, formal.daily_of, date(2023, 12, 22), "id")
    rows = came(one)
    assert rows["Kotak suara"][4:6] == ("100", "4.100")
    assert rows["Bilik pemungutan suara"][4:7] == ("0", "3.524", "")
    assert rows["Tinta"][4:6] == ("", "9")


def test_teams_are_told_by_their_own_sheets(tmp_path: Path):
    store = opened(tmp_path)
    bring(store, "tps.csv", EVE, "Kecamatan;Kelurahan;TPS;DPT L;DPT P;DPT", "Barat;Medono;1;100;110;210")
    bring(store, "a.csv", EVE, *HEAD, "PPWP;9000;9000;", "DPR;9000;9000;")
    head = "Tanggal;Surat Suara;Tim;Shift;Pekerja;Disortir;Dilipat;Rusak"
    days = (
        "21/12/2023;PPWP;A;1;10;400;400;0",
        "22/12/2023;PPWP;A;1;10;500;;3",
        "22/12/2023;PPWP;B;1;8;300;;",
    )
    bring(store, "sortir.csv", DAY, "SORTIR LIPAT", head, *days)
    _, one = made(store, formal.daily_of, date(2023, 12, 22), "id")
    teams = next(each for each in listed(one) if each.columns[0].heading == "Tim")
    name = PEMILU.item("PPWP").names["id"]
    assert [row.cells for row in teams.rows] == [
        ("A", "1", name, "10", "500", "", "3"),
        ("B", "1", name, "8", "300", "", ""),
        ("Jumlah", "", "", "", "800", "", "3"),
    ]
    kinds = next(each for each in listed(one) if len(each.columns) == 7 and each is not teams)
    rows = {row.cells[0]: row.cells[1:] for row in kinds.rows}
    assert rows[name][:4] == ("800", "1.200", "", "400")
    assert set(rows[PEMILU.item("DPR").names["id"]]) == {""}


def test_what_people_did_is_told_and_who_only_where_names_may_be(own: Callable[[str], Path]):
    store = opened(own("kota-pekalongan"))
    day, office = DAYS["kota-pekalongan"], NAMES["kota-pekalongan"]
    board, _ = made(store, formal.daily_of, day, "id")
    alert = board.alerts[0]
    place = (alert.place or board.place).code
    key = acts.key(alert, board.place)
    one = acts.Act("follow-up", key, alert.code, alert.item, place, board.place.code, "Rina Wati", day,
                   owner="Joko Susilo", due=day + timedelta(days=3))  # fmt: skip
    pipeline.act(store, one, office=office, election=PEMILU.code)
    title = texts.say("reports_formal.daily.done", "id")
    _, bare = made(store, formal.daily_of, day, "id")
    assert "Ditindaklanjuti sampai 25 Desember 2023" in part(bare, title)
    assert not {"Rina", "Joko"} & set(word.text(docx(bare)).replace("\n", " ").split())
    _, named = made(store, formal.daily_of, day, "id", names=True)
    assert "Joko Susilo" in part(named, title)


def test_an_old_day_is_told_alike_after_newer_sheets(own: Callable[[str], Path]):
    store = opened(own("kota-pekalongan"))
    day = DAYS["kota-pekalongan"]
    before = docx(made(store, formal.daily_of, day, "id")[1])
    bring(store, "baru.csv", "3 JANUARI 2024", *HEAD, "Kotak Suara;4413;4413;0")
    assert docx(made(store, formal.daily_of, day, "id")[1]) == before

"""The record of handing over goods holds the Board's numbers, blanks where nobody counted, lines to sign."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import metrics
import texts
from pipeline import formal
from reports.docx import docx
from reports.pdf import pdf
from tests.reports import word
from tests.reports.offices import BOTH, DAYS, PEMILU, bring, listed, made, opened, written


@pytest.mark.parametrize(("office", "lang"), BOTH)
def test_every_item_has_its_amounts_as_the_board_tells_them(
    office: str, lang: texts.Lang, built: Callable[[str], Path]
):
    board, one = made(opened(built(office)), formal.handover_of, DAYS[office], lang)
    data = docx(one)
    told = word.tables(data)
    goods = next(table for table in told if len(table[0]) == 8 and len(table) == len(board.items) + 1)
    items = metrics.summary(board, lang)["readiness"]["items"]
    for row, item in zip(goods[1:], items, strict=True):
        assert row[1] == PEMILU.item(item["item"]).names[lang]
        amounts = [written(item[name], lang) for name in ("need", "received", "damaged", "good", "short")]
        assert row[3:] == amounts
    for table in listed(one):
        assert [list(row.cells) for row in table.rows] in [each[1:] for each in told]
    assert docx(one) == data
    assert pdf(one).startswith(b"%PDF")


def test_the_papers_of_deliveries_stand_there(built: Callable[[str], Path]):
    _, one = made(opened(built("kota-bengkulu")), formal.handover_of, DAYS["kota-bengkulu"], "id")
    told = word.text(docx(one))
    assert "011/SJ/CC/I/2024" in told
    assert "Penerimaan surat suara menurut surat jalan dan BTTB" in told


def test_a_kecamatan_has_its_shipments_and_nothing_that_did_not_happen(built: Callable[[str], Path]):
    office = "kota-pekalongan"
    _, one = made(opened(built(office)), formal.handover_of, DAYS[office], "id", "kecamatan")
    ways = [table for table in listed(one) if table.title.startswith("Ke ")]
    assert ways
    for table in ways:
        for row in table.rows:
            assert row.cells[1]
            assert row.cells[2:] == ("", "", "")


def test_who_signs_is_blank_unless_given(built: Callable[[str], Path]):
    store = opened(built("kota-pekalongan"))
    day = DAYS["kota-pekalongan"]
    for signed, name in (({}, "(....."), ({"giver": "Budi Santoso"}, "Budi Santoso")):
        _, one = made(store, formal.handover_of, day, "id", signed=signed)
        told = word.tables(docx(one))[-1]
        assert told[0] == ["Yang menyerahkan (Pihak Pertama)", "Yang menerima (Pihak Kedua)", "Saksi"]
        assert told[2][0].startswith(name)
        assert told[2][1].startswith("(.....")
        assert "Pekalongan, 22 Desember 2023" in word.text(docx(one))


def test_what_nobody_reported_is_blank_and_no_zero(tmp_path: Path):
    store = opened(tmp_path)
    bring(store, "kotak.csv", "22 DESEMBER 2023", "LOGISTIK;;", "Jenis Logistik;Kebutuhan;Diterima",
          "Kotak Suara;4413;4413")  # fmt: skip
    bring(store, "tps.csv", "22 DESEMBER 2023", "Kecamatan;Kelurahan;TPS;DPT L;DPT P;DPT",
          "Pekalongan Barat;Medono;1;100;110;210")  # fmt: skip
    for make in (formal.handover_of, formal.daily_of, formal.final_of):
        board, one = made(store, make, date(2023, 12, 22), "id")
        silent = {item.item for item in board.items if item.state == "not-reported"}
        assert "TINTA" in silent
        assert "KOTAK" not in silent
        names = {PEMILU.item(code).names["id"] for code in silent}
        found = 0
        for table in word.tables(docx(one)):
            for row in table:
                if set(row) & names and len(row) > 5:
                    found += 1
                    assert "0" not in row, row
                    assert "–" not in row, row
                    assert row.count("") >= 3, row
        assert found >= len(names)

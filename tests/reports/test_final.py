"""The final report holds the whole Board as the screens write it, and places for commissioners to sign."""

from collections.abc import Callable
from pathlib import Path

import pytest

import metrics
import pipeline
import texts
from metrics.inputs import Act, Said
from pipeline import formal
from reports.docx import docx
from reports.pdf import pdf
from tests.reports import word
from tests.reports.offices import BOTH, DAYS, NAMES, PEMILU, listed, made, opened

RUPIAH = ("pagu", "dicairkan", "realisasi", "spj", "setor_kembali", "outstanding")


@pytest.mark.parametrize(("office", "lang"), BOTH)
def test_the_boards_numbers_stand_there_as_on_the_screen(
    office: str, lang: texts.Lang, built: Callable[[str], Path]
):
    board, one = made(opened(built(office)), formal.final_of, DAYS[office], lang)
    data = docx(one)
    told, text = word.tables(data), word.text(data)
    summary = metrics.summary(board, lang)

    def write(value: float | None, way: str = "count") -> str:
        return "" if value is None else texts.numbers.write(value, way, lang)

    assert write(summary["readiness"]["percent"], "percent") in text
    assert all(reason in text for reason in summary["readiness"]["reasons"])
    cells = [row for table in told for row in table]
    for item in summary["readiness"]["items"]:
        name = PEMILU.item(item["item"]).names[lang]
        amounts = [write(item[each]) for each in ("need", "received", "damaged", "good", "short")]
        assert any(row[1:2] == [name] and row[3:] == amounts for row in cells), name
    for place in summary["places"]:
        assert any(row[:2] == [place["name"], write(place["percent"], "percent")] for row in cells)
    for row in [*summary["finance"]["ppk"], summary["finance"]["totals"]]:
        assert any(line[1:] == [write(row[name], "rupiah") for name in RUPIAH] for line in cells)
    for alert in summary["alerts"]:
        assert alert["text"] in text
    for table in listed(one):
        assert [list(row.cells) for row in table.rows] in [each[1:] for each in told]
    assert one.seal.ledger_hash[:12] in text
    assert docx(one) == data
    assert pdf(one).startswith(b"%PDF")


def test_five_commissioners_and_the_secretary_sign(built: Callable[[str], Path]):
    office = "kota-pekalongan"
    _, one = made(opened(built(office)), formal.final_of, DAYS[office], "id", signed={"chair": "Siti Aminah"})
    told = word.tables(docx(one))[-1]
    assert [told[0], told[3]] == [["Ketua", "Anggota", "Anggota"], ["Anggota", "Anggota", "Sekretaris"]]
    assert told[2][0] == "Siti Aminah"
    assert [told[2][1][:4], told[5][2][:4]] == ["(...", "(..."]


def test_open_inputs_stand_there_without_who_is_in_charge(own: Callable[[str], Path]):
    store = opened(own("kota-pekalongan"))
    day, office = DAYS["kota-pekalongan"], NAMES["kota-pekalongan"]
    said = Said(day, "Dishub", "Truk belum ada", decision="Dipinjam", owner="Slamet Riyadi")
    pipeline.act_on_input(store, Act("say", "Analis", day, said=(said,)), office=office, election=PEMILU.code)
    one = pipeline.inputs(store.ledger(), office)[-1]
    approval = Act("approve", "Sekretaris", day, key=one.key, base=one.last.seq)
    pipeline.act_on_input(store, approval, office=office, election=PEMILU.code)
    told = word.text(docx(made(store, formal.final_of, day, "id")[1]))
    assert "Truk belum ada" in told
    assert "Slamet" not in told
    assert "Slamet Riyadi" in word.text(docx(made(store, formal.final_of, day, "id", names=True)[1]))


@pytest.mark.parametrize("level", ["kecamatan", "kelurahan"])
def test_a_smaller_place_has_one_too(level: str, built: Callable[[str], Path]):
    board, one = made(opened(built("kota-bengkulu")), formal.final_of, DAYS["kota-bengkulu"], "en", level)
    assert board.place.level == level
    assert len(word.tables(docx(one))) >= len(listed(one))

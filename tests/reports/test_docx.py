"""A report as a Word file: complete tables, repeated heads, page numbers, lines to sign, the same bytes."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx.oxml.ns import qn

import texts
from reports import document
from reports.docx import docx
from tests.reports import word

SEAL = document.Seal("daily", "33.75", "2023-12-22", "2023-12-22", 7, "abc", "id")
COLUMNS = (document.Column("Barang", 2.0), document.Column("Jumlah", 1.0, True))
HOSTILE = '=HYPERLINK("http://x") <b>&amp; {x}\x00\x0b\ud800'


def report(*blocks: document.Block, lang: texts.Lang = "id", **more: object) -> document.Document:
    section = document.Section("Bagian", tuple(blocks))
    values = {"sections": (section,), "mark": "DATA CONTOH", **more}
    return document.Document("Judul", "Sub", lang, ("kepala",), foot="kaki halaman", seal=SEAL, **values)


def rows(count: int) -> tuple[document.Row, ...]:
    return tuple(document.Row((f"barang {number}", str(number))) for number in range(1, count + 1))


def test_a_table_of_five_hundred_rows_has_them_all_under_a_repeated_head():
    data = docx(report(document.Table("Tabel", COLUMNS, rows(500))))
    told = word.tables(data)[0]
    assert told[0] == ["Barang", "Jumlah"]
    assert told[1:] == [list(one.cells) for one in rows(500)]
    lines = word.opened(data).tables[0]._tbl.tr_lst
    heads = [line.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for line in lines]
    assert heads == [True] + [False] * 500
    assert all(line.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for line in lines)


@pytest.mark.parametrize(("lang", "words"), [("id", ("Halaman ", " dari ")), ("en", ("Page ", " of "))])
def test_every_page_tells_its_number_of_how_many_with_the_foot(lang: texts.Lang, words: tuple[str, str]):
    made = word.opened(docx(report(lang=lang)))
    foot = made.sections[0].footer.paragraphs[0]
    assert [one.text for one in foot._p.iter(qn("w:instrText"))] == [" PAGE ", " NUMPAGES "]
    assert foot.text == f"{words[0]}1{words[1]}1\nkaki halaman"
    assert made.sections[0].header.paragraphs[0].text == "DATA CONTOH"
    spoken = {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))}
    assert spoken == {"id-ID" if lang == "id" else "en-GB"}


def test_headings_are_headings_and_stay_with_what_follows():
    second = document.Section("Halaman baru", (), new_page=True)
    made = word.opened(docx(report(document.Table("Tabel", COLUMNS, rows(1)))))
    styles = {one.text: one.style for one in made.paragraphs}
    assert styles["Bagian"].name == "Heading 1"
    assert styles["Bagian"].paragraph_format.keep_with_next
    assert styles["Tabel"].paragraph_format.keep_with_next
    made = word.opened(docx(report(sections=(second,))))
    heading = next(one for one in made.paragraphs if one.text == "Halaman baru")
    assert heading.paragraph_format.page_break_before


def test_a_blank_is_an_empty_cell():
    row = document.Row(("Kotak", ""))
    facts = document.Facts((("Nomor", ""),))
    told = word.tables(docx(report(document.Table("", COLUMNS, (row,)), facts)))
    assert told[0][1] == ["Kotak", ""]
    assert told[1] == [["Nomor", ""]]


def test_signatures_have_room_and_places_for_names():
    people = tuple(document.Signature(f"Anggota {number}") for number in range(4))
    block = document.Signatures(
        "Pekalongan, 22 Desember 2023", (document.Signature("Ketua", "Siti"), *people)
    )
    data = docx(report(block))
    assert "Pekalongan, 22 Desember 2023" in word.text(data)
    told = word.tables(data)[0]
    assert told[0] == ["Ketua", "Anggota 0", "Anggota 1"]
    assert told[2][0] == "Siti"
    assert told[2][1].startswith("(....")
    assert told[3] == ["Anggota 2", "Anggota 3", ""]
    assert word.opened(data).tables[0].rows[1].height.mm == pytest.approx(20, abs=0.1)


def test_gauges_bars_and_notes_are_told_in_words():
    gauge = document.Gauge("Siap", "80,0 %", 80.0, 5.0, 99.5, "28 barang", "S1")
    silent = document.Gauge("Kirim", "Belum lapor", None)
    origin = document.Origin(
        "a.xlsx", "Rekap", "E7:E9", "Diterima", 3, "12", "Rina", datetime(2023, 12, 22, 9, 5, tzinfo=UTC)
    )
    note = document.Note("S1", "Kesiapan", ("80 / 100 = 80,0 %",), ("S7",), (origin,))
    one = report(
        document.Gauges((gauge,)),
        document.Bars("Tahap", (silent,)),
        document.Paragraph("kalimat", note="S1"),
        notes=(note,),
    )
    told = word.text(docx(one))
    for part in (
        "80,0 %",
        "28 barang",
        "99,5",
        "5,0\u00a0%",
        "Belum lapor",
        "kalimat [S1]",
        "S7",
        "Rekap!E7:E9",
    ):
        assert part in told
    assert "80 / 100 = 80,0 %" in told


def test_texts_stay_texts():
    row = document.Row((HOSTILE, HOSTILE))
    data = docx(report(document.Paragraph(HOSTILE), document.Table(HOSTILE, COLUMNS, (row,))))
    assert '=HYPERLINK("http://x") <b>&amp; {x}' in word.text(data)
    with zipfile.ZipFile(BytesIO(data)) as kept:
        assert b"<w:hyperlink" not in kept.read("word/document.xml")
        assert b"instrText" not in kept.read("word/document.xml")
        assert {one.date_time[0] for one in kept.infolist()} == {1980}


def test_the_same_report_gives_the_same_bytes():
    one = report(document.Table("Tabel", COLUMNS, rows(3)))
    assert docx(one) == docx(one)

"""The drawing of reports as PDF: complete tables, repeated heads, page n of N, the same bytes."""

import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from reports.document import (
    Bars,
    Column,
    Document,
    Facts,
    Gauge,
    Gauges,
    Note,
    Paragraph,
    Row,
    Seal,
    Section,
    Signature,
    Signatures,
    Table,
)
from reports.pdf import pdf
from texts import LANGUAGES, Lang

SEAL = Seal("briefing", "33.75", "2023-12-22", "2023-12-22", 7, "ab" * 32, "id")


def document(*blocks: object, lang: Lang = "id", notes: tuple[Note, ...] = ()) -> Document:
    """A report of one section."""
    sections = (Section("Bagian", blocks),)  # type: ignore[arg-type]
    return Document("Judul", "Anak judul", lang, ("Kepala",), sections, "Kaki laporan", SEAL, notes=notes)


def pages(data: bytes) -> list[str]:
    """The text of each page with single blanks."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(data)).pages]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_of_500_rows_prints_500_rows_under_repeated_heads(lang: Lang):
    rows = tuple(Row((f"baris-{number:03d}", f"{number}.000")) for number in range(500))
    told = pages(pdf(document(Table("", (Column("Nama"), Column("Banyak", 1, True)), rows), lang=lang)))
    whole = " ".join(told)
    assert [number for number in range(500) if f"baris-{number:03d} {number}.000" not in whole] == []
    assert len(told) > 5
    page, of = ("Halaman", "dari") if lang == "id" else ("Page", "of")
    for number, text in enumerate(told, 1):
        assert text.count("Nama Banyak") == 1
        assert f"{page} {number} {of} {len(told)}" in text
        assert "Kaki laporan" in text


def test_every_block_is_drawn():
    blocks = (
        Paragraph("Sebuah kalimat <b>&amp; tanda", note="S1"),
        Gauges((Gauge("Besar", "80,0 %", 80.0, 5.0, 95.0, "rinci"),), large=True),
        Gauges((Gauge("Kecil", "belum lapor", None),)),
        Bars("Batang", (Gauge("Satu", "10,0 %", 10.0, 20.0, note="S1"),)),
        Facts((("Tempat", "Pekalongan"), ("Hari", ""))),
        Signatures("Pekalongan, 22 Desember 2023", (Signature("Ketua"), Signature("Sekretaris", "Budi"))),
    )
    notes = (Note("S1", "Judul catatan", ("1 + 1 = 2",)),)
    text = " ".join(pages(pdf(document(*blocks, notes=notes))))
    for told in (
        "Sebuah kalimat <b>&amp; tanda",
        "80,0 %",
        "rinci",
        "Kecil",
        "belum lapor",
        "Batang",
        "10,0 %",
        "Pekalongan, 22 Desember 2023",
        "Ketua",
        "Sekretaris",
        "Budi",
        "Judul catatan",
        "1 + 1 = 2",
    ):
        assert told in text
    assert text.count("[S1]") == 2


def test_a_heading_never_ends_a_page():
    rows = tuple(Row((f"baris-{number}",)) for number in range(40))
    sections = tuple(
        Section(f"Kepala-{at}", (Table("", (Column("Kolom"),), rows[: 5 + at * 3 % 17]),)) for at in range(30)
    )
    made = Document("Judul", "", "id", (), sections, "Kaki", SEAL)
    for text in pages(pdf(made)):
        assert not re.search(r"Kepala-\d+ Halaman", text)


def test_a_section_begins_on_a_page_of_its_own_where_it_asks_for_it():
    sections = (
        Section("Satu", (Paragraph("pendek"),)),
        Section("Dua", (Paragraph("juga"),), new_page=True),
    )
    told = pages(pdf(Document("Judul", "", "id", (), sections, "Kaki", SEAL)))
    assert ["Dua" in text for text in told] == [False, True]


def test_the_same_report_gives_the_same_bytes():
    made = document(Paragraph("x"), Gauges((Gauge("a", "1", 1.0),)))
    assert pdf(made) == pdf(made)


@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=30))
def test_any_text_of_a_sheet_can_be_printed(text: str, name: str):
    table = Table(name, (Column(text), Column(name)), (Row((name, text)),))
    assert pdf(document(Paragraph(text), table, Bars(text, (Gauge(name, text, 1.0),)))).startswith(b"%PDF")

"""The seal of a PDF: whole as it was made, changed by the flip of any digit."""

import random
import re
import zlib
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from reports.document import Column, Row, Seal, Table
from reports.pdf import pdf
from reports.sealing import sealed, unseal
from tests.reports.test_pdf import SEAL, document


@pytest.fixture(scope="module")
def report() -> bytes:
    """A sealed report of several pages."""
    rows = tuple(Row((f"Barang {number}", f"{number * 37 % 1000:03d}.412")) for number in range(120))
    return sealed(pdf(document(Table("", (Column("Barang"), Column("Banyak", 1, True)), rows))), SEAL)


def test_a_report_is_whole_and_tells_what_it_is_made_of(report: bytes):
    found = unseal(report)
    assert found.standing == "whole"
    assert found.seal == SEAL
    assert found.code.startswith("PAPAN-RAKOR/BRIEFING/33.75/2023-12-22/7/")


def test_every_page_carries_the_code(report: bytes):
    pages = PdfReader(BytesIO(report)).pages
    assert len(pages) > 1
    drawn = {page["/Contents"].get_object()[-1].get_object().get_data() for page in pages}
    assert len(drawn) == 1
    assert drawn.pop().count(b" re") > 100


def test_saved_anew_without_a_change_it_is_still_whole(report: bytes):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(report)))
    writer.add_metadata({"/Keywords": "disimpan ulang"})
    out = BytesIO()
    writer.write(out)
    assert out.getvalue() != report
    assert unseal(out.getvalue()).standing == "whole"


def _edited(report: bytes, page: int, edit: "re.Pattern[bytes]", to: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(report)))
    stream = writer.pages[page]["/Contents"].get_object()[0].get_object()
    before = stream.get_data()
    after = edit.sub(to, before, count=1)
    assert after != before
    stream.set_data(after)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("page", [0, 1])
def test_one_other_letter_is_a_change(report: bytes, page: int):
    shown = re.compile(rb"\((.)\) Tj|\(([^()\\]{2,})\) Tj")
    assert unseal(_edited(report, page, shown, b"(9) Tj")).standing == "changed"


def test_one_moved_line_is_a_change(report: bytes):
    assert unseal(_edited(report, 1, re.compile(rb"\d+\.\d+ \d+ l S|l S|re f"), b"n")).standing == "changed"


def test_a_page_that_is_taken_away_or_put_elsewhere_is_a_change(report: bytes):
    reader = PdfReader(BytesIO(report))
    for order in ([0], [1, 0, *range(2, len(reader.pages))]):
        writer = PdfWriter()
        for at in order:
            writer.add_page(reader.pages[at])
        writer.add_metadata({name: str(value) for name, value in (reader.metadata or {}).items()})
        out = BytesIO()
        writer.write(out)
        assert unseal(out.getvalue()).standing == "changed"


def test_something_laid_over_the_page_is_a_change(report: bytes):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(report)))
    writer.add_annotation(0, FreeText(text="100 %", rect=(50, 550, 200, 650)))
    out = BytesIO()
    writer.write(out)
    assert unseal(out.getvalue()).standing == "changed"


@pytest.mark.parametrize("name", ["/OpenAction", "/AcroForm", "/OCProperties", "/Names", "/AA"])
def test_what_acts_or_hides_beside_the_pages_is_a_change(report: bytes, name: str):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(report)))
    writer.root_object[NameObject(name)] = DictionaryObject()
    out = BytesIO()
    writer.write(out)
    assert unseal(out.getvalue()).standing == "changed"


@pytest.mark.parametrize(("name", "value"), [("/CropBox", [0, 0, 300, 300]), ("/Rotate", 180)])
def test_what_pages_inherit_is_theirs(report: bytes, name: str, value: object):
    """A part of every page cut off by what stands above them in the file is seen."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(report)))
    made = ArrayObject(NumberObject(one) for one in value) if isinstance(value, list) else NumberObject(value)
    above = writer.root_object["/Pages"].get_object()
    above[NameObject(name)] = made  # pyright: ignore[reportIndexIssue]
    for page in writer.pages:
        page.pop(NameObject(name), None)
    out = BytesIO()
    writer.write(out)
    assert unseal(out.getvalue()).standing == "changed"


def test_another_seal_put_upon_a_changed_report_does_not_fit_its_code(report: bytes):
    other = Seal("briefing", "33.75", "2023-12-23", "2023-12-23", 8, "cd" * 32, "id")
    foreign = sealed(pdf(document()), other)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(report)))
    kept = (PdfReader(BytesIO(foreign)).metadata or {})["/PapanRakor"]
    writer.add_metadata({"/PapanRakor": kept})
    out = BytesIO()
    writer.write(out)
    assert unseal(out.getvalue()).standing == "changed"


def test_without_its_code_a_page_is_changed(report: bytes):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(report)))
    contents = writer.pages[0]["/Contents"].get_object()
    writer.pages[0][NameObject("/Contents")] = ArrayObject(list(contents)[:-1])
    out = BytesIO()
    writer.write(out)
    assert unseal(out.getvalue()).standing == "changed"


def test_what_is_no_report_has_no_seal():
    assert unseal(pdf(document())).standing == "unsealed"
    assert unseal(b"").standing == "unsealed"
    assert unseal(b"%PDF-1.7\nno pdf").standing == "unsealed"
    assert unseal(zlib.compress(b"x" * 1000)).standing == "unsealed"


def test_broken_bytes_are_told_and_never_called_whole(report: bytes):
    drawn = random.Random(5)
    for _ in range(60):
        broken = bytearray(report)
        for _ in range(drawn.randint(1, 5)):
            broken[drawn.randrange(len(broken))] = drawn.randrange(256)
        cut = bytes(broken[: drawn.randrange(len(broken))]) if drawn.random() < 0.3 else bytes(broken)
        found = unseal(cut)
        if found.standing == "whole":  # a byte that no reader draws: the text must be that of the report
            ours = [page.extract_text() for page in PdfReader(BytesIO(report)).pages]
            assert [page.extract_text() for page in PdfReader(BytesIO(cut)).pages] == ours

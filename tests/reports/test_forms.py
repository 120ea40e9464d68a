"""Forms on paper have the sheet's own columns, and what is typed back reads clean."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pypdf
import pytest

import loaders
import pipeline
from loaders.layouts import choice_key
from loaders.templates import FIRST_ROW, HEADER_ROW
from reports.forms_pdf import form_pdf
from tests.loaders.workbooks import knowledge, read
from texts import LANGUAGES, Lang, say

FORMS = [(kind, stage) for kind in loaders.kinds() for stage in loaders.form_stages(kind)]
PLACES = tuple(
    loaders.KnownPlace("Kota Pekalongan", kecamatan, kelurahan, frozenset({1, 2, 901}))
    for kecamatan, names in {
        "Pekalongan Barat": ("Medono", "Podosugih"),
        "Pekalongan Timur": ("Kauman", "Poncol"),
    }.items()
    for kelurahan in names
)
KNOWN = knowledge(PLACES)
SAMPLE: dict[str, Any] = {
    "count": 12,
    "rupiah": 1_500_000,
    "decimal": 2.5,
    "percent": 40,
    "date": date(2024, 1, 5),
    "text": "isi",
    "period": "Januari 2024",
    "tps": 1,
}
BY_NAME = {"dpt": 24, "garis": "109.66,-6.9;109.67,-6.9;109.67,-6.89"}
PAGE = {"id": r"(\d+) dari (\d+)", "en": r"(\d+) of (\d+)"}


def _typed(kind: str, stage: str, lang: Lang) -> bytes:
    """The workbook of a form with each blank cell filled in, as somebody types it from the paper."""
    form = loaders.entry_form(kind, stage, KNOWN, lang)
    book = openpyxl.load_workbook(io.BytesIO(loaders.form_book(kind, stage, KNOWN, lang)))
    sheet = book.worksheets[0]
    sheet["A3"] = "PER TANGGAL 22 DESEMBER 2023"
    for number, row in enumerate(form.rows):
        for at, (column, value) in enumerate(zip(form.columns, row, strict=True), start=2):
            if value is None:
                sheet.cell(FIRST_ROW + number, at).value = _pen(kind, column.code, number, lang)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _pen(kind: str, code: str, number: int, lang: Lang) -> Any:
    field = loaders.layout(kind).field(code)
    place = PLACES[number % len(PLACES)]
    if code in ("kecamatan", "kelurahan"):
        return getattr(place, code)
    if field.type in ("choice", "body"):
        return say(choice_key(kind, field, list(field.options)[number % len(field.options)]), lang)
    if field.type == "flag":
        return say(("kinds.template.yes", "kinds.template.no")[number % 2], lang)
    if code in BY_NAME:
        return BY_NAME[code]
    if field.type == "text":
        return f"isi {number + 1}"
    return SAMPLE[field.type]


def _pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_kind_has_a_form():
    assert {kind for kind, _ in FORMS} == set(loaders.kinds())
    assert set(loaders.form_stages("logistik")) == {
        *("received", "sorted", "packed", "sent", "confirmed", "returned")
    }
    assert set(loaders.form_stages("distribusi")) == {"ppk", "pps", "tps"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "stage"), FORMS)
def test_a_form_typed_back_reads_without_findings(kind: str, stage: str, lang: Lang):
    form = loaders.entry_form(kind, stage, KNOWN, lang)
    reading = read(_typed(kind, stage, lang), KNOWN, f"{kind}.xlsx")
    (found,) = reading.tables
    assert found.kind == kind
    assert [*reading.problems, *found.problems] == []
    assert (found.rows, found.accepted) == (len(form.rows), len(form.rows))
    assert set(found.columns) == {one.code for one in form.columns}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "stage"), FORMS)
def test_paper_and_workbook_have_the_same_columns(kind: str, stage: str, lang: Lang):
    form = loaders.entry_form(kind, stage, KNOWN, lang)
    sheet = openpyxl.load_workbook(io.BytesIO(loaders.form_book(kind, stage, KNOWN, lang))).worksheets[0]
    headings = [str(cell.value) for cell in sheet[HEADER_ROW]][1:]
    assert headings == [one.heading for one in form.columns]
    pages = _pages(form_pdf(form, lang))
    for number, page in enumerate(pages, start=1):
        assert re.findall(PAGE[lang], page) == [(str(number), str(len(pages)))]
        assert form.title in page
        assert form.office in page
        assert say("forms.dated", lang) in page
    assert _plain("".join(headings)) in _plain(pages[0])
    assert say("forms.filled-by", lang) in pages[-1]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "stage"), FORMS)
def test_nothing_but_what_is_known_is_filled_in(kind: str, stage: str, lang: Lang):
    form = loaders.entry_form(kind, stage, KNOWN, lang)
    headings = "".join([say("kinds.template.number", lang), *(one.heading for one in form.columns)])
    printed = _plain("".join(_pages(form_pdf(form, lang))))
    count = len(_pages(form_pdf(form, lang)))
    for line in (form.office, form.title, say("forms.note", lang), say("forms.dated", lang)):
        assert printed.count(_plain(line)) == count
        printed = printed.replace(_plain(line), "")
    for number in range(1, count + 1):
        printed = printed.replace(_plain(say("forms.page", lang, number=number, count=count)), "", 1)
    printed = printed.replace(_plain(headings), "")
    signed = "".join(say(f"forms.{one}", lang) for one in ("filled-by", "checked-by"))
    printed = printed.replace(_plain(signed + say("forms.sign", lang) * 2), "")
    told = "".join(
        str(number) + "".join(str(value) for value in row if value is not None)
        for number, row in enumerate(form.rows, start=1)
    )
    assert printed == _plain(told)


def test_places_and_items_stand_in_it():
    form = loaders.entry_form("logistik", "confirmed", KNOWN, "id")
    codes = [one.code for one in form.columns]
    told = {(row[codes.index("kecamatan")], row[codes.index("kelurahan")]) for row in form.rows}
    assert told == {(one.kecamatan, one.kelurahan) for one in PLACES}
    assert len(form.rows) == len(PLACES) * len(KNOWN.items)
    assert {row[codes.index("dikonfirmasi")] for row in form.rows} == {None}
    stations = loaders.entry_form("distribusi", "tps", KNOWN, "id")
    assert len(stations.rows) == 3 * len(PLACES)
    assert {row[3] for row in stations.rows} == {"TPS"}


def test_without_a_list_of_places_its_rows_are_left_to_the_pen():
    form = loaders.entry_form("distribusi", "pps", knowledge(), "id")
    assert len(form.rows) == 16
    assert "isi nama" in form.office


def test_five_hundred_rows_are_printed_under_a_repeated_head():
    places = tuple(
        loaders.KnownPlace("Kota Pekalongan", "Medan", f"Kelurahan {at}", frozenset(range(1, 51)))
        for at in range(10)
    )
    form = loaders.entry_form("tps", "list", knowledge(places), "id")
    assert len(form.rows) == 500
    pages = _pages(form_pdf(form, "id"))
    assert len(pages) > 10
    headings = _plain("No." + "".join(one.heading for one in form.columns))
    # The last page may hold the signatures alone.
    assert all(headings in _plain(page) for page in pages[:-1])
    told = _plain("".join(pages))
    assert all(_plain(f"{at}Medan{row[1]}{row[2]}") in told for at, row in enumerate(form.rows, start=1))


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "<b>&amp;", "Ngadirejo & Kauman"])
def test_a_name_is_printed_as_it_is(name: str):
    known = knowledge((loaders.KnownPlace("Kota A", name, "B", frozenset({1})),))
    form = loaders.entry_form("tps", "list", known, "id")
    assert _plain(name) in _plain("".join(_pages(form_pdf(form, "id"))))
    sheet = openpyxl.load_workbook(io.BytesIO(loaders.form_book("tps", "list", known, "id"))).worksheets[0]
    assert (sheet.cell(FIRST_ROW, 2).value, sheet.cell(FIRST_ROW, 2).data_type) == (name, "s")


@pytest.mark.parametrize(("format", "begin"), [("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_the_pipeline_gives_both(election: Any, format: pipeline.FormFormat, begin: bytes):
    data = pipeline.entry_form(None, election, "logistik", "received", None, "id", format)
    assert data.startswith(begin)


def test_an_unknown_stage_is_refused():
    with pytest.raises(KeyError):
        loaders.entry_form("logistik", "terbang", KNOWN, "id")

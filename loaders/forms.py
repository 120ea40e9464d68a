"""Forms on paper of a kind of sheet and one of its stages: which columns they have and what stands in them
already. What is written on them is typed into a workbook with the same columns."""

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.items import ItemNames
from loaders.layouts import FieldType, Form, Layout, choice_key, layout, name_key
from loaders.reading import Knowledge, KnownPlace
from loaders.templates import template
from texts import Lang, known, say

Value = str | int | None

_BLANK = 16
"""Rows of a form for whose places or items no list is known."""


@dataclass(frozen=True)
class Column:
    """A column of a form."""

    code: str
    type: FieldType
    heading: str


@dataclass(frozen=True)
class EntryForm:
    """A form to be filled in with a pen."""

    kind: str
    stage: str
    title: str
    """What it is for, in words."""
    office: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    """What stands in its cells already; None is left to the pen."""


def stages(kind: str) -> tuple[str, ...]:
    """The stages of a kind that there are forms for."""
    return tuple(one.stage for one in layout(kind).forms)


def entry_form(kind: str, stage: str, knowledge: Knowledge, lang: Lang) -> EntryForm:
    """The form of a stage with a row for each place and item that is known; raises KeyError for an unknown
    kind or stage."""
    sheet = layout(kind)
    form = sheet.form(stage)
    offices = {one.office for one in knowledge.places} | ({knowledge.office} if knowledge.office else set())
    return EntryForm(
        kind,
        stage,
        say("forms.title", lang, kind=say(f"kinds.{kind}.name", lang), stage=stage_name(kind, stage, lang)),
        f"KPU {offices.pop().upper()}" if len(offices) == 1 else say("kinds.template.office", lang),
        tuple(Column(code, sheet.field(code).type, say(name_key(kind, code), lang)) for code in form.columns),
        tuple(_rows(sheet, form, knowledge, lang)),
    )


def stage_name(kind: str, stage: str, lang: Lang) -> str:
    """A stage's form in words."""
    return say(f"forms.stages.{kind}.{stage}", lang)


def form_book(kind: str, stage: str, knowledge: Knowledge, lang: Lang) -> bytes:
    """The same form as a workbook (xlsx), to type into it what was written on paper."""
    form = entry_form(kind, stage, knowledge, lang)
    return template(kind, knowledge, lang, [one.code for one in form.columns], form.rows)


def _rows(sheet: Layout, form: Form, knowledge: Knowledge, lang: Lang) -> Iterator[tuple[Value, ...]]:
    given = {
        code: say(choice_key(sheet.kind, sheet.field(code), word), lang) for code, word in form.given.items()
    }
    places = list(_places(form.places, knowledge.places))
    items = list(_items(form.items, knowledge, lang))
    # Without its places or items a form is left to the pen.
    if not places or not items or not (form.places or form.items):
        places, items = [{}] * (form.blank or _BLANK), [{}]
    for place in places:
        for item in items:
            told = {**given, **place, **item}
            yield tuple(told.get(code) for code in form.columns)


def _places(level: str, known_places: tuple[KnownPlace, ...]) -> Iterator[dict[str, Value]]:
    ordered = sorted(known_places, key=lambda one: (one.kecamatan, one.kelurahan))
    if level == "kecamatan":
        for name in dict.fromkeys(one.kecamatan for one in ordered):
            yield {"kecamatan": name}
    elif level == "kelurahan":
        for one in ordered:
            yield {"kecamatan": one.kecamatan, "kelurahan": one.kelurahan}
    elif level == "tps":
        for one in ordered:
            for number in sorted(one.stations):
                yield {"kecamatan": one.kecamatan, "kelurahan": one.kelurahan, "tps": number}
    else:
        yield {}


def _items(which: str, knowledge: Knowledge, lang: Lang) -> Iterator[dict[str, Value]]:
    if not which:
        yield {}
        return
    for code, name in ItemNames(knowledge.items).names.items():
        if which == "all" or code in knowledge.ballots:
            unit = knowledge.units.get(code)
            key = f"units.{unit}"
            yield {"item": name, "satuan": say(key, lang) if known(key, lang) else unit}

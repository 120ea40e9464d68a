"""The kinds of tracking sheet, one TOML file each: columns, their other names, types, required ones and
checks.

A new kind of sheet is one new file here and its words in `texts/`; matching, typing, the template and the
table at rest follow.
"""

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

import texts
from loaders.reading import Severity
from loaders.words import normal

FieldType = Literal[
    "count",
    "rupiah",
    "decimal",
    "percent",
    "date",
    "text",
    "place",
    "flag",
    "item",
    "choice",
    "body",
    "period",
    "tps",
    "code",
    "line",
]
"""body: an ad-hoc body or level, perhaps with its place behind it ("PPK Pekalongan Barat"); period: a month
or a named stage; place: a place of any level in words, "Kel. Medono, Pekalongan Barat"; code: a dotted place
code; line: a line on the map, as `lines.written` writes it."""

NUMBERS = frozenset({"count", "rupiah", "decimal", "percent"})
MEASURES = frozenset({"count", "rupiah", "decimal"})
LANGUAGE_OF_HEADINGS: texts.Lang = "id"
"""Sheets are kept in Bahasa Indonesia, whatever language the screen speaks."""
PLACES = ("kecamatan", "kelurahan", "tps")

_FOLDER = Path(__file__).parent
_ARROW: dict[str, pa.DataType] = {
    "count": pa.int64(),
    "rupiah": pa.int64(),
    "decimal": pa.float64(),
    "percent": pa.float64(),
    "date": pa.date32(),
    "flag": pa.bool_(),
}


@dataclass(frozen=True)
class Field:
    """A column that a kind of sheet may have."""

    code: str
    type: FieldType
    synonyms: frozenset[str]
    """Its names as headings write them, normalised."""
    measure: bool
    """Whether its numbers are claimed and added; a rate or a coordinate is not."""
    stored: bool
    """False: recognised only so that it is not taken for another column."""
    fill: bool
    """Whether a blank cell means the cell above it, as in a column that is merged down."""
    personal: bool
    """Data of persons; never kept."""
    signed: bool = False
    """Whether a count may be less than zero, as a difference may."""
    weak: frozenset[str] = frozenset()
    """Normalised names that mean this only where no other column does and the numbers are no percentages."""
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Stored word to the normalised ways of writing it."""
    people: bool = False
    """Whether names of people belong there and are kept, for analysts only: a driver, a speaker."""
    packs: bool = False
    """Whether it counts packages, in whatever unit the item itself is counted."""
    like: str = ""
    """Column whose choices it has too; "" where they are its own."""
    ticked: bool = False
    """Whether its cells may be ticked: a mark, or a day, stands for its choice that means yes or no."""
    names: frozenset[str] = frozenset()
    """Its own names among the synonyms: those by which templates call it."""


@dataclass(frozen=True)
class Check:
    """A rule between columns of one row: `more` must not exceed `than` or a limit of the election, `parts`
    must add up to `whole`, or `rest` is what is left of `whole`."""

    code: str
    severity: Severity
    more: str = ""
    than: str = ""
    limit: str = ""
    """Field of `reading.Knowledge` that holds the most that `more` may be."""
    parts: tuple[str, ...] = ()
    whole: str = ""
    rest: str = ""
    less: tuple[tuple[str, ...], ...] = ()
    """The ways in which offices reckon `rest`: what is taken from `whole`, with "-" what is not."""
    ways: tuple[tuple[str, ...], ...] = ()
    """Without `whole`: the ways in which `rest` may be reckoned, "-" before what is taken away."""
    factors: tuple[str, ...] = ()
    """Columns of which one of `of` is the product: a rate first, then of how many."""
    of: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    """Columns of which none may be blank."""
    side: str = ""
    """short: `rest` is nothing where there is too much; over: where there is too little."""

    @property
    def codes(self) -> frozenset[str]:
        """The columns that it looks at."""
        ways = (code.lstrip("-") for way in (*self.less, *self.ways) for code in way)
        own = {self.more, self.than, self.whole, self.rest, *self.parts, *self.factors, *self.of, *self.blank}
        return frozenset({*own, *ways} - {""})


@dataclass(frozen=True)
class Derived:
    """A column that the sheet leaves out and that follows from others."""

    code: str
    parts: tuple[str, ...]
    """All of these must be there."""
    also: tuple[str, ...]
    """Added where they are there; without `parts` one of them is enough."""


@dataclass(frozen=True)
class Plan:
    """An amount that is written again beside each part of what it plans."""

    plan: str
    got: str
    parts: frozenset[str]
    """Fields that tell one part from another, and nothing else."""
    loose: frozenset[str]
    """Fields that may do so, or tell two plans apart."""
    may_accumulate: bool
    """Whether sheets write what came up to each day rather than on it."""


@dataclass(frozen=True)
class Form:
    """What a printed form of a stage asks for."""

    stage: str
    columns: tuple[str, ...]
    """Its columns in their order, places among them."""
    places: str = ""
    """Level of the places that have a row each: kecamatan, kelurahan or tps; "" for none."""
    items: str = ""
    """Which items have a row each, at each place: all or ballots; "" for none."""
    given: dict[str, str] = field(default_factory=dict)
    """Column to the stored word of the choice that all its rows have."""
    blank: int = 0
    """Empty rows, where neither places nor items are known beforehand."""


@dataclass(frozen=True, eq=False)
class Layout:
    """One kind of tracking sheet; compared by identity, since `layout` gives one object a kind."""

    kind: str
    titles: tuple[str, ...]
    """Normalised phrases by which a title points to this kind."""
    fields: tuple[Field, ...]
    """Stored and recognised columns, those of places left out; in the order of the table at rest."""
    shared: tuple[Field, ...]
    """Columns that every kind may have: places, row number, remarks, data of persons."""
    required: tuple[tuple[str, ...], ...]
    """Of each group one column at least must be there."""
    subject: tuple[str, ...]
    """Fields of which the subject of a claim consists."""
    spread: tuple[str, ...]
    """Fields whose values may be column headings (wide sheets)."""
    key: tuple[str, ...]
    """Fields that, with the place, tell one row from another."""
    checks: tuple[Check, ...]
    derived: tuple[Derived, ...] = ()
    plan: Plan | None = None
    elsewhere: tuple[str, ...] = ()
    """Fields that say where beside the places. Where a kind has some, a row that names no place is of the
    whole city, whatever stands above it."""
    forms: tuple[Form, ...] = ()
    """The forms on paper that it may be written on before it is typed."""
    told_by: str = ""
    """The field without which, in a column or above the table, no sheet is taken for this kind by itself."""

    @property
    def columns(self) -> tuple[Field, ...]:
        """All columns that may be on a sheet."""
        return (*self.shared, *self.fields)

    @property
    def stored(self) -> tuple[Field, ...]:
        """The kind's own columns at rest, without those of places."""
        return tuple(one for one in self.fields if one.stored)

    @property
    def measures(self) -> tuple[Field, ...]:
        """The columns whose numbers are claimed and added."""
        return tuple(one for one in self.fields if one.stored and one.measure)

    def field(self, code: str) -> Field:
        """The column of that code; raises KeyError."""
        for one in self.columns:
            if one.code == code:
                return one
        raise KeyError(code)

    def form(self, stage: str) -> Form:
        """The form of that stage; raises KeyError."""
        for one in self.forms:
            if one.stage == stage:
                return one
        raise KeyError(stage)

    def has(self, code: str) -> bool:
        """Whether the kind knows such a column."""
        return any(one.code == code for one in self.columns)


def kinds() -> tuple[str, ...]:
    """The kinds of sheet that there are layouts for."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("[!_]*.toml")))


@cache
def layout(kind: str) -> Layout:
    """The layout of a kind; raises KeyError when there is none."""
    if kind not in kinds():
        raise KeyError(kind)
    raw = tomllib.loads((_FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))
    given = {row["code"]: row.get("options", {}) for row in raw["fields"]}
    own = tuple(
        _field(kind, {**row, "options": given[row.get("like", row["code"])]}) for row in raw["fields"]
    )
    taken = {one.code for one in own}
    names = frozenset().union(*(one.synonyms for one in own))
    shared = tuple(
        replace(one, synonyms=one.synonyms - names) for one in _shared(kind) if one.code not in taken
    )
    return Layout(
        kind=kind,
        titles=tuple(
            dict.fromkeys(normal(title) for title in (*raw["titles"], *(_say(f"kinds.{kind}.name"))))
        ),
        fields=own,
        shared=shared,
        required=tuple(tuple(group) for group in raw["required"]),
        subject=tuple(raw.get("subject", ())),
        spread=tuple(raw.get("spread", ())),
        key=tuple(raw["key"]),
        checks=tuple(_check(row) for row in raw.get("checks", ())),
        derived=tuple(
            Derived(row["field"], tuple(row.get("sum", ())), tuple(row.get("also", ())))
            for row in raw.get("derived", ())
        ),
        plan=_plan(raw["plan"]) if "plan" in raw else None,
        elsewhere=tuple(raw.get("elsewhere", ())),
        told_by=raw.get("told_by", ""),
        forms=tuple(
            Form(
                stage,
                tuple(row["columns"]),
                row.get("places", ""),
                row.get("items", ""),
                row.get("given", {}),
                row.get("blank", 0),
            )
            for stage, row in raw.get("forms", {}).items()
        ),
    )


def _plan(row: dict[str, Any]) -> Plan:
    parts, loose = frozenset(row["parts"]), frozenset(row.get("loose", ()))
    return Plan(row["plan"], row["got"], parts, loose, row["may_accumulate"])


def _shared(kind: str) -> tuple[Field, ...]:
    raw = tomllib.loads((_FOLDER / "_shared.toml").read_text(encoding="utf-8"))
    return tuple(_field(kind, row) for row in raw["fields"])


def _field(kind: str, row: dict[str, Any]) -> Field:
    stored = row.get("stored", True)
    return Field(
        code=row["code"],
        type=row["type"],
        synonyms=frozenset(normal(word) for word in (*row["synonyms"], *_names(kind, row["code"]))) - {""},
        measure=row.get("measure", True) and stored and row["type"] in MEASURES,
        stored=stored,
        fill=row.get("fill", False),
        personal=row.get("personal", False),
        signed=row.get("signed", False),
        people=row.get("people", False),
        packs=row.get("packs", False),
        names=frozenset(normal(word) for word in (row["synonyms"][0], *_names(kind, row["code"]))) - {""},
        weak=frozenset(normal(word) for word in row.get("weak", ())),
        like=row.get("like", ""),
        ticked=row.get("ticked", False),
        options={
            option: tuple(
                normal(word) for word in (option, *words, *_names(kind, row.get("like", row["code"]), option))
            )
            for option, words in row.get("options", {}).items()
        },
    )


def _names(kind: str, code: str, option: str = "") -> list[str]:
    """What the texts call a column or an option, so that a template's own headings are always understood."""
    key = f"kinds.{kind}.choices.{code}.{option}" if option else name_key(kind, code)
    return _say(key)


def _say(key: str) -> list[str]:
    return [texts.say(key, lang) for lang in texts.LANGUAGES if texts.known(key, lang)]


@cache
def fields(kind: str) -> tuple[str, ...]:
    """The columns that a person may say a column of the sheet is, places first, by code; `name_key` gives the
    words. They are what is stored, and what others follow from."""
    codes = (*PLACES, *(one.code for one in layout(kind).fields))
    return tuple(code for code in codes if texts.known(name_key(kind, code), LANGUAGE_OF_HEADINGS))


def name_key(kind: str, code: str) -> str:
    """The key of a column's name in the texts."""
    return f"kinds.places.{code}" if code in PLACES else f"kinds.{kind}.fields.{code}"


def choice_key(kind: str, field: Field, option: str) -> str:
    """The key of a choice's words in the texts."""
    return f"kinds.{kind}.choices.{field.like or field.code}.{option}"


def _check(row: dict[str, Any]) -> Check:
    return Check(
        code=row["code"],
        severity=row["severity"],
        more=row.get("more", ""),
        than=row.get("than", ""),
        limit=row.get("limit", ""),
        parts=tuple(row.get("sum", ())),
        whole=row.get("equals", "" if "factors" in row else row.get("of", "")),
        ways=tuple(tuple(way) for way in row.get("ways", ())),
        factors=tuple(row.get("factors", ())),
        of=tuple(row["of"]) if "factors" in row else (),
        rest=row.get("rest", ""),
        blank=tuple(row.get("blank", ())),
        side=row.get("side", ""),
        less=tuple(tuple(way) for way in row.get("less", ())),
    )


@cache
def marks() -> dict[str, bool]:
    """Normalised words of a condition column that mean yes or no: "baik", "bocor"."""
    raw = tomllib.loads((_FOLDER / "_shared.toml").read_text(encoding="utf-8"))["marks"]
    return {normal(word): good for name, good in (("good", True), ("bad", False)) for word in raw[name]}


@cache
def persons() -> dict[str, list[str]]:
    """Words by which a column of people's names is known: `first` names and `titles`, in lower case."""
    return tomllib.loads((_FOLDER / "_shared.toml").read_text(encoding="utf-8"))["persons"]


@cache
def schema(kind: str) -> pa.Schema:
    """The table at rest of a kind: place, grain, subject and row first, then the layout's own columns.

    Each of the kind's own columns carries metadata: `type` (of FieldType) and `measure` ("true" or "false").
    """
    first = [
        pa.field("office", pa.string()),
        pa.field("kecamatan", pa.string()),
        pa.field("kelurahan", pa.string()),
        pa.field("tps", pa.int32()),
        pa.field("grain", pa.string()),
        pa.field("subject", pa.string()),
        pa.field("sheet_row", pa.int32()),
    ]
    own = [
        pa.field(
            one.code,
            _ARROW.get(one.type, pa.string()),
            metadata={"type": one.type, "measure": "true" if one.measure else "false"},
        )
        for one in layout(kind).stored
    ]
    return pa.schema(first + own)


def schemas() -> dict[str, pa.Schema]:
    """The tables at rest of all kinds."""
    return {kind: schema(kind) for kind in kinds()}

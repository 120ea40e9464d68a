"""The layouts fit together: one name means one column, and everything has words in both languages."""

import pyarrow as pa
import pytest

import loaders
import texts
from loaders.layouts import MEASURES, PLACES, choice_key, name_key

KINDS = (
    "batas",
    "distribusi",
    "dokumen",
    "gudang",
    "hibah",
    "keuangan",
    "logistik",
    "masukan",
    "pemusnahan",
    "penggantian",
    "rekonsiliasi",
    "risiko",
    "sortir_lipat",
    "titik_kampanye",
    "tps",
)
PLACE_COLUMNS = ["office", "kecamatan", "kelurahan", "tps", "grain", "subject", "sheet_row"]


def test_these_are_all_the_kinds():
    assert loaders.kinds() == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_means_one_column_of_a_kind(kind: str):
    seen: dict[str, str] = {}
    for column in loaders.layout(kind).columns:
        for name in column.synonyms:
            assert seen.setdefault(name, column.code) == column.code, name


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_means_one_choice_of_a_column(kind: str):
    for column in loaders.layout(kind).fields:
        ways = [way for given in column.options.values() for way in dict.fromkeys(given)]
        assert len(ways) == len(set(ways)), column.code


@pytest.mark.parametrize("kind", KINDS)
def test_rules_name_columns_that_exist(kind: str):
    form = loaders.layout(kind)
    named = [*form.subject, *form.spread, *form.key, *(code for group in form.required for code in group)]
    named += [
        code
        for check in form.checks
        for code in (check.more, check.than, check.whole, *check.parts, *check.blank)
        if code
    ]
    assert [code for code in named if not form.has(code)] == []
    assert form.required


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_column_and_choice_has_words(kind: str, lang: texts.Lang):
    form = loaders.layout(kind)
    keys = [f"kinds.{kind}.name", f"kinds.{kind}.about", *(name_key(kind, code) for code in PLACES)]
    keys += [
        key for one in form.stored for key in (name_key(kind, one.code), f"kinds.{kind}.notes.{one.code}")
    ]
    keys += [choice_key(kind, one, option) for one in form.fields for option in one.options]
    keys += [f"problems.{check.code}{end}" for check in form.checks for end in ("", "-fix")]
    assert [key for key in keys if not texts.known(key, lang)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_at_rest_begins_with_the_place(kind: str):
    schema = loaders.schema(kind)
    assert schema.names[:7] == PLACE_COLUMNS
    assert schema.names[7:] == [one.code for one in loaders.layout(kind).stored]
    assert schema.field("tps").type == pa.int32()
    for one in loaders.layout(kind).stored:
        told = schema.field(one.code).metadata
        assert told[b"measure"] == (b"true" if one.measure else b"false")
        assert one.type in MEASURES or not one.measure


def test_rates_and_coordinates_are_no_measures():
    assert "upah_per_lembar" not in {one.code for one in loaders.layout("sortir_lipat").measures}
    assert {"lat", "lon"}.isdisjoint(one.code for one in loaders.layout("tps").measures)


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        loaders.layout("rahasia")


def test_every_problem_has_a_sentence_and_a_way_out_in_both_languages():
    for lang in texts.LANGUAGES:
        keys = {key for key in texts.catalogue(lang) if key.startswith("problems.")}
        assert keys == {key for key in texts.catalogue("id") if key.startswith("problems.")}
        assert {key for key in keys if not key.endswith("-fix") and f"{key}-fix" not in keys} == set()

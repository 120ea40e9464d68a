"""Both languages say the same things, and every text can be written."""

import string

import pytest

import texts


def _placeholders(template: str) -> set[tuple[str, str]]:
    return {(name, spec or "") for _, name, spec, _ in string.Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_keys():
    assert texts.catalogue("id").keys() == texts.catalogue("en").keys()


@pytest.mark.parametrize("key", sorted(texts.catalogue("id")))
def test_both_languages_fill_the_same_placeholders(key: str):
    names = [{name for name, _ in _placeholders(texts.catalogue(lang)[key])} for lang in texts.LANGUAGES]
    assert names[0] == names[1]


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_way_of_writing_is_known(lang: texts.Lang):
    for key, template in texts.catalogue(lang).items():
        for name, spec in _placeholders(template):
            assert name, f"{key}: placeholders are named"
            assert not spec or spec in texts.numbers.WAYS, f"{key}: {spec}"


def test_an_unknown_key_is_named():
    with pytest.raises(texts.NoSuchText, match=r"no-such-file\.key"):
        texts.say("no-such-file.key")


@pytest.mark.parametrize(
    ("way", "value", "indonesian", "english"),
    [
        ("count", 1234567, "1.234.567", "1,234,567"),
        ("percent", 80.0, "80,0\u00a0%", "80.0%"),
        ("percent", 99.97, "99,9\u00a0%", "99.9%"),
        ("percent", 100.0, "100,0\u00a0%", "100.0%"),
        ("percent", 0.01, "0,1\u00a0%", "0.1%"),
        ("rupiah", 1234567890, "Rp\u00a01.234.567.890", "Rp\u00a01,234,567,890"),
        ("rupiah", -5000, "-Rp\u00a05.000", "-Rp\u00a05,000"),
        ("rupiah_short", 1234567890, "Rp\u00a01,23\u00a0M", "Rp\u00a01.23\u00a0bn"),
        ("rupiah_short", 8105200000, "Rp\u00a08,11\u00a0M", "Rp\u00a08.11\u00a0bn"),
        ("rupiah_short", 999, "Rp\u00a0999", "Rp\u00a0999"),
        ("count", None, "–", "–"),
    ],
)
def test_numbers_are_written_as_the_language_does(way: str, value: float, indonesian: str, english: str):
    assert texts.numbers.write(value, way, "id") == indonesian
    assert texts.numbers.write(value, way, "en") == english

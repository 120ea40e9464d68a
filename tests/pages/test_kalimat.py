"""The page that computes a sentence anew, through AppTest on a real store."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import texts
from metrics.statement.model import Answer, ClaimKind
from tests import screens

PAGE, DAY = "kalimat", "2023-12-22"
BLITAR = "Kekurangan 3.909 surat suara, terdiri dari 2.084 rusak dan 1.025 kurang kirim."
BOGOR = "Disimpan 497.613 lembar di gudang A dan 319.670 lembar di gudang B, total 817.283 lembar."


def opened(way: str = "direct", lang: str = "id") -> AppTest:
    return screens.open_page(PAGE, way, lang, per=DAY)


def checked(at: AppTest, sentence: str, lang: texts.Lang = "id") -> str:
    at.text_area(key="kalimat_teks").set_value(sentence)
    next(one for one in at.button if one.label == texts.say("statement.check", lang)).click().run()
    assert not at.exception
    return screens.shown(at)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("way", screens.WAYS)
@pytest.mark.usefixtures("root")
def test_the_line_of_blitar_is_800_off_in_every_language_and_both_ways(way: str, lang: texts.Lang):
    at = opened(way, lang)
    assert texts.say("statement.not-kept", lang) in screens.shown(at)
    shown = checked(at, BLITAR, lang)
    assert texts.say("statement.some-wrong", lang, wrong=1, right=0, unknown=0) in shown
    assert '<mark class="is-not-received">3.909</mark>' in shown
    assert texts.say("statement.answers.wrong", lang) in shown
    assert {"id": "2.084 + 1.025 = 3.109", "en": "2,084 + 1,025 = 3,109"}[lang] in shown
    assert "+800" in shown


@pytest.mark.usefixtures("root")
def test_the_warehouses_of_bogor_are_right():
    shown = checked(opened(), BOGOR)
    assert texts.say("statement.all-right", "id", right=1) in shown
    assert '<mark class="is-complete">817.283</mark>' in shown


@pytest.mark.usefixtures("root")
def test_numbers_of_the_board_open_their_cells():
    shown = checked(opened(), "Kesiapan 98 persen; surat suara Presiden belum diterima 236.712 lembar.")
    names = re.findall(r'data-figure="([^"]+)"', shown)
    assert names == ["readiness", "item:PPWP:short"]
    assert texts.say("statement.some-wrong", "id", wrong=1, right=1, unknown=0) in shown
    assert "+18 poin persen" in shown


@pytest.mark.usefixtures("root")
def test_days_are_told_with_what_they_are_counted_from():
    shown = checked(opened(), "Batasnya Selasa, 15 Januari 2024, 25 hari lagi; lihat 31 April 2024.")
    assert "dari 22 Desember 2023 sampai 15 Januari 2024" in shown
    assert texts.say("screens.deadlines.at_city", "id") in shown
    assert texts.say("statement.how.no-such-day", "id") in shown
    assert "+1 hari" in shown


@pytest.mark.usefixtures("root")
def test_a_text_without_numbers_and_one_with_markup_are_shown_as_text():
    assert texts.say("statement.none", "id") in checked(opened(), "Semua siap.")
    at = opened()
    checked(at, "<b>7</b> kotak & <script>x</script>")
    assert "&lt;script&gt;x&lt;/script&gt;" in "".join(screens.html(at))


def test_nothing_typed_is_stored(root: Path):
    def kept() -> dict[str, bytes]:
        return {str(one): one.read_bytes() for one in sorted(root.rglob("*")) if one.is_file()}

    before = kept()
    checked(opened(), BLITAR)
    assert kept() == before


@pytest.mark.usefixtures("empty")
def test_without_data_a_sentence_is_held_against_itself():
    assert "2.084 + 1.025 = 3.109" in checked(opened(), BLITAR)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_answer_and_every_kind_has_its_words(lang: texts.Lang):
    for answer in Answer.__args__:
        assert texts.known(f"statement.answers.{answer}", lang)
    for kind in ClaimKind.__args__:
        assert texts.known(f"statement.how.{kind}", lang)

"""Sentences for the press and the minutes, computed anew: lines of past elections, and made ones."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import elections
from metrics.statement import Claim, statement
from tests.ui.boards import DAY, board
from texts import numbers

PROFILE = elections.load("pemilu-2024")
WHOLE = st.integers(10, 9_999_999)


def claims(line: str, today: date = DAY) -> tuple[Claim, ...]:
    return statement(line, today, PROFILE, board())


def only(line: str, kind: str) -> Claim:
    found = [one for one in claims(line) if one.kind == kind]
    assert len(found) == 1, claims(line)
    return found[0]


def written(value: int) -> str:
    return numbers.count(value, "id")


@pytest.mark.parametrize(
    "line",
    [
        "Kekurangan 3.909 surat suara, terdiri dari 2.084 surat suara rusak dan 1.025 kurang kirim.",
        "Kurang 3.909 surat suara, terdiri 2.084 surat suara rusak. Dan 1.025 surat suara kurang kirim.",
        "Ada 2.084 surat suara rusak dan 1.025 surat suara kurang kirim sehingga totalnya 3.909 surat suara.",
        "3.909 = 2.084 + 1.025",
        "2,084 + 1,025 = 3,909",
    ],
)
def test_the_line_of_blitar_is_800_off(line: str):
    found = only(line, "sum")
    assert (found.answer, found.said, found.right, found.difference) == ("wrong", 3909, 3109, 800)
    assert found.basis == (2084, 1025)
    assert line[found.start : found.end] in ("3.909", "3,909")


@pytest.mark.parametrize(
    "line",
    [
        "Surat suara disimpan di dua gudang: 497.613 lembar di gudang A dan 319.670 lembar di gudang B, total"
        " 817.283 lembar.",
        "Ada 817.283 lembar di 2 gudang, yakni 497.613 lembar di gudang 1 dan 319.670 lembar di gudang 2.",
    ],
)
def test_the_warehouses_of_bogor_add_up_and_swapped_digits_do_not(line: str):
    found = only(line, "sum")
    assert (found.answer, found.said, found.right, found.difference) == ("right", 817_283, 817_283, 0)
    swapped = only(line.replace("319.670", "319.760"), "sum")
    assert (swapped.answer, swapped.difference) == ("wrong", -90)


@pytest.mark.parametrize(
    "line",
    [
        "Surat suara rusak ditemukan di 127 dari 514 kabupaten/kota atau 32,2 persen.",
        "Surat suara rusak sebanyak 32,2% di 127 kabupaten/kota, dari total 514 kabupaten/kota.",
        "Dari 514 kabupaten/kota, 127 kabupaten/kota (32,2 %) menemukan surat suara rusak.",
        "Tinta rusak di 124 dari 514 kabupaten/kota. Surat suara di 127 kota/kabupaten, atau 32,2 persen.",
    ],
)
def test_the_share_of_bawaslu_is_another_one(line: str):
    found = only(line, "share")
    assert (found.answer, found.said, found.basis) == ("wrong", 32.2, (127, 514))
    assert isinstance(found.right, float) and round(found.right, 1) == 24.7
    right = re.sub(r"32,2", "24,7", line)
    assert only(right, "share").answer == "right"


def test_a_slip_of_the_year_is_told_with_the_date_that_is_meant():
    found = only("Semua logistik sudah di gudang paling lambat 15 Januari 2023.", "deadline")
    assert (found.answer, found.right, found.difference, found.deadline) == (
        "wrong",
        date(2024, 1, 15),
        -365,
        "at_city",
    )
    assert only("Paling lambat 15 Januari 2024.", "deadline").answer == "right"


def test_days_weekdays_and_days_that_cannot_be():
    line = "Batasnya Senin, 15 Januari 2024, 24 hari lagi."
    assert [one.answer for one in claims(line)] == ["right"] * 3
    wrong = list(claims(line.replace("Senin", "Selasa").replace("24 hari", "25 hari")))
    assert [(one.kind, one.answer) for one in wrong] == [
        ("deadline", "right"),
        ("weekday", "wrong"),
        ("days-left", "wrong"),
    ]
    assert wrong[-1].difference == 1
    assert only("Rapat 31 Februari 2024.", "no-such-day").answer == "wrong"
    assert only("Pemungutan suara tinggal 54 hari lagi.", "days-left").deadline == "voting"
    assert only("Hari ini H-55.", "days-left").difference == 1


@pytest.mark.parametrize(
    ("line", "name", "said", "right"),
    [
        ("Surat suara Presiden belum diterima 236.712 lembar.", "item:PPWP:short", 236_712, 236_712),
        ("Kebutuhan kotak suara 4.431 buah.", "item:KOTAK:need", 4431, 4413),
        ("Sudah diterima 4.413 kotak suara.", "item:KOTAK:received", 4413, 4413),
        ("Kesiapan KPU Kota Pekalongan 80 persen.", "readiness", 80, 80.0),
        ("Kesiapan sudah 98 %.", "readiness", 98, 80.0),
        ("Jumlah TPS 871 TPS di seluruh kota, total 871 TPS.", "tps", 871, 881),
        ("Pagu badan ad hoc Rp1,006 miliar.", "money:pagu", 1_006_000_000, 1_006_000_000),
    ],
)
def test_numbers_of_the_board_are_compared_with_it(line: str, name: str, said: float, right: float):
    found = next(one for one in claims(line) if one.name == name)
    assert (found.kind, found.said, found.right) == ("figure", said, right)
    assert found.answer == ("right" if said == right else "wrong")


@pytest.mark.parametrize(
    "line",
    [
        "KPU Kota Blitar menerima 4.400 kotak suara.",
        "Kecamatan Pekalongan Barat menerima 400 kotak suara, kesiapan 50 persen.",
        "Hujan turun 3 kali di 12 titik.",
    ],
)
def test_what_the_board_cannot_tell_is_unknown_and_never_right(line: str):
    assert {one.answer for one in claims(line)} == {"unknown"}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Pemilu 2024 di TPS 5, pukul 10.05 WIB, sesuai Pasal 341 ayat 2 PKPU 14.",
        "Tahap II selesai pada tahun 2023.",
    ],
)
def test_labels_are_no_numbers(line: str):
    assert claims(line) == ()


def test_the_readiness_is_not_taken_for_a_share_of_what_stands_beside_it():
    line = "Kesiapan 80 persen; kotak suara diterima 4.413 dari kebutuhan 4.413 buah."
    assert {one.kind for one in claims(line)} == {"figure"}
    assert {one.answer for one in claims(line)} == {"right"}


@given(
    st.text(max_size=200) | st.from_regex(r"([0-9.,% ]|Rp| dari | dan |total|=|hari lagi|Januari|H-){0,40}")
)
@example("dari " * 400 + "5 persen")
@example("0 dari 0 atau 0 persen")
@example("9" * 3000)
@example("1 Januari 0000, 1/1/0000, Rp" + "1.000" * 50)
def test_any_text_is_answered_with_places_inside_it(line: str):
    for one in statement(line, DAY, PROFILE, board()):
        assert 0 <= one.start < one.end <= len(line)
        assert one.answer != "unknown" or one.right is None


def _other(value: int, at: int, by: int) -> int:
    """The number with one digit changed, its first to no zero."""
    digits = str(value)
    at %= len(digits)
    low = 1 if at == 0 else 0
    turned = (int(digits[at]) - low + 1 + by % (9 - low)) % (10 - low) + low
    return int(digits[:at] + str(turned) + digits[at + 1 :])


@given(st.lists(WHOLE, min_size=2, max_size=5), st.booleans(), st.integers(0, 9), st.integers(0, 9))
def test_a_right_sum_is_right_and_one_with_a_digit_changed_is_wrong(
    parts: list[int], is_first: bool, at: int, by: int
):
    def line(total: int) -> str:
        told = ", ".join(f"{written(one)} lembar" for one in parts[:-1]) + f" dan {written(parts[-1])} lembar"
        if is_first:
            return f"Diterima {written(total)} lembar, terdiri dari {told}."
        return f"Diterima {told}, sehingga totalnya {written(total)} lembar."

    assert only(line(sum(parts)), "sum").answer == "right"
    other = _other(sum(parts), at, by)
    found = only(line(other), "sum")
    assert (found.answer, found.said, found.difference) == ("wrong", other, other - sum(parts))


@given(st.integers(1, 9_999), st.integers(1, 9_999), st.integers(0, 2), st.integers(1, 9))
def test_a_right_share_is_right_and_one_with_a_digit_changed_is_wrong(
    part: int, whole: int, places: int, by: int
):
    assume(part <= whole)
    tenth = round(part / whole * 1000)
    assume(abs(part / whole * 1000 - tenth) < 0.499)

    def line(share: int) -> str:
        return f"Sebanyak {written(part)} dari {written(whole)} TPS atau {share // 10},{share % 10} persen."

    assert only(line(tenth), "share").answer == "right"
    digit = tenth // 10**places % 10
    other = tenth + ((digit + by) % 10 - digit) * 10**places
    assert only(line(other), "share").answer == "wrong"


@given(st.integers(1, 400), st.integers(1, 9))
def test_right_days_are_right_and_others_are_wrong(ahead: int, by: int):
    day = DAY + timedelta(days=ahead)
    told = numbers.day(day, "id")
    assume((day.month, day.day) not in {(one.day.month, one.day.day) for one in PROFILE.deadlines})
    assert only(f"Batasnya {told}, {ahead} hari lagi.", "days-left").answer == "right"
    found = only(f"Batasnya {told}, {ahead + by} hari lagi.", "days-left")
    assert (found.answer, found.difference) == ("wrong", by)


@pytest.mark.parametrize(
    "line",
    [
        "Berdasarkan PKPU Nomor 14 Tahun 2023, kebutuhan kotak suara adalah 5 per TPS.",
        "Setiap TPS membutuhkan 5 kotak suara.",
        "Kebutuhan bilik suara 4 bilik/TPS.",
        "Kotak suara yang dibutuhkan 5 buah untuk setiap TPS.",
        "Kotak suara diterima masing-masing 100 buah.",
        "Surat suara yang diterima 40 boks berisi 500 lembar, total 20.000 lembar.",
        "Anggaran Rp 5.000.000 per PPK sudah dicairkan.",
    ],
)
def test_so_many_of_each_is_neither_the_number_of_the_board_nor_a_part_of_a_sum(line: str):
    assert {one.answer for one in claims(line)} == {"unknown"}, claims(line)


@pytest.mark.parametrize("day", ["22 Desember 2023", "Jumat, 22 Desember 2023", "tanggal 22 Desember 2023"])
def test_how_things_stand_on_a_day_is_of_no_each(day: str):
    found = only(f"Surat suara Presiden belum diterima 236.712 lembar per {day}.", "figure")
    assert (found.answer, found.name) == ("right", "item:PPWP:short")


def test_days_towards_voting_are_from_today_and_a_named_day_before_it_is_no_claim():
    left = (date(2024, 2, 14) - DAY).days
    assert only(f"H-{left} menuju pemungutan suara 14 Februari 2024.", "days-left").answer == "right"
    found = only(f"H-{left - 1} menuju pemungutan suara 14 Februari 2024.", "days-left")
    assert (found.answer, found.difference) == ("wrong", -1)
    named = claims("H-1 pemungutan suara 14 Februari 2024 seluruh logistik tiba di TPS.")
    assert [(one.kind, one.answer) for one in named] == [("deadline", "right")]
    assert only("Logistik tiba pada H-1 (14 Februari 2024).", "days-left").answer == "wrong"


@pytest.mark.parametrize(
    "line",
    [
        "KPU menargetkan kesiapan 100 persen.",
        "Kesiapan ditargetkan 95 persen.",
        "Minggu lalu kesiapan baru 63 persen.",
        "Surat suara DPR rencananya datang lagi 1.000 lembar.",
        "Sebanyak 236.712 lembar surat suara Presiden akan tiba.",
        "Kesiapan logistik 63 persen per 15 Desember 2023.",
        "Per tanggal 15 Desember 2023 kesiapan logistik 63 persen.",
    ],
)
def test_what_is_to_come_or_was_is_not_held_against_what_is(line: str):
    assert {one.answer for one in claims(line)} == {"unknown"}, claims(line)


def test_what_is_done_with_a_number_next_does_not_hide_it():
    found = only("Sebanyak 236.712 lembar surat suara Presiden belum diterima akan segera ditagih.", "figure")
    assert (found.answer, found.name) == ("right", "item:PPWP:short")


def test_the_item_may_stand_behind_its_unit():
    found = only("Belum diterima 236.712 lembar surat suara Presiden.", "figure")
    assert (found.answer, found.name) == ("right", "item:PPWP:short")

"""Names of places are taken exactly, by abbreviation, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import KnownPlace
from loaders.places import PlaceList, office_in, office_name, title_case, without_level

_BENGKULU = {
    "Muara Bangka Hulu": (
        "Kandang Limun",
        "Bentiring",
        "Bentiring Permai",
        "Rawa Makmur",
        "Rawa Makmur Permai",
    ),
    "Kampung Melayu": ("Kandang", "Kandang Mas", "Sumber Jaya"),
    "Ratu Agung": ("Sawah Lebar", "Sawah Lebar Baru"),
    "Sungai Serut": ("Semarang", "Surabaya", "Tanjung Jaya"),
    "Selebar": ("Bumu Ayu", "Pekan Sabtu"),
}
_PEKALONGAN = {
    "Pekalongan Barat": ("Medono", "Tirto"),
    "Pekalongan Timur": ("Kali Baros", "Gamer"),
    "Pekalongan Utara": ("Krapyak",),
    "Pekalongan Selatan": ("Jenggot",),
}
_ALL = tuple(
    KnownPlace(office, kecamatan, kelurahan)
    for office, cities in (("Kota Bengkulu", _BENGKULU), ("Kota Pekalongan", _PEKALONGAN))
    for kecamatan, names in cities.items()
    for kelurahan in names
)
BENGKULU, PEKALONGAN = PlaceList(_ALL, "Kota Bengkulu"), PlaceList(_ALL, "Kota Pekalongan")


@pytest.mark.parametrize(
    "written",
    [
        "PEKALONGAN BARAT",
        "Kec. Pekalongan Barat",
        "kecamatan  pekalongan   barat",
        "PPK Pekalongan Barat",
        "Pkl Barat",
        "Pkl. Brt",
        "Barat",
        "PB",
        "Pekalongan-Barat",
        "KEC.PEKALONGAN BARAT",
    ],
)
def test_ways_of_writing_a_kecamatan_are_one(written: str):
    found = PEKALONGAN.kecamatan(written)
    assert (found.name, found.known) == ("Pekalongan Barat", True)


@pytest.mark.parametrize(
    "written", ["Bangkahulu", "Muara Bangkahulu", "M. Bangka Hulu", "MB HULU", "MUARA BANGKA HULU"]
)
def test_muara_bangka_hulu_has_many_names(written: str):
    assert BENGKULU.kecamatan(written).name == "Muara Bangka Hulu"


@pytest.mark.parametrize("written", ["Pekalongan", "P", "Pekalongan Tengah", "Pkl"])
def test_a_name_that_fits_several_or_none_is_not_known(written: str):
    found = PEKALONGAN.kecamatan(written)
    assert not found.known
    assert found.suggestion is None


@pytest.mark.parametrize(
    "written", ["Pekalongn Barat", "Pekalongan Bara", "Pekalongan Barrat", "Pekalongan Baart"]
)
def test_a_typing_error_is_proposed_and_never_merged(written: str):
    found = PEKALONGAN.kecamatan(written)
    assert not found.known
    assert found.suggestion == "Pekalongan Barat"
    assert found.name == title_case(written)


@pytest.mark.parametrize(
    ("written", "kecamatan", "name"),
    [
        ("Bentiring", "Muara Bangka Hulu", "Bentiring"),
        ("Bentiring Permai", "Muara Bangka Hulu", "Bentiring Permai"),
        ("Kel. Rawa Makmur", "Muara Bangka Hulu", "Rawa Makmur"),
        ("SAWAH LEBAR", "Ratu Agung", "Sawah Lebar"),
        ("Sawah Lebar Baru", "Ratu Agung", "Sawah Lebar Baru"),
        ("Sawah Lebar Br", "Ratu Agung", "Sawah Lebar Baru"),
        ("Kandang", "Kampung Melayu", "Kandang"),
        ("SEMARANG", "Sungai Serut", "Semarang"),
        ("Surabaya", None, "Surabaya"),
        ("Kandang", None, "Kandang"),
    ],
)
def test_kelurahan_one_word_apart_stay_apart(written: str, kecamatan: str | None, name: str):
    home, found = BENGKULU.kelurahan(written, kecamatan)
    assert (found.name, found.known) == (name, True)
    assert home in _BENGKULU


def test_a_kelurahan_counts_within_its_kecamatan_only():
    home, found = BENGKULU.kelurahan("Kandang", "Muara Bangka Hulu")
    assert home == "Muara Bangka Hulu"
    assert not found.known


def test_kalibaros_is_kali_baros():
    assert PEKALONGAN.kelurahan("KALIBAROS", "Pekalongan Timur")[1].name == "Kali Baros"


def test_bumi_ayu_is_only_proposed_as_bumu_ayu():
    _, found = BENGKULU.kelurahan("Bumi Ayu", "Selebar")
    assert (found.name, found.known, found.suggestion) == ("Bumi Ayu", False, "Bumu Ayu")


def test_the_list_of_another_office_does_not_count():
    assert not PEKALONGAN.kecamatan("Selebar").known


def test_without_a_list_names_are_taken_as_written():
    empty = PlaceList((), "Kota Baru")
    assert not empty
    assert empty.kecamatan("KEC. SUKA MAJU").name == "Suka Maju"
    assert empty.kelurahan("BAJAK II", "Suka Maju") == ("Suka Maju", empty.kecamatan("Bajak II"))


@given(
    st.sampled_from([(kecamatan, name) for kecamatan, names in _BENGKULU.items() for name in names]),
    st.data(),
)
def test_no_single_typing_error_becomes_another_place(place: tuple[str, str], data: st.DataObject):
    kecamatan, name = place
    at = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    broken = data.draw(
        st.sampled_from(
            [name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :]]
        )
    )
    _, found = BENGKULU.kelurahan(broken, kecamatan)
    assert not found.known or found.name == name


@given(st.text(min_size=1))
def test_any_text_gives_a_name(text: str):
    assert isinstance(BENGKULU.kecamatan(text).name, str)
    assert isinstance(BENGKULU.kelurahan(text, None)[1].name, str)


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("REKAPITULASI LOGISTIK\nKPU KOTA PEKALONGAN\nPER TANGGAL 22 DESEMBER 2023", "Kota Pekalongan"),
        ("KPU KABUPATEN PEKALONGAN TAHUN 2024", "Kabupaten Pekalongan"),
        ("Rekap KPU Kab. Pekalongan Tahun 2024", "Kabupaten Pekalongan"),
        ("SURAT SUARA DPRD KOTA\nKOTA BENGKULU PER 7 FEBRUARI 2024", "Kota Bengkulu"),
        ("KPU KOTA BANDA ACEH KECAMATAN MEURAXA", "Kota Banda Aceh"),
        ("HIBAH KOTA SALATIGA\nKPU KOTA PEKALONGAN", "Kota Pekalongan"),
        ("KOTAK SUARA", None),
        ("REKAP SURAT SUARA DPRD KAB/KOTA", None),
        ("", None),
    ],
)
def test_the_title_names_the_office(title: str, office: str | None):
    assert office_in(title) == office


def test_kota_and_kabupaten_pekalongan_are_two_offices():
    assert office_name("KAB. PEKALONGAN") != office_name("Kota Pekalongan")
    assert office_name("Pekalongan") is None


def test_a_level_word_alone_stays():
    assert without_level("Desa", "kelurahan") == "Desa"

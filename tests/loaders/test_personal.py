"""Data of persons are found by heading and by content, told, and nowhere in what reading gives."""

import dataclasses
import random
from typing import Any

import pytest

import loaders
import loaders.personal
from loaders.personal import HIDDEN, are_persons, by_content, by_heading, hidden
from tests.loaders.workbooks import PLACES, TITLE, book, knowledge, read

NIK = ["3375010101900001", "3375024502850002", "3375 0312 0788 0003", 3375047112990004, 3375010101900005.0]
NPWP = ["09.254.294.3-407.000", "01.855.081.4-412.000", "31.123.456.7-502.000"] * 2
PHONE = ["0812-3456-7890", "081234567891", "+62 813 1234 5678", "62857 1234 5678", "0856.1234.5678"]
MAIL = ["budi@kpu.go.id", "siti.aminah@gmail.com", "a-b+c@x.co.id", "x@y.id", "z@y.id"]
ACCOUNT = ["0123456789", "1234-01-000123-50-1", "7001234567", "135-00-1234567-8", "0987654321"]
NAMES = ["Budi Santoso", "Siti Aminah, S.Pd", "H. Slamet Riyadi", "Drs. Joko Widodo", "Dewi Lestari"]
SECRETS: dict[str, tuple[str, list[Any]]] = {
    "nik": ("NIK", NIK),
    "npwp": ("NPWP", NPWP),
    "phone": ("NO. HP", PHONE),
    "mail": ("E-MAIL", MAIL),
    "account": ("NO. REKENING", ACCOUNT),
    "person": ("NAMA KETUA", NAMES),
}
GOODS = ["Kotak suara", "Bilik suara", "Tinta", "Segel", "Lem"]


@pytest.mark.parametrize("cells", [NIK, NPWP[:5], PHONE, MAIL])
def test_numbers_and_addresses_are_known_by_themselves(cells: list[Any]) -> None:
    assert by_content(cells)
    for cell in cells:
        assert hidden(loaders.personal.values.text(cell)).strip(" .0") == HIDDEN


@pytest.mark.parametrize(
    "text",
    [
        "33.75.01.1002",
        "3375011002",
        "Rp 12.500.000,-",
        "1234567890123",
        "012/KPU/XII/2023",
        "2023-12-22",
        "22/12/2023 08:12",
        "9999999999999999",
        "3375014002900001",  # no 40th of February
        "SPM 00123/2024/0812",
        "1.234.567.890.123",
        "Pembayaran rekening listrik 12.500.000",
        "a.n. Ketua KPU Kota Pekalongan",
        "PPS Medono a.n. PPS Tirto",
        "Belanja bahan, an 12",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert hidden(text) == text
    assert not by_content([text] * 3)


def test_names_of_people_are_known_and_those_of_places_and_goods_are_not() -> None:
    assert are_persons(NAMES)
    assert not are_persons(["Medono", "Podosugih", "Tirto", "Kauman", "Poncol"])
    assert not are_persons(GOODS)
    assert not are_persons(["Gudang KPU", "GOR Jetayu", "Aula Kecamatan"])


@pytest.mark.parametrize(
    ("heading", "cells", "code"),
    [
        ("Nomor KTP", ["x"], "nik"),
        ("No. Rek BRI", ["1234567890"], "bank_account"),
        ("BANK BRI", ["1234-01-000123-50-1"], "bank_account"),
        ("Alamat e-mail", [None], "phone"),
        ("Nama Anggota KPPS 1", ["Xaverius"], "person"),
        ("Nama Barang", ["Kotak"], ""),
        ("Keterangan", ["lengkap"], ""),
    ],
)
def test_a_heading_tells_what_it_holds_of_persons(heading: str, cells: list[Any], code: str) -> None:
    assert by_heading(heading, cells) == code


def _all_text(value: Any) -> str:
    """Everything that a reading holds, as one text."""
    if dataclasses.is_dataclass(value):
        return " ".join(_all_text(getattr(value, one.name)) for one in dataclasses.fields(value))
    if isinstance(value, dict):
        return " ".join(_all_text(one) for pair in value.items() for one in pair)
    if isinstance(value, list | tuple | set | frozenset):
        return " ".join(_all_text(one) for one in value)
    if hasattr(value, "to_pylist"):
        return _all_text(value.to_pylist())
    return str(value)


def _leaks(reading: loaders.Reading, secrets: list[Any]) -> list[str]:
    text = "".join(sign for sign in _all_text(reading).casefold() if sign.isalnum() or sign == "@")
    wanted = [
        "".join(s for s in str(one).removesuffix(".0").casefold() if s.isalnum() or s == "@")
        for one in secrets
    ]
    return [one for one in wanted if one in text]


# A bare account number looks like any other number: only its heading tells.
@pytest.mark.parametrize(
    ("what", "named"),
    [*((one, True) for one in SECRETS), *((one, False) for one in SECRETS if one != "account")],
)
def test_a_column_about_persons_is_told_and_nowhere_kept(what: str, named: bool) -> None:
    heading, cells = SECRETS[what]
    header = ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA", heading if named else "LAIN-LAIN"]
    rows = [
        ["Pekalongan Barat", GOODS[at], 9, "banyak" if at == 1 else 5 + at, cells[at]] for at in range(5)
    ]  # one row is set aside
    reading = read(book([header, *rows]), knowledge(PLACES))
    (found,) = reading.tables
    assert found.kind == "logistik"
    assert found.set_aside
    assert "personal-data-dropped" in [one.code for one in found.problems]
    assert _leaks(reading, cells) == []


@pytest.mark.parametrize("what", SECRETS)
def test_a_table_of_no_known_kind_shows_nothing_about_persons(what: str) -> None:
    heading, cells = SECRETS[what]
    rows = [[f"x{at}", cells[at]] for at in range(5)]
    reading = read(book([["XX", heading], *rows], title=()))
    assert all(table.kind is None for table in reading.tables)
    assert reading.tables
    assert _leaks(reading, cells) == []


def test_what_stands_within_a_text_that_is_kept_is_hidden_and_told() -> None:
    header = ["NO", "ASAL", "TUJUAN", "KECAMATAN", "KOTAK", "TGL RENCANA", "KENDARAAN", "SOPIR"]
    rows = [
        [1, "Gudang KPU", "PPK", "Pekalongan Barat", 5, "22/12/2023", "Truk", "Budi 0812-3456-7890"],
        [2, "Gudang KPU", "PPK", "Pekalongan Timur", 6, "22/12/2023", "Truk", "Joko"],
    ]
    reading = read(book([header, *rows], ("RENCANA DISTRIBUSI LOGISTIK", *TITLE[1:])), knowledge(PLACES))
    (found,) = reading.tables
    assert found.facts is not None
    assert found.facts["sopir"].to_pylist() == [f"Budi {HIDDEN}", "Joko"]
    assert "personal-data-hidden" in [one.code for one in found.problems]
    assert _leaks(reading, ["081234567890"]) == []


def test_a_payment_tells_neither_on_whose_behalf_nor_into_which_account_it_was_made() -> None:
    header = ["BADAN", "KECAMATAN", "URAIAN", "NO BUKTI", "DICAIRKAN"]
    rows = [
        [
            "PPK",
            place,
            f"Honor ketua a.n. {name}, rek. BRI {account}",
            f"KW-1 atas nama {name}",
            2_500_000,
        ]
        for place, name, account in zip(
            ("Pekalongan Barat", "Pekalongan Timur"),
            ("Siti Aminah", "Xaverius Bala"),
            ACCOUNT[1:3],
            strict=True,
        )
    ]
    reading = read(book([header, *rows], ("REALISASI ANGGARAN BADAN ADHOC", *TITLE[1:])), knowledge(PLACES))
    (found,) = reading.tables
    assert found.facts is not None
    assert found.facts["uraian"].to_pylist() == [f"Honor ketua a.n. {HIDDEN}, rek. BRI {HIDDEN}"] * 2
    assert "personal-data-hidden" in [one.code for one in found.problems]
    assert _leaks(reading, ["Siti Aminah", "Xaverius Bala", *ACCOUNT[1:3]]) == []


def test_names_in_a_column_of_bodies_do_not_become_places() -> None:
    header = ["PENERIMA", "PAGU", "DICAIRKAN"]
    rows = [[name, 1_000_000, 900_000] for name in NAMES]
    reading = read(book([header, *rows], ("REALISASI ANGGARAN BADAN ADHOC", *TITLE[1:])), knowledge(PLACES))
    assert _leaks(reading, NAMES) == []


def test_names_that_a_kind_needs_are_kept() -> None:
    header = ["TANGGAL", "RAKOR", "INSTANSI", "NAMA", "MASUKAN"]
    rows = [["22/12/2023", "Rakor 1", "Polres", name, "jalan rusak"] for name in NAMES]
    (found,) = read(book([header, *rows], ("MASUKAN RAKOR", *TITLE[1:])), knowledge(PLACES)).tables
    assert found.kind == "masukan"
    assert found.facts is not None
    assert found.facts["nama"].to_pylist() == NAMES


def test_no_drawn_number_of_a_person_comes_through() -> None:
    draw = random.Random(3)
    for _ in range(40):
        cells = [
            f"{draw.choice([11, 33, 17, 53, 91])}{draw.randint(1, 79):02}{draw.randint(1, 30):02}"
            f"{draw.randint(1, 31) + draw.choice([0, 40]):02}{draw.randint(1, 12):02}{draw.randint(0, 99):02}"
            f"{draw.randint(1, 9999):04}"
            for _ in range(5)
        ]
        rows = [["Pekalongan Barat", GOODS[at], 9, "x" if at == 2 else at, cells[at]] for at in range(5)]
        heading = draw.choice(["KETERANGAN", "KODE", "NO. IDENTITAS", "CATATAN", "", "GUDANG"])
        reading = read(
            book([["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA", heading], *rows]),
            knowledge(PLACES),
        )
        assert _leaks(reading, cells) == [], heading

"""Rows become facts: places filled down, totals left out and re-added, claims and sums told."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import Claim
from tests.loaders.workbooks import PLACES, TITLE, book, codes, facts, knowledge, read, table

KNOWN = knowledge(PLACES)
HEAD = ["KECAMATAN", "KELURAHAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"]


def test_a_kecamatan_on_its_first_row_only_goes_down_to_its_total():
    rows = [
        ["KECAMATAN", "KELURAHAN", "TPS", "DPT"],
        ["PEKALONGAN BARAT", "MEDONO", "001", 280],
        [None, None, "002", 281],
        [None, "TIRTO", "001", 282],
        ["SUB JUMLAH", None, None, 843],
        ["PEKALONGAN TIMUR", "KAUMAN", "001", 290],
        [None, None, "901", 12],
        ["SUB JUMLAH", None, None, 302],
        ["JUMLAH", None, None, 1145],
    ]
    found = table(book(rows, ("DAFTAR TPS", *TITLE[1:])), KNOWN)
    assert found.problems == ()
    assert facts(found, "sheet_row", "kecamatan", "kelurahan", "tps", "dpt", "khusus", "grain") == [
        (6, "Pekalongan Barat", "Medono", 1, 280, False, "tps"),
        (7, "Pekalongan Barat", "Medono", 2, 281, False, "tps"),
        (8, "Pekalongan Barat", "Tirto", 1, 282, False, "tps"),
        (10, "Pekalongan Timur", "Kauman", 1, 290, False, "tps"),
        (11, "Pekalongan Timur", "Kauman", 901, 12, True, "tps"),
    ]
    assert found.sums == {"dpt": 1145}


def test_merged_places_reach_over_the_rows_that_they_span():
    rows = [
        HEAD,
        ["PEKALONGAN BARAT", "MEDONO", "Tinta", 82, 80],
        [None, None, "Segel", 4, 4],
        [None, "TIRTO", "Tinta", 60, 60],
    ]
    found = table(book(rows, merged=("A6:A8", "B6:B7")), KNOWN)
    assert list(facts(found, "kelurahan", "item")) == [
        ("Medono", "TINTA"),
        ("Medono", "SEGEL"),
        ("Tirto", "TINTA"),
    ]


def test_a_kecamatan_of_its_own_row_is_not_taken_for_a_kelurahan():
    rows = [
        ["KECAMATAN", "KELURAHAN", "JENIS LOGISTIK", "KEBUTUHAN"],
        ["Pekalongan Barat", "Medono", "Tinta", 82],
        ["Pekalongan Barat", None, "Tinta", 538],
        ["Pekalongan Timur", None, "Tinta", 406],
        [None, None, "Segel", 99],
    ]
    found = table(book(rows), KNOWN)
    assert facts(found, "kecamatan", "kelurahan", "grain") == [
        ("Pekalongan Barat", "Medono", "kelurahan"),
        ("Pekalongan Barat", None, "kecamatan"),
        ("Pekalongan Timur", None, "kecamatan"),
        (None, None, "kota"),
    ]
    assert [(one.code, one.severity, one.cell) for one in found.problems] == [
        ("kecamatan-blank", "warning", "A9")
    ]


def test_a_kelurahan_finds_its_kecamatan_when_only_one_has_it():
    found = table(
        book(
            [["KELURAHAN", "JENIS LOGISTIK", "DITERIMA"], ["KALIBAROS", "Tinta", 40], ["Tirto", "Tinta", 60]]
        ),
        KNOWN,
    )
    assert facts(found, "kecamatan", "kelurahan") == [
        ("Pekalongan Timur", "Kali Baros"),
        ("Pekalongan Barat", "Tirto"),
    ]


def test_headings_between_rows_name_the_kecamatan():
    rows = [
        ["NO", "KELURAHAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"],
        ["KECAMATAN PEKALONGAN BARAT"],
        [1, "Medono", "Tinta", 82, 80],
        [2, "Tirto", "Tinta", 60, 60],
        ["KECAMATAN PEKALONGAN TIMUR"],
        [1, "Kauman", "Tinta", 64, 64],
        [2, "Poncol", "Tinta", 72, 70],
    ]
    found = table(book(rows), KNOWN)
    assert [row[0] for row in facts(found, "kecamatan")] == ["Pekalongan Barat"] * 2 + [
        "Pekalongan Timur"
    ] * 2


def test_an_item_merged_down_belongs_to_each_kecamatan():
    rows = [
        ["JENIS LOGISTIK", "KECAMATAN", "DITERIMA"],
        ["Tinta", "Pekalongan Barat", 1],
        [None, "Pekalongan Timur", 2],
    ]
    assert [row[0] for row in facts(table(book(rows, merged=("A6:A7",)), KNOWN), "item")] == [
        "TINTA",
        "TINTA",
    ]


def test_blank_is_not_reported_and_nihil_is_zero():
    rows = [
        HEAD[:1] + HEAD[2:],
        *([f"Pekalongan {side}", "Tinta", 10, got] for side, got in (("Barat", "nihil"), ("Timur", "belum"))),
    ]
    found = table(
        book([*rows, ["Pekalongan Barat", "Segel", 5, None], ["Pekalongan Timur", "Segel", 5, "-"]]), KNOWN
    )
    assert [row[0] for row in facts(found, "diterima")] == [0, None, None, 0]


def test_text_numbers_and_dates_are_read_as_indonesians_write_them():
    rows = [
        ["JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA", "TGL TERIMA"],
        ["Tinta", "1.762 botol", "1.234.567", "22 Desember 2023"],
        ["Segel", "236.712", 94731, "Jumat, 22 Des 2023"],
    ]
    assert facts(table(book(rows)), "kebutuhan", "diterima", "tgl_terima") == [
        (1762, 1234567, date(2023, 12, 22)),
        (236712, 94731, date(2023, 12, 22)),
    ]


def test_rows_after_the_total_are_not_data():
    rows = [
        ["JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"],
        ["Tinta", 5, 4],
        ["Segel", 7, 7],
        ["JUMLAH", 12, 11],
        [],
        [None, None, "Pekalongan, 22 Desember 2023"],
        [None, None, "Ketua"],
        [],
        [None, None, "Bagas"],
        [None, None, "NIP. 19800101"],
    ]
    found = table(book(rows))
    assert (found.rows, found.accepted, found.sums) == (2, 2, {"kebutuhan": 12, "diterima": 11})


def test_men_and_women_give_the_voters_that_the_sheet_does_not_state():
    rows = [["KECAMATAN", "KELURAHAN", "TPS", "L", "P"], ["Pekalongan Barat", "Medono", 1, 140, 141]]
    assert facts(table(book(rows, ("DAFTAR TPS", *TITLE[1:]))), "dpt") == [(281,)]


# -- bodies and periods ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "place", "body"),
    [
        ("PPK", "Pekalongan Barat", "PPK"),
        ("PPS", "Medono", "PPS"),
        ("BADAN ADHOC", "PPK Pekalongan Barat", "PPK"),
        ("BADAN ADHOC", "PPS Kel. Medono", "PPS"),
    ],
)
def test_the_body_follows_from_its_name_or_its_level(heading: str, place: str, body: str):
    rows = [[heading, "BULAN", "PAGU", "DICAIRKAN"], [place, "Januari 2024", 16500000, 9000000]]
    found = table(book(rows, ("PENCAIRAN BADAN ADHOC", *TITLE[1:])), KNOWN)
    assert found.problems == ()
    assert facts(found, "badan", "periode", "subject", "kecamatan") == [
        (body, "2024-01", f"{body}|2024-01", "Pekalongan Barat")
    ]


def test_money_of_polling_stations_is_that_of_kpps():
    rows = [
        ["KECAMATAN", "KELURAHAN", "TPS", "PAGU"],
        ["Pekalongan Barat", "Medono", "003", "Rp 9.200.000,-"],
    ]
    found = table(book(rows, ("HONOR BADAN ADHOC BULAN FEBRUARI 2024", *TITLE[1:])), KNOWN)
    assert facts(found, "badan", "tps", "pagu", "subject") == [("KPPS", 3, 9200000, "KPPS|2024-02")]


def test_the_goal_of_a_shipment_may_hold_its_place():
    rows = [
        ["TUJUAN", "KOLI", "TGL RENCANA"],
        ["PPK Pekalongan Barat", 10, "10/02/2024"],
        ["PPS Kauman", 3, "11/02/2024"],
        ["TPS 004 Medono", 1, "13/02/2024"],
    ]
    found = table(book(rows, ("RENCANA DISTRIBUSI LOGISTIK", *TITLE[1:])), KNOWN)
    assert facts(found, "tujuan", "kecamatan", "kelurahan", "tps") == [
        ("PPK", "Pekalongan Barat", None, None),
        ("PPS", "Pekalongan Timur", "Kauman", None),
        ("TPS", "Pekalongan Barat", "Medono", 4),
    ]


def test_members_of_a_body_are_not_the_same_row_twice():
    rows = [
        ["PPK", "NAMA", "JABATAN", "AKUN", "PAGU"],
        ["Pekalongan Barat", "A", "anggota", "521213", 2200000],
        ["Pekalongan Barat", "B", "anggota", "521213", 2200000],
    ]
    found = table(book(rows, ("HONOR PPK", *TITLE[1:])), KNOWN)
    assert found.accepted == 2
    assert [one.code for one in found.problems] == ["personal-data-dropped"]


# -- claims ------------------------------------------------------------------------------------------------


def test_claims_name_the_measures_that_hold_a_number():
    rows = [
        ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA", "RUSAK"],
        ["Pekalongan Barat", "Tinta", 538, 500, None],
        ["Pekalongan Timur", "Tinta", 406, None, None],
        ["Pekalongan Timur", "Segel", 10, None, None],
    ]
    assert table(book(rows), KNOWN).claims == (
        Claim("logistik", "SEGEL", "kebutuhan", "kecamatan", "Pekalongan Timur"),
        Claim("logistik", "TINTA", "diterima", "kecamatan", "Pekalongan Barat"),
        Claim("logistik", "TINTA", "kebutuhan", "kecamatan", "Pekalongan Barat"),
        Claim("logistik", "TINTA", "kebutuhan", "kecamatan", "Pekalongan Timur"),
    )


def test_a_sheet_without_numbers_claims_its_rows():
    rows = [
        ["KECAMATAN", "LOKASI", "STATUS"],
        ["Pekalongan Barat", "Lapangan", "Boleh"],
        [None, "Alun-alun", "Dilarang"],
    ]
    found = table(book(rows, ("TITIK KAMPANYE", *TITLE[1:])), KNOWN)
    assert found.claims == (Claim("titik_kampanye", "", "rows", "kecamatan", "Pekalongan Barat"),)


def test_the_annexes_of_a_regulation_are_told_apart_by_their_titles():
    rows = [
        ["NO", "KECAMATAN", "KELURAHAN", "NAMA JALAN/LOKASI", "KETERANGAN", "STATUS"],
        [1, "Pekalongan Barat", "Medono", "Jl. Urip Sumoharjo", None, "Boleh"],
        [2, "Pekalongan Timur", "Kauman", "Alun-alun", None, "Tidak diperbolehkan"],
    ]
    for subject, use in (
        ("TITIK LOKASI PEMASANGAN ALAT PERAGA KAMPANYE", "alat_peraga"),
        ("LOKASI RAPAT UMUM KAMPANYE", "kampanye"),
        ("LOKASI RAPAT UMUM DAN ALAT PERAGA KAMPANYE", ""),
    ):
        title = ("LAMPIRAN PERATURAN WALI KOTA NOMOR 12 TAHUN 2023", subject, *TITLE[1:])
        found = table(book(rows, title), KNOWN)
        assert found.kind == "titik_kampanye"
        assert {one.subject for one in found.claims} == {use}
        assert facts(found, "jenis", "status") == [(use or None, "boleh"), (use or None, "dilarang")]


def test_a_sorting_day_is_claimed_by_item_and_day():
    rows = [["TANGGAL", "JENIS SURAT SUARA", "TIM", "DISORTIR"], [date(2024, 1, 5), "DPR RI", "Tim 1", 5000]]
    found = table(book(rows, ("SORTIR LIPAT", *TITLE[1:])))
    assert found.claims == (Claim("sortir_lipat", "DPR|2024-01-05", "disortir", "kota", ""),)


# -- totals ------------------------------------------------------------------------------------------------


def _totals(rows: list[list[Any]]) -> list[tuple[str | None, Any, Any, Any]]:
    found = table(book([["KECAMATAN", "KELURAHAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"], *rows]), KNOWN)
    told = [(one.cell, dict(one.values)) for one in found.problems if one.code == "total-does-not-add-up"]
    return [(cell, more["stated"], more["computed"], more["difference"]) for cell, more in told]


def test_sub_totals_and_the_grand_total_are_each_re_added():
    rows = [
        ["Pekalongan Barat", "Medono", "Tinta", 82, 82],
        [None, "Tirto", "Tinta", 60, 50],
        ["SUB JUMLAH", None, None, 142, 133],
        ["Pekalongan Timur", "Kauman", "Tinta", 64, 64],
        [None, "Poncol", "Tinta", 72, 72],
        ["SUB JUMLAH", None, None, 136, 136],
        ["JUMLAH", None, None, 278, 269],
    ]
    assert _totals(rows) == [("E8", 133, 132, 1), ("E12", 269, 268, 1)]


def test_a_total_that_mixes_levels_is_compared_with_one_level():
    rows = [
        ["Pekalongan Barat", None, "Tinta", 142, 132],
        [None, "Medono", "Tinta", 82, 82],
        [None, "Tirto", "Tinta", 60, 50],
        ["JUMLAH", None, None, 142, 132],
    ]
    assert _totals(rows) == []


def test_a_total_over_a_cell_that_is_no_number_is_not_judged():
    rows = [
        ["Pekalongan Barat", "Medono", "Tinta", 82, "dua"],
        [None, "Tirto", "Tinta", 60, 50],
        ["JUMLAH", None, None, 142, 52],
    ]
    assert _totals(rows) == []


def test_a_stated_total_in_words_of_indonesian_numbers_is_read():
    rows = [
        ["Pekalongan Barat", "Medono", "Tinta", 1000, 1000],
        [None, "Tirto", "Tinta", 500, 500],
        ["JUMLAH", None, None, "1.500", "1.501"],
    ]
    assert _totals(rows) == [("E8", 1501, 1500, 1)]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 5000), min_size=1, max_size=4), min_size=1, max_size=4),
    st.integers(-3, 3),
)
def test_whatever_is_added_up_is_told_exactly_when_it_is_wrong(groups: list[list[int]], off: int):
    rows: list[list[Any]] = []
    for number, amounts in enumerate(groups):
        rows += [
            [f"Kecamatan {chr(65 + number)}a", f"Kelurahan {at}", "Tinta", amount, amount]
            for at, amount in enumerate(amounts)
        ]
        rows.append(["SUB JUMLAH", None, None, sum(amounts), sum(amounts)])
    whole = sum(map(sum, groups))
    rows.append(["JUMLAH", None, None, whole, whole + off])
    found = table(book([["KECAMATAN", "KELURAHAN", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"], *rows]))
    wrong = [one for one in found.problems if one.code == "total-does-not-add-up"]
    assert found.sums == {"kebutuhan": whole, "diterima": whole}
    assert bool(wrong) == (off != 0)
    if off:
        assert dict(wrong[-1].values)["difference"] == off


# -- files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_of_any_dialect_gives_the_same_facts(separator: str, encoding: str):
    lines = [
        ["REKAP LOGISTIK"],
        ["KPU KOTA PEKALONGAN"],
        ["PER TANGGAL 22 DESEMBER 2023"],
        [],
        ["KECAMATAN", "JENIS LOGISTIK", "KEBUTUHAN", "KETERANGAN"],
        ["Pekalongan Barat", "Tinta", "1.076", "sebagian"],
        ["Pekalongan Timur", "Tinta", "812", "lengkap"],
    ]
    text = "\r\n".join(separator.join(line) for line in lines)
    found = table(text.encode(encoding), KNOWN, "rekap.csv")
    assert facts(found, "kecamatan", "item", "kebutuhan", "office") == [
        ("Pekalongan Barat", "TINTA", 1076, "Kota Pekalongan"),
        ("Pekalongan Timur", "TINTA", 812, "Kota Pekalongan"),
    ]
    assert found.data_date == date(2023, 12, 22)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.xlsx", "a.csv", "a.xls", "a.ods"]))
def test_no_bytes_make_reading_fail(data: bytes, name: str):
    reading = read(data, KNOWN, name)
    assert reading.problems or reading.tables


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(st.none(), st.integers(-10, 10**7), st.text(max_size=8), st.dates()),
            min_size=5,
            max_size=5,
        ),
        max_size=12,
    )
)
def test_no_cells_make_reading_fail(rows: list[list[Any]]):
    clean = [
        [cell if not isinstance(cell, str) or cell.isprintable() else "x" for cell in row] for row in rows
    ]
    for found in read(book([HEAD, *clean]), KNOWN).tables:
        assert found.accepted <= found.rows
        assert found.facts is None or found.facts.num_rows <= found.rows
    assert isinstance(codes(book([HEAD, *clean]), KNOWN), list)

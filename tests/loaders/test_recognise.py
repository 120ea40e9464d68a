"""Every kind of sheet is recognised by its headings, its title and its numbers."""

from datetime import date
from typing import Any

import pytest

from loaders.context import data_date
from tests.loaders.workbooks import PLACES, TITLE, book, books, facts, knowledge, read, table

DAY = date(2023, 12, 20)
WRITTEN = "2023-12-19 10:15"
SHEETS: dict[str, tuple[list[list[Any]], dict[str, str]]] = {
    "tps": (
        [["NO", "KECAMATAN", "KELURAHAN", "NO. TPS", "L", "P", "L+P", "DAPIL"]]
        + [[n, "PEKALONGAN BARAT", "MEDONO", f"00{n}", 140 + n, 130, 270 + n, "1"] for n in range(1, 6)],
        {
            "kecamatan": "B",
            "kelurahan": "C",
            "tps": "D",
            "dpt_l": "E",
            "dpt_p": "F",
            "dpt": "G",
            "dapil": "H",
        },
    ),
    "logistik": (
        [
            ["NO", "JENIS BARANG", "SAT.", "JML KEBUTUHAN", "JML DITERIMA", "RUSAK/CACAT", "KURANG", "KET."],
            [1, "Kotak suara", "buah", 4413, 4400, 0, 13, ""],
            [2, "Bilik suara", "buah", 3524, 3524, 0, 0, "lengkap"],
        ],
        {"item": "B", "satuan": "C", "kebutuhan": "D", "diterima": "E", "rusak": "F"},
    ),
    "sortir_lipat": (
        [["NO", "TANGGAL", "JENIS SURAT SUARA", "TIM", "PEKERJA", "DIFABEL", "DISORTIR", "DILIPAT", "RUSAK"]]
        + [[n, DAY, "PPWP", f"Tim {n}", 8, 2, 5000, 4990, 10] for n in range(1, 5)],
        {
            "tanggal": "B",
            "item": "C",
            "tim": "D",
            "pekerja": "E",
            "pekerja_difabel": "F",
            "disortir": "G",
            "dilipat": "H",
            "rusak": "I",
        },
    ),
    "distribusi": (
        [
            [
                "NO",
                "ASAL",
                "TUJUAN",
                "KECAMATAN",
                "KOLI",
                "KOTAK",
                "TGL RENCANA",
                "TGL TIBA",
                "NO. BAST",
                "KENDARAAN",
                "SOPIR",
            ],
            [1, "Gudang KPU", "PPK", "Pekalongan Barat", 10, 500, DAY, None, "1/BAST", "Truk", "Budi"],
            [2, "Gudang KPU", "PPK", "Pekalongan Timur", 12, 400, DAY, None, "2/BAST", "Truk", "Budi"],
        ],
        {
            "asal": "B",
            "tujuan": "C",
            "kecamatan": "D",
            "koli": "E",
            "kotak": "F",
            "tgl_rencana": "G",
            "tgl_tiba": "H",
            "no_bast": "I",
            "kendaraan": "J",
            "sopir": "K",
        },
    ),
    "pemusnahan": (
        [
            [
                "NO",
                "TANGGAL",
                "JENIS SURAT SUARA",
                "JUMLAH DIMUSNAHKAN",
                "ALASAN",
                "SAKSI",
                "NO. BERITA ACARA",
            ],
            [1, DAY, "DPR RI", 213, "Rusak", "Bawaslu, Polres", "12/BA/2024"],
            [2, DAY, "DPD", 1500, "Kelebihan", "Bawaslu, Polres", "12/BA/2024"],
        ],
        {
            "tanggal": "B",
            "item": "C",
            "jumlah": "D",
            "alasan": "E",
            "saksi": "F",
            "no_ba": "G",
        },
    ),
    "penggantian": (
        [
            [
                "NO",
                "JENIS SURAT SUARA",
                "JUMLAH",
                "ALASAN",
                "TGL PERMINTAAN",
                "TGL JANJI",
                "TGL TIBA",
                "NO SURAT",
                "PENYEDIA",
            ],
            [1, "DPR RI", 213, "Rusak", DAY, DAY, None, "12/PP.08", "PT Cetak"],
            [2, "DPD", 1500, "Kurang", DAY, None, None, "13/PP.08", "PT Cetak"],
        ],
        {
            "item": "B",
            "jumlah": "C",
            "alasan": "D",
            "tgl_minta": "E",
            "tgl_janji": "F",
            "tgl_tiba": "G",
            "no_surat": "H",
            "penyedia": "I",
        },
    ),
    "gudang": (
        [
            [
                "NO",
                "NAMA GUDANG",
                "KECAMATAN",
                "ALAMAT",
                "LUAS (M2)",
                "KAPASITAS (KOLI)",
                "TERISI",
                "BEBAS BANJIR",
                "CCTV",
                "ATAP",
            ],
            [1, "Gudang Setono", "Pekalongan Timur", "Jl. Industri", 600.5, 5000, 1200, "ya", "√", "baik"],
            [2, "Aula Kec. Barat", "Pekalongan Barat", "Jl. Raya", 90, 700, 0, "tidak", "-", "bocor"],
        ],
        {
            "nama": "B",
            "kecamatan": "C",
            "alamat": "D",
            "luas_m2": "E",
            "kapasitas_koli": "F",
            "terisi_koli": "G",
            "bebas_banjir": "H",
            "cctv": "I",
            "atap": "J",
        },
    ),
    "risiko": (
        [
            [
                *("NO", "TANGGAL MULAI", "SAMPAI", "KECAMATAN", "JENIS KERAWANAN", "TINGKAT", "SUMBER"),
                *("CATATAN", "PENULIS", "WAKTU CATAT"),
            ],
            [1, DAY, DAY, "Pekalongan Barat", "Banjir/rob", "Tinggi", "BMKG", "air pasang", "PPK", WRITTEN],
            [2, DAY, DAY, "Pekalongan Timur", "Keamanan", "Rendah", "Polres", "aman", "PPK", WRITTEN],
        ],
        {
            "tgl_mulai": "B",
            "tgl_akhir": "C",
            "kecamatan": "D",
            "jenis": "E",
            "tingkat": "F",
            "sumber": "G",
            "catatan": "H",
            "penulis": "I",
            "waktu": "J",
        },
    ),
    "keuangan": (
        [
            ["NO", "PPK", "AKUN", "BULAN", "PAGU", "DICAIRKAN", "REALISASI", "SPJ", "SISA"],
            [1, "Pekalongan Barat", "521213", "Januari 2024", 16500000, 16500000, 16000000, 0, 500000],
            [2, "Pekalongan Timur", "521213", "Januari 2024", 16500000, 0, 0, 0, 0],
        ],
        {
            "kecamatan": "B",
            "akun": "C",
            "periode": "D",
            "pagu": "E",
            "dicairkan": "F",
            "realisasi": "G",
            "spj": "H",
        },
    ),
    "rekonsiliasi": (
        [
            ["NO", "APLIKASI", "KODE AKUN", "URAIAN AKUN", "PAGU REVISI", "REALISASI S.D. PERIODE", "SISA"],
            [1, "SAKTI", "521213", "Belanja honor output kegiatan", 163800000, 157500000, 6300000],
            [2, "SAKTI", "521211", "Belanja bahan", 43000000, 0, 43000000],
        ],
        {"sistem": "B", "akun": "C", "uraian": "D", "pagu": "E", "realisasi": "F"},
    ),
    "dokumen": (
        [
            [
                "NO",
                "PPK",
                "BULAN",
                "DN.01",
                "DN.04 SPTJB",
                "DN.07 Daftar Nominatif",
                "KUITANSI",
                "BKU",
                "NOTA",
            ],
            [1, "Pekalongan Barat", "Januari 2024", "√", "soft copy", "√", "lengkap", "-", None],
            [2, "Pekalongan Timur", "Januari 2024", "v", "belum", "revisi", DAY, "√", "ada"],
        ],
        {
            "kecamatan": "B",
            "periode": "C",
            "dn01": "D",
            "dn04": "E",
            "dn07": "F",
            "dn08": "G",
            "bku": "H",
            "bukti": "I",
        },
    ),
    "hibah": (
        [
            [
                "NO",
                "PEMBERI",
                "PENERIMA",
                "BENTUK",
                "NO. NPHD",
                "NILAI",
                "TAHAP",
                "PERSEN",
                "JATUH TEMPO",
                "DITERIMA",
            ],
            [1, "Pemkot", "KPU", "uang", "12/NPHD", 12190000000, "I", "40%", DAY, 4876000000],
            [2, "Pemkot", "Bawaslu", "uang", "13/NPHD", 2450000000, "I", "40%", DAY, 980000000],
        ],
        {
            "pemberi": "B",
            "penerima": "C",
            "bentuk": "D",
            "no_perjanjian": "E",
            "nilai": "F",
            "tahap": "G",
            "persen": "H",
            "jatuh_tempo": "I",
            "diterima": "J",
        },
    ),
    "titik_kampanye": (
        [
            ["NO", "KECAMATAN", "KELURAHAN", "LOKASI", "PERUNTUKAN", "BOLEH/DILARANG", "DASAR"],
            [1, "Pekalongan Barat", "Medono", "Lapangan Medono", "Kampanye", "Boleh", "Perwal 30"],
            [2, "Pekalongan Barat", "Tirto", "Jl. Slamet", "APK", "Dilarang", "Perwal 30"],
        ],
        {"kecamatan": "B", "kelurahan": "C", "lokasi": "D", "jenis": "E", "status": "F", "dasar": "G"},
    ),
    "masukan": (
        [
            [
                "NO",
                "TANGGAL",
                "INSTANSI",
                "NAMA",
                "TENTANG",
                "MASUKAN",
                "TINDAK LANJUT",
                "PIC",
                "TENGGAT",
                "STATUS",
            ],
            [
                1,
                DAY,
                "Kecamatan Barat",
                "Camat",
                "gudang",
                "Gudang perlu palet",
                "Dipenuhi",
                "KUL",
                DAY,
                "proses",
            ],
            [
                2,
                DAY,
                "Polres",
                "Kabag Ops",
                "kawal",
                "Pengawalan dua truk",
                "Disetujui",
                "KUL",
                DAY,
                "selesai",
            ],
        ],
        {
            "tanggal": "B",
            "instansi": "C",
            "nama": "D",
            "tentang": "E",
            "masukan": "F",
            "keputusan": "G",
            "pic": "H",
            "tenggat": "I",
            "status": "J",
        },
    ),
}


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_of_each_kind_is_known_by_its_headings(kind: str):
    rows, columns = SHEETS[kind]
    found = table(
        book(rows, ("KPU KOTA PEKALONGAN", "PER TANGGAL 22 DESEMBER 2023"), name="Sheet1"), name="berkas.xlsx"
    )
    assert found.kind == kind
    assert found.columns == columns
    assert found.confidence > 0.6
    assert found.office == "Kota Pekalongan"
    assert found.data_date == date(2023, 12, 22)
    assert [problem.code for problem in found.problems] == []
    assert (found.rows, found.accepted) == (len(rows) - 1, len(rows) - 1)


def test_an_export_is_known_by_the_system_that_its_title_names():
    rows = [
        ["Kode", "Uraian", "Pagu Revisi", "Realisasi Periode Lalu", "Realisasi s.d. Periode", "%", "Sisa"],
        ["521213", "Belanja Honor Output Kegiatan", 163800000, 0, 157500000, "96,15%", 6300000],
        ["521211", "Belanja Bahan", 43000000, 0, 0, "0,00%", 43000000],
    ]
    title = ("LAPORAN REALISASI ANGGARAN SATKER (SAKTI)", "KPU KOTA PEKALONGAN", "PER 22 DESEMBER 2023")
    found = table(book(rows, title))
    assert found.kind == "rekonsiliasi"
    assert found.columns == {"akun": "A", "uraian": "B", "pagu": "C", "realisasi": "E"}
    assert found.facts["sistem"].to_pylist() == ["SAKTI", "SAKTI"]


def test_a_kind_is_known_although_one_heading_has_a_typing_error():
    rows = [["NO", "JENIS BARANG", "KEBUTUHN", "DITERMA"], [1, "Kotak suara", 10, 5], [2, "Tinta", 4, 4]]
    assert table(book(rows)).columns == {"item": "B", "kebutuhan": "C", "diterima": "D"}


def test_headings_that_turn_a_word_round_are_not_taken_for_it():
    rows = [
        ["JENIS BARANG", "KEBUTUHAN", "DITERIMA", "BELUM DITERIMA"],
        ["Tinta", 10, 4, 6],
        ["Segel", 10, 10, 0],
    ]
    assert table(book(rows)).columns == {"item": "A", "kebutuhan": "B", "diterima": "C"}


def test_realisasi_is_goods_on_a_logistics_sheet_and_money_on_a_finance_sheet():
    goods = [
        ["JENIS LOGISTIK", "ALOKASI", "REALISASI", "SISA"],
        ["Tinta", 1762, 1700, 62],
        ["Segel", 900, 900, 0],
    ]
    money = [
        ["PPK", "ALOKASI", "PENERIMAAN", "REALISASI", "SISA"],
        ["Pekalongan Barat", 16500000, 16500000, 16000000, 500000],
    ]
    received = table(book(goods, ("KPU KOTA PEKALONGAN", "PER 22 DESEMBER 2023"), name="A"), name="x.xlsx")
    spent = table(book(money, ("KPU KOTA PEKALONGAN", "PER 22 DESEMBER 2023"), name="A"), name="x.xlsx")
    assert (received.kind, received.columns) == ("logistik", {"item": "A", "kebutuhan": "B", "diterima": "C"})
    assert spent.kind == "keuangan"
    assert spent.columns == {"kecamatan": "A", "pagu": "B", "dicairkan": "C", "realisasi": "D"}


def test_the_title_says_what_a_column_called_jumlah_counts():
    rows = [
        ["NO", "KECAMATAN", "NAMA BARANG", "JUMLAH"],
        [1, "Pekalongan Barat", "Tinta", 538],
        [2, "Pekalongan Timur", "Tinta", 406],
    ]
    found = table(book(rows, ("PENERIMAAN LOGISTIK PEMILU 2024", *TITLE[1:])))
    assert found.columns == {"kecamatan": "B", "item": "C", "diterima": "D"}


def test_names_of_colours_are_of_no_kind():
    rows = [["Warna", "Hewan", "Lagu"], ["merah", "kucing", "a"], ["biru", "sapi", "b"]]
    found = table(book(rows, (), name="A"), name="lain.xlsx")
    assert found.kind is None
    assert found.facts is None
    assert [problem.code for problem in found.problems] == ["unknown-kind"]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("PER TANGGAL 22 DESEMBER 2023", date(2023, 12, 22)),
        ("REKAP\nKeadaan s.d. 7 Februari 2024", date(2024, 2, 7)),
        ("Posisi: 22-12-2023", date(2023, 12, 22)),
        ("PEMILU 14 FEBRUARI 2024\nPER 22 DESEMBER 2023", date(2023, 12, 22)),
        ("PEMILU SERENTAK TANGGAL 14 FEBRUARI 2024", None),
        ("22 Desember 2023", date(2023, 12, 22)),
        ("REKAPITULASI PEMILU 2024", None),
        ("", None),
    ],
)
def test_the_data_date_comes_from_the_title_and_is_not_the_voting_day(title: str, day: date | None):
    assert data_date(title) == day


def test_the_file_name_tells_the_date_and_office_when_the_title_does_not():
    rows = SHEETS["logistik"][0]
    known = knowledge(PLACES)
    found = table(book(rows, ("REKAP LOGISTIK",)), known, "logistik kota pekalongan 2023-12-22.xlsx")
    assert (found.office, found.data_date) == ("Kota Pekalongan", date(2023, 12, 22))


# -- wide, one sheet a kecamatan, one sheet an item --------------------------------------------------------

WIDE = [
    ["NO", "KECAMATAN", "JML TPS", "KOTAK SUARA", None, None, "BILIK SUARA", None, None],
    [None, None, None, "KEBUTUHAN", "DITERIMA", "RUSAK", "KEBUTUHAN", "DITERIMA", "RUSAK"],
    [1, "PEKALONGAN BARAT", 269, 1347, 1347, 0, 1076, 1000, 2],
    [2, "PEKALONGAN TIMUR", 203, 1017, 500, 0, 812, None, None],
    [None, "JUMLAH", 472, 2364, 1847, 0, 1888, 1000, 2],
]
MERGED = ("A5:A6", "B5:B6", "C5:C6", "D5:F5", "G5:I5")


def test_items_as_columns_become_rows():
    found = table(book(WIDE, merged=MERGED))
    assert found.kind == "logistik"
    assert found.columns == {
        "kecamatan": "B",
        "KOTAK.kebutuhan": "D",
        "KOTAK.diterima": "E",
        "KOTAK.rusak": "F",
        "BILIK.kebutuhan": "G",
        "BILIK.diterima": "H",
        "BILIK.rusak": "I",
    }
    assert (found.rows, found.accepted, found.problems) == (2, 2, ())
    assert facts(found, "sheet_row", "kecamatan", "item", "subject", "kebutuhan", "diterima", "rusak") == [
        (7, "Pekalongan Barat", "KOTAK", "KOTAK", 1347, 1347, 0),
        (7, "Pekalongan Barat", "BILIK", "BILIK", 1076, 1000, 2),
        (8, "Pekalongan Timur", "KOTAK", "KOTAK", 1017, 500, 0),
        (8, "Pekalongan Timur", "BILIK", "BILIK", 812, None, None),
    ]
    assert found.sums["KOTAK.kebutuhan"] == 2364
    assert found.sums["kebutuhan"] == 2364 + 1888


def test_a_cell_that_is_no_number_sets_aside_its_item_only():
    rows = [list(row) for row in WIDE[:4]]
    rows[2][3] = "banyak"
    found = table(book(rows, merged=MERGED))
    assert [(one.code, one.cell) for one in found.problems] == [("not-a-number", "D7")]
    assert (found.rows, found.accepted) == (2, 1)
    assert list(facts(found, "sheet_row", "item")) == [(7, "BILIK"), (8, "KOTAK"), (8, "BILIK")]


def test_one_heading_may_hold_item_and_measure():
    rows = [
        ["KECAMATAN", "Kotak Suara Kebutuhan", "Kotak Suara Diterima", "Diterima Bilik"],
        ["Pekalongan Barat", 10, 9, 8],
    ]
    assert table(book(rows)).columns == {
        "kecamatan": "A",
        "KOTAK.kebutuhan": "B",
        "KOTAK.diterima": "C",
        "BILIK.diterima": "D",
    }


def test_the_measure_may_stand_over_the_items_or_in_the_title():
    over = [["KECAMATAN", "DITERIMA", None], [None, "KOTAK SUARA", "TINTA"], ["Pekalongan Barat", 10, 9]]
    title = [["KECAMATAN", "KOTAK SUARA", "TINTA"], ["Pekalongan Barat", 10, 9], ["Pekalongan Timur", 8, 7]]
    wanted = {"kecamatan": "A", "KOTAK.diterima": "B", "TINTA.diterima": "C"}
    assert table(book(over, merged=("A5:A6", "B5:C5"))).columns == wanted
    assert table(book(title, ("PENERIMAAN LOGISTIK", *TITLE[1:]))).columns == wanted


def test_bodies_as_columns_become_rows():
    rows = [
        ["KECAMATAN", "PPK", None, "PPS", None],
        [None, "PAGU", "DICAIRKAN", "PAGU", "DICAIRKAN"],
        ["Pekalongan Barat", 16500000, 16500000, 60000000, 0],
        ["Pekalongan Timur", 16500000, 0, 60000000, 0],
    ]
    found = table(book(rows, ("REKAP PENCAIRAN BADAN ADHOC", *TITLE[1:]), merged=("A5:A6", "B5:C5", "D5:E5")))
    assert found.kind == "keuangan"
    assert facts(found, "kecamatan", "badan", "subject", "pagu")[:2] == [
        ("Pekalongan Barat", "PPK", "PPK|", 16500000),
        ("Pekalongan Barat", "PPS", "PPS|", 60000000),
    ]


def test_kecamatan_as_columns_become_rows():
    rows = [
        ["JENIS LOGISTIK", "PKL BARAT", None, "PKL TIMUR", None],
        [None, "KEBUTUHAN", "DITERIMA", "KEBUTUHAN", "DITERIMA"],
        ["Tinta", 538, 500, 406, 406],
        ["Bilik suara", 1076, 1076, 812, 812],
    ]
    found = table(book(rows, merged=("A5:A6", "B5:C5", "D5:E5")), knowledge(PLACES))
    assert found.columns["Pekalongan Barat.kebutuhan"] == "B"
    assert facts(found, "kecamatan", "item", "grain", "diterima") == [
        ("Pekalongan Barat", "TINTA", "kecamatan", 500),
        ("Pekalongan Timur", "TINTA", "kecamatan", 406),
        ("Pekalongan Barat", "BILIK", "kecamatan", 1076),
        ("Pekalongan Timur", "BILIK", "kecamatan", 812),
    ]


def test_one_sheet_a_kecamatan_is_named_by_its_title_or_its_tab():
    rows = [["KELURAHAN", "JENIS LOGISTIK", "KEBUTUHAN"], ["Medono", "Tinta", 82], ["Tirto", "Tinta", 60]]
    other = [["KELURAHAN", "JENIS LOGISTIK", "KEBUTUHAN"], ["Kauman", "Tinta", 64], ["Poncol", "Tinta", 72]]
    reading = read(
        books({"Sheet1": (rows, (*TITLE, "KECAMATAN PEKALONGAN BARAT")), "Pkl Timur": (other, TITLE)}),
        knowledge(PLACES),
    )
    found = [row for one in reading.tables for row in facts(one, "kecamatan", "kelurahan", "grain")]
    assert found == [
        ("Pekalongan Barat", "Medono", "kelurahan"),
        ("Pekalongan Barat", "Tirto", "kelurahan"),
        ("Pekalongan Timur", "Kauman", "kelurahan"),
        ("Pekalongan Timur", "Poncol", "kelurahan"),
    ]


def test_one_sheet_an_item_is_named_by_its_title_or_its_tab():
    rows = [
        ["KECAMATAN", "KEBUTUHAN", "DITERIMA"],
        ["Pekalongan Barat", 71252, 0],
        ["Pekalongan Timur", 52518, 0],
    ]
    reading = read(
        books(
            {
                "Sheet1": (rows, ("REKAPITULASI SURAT SUARA PRESIDEN DAN WAKIL PRESIDEN", *TITLE[1:])),
                "DPD RI": (rows, ("REKAPITULASI SURAT SUARA", *TITLE[1:])),
            }
        )
    )
    assert [{row[0] for row in facts(one, "item")} for one in reading.tables] == [{"PPWP"}, {"DPD"}]
    assert {one.code for found in reading.tables for one in found.problems} == set()


def test_a_table_of_items_that_does_not_say_what_it_counts_is_asked_about():
    rows = [["NO", "KECAMATAN", "PPWP", "DPR", "DPD", "TOTAL"], [1, "Pekalongan Barat", 10, 20, 30, 60]]
    reading = read(book(rows, ("REKAP SURAT SUARA", *TITLE[1:])), knowledge(PLACES))
    (found,) = reading.tables
    assert (found.kind, found.facts) == ("logistik", None)
    assert [(one.code, dict(one.values)["what"]) for one in found.problems] == [("missing-column", "measure")]
    named = ("REKAP PENERIMAAN SURAT SUARA", *TITLE[1:])
    assert facts(table(book(rows, named), knowledge(PLACES)), "item", "diterima") == [
        ("PPWP", 10),
        ("DPR", 20),
        ("DPD", 30),
    ]


def test_short_names_of_kecamatan_may_be_headings():
    rows = [["NO", "JENIS LOGISTIK", "BARAT", "TIMUR", "JUMLAH"], [1, "Kotak suara", 20, 30, 50]]
    data = book(rows, ("PENERIMAAN LOGISTIK", *TITLE[1:]))
    assert facts(table(data, knowledge(PLACES)), "kecamatan", "diterima") == [
        ("Pekalongan Barat", 20),
        ("Pekalongan Timur", 30),
    ]


def test_two_headings_of_one_item_are_told():
    rows = [
        ["NO", "KECAMATAN", "DPRD KOTA DAPIL 1", "DPRD KOTA DAPIL 2", "DPR RI"],
        [1, "Pekalongan Barat", 10, 20, 30],
    ]
    (found,) = read(book(rows, ("PENERIMAAN SURAT SUARA", *TITLE[1:])), knowledge(PLACES)).tables
    assert [(one.code, one.cell) for one in found.problems] == [("column-other-dapil", "D5")]


@pytest.mark.parametrize("title", [TITLE, ("KEBUTUHAN PERLENGKAPAN PEMUNGUTAN", *TITLE[1:])])
def test_headings_count_more_than_a_title(title):
    sorting: list[list[Any]] = [
        ["TANGGAL", "JENIS SURAT SUARA", "DISORTIR", "DILIPAT"],
        ["05/01/2024", "PPWP", 1000, 990],
        ["06/01/2024", "PPWP", 1200, 1195],
    ]
    found = table(book(sorting, title), knowledge(PLACES))
    assert (found.kind, found.confidence > 0) == ("sortir_lipat", True)
    money: list[list[Any]] = [
        ["URAIAN", "PAGU", "REALISASI"],
        ["Belanja bahan", 12_500_000, 10_000_000],
        ["Honor", 50_000_000, 25_000_000],
    ]
    assert table(book(money, title), knowledge(PLACES)).kind != "logistik"
    bodies = [["BADAN ADHOC", "PAGU", "REALISASI"], ["PPK", 1_000_000, 500_000], ["PPS", 300_000, 10_000]]
    assert table(book(bodies, title), knowledge(PLACES)).kind == "keuangan"
    goods: list[list[Any]] = [["URAIAN", "KEBUTUHAN", "REALISASI"], ["Kotak suara", 1000, 990]]
    assert table(book(goods, title), knowledge(PLACES)).kind == "logistik"

import pytest

from loaders.body_rows import is_total
from loaders.files import Sheet
from loaders.structure import RawTable, address, find_tables, letter

TITLE = [
    "REKAPITULASI PENERIMAAN LOGISTIK PEMILU TAHUN 2024",
    "KPU KOTA PEKALONGAN",
    "PER TANGGAL 22 DESEMBER 2023",
]
FOOTER = [
    [None] * 5 + ["Pekalongan, 22 Desember 2023"],
    [None] * 5 + ["Kepala Subbagian"],
    [],
    [None] * 5 + ["Bagas Wiratmaja"],
    [None] * 5 + ["NIP. 19800101 200501 1 001"],
]
GROUPS = ["NO", "KECAMATAN", "KELURAHAN", "KOTAK SUARA", None, None, "KETERANGAN"]
PARTS = [None, None, None, "KEBUTUHAN", "DITERIMA", "KURANG", None]
LABELS = (
    "NO",
    "KECAMATAN",
    "KELURAHAN",
    "KOTAK SUARA KEBUTUHAN",
    "KOTAK SUARA DITERIMA",
    "KOTAK SUARA KURANG",
    "KETERANGAN",
)
DATA = [
    [1.0, "Pekalongan Barat", "Medono", 145.0, 145.0, 0.0, None],
    [2.0, None, "Podosugih", 140.0, 130.0, 10.0, "menyusul"],
    [None, "JUMLAH PEKALONGAN BARAT", None, 285.0, 275.0, 10.0, None],
    [3.0, "Pekalongan Timur", "Noyontaan", 150.0, 150.0, 0.0, None],
    [4.0, None, "Kauman", 160.0, 160.0, 0.0, None],
    [None, "SUB JUMLAH", None, 310.0, 310.0, 0.0, None],
    [None, "JUMLAH", None, 595.0, 585.0, 10.0, None],
]


def _sheet(rows, merged=(), name="REKAP") -> Sheet:
    width = max(map(len, rows))
    return Sheet(name, False, [[*row, *[None] * (width - len(row))] for row in rows], tuple(merged))


def _one(rows, merged=()) -> RawTable:
    tables = find_tables(_sheet(rows, merged))
    assert len(tables) == 1
    return tables[0]


@pytest.mark.parametrize("titles", range(len(TITLE) + 1))
@pytest.mark.parametrize("gap", [0, 1, 2])
@pytest.mark.parametrize("merges", [True, False])
@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("footer", [True, False])
def test_a_tracking_sheet_is_taken_apart(titles, gap, merges, numbered, footer):
    above = [[title] for title in TITLE[:titles]] + [[] for _ in range(gap if titles else 0)]
    top = len(above)
    number_row = [["1", "2", "3", "4", "5", "6=4-5", "7"]] if numbered else []
    rows = [*above, GROUPS, PARTS, *number_row, *DATA, *([[], *FOOTER] if footer else [])]
    merged = [(at, 0, at, 6) for at in range(titles)]
    merged += [(top, 3, top, 5), *((top, column, top + 1, column) for column in (0, 1, 2, 6))]
    first = top + 2 + numbered + 1
    merged += [(first - 1, 1, first, 1)]

    table = _one(rows, merged if merges else ())
    region = table.region
    assert region.title == "\n".join(TITLE[:titles])
    assert region.header_rows == (top + 1, top + 2)
    assert table.header == LABELS
    assert table.tiers[0][3:6] == ("KOTAK SUARA",) * 3
    assert table.number_row == (top + 3 if numbered else None)
    assert (region.first_row, region.last_row) == (first, first + 4)
    assert region.total_rows == (first + 2, first + 5, first + 6)
    assert table.data_rows == (first, first + 1, first + 3, first + 4)
    assert region.range == f"A{top + 1}:G{first + 6}"
    assert bool(region.footer_rows) is footer
    if merges:
        assert table.merged == ((first, 2, first + 1, 2),)


def test_a_heading_over_three_tiers_is_joined():
    rows = [
        ["NO", "KELURAHAN", "SURAT SUARA", None, None, None],
        [None, None, "PPWP", None, "DPR", None],
        [None, None, "BUTUH", "ADA", "BUTUH", "ADA"],
        [1, "Medono", 10, 9, 8, 7],
        [2, "Tirto", 10, 9, 8, 7],
    ]
    table = _one(rows)
    assert table.region.header_rows == (1, 2, 3)
    assert table.header[2:] == (
        "SURAT SUARA PPWP BUTUH",
        "SURAT SUARA PPWP ADA",
        "SURAT SUARA DPR BUTUH",
        "SURAT SUARA DPR ADA",
    )


def test_years_may_be_headings():
    table = _one([["Provinsi", 2019, 2020, 2021], ["Aceh", 5.5, 6.5, 7.5], ["Riau", 1.5, 2.5, 3.5]])
    assert (table.region.header_rows, table.region.first_row) == ((1,), 2)
    assert table.header == ("Provinsi", "2019", "2020", "2021")


def test_years_may_be_data():
    table = _one([["Nama", "Tahun"], ["Medono", 2019], ["Tirto", 2020], ["Kauman", 2021]])
    assert (table.region.header_rows, table.region.first_row, table.region.last_row) == ((1,), 2, 4)


@pytest.mark.parametrize(
    "marks",
    [
        ["1", "2", "3", "4"],
        ["(1)", "(2)", "(3)", "(4)=(3)-(2)"],
        ["(a)", "(b)", "©", "(d)"],
        [1.0, 2.0, 3.0, "4=3-2"],
    ],
)
def test_a_row_of_column_numbers_is_neither_header_nor_data(marks):
    table = _one([["NO", "NAMA", "BUTUH", "ADA"], marks, [1, "A", 10, 5], [2, "B", 20, 6], [3, "C", 30, 7]])
    assert table.number_row == 2
    assert table.region.header_rows == (1,)
    assert table.data_rows == (3, 4, 5)


def test_a_table_without_numbers_is_found_by_its_first_full_row():
    rows = [
        ["DAFTAR GUDANG"],
        [],
        ["NAMA", "ALAMAT", "KONDISI"],
        ["Gudang A", "Jl. Bahagia", "baik"],
        ["Gudang B", "Jl. Jawa", "bocor"],
    ]
    table = _one(rows, [(0, 0, 0, 2)])
    assert (table.region.title, table.region.header_rows) == ("DAFTAR GUDANG", (3,))
    assert table.data_rows == (4, 5)


def test_a_table_without_a_header_is_still_a_table():
    table = _one([["Medono", 10, 5], ["Tirto", 20, 6], ["Kauman", 30, 7]])
    assert (table.region.header_rows, table.header) == ((), ("", "", ""))
    assert table.data_rows == (1, 2, 3)


def test_two_tables_under_one_another_keep_their_own_titles_and_headers():
    rows = [
        ["KOTAK SUARA"],
        ["NO", "KECAMATAN", "BUTUH"],
        [1, "Barat", 10],
        [2, "Timur", 20],
        [None, "JUMLAH", 30],
        [],
        ["BILIK SUARA"],
        ["NO", "KECAMATAN", "ADA", "RUSAK"],
        [1, "Barat", 7, 1],
        [2, "Timur", 8, 0],
    ]
    first, second = find_tables(_sheet(rows))
    assert (first.region.title, first.region.range, first.region.total_rows) == ("KOTAK SUARA", "A2:C5", (5,))
    assert (second.region.title, second.region.range) == ("BILIK SUARA", "A8:D10")
    assert second.header == ("NO", "KECAMATAN", "ADA", "RUSAK")


def test_two_tables_side_by_side_are_two():
    rows = [
        ["NO", "NAMA", "BUTUH", None, "NO", "NAMA", "ADA"],
        [1, "A", 10, None, 1, "X", 30],
        [2, "B", 20, None, 2, "Y", 40],
        [3, "C", 20, None, 3, "Z", 50],
    ]
    left, right = find_tables(_sheet(rows))
    assert (left.region.range, right.region.range) == ("A1:C4", "E1:G4")
    assert right.header == ("NO", "NAMA", "ADA")


def test_a_spacer_column_stays_out():
    table = _one([["NO", "NAMA", None, "ADA"], [1, "A", None, 10], [2, "B", None, 20], [3, "C", None, 30]])
    assert table.columns == (1, 2, 4)


def test_a_note_beside_the_table_stays_out():
    rows = [
        ["NO", "NAMA", "ADA"],
        [1, "A", 10],
        [2, "B", 20, None, "plus satu program"],
        *([at, "C", 30] for at in range(3, 12)),
    ]
    assert _one(rows).columns == (1, 2, 3)


def test_spacer_rows_and_headings_between_data_are_no_data():
    rows = [
        ["NO", "KELURAHAN", "ADA"],
        ["KECAMATAN BARAT", None, None],
        [1, "Medono", 10],
        [2, "Tirto", 20],
        [],
        ["KECAMATAN TIMUR", None, None],
        [1, "Kauman", 30],
        [2, "Poncol", 40],
    ]
    table = _one(rows)
    assert table.data_rows == (3, 4, 7, 8)
    assert table.section_rows == (2, 6)
    assert (table.region.header_rows, table.region.first_row) == ((1,), 3)


def test_a_header_repeated_on_every_page_is_no_data():
    rows = [
        ["NO", "NAMA", "ADA"],
        [1, "A", 10],
        [2, "B", 20],
        ["NO", "NAMA", "ADA"],
        [3, "C", 30],
        [4, "D", 40],
    ]
    assert _one(rows).data_rows == (2, 3, 5, 6)


def test_a_row_that_nobody_has_filled_in_yet_is_data():
    rows = [["NO", "KELURAHAN", "ADA"], [1, "Medono", 10], [None, "Tirto", None], [3, "Kauman", 30]]
    assert _one(rows).data_rows == (2, 3, 4)


def test_rows_of_dashes_are_data_from_the_first_one_on():
    rows = [["KELURAHAN", "BUTUH", "ADA"], ["Medono", "-", "-"], ["Tirto", 10, "-"], ["Kauman", 30, 5]]
    assert _one(rows).data_rows == (2, 3, 4)


def test_a_last_row_without_a_name_that_adds_up_is_a_total():
    rows = [["KELURAHAN", "BUTUH", "ADA"], ["A", 10, 1], ["B", 20, 2], ["C", 30, 3], [None, 60, 6]]
    table = _one(rows)
    assert (table.region.total_rows, table.region.last_row) == ((5,), 4)


@pytest.mark.parametrize(
    "label",
    [
        "JUMLAH",
        "Jml.",
        "TOTAL",
        "Sub Jumlah",
        "SUBTOTAL",
        "Grand Total",
        "JUMLAH KEC. PEKALONGAN BARAT",
        "Jumlah I",
        "Total Keseluruhan",
    ],
)
def test_a_total_is_known_by_its_name(label):
    assert is_total(label)


@pytest.mark.parametrize(
    "label", ["Jumlah TPS", "Total pemilih laki-laki", "Medono", "Totalitas", "", "Jumlahan"]
)
def test_other_names_are_no_totals(label):
    assert not is_total(label)


def test_the_total_of_a_place_is_known_by_the_place():
    assert is_total("JUMLAH MEDONO", {"medono"})
    assert not is_total("JUMLAH MEDONO", {"tirto"})


def test_a_long_sheet_gives_the_same_as_a_short_one():
    data = [[at, f"Kelurahan {at}", at * 2, at % 3] for at in range(1, 5001)]
    data.insert(2500, [None, "SUB JUMLAH", 99, 9])
    data.insert(3500, [])
    table = _one([["JUDUL"], ["NO", "KELURAHAN", "BUTUH", "RUSAK"], *data, [None, "JUMLAH", 1, 1]])
    assert table.region.total_rows == (2503, 5005)
    assert len(table.data_rows) == 5000
    assert (table.region.first_row, table.region.last_row) == (3, 5004)


@pytest.mark.parametrize("rows", [[], [[None]], [["Catatan saja"]], [["Catatan"], ["lain"], ["lagi"]]])
def test_a_sheet_without_a_table_gives_none(rows):
    assert find_tables(Sheet("A", False, rows)) == []


def test_columns_have_letters():
    assert [letter(column) for column in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert address(14, 5) == "E14"


BARS = ["-", "-", "-"]


@pytest.mark.parametrize("between", [[], [[]]])
def test_a_line_of_dashes_under_the_headings_is_part_of_the_header(between):
    rows = [["Kelurahan", "Butuh", "Ada"], *between, BARS, ["Medono", 10, 9], ["Tirto", 20, 8]]
    table = _one(rows)
    assert table.region.header_rows == tuple(range(1, len(rows) - 1))
    assert table.header == ("Kelurahan", "Butuh", "Ada")
    assert table.region.first_row == len(rows) - 1


def test_the_heading_of_the_names_may_stand_lowest():
    rows = [
        ["REKAP"],
        [],
        [None, "Diterima", None],
        [None, "Baik", "Rusak"],
        ["Kelurahan"],
        [],
        ["Medono", 10, 9],
        ["Tirto", 20, 8],
    ]
    table = _one(rows)
    assert table.region.header_rows == (3, 4, 5)
    assert table.header == ("Kelurahan", "Diterima Baik", "Diterima Rusak")
    assert table.section_rows == ()


def test_the_heading_of_the_names_may_stand_alone_on_top():
    rows = [
        ["REKAP"],
        [],
        ["Kelurahan"],
        [None, "Baik", "Rusak"],
        ["Medono", 10, 9],
        ["Tirto", 20, 8],
    ]
    assert _one(rows).header == ("Kelurahan", "Baik", "Rusak")


def test_headings_may_lie_far_above_while_the_names_have_none():
    rows = [
        ["REKAP"],
        [],
        ["Kelurahan", "Diterima", None],
        *[[] for _ in range(5)],
        [None, "Baik", "Rusak"],
        ["Medono", 10, 9],
        ["Tirto", 20, 8],
    ]
    assert _one(rows).header == ("Kelurahan", "Diterima Baik", "Diterima Rusak")


def test_a_heading_may_look_like_an_amount():
    rows = [
        ["Kelurahan", "2023", None, "2024", None],
        [None, "Semua", "1 unit", "Semua", "1 unit"],
        ["Satuan", "(1.000)", "(1.000)", "(juta)", "(juta)"],
        ["Medono", 10, 9, 8, 7],
        ["Tirto", 20, 8, 7, 6],
    ]
    table = _one(rows)
    assert (table.region.header_rows, table.region.first_row) == ((1, 2, 3), 4)
    assert table.header[2] == "2023 1 unit (1.000)"


def test_a_sum_named_after_the_heading_of_its_rows_is_a_total():
    rows = [
        ["NO", "KELURAHAN", "BUTUH", "ADA"],
        ["KECAMATAN PEKALONGAN BARAT"],
        [1, "Medono", "1.000", "900"],
        [2, "Tirto", "2.000", "800"],
        ["JUMLAH Pekalongan Barat", None, "3.000", "1.700"],
        ["KECAMATAN PEKALONGAN TIMUR"],
        [3, "Kauman", "1.500", "700"],
    ]
    table = _one(rows)
    assert (table.data_rows, table.region.total_rows) == ((3, 4, 7), (5,))


def test_totals_may_be_told_by_their_sums():
    rows = [
        ["NO", "KELURAHAN", "BUTUH", "ADA"],
        [1, "Medono", 10, 9],
        [2, "Tirto", 20, 8],
        [None, None, 30, 17],
        [3, "Kauman", 15, 7],
        [4, "Poncol", 5, 4],
        [None, "Jumlah wilayah kota lama", 20, 11],
        [5, "Setono", 7, 6],
    ]
    table = _one(rows)
    assert (table.data_rows, table.region.total_rows) == ((2, 3, 5, 6, 8), (4, 7))


def test_rows_that_leave_their_place_unrepeated_are_no_totals():
    rows = [
        ["KECAMATAN", "TPS", "DPT", "ADA"],
        ["Barat", 1, 100, 90],
        [None, 2, 100, 90],
        [None, 3, 200, 180],
        ["Timur", 1, 100, 90],
    ]
    assert _one(rows).data_rows == (2, 3, 4, 5)


def test_headings_again_after_the_total_of_all_begin_another_table():
    table = [["NO", "KELURAHAN", "BUTUH"], [1, "Medono", 10], [2, "Tirto", 20], [None, "JUMLAH", 30]]
    found = find_tables(_sheet([*table, [], ["KECAMATAN LAINNYA"], *table]))
    assert [one.region.header_rows for one in found] == [(1,), (7,)]
    assert found[1].region.title == "KECAMATAN LAINNYA"


def test_headings_again_on_the_next_page_go_on():
    head = ["NO", "KELURAHAN", "BUTUH"]
    rows = [head, [1, "Medono", 10], [2, "Tirto", 20], [], head, [3, "Kauman", 30]]
    assert _one(rows).data_rows == (2, 3, 6)


def test_notes_beside_a_table_are_left_out_also_when_it_is_short():
    rows = [
        ["KELURAHAN", "BUTUH", "ADA"],
        ["Medono", 10, 9, None, "angka sementara"],
        ["Tirto", 20, 8, None, "dihitung ulang"],
    ]
    assert _one(rows).header == ("KELURAHAN", "BUTUH", "ADA")


@pytest.mark.parametrize(
    ("heading", "worded", "others"),
    [
        (["KELURAHAN", "JUMLAH"], [["Kali Baros", "banyak"]], [["Medono", 10], ["Tirto", 20]]),
        (["Kelurahan", "Jumlah"], [["Kali Baros", "banyak"]], [["Medono", 10], ["Tirto", 20]]),
        (["KELURAHAN", "JUMLAH"], [["KALI BAROS", "BELUM"]], [["MEDONO", 10], ["TIRTO", 20]]),
        (
            ["NAMA", "BANK", "NO REKENING"],
            [["Joko", "BRI", "0012-34-567890 a.n. Joko"], ["Sri", "BRI", "lihat buku"]],
            [
                ["Budi", "BRI", 1234567890],
                ["Ani", "BNI", 2345678901],
                ["Eko", "BRI", 34567890],
                ["Wati", "BNI", 4567],
            ],
        ),
    ],
)
@pytest.mark.parametrize("before", [0, 1, 2])
def test_a_row_with_words_in_its_only_column_of_numbers_is_no_heading(heading, worded, others, before):
    table = _one([["REKAP"], heading, *others[:before], *worded, *others[before:]])
    assert table.header == tuple(heading)
    assert table.region.header_rows == (2,)
    assert table.data_rows == tuple(range(3, 3 + len(worded) + len(others)))


@pytest.mark.parametrize(
    ("second", "header"),
    [
        (["Kelurahan", "Pemilih"], ("Nama Kelurahan", "Jumlah Pemilih")),
        (["Kelurahan", "(lembar)"], ("Nama Kelurahan", "Jumlah (lembar)")),
        (["Kelurahan", "Belum diterima"], ("Nama Kelurahan", "Jumlah Belum diterima")),
    ],
)
def test_a_second_row_of_headings_stays_one_over_one_column_of_numbers(second, header):
    table = _one([["Nama", "Jumlah"], second, ["Medono", 10], ["Tirto", 20], ["Kauman", 30]])
    assert table.header == header
    assert table.data_rows == (3, 4, 5)

"""What the two offices wrote by hand: warehouses, routes, risks, grants, and what their meetings heard.

All of it is invented but the grants that README.md gives a source for.
"""

# These tables read best with a row a line.
# ruff: noqa: E501
# fmt: off

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from .drawing import Cell
from .field import Asked, Destroyed, Rooms, Route, Warehouse
from .finance import Grant, Help, Month
from .logistics import Papers

MAIN_PEKALONGAN = Warehouse(
    "Gudang KPU Jl. Industri", "Pekalongan Timur", "Setono", "Jl. Industri, Setono", 1250.5, 6, 6500, 3, {})
OTHER_PEKALONGAN = Warehouse(
    "Ruang surat suara kantor KPU", "Pekalongan Barat", "Podosugih", "kantor KPU", 180, 3.5, 900, 2, {})
WAREHOUSES_PEKALONGAN = {MAIN_PEKALONGAN: (4413, 707), OTHER_PEKALONGAN: (0, 640)}
"""Boxes and other packages in each on 22 December."""
ROOMS_PEKALONGAN = Rooms(
    small=frozenset({"Pringrejo", "Banyurip"}), faults={"Tirto": {"BEBAS BANJIR": "-", "ATAP": "bocor"}})

MAIN_BENGKULU = Warehouse(
    "Gudang KPU Kota Bengkulu", "Gading Cempaka", "Sidomulyo", "kompleks pergudangan", 1480, 6, 7200, 3, {})
OTHER_BENGKULU = Warehouse(
    "Gudang cadangan", "Selebar", "Pagar Dewa", "tepi jalan lingkar", 420.5, 4.5, 1500, 1, {"PENJAGA 24 JAM": "-"})
WAREHOUSES_31 = {MAIN_BENGKULU: (4943, 2030), OTHER_BENGKULU: (0, 180)}
WAREHOUSES_7 = {MAIN_BENGKULU: (1281, 670), OTHER_BENGKULU: (0, 180)}
"""On 7 February six of nine PPK have theirs, or it is on the road."""
ROOMS_BENGKULU = Rooms(small=frozenset({"Kandang Limun"}), faults={"Malabero": {"PALET": "-"}})
ROOMS_31 = replace(ROOMS_BENGKULU, misspelt={"Pematang Gubernur": "Pematang Gubernor"})

PAPERS_PEKALONGAN = Papers(
    "KPU-PKL",
    {"Pekalongan Barat": OTHER_PEKALONGAN.name, "Pekalongan Selatan": OTHER_PEKALONGAN.name,
     "Pekalongan Timur": MAIN_PEKALONGAN.name, "Pekalongan Utara": MAIN_PEKALONGAN.name},
    unchecked=frozenset({("DPR", 4)}),
)
PAPERS_BENGKULU = Papers(
    "KPU-BKL",
    {"Selebar": OTHER_BENGKULU.name, "Kampung Melayu": OTHER_BENGKULU.name,
     **dict.fromkeys(("Gading Cempaka", "Ratu Agung", "Ratu Samban", "Teluk Segara", "Muara Bangka Hulu", "Sungai Serut",
                      "Singaran Pati"), MAIN_BENGKULU.name)},
)

ASKED_31 = (
    Asked("DPR", 100, date(2024, 1, 26), date(2024, 2, 3), note="dilaporkan lewat SILOG"),
    Asked("DPD", 40, date(2024, 1, 29), date(2024, 2, 5), note="dilaporkan lewat SILOG"),
    Asked("DPRDP", 140, date(2024, 1, 31), None, note="menunggu jawaban percetakan"),
)
ASKED_7 = (
    Asked("DPR", 100, date(2024, 1, 26), date(2024, 2, 3), date(2024, 2, 3), "diambil bersama Bawaslu dan Polresta"),
    Asked("DPD", 40, date(2024, 1, 29), date(2024, 2, 5), date(2024, 2, 6), "datang sehari setelah janji"),
    Asked("DPRDP", 140, date(2024, 1, 31), date(2024, 2, 6), date(2024, 2, 6), "diambil bersama Bawaslu dan Polresta"),
)

DESTROYED_7 = (
    Destroyed("DPD", 40, date(2024, 2, 6), "rusak", "Bawaslu Kota Bengkulu, Polresta Bengkulu", "..../BA/II/2024"),
    Destroyed("DPR", 100, date(2024, 2, 12), "rusak"),
    Destroyed("DPRDP", 140, date(2024, 2, 12), "rusak"),
)

ROUTES_PEKALONGAN = (
    Route("Pekalongan Utara", date(2024, 2, 10), date(2024, 2, 12), date(2024, 2, 13), "truk box 1 dan 2",
          "2 Polri, 1 TNI", "Jl. Jenderal Sudirman bila Jl. Kusuma Bangsa tergenang rob",
          road="Jl. Kusuma Bangsa"),
    Route("Pekalongan Timur", date(2024, 2, 10), date(2024, 2, 12), date(2024, 2, 13), "truk box 3",
          "2 Polri", "Jl. Dr. Sutomo",
          road="Jl. Dr. Wahidin"),
    Route("Pekalongan Barat", date(2024, 2, 11), date(2024, 2, 12), date(2024, 2, 13), "truk box 1 dan 2",
          "2 Polri, 1 TNI", "Jl. Gajah Mada",
          road="Jl. Gajah Mada Barat"),
    Route("Pekalongan Selatan", date(2024, 2, 11), date(2024, 2, 12), date(2024, 2, 13), "truk box 3",
          "2 Polri", "Jl. Pelita",
          road="Jl. HOS Cokroaminoto"),
)
_D12, _D13 = date(2024, 2, 12), date(2024, 2, 13)
ROUTES_BENGKULU = (
    Route("Kampung Melayu", date(2024, 2, 5), _D12, _D13, "truk 1, 2", "2 Polri, 1 TNI", "jalan pantai bila jembatan ditutup",
          date(2024, 2, 5), date(2024, 2, 5),
          road="Jl. R.E. Martadinata"),
    Route("Muara Bangka Hulu", date(2024, 2, 5), _D12, _D13, "truk 3, 4", "2 Polri, 1 TNI", "Jl. W.R. Supratman",
          date(2024, 2, 5), date(2024, 2, 5),
          road="Jl. Bentiring Raya"),
    Route("Sungai Serut", date(2024, 2, 6), _D12, _D13, "truk 3", "2 Polri", "Jl. Kalimantan",
          date(2024, 2, 6), date(2024, 2, 6),
          road="Jl. Bali"),
    Route("Selebar", date(2024, 2, 6), _D12, _D13, "truk 1, 2, 4", "2 Polri, 1 TNI", "Jl. Raden Fatah",
          date(2024, 2, 6), date(2024, 2, 6),
          road="Jl. Raya Pagar Dewa"),
    Route("Gading Cempaka", date(2024, 2, 7), _D12, _D13, "truk 1", "2 Polri", "Jl. Adam Malik", date(2024, 2, 7),
          road="Jl. Sidomulyo"),
    Route("Singaran Pati", date(2024, 2, 7), _D12, _D13, "truk 2", "2 Polri", "Jl. Salak Raya", date(2024, 2, 7),
          road="Jl. Salak"),
    Route("Ratu Agung", date(2024, 2, 8), _D12, _D13, "truk 3, 4", "2 Polri", None,
          road="Jl. Kapuas Raya"),
    Route("Ratu Samban", date(2024, 2, 9), _D12, _D13, "truk 1", None, "Jl. Suprapto",
          road="Jl. Jenderal Sudirman"),
    Route("Teluk Segara", date(2024, 2, 9), _D12, _D13, "truk 2", "2 Polri", "Jl. Letkol Iskandar",
          road="Jl. S. Parman"),
)

_KUL = "Kasubbag KUL"
RISKS_PEKALONGAN: Sequence[Sequence[Cell]] = (
    (date(2024, 2, 9), date(2024, 2, 14), "PEKALONGAN UTARA", "BANDENGAN", "rob", "tinggi", "BPBD", "rob 30-40 cm; TPS panggung",
     None, "Ketua PPK Pekalongan Utara", "2023-12-19 10:15", None, None),
    (date(2024, 2, 9), date(2024, 2, 14), "PEKALONGAN UTARA", "DEGAYU", "rob", "tinggi", "BPBD", "jalan ke TPS 12-15 tergenang",
     None, "Ketua PPK Pekalongan Utara", "2023-12-19 10:15", None, None),
    (date(2024, 2, 10), date(2024, 2, 14), "PEKALONGAN UTARA", "PANJANG BARU", "rob", "sedang", "BPBD", "TPS panggung disiapkan",
     None, "Ketua PPK Pekalongan Utara", "2023-12-19 10:20", None, None),
    (date(2024, 2, 10), date(2024, 2, 14), "PEKALONGAN BARAT", "TIRTO", "banjir", "tinggi", "BPBD", "luapan Sungai Bremi",
     "perahu BPBD dari Balai Kelurahan", "Ketua PPK Pekalongan Barat", "2023-12-20 09:00", None, None),
    (date(2024, 2, 10), date(2024, 2, 14), "PEKALONGAN BARAT", "PASIRKRATONKRAMAT", "banjir", "sedang", "BPBD", "drainase penuh",
     None, "Ketua PPK Pekalongan Barat", "2023-12-20 09:00", None, None),
    (date(2024, 2, 10), date(2024, 2, 14), "PEKALONGAN TIMUR", "KLEGO", "banjir", "rendah", "BPBD", "genangan setelah hujan lebat",
     None, "Ketua PPK Pekalongan Timur", "2023-12-20 13:30", None, None),
    (date(2024, 2, 11), date(2024, 2, 14), "PEKALONGAN SELATAN", None, "cuaca", "sedang", "BMKG", "hujan lebat sore dan malam",
     "berangkat sebelum pukul 10.00; TPS di ruang kelas", _KUL, "2023-12-21 16:40", None, None),
    (date(2024, 1, 2), date(2024, 2, 14), "PEKALONGAN TIMUR", "SETONO", "keamanan", "sedang", "Polres", "jaga gudang 3 x 8 jam",
     None, _KUL, "2023-12-18 08:30", MAIN_PEKALONGAN.name, None),
    (date(2024, 2, 11), date(2024, 2, 13), "PEKALONGAN BARAT", "MEDONO", "keamanan", "rendah", "Polsek", "patroli saat barang menginap",
     None, _KUL, "2023-12-18 08:30", None, None),
    (date(2024, 2, 12), date(2024, 2, 14), "PEKALONGAN UTARA", "KRAPYAK", "akses", "sedang", "Dinas PU", "perbaikan jembatan, satu lajur",
     None, "Sekretaris PPK Pekalongan Utara", "2023-12-21 11:05", None, None),
)
STILTED_PEKALONGAN = (
    ("Pasirkratonkramat", 45), ("Tirto", 30), ("Bendan Kergon", 21),
    ("Bandengan", 18), ("Degayu", 21), ("Panjang Baru", 28), ("Kandang Panjang", 1), ("Klego", 21), ("Jenggot", 10),
)
"""Stations on stilts: 96 in Barat, 68 in Utara, 21 in Timur and 10 in Selatan, as the press reported; which ones is invented."""
RISKS_BENGKULU: Sequence[Sequence[Cell]] = (
    (date(2024, 1, 28), date(2024, 1, 29), "Kampung Melayu", "Padang Serai", "banjir", "sedang", "BPBD", "genangan setelah hujan semalam",
     None, "Ketua PPK Kampung Melayu", "2024-01-28 06:30", None, None),
    (date(2024, 2, 8), date(2024, 2, 10), "Ratu Agung", "Lempuing", "gelombang tinggi", "tinggi", "BMKG", "angin kencang di tepi pantai",
     None, "Ketua PPK Ratu Agung", "2024-02-06 15:10", None, None),
    (date(2024, 2, 9), date(2024, 2, 13), "Sungai Serut", "Tanjung Agung", "banjir", "tinggi", "BPBD", "luapan Sungai Bengkulu",
     None, "Ketua PPK Sungai Serut", "2024-02-06 09:45", None, None),
    (date(2024, 2, 9), date(2024, 2, 13), "Sungai Serut", "Semarang", "banjir", "tinggi", "BPBD", "jalan masuk tergenang bila hujan",
     "perahu BPBD lewat Tanjung Jaya", "Ketua PPK Sungai Serut", "2024-02-06 09:45", None, None),
    (date(2024, 2, 9), date(2024, 2, 13), "Muara Bangka Hulu", "Rawa Makmur", "banjir", "sedang", "BPBD", "genangan 20 cm",
     None, "Ketua PPK Muara Bangka Hulu", "2024-02-05 14:00", None, None),
    (date(2024, 2, 8), date(2024, 2, 13), "Kampung Melayu", "Teluk Sepang", "akses", "sedang", "Dishub", "jalan pelabuhan padat truk",
     "berangkat pukul 05.00", "Ketua PPK Kampung Melayu", "2024-02-05 16:20", None, None),
    (date(2024, 2, 8), date(2024, 2, 9), "-", "-", "akses", "tinggi", "Dishub", "gorong-gorong ambles, truk dilarang lewat",
     None, _KUL, "2024-02-07 07:50", None, "Jl. Kapuas Raya"),
    (date(2024, 2, 5), date(2024, 2, 14), "Gading Cempaka", "Sidomulyo", "keamanan", "sedang", "Polresta", "jaga gudang 24 jam",
     None, _KUL, "2024-02-02 10:00", MAIN_BENGKULU.name, None),
    (date(2024, 2, 12), date(2024, 2, 14), "Teluk Segara", "Malabero", "keamanan", "sedang", "Polsek", "TPS khusus 901 dan 902",
     None, "Ketua PPK Teluk Segara", "2024-02-05 11:30", None, None),
    (date(2024, 2, 12), date(2024, 2, 14), "Muara Bangka Hulu", "Bentiring", "keamanan", "sedang", "Polsek", "TPS khusus 901 s/d 903",
     None, "Ketua PPK Muara Bangka Hulu", "2024-02-05 14:00", None, None),
    (date(2024, 2, 7), date(2024, 2, 9), "-", "-", "hujan", "sedang", "BMKG", "hujan sedang sampai lebat se-kota",
     None, _KUL, "2024-02-06 17:00", None, None),
)

GRANTS_PEKALONGAN = (
    Grant("KPU Kota Pekalongan", "Dana Pemilihan Wali Kota 2024", date(2023, 11, 9), "I", 40, 4_876_000_000,
          date(2023, 11, 23), 4_876_000_000, date(2023, 11, 21)),
    Grant("KPU Kota Pekalongan", "Dana Pemilihan Wali Kota 2024", date(2023, 11, 9), "II", 60, 7_314_000_000,
          date(2024, 6, 27)),
    Grant("Bawaslu Kota Pekalongan", "Dana pengawasan Pemilihan 2024", date(2023, 11, 9), "I", 40, 980_000_000,
          date(2023, 11, 23), 980_000_000, date(2023, 11, 22)),
    Grant("Bawaslu Kota Pekalongan", "Dana pengawasan Pemilihan 2024", date(2023, 11, 9), "II", 60, 1_470_000_000,
          date(2024, 6, 27)),
    Grant("Polres Pekalongan Kota", "Pengamanan Pemilu 2024", None, "I", 100, 1_350_000_000, date(2024, 1, 15)),
    Grant("Kodim 0710/Pekalongan", "Pengamanan Pemilu 2024", None, "I", 100, 650_000_000, date(2024, 1, 15)),
)
GRANTS_BENGKULU = (
    Grant("KPU Kota Bengkulu", "Dana Pemilihan Wali Kota 2024", date(2023, 11, 10), "I", 40, 11_600_000_000,
          date(2023, 11, 24), 11_600_000_000, date(2023, 11, 24)),
    Grant("KPU Kota Bengkulu", "Dana Pemilihan Wali Kota 2024", date(2023, 11, 10), "II", 60, 17_400_000_000,
          date(2024, 6, 27)),
    Grant("Bawaslu Kota Bengkulu", "Dana pengawasan Pemilihan 2024", date(2023, 11, 10), "I", 40, 3_400_000_000,
          date(2023, 11, 24), 3_400_000_000, date(2023, 12, 1)),
    Grant("Bawaslu Kota Bengkulu", "Dana pengawasan Pemilihan 2024", date(2023, 11, 10), "II", 60, 5_100_000_000,
          date(2024, 6, 27)),
    Grant("Polresta Bengkulu", "Pengamanan Pemilu 2024", date(2024, 1, 12), "I", 100, 2_000_000_000,
          date(2024, 1, 31), 2_000_000_000, date(2024, 2, 2)),
    Grant("Kodim 0407/Kota Bengkulu", "Pengamanan Pemilu 2024", date(2024, 1, 12), "I", 100, 900_000_000,
          date(2024, 1, 31)),
)

HELP_PEKALONGAN = (
    Help("Bagian Umum Setda", "Gedung olahraga untuk sortir dan lipat", 1, "gedung", date(2023, 12, 18), 1,
         date(2023, 12, 15), "BA pinjam pakai ........./2023"),
    Help("DPUPR", "Genset cadangan gudang", 4, "unit", date(2023, 12, 20), 3, date(2023, 12, 19), "BAST ........./2023"),
    Help("Satpol PP", "Penjaga gudang logistik", 12, "orang", date(2024, 1, 2)),
    Help("Dinas Perhubungan", "Truk box pengangkut logistik", 6, "unit", date(2024, 2, 5)),
    Help("BPBD", "Perahu karet untuk rob di Pekalongan Utara", 2, "unit", date(2024, 2, 10)),
)
HELP_BENGKULU = (
    Help("Bagian Umum Setda", "Gedung balai kota untuk gudang cadangan", 1, "gedung", date(2024, 1, 15), 1,
         date(2024, 1, 14), "BA pinjam pakai ........./2024"),
    Help("Satpol PP", "Penjaga gudang logistik", 18, "orang", date(2024, 1, 20), 18, date(2024, 1, 20)),
    Help("Dinas Perhubungan", "Truk pengangkut logistik", 9, "unit", date(2024, 2, 5), 7, date(2024, 2, 5),
         "BAST ........./2024"),
    Help("Dinas PUPR", "Genset cadangan PPK", 9, "unit", date(2024, 2, 10)),
)

MONTHS_PEKALONGAN = (
    Month("Oktober 2023", date(2023, 10, 25), date(2023, 11, 3)),
    Month("Nopember 2023", date(2023, 11, 23), date(2023, 12, 4)),
    Month("Desember 2023", date(2023, 12, 19), date(2024, 1, 3)),
)
MONTHS_BENGKULU = (
    Month("Desember 2023", date(2023, 12, 20), date(2024, 1, 3)),
    Month("Januari 2024", date(2024, 1, 24), date(2024, 2, 2)),
    Month("Februari 2024", date(2024, 2, 6), date(2024, 3, 4)),
)

SAID_PEKALONGAN: Sequence[Sequence[Cell]] = (
    ("Pekalongan Utara", None, "Camat", "distribusi", "Truk besar tidak bisa masuk saat rob – mohon kendaraan kecil",
     "Pakai truk box kecil untuk Degayu dan Bandengan", "Kasubbag KUL", date(2024, 2, 5), "diproses"),
    ("Pekalongan Utara", "Degayu", "Lurah", "TPS", "TPS 12 s/d 15 perlu panggung karena rob", "Dibahas dengan BPBD",
     "PPK Utara", date(2024, 1, 20), "terbuka"),
    ("Pekalongan Barat", None, "Camat", "gudang", "Aula kecamatan dipakai Posyandu tiap Rabu", "Jadwal dipindah",
     "Sekretaris PPK", date(2024, 1, 31), "selesai"),
    ("Pekalongan Barat", "Tirto", "Lurah", "gudang", "Balai kelurahan tergenang; usul pindah ke gedung sekolah",
     "Survei ulang bersama PPS", "PPS Tirto", date(2024, 1, 15), "diproses"),
    ("Pekalongan Timur", None, "Camat", "keamanan", "Minta jadwal jaga gudang Setono dibagikan ke “Linmas”",
     "Jadwal dikirim tiap pekan", "Kasubbag KUL", date(2023, 12, 29), "terbuka"),
    ("Pekalongan Timur", "Kali Baros", "Lurah", "surat suara", "Kapan surat suara Presiden dan DPD datang?",
     "Target penyedia sebelum 15 Januari 2024", "KPU", date(2024, 1, 15), "terbuka"),
    ("Pekalongan Selatan", None, "Camat", "sortir lipat", "Warga difabel siap ikut sortir dan lipat",
     "Dilibatkan dalam tiap tim", "KPU", date(2024, 1, 2), "diproses"),
    ("Pekalongan Selatan", "Sokoduwet", "Lurah", "kampanye", "Alat peraga di depan puskesmas; mohon ditertibkan",
     "Diteruskan ke Satpol PP; sesuai Perwal", "Bawaslu", date(2023, 12, 28), "diproses"),
)
SAID_BENGKULU: Sequence[Sequence[Cell]] = (
    ("Selebar", None, "PPK", "keuangan", "Dana operasional KPPS sudah masuk, SPJ menyusul", "SPJ paling lambat 20 Februari",
     "Sekretaris PPK", date(2024, 2, 20), "diproses"),
    ("Muara Bangka Hulu", None, "PPK", "logistik", "DCT, salinan DPT dan tali belum ada", "Dikirim sebelum 10 Februari",
     "Kasubbag KUL", date(2024, 2, 10), "terbuka"),
    ("Kampung Melayu", "Padang Serai", "PPS", "keuangan", "SPJ Desember menunggu tanda tangan bendahara",
     "Dilengkapi pekan ini", "PPS Padang Serai", date(2024, 2, 9), "terbuka"),
    ("Sungai Serut", "Surabaya", "PPS", "keuangan", "SPJ Desember belum lengkap karena pergantian sekretaris",
     "Didampingi KPU", "PPS Surabaya", date(2024, 2, 12), "diproses"),
    ("Ratu Agung", "Lempuing", "Lurah", "cuaca", "Angin kencang di pantai, tenda TPS harus diperkuat", "Pakai tenda permanen",
     "PPS Lempuing", date(2024, 2, 12), "terbuka"),
    ("Teluk Segara", "Malabero", "PPS", "TPS", "TPS 901 dan 902 perlu pengawalan terpisah", "Dikawal Polsek", "Polresta",
     date(2024, 2, 13), "selesai"),
    ("Singaran Pati", None, "PPK", "logistik", "Kantong plastik kurang", "Dibeli KPU Kota", "Kasubbag KUL",
     date(2024, 2, 10), "diproses"),
)

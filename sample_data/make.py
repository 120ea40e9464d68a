"""Builds the sample, every file of two meetings: `python -m sample_data.make` from the root."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from . import drawing, field, finance, logistics, stories, weather
from .drawing import Formula, Sheet
from .logistics import BALLOTS, FIRST_STAGE, FORMS, SUPPORT, by_kecamatan, spread
from .offices import BENGKULU, PEKALONGAN, Office, office

ROOT = Path(__file__).parent
PERWAL = "Perwal {} Nomor ..... Tahun 2023 tentang titik kampanye dan alat peraga"
BUILDING_PAID = ("Selebar", "Kampung Melayu", "Muara Bangka Hulu", "Gading Cempaka", "Sungai Serut")
HONOR_PAID = ("Selebar", "Kampung Melayu")
NO_FEBRUARY = ("Ratu Agung", "Ratu Samban", "Teluk Segara")
LATE_PEKALONGAN = (("Degayu", "Oktober 2023"), ("Gamer", "Nopember 2023"))
LATE_BENGKULU = (("Surabaya", "Desember 2023"), ("Padang Serai", "Desember 2023"))
D15, D22 = date(2023, 12, 15), date(2023, 12, 22)
J31, F7 = date(2024, 1, 31), date(2024, 2, 7)


@dataclass(frozen=True)
class Workbook:
    """A file of the sample: path below sample_data, its sheets, and how a csv is encoded."""

    path: str
    sheets: Sequence[Sheet]
    encoding: str = "utf-8-sig"


@dataclass(frozen=True)
class Planted:
    """A mistake made on purpose: where it is, what stands there, and the problem that checking reports."""

    path: str
    sheet: str
    cell: str
    value: str
    code: str


PLANTED = (
    Planted(
        "kota-pekalongan/2023-12-15/01 Daftar TPS dan DPT.xlsx", "DAFTAR TPS", "A207", "201", "duplicate-row"
    ),
    Planted(
        "kota-pekalongan/2023-12-15/02 Rekap Penerimaan Logistik.xlsx",
        "TAHAP I",
        "F39",
        "4413",
        "total-does-not-add-up",
    ),
    Planted("kota-bengkulu/2024-01-31/05 Sortir Lipat.xlsx", "SORLIP", "H9", "dua ratus", "not-a-number"),
    Planted("kota-bengkulu/2024-01-31/06 Gudang.xlsx", "GUDANG", "E39", "Pematang Gubernor", "place-unknown"),
    Planted(
        "kota-bengkulu/2024-01-31/08 Keuangan Badan Adhoc.xlsx",
        "PPK",
        "D5",
        "NAMA KETUA",
        "personal-data-dropped",
    ),
    Planted(
        "kota-bengkulu/2024-01-31/08 Keuangan Badan Adhoc.xlsx",
        "PPK",
        "E5",
        "NO. REKENING",
        "personal-data-dropped",
    ),
)
"""All of them lie in sheets of the week before: none touches the figures of the days of the meetings."""

# Shares (up to 1) or amounts that had not come, by item. Badges 29,073 of 31,716 and labels 776 of 881 are
# as Pekalongan News reported them.
MISSING_15 = {
    "ALAT_COBLOS": 0.15,
    "TANDA_PENGENAL": {"Pekalongan Utara": 2643},
    "LABEL_KOTAK": {"Pekalongan Selatan": 105},
    "SAMPUL": 0.25,
    "KANTONG_PLASTIK": 0.2,
    "TUNANETRA": 0.5,
    "C_HASIL": 0.4,
    "C_SALINAN": 0.4,
    "C_PEMBERITAHUAN": 1.0,
    "SALINAN_DPT": 0.2,
    "DPC": 1.0,
    "DCT": 0.5,
    "PPWP": 1.0,
    "DPD": 1.0,
    "DPR": 0.5,
    "DPRDP": 0.15,
}
MISSING_31 = {
    "DCT": {"Muara Bangka Hulu": 1, "Kampung Melayu": 1, "Sungai Serut": 1, "Selebar": 0.5},
    "SALINAN_DPT": {"Muara Bangka Hulu": 1, "Selebar": 1, "Ratu Agung": 1, "Kampung Melayu": 0.4},
    "TALI": {"Muara Bangka Hulu": 1, "Singaran Pati": 1, "Gading Cempaka": 0.5},
    "TUNANETRA": {"Kampung Melayu": 1, "Ratu Samban": 1},
    "BALLPOINT": {"Kampung Melayu": 0.5, "Selebar": 0.3},
    "KANTONG_PLASTIK": {"Sungai Serut": 0.6, "Singaran Pati": 0.7, "Teluk Segara": 0.5},
    "C_PEMBERITAHUAN": {"Selebar": 0.5, "Ratu Agung": 0.5},
    "C_SALINAN": {"Singaran Pati": 1, "Gading Cempaka": 1, "Teluk Segara": 1},
    "DAFTAR_HADIR": {"Selebar": 1, "Ratu Agung": 1},
    "DPC": {"Selebar": 1},
}
MISSING_7 = {
    "DCT": {"Muara Bangka Hulu": 1, "Kampung Melayu": 1},
    "SALINAN_DPT": {"Muara Bangka Hulu": 1, "Selebar": 0.5},
    "TALI": {"Muara Bangka Hulu": 1},
    "TUNANETRA": {"Kampung Melayu": 1},
    "BALLPOINT": {"Kampung Melayu": 0.5},
    "KANTONG_PLASTIK": {"Sungai Serut": 0.6, "Singaran Pati": 0.68},
}
CONFIRMED_7 = ("Selebar", "Kampung Melayu", "Muara Bangka Hulu", "Sungai Serut")
PACKED_7 = {
    "Selebar": 1,
    "Kampung Melayu": 1,
    "Muara Bangka Hulu": 1,
    "Sungai Serut": 1,
    "Gading Cempaka": 1,
    "Singaran Pati": 1,
    "Teluk Segara": 0.8,
    "Ratu Agung": 0.6,
    "Ratu Samban": 0.5,
}
MISPACKED_7 = {
    ("PPWP", "Pagar Dewa", 3): -25,
    ("PPWP", "Pagar Dewa", 4): 25,
    ("DPR", "Kandang", 1): -10,
    ("DPR", "Kandang", 2): 10,
    ("DPRDK", "Bentiring", 5): -10,
    ("DPRDK", "Bentiring", 8): 10,
}
"""A bundle that went into the neighbour's box: by item, kelurahan and number of the polling station."""
DAMAGE = {"DPR": 100, "DPRDP": 140, "DPD": 40}


UNBOOKED = 7_500_000
"""Rupiah that Bengkulu's bodies spent by 7 February and SAKTI does not hold yet."""
SAVED_AGAIN = 7
"""Row of Bengkulu's export of SITAB that was saved twice within ten minutes."""


def workbooks() -> Iterator[Workbook]:
    """Every file of the sample, in the order of their paths."""
    yield from _pekalongan_15()
    yield from _pekalongan_22()
    yield from _bengkulu_31()
    yield from _bengkulu_7()


def _pekalongan_15() -> Iterator[Workbook]:
    city, folder = office(PEKALONGAN), "kota-pekalongan/2023-12-15"
    yield Workbook(
        f"{folder}/01 Daftar TPS dan DPT.xlsx",
        logistics.stations_one_sheet(city, D15, repeated=("Tirto", 12)),
    )
    first, total = logistics.wide_by_kelurahan(
        city,
        D15,
        "TAHAP I",
        "REKAPITULASI PENERIMAAN LOGISTIK TAHAP I PEMILU TAHUN 2024",
        FIRST_STAGE,
        ("KEBUTUHAN", "DITERIMA", "RUSAK", "KURANG"),
        {code: gap for code, gap in MISSING_15.items() if isinstance(gap, float)},
    )
    # Planted: the city's 4,413 boxes, where the rows add up to 4,405 (the PPK's 8 are no kelurahan's).
    value, look = first.cells[(total, 6)]
    assert isinstance(value, Formula)  # noqa: S101 - for the type checker: totals are formulas here
    first.put(total, 6, int(value.value) + 8, look)
    second = logistics.long_by_kecamatan(
        city,
        D15,
        "TAHAP II",
        "PENERIMAAN LOGISTIK DUKUNGAN DAN FORMULIR PEMILU 2024",
        {item: by_kecamatan(city, item, MISSING_15) for item in SUPPORT + FORMS},
        received_on={item: date(2023, 11, 13 + i % 12) for i, item in enumerate(SUPPORT + FORMS)},
        as_text=("KARET",),
    )
    yield Workbook(f"{folder}/02 Rekap Penerimaan Logistik.xlsx", [first, second, _empty("Sheet3")])
    ballots = logistics.wide_by_kecamatan(
        city,
        D15,
        "SURAT SUARA",
        "REKAPITULASI PENERIMAAN SURAT SUARA PEMILU 2024",
        {item: by_kecamatan(city, item, MISSING_15) for item in BALLOTS},
        ("KEBUTUHAN", "DITERIMA", "KURANG"),
        zero="nihil",
    )
    yield Workbook(f"{folder}/03 Rekap Surat Suara.xlsx", [ballots])
    yield Workbook(
        f"{folder}/04 Kebutuhan Surat Suara per TPS.xlsx",
        logistics.ballots_per_station(city, date(2023, 12, 1)),
    )
    yield Workbook(f"{folder}/05 Keuangan Badan Adhoc.xlsx", _money_pekalongan(city, D15))


def _pekalongan_22() -> Iterator[Workbook]:
    city, folder = office(PEKALONGAN), "kota-pekalongan/2023-12-22"
    yield Workbook(
        f"{folder}/01 Daftar TPS dan DPT (perbaikan).xlsx",
        logistics.stations_by_kecamatan(city, D22, stories.STILTED_PEKALONGAN),
    )
    voting = {item: by_kecamatan(city, item, {}) for item in FIRST_STAGE}
    for item, count in (("KOTAK", 12), ("BILIK", 3), ("TINTA", 5)):
        broken = spread(count, city.kecamatan, item)
        voting[item] = {k: replace(v, damaged=broken[k], replaced=broken[k]) for k, v in voting[item].items()}
    first = logistics.wide_by_kecamatan(
        city,
        D22,
        "TAHAP I",
        "REKAPITULASI PENERIMAAN LOGISTIK PEMILU TAHUN 2024",
        voting,
        ("KEBUTUHAN", "DITERIMA", "RUSAK", "PENGGANTI", "KURANG"),
    )
    support, _ = logistics.wide_by_kelurahan(
        city,
        D22,
        "DUKUNGAN",
        "REKAPITULASI DUKUNGAN PERLENGKAPAN PEMILU TAHUN 2024",
        SUPPORT,
        ("KEBUTUHAN", "DITERIMA", "KURANG"),
        {},
    )
    forms = logistics.long_by_kecamatan(
        city,
        D22,
        "FORMULIR",
        "PENERIMAAN FORMULIR DAN DAFTAR PEMILU TAHUN 2024",
        {item: by_kecamatan(city, item, {}) for item in FORMS},
        received_on={item: date(2023, 12, 14 + i) for i, item in enumerate(FORMS)},
        as_text=("C_PEMBERITAHUAN",),
    )
    yield Workbook(f"{folder}/02 Rekap Penerimaan Logistik.xlsx", [first, support, forms])
    ballots = logistics.ballots_by_kelurahan(
        city,
        D22,
        arrived={"DPR": date(2023, 12, 19), "DPRDP": date(2023, 12, 18), "DPRDK": date(2023, 12, 14)},
        expected={"PPWP": date(2024, 1, 8), "DPD": date(2024, 1, 11)},
        nothing={"PPWP": "nihil"},
        damage={},
        papers=stories.PAPERS_PEKALONGAN,
        stages=False,
    )
    yield Workbook(f"{folder}/03 Rekap Surat Suara.xlsx", ballots)
    yield Workbook(
        f"{folder}/04 Rencana Sortir Lipat Januari 2024.xlsx", field.sorting_plan(city, D22, date(2024, 1, 2))
    )
    shipments = field.shipments(city, D22, stories.ROUTES_PEKALONGAN, "Gudang KPU Jl. Industri")
    yield Workbook(f"{folder}/05 Rencana Distribusi.xlsx", shipments)
    yield Workbook(
        f"{folder}/06 Gudang dan Tempat Simpan.ods",
        field.storage(city, D22, stories.WAREHOUSES_PEKALONGAN, stories.ROOMS_PEKALONGAN),
    )
    yield Workbook(
        f"{folder}/07 Kerawanan Cuaca dan Keamanan.xlsx", field.risks(city, D22, stories.RISKS_PEKALONGAN)
    )
    yield Workbook(f"{folder}/08 Keuangan Badan Adhoc.xlsx", _money_pekalongan(city, D22))
    promised = [
        finance.grants(city, D22, stories.GRANTS_PEKALONGAN),
        finance.help_in_kind(city, D22, stories.HELP_PEKALONGAN),
    ]
    yield Workbook(f"{folder}/09 Hibah Pemkot.xlsx", promised)
    yield Workbook(
        f"{folder}/10 Titik Kampanye.xlsx", field.campaign_points(city, D22, PERWAL.format(PEKALONGAN))
    )
    meeting = "Rakor manajemen dan distribusi logistik"
    yield Workbook(
        f"{folder}/11 Masukan Rakor.csv", field.inputs(city, D22, meeting, stories.SAID_PEKALONGAN), "cp1252"
    )
    lines = _lines_pekalongan(city, D22)
    monthly = [one for one in lines if one.body != "KPPS"]
    yield Workbook(f"{folder}/12 Dokumen SPJ.xlsx", finance.papers(city, D22, monthly, LATE_PEKALONGAN[1:]))
    yield Workbook(f"{folder}/13 Realisasi SAKTI.xlsx", [finance.export_of_sakti(city, D22, lines)])


def _bengkulu_31() -> Iterator[Workbook]:
    city, folder = office(BENGKULU), "kota-bengkulu/2024-01-31"
    yield Workbook(f"{folder}/01 DPT per TPS.csv", logistics.stations_flat(city, J31, dotted_codes=True))
    amounts = {item: by_kecamatan(city, item, MISSING_31) for item in FIRST_STAGE + SUPPORT + FORMS}
    yield Workbook(
        f"{folder}/02 Rekap Logistik per Kecamatan.xlsx",
        logistics.long_one_sheet_a_kecamatan(
            city,
            J31,
            amounts,
            sent=(),
            confirmed=(),
            received_on=date(2024, 1, 20),
            with_unit=("Selebar", "KARET"),
        ),
    )
    papers = {item: by_kecamatan(city, item, {}) for item in BALLOTS}
    for item, count in DAMAGE.items():
        broken = spread(count, city.kecamatan, item)
        papers[item] = {k: replace(v, damaged=broken[k]) for k, v in papers[item].items()}
    sheet = logistics.wide_by_kecamatan(
        city,
        J31,
        "SURAT SUARA",
        "REKAPITULASI PENERIMAAN SURAT SUARA PEMILU 2024",
        papers,
        ("KEBUTUHAN", "DITERIMA", "RUSAK", "PENGGANTI", "KURANG"),
    )
    yield Workbook(f"{folder}/03 Rekap Surat Suara.xlsx", [sheet])
    yield Workbook(
        f"{folder}/04 Kebutuhan Logistik per TPS.xlsx", logistics.per_station_needs(city, date(2024, 1, 15))
    )
    yield Workbook(
        f"{folder}/05 Sortir Lipat.xlsx",
        field.sorting_done(city, J31, date(2024, 1, 20), DAMAGE, mistyped="dua ratus"),
    )
    yield Workbook(
        f"{folder}/06 Gudang.xlsx",
        field.storage(city, J31, stories.WAREHOUSES_31, stories.ROOMS_31),
    )
    routes = [replace(route, left=None, arrived=None) for route in stories.ROUTES_BENGKULU]
    shipments = field.shipments(city, J31, routes, "Gudang KPU Kota Bengkulu")
    yield Workbook(f"{folder}/07 Rencana Distribusi.xlsx", shipments)
    yield Workbook(f"{folder}/08 Keuangan Badan Adhoc.xlsx", _money_bengkulu(city, J31))
    yield Workbook(f"{folder}/09 Penggantian Surat Suara.xlsx", field.requests(city, J31, stories.ASKED_31))


def _bengkulu_7() -> Iterator[Workbook]:
    city, folder = office(BENGKULU), "kota-bengkulu/2024-02-07"
    yield Workbook(
        f"{folder}/01 DPT per TPS.xlsx",
        logistics.stations_flat(city, F7, dotted_codes=False, with_points=True),
    )
    amounts = {item: by_kecamatan(city, item, MISSING_7) for item in FIRST_STAGE + SUPPORT + FORMS}
    yield Workbook(
        f"{folder}/02 Rekap Logistik per Kecamatan.xlsx",
        logistics.long_one_sheet_a_kecamatan(
            city,
            F7,
            amounts,
            sent=logistics.SENT,
            confirmed=CONFIRMED_7,
            received_on=date(2024, 1, 20),
            recap=True,
        ),
    )
    ballots = logistics.ballots_by_kelurahan(
        city,
        F7,
        arrived={item: date(2024, 1, 8 + 2 * i) for i, item in enumerate(BALLOTS)},
        expected={},
        nothing={},
        damage=DAMAGE,
        papers=stories.PAPERS_BENGKULU,
        stages=True,
    )
    yield Workbook(f"{folder}/03 Rekap Surat Suara.xls", ballots)
    yield Workbook(
        f"{folder}/04 Kendali Setting per TPS.xlsx",
        logistics.per_station_packed(city, F7, MISSING_7, PACKED_7, MISPACKED_7),
    )
    yield Workbook(f"{folder}/05 Sortir Lipat.xlsx", field.sorting_done(city, F7, date(2024, 1, 20), DAMAGE))
    shipments = field.shipments(city, F7, stories.ROUTES_BENGKULU, "Gudang KPU Kota Bengkulu")
    yield Workbook(f"{folder}/06 Distribusi.xlsx", shipments)
    there = [route.kecamatan for route in stories.ROUTES_BENGKULU if route.arrived]
    stored = field.storage(city, F7, stories.WAREHOUSES_7, stories.ROOMS_BENGKULU, there)
    yield Workbook(f"{folder}/07 Gudang.xlsx", stored)
    yield Workbook(f"{folder}/08 Cuaca dan Keamanan.xlsx", field.risks(city, F7, stories.RISKS_BENGKULU))
    yield Workbook(f"{folder}/09 Keuangan Badan Adhoc.xlsx", _money_bengkulu(city, F7))
    promised = [
        finance.grants(city, F7, stories.GRANTS_BENGKULU),
        finance.help_in_kind(city, F7, stories.HELP_BENGKULU),
    ]
    yield Workbook(f"{folder}/10 Hibah Pemkot.xlsx", promised)
    points = field.campaign_points(city, F7, PERWAL.format(BENGKULU))
    yield Workbook(f"{folder}/11 Titik Kampanye.csv", points)
    meeting = "Rakor distribusi logistik dan pertanggungjawaban keuangan"
    yield Workbook(f"{folder}/12 Masukan Rakor.xlsx", field.inputs(city, F7, meeting, stories.SAID_BENGKULU))
    yield Workbook(f"{folder}/13 Penggantian Surat Suara.xlsx", field.requests(city, F7, stories.ASKED_7))
    yield Workbook(
        f"{folder}/14 Pemusnahan Surat Suara.xlsx", field.destructions(city, F7, stories.DESTROYED_7)
    )
    lines = _lines_bengkulu(city, F7)
    monthly = [one for one in lines if one.body != "KPPS"]
    yield Workbook(f"{folder}/15 Dokumen SPJ.xlsx", finance.papers(city, F7, monthly, LATE_BENGKULU[1:]))
    entered = [one for one in lines if one.body == "PPK"]
    yield Workbook(
        f"{folder}/16 Realisasi SAKTI dan SITAB.xlsx",
        [
            finance.export_of_sakti(city, F7, lines, UNBOOKED),
            finance.export_of_sitab(city, F7, entered, SAVED_AGAIN),
        ],
    )


def _lines_pekalongan(city: Office, as_of: date) -> list[finance.Line]:
    months = [month for month in stories.MONTHS_PEKALONGAN if month.paid_on <= as_of or as_of == D22]
    return [
        *(
            line
            for body in ("PPK", "PPS")
            for line in finance.monthly(city, body, months, as_of, LATE_PEKALONGAN, ())
        ),
        *finance.planned_honor(city),
    ]


def _money_pekalongan(city: Office, as_of: date) -> list[Sheet]:
    subject = "REKAPITULASI KEUANGAN BADAN ADHOC PEMILU 2024"
    lines = _lines_pekalongan(city, as_of)
    return [
        finance.sheet_of_bodies(
            city,
            as_of,
            body,
            f"{subject} - {body}",
            [one for one in lines if one.body == body],
            style="pekalongan",
            text_uses=("Perjalanan dinas dalam kota",),
        )
        for body in ("PPK", "PPS", "KPPS")
    ]


def _lines_bengkulu(city: Office, as_of: date) -> list[finance.Line]:
    months = stories.MONTHS_BENGKULU
    return [
        *(
            line
            for body in ("PPK", "PPS")
            for line in finance.from_the_city(
                finance.monthly(city, body, months, as_of, LATE_BENGKULU, NO_FEBRUARY)
            )
        ),
        *finance.on_its_way(city, as_of, BUILDING_PAID, HONOR_PAID, date(2024, 2, 5)),
    ]


def _money_bengkulu(city: Office, as_of: date) -> list[Sheet]:
    subject = "LAPORAN KEUANGAN BADAN ADHOC PEMILU 2024"
    lines = _lines_bengkulu(city, as_of)
    sheets = []
    for body in ("PPK", "PPS"):
        # Planted: the January workbook carries the heads' names and bank accounts, which no figure needs.
        heads = body == "PPK" and as_of == J31
        own = [one for one in lines if one.body == body]
        sheets.append(
            finance.sheet_of_bodies(
                city, as_of, body, f"{subject} - {body}", own, style="bengkulu", heads=heads
            )
        )
    for kecamatan in city.kecamatan:
        own = [one for one in lines if one.body == "KPPS" and one.kecamatan == kecamatan]
        name = f"KPPS {logistics.SHORT_NAMES.get(kecamatan, kecamatan.upper())}"
        more = (f"KECAMATAN {kecamatan.upper()}",)
        sheets.append(
            finance.sheet_of_bodies(city, as_of, name, f"{subject} - KPPS", own, style="bengkulu", more=more)
        )
    return sheets


def _empty(name: str) -> Sheet:
    sheet = Sheet(name)
    sheet.put(1, 1, None, "note")
    return sheet


def forecasts() -> Iterator[tuple[str, bytes]]:
    """Forecasts of BMKG as they are downloaded: path below sample_data and the file."""
    rain = ("Berawan", "Hujan Ringan", "Hujan Ringan", "Berawan", "Hujan Ringan", "Berawan")
    yield (
        "kota-pekalongan/2023-12-22/14 Prakiraan BMKG Bandengan.json",
        weather.forecast(office(PEKALONGAN), "Bandengan", D22, (*rain, "Cerah Berawan")),
    )
    storm = ("Hujan Sedang", "Hujan Lebat", "Hujan Lebat", "Hujan Sedang", "Hujan Ringan")
    yield (
        "kota-bengkulu/2024-02-07/17 Prakiraan BMKG Lempuing.json",
        weather.forecast(office(BENGKULU), "Lempuing", F7, (*rain, "Berawan", *storm, "Berawan")),
    )


def build(root: Path) -> list[Path]:
    """Write every file below root and give their paths; files that were there before stay."""
    paths = []
    for book in workbooks():
        drawing.save(root / book.path, book.sheets, encoding=book.encoding)
        paths.append(root / book.path)
    for path, data in forecasts():
        (root / path).write_bytes(data)
        paths.append(root / path)
    return paths


if __name__ == "__main__":
    sys.stdout.write("".join(f"{path}\n" for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)))

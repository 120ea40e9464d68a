"""The workbooks of the field: sorting, shipments, storage, risks, campaign points, what the meeting heard."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from . import points
from .drawing import Cell, Column, Group, Sheet, day, table, titles
from .logistics import BALLOT_SHEETS, BALLOTS, ELECTION, NAMES, heading, signed, spread
from .offices import PEKALONGAN, Office, need, noise

_CRITERIA = ("warna tidak merata", "sobek atau kusut", "foto buram", "logo partai tidak lengkap", "berlubang")
"""As Keputusan KPU 1395/2023 names what makes a ballot unfit."""
_KEYS = tuple((offset, team) for offset in range(3) for team in range(1, 7))
"""Days of a ballot type and teams."""
_LOT = 5
"""Team-days that a print lot lasts."""
_WORST_LOT = ("DPRDP", 3, 0.65)
"""A ballot type, its lot that was printed badly, and that lot's share of all that was damaged."""


def _lots(item: str) -> dict[tuple[int, int], str]:
    """The print lot that each team worked on."""
    return {key: f"{BALLOT_SHEETS[item]} lot {at // _LOT + 1}" for at, key in enumerate(_KEYS)}


def _broken(item: str, count: int) -> dict[object, int]:
    """Damaged sheets by day and team; most of one ballot type's lie in one print lot."""
    code, number, share = _WORST_LOT
    if item != code:
        return spread(count, _KEYS, "broken", item)
    own = [key for at, key in enumerate(_KEYS) if at // _LOT + 1 == number]
    worst = round(count * share)
    others = [key for key in _KEYS if key not in own]
    return spread(worst, own, "broken", item) | spread(count - worst, others, "broken", item)


def sorting_plan(office: Office, as_of: date, start: date) -> list[Sheet]:
    """Teams of 5 to 10 people, people with disabilities among them; nothing is sorted yet, so no amounts."""
    sheet = Sheet("RENCANA SORLIP")
    columns = [
        Column(("NO",), "plain", 5),
        Column(("HARI/TANGGAL",), "text", 26, merge=True),
        Column(("JENIS SURAT SUARA",), "text", 18),
        Column(("TIM",), "centre", 8),
        Column(("SHIFT",), "centre", 9),
        Column(("JUMLAH PEKERJA",), "count", 10, add=True),
        Column(("PEKERJA DIFABEL",), "count", 10, add=True),
        Column(("UPAH PER LEMBAR",), "rupiah", 12),
        Column(("DISORTIR",), "count", 10),
        Column(("DILIPAT",), "count", 10),
        Column(("KETERANGAN",), "text", 36),
    ]
    top = titles(
        sheet, heading(office, "RENCANA SORTIR DAN LIPAT SURAT SUARA PEMILU 2024", as_of), len(columns)
    )
    weekdays = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
    rows: list[list[Cell]] = []
    order = ("DPRDK", "DPRDP", "DPR", "PPWP", "DPD")
    for offset in range(15):
        when = start + timedelta(days=offset + offset // 6)
        item = order[offset // 3]
        for team in range(1, 5):
            people = 5 + int(noise("people", when, team) * 6)
            rows.append(
                [
                    len(rows) + 1,
                    f"{weekdays[when.weekday()]}, {day(when)}",
                    BALLOT_SHEETS[item],
                    f"Tim {team}",
                    "pagi" if team % 2 else "siang",
                    people,
                    1 + int(noise("difabel", when, team) * 2),
                    150,
                    None,
                    None,
                    "masyarakat umum dan penyandang disabilitas",
                ]
            )
    drawn = table(sheet, top, columns, [Group(rows)], numbered=True, total="JUMLAH", label_column=2)
    signed(sheet, office, (drawn.total or drawn.last) + 3, 8, as_of)
    return [sheet]


def sorting_done(
    office: Office, as_of: date, start: date, damage: Mapping[str, int], *, mistyped: str | None = None
) -> list[Sheet]:
    """Six teams in two shifts, three days a ballot type; `mistyped`: what stands instead of a number in the
    third row."""
    sheet = Sheet("SORLIP")
    columns = [
        Column(("NO",), "plain", 5),
        Column(("TANGGAL",), "date", 12),
        Column(("JENIS SURAT SUARA",), "text", 18),
        Column(("TIM",), "centre", 8),
        Column(("PEKERJA", "JUMLAH"), "count", 10),
        Column(("PEKERJA", "DIFABEL"), "count", 10),
        Column(("HASIL (LEMBAR)", "DISORTIR"), "count", 12, add=True),
        Column(("HASIL (LEMBAR)", "DILIPAT"), "count", 12, add=True),
        Column(("HASIL (LEMBAR)", "RUSAK"), "count", 10, add=True),
        Column(("SEBAB RUSAK",), "text", 26),
        Column(("UPAH/LEMBAR",), "text", 14),
        Column(("SHIFT",), "centre", 9),
        Column(("LOT CETAK",), "text", 16),
    ]
    top = titles(sheet, heading(office, "LAPORAN SORTIR LIPAT SURAT SUARA PEMILU 2024", as_of), len(columns))
    rows: list[list[Cell]] = []
    for number, item in enumerate(BALLOTS):
        total = need(ELECTION.item(item), office.stations)
        done = spread(total, _KEYS, "sorted", item)
        broken = _broken(item, damage.get(item, 0))
        lots = _lots(item)
        for offset, team in _KEYS:
            when = start + timedelta(days=number * 3 + offset)
            if when > as_of:
                continue
            bad = broken[(offset, team)]
            rows.append(
                [
                    len(rows) + 1,
                    when,
                    NAMES[item],
                    str(team),
                    12,
                    1 if team % 3 == 0 else 0,
                    done[(offset, team)],
                    mistyped if mistyped and len(rows) == 2 else done[(offset, team)] - bad,
                    bad,
                    _CRITERIA[(number + team) % len(_CRITERIA)] if bad else None,
                    "Rp 200,-" if item in ("PPWP", "DPD") else "Rp 275,-",
                    "pagi" if team <= 3 else "siang",
                    lots[(offset, team)],
                ]
            )
    drawn = table(sheet, top, columns, [Group(rows)], total="JUMLAH", label_column=3)
    signed(sheet, office, (drawn.total or drawn.last) + 3, 8, as_of)
    return [sheet]


@dataclass(frozen=True)
class Asked:
    """A request to the printing house for ballots in place of damaged ones."""

    item: str
    count: int
    asked: date
    promised: date | None
    arrived: date | None = None
    note: str | None = None


def requests(office: Office, as_of: date, asked: Sequence[Asked]) -> list[Sheet]:
    """What was asked for in place of damaged ballots, when it was promised and when it came."""
    sheet = Sheet("PENGGANTIAN")
    columns = [
        Column(("NO",), "plain", 5),
        Column(("JENIS SURAT SUARA",), "text", 28),
        Column(("JUMLAH DIMINTA",), "count", 12, add=True),
        Column(("ALASAN",), "centre", 10),
        Column(("NO. SURAT PERMINTAAN",), "text", 24),
        Column(("TANGGAL", "PERMINTAAN"), "date", 13),
        Column(("TANGGAL", "JANJI"), "date", 13),
        Column(("TANGGAL", "TIBA"), "date", 13),
        Column(("PERCETAKAN",), "text", 18),
        Column(("KETERANGAN",), "text", 44),
    ]
    title = "PERMINTAAN PENGGANTIAN SURAT SUARA RUSAK PEMILU 2024"
    top = titles(sheet, heading(office, title, as_of), len(columns))
    rows: list[list[Cell]] = [
        [
            number,
            NAMES[one.item],
            one.count,
            "rusak",
            f"{number:02d}/PP.10/{one.asked.month:02d}/{one.asked.year}",
            one.asked,
            one.promised,
            one.arrived,
            "PT Cetak Contoh",
            one.note,
        ]
        for number, one in enumerate(asked, 1)
    ]
    drawn = table(sheet, top, columns, [Group(rows)], total="JUMLAH", label_column=2)
    signed(sheet, office, (drawn.total or drawn.last) + 3, 7, as_of)
    return [sheet]


@dataclass(frozen=True)
class Destroyed:
    """Ballots that were destroyed, or are to be: before which institutions and with which record."""

    item: str
    count: int
    day: date
    why: str
    witnesses: str | None = None
    record: str | None = None


def destructions(office: Office, as_of: date, found: Sequence[Destroyed]) -> list[Sheet]:
    """Ballots that must not be there on voting day: destroyed, or planned to be."""
    sheet = Sheet("PEMUSNAHAN")
    columns = [
        Column(("NO",), "plain", 5),
        Column(("TANGGAL",), "date", 13),
        Column(("JENIS SURAT SUARA",), "text", 28),
        Column(("JUMLAH DIMUSNAHKAN",), "count", 14, add=True),
        Column(("ALASAN",), "centre", 10),
        Column(("SAKSI (INSTANSI)",), "text", 40),
        Column(("NO. BERITA ACARA",), "text", 20),
    ]
    title = "PEMUSNAHAN SURAT SUARA RUSAK DAN LEBIH PEMILU 2024"
    top = titles(sheet, heading(office, title, as_of), len(columns))
    rows: list[list[Cell]] = [
        [number, one.day, NAMES[one.item], one.count, one.why, one.witnesses, one.record]
        for number, one in enumerate(found, 1)
    ]
    drawn = table(sheet, top, columns, [Group(rows)], total="JUMLAH", label_column=2)
    signed(sheet, office, (drawn.total or drawn.last) + 3, 5, as_of)
    return [sheet]


@dataclass(frozen=True)
class Route:
    """The shipment to one kecamatan: when its PPK, PPS and TPS get theirs, how and guarded by whom."""

    kecamatan: str
    ppk: date
    pps: date
    tps: date
    vehicle: str
    escort: str | None
    other_way: str | None
    left: date | None = None
    arrived: date | None = None
    road: str | None = None
    """The way of the trucks to the PPK."""


_HOURS = {"PPK": "08.00-12.00", "PPS": "08.00-11.00", "TPS": "06.00-10.00"}


def shipments(office: Office, as_of: date, routes: Sequence[Route], warehouse: str) -> list[Sheet]:
    """Three sheets: to the PPK, to the PPS, to the polling stations."""
    levels = (("PPK", "KE PPK"), ("PPS", "KE PPS"), ("TPS", "KE TPS"))
    return [_shipment_sheet(office, as_of, routes, warehouse, level, name) for level, name in levels]


def _shipment_sheet(
    office: Office, as_of: date, routes: Sequence[Route], warehouse: str, level: str, name: str
) -> Sheet:
    sheet = Sheet(name)
    short = level == "TPS"
    columns = [
        Column(("NO",), "plain", 6),
        Column(("ASAL",), "text", 26),
        Column(("TUJUAN",), "centre", 9),
        Column(("KECAMATAN",), "text", 20),
        *([Column(("KELURAHAN",), "text", 22)] if level != "PPK" else []),
        *([Column(("NO. TPS",), "centre", 8)] if short else []),
        Column(("JUMLAH", "KOLI"), "count", 8, add=True),
        Column(("JUMLAH", "KOTAK"), "count", 8, add=True),
        *([] if short else [Column(("JUMLAH", "KOTAK TIBA"), "count", 8, add=True)]),
        Column(("TANGGAL", "RENCANA KIRIM"), "date", 12),
        Column(("TANGGAL", "BERANGKAT"), "date", 12),
        Column(("TANGGAL", "TIBA"), "date", 12),
        *([] if short else [Column(("NO. BAST",), "text", 18)]),
        Column(("KENDARAAN",), "text", 20),
        Column(("MODA",), "centre", 10),
        Column(("JAM",), "centre", 14),
        *([Column(("RUTE",), "text", 26)] if level == "PPK" else []),
        *([] if short else [Column(("PENGAWAL",), "text", 26)]),
        *([] if short else [Column(("JALUR ALTERNATIF",), "text", 34)]),
    ]
    subject = f"RENCANA DISTRIBUSI LOGISTIK PEMILU 2024 {name}"
    top = titles(sheet, heading(office, subject, as_of), len(columns))
    rows: list[list[Cell]] = []
    for route in routes:
        stations = office.inside(route.kecamatan)
        if level == "PPK":
            targets = [(None, None, stations, 2)]
        elif level == "PPS":
            places = office.places(route.kecamatan)
            targets = [(one.name, None, office.inside(route.kecamatan, one.name), 0) for one in places]
        else:
            targets = [(one.place.name, f"{one.number:03d}", (one,), 0) for one in stations]
        planned = {"PPK": route.ppk, "PPS": route.pps, "TPS": route.tps}[level]
        left, arrived = (route.left, route.arrived) if level == "PPK" else (None, None)
        origin = {"PPK": warehouse, "PPS": f"PPK {route.kecamatan}", "TPS": "PPS"}[level]
        for kelurahan, station, inside, extra in targets:
            rows.append(
                [
                    len(rows) + 1,
                    origin,
                    level,
                    route.kecamatan.upper(),
                    *([kelurahan.upper()] if kelurahan else []),
                    *([station] if station else []),
                    len(inside) * 2,
                    len(inside) * 5 + extra,
                    *([] if short else [len(inside) * 5 + extra if arrived else None]),
                    planned,
                    left,
                    arrived,
                    *([] if short else [f"........./BAST/{level}/{as_of.year}" if arrived else None]),
                    route.vehicle
                    if level == "PPK"
                    else "mobil bak terbuka"
                    if level == "PPS"
                    else "kendaraan PPS",
                    "darat",
                    _HOURS[level],
                    *([route.road] if level == "PPK" else []),
                    *([] if short else [route.escort]),
                    *([] if short else [route.other_way]),
                ]
            )
    drawn = table(sheet, top, columns, [Group(rows)], total="JUMLAH", label_column=2)
    signed(sheet, office, (drawn.total or drawn.last) + 3, len(columns) - 3, as_of)
    return sheet


_CONDITIONS = (
    *("BEBAS BANJIR", "LISTRIK", "CCTV", "ATAP", "VENTILASI", "PALET", "APAR", "AKSES TRUK"),
    "PENJAGA 24 JAM",
)
_SOUND = ("ATAP", "PALET")
"""Without them a place must not be used: they are bad only where the story says so."""


@dataclass(frozen=True, eq=False)
class Warehouse:
    """A warehouse of the city: where it is, how big (m², m, koli), and how many guards a shift."""

    name: str
    kecamatan: str
    kelurahan: str
    address: str
    area: float
    height: float
    capacity: int
    guards: int
    faults: Mapping[str, str]


@dataclass(frozen=True)
class Rooms:
    """What the rooms of PPK and PPS are like, where it is not all well."""

    small: frozenset[str]
    """Kelurahan with a room that is too small for what is planned: that is what the meeting is to see."""
    faults: Mapping[str, Mapping[str, str]]
    """What stands in columns of the condition, by kelurahan."""
    misspelt: Mapping[str, str] = field(default_factory=dict)
    """How a kelurahan is typed."""


def storage(
    office: Office,
    as_of: date,
    main: Mapping[Warehouse, tuple[int, int]],
    rooms: Rooms,
    there: Collection[str] = (),
) -> list[Sheet]:
    """The city's warehouses with their boxes and koli, then a room in each kecamatan and kelurahan; `there`:
    kecamatan whose PPK has its goods."""
    sheet = Sheet("GUDANG")
    columns = [
        Column(("NO",), "plain", 5),
        Column(("NAMA GUDANG",), "text", 32),
        Column(("TINGKAT",), "centre", 12),
        Column(("KECAMATAN",), "text", 20),
        Column(("KELURAHAN",), "text", 22),
        Column(("ALAMAT",), "text", 34),
        Column(("KOORDINAT", "LINTANG"), "degrees", 11),
        Column(("KOORDINAT", "BUJUR"), "degrees", 11),
        Column(("LUAS (M2)",), "decimal", 10),
        Column(("TINGGI (M)",), "decimal", 9),
        Column(("TINGGI PAKAI (M)",), "decimal", 9),
        Column(("KAPASITAS (KOLI)",), "count", 11, add=True),
        Column(("TERISI (KOTAK)",), "count", 10, add=True),
        Column(("TERISI (KOLI)",), "count", 10, add=True),
        *(Column(("KONDISI", one), "centre", 10) for one in _CONDITIONS),
        Column(("TANGGAL PERIKSA",), "date", 12),
        Column(("NO. FOTO",), "text", 18),
        Column(("PEMERIKSA",), "text", 18),
        Column(("JUMLAH PENJAGA",), "count", 10),
        Column(("SHIFT JAGA",), "count", 8),
        Column(("JAM PER SHIFT",), "count", 8),
    ]
    top = titles(
        sheet, heading(office, "DATA GUDANG DAN TEMPAT PENYIMPANAN LOGISTIK PEMILU 2024", as_of), len(columns)
    )
    rows: list[list[Cell]] = [
        [
            *(one.name, "kota", one.kecamatan, one.kelurahan, one.address),
            *points.of_warehouse(one.name),
            *(one.area, one.height, one.height - 1, one.capacity, *held),
            *_checks(one.name, 1, one.faults),
            *(*_inspected(one.name, as_of, "Kasubbag KUL"), one.guards, 3, 8),
        ]
        for one, held in main.items()
    ]
    for kecamatan in office.kecamatan:
        stations = len(office.inside(kecamatan))
        boxes, packages = stations * 5 + 2, stations * 2
        area = 60 + int(noise("area", kecamatan) * 9) * 10
        rows.append(
            [
                *(f"Aula Kecamatan {kecamatan}", "kecamatan", kecamatan, None, "kompleks kantor kecamatan"),
                *points.of_kecamatan(kecamatan),
                *(area + 0.5, 3.5, 2.9, round((boxes + packages) * (1.08 + noise("room", kecamatan) * 0.3))),
                *((boxes, packages) if kecamatan in there else (0, 0)),
                *_checks(kecamatan, 0.85, {}),
                *(*_inspected(kecamatan, as_of, "Sekretaris PPK"), 2, 2, 12),
            ]
        )
        for place in office.places(kecamatan):
            inside = len(office.inside(kecamatan, place.name))
            packages = inside * 7
            # What is set aside of the hall: a little more than stacks of five need.
            area = round(inside * (0.4 if place.name in rooms.small else 0.55)) + 4
            guarded = noise("guarded", place.code) > 0.2
            rows.append(
                [
                    *(f"Balai Kelurahan {place.name}", "kelurahan", kecamatan),
                    *(rooms.misspelt.get(place.name, place.name), "kompleks kantor kelurahan", None, None),
                    *(area + int(noise("area", place.code) * 4) * 0.5, 3, 2.5),
                    *(packages - 10 if place.name in rooms.small else packages + 40, 0, 0),
                    *_checks(place.code, 0.7, rooms.faults.get(place.name, {})),
                    *(*_inspected(place.code, as_of, "Sekretariat PPS"), 1, 2 if guarded else 1, 12),
                ]
            )
    numbered: list[list[Cell]] = [[number, *row] for number, row in enumerate(rows, 1)]
    drawn = table(sheet, top, columns, [Group(numbered)], total="JUMLAH", label_column=2)
    signed(sheet, office, (drawn.total or drawn.last) + 3, 7, as_of)
    return [sheet]


def _checks(key: str, good: float, faults: Mapping[str, str]) -> list[Cell]:
    told: dict[str, Cell] = {}
    for number, name in enumerate(_CONDITIONS):
        well = name in _SOUND or noise("check", key, number) < good
        told[name] = ("√" if number % 3 else "v") if well else "-"
    return list({**told, **faults}.values())


def _inspected(key: str, as_of: date, role: str) -> list[Cell]:
    """Day, photo and role of the last inspection; every tenth place was not inspected yet."""
    if noise("inspected", key) > 0.9:
        return [None, None, None]
    when = as_of - timedelta(days=2 + int(noise("inspection", key) * 12))
    return [when, f"IMG-{when:%m%d}-{int(noise('photo', key) * 900) + 100}", role]


def risks(office: Office, as_of: date, notes: Sequence[Sequence[Cell]]) -> list[Sheet]:
    """Notes on weather, security and access: begin, end, kecamatan, kelurahan, kind, level, source, note,
    fallback, author, when it was written, and the warehouse and the route that it is about."""
    sheet = Sheet("KERAWANAN")
    columns = [
        Column(("NO",), "plain", 5),
        Column(("BERLAKU", "MULAI"), "date", 12),
        Column(("BERLAKU", "SAMPAI"), "date", 12),
        Column(("KECAMATAN",), "text", 20),
        Column(("KELURAHAN",), "text", 22),
        Column(("JENIS KERAWANAN",), "text", 14),
        Column(("TINGKAT",), "centre", 10),
        Column(("SUMBER",), "text", 26),
        Column(("CATATAN",), "text", 50),
        Column(("CADANGAN",), "text", 40),
        Column(("PENULIS",), "text", 30),
        Column(("WAKTU CATAT",), "centre", 18),
        Column(("NAMA GUDANG",), "text", 26),
        Column(("RUTE",), "text", 22),
    ]
    top = titles(
        sheet, heading(office, "PETA KERAWANAN CUACA DAN KEAMANAN DISTRIBUSI LOGISTIK", as_of), len(columns)
    )
    drawn = table(sheet, top, columns, [Group([[i, *one] for i, one in enumerate(notes, 1)])], numbered=True)
    signed(sheet, office, drawn.last + 2, 8, as_of)
    return [sheet]


_PLACES = ("Lapangan kelurahan", "Balai RW 02", "Gedung serbaguna", "Lapangan voli RW 05", "Halaman pasar")
_CLOSED = ("Depan kantor kelurahan", "Halaman sekolah dasar", "Halaman masjid jami", "Puskesmas pembantu")


def campaign_points(office: Office, as_of: date, regulation: str) -> list[Sheet]:
    """Two allowed and one forbidden place in each kelurahan, as a city's regulation has them; invented."""
    sheet = Sheet("TITIK")
    columns = [
        Column(("NO",), "plain", 5),
        Column(("KECAMATAN",), "text", 20, merge=True),
        Column(("KELURAHAN",), "text", 22, merge=True),
        Column(("LOKASI",), "text", 40),
        Column(("JENIS",), "text", 16),
        Column(("STATUS",), "centre", 12),
        Column(("DASAR HUKUM",), "text", 40),
        Column(("LINTANG",), "degrees", 12),
        Column(("BUJUR",), "degrees", 12),
    ]
    top = titles(
        sheet, heading(office, "TITIK LOKASI KAMPANYE DAN ALAT PERAGA PEMILU 2024", as_of), len(columns)
    )
    rows: list[list[Cell]] = []
    for place in office.kelurahan:
        pick = int(noise("point", place.code) * 20)
        chosen = (
            (_PLACES[pick % 5], "kampanye", "boleh"),
            (f"Tepi jalan utama {place.name}", "alat peraga", "boleh"),
            (_CLOSED[pick % 4], "alat peraga", "dilarang"),
        )
        for at, (where, kind, status) in enumerate(chosen):
            name = where if place.name in where else f"{where} {place.name}"
            of_place = [place.kecamatan.upper(), place.name.upper(), name, kind, status, regulation]
            rows.append([len(rows) + 1, *of_place, *points.of_campaign(office, place, at, len(chosen))])
    drawn = table(sheet, top, columns, [Group(rows)])
    signed(sheet, office, drawn.last + 2, 6, as_of)
    return [sheet]


def inputs(office: Office, as_of: date, meeting: str, said: Sequence[Sequence[Cell]]) -> list[Sheet]:
    """What was said: kecamatan, kelurahan, body, about what, input, decision, who, until when, status."""
    sheet = Sheet("MASUKAN")
    columns = [
        Column(("NO",), "plain", 5),
        Column(("TANGGAL",), "date", 12),
        Column(("RAKOR",), "text", 34),
        Column(("KECAMATAN",), "text", 20),
        Column(("KELURAHAN",), "text", 20),
        Column(("INSTANSI",), "text", 26),
        Column(("PERIHAL",), "text", 18),
        Column(("MASUKAN",), "text", 60),
        Column(("KEPUTUSAN",), "text", 50),
        Column(("PIC",), "text", 22),
        Column(("TENGGAT",), "date", 12),
        Column(("STATUS",), "centre", 12),
    ]
    title = "MASUKAN PESERTA RAPAT KOORDINASI" if office.name == PEKALONGAN else "NOTULEN MASUKAN RAKOR"
    top = titles(sheet, heading(office, title, as_of), len(columns))
    rows = [[i, as_of, meeting, *one] for i, one in enumerate(said, 1)]
    drawn = table(sheet, top, columns, [Group(rows)])
    signed(sheet, office, drawn.last + 2, 9, as_of)
    return [sheet]

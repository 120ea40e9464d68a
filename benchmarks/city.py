"""The sheets of a made city, by default of Surabaya's size: stations, goods, ballots, sorting, shipments,
money."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import elections
from metrics.needs import reserve

STATIONS = 8_167
OFFICE = "Kota Teladan"
DAY = date(2024, 1, 28)
"""As of which all sheets speak."""
FIRST = date(2024, 1, 15)
"""The first day of sorting."""
_WARDS, _DISTRICTS = 153, 31
_TEAMS, _VOTERS = 54, 270
_CAUSES = ("sobek", "noda", "foto buram", "logo partai tidak lengkap", "berlubang")
_ACCOUNTS = (("521213", "Honorarium"), ("521219", "Operasional"))
SHIPPED = date(2024, 2, 13)
"""The day on which the polling stations are to get theirs."""
PROFILE = elections.load("pemilu-2024")
BALLOTS = tuple(one.code for one in PROFILE.items if one.ballot)

_Table = tuple[Sequence[str], Iterable[Sequence[Any]]]


@dataclass(frozen=True)
class Station:
    """A polling station of the made city."""

    district: str
    ward: str
    number: int
    dapil: int


def stations(count: int = STATIONS) -> tuple[Station, ...]:
    """So many stations over 153 wards of 31 districts of 5 dapil, as evenly as it goes."""
    found = []
    for at in range(count):
        ward = at * _WARDS // count
        district = ward * _DISTRICTS // _WARDS
        number = at - -(-ward * count // _WARDS) + 1
        found.append(Station(_district(district), _ward(ward), number, district * 5 // _DISTRICTS + 1))
    return tuple(found)


def _district(at: int) -> str:
    return f"Distrik {chr(65 + at // 26)}{chr(97 + at % 26)}"


def _ward(at: int) -> str:
    return f"Lingkungan {chr(65 + at // 26)}{chr(97 + at % 26)}"


def files(count: int = STATIONS) -> Iterator[tuple[str, bytes]]:
    """All sheets of the city, the list of stations first."""
    city = stations(count)
    yield "01 Daftar TPS.csv", _sheet("DAFTAR TPS DAN DPT", *_list(city))
    yield "02 Logistik per TPS.csv", _sheet("REKAPITULASI LOGISTIK PER TPS", *_goods(city))
    yield "03 Surat Suara.csv", _sheet("REKAPITULASI SURAT SUARA", *_ballots(city))
    yield "04 Sortir Lipat.csv", sorting(city, DAY - FIRST)
    yield "05 Penggantian.csv", _sheet("PERMINTAAN PENGGANTIAN SURAT SUARA", *_requests())
    yield "06 Distribusi.csv", _sheet("RENCANA DISTRIBUSI LOGISTIK", *_shipments(city))
    yield "07 Keuangan.csv", _sheet("REKAPITULASI KEUANGAN BADAN ADHOC", *_money(city))
    yield "08 Gudang.csv", _sheet("DATA GUDANG DAN TEMPAT PENYIMPANAN", *_rooms(city))


def sorting(city: Sequence[Station], until: timedelta) -> bytes:
    """The days of all teams up to so long after the first; one type a day in turn."""
    head = ("NO", "TANGGAL", "JENIS SURAT SUARA", "TIM", "SHIFT", "JUMLAH PEKERJA", "PEKERJA DIFABEL")
    head += ("DISORTIR", "DILIPAT", "RUSAK", "SEBAB RUSAK", "LOT", "UPAH PER LEMBAR")
    a_day = len(city) * _VOTERS // (4 * _TEAMS)
    rows = []
    for offset in range(until.days + 1):
        when = FIRST + timedelta(days=offset)
        for team in range(_TEAMS):
            done, bad = a_day - team * 3, (team * 7 + offset) % 9
            shift = "pagi" if team % 2 else "siang"
            code = BALLOTS[(offset + team) % len(BALLOTS)]
            cause = _CAUSES[(team + offset) % len(_CAUSES)] if bad else None
            rows.append(
                [len(rows) + 1, when, code, f"Tim {team + 1}", shift, 7, team % 3 % 2, done, done - bad, bad,
                 cause, f"L{(team + offset) % 40:02d}", 150]
            )  # fmt: skip
    return _sheet("LAPORAN SORTIR LIPAT SURAT SUARA", head, rows, FIRST + until)


def rooms(city: Sequence[Station]) -> bytes:
    """A storage place in each ward, as large as what is planned for it."""
    head = ("NO", "NAMA GUDANG", "TINGKAT", "KECAMATAN", "KELURAHAN", "KAPASITAS KOLI", "TERISI KOLI", "ATAP")
    rows = [
        [at, f"Balai {ward}", "kelurahan", district, ward, count * 2, count * 2, "baik"]
        for at, ((district, ward), count) in enumerate(_wards(city).items(), 1)
    ]
    return _sheet("TEMPAT SIMPAN LOGISTIK", head, rows)


def notes(city: Sequence[Station], seen: date) -> bytes:
    """Rain over the whole city and a flood in each ward until voting day, as seen on a day."""
    head = ("NO", "TANGGAL MULAI", "TANGGAL SELESAI", "KECAMATAN", "KELURAHAN", "JENIS KERAWANAN", "TINGKAT")
    head += ("SUMBER", "CATATAN", "CADANGAN", "PENULIS", "WAKTU CATAT")
    last, signed = SHIPPED + timedelta(days=1), ("Ketua PPK", f"{seen:%Y-%m-%d} 07:30")
    everywhere = [1, seen, last, None, None, "cuaca", "tinggi", "BMKG", "hujan lebat", None, *signed]
    floods = (
        [at, seen, last, district, ward, "banjir", "tinggi", "BPBD", "jalan tergenang", None, *signed]
        for at, (district, ward) in enumerate(_wards(city), 2)
    )
    return _sheet("PETA KERAWANAN CUACA DAN KEAMANAN", head, [everywhere, *floods], seen)


def accounts(city: Sequence[Station]) -> Iterator[tuple[str, bytes]]:
    """The money of all bodies by month and account, their documents, and what SAKTI says."""
    yield "10 Keuangan per Akun.csv", _sheet("KEUANGAN BADAN ADHOC PER AKUN", *_by_account(city))
    yield "11 Dokumen.csv", _sheet("KELENGKAPAN DOKUMEN BADAN ADHOC", *_documents(city))
    head = ("NO", "SISTEM", "KODE AKUN", "URAIAN", "PAGU", "REALISASI")
    rows = ([at, "SAKTI", code, use, 10**11, 10**10 + at] for at, (code, use) in enumerate(_ACCOUNTS, 1))
    yield "12 Realisasi SAKTI.csv", _sheet("LAPORAN REALISASI ANGGARAN (SAKTI)", head, rows)


def _bodies(city: Sequence[Station]) -> Iterator[tuple[str, str, str | None, int | None, str]]:
    """Every ad-hoc body in every month: PPK and PPS in three, KPPS in one."""
    for month in ("November 2023", "Desember 2023", "Januari 2024"):
        yield from (
            ("PPK", district, None, None, month) for district in Counter(one.district for one in city)
        )
        yield from (("PPS", district, ward, None, month) for district, ward in _wards(city))
    yield from (("KPPS", one.district, one.ward, one.number, "Januari 2024") for one in city)


def _by_account(city: Sequence[Station]) -> _Table:
    """Of each body and account; one in a hundred spent more than it got."""
    head = ("NO", "BADAN", "KECAMATAN", "KELURAHAN", "TPS", "BULAN", "KODE AKUN", "URAIAN", "PAGU")
    head += ("DICAIRKAN", "TANGGAL CAIR", "REALISASI", "SPJ", "DISAHKAN", "DITERIMA MENURUT BUKTI")
    paid = {
        "November 2023": date(2023, 11, 3),
        "Desember 2023": date(2023, 12, 4),
        "Januari 2024": date(2024, 1, 4),
    }
    each = ((*body, *of) for body in _bodies(city) for of in _ACCOUNTS)
    return head, (
        [at, body, district, ward, number, month, code, use, 9_200_000, 4_600_000, paid[month],
         4_600_000 + (at % 100 // 99) * 50_000, at % 7 * 600_000, at % 7 * 500_000, 4_600_000]
        for at, (body, district, ward, number, month, code, use) in enumerate(each, 1)
    )  # fmt: skip


def _documents(city: Sequence[Station]) -> _Table:
    head = ("NO", "BADAN", "KECAMATAN", "KELURAHAN", "TPS", "BULAN", "DN.03", "SPTJB", "BKU", "DN.08")
    return head, (
        [at, *body, "ada", *(("lengkap", "revisi", "belum")[(at + n) % 7 // 3] for n in range(3))]
        for at, body in enumerate(_bodies(city), 1)
    )


def _wards(city: Sequence[Station]) -> Counter[tuple[str, str]]:
    return Counter((one.district, one.ward) for one in city)


def _sheet(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]], day: date = DAY) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([f"{title} KPU {OFFICE.upper()} PER TANGGAL {day.strftime('%d/%m/%Y')}"])
    writer.writerow(head)
    writer.writerows(
        ["" if one is None else one.strftime("%d/%m/%Y") if isinstance(one, date) else one for one in row]
        for row in rows
    )
    return out.getvalue().encode()


def _list(city: Sequence[Station]) -> _Table:
    head = ("NO", "KECAMATAN", "KELURAHAN", "TPS", "LAKI-LAKI", "PEREMPUAN", "JUMLAH PEMILIH", "DAPIL")
    head += ("LINTANG", "BUJUR")
    return head, (
        [at, one.district, one.ward, one.number, _VOTERS // 2, _VOTERS - _VOTERS // 2, _VOTERS,
         f"{OFFICE} {one.dapil}", f"{-7.2 - at % 97 * 0.00171:.5f}", f"{112.6 + at % 113 * 0.00173:.5f}"]
        for at, one in enumerate(city, 1)
    )  # fmt: skip


def _need(code: str) -> int:
    """What a station needs of an item."""
    item = PROFILE.item(code)
    found = 0
    for term in item.need:
        if term.per == "dpt":
            found += (_VOTERS + reserve(_VOTERS, term.reserve, PROFILE.rounding)) * term.factor
        elif term.per == "tps":
            found += term.factor
    return found or 1


def _goods(city: Sequence[Station]) -> _Table:
    head = ("NO", "KECAMATAN", "KELURAHAN", "TPS", "JENIS LOGISTIK", "SATUAN", "KEBUTUHAN", "DITERIMA")
    others = [one for one in PROFILE.items if not one.ballot]
    return head, (
        [at * len(others) + n, one.district, one.ward, one.number, item.names["id"], item.unit,
         need := _need(item.code), need - (at + n) % 41 // 40]
        for at, one in enumerate(city)
        for n, item in enumerate(others)
    )  # fmt: skip


def _ballots(city: Sequence[Station]) -> _Table:
    head = (
        "NO",
        "KECAMATAN",
        "KELURAHAN",
        "TPS",
        "DAPIL",
        "JENIS SURAT SUARA",
        "KEBUTUHAN",
        "DITERIMA",
        "RUSAK",
    )
    head += ("PENGGANTI", "TGL TERIMA", "GUDANG", "NO. SURAT JALAN", "NO. BTTB", "PERCETAKAN")
    need = _need(BALLOTS[0])
    return head, (
        [at * len(BALLOTS) + n, one.district, one.ward, one.number, f"{OFFICE} {one.dapil}", code, need, need,
         at % 97 // 96, 0, DAY - timedelta(days=20 + n), f"Gudang {one.dapil % 2 + 1}",
         f"{n}{one.dapil:02d}/SJ/2024", f"{n}{one.dapil:02d}/BTTB/2024" if (n, one.dapil) != (1, 4) else None,
         "PT Cetak Contoh"]
        for at, one in enumerate(city)
        for n, code in enumerate(BALLOTS)
    )  # fmt: skip


def _requests() -> _Table:
    head = (
        "NO",
        "JENIS SURAT SUARA",
        "JUMLAH",
        "ALASAN",
        "TANGGAL PERMINTAAN",
        "TANGGAL JANJI",
        "TANGGAL TIBA",
    )
    return head, (
        [at, BALLOTS[at % 5], 10 + at, "rusak", DAY - timedelta(days=at % 12),
         DAY + timedelta(days=at % 9 - 3), None]
        for at in range(1, 41)
    )  # fmt: skip


def _shipments(city: Sequence[Station]) -> _Table:
    """All four levels: from the office to PPK and PPS, which have theirs, and on to each station by plan."""
    head = ("NO", "ASAL", "TUJUAN", "KECAMATAN", "KELURAHAN", "TPS", "KOLI", "KOTAK", "KOTAK TIBA")
    head += ("TANGGAL RENCANA", "TANGGAL BERANGKAT", "TANGGAL TIBA", "NO BAST")
    came = (date(2024, 1, 26),) * 3
    districts = Counter(one.district for one in city)
    rows: list[Sequence[Any]] = []
    for district, count in districts.items():
        boxes = count * 5 + 2
        rows.append([0, "KPU", "PPK", district, None, None, count * 2, boxes, boxes, *came, "1/BAST"])
    for (district, ward), count in _wards(city).items():
        boxes = count * 5
        rows.append([0, "PPK", "PPS", district, ward, None, count * 2, boxes, boxes, *came, "2/BAST"])
    for one in city:
        rows.append(
            [0, "PPS", "TPS", one.district, one.ward, one.number, 2, 5, None, SHIPPED, None, None, None]
        )
    return head, ([at, *row[1:]] for at, row in enumerate(rows, 1))


def _rooms(city: Sequence[Station]) -> _Table:
    """Two warehouses of the city and a room at every PPK and PPS, one in thirty too small."""
    head = ("NO", "NAMA GUDANG", "TINGKAT", "KECAMATAN", "KELURAHAN", "LUAS (M2)", "TINGGI PAKAI (M)")
    head += ("KAPASITAS (KOLI)", "TERISI (KOTAK)", "TERISI (KOLI)", "ATAP", "PALET", "APAR")
    rows: list[Sequence[Any]] = [
        [f"Gudang {at}", "kota", None, None, 4_000, 5, 60_000, 20_000, 3_000, "v", "v", "v"] for at in (1, 2)
    ]
    for district, count in Counter(one.district for one in city).items():
        held = (count * 5 + 2, count * 2)
        rows.append([f"Aula {district}", "kecamatan", district, None, 90, 3, count * 8, *held, "v", "v", "-"])
    for (district, ward), count in Counter((one.district, one.ward) for one in city).items():
        room = count * (6 if len(rows) % 30 == 0 else 9)
        rows.append([f"Balai {ward}", "kelurahan", district, ward, 20, 2.5, room, 0, 0, "v", "v", "v"])
    return head, ([at, *row] for at, row in enumerate(rows, 1))


def _money(city: Sequence[Station]) -> _Table:
    head = (
        "NO",
        "BADAN",
        "KECAMATAN",
        "KELURAHAN",
        "TPS",
        "PERIODE",
        "PAGU",
        "DICAIRKAN",
        "REALISASI",
        "SPJ",
    )
    return head, (
        [at, "KPPS", one.district, one.ward, one.number, "Januari 2024", 9_200_000, 4_600_000, 4_000_000,
         3_000_000 + at % 7 * 100_000]
        for at, one in enumerate(city, 1)
    )  # fmt: skip

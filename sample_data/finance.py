"""The workbooks of money: the ad-hoc bodies' ceilings, payments and accountability; the city's grants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .drawing import Cell, Column, Group, Sheet, dotted, table, titles
from .logistics import ELECTION, SHORT_NAMES, heading, signed
from .offices import Office, noise

HONOR = {
    body: sum(one.members * one.amount for one in ELECTION.honor if one.body == body)
    for body in ("PPK", "PPS", "KPPS")
}
"""Honor of a whole body: rupiah per month, of KPPS once."""
# Invented: what a body spends in a month beside honor. Those of KPPS are from KPU's letter 644/2024.
_OPERATION = {"PPK": 4_500_000, "PPS": 1_250_000}
_TRAVEL = 2_000_000
KPPS_BUILDING = 2_000_000 + 500_000 + 1_000_000
KPPS_MEALS = 9 * 2 * 52_000

_HONOR_CODE = "6867.QGE.002.051.A.521213"
_OPERATION_CODE = "6867.QGE.003.051.D.521219"
_TRAVEL_CODE = "6867.QGE.003.051.D.524113"
_BUILDING_CODE = "6872.QGE.002.051.A.521219"
_MEALS_CODE = "6867.QGE.003.051.E.521211"


@dataclass(frozen=True)
class Month:
    """A month of PPK and PPS money: its name in the sheets, when it was paid and when its SPJ falls due."""

    name: str
    paid_on: date
    spj_from: date
    honor_only: bool = False


@dataclass(frozen=True)
class Line:
    """An amount of one body for one account; rupiah."""

    body: str
    kecamatan: str
    kelurahan: str | None
    tps: int | None
    account: str
    use: str
    period: str | None
    ceiling: int
    paid: int = 0
    paid_on: date | None = None
    spent: int = 0
    spj: int = 0
    spj_on: date | None = None
    status: str | None = None
    approved: int = 0
    returned: int = 0
    fund: str = "APBN"


def monthly(
    office: Office,
    body: str,
    months: Sequence[Month],
    as_of: date,
    late: Iterable[tuple[str, str]],
    unpaid: Iterable[str],
) -> list[Line]:
    """PPK or PPS by month; `late`: place and month without SPJ; `unpaid`: kecamatan without the last."""
    late, unpaid = set(late), set(unpaid)
    places = (
        [(kecamatan, None) for kecamatan in office.kecamatan]
        if body == "PPK"
        else [(place.kecamatan, place.name) for place in office.kelurahan]
    )
    uses = [(_HONOR_CODE, "Honorarium ketua, anggota dan sekretariat", HONOR[body])]
    uses.append((_OPERATION_CODE, "Operasional sekretariat", _OPERATION[body]))
    if body == "PPK":
        uses.append((_TRAVEL_CODE, "Perjalanan dinas dalam kota", _TRAVEL))
    lines = []
    for kecamatan, kelurahan in places:
        for month in months:
            for account, use, amount in uses:
                behind = month == months[-1] and kecamatan in unpaid
                lines.append(
                    _line(
                        body,
                        kecamatan,
                        kelurahan,
                        account,
                        use,
                        amount,
                        month,
                        as_of,
                        late=late,
                        behind=behind,
                    )
                )
    return lines


def _line(
    body: str,
    kecamatan: str,
    kelurahan: str | None,
    account: str,
    use: str,
    amount: int,
    month: Month,
    as_of: date,
    *,
    late: set[tuple[str, str]],
    behind: bool,
) -> Line:
    place = kelurahan or kecamatan
    paid_on = month.paid_on + timedelta(days=int(noise("paid", kecamatan, month.name) * 2))
    if behind or paid_on > as_of:
        return Line(body, kecamatan, kelurahan, None, account, use, month.name, amount, status="belum")
    spj_on = month.spj_from + timedelta(days=int(noise("spj", place, month.name) * 9))
    accounted = spj_on <= as_of and (place, month.name) not in late
    # Honor goes out in full on the day; other money bit by bit, and the rest is given back with the SPJ.
    rest = 0 if account == _HONOR_CODE else round(noise("rest", place, month.name, account) * 12) * 25_000
    so_far = 1.0 if account == _HONOR_CODE or spj_on <= as_of else min(1.0, (as_of - paid_on).days / 20)
    spent = amount - rest if so_far == 1.0 else round((amount - rest) * so_far / 5_000) * 5_000
    if not accounted:
        return Line(
            body,
            kecamatan,
            kelurahan,
            None,
            account,
            use,
            month.name,
            amount,
            amount,
            paid_on,
            spent,
            status="belum",
        )
    here = (as_of - spj_on).days
    approved = here >= 4
    status = "disahkan" if approved else "lengkap" if here >= 2 else "proses verifikasi"
    return Line(
        body,
        kecamatan,
        kelurahan,
        None,
        account,
        use,
        month.name,
        amount,
        amount,
        paid_on,
        spent,
        spent,
        spj_on,
        status,
        spent if approved else 0,
        amount - spent,
    )


def from_the_city(lines: Iterable[Line]) -> list[Line]:
    """The same, with travel inside the city paid from the city's grant."""
    return [replace(one, fund="HIBAH KOTA") if one.account == _TRAVEL_CODE else one for one in lines]


def planned_honor(office: Office) -> list[Line]:
    """KPPS before it is formed: the honor of each polling station is planned, nothing is paid."""
    return [
        Line(
            "KPPS",
            one.place.kecamatan,
            one.place.name,
            one.number,
            _HONOR_CODE,
            "Honorarium KPPS dan linmas",
            None,
            HONOR["KPPS"],
        )
        for one in office.stations
    ]


def on_its_way(
    office: Office, as_of: date, building: Iterable[str], honor: Iterable[str], paid_on: date
) -> list[Line]:
    """KPPS a week before voting: money for the place in some kecamatan, honor in fewer, some accounted."""
    building, honor = set(building), set(honor)
    lines = []
    for one in office.stations:
        kecamatan, kelurahan = one.place.kecamatan, one.place.name
        start = (("KPPS", kecamatan, kelurahan, one.number), (kecamatan, kelurahan, one.number))
        draw = noise("kpps", *start[1])
        paid = HONOR["KPPS"] if kecamatan in honor and paid_on <= as_of else 0
        when = paid_on if paid else None
        lines.append(
            Line(
                *start[0],
                _HONOR_CODE,
                "Honorarium KPPS dan linmas",
                None,
                HONOR["KPPS"],
                paid,
                when,
                status="belum",
            )
        )
        paid = KPPS_BUILDING if kecamatan in building and paid_on <= as_of else 0
        when = paid_on if paid else None
        spent = round(draw * 7) * 500_000 if paid else 0
        accounted = paid and spent == KPPS_BUILDING and as_of > paid_on
        lines.append(
            Line(
                *start[0],
                _BUILDING_CODE,
                "Pembuatan TPS, penggandaan dan operasional KPPS",
                None,
                KPPS_BUILDING,
                paid,
                when,
                spent,
                spent if accounted else 0,
                as_of if accounted else None,
                "masuk" if accounted else "belum",
            )
        )
        lines.append(
            Line(*start[0], _MEALS_CODE, "Konsumsi hari pemungutan suara", None, KPPS_MEALS, status="belum")
        )
    return lines


def sheet_of_bodies(
    office: Office,
    as_of: date,
    name: str,
    subject: str,
    lines: Sequence[Line],
    *,
    style: str,
    more: Sequence[str] = (),
    heads: bool = False,
    text_uses: Iterable[str] = (),
) -> Sheet:
    """Lines of one body; `style` "pekalongan" or "bengkulu" names the columns.

    `heads`: with the heads' names and accounts; `text_uses`: uses whose ceiling was typed as rupiah text."""
    sheet = Sheet(name)
    long = style == "pekalongan"
    with_kelurahan = any(one.kelurahan for one in lines)
    with_tps = any(one.tps for one in lines)
    with_period = any(one.period for one in lines)
    texts = set(text_uses)
    columns = [
        Column(("NO",), "plain", 6),
        Column(("BADAN ADHOC" if long else "BADAN",), "centre", 9),
        Column(("KECAMATAN" if long else "KEC.",), "text", 20, merge=long and not with_tps),
        *([Column(("KELURAHAN" if long else "KEL.",), "text", 22)] if with_kelurahan else []),
        *([Column(("TPS",), "centre", 7)] if with_tps else []),
        *([Column(("NAMA KETUA",), "text", 22), Column(("NO. REKENING",), "text", 18)] if heads else []),
        Column(("KODE AKUN" if long else "AKUN",), "text", 27),
        Column(("URAIAN",), "text", 38),
        Column(("SUMBER DANA",), "centre", 9),
        *([Column(("BULAN" if long else "PERIODE",), "text", 15)] if with_period else []),
        Column(("PAGU ANGGARAN" if long else "PAGU",), "rupiah", 18, add=True),
        Column(("PENCAIRAN", "JUMLAH") if long else ("DICAIRKAN",), "rupiah", 18, add=True),
        Column(("PENCAIRAN", "TANGGAL") if long else ("TGL TRANSFER",), "date", 12),
        Column(("REALISASI BELANJA" if long else "REALISASI",), "rupiah", 18, add=True),
        Column(("SPJ", "NILAI") if long else ("NILAI SPJ",), "rupiah", 18, add=True),
        Column(("SPJ", "TANGGAL") if long else ("TGL SPJ",), "date", 12),
        Column(("SPJ", "STATUS") if long else ("STATUS SPJ",), "text", 16),
        Column(("DISAHKAN",), "rupiah", 18, add=True),
        Column(("SETOR KEMBALI",), "rupiah", 16, add=True),
        Column(("SISA DANA",), "rupiah", 18, add=True),
        # By the receipt of the body, DN.03.
        Column(("DITERIMA BADAN",), "rupiah", 18, add=True),
    ]
    top = titles(sheet, heading(office, subject, as_of, *more), len(columns))
    groups: list[Group] = []
    index = 0
    for kecamatan in dict.fromkeys(one.kecamatan for one in lines):
        rows: list[list[Cell]] = []
        for one in lines:
            if one.kecamatan != kecamatan:
                continue
            index += 1
            ceiling: Cell = f"Rp {dotted(one.ceiling)},-" if one.use in texts else one.ceiling
            rows.append(
                [
                    index,
                    one.body,
                    one.kecamatan.upper() if long else one.kecamatan,
                    *([one.kelurahan.upper() if long else one.kelurahan] if one.kelurahan else []),
                    *([f"{one.tps:03d}" if long else one.tps] if one.tps else []),
                    *([_NAMES[office.kecamatan.index(kecamatan)], "xxxx-01-xxxxxx-53-x"] if heads else []),
                    one.account,
                    one.use,
                    one.fund,
                    *([one.period] if with_period else []),
                    ceiling,
                    one.paid,
                    one.paid_on,
                    one.spent,
                    one.spj,
                    one.spj_on,
                    one.status,
                    one.approved,
                    one.returned,
                    one.paid - one.spj - one.returned,
                    one.paid,
                ]
            )
        groups.append(Group(rows, f"SUB JUMLAH {SHORT_NAMES.get(kecamatan, kecamatan).upper()}"))
    if len(groups) == 1:
        groups = [Group(groups[0].rows)]
    drawn = table(sheet, top, columns, groups, numbered=long, total="JUMLAH", label_column=3)
    signed(sheet, office, (drawn.total or drawn.last) + 3, len(columns) - 4, as_of)
    return sheet


_ACCOUNTS = {
    "521211": "Belanja Bahan",
    "521213": "Belanja Honor Output Kegiatan",
    "521219": "Belanja Barang Non Operasional Lainnya",
    "524113": "Belanja Perjalanan Dinas Dalam Kota",
}


def export_of_sakti(office: Office, as_of: date, lines: Iterable[Line], unbooked: int = 0) -> Sheet:
    """What SAKTI says was spent up to the day, by account; `unbooked` of 521219 is not booked there yet."""
    sheet = Sheet("SAKTI")
    columns = [
        Column(("KODE AKUN",), "centre", 12),
        Column(("URAIAN AKUN",), "text", 42),
        Column(("PAGU REVISI",), "rupiah", 20, add=True),
        Column(("REALISASI S.D. PERIODE",), "rupiah", 22, add=True),
        Column(("SISA PAGU",), "rupiah", 20, add=True),
    ]
    top = titles(sheet, heading(office, "LAPORAN REALISASI ANGGARAN SATKER (SAKTI)", as_of), len(columns))
    own = list(lines)
    rows: list[list[Cell]] = []
    for code, name in _ACCOUNTS.items():
        mine = [one for one in own if one.account.endswith(code)]
        spent = sum(one.spent for one in mine) - (unbooked if code == "521219" else 0)
        ceiling = sum(one.ceiling for one in mine)
        rows.append([code, name, ceiling, spent, ceiling - spent])
    table(sheet, top, columns, [Group(rows)], total="JUMLAH", label_column=2)
    return sheet


def export_of_sitab(office: Office, as_of: date, lines: Iterable[Line], again: int) -> Sheet:
    """What bodies entered into SITAB, row by row; the row at `again` was saved a second time."""
    sheet = Sheet("SITAB")
    columns = [
        Column(("NO",), "plain", 6),
        Column(("BADAN",), "centre", 9),
        Column(("KECAMATAN",), "text", 22),
        Column(("KODE AKUN",), "text", 27),
        Column(("URAIAN AKUN",), "text", 38),
        Column(("PERIODE LAPORAN",), "text", 16),
        Column(("REALISASI",), "rupiah", 18, add=True),
        Column(("ID TRANSAKSI",), "text", 14),
        Column(("WAKTU SIMPAN",), "text", 20),
    ]
    top = titles(sheet, heading(office, "EKSPOR REALISASI SITAB", as_of), len(columns))
    rows: list[list[Cell]] = []
    for one in lines:
        if one.spj_on is None or one.spj_on > as_of:
            continue
        minute = int(noise("sitab", one.kecamatan, one.account, one.period) * 400)
        for saved in (minute, minute + 3) if len(rows) == again else (minute,):
            number = len(rows) + 1
            at = f"{one.spj_on:%d/%m/%Y} {8 + saved // 60:02d}:{saved % 60:02d}:05"
            what = [one.body, one.kecamatan, one.account, one.use, one.period, one.spent]
            rows.append([number, *what, f"S-{number:05d}", at])
    table(sheet, top, columns, [Group(rows)], total="JUMLAH", label_column=2)
    return sheet


# Invented names, as many as the larger office has kecamatan.
_NAMES = [
    "Surya Pratiwadi",
    "Melati Anggunsari",
    "Dimas Kertarahman",
    "Ratna Pujiwati",
    "Galih Samudrawan",
    "Laras Wulandini",
    "Jaka Mandiraja",
    "Intan Permanasari",
    "Yoga Saktiyudha",
]


@dataclass(frozen=True)
class Grant:
    """A tranche of what the city promised; rupiah."""

    receiver: str
    form: str
    signed_on: date | None
    tranche: str
    percent: int
    amount: int
    due: date | None
    received: int = 0
    received_on: date | None = None


def grants(office: Office, as_of: date, promised: Sequence[Grant]) -> Sheet:
    """The city's promises, one tranche a row, so that the column of amounts adds up to what was promised."""
    sheet = Sheet("HIBAH")
    columns = [
        Column(("NO",), "plain", 5),
        Column(("PEMBERI HIBAH",), "text", 28, merge=True),
        Column(("PENERIMA HIBAH",), "text", 28),
        Column(("BENTUK DUKUNGAN",), "text", 40),
        Column(("NOMOR NPHD",), "text", 24),
        Column(("TANGGAL NPHD",), "text", 18),
        Column(("TAHAP",), "centre", 8),
        Column(("%",), "plain", 6),
        Column(("NILAI TAHAP",), "rupiah", 20, add=True),
        Column(("JATUH TEMPO",), "date", 13),
        Column(("PENCAIRAN", "DITERIMA"), "rupiah", 20, add=True),
        Column(("PENCAIRAN", "TANGGAL DITERIMA"), "date", 13),
        Column(("PENCAIRAN", "NO. BUKTI"), "text", 20),
    ]
    subject = f"DAFTAR HIBAH DAN DUKUNGAN PEMERINTAH {office.name.upper()}"
    top = titles(sheet, heading(office, subject, as_of), len(columns))
    rows: list[list[Cell]] = [
        [
            index,
            f"Pemerintah {office.name}",
            one.receiver,
            one.form,
            "270/........./2023" if one.signed_on else "270/........./NPHD",
            f"{one.signed_on:%d-%m-%Y}" if one.signed_on else None,
            one.tranche,
            one.percent,
            one.amount if one.amount % 1_000_000_000 else f"Rp {dotted(one.amount)},-",
            one.due,
            one.received if one.received_on is None or one.received_on <= as_of else 0,
            one.received_on if one.received_on and one.received_on <= as_of else None,
            "SP2D ........." if one.received_on and one.received_on <= as_of else None,
        ]
        for index, one in enumerate(promised, 1)
    ]
    drawn = table(sheet, top, columns, [Group(rows)], total="JUMLAH", label_column=3)
    signed(sheet, office, (drawn.total or drawn.last) + 3, 9, as_of)
    return sheet


_PAPERS = (
    *("DN.01", "DN.02", "DN.03", "DN.04 SPTJB", "DN.05", "DN.06", "DN.07 NOMINATIF", "DN.08 KUITANSI", "BKU"),
    "NOTA/BUKTI",
)


def papers(
    office: Office, as_of: date, lines: Sequence[Line], softcopies: Iterable[tuple[str, str]]
) -> list[Sheet]:
    """A checklist of documents a body and month, one sheet a kind of body; `softcopies`: place and month
    of which the SPTJB came as a soft copy, while the SPJ did not."""
    copies = set(softcopies)
    return [_papers(office, as_of, body, lines, copies) for body in ("PPK", "PPS")]


def _papers(
    office: Office, as_of: date, body: str, lines: Sequence[Line], copies: set[tuple[str, str]]
) -> Sheet:
    sheet = Sheet(f"DOKUMEN {body}")
    below = body == "PPS"
    columns = [
        Column(("NO",), "plain", 5),
        Column(("BADAN ADHOC",), "centre", 9),
        Column(("KECAMATAN",), "text", 20),
        *([Column(("KELURAHAN",), "text", 22)] if below else []),
        Column(("BULAN",), "text", 15),
        *(Column(("DOKUMEN", one), "centre", 10) for one in _PAPERS),
        Column(("BKU DITUTUP",), "date", 12),
        Column(("TANGGAL SPTJB",), "date", 12),
    ]
    subject = f"KELENGKAPAN DOKUMEN PERTANGGUNGJAWABAN BADAN ADHOC - {body}"
    top = titles(sheet, heading(office, subject, as_of), len(columns))
    terms: dict[tuple[str, str | None, str | None], Line] = {}
    for one in lines:
        if one.body == body and one.paid:
            terms.setdefault((one.kecamatan, one.kelurahan, one.period), one)
    rows: list[list[Cell]] = []
    for (kecamatan, kelurahan, period), one in terms.items():
        place = kelurahan or kecamatan
        marks = [_mark(one, place, period, number) for number in range(len(_PAPERS))]
        if one.spj_on is None and (place, period) in copies:
            marks[3] = "soft copy"
        closed = one.spj_on - timedelta(days=2) if one.spj_on else None
        rows.append(
            [
                *(len(rows) + 1, body, kecamatan.upper()),
                *([kelurahan.upper()] if kelurahan else []),
                *(period, *marks, closed, one.spj_on),
            ]
        )
    drawn = table(sheet, top, columns, [Group(rows)])
    signed(sheet, office, drawn.last + 2, 9, as_of)
    return sheet


def _mark(one: Line, place: str, period: str | None, number: int) -> Cell:
    """A tick for what came with the SPJ; of what is not approved yet, here and there a fault."""
    if one.spj_on is None:
        # Money was asked for and received with these.
        return "√" if number < 3 else "-"
    if not one.approved and noise("paper", place, period, number) > 0.93:
        return "revisi" if number == len(_PAPERS) - 1 else "belum"
    return "lengkap" if one.approved else "√"


@dataclass(frozen=True)
class Help:
    """Something else than money that the city promised."""

    giver: str
    form: str
    amount: int
    unit: str
    due: date
    given: int = 0
    given_on: date | None = None
    evidence: str | None = None


def help_in_kind(office: Office, as_of: date, promised: Sequence[Help]) -> Sheet:
    """Buildings, vehicles, generators and people that the city promised to the election commission."""
    sheet = Sheet("DUKUNGAN")
    columns = [
        Column(("NO",), "plain", 5),
        Column(("PERANGKAT DAERAH",), "text", 28),
        Column(("PENERIMA DUKUNGAN",), "text", 28),
        Column(("BENTUK DUKUNGAN",), "text", 44),
        Column(("VOLUME",), "plain", 10),
        Column(("SATUAN",), "centre", 10),
        Column(("BATAS WAKTU",), "date", 13),
        Column(("PENYERAHAN", "DISERAHKAN"), "plain", 12),
        Column(("PENYERAHAN", "TANGGAL DISERAHKAN"), "date", 13),
        Column(("PENYERAHAN", "BERITA ACARA"), "text", 26),
    ]
    subject = f"DAFTAR DUKUNGAN SARANA DAN PERSONEL PEMERINTAH {office.name.upper()}"
    top = titles(sheet, heading(office, subject, as_of), len(columns))
    rows: list[list[Cell]] = [
        [
            index,
            one.giver,
            f"KPU {office.name}",
            one.form,
            one.amount,
            one.unit,
            one.due,
            one.given,
            one.given_on,
            one.evidence,
        ]
        for index, one in enumerate(promised, 1)
    ]
    drawn = table(sheet, top, columns, [Group(rows)])
    signed(sheet, office, drawn.last + 3, 8, as_of)
    return sheet

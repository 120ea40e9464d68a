"""The workbooks of things: polling stations, equipment and ballots, received, packed and sent by a date."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import elections

from . import points
from .drawing import Cell, Column, Group, Sheet, day, dotted, footer, table, titles
from .offices import BENGKULU, PEKALONGAN, Kelurahan, Office, Station, need, noise

ELECTION = elections.load("pemilu-2024")
BALLOTS = tuple(item.code for item in ELECTION.items if item.ballot)
FIRST_STAGE = tuple(item.code for item in ELECTION.items if item.group == "voting")
SUPPORT = tuple(item.code for item in ELECTION.items if item.group == "support")
FORMS = tuple(item.code for item in ELECTION.items if item.group == "forms")

NAMES = {
    "PPWP": "PRESIDEN DAN WAKIL PRESIDEN",
    "DPR": "DPR RI",
    "DPD": "DPD RI",
    "DPRDP": "DPRD PROVINSI",
    "DPRDK": "DPRD KOTA",
    "KOTAK": "KOTAK SUARA",
    "BILIK": "BILIK SUARA",
    "TINTA": "TINTA",
    "SEGEL": "SEGEL",
    "SEGEL_PLASTIK": "SEGEL PLASTIK / KABEL TIES",
    "ALAT_COBLOS": "ALAT COBLOS",
    "TANDA_PENGENAL": "TANDA PENGENAL",
    "LABEL_KOTAK": "STIKER KOTAK SUARA",
    "KARET": "KARET PENGIKAT",
    "SAMPUL": "SAMPUL KERTAS",
    "LEM": "LEM/PEREKAT",
    "SPIDOL": "SPIDOL",
    "BALLPOINT": "BOLPOIN",
    "KANTONG_PLASTIK": "KANTONG PLASTIK",
    "TALI": "TALI PENGIKAT",
    "TUNANETRA": "ALAT BANTU TUNANETRA",
    "C_HASIL": "FORMULIR C.HASIL PLANO",
    "C_SALINAN": "FORMULIR C.HASIL SALINAN",
    "DAFTAR_HADIR": "FORMULIR C.DAFTAR HADIR",
    "C_PEMBERITAHUAN": "FORMULIR C.PEMBERITAHUAN",
    "SALINAN_DPT": "SALINAN DPT",
    "DPC": "DAFTAR PASANGAN CALON",
    "DCT": "DAFTAR CALON TETAP",
}
SHORT_NAMES = {
    "Muara Bangka Hulu": "MB HULU",
    "Kampung Melayu": "KP MELAYU",
    "Pekalongan Barat": "Pkl Barat",
    "Pekalongan Timur": "Pkl Timur",
    "Pekalongan Utara": "Pkl Utara",
    "Pekalongan Selatan": "Pkl Selatan",
}
BALLOT_SHEETS = {"PPWP": "PPWP", "DPR": "DPR RI", "DPD": "DPD RI", "DPRDP": "DPRD PROV", "DPRDK": "DPRD KOTA"}
SIGNERS = {
    PEKALONGAN: ("Pekalongan", "Kepala Subbagian Keuangan, Umum dan Logistik", "Bagas Wiratmaja"),
    BENGKULU: ("Bengkulu", "Kepala Subbagian Keuangan, Umum dan Logistik", "Rindang Puspasari"),
}


@dataclass(frozen=True)
class Papers:
    """Where ballots lie and by which papers they came: a delivery is a ballot type of one dapil."""

    city: str
    """As it stands in the papers' numbers."""
    warehouses: Mapping[str, str]
    """Kecamatan to the warehouse in which its ballots lie."""
    supplier: str = "PT Cetak Contoh"
    unchecked: frozenset[tuple[str, int]] = frozenset()
    """Type and number of the dapil of deliveries that are not checked yet, so without BTTB and signature."""


@dataclass(frozen=True)
class Amounts:
    """One item at one place."""

    need: int
    received: int
    damaged: int = 0
    replaced: int = 0

    @property
    def short(self) -> int:
        """Need less what is good, as the office's column KURANG has it."""
        return max(0, self.need - (self.received - self.damaged + self.replaced))


def heading(office: Office, subject: str, as_of: date, *more: str) -> list[str]:
    """The title rows that every sheet of an office begins with."""
    return [subject, f"KPU {office.name.upper()}", *more, f"PER TANGGAL {day(as_of).upper()}"]


def signed(sheet: Sheet, office: Office, row: int, column: int, as_of: date) -> None:
    """The footer with place, date, position and an invented name."""
    city, position, name = SIGNERS[office.name]
    footer(sheet, row, column, (f"{city}, {day(as_of)}", position, name))


def spread(total: int, keys: Iterable[object], *salt: object) -> dict[object, int]:
    """A total in whole numbers over some keys, unevenly, always the same."""
    chosen = list(keys)
    draws = [noise("spread", *salt, key) + 0.2 for key in chosen]
    exact = [total * one / sum(draws) for one in draws]
    counts = [int(one) for one in exact]
    order = sorted(range(len(chosen)), key=lambda i: counts[i] - exact[i])
    for i in order[: total - sum(counts)]:
        counts[i] += 1
    return dict(zip(chosen, counts, strict=True))


def by_kecamatan(
    office: Office, item: str, missing: Mapping[str, float | Mapping[str, float]]
) -> dict[str, Amounts]:
    """Need and received of each kecamatan; `missing`: what is not there by item, or by item and kecamatan.

    Numbers up to 1 are shares, larger ones amounts."""
    result = {}
    for kecamatan in office.kecamatan:
        needed = need(ELECTION.item(item), office.inside(kecamatan), 1)
        gap = missing.get(item, 0)
        lack = gap.get(kecamatan, 0) if isinstance(gap, Mapping) else gap
        result[kecamatan] = Amounts(needed, needed - round(needed * lack if lack <= 1 else lack))
    return result


def stations_one_sheet(office: Office, as_of: date, repeated: tuple[str, int] | None = None) -> list[Sheet]:
    """All polling stations on one sheet; `repeated`: kelurahan and number of one that is listed twice."""
    sheet = Sheet("DAFTAR TPS")
    columns = [
        Column(("NO",), "plain", 6),
        Column(("KODE WILAYAH",), "text", 15),
        Column(("KECAMATAN",), "text", 20),
        Column(("KELURAHAN",), "text", 22),
        Column(("NO. TPS",), "centre", 8),
        Column(("JUMLAH PEMILIH", "L"), "count", 8),
        Column(("JUMLAH PEMILIH", "P"), "count", 8),
        Column(("JUMLAH PEMILIH", "L+P"), "count", 9),
        Column(("DAERAH PEMILIHAN",), "text", 20),
        Column(("KET",), "text", 18),
    ]
    top = titles(sheet, heading(office, "DAFTAR TPS DAN DPT PEMILU TAHUN 2024", as_of), len(columns))
    stations = list(office.stations)
    if repeated:
        position = next(i for i, one in enumerate(stations) if (one.place.name, one.number) == repeated)
        stations.insert(position + 1, stations[position])
    rows = [
        [
            index,
            one.place.code,
            one.place.kecamatan.upper(),
            one.place.name.upper(),
            f"{one.number:03d}",
            one.men,
            one.women,
            one.voters,
            one.place.dapil,
            "lokasi khusus" if one.number > 900 else None,
        ]
        for index, one in enumerate(stations, 1)
    ]
    drawn = table(sheet, top, columns, [Group(rows)])
    signed(sheet, office, drawn.last + 3, 8, as_of)
    return [sheet]


def stations_by_kecamatan(
    office: Office, as_of: date, stilted: Sequence[tuple[str, int]] = ()
) -> list[Sheet]:
    """Polling stations, one sheet a kecamatan, with the kelurahan merged down and subtotals; `stilted`: the
    first so many of a kelurahan stand on stilts."""
    raised = dict(stilted)
    sheets = []
    columns = [
        Column(("NO",), "plain", 6),
        Column(("KELURAHAN",), "text", 22, merge=True),
        Column(("KODE KELURAHAN",), "text", 15),
        Column(("TPS",), "centre", 9),
        Column(("DPT", "LK"), "count", 8, add=True),
        Column(("DPT", "PR"), "count", 8, add=True),
        Column(("DPT", "JML"), "count", 9, add=True),
        Column(("DAPIL",), "text", 20),
        Column(("KONDISI TPS",), "centre", 14),
        Column(("KOORDINAT", "LINTANG"), "degrees", 11),
        Column(("KOORDINAT", "BUJUR"), "degrees", 11),
    ]
    for kecamatan in office.kecamatan:
        sheet = Sheet(SHORT_NAMES.get(kecamatan, kecamatan.upper()))
        lines = heading(
            office, "DAFTAR PEMILIH TETAP PER TPS PEMILU 2024", as_of, f"KECAMATAN {kecamatan.upper()}"
        )
        top = titles(sheet, lines, len(columns))
        groups, index = [], 0
        for place in office.places(kecamatan):
            rows: list[list[Cell]] = []
            for one in office.inside(kecamatan, place.name):
                index += 1
                label = f"TPS {one.number:03d}"
                state = "panggung" if one.number <= raised.get(place.name, 0) else "biasa"
                lat, lon = points.of_station(office, one)
                told = [one.men, one.women, one.voters, place.dapil, state, lat, lon]
                rows.append([index, place.name, place.code, label, *told])
            groups.append(Group(rows, f"SUB JUMLAH {place.name.upper()}"))
        drawn = table(sheet, top, columns, groups, numbered=True, total="JUMLAH")
        signed(sheet, office, (drawn.total or drawn.last) + 3, 6, as_of)
        sheets.append(sheet)
    return sheets


def stations_flat(
    office: Office, as_of: date, *, dotted_codes: bool, with_points: bool = False
) -> list[Sheet]:
    """Polling stations as exported from a list: one header row, plain numbers."""
    sheet = Sheet("DPT")
    columns = [
        Column(("NO",), "plain", 6),
        Column(("KODE WILAYAH",), "text" if dotted_codes else "plain", 15),
        Column(("KECAMATAN",), "text", 20),
        Column(("KELURAHAN",), "text", 22),
        Column(("TPS",), "plain", 6),
        Column(("LAKI-LAKI",), "plain", 10),
        Column(("PEREMPUAN",), "plain", 10),
        Column(("JUMLAH PEMILIH",), "plain", 12),
        Column(("DAPIL",), "text", 18),
        *(Column((one,), "degrees", 11) for one in (("LATITUDE", "LONGITUDE") if with_points else ())),
    ]
    top = titles(
        sheet, heading(office, "REKAPITULASI DPT PEMILU 2024 PER TPS", as_of), len(columns), merged=False
    )
    rows = [
        [
            index,
            one.place.code if dotted_codes else int(one.place.code.replace(".", "")),
            one.place.kecamatan,
            one.place.name,
            one.number,
            one.men,
            one.women,
            one.voters,
            one.place.dapil,
            *(points.of_station(office, one) if with_points else ()),
        ]
        for index, one in enumerate(office.stations, 1)
    ]
    table(sheet, top, columns, [Group(rows)])
    return [sheet]


_FIELDS = {
    "KEBUTUHAN": lambda one: one.need,
    "DITERIMA": lambda one: one.received,
    "RUSAK": lambda one: one.damaged,
    "PENGGANTI": lambda one: one.replaced,
    "KURANG": lambda one: one.short,
}


def wide_by_kelurahan(
    office: Office,
    as_of: date,
    name: str,
    subject: str,
    items: Iterable[str],
    fields: Iterable[str],
    missing: Mapping[str, float],
) -> tuple[Sheet, int]:
    """Items side by side over kelurahan, kecamatan merged, subtotals; gives the sheet and its total row."""
    sheet = Sheet(name)
    items, fields = tuple(items), tuple(fields)
    columns = [
        Column(("NO",), "plain", 5),
        Column(("KECAMATAN",), "text", 20, merge=True),
        Column(("KELURAHAN",), "text", 22),
        Column(("JML TPS",), "count", 8, add=True),
        *(Column((NAMES[item], one), "count", 11, add=True) for item in items for one in fields),
    ]
    top = titles(sheet, heading(office, subject, as_of), len(columns))
    groups, index = [], 0
    for kecamatan in office.kecamatan:
        rows: list[list[Cell]] = []
        for place in office.places(kecamatan):
            index += 1
            stations = office.inside(kecamatan, place.name)
            row: list[Cell] = [index, kecamatan.upper(), place.name.upper(), len(stations)]
            for item in items:
                needed = need(ELECTION.item(item), stations)
                row += [
                    _FIELDS[one](Amounts(needed, needed - round(needed * missing.get(item, 0))))
                    for one in fields
                ]
            rows.append(row)
        groups.append(Group(rows, "SUB JUMLAH"))
    drawn = table(sheet, top, columns, groups, numbered=True, total="JUMLAH", label_column=2)
    assert drawn.total is not None  # noqa: S101 - for the type checker: a total was asked for
    signed(sheet, office, drawn.total + 3, len(columns) - 4, as_of)
    return sheet, drawn.total


def wide_by_kecamatan(
    office: Office,
    as_of: date,
    name: str,
    subject: str,
    amounts: Mapping[str, Mapping[str, Amounts]],
    fields: Iterable[str],
    *,
    zero: str | None = None,
) -> Sheet:
    """Items side by side over kecamatan; `zero`: what stands in place of a received amount of nothing."""
    sheet = Sheet(name)
    fields = tuple(fields)
    columns = [
        Column(("NO",), "plain", 5),
        Column(("KECAMATAN",), "text", 22),
        Column(("JUMLAH TPS",), "count", 9, add=True),
        *(Column((NAMES[item], one), "count", 11, add=True) for item in amounts for one in fields),
    ]
    top = titles(sheet, heading(office, subject, as_of), len(columns))
    rows: list[list[Cell]] = []
    for index, kecamatan in enumerate(office.kecamatan, 1):
        row: list[Cell] = [index, kecamatan.upper(), len(office.inside(kecamatan))]
        for places in amounts.values():
            for one in fields:
                value = _FIELDS[one](places[kecamatan])
                row.append(zero if zero and one == "DITERIMA" and value == 0 else value)
        rows.append(row)
    drawn = table(sheet, top, columns, [Group(rows)], numbered=True, total="JUMLAH", label_column=2)
    signed(sheet, office, drawn.last + 4, max(3, len(columns) - 6), as_of)
    return sheet


def long_by_kecamatan(
    office: Office,
    as_of: date,
    name: str,
    subject: str,
    amounts: Mapping[str, Mapping[str, Amounts]],
    *,
    received_on: Mapping[str, date],
    as_text: Iterable[str] = (),
) -> Sheet:
    """Items below each other under their merged kecamatan; `as_text`: items with numbers typed as text."""
    sheet = Sheet(name)
    as_text = set(as_text)
    columns = [
        Column(("NO",), "plain", 5),
        Column(("KECAMATAN",), "text", 22, merge=True),
        Column(("JENIS BARANG",), "text", 30),
        Column(("SATUAN",), "centre", 9),
        Column(("JML KEBUTUHAN",), "count", 13),
        Column(("JML DITERIMA",), "count", 13),
        Column(("RUSAK/CACAT",), "count", 11),
        Column(("KEKURANGAN",), "count", 12),
        Column(("TGL TERIMA",), "date", 12),
        Column(("NO. BTTB",), "text", 22),
        Column(("PENYEDIA",), "text", 22),
        Column(("KET",), "text", 22),
    ]
    top = titles(sheet, heading(office, subject, as_of), len(columns))
    rows: list[list[Cell]] = []
    for number, kecamatan in enumerate(office.kecamatan, 1):
        for item, places in amounts.items():
            one = places[kecamatan]
            numbers: list[Cell] = [one.need, one.received]
            if item in as_text:
                numbers = [dotted(one.need), dotted(one.received)]
            rows.append(
                [
                    number if item == next(iter(amounts)) else None,
                    kecamatan.upper(),
                    NAMES[item],
                    ELECTION.item(item).unit,
                    *numbers,
                    one.damaged,
                    one.short,
                    received_on.get(item) if one.received else None,
                    f"{number:02d}{len(rows) % 7 + 1}/BTTB/{as_of.year}" if one.received else None,
                    "CV Cetak Contoh" if one.received else None,
                    "lengkap"
                    if not one.short
                    else "menunggu kiriman"
                    if not one.received
                    else "kiriman sebagian",
                ]
            )
    drawn = table(sheet, top, columns, [Group(rows)])
    signed(sheet, office, drawn.last + 2, 9, as_of)
    return sheet


def ballots_by_kelurahan(
    office: Office,
    as_of: date,
    arrived: Mapping[str, date],
    expected: Mapping[str, date],
    nothing: Mapping[str, str],
    damage: Mapping[str, int],
    papers: Papers,
    *,
    stages: bool,
) -> list[Sheet]:
    """One sheet a ballot type; `nothing`: how none received is written; `stages`: from sorting on."""
    sheets = []
    for item in BALLOTS:
        sheet = Sheet(BALLOT_SHEETS[item])
        columns = [
            Column(("NO",), "plain", 5),
            Column(("KECAMATAN",), "text", 20, merge=True),
            Column(("KELURAHAN",), "text", 22),
            Column(("DAPIL",), "text", 19),
            Column(("JML TPS",), "count", 8, add=True),
            Column(("DPT",), "count", 10, add=True),
            Column(("SURAT SUARA", "KEBUTUHAN (DPT + 2%)"), "count", 14, add=True),
            Column(("SURAT SUARA", "DITERIMA"), "count", 12, add=True),
            Column(("SURAT SUARA", "RUSAK"), "count", 9, add=True),
            *([Column(("SURAT SUARA", "PENGGANTI"), "count", 11, add=True)] if stages else []),
            Column(("SURAT SUARA", "KURANG"), "count", 11, add=True),
            *(
                Column(("SORTIR LIPAT DAN DISTRIBUSI", one), "count", 12, add=True)
                for one in ("DISORTIR", "DILIPAT", "DIKIRIM")
                if stages
            ),
            Column(("TGL TERIMA",), "date", 12),
            *([] if stages else [Column(("PERKIRAAN TIBA",), "date", 14)]),
            Column(("KETERANGAN",), "text", 26),
            *(Column((one,), "count", 12, add=True) for one in _MORE[stages]),
            Column(("GUDANG",), "text", 30),
            Column(("NO. SURAT JALAN",), "text", 26),
            Column(("NO. BTTB",), "text", 26),
            Column(("PENANDATANGAN BTTB",), "text", 22),
            Column(("PERCETAKAN",), "text", 18),
        ]
        subject = f"REKAPITULASI SURAT SUARA {NAMES[item]}"
        top = titles(sheet, heading(office, subject, as_of, "PEMILIHAN UMUM TAHUN 2024"), len(columns))
        broken = spread(damage.get(item, 0), office.kelurahan, item)
        groups, index = [], 0
        for kecamatan in office.kecamatan:
            rows: list[list[Cell]] = []
            for place in office.places(kecamatan):
                index += 1
                rows.append(
                    _ballot_row(
                        office, place, index, item, arrived, expected, nothing, broken[place], papers, stages
                    )
                )
            groups.append(Group(rows, f"SUB JUMLAH KEC. {kecamatan.upper()}"))
        drawn = table(sheet, top, columns, groups, numbered=True, total="JUMLAH", label_column=2)
        signed(sheet, office, (drawn.total or drawn.last) + 3, 10, as_of)
        sheets.append(sheet)
    return sheets


_MORE = {False: ("DICETAK", "DIKIRIM PENYEDIA", "BELUM DISORTIR"), True: ("BAIK", "BELUM DISORTIR")}
"""What the office follows beside the receipts, before and after sorting."""


def _ballot_row(
    office: Office,
    place: Kelurahan,
    index: int,
    item: str,
    arrived: Mapping[str, date],
    expected: Mapping[str, date],
    nothing: Mapping[str, str],
    broken: int,
    papers: Papers,
    stages: bool,
) -> list[Cell]:
    stations = office.inside(place.kecamatan, place.name)
    needed = need(ELECTION.item(item), stations)
    here = item in arrived
    received = needed if here else 0
    damaged: Cell = broken
    sorted_, folded = received, received
    sent = received if place.kecamatan in SENT else 0
    written: Cell = received if here else (nothing.get(item) or 0)
    return [
        index,
        place.kecamatan.upper(),
        place.name.upper(),
        place.dapil,
        len(stations),
        sum(one.voters for one in stations),
        needed,
        written,
        damaged,
        *([broken] if stages else []),
        needed - received,
        *([sorted_, folded, sent] if stages else []),
        arrived.get(item),
        *([] if stages else [expected.get(item)]),
        None if here else "belum dikirim penyedia",
        # What replaced the damaged ones has not gone through hands yet.
        *([received - broken, broken] if stages else [needed, received, received]),
        *_came(office, place, item, arrived.get(item), papers),
    ]


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def _came(office: Office, place: Kelurahan, item: str, day: date | None, papers: Papers) -> list[Cell]:
    """Warehouse (also of what is still to come), numbers of surat jalan and BTTB, who signed it, and the
    printing house."""
    if day is None:
        return [papers.warehouses[place.kecamatan], None, None, None, papers.supplier]
    dapil = int(place.dapil[-1])
    number = 10 * (BALLOTS.index(item) + 1) + dapil
    ending = f"{_ROMAN[day.month - 1]}/{day.year}"
    checked = (item, dapil) not in papers.unchecked
    return [
        papers.warehouses[place.kecamatan],
        f"{number:03d}/SJ/CC/{ending}",
        f"{number:03d}/BTTB/{papers.city}/{ending}" if checked else None,
        SIGNERS[office.name][2] if checked else None,
        papers.supplier,
    ]


SENT = ("Selebar", "Kampung Melayu", "Muara Bangka Hulu", "Sungai Serut", "Gading Cempaka", "Singaran Pati")
"""Kecamatan of Bengkulu to whose PPK the goods had gone by 7 February."""


def ballots_per_station(office: Office, as_of: date) -> list[Sheet]:
    """What each polling station needs of each ballot type: the need stands above, the types below it."""
    sheet = Sheet("KEBUTUHAN PER TPS")
    columns = [
        Column(("NO",), "plain", 5),
        Column(("KECAMATAN",), "text", 20, merge=True),
        Column(("KELURAHAN",), "text", 22, merge=True),
        Column(("TPS",), "centre", 7),
        Column(("DPT",), "count", 8, add=True),
        Column(("CADANGAN 2%",), "count", 11, add=True),
        *(Column(("KEBUTUHAN SURAT SUARA", BALLOT_SHEETS[item]), "count", 11, add=True) for item in BALLOTS),
    ]
    top = titles(sheet, heading(office, "KEBUTUHAN SURAT SUARA PER TPS PEMILU 2024", as_of), len(columns))
    rows: list[list[Cell]] = []
    for index, one in enumerate(office.stations, 1):
        needs = [need(ELECTION.item(item), [one]) for item in BALLOTS]
        label = f"{one.number:03d}"
        place = one.place
        reserve = needs[0] - one.voters
        rows.append([index, place.kecamatan.upper(), place.name.upper(), label, one.voters, reserve, *needs])
    drawn = table(sheet, top, columns, [Group(rows)], numbered=True, total="JUMLAH", label_column=2)
    signed(sheet, office, (drawn.total or drawn.last) + 3, 8, as_of)
    return [sheet]


def long_one_sheet_a_kecamatan(
    office: Office,
    as_of: date,
    amounts: Mapping[str, Mapping[str, Amounts]],
    *,
    sent: Iterable[str],
    confirmed: Iterable[str],
    received_on: date,
    with_unit: tuple[str, str] | None = None,
    recap: bool = False,
) -> list[Sheet]:
    """Items as rows, one sheet a kecamatan; `sent`, `confirmed`: kecamatan that the goods have reached.

    `with_unit`: kecamatan and item whose need has its unit typed; `recap`: a first sheet for the city."""
    sheets = []
    sent, confirmed = set(sent), set(confirmed)
    columns = [
        Column(("NO",), "plain", 5),
        Column(("URAIAN BARANG",), "text", 30),
        Column(("SAT.",), "centre", 8),
        Column(("KEBUTUHAN",), "count", 14),
        Column(("PENERIMAAN DI GUDANG KPU", "DITERIMA"), "count", 12),
        Column(("PENERIMAAN DI GUDANG KPU", "RUSAK"), "count", 9),
        Column(("PENERIMAAN DI GUDANG KPU", "PENGGANTI"), "count", 11),
        Column(("KEKURANGAN",), "count", 12),
        Column(("DISTRIBUSI", "DIKIRIM"), "count", 12),
        Column(("DISTRIBUSI", "DITERIMA PPK"), "count", 13),
        Column(("TGL TERIMA",), "text", 18),
        Column(("KET.",), "text", 24),
    ]
    if recap:
        sheets.append(_recap(office, as_of, amounts))
    for kecamatan in office.kecamatan:
        sheet = Sheet(SHORT_NAMES.get(kecamatan, kecamatan.upper()))
        lines = heading(
            office, "REKAPITULASI LOGISTIK PEMILU TAHUN 2024", as_of, f"KECAMATAN {kecamatan.upper()}"
        )
        top = titles(sheet, lines, len(columns))
        rows: list[list[Cell]] = []
        for index, (item, places) in enumerate(amounts.items(), 1):
            one = places[kecamatan]
            good = one.received - one.damaged + one.replaced
            needed: Cell = one.need
            if with_unit == (kecamatan, item):
                needed = f"{dotted(one.need)} {ELECTION.item(item).unit}"
            note = "lengkap" if not one.short else f"kurang {dotted(one.short)} {ELECTION.item(item).unit}"
            rows.append(
                [
                    index,
                    NAMES[item].capitalize() if item not in ("DPC", "DCT") else NAMES[item].title(),
                    ELECTION.item(item).unit,
                    needed,
                    one.received,
                    one.damaged,
                    one.replaced,
                    one.short,
                    good if kecamatan in sent else 0,
                    good if kecamatan in confirmed else 0,
                    day(received_on) if one.received else "belum",
                    note,
                ]
            )
        drawn = table(
            sheet,
            top,
            columns,
            [Group(rows)],
            numbered=[
                "(1)",
                "(2)",
                "(3)",
                "(4)",
                "(5)",
                "(6)",
                "(7)",
                "(8)=4-(5-6+7)",
                "(9)",
                "(10)",
                "(11)",
                "(12)",
            ],
        )
        signed(sheet, office, drawn.last + 2, 9, as_of)
        sheets.append(sheet)
    return sheets


def _recap(office: Office, as_of: date, amounts: Mapping[str, Mapping[str, Amounts]]) -> Sheet:
    sheet = Sheet("REKAP")
    columns = [
        Column(("NO",), "plain", 5),
        Column(("URAIAN BARANG",), "text", 30),
        Column(("SAT.",), "centre", 8),
        Column(("JUMLAH KEBUTUHAN",), "count", 14),
        Column(("JUMLAH DITERIMA",), "count", 14),
        Column(("RUSAK",), "count", 9),
        Column(("PENGGANTI",), "count", 11),
        Column(("KEKURANGAN",), "count", 12),
    ]
    top = titles(
        sheet, heading(office, "REKAPITULASI LOGISTIK PEMILU TAHUN 2024 SE-KOTA", as_of), len(columns)
    )
    rows: list[list[Cell]] = [
        [
            index,
            NAMES[item].capitalize() if item not in ("DPC", "DCT") else NAMES[item].title(),
            ELECTION.item(item).unit,
            sum(one.need for one in places.values()),
            sum(one.received for one in places.values()),
            sum(one.damaged for one in places.values()),
            sum(one.replaced for one in places.values()),
            sum(one.short for one in places.values()),
        ]
        for index, (item, places) in enumerate(amounts.items(), 1)
    ]
    drawn = table(sheet, top, columns, [Group(rows)], numbered=True)
    signed(sheet, office, drawn.last + 2, 5, as_of)
    return sheet


def per_station_needs(office: Office, as_of: date) -> list[Sheet]:
    """What each polling station needs of every item."""
    return [
        _per_station(
            office, as_of, "KEBUTUHAN", "KEBUTUHAN LOGISTIK PER TPS PEMILU 2024", "KEBUTUHAN", _needed
        )
    ]


def per_station_packed(
    office: Office,
    as_of: date,
    missing: Mapping[str, Mapping[str, float]],
    packed: Mapping[str, float],
    mispacked: Mapping[tuple[str, str, int], int],
) -> list[Sheet]:
    """What has been packed for each polling station; `packed`: share of the polling stations done,
    `mispacked`: by item, kelurahan and number how many too many (or too few) went into a box."""

    ranks = {}
    for kecamatan in office.kecamatan:
        ranks |= {
            one: (rank, len(inside))
            for inside in [office.inside(kecamatan)]
            for rank, one in enumerate(inside)
        }

    def amount(item: str, one: Station) -> int:
        rank, count = ranks[one]
        lack = missing.get(item, {}).get(one.place.kecamatan, 0)
        done = rank < round(count * packed.get(one.place.kecamatan, 0)) and rank < int(count * (1 - lack))
        more = mispacked.get((item, one.place.name, one.number), 0)
        return _needed(item, one) + more if done else 0

    subject = "KENDALI PENGESETAN LOGISTIK PER TPS PEMILU 2024"
    return [_per_station(office, as_of, "SETTING TPS", subject, "SUDAH DISET", amount)]


def _needed(item: str, one: Station) -> int:
    return need(ELECTION.item(item), [one])


def _per_station(
    office: Office, as_of: date, name: str, subject: str, measure: str, amount: Callable[[str, Station], int]
) -> Sheet:
    sheet = Sheet(name)
    groups = {"SURAT SUARA": BALLOTS, "PERLENGKAPAN": FIRST_STAGE, "DUKUNGAN": SUPPORT, "FORMULIR": FORMS}
    columns = [
        Column(("NO",), "plain", 5),
        Column(("KECAMATAN",), "text", 20),
        Column(("KELURAHAN",), "text", 22),
        Column(("TPS",), "plain", 6),
        *(
            Column((measure, group, NAMES[item]), "count", 12, add=True)
            for group, items in groups.items()
            for item in items
        ),
    ]
    top = titles(sheet, heading(office, subject, as_of), len(columns))
    rows = [
        [
            index,
            one.place.kecamatan,
            one.place.name,
            one.number,
            *(amount(item, one) for items in groups.values() for item in items),
        ]
        for index, one in enumerate(office.stations, 1)
    ]
    drawn = table(sheet, top, columns, [Group(rows)], total="JUMLAH", label_column=2)
    signed(sheet, office, (drawn.total or drawn.last) + 3, 6, as_of)
    return sheet

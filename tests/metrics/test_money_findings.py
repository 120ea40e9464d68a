"""Findings of money: every rule bad and at its limit; seeded sets are all found, clean ones raise nothing."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import metrics
from elections import adjusted
from metrics.money_findings import CODES, MoneyFinding, money_findings
from tests.metrics import world
from tests.metrics.world import PEMILU, World

DAY = date(2024, 2, 20)
MONTH = "2024-01"
PAY, OTHER, MEALS = "6867.QGE.002.051.A.521213", "6867.QGE.003.051.D.521219", "6867.QGE.003.051.E.521211"
USES = ((PAY, "Honorarium"), (OTHER, "Operasional sekretariat"), (MEALS, "Konsumsi rapat"))
GRAINS = ("kota", "kecamatan", "kelurahan", "tps")


@dataclass(frozen=True)
class Sheet:
    """A sheet whose columns are known by their names."""

    file: str = "uang.xlsx"
    sheet: str = "PPK"

    def column_of(self, subject: str, measure: str) -> str:
        return f"<{measure}>"


def found(
    office: World, place: str | None = None, election: Any = PEMILU, engine: Any = world.in_memory
) -> tuple[MoneyFinding, ...]:
    """The findings of a place, or of the office."""
    frames = engine(office.arrow())
    known = metrics.places(frames)
    board = world.board(office, place, DAY, election, engine)
    sheets = {(kind, 0): Sheet() for kind in ("keuangan", "rekonsiliasi", "tps")}
    where = metrics.where_of(board.place, known)
    return money_findings(frames, sheets, board, where, election, known).findings


def codes(office: World, **how: Any) -> list[str]:
    """The rules that are broken."""
    return [one.code for one in found(office, **how)]


def complete(kecamatan: int = 2, kelurahan: int = 2, stations: int = 3) -> World:
    """An office of which every body has its money, and nothing is wrong."""
    office = world.city(kecamatan, kelurahan, stations)
    for row in [*office.facts["tps"]]:
        pay(office, "KPPS", row["kecamatan"], row["kelurahan"], row["tps"])
    for k in range(1, kecamatan + 1):
        pay(office, "PPK", f"Kec {k}")
        for v in range(1, kelurahan + 1):
            pay(office, "PPS", f"Kec {k}", f"Kel {k}{v}")
    return office


def pay(
    office: World,
    body: str,
    kecamatan: str,
    kelurahan: str | None = None,
    tps: int | None = None,
    **other: Any,
) -> None:
    """A row of pay in order, save for what is given."""
    row = {
        "kecamatan": kecamatan,
        "kelurahan": kelurahan,
        "tps": tps,
        "akun": PAY,
        "uraian": "Honorarium",
        "sumber_dana": "APBN",
        "pagu": 900,
        "dicairkan": 900,
        "realisasi": 800,
        "spj": 800,
        "disahkan": 800,
        "setor_kembali": 100,
        "tgl_cair": date(2024, 1, 10),
        "tgl_spj": date(2024, 1, 10),
    }
    office.money(body, other.pop("period", MONTH), **{**row, **other})


def test_a_sheet_in_order_raises_nothing():
    assert codes(complete()) == []


@pytest.mark.parametrize(
    ("code", "wrong", "limit"),
    [
        ("over-pagu", {"dicairkan": 901, "setor_kembali": 0}, {"dicairkan": 900}),
        ("realised-over-disbursed", {"realisasi": 901}, {"realisasi": 900}),
        (
            "spj-over-disbursed",
            {"spj": 901, "setor_kembali": 0, "disahkan": 0},
            {"spj": 900, "setor_kembali": 0},
        ),
        ("returned-over-disbursed", {"setor_kembali": 101}, {"setor_kembali": 100}),
        ("approved-over-spj", {"disahkan": 801}, {"disahkan": 800}),
        ("spj-before-disbursed", {"tgl_spj": date(2024, 1, 9)}, {"tgl_spj": date(2024, 1, 10)}),
        ("negative", {"setor_kembali": -1}, {"setor_kembali": 0}),
        ("no-account", {"akun": None}, {"akun": "521213"}),
        ("no-account", {"akun": "Honor"}, {"akun": "521213"}),
        ("unknown-account", {"akun": "521214"}, {"akun": "521213"}),
        ("wrong-account", {"akun": OTHER}, {"akun": PAY}),
        ("wrong-account", {"uraian": "Konsumsi rapat"}, {"uraian": "Lain-lain"}),
        (
            "wrong-rate",
            {"rate": 2_500_001, "uraian": "Honor ketua"},
            {"rate": 2_500_000, "uraian": "Honor ketua"},
        ),
        ("wrong-rate", {"rate": 2_200_000, "uraian": "Honor ketua"}, {"rate": 2_200_000, "uraian": "Honor"}),
        ("unlisted-body", {"kecamatan": "Kec 9"}, {"kecamatan": "Kec 2"}),
    ],
)
def test_every_rule_of_a_row_has_a_bad_one_and_one_at_its_limit(code: str, wrong: dict, limit: dict):
    for change, expected in ((wrong, [code]), (limit, [])):
        office = complete()
        pay(office, "PPK", "Kec 1", period="2024-02", **change) if "kecamatan" not in change else pay(
            office, "PPK", period="2024-02", **change
        )
        assert codes(office) == expected, change


def test_a_finding_names_its_cells_its_place_and_its_rupiah():
    office = complete()
    pay(office, "PPS", "Kec 2", "Kel 21", period="2024-02", dicairkan=1_000, setor_kembali=200)
    (one,) = found(office)
    row = len(office.facts["keuangan"]) - 1
    assert [(each.sheet, each.cell) for each in one.addresses] == [
        ("PPK", f"<dicairkan>{row}"),
        ("PPK", f"<pagu>{row}"),
    ]
    assert (one.code, one.body, one.period, one.account) == ("over-pagu", "PPS", "2024-02", "521213")
    assert one.place is not None
    assert one.place.name == "Kel 21"
    assert (one.figure.value, one.figure.unit) == (100, "rupiah")
    assert [source.measures for source in one.figure.sources] == [("dicairkan",), ("pagu",)]


def test_accounts_do_not_cover_each_other_and_parts_of_one_add_up():
    office = complete()
    base = {"period": "2024-02", "setor_kembali": 0, "disahkan": 0, "spj": 0, "realisasi": 0, "tgl_spj": None}
    pay(office, "PPK", "Kec 1", **base, pagu=900, dicairkan=500)
    pay(office, "PPK", "Kec 1", **base, pagu=None, dicairkan=400, tgl_cair=date(2024, 1, 20))
    pay(office, "PPK", "Kec 1", **base, akun=OTHER, uraian="Operasional", pagu=100, dicairkan=101)
    assert [(one.code, one.account, one.figure.value) for one in found(office)] == [
        ("over-pagu", "521219", 1)
    ]


def test_a_sheet_without_accounts_is_told_once():
    office = world.city(2, 1, 1)
    for number in (1, 2):
        pay(office, "PPK", f"Kec {number}", akun=None)
        pay(office, "PPS", f"Kec {number}", f"Kel {number}1", akun=None)
        pay(office, "KPPS", f"Kec {number}", f"Kel {number}1", 1, akun=None)
    (one,) = found(office)
    assert (one.code, one.figure.value) == ("no-accounts", 6)


# -- doubles ---------------------------------------------------------------------------------------


SAVED = "2024-02-05 09:00:00"


@pytest.mark.parametrize(
    ("again", "is_double"),
    [
        ({"waktu": "2024-02-05 09:10:00"}, True),  # the last second of ten minutes
        ({"waktu": "2024-02-05 09:10:01"}, False),
        ({"waktu": "2024-02-05 08:50:00"}, True),
        ({"waktu": "2024-02-05 09:03:00", "dicairkan": 899, "setor_kembali": 99}, False),
        ({"waktu": "2024-02-05 09:03:00", "periode": "2024-03"}, False),
        ({"waktu": "2024-02-05 09:03:00", "akun": OTHER, "uraian": "Operasional"}, False),
    ],
)
def test_the_same_amount_saved_again_within_ten_minutes_is_a_double(again: dict, is_double: bool):
    office = complete()
    rows = {"pagu": None, "waktu": SAVED}
    pay(office, "PPK", "Kec 1", period="2024-02", **rows)
    more = dict(again)
    pay(office, "PPK", "Kec 1", period=more.pop("periode", "2024-02"), **{**rows, **more})
    assert codes(office) == ["double-payment"] * is_double


def test_how_many_minutes_is_a_setting():
    office = complete()
    pay(office, "PPK", "Kec 1", period="2024-02", pagu=None, waktu="2024-02-05 09:00:00")
    pay(office, "PPK", "Kec 1", period="2024-02", pagu=None, waktu="2024-02-05 09:20:00")
    assert codes(office) == []
    assert codes(office, election=adjusted(PEMILU.code, {"money.double_minutes": "20"})) == ["double-payment"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Paid on another day: a double, unless one ceiling covers both.
        ({}, {"tgl_cair": date(2024, 1, 12)}, ["double-payment"]),
        ({"pagu": 1_800}, {"tgl_cair": date(2024, 1, 12)}, []),
        ({"pagu": 1_799}, {"tgl_cair": date(2024, 1, 12)}, ["over-pagu", "double-payment"]),
        # Evidence of its own is another payment; the same is none.
        ({"no_bukti": "K-1"}, {"no_bukti": "K-2"}, []),
        ({"no_bukti": "K-1"}, {"no_bukti": "k-1", "tgl_cair": date(2024, 1, 12)}, ["double-payment"]),
        ({"no_bukti": "K-1"}, {"no_bukti": "K-1", "period": "2024-03"}, ["double-evidence"]),
        (
            {"no_bukti": "K-1"},
            {"no_bukti": "K-1", "period": "2024-03", "dicairkan": 899, "setor_kembali": 0},
            [],
        ),
        # Nothing kept tells them apart, so a name does.
        ({"hash_bukti": "a" * 64}, {"hash_bukti": "a" * 64}, []),
        (
            {"hash_bukti": "a" * 64},
            {"hash_bukti": "a" * 64, "akun": OTHER, "uraian": "Operasional"},
            ["double-evidence"],
        ),
        ({"hash_bukti": "a" * 64}, {"hash_bukti": "b" * 64}, []),
    ],
)
def test_payments_without_a_time_are_told_by_evidence_and_ceiling(
    one: dict, other: dict, expected: list[str]
):
    office = complete()
    base = {"period": "2024-02", "pagu": None, "tgl_spj": None}
    pay(office, "PPK", "Kec 1", **{**base, **one})
    pay(office, "PPK", "Kec 1", **{**base, **other})
    assert codes(office) == expected


def sitab(doubles: int, rows: int = 10_000, seed: int = 7) -> World:
    """An export of SITAB: clean rows, and so many of them saved again within ten minutes."""
    draw = random.Random(seed)
    office = complete()
    at = datetime(2024, 2, 1, 8, tzinfo=UTC)
    seeded = set(draw.sample(range(rows), doubles))
    for number in range(rows):
        at += timedelta(seconds=draw.randint(5, 40))
        k, v = draw.randint(1, 2), draw.randint(1, 2)
        account, use = draw.choice(USES)
        # The same amounts come again and again, each its own payment with hours between.
        row = {
            "sistem": "SITAB",
            "badan": "PPS",
            "periode": f"2024-{1 + number % 12:02d}",
            "akun": account,
            "uraian": use,
            "kecamatan": f"Kec {k}",
            "kelurahan": f"Kel {k}{v}",
            "realisasi": (1 + number % 500) * 1_000,
            "no_bukti": f"T-{number}",
        }
        key = f"SITAB|PPS|{row['periode']}"
        office.add("rekonsiliasi", key, DAY, **row, waktu=f"{at:%F %T}")
        if number in seeded:
            later = at + timedelta(seconds=draw.randint(0, 600))
            office.add(
                "rekonsiliasi", key, DAY, **{**row, "no_bukti": f"T-{number}-2"}, waktu=f"{later:%F %T}"
            )
    return office


def test_fifty_double_saves_of_sitab_are_all_found_among_ten_thousand_rows():
    assert found(sitab(0)) == ()
    told = found(sitab(50))
    assert {one.code for one in told} == {"double-payment"}
    assert sum(int(str(dict(one.values)["count"])) - 1 for one in told) == 50


def clean_rows(rows: int, draw: random.Random) -> World:
    """Ten thousand rows of office sheets in order: ceilings, parts, blanks, equal amounts, later SPJ."""
    stations = -(-rows // 9)
    office = World()
    for number in range(stations):
        k, v = number % 4 + 1, number % 27 + 1
        office.station(f"Kec {k}", f"Kel {k}-{v}", number // 108 + 1, 250, f"99.01.{k:02d}.1{v:03d}")
    for listed in [*office.facts["tps"]]:
        k, v, n = listed["kecamatan"], listed["kelurahan"], listed["tps"]
        for account, use in USES:
            for month in ("2024-01", "2024-02", "2024-03"):
                row(office, "KPPS", (k, v, n), account, use, month, draw)
    for k in {one["kecamatan"] for one in office.facts["tps"]}:
        row(office, "PPK", (k, None, None), PAY, "Honorarium", MONTH, draw)
    for k, v in {(one["kecamatan"], one["kelurahan"]) for one in office.facts["tps"]}:
        row(office, "PPS", (k, v, None), PAY, "Honorarium", MONTH, draw)
    return office


def row(office: World, body: str, at: tuple, account: str, use: str, month: str, draw: random.Random) -> None:
    """A row in order."""
    ceiling = draw.choice((0, 1_000_000, 4_500_000, draw.randint(1, 9_999_999)))
    paid = draw.choice((0, ceiling, ceiling // 2))
    spent = draw.randint(0, paid)
    spj = draw.choice((0, spent))
    on = date(2024, 1, 1) + timedelta(days=draw.randint(0, 30))
    office.money(
        body,
        month,
        kecamatan=at[0],
        kelurahan=at[1],
        tps=at[2],
        akun=account,
        uraian=use,
        sumber_dana="APBN",
        pagu=ceiling,
        dicairkan=paid,
        realisasi=spent,
        spj=spj,
        disahkan=draw.choice((0, spj)),
        setor_kembali=draw.choice((0, paid - spj)) if spj else 0,
        tgl_cair=on if paid else None,
        tgl_spj=on + timedelta(days=draw.randint(0, 20)) if spj else None,
        no_bukti=f"K-{month}-{draw.randint(1, 999)}" if paid and body == "KPPS" else None,
    )


SEEDS: dict[str, dict[str, Any]] = {
    "over-pagu": {"pagu": 1, "dicairkan": 9_000, "realisasi": 0, "spj": 0, "disahkan": 0, "setor_kembali": 0},
    "realised-over-disbursed": {
        "pagu": 9,
        "dicairkan": 5,
        "realisasi": 6,
        "spj": 0,
        "disahkan": 0,
        "setor_kembali": 0,
    },
    "spj-over-disbursed": {
        "pagu": 9,
        "dicairkan": 5,
        "realisasi": 5,
        "spj": 6,
        "disahkan": 0,
        "setor_kembali": 0,
    },
    "returned-over-disbursed": {
        "pagu": 9,
        "dicairkan": 5,
        "realisasi": 5,
        "spj": 5,
        "disahkan": 0,
        "setor_kembali": 1,
    },
    "approved-over-spj": {
        "pagu": 9,
        "dicairkan": 9,
        "realisasi": 9,
        "spj": 5,
        "disahkan": 6,
        "setor_kembali": 0,
    },
    "spj-before-disbursed": {
        "spj": 0,
        "disahkan": 0,
        "setor_kembali": 0,
        "tgl_cair": date(2024, 3, 2),
        "tgl_spj": date(2024, 3, 1),
    },
    "negative": {"setor_kembali": -5},
    "no-account": {
        "akun": "",
        "pagu": 7,
        "dicairkan": 7,
        "realisasi": 0,
        "spj": 0,
        "disahkan": 0,
        "setor_kembali": 0,
    },
    "unknown-account": {"akun": "6867.511129"},
    "wrong-account": {"akun": "524113", "uraian": "Honorarium petugas"},
    "wrong-rate": {"akun": PAY, "uraian": "Honorarium anggota", "rate": 1_150_000},
}


def test_ten_thousand_clean_rows_raise_nothing_and_every_seed_among_them_is_found():
    draw = random.Random(11)
    office = clean_rows(10_000, draw)
    rows = office.facts["keuangan"]
    assert len(rows) > 10_000
    assert found(office) == ()
    places = [at for at, one in enumerate(rows) if one["badan"] == "KPPS"]
    seeded = dict(zip(draw.sample(places, 20 * len(SEEDS)), [*SEEDS] * 20, strict=True))
    for at, code in seeded.items():
        rows[at].update(SEEDS[code])
    told = found(office)
    cells = {(one.code, int(one.addresses[0].cell.rpartition(">")[2])) for one in told}
    assert cells == {(code, at) for at, code in seeded.items()}


# -- bodies ----------------------------------------------------------------------------------------


def pekalongan() -> World:
    """4 PPK, 27 PPS and 881 KPPS, all with money."""
    office = World()
    for number in range(881):
        v = number % 27
        office.station(f"Kec {v % 4}", f"Kel {v}", number // 27 + 1, 250, f"99.01.{v % 4:02d}.1{v:03d}")
    for one in [*office.facts["tps"]]:
        pay(office, "KPPS", one["kecamatan"], one["kelurahan"], one["tps"])
    for k in range(4):
        pay(office, "PPK", f"Kec {k}")
    for v in range(27):
        pay(office, "PPS", f"Kec {v % 4}", f"Kel {v}")
    return office


def without(office: World, keep: Any) -> World:
    office.facts["keuangan"] = [one for one in office.facts["keuangan"] if keep(one)]
    return office


def test_all_bodies_of_the_list_must_be_there():
    assert found(pekalongan()) == ()
    gone = {
        ("PPK", "Kec 3", None, None),
        ("PPS", "Kec 2", "Kel 6", None),
        ("PPS", "Kec 2", "Kel 10", None),
        ("KPPS", "Kec 1", "Kel 5", 3),
        ("KPPS", "Kec 1", "Kel 5", 7),
    }
    office = without(
        pekalongan(), lambda one: (one["badan"], one["kecamatan"], one["kelurahan"], one["tps"]) not in gone
    )
    told = [(one.body, one.place and one.place.name, dict(one.values)) for one in found(office)]
    assert [(body, place, values["count"], values["listed"]) for body, place, values in told] == [
        ("KPPS", "Kel 5", 2, 881),
        ("PPS", "Kec 2", 2, 27),
        ("PPK", None, 1, 4),
    ]
    assert told[0][2]["numbers"] == "3,7"
    assert told[1][2]["names"] == "Kel 10, Kel 6"


def test_a_body_of_which_nothing_is_told_is_one_finding_from_its_first_day_on():
    office = without(pekalongan(), lambda one: one["badan"] != "KPPS")
    (one,) = found(office)
    assert (one.code, one.body, one.figure.value) == ("no-bodies", "KPPS", 881)
    later = adjusted(PEMILU.code, {"money.kpps_from": "2024-02-21"})
    assert found(office, election=later) == ()


def test_a_row_of_a_larger_place_speaks_for_the_bodies_in_it():
    office = without(pekalongan(), lambda one: one["badan"] != "KPPS")
    for v in range(27):
        pay(office, "KPPS", f"Kec {v % 4}", f"Kel {v}")
    assert found(office) == ()


# -- what reading found ----------------------------------------------------------------------------


def test_what_reading_left_out_is_told_with_its_cell():
    office = complete()
    common = {
        "office": world.OFFICE,
        "kind": "keuangan",
        "severity": "error",
        "file": "a.xlsx",
        "sheet": "PPS",
    }
    common |= {"upload_id": "keuangan", "data_date": DAY, "table_no": 0}
    total = '[["field", "PAGU"], ["stated", 10], ["computed", 8], ["difference", 2]]'
    office.remarks = [
        {**common, "code": "total-does-not-add-up", "cell": "E40", "value": "10", "told": total},
        {**common, "code": "negative", "cell": "F12", "value": "-5", "told": '[["field", "SPJ"]]'},
        {**common, "code": "duplicate-row", "cell": "A9", "value": "9", "told": '[["row", 9], ["first", 8]]'},
        {**common, "code": "ambiguous-dates", "cell": "A9", "value": "9", "told": "[]"},
        {**common, "kind": "logistik", "code": "negative", "cell": "F1", "value": "-5", "told": "[]"},
    ]
    told = {one.code: one for one in found(office)}
    assert {code: one.addresses[0].cell for code, one in told.items()} == {
        "negative": "F12",
        "double-payment": "A9",
        "stated": "E40",
    }
    assert (told["stated"].figure.value, told["stated"].figure.unit) == (2, "rupiah")
    assert codes(office, place="Kec 1") == []


def test_other_engines_find_the_same():
    office = complete()
    pay(office, "PPK", "Kec 1", period="2024-02", spj=901, disahkan=0, setor_kembali=0)
    pay(office, "PPS", "Kec 9", "Kel 91")
    told = [(one.code, one.figure.value, one.addresses) for one in found(office)]
    assert told
    assert [
        (one.code, one.figure.value, one.addresses) for one in found(office, engine=world.on_duckdb)
    ] == told


def test_the_place_of_a_board_bounds_what_is_found():
    office = complete()
    pay(office, "PPS", "Kec 2", "Kel 21", period="2024-02", realisasi=901)
    assert codes(office, place="Kec 1") == []
    assert codes(office, place="Kec 2") == codes(office, place="Kel 21") == ["realised-over-disbursed"]


def test_every_rule_has_a_name():
    assert len(CODES) == len(set(CODES))


# -- on the Board ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("saved", "count"), [("2024-02-05 09:10:00", 1), ("2024-02-05 09:10:01", 0)])
@pytest.mark.parametrize("engine", [world.in_memory, world.on_duckdb])
def test_doubles_are_one_alert_of_the_board_up_to_the_last_second(saved: str, count: int, engine: Any):
    office = complete()
    for k in (1, 2):
        pay(office, "PPK", f"Kec {k}", period="2024-02", pagu=None, waktu=SAVED)
        pay(office, "PPK", f"Kec {k}", period="2024-02", pagu=None, waktu=saved)
    board = world.board(office, today=DAY, engine=engine)
    told = [one for one in board.alerts if one.code == "money-double"]
    assert len(told) == count
    if told:
        assert told[0].values == (("count", 2), ("amount", 1_800))
        assert told[0].figure is not None
        assert len(told[0].figure.sources[0].among) == 4


def test_a_double_whose_account_is_written_in_another_way_is_on_the_board_too():
    office = complete()
    pay(office, "PPK", "Kec 1", period="2024-02", pagu=None)
    pay(office, "PPK", "Kec 1", period="2024-02", pagu=None, akun="521213 - Honor", uraian="HONORARIUM ")
    board = world.board(office, today=DAY)
    assert [one.values for one in board.alerts if one.code == "money-double"] == [
        (("count", 1), ("amount", 900))
    ]

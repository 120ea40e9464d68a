"""Meetings: the version that is pinned, what is announced, who is there, and how one opens afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import elections
import loaders
import pipeline
from metrics.inputs import Act as InputAct
from metrics.inputs import Said
from metrics.meetings import Act, Meeting, before
from metrics.refused import Refused
from settings import Settings
from store import Store

PEMILU = elections.load("pemilu-2024")
OFFICE, PLACE = "Kota Pekalongan", "33.75"
DAY = date(2023, 12, 22)
AGENDA = ("readiness", "missing", "since", "inputs")
START = Act(
    "start", "Ketua", version=1, title="Rakor distribusi", place=PLACE, as_of=DAY, today=DAY, agenda=AGENDA
)
SAID = Said(
    DAY, "Bawaslu", "Mohon jadwal gudang dibagikan", decision="Dibagikan tiap pekan", owner="Kasubbag KUL"
)


def opened(root: Path) -> Store:
    return pipeline.open_store(Settings(str(root), "duckdb", PEMILU.code, 8501))


def meet(store: Store, one: Act) -> Act:
    return pipeline.meet(store, one, office=OFFICE, election=PEMILU.code)


def last(store: Store) -> Meeting:
    return pipeline.meetings(store.ledger(), OFFICE)[-1]


def say(store: Store, said: Said) -> None:
    told = InputAct("say", "Analis", DAY, said=(said,))
    pipeline.act_on_input(store, told, office=OFFICE, election=PEMILU.code)
    one = pipeline.inputs(store.ledger(), OFFICE)[-1]
    approval = InputAct("approve", "Sekretaris", DAY, key=one.key, base=one.last.seq)
    pipeline.act_on_input(store, approval, office=OFFICE, election=PEMILU.code)


def bring(store: Store, file: str, *lines: str) -> str | None:
    head = ("KPU KOTA PEKALONGAN", "PER TANGGAL 22 DESEMBER 2023", "")
    data = "\n".join((*head, *lines)).encode()
    reading = loaders.read(data, file, pipeline.knowledge(store, PEMILU, OFFICE))
    return pipeline.accept(store, PEMILU, reading, data, "Rina").upload_id


def ballots(store: Store) -> str | None:
    return bring(
        store, "surat suara.csv", "LOGISTIK;;", "Jenis Logistik;Kebutuhan;Diterima", "PPWP;236712;236712"
    )


def inputs_sheet(store: Store) -> str | None:
    rows = ("NO;TANGGAL;INSTANSI;MASUKAN", "1;22/12/2023;Polres;Jalan ditutup pada malam hari")
    return bring(store, "masukan.csv", "MASUKAN RAKOR", *rows)


def test_a_meeting_stays_at_its_version_until_a_newer_one_is_accepted(own: Callable[[str], Path]):
    store = opened(own("kota-pekalongan"))
    began = meet(store, replace(START, version=store.head()))
    meeting = last(store)
    assert (meeting.key, meeting.began.agenda, meeting.is_open) == (began.seq, AGENDA, True)
    pinned = pipeline.meeting_board(store, PEMILU, OFFICE, meeting)
    assert pinned.readiness.percent.value == pytest.approx(80)
    assert pipeline.news(store.ledger(), OFFICE, meeting) is None

    assert inputs_sheet(store)
    goods = next(row for row in reversed(store.ledger()) if row.file.startswith("02 Rekap Penerimaan"))
    pipeline.withdraw(store, goods.upload_id, "Salah unggah", "Kasubbag KUL")
    pipeline.decide(store, OFFICE, {"limits.stale_hours": "20"}, by="Admin", election=PEMILU.code)
    told = pipeline.news(store.ledger(), OFFICE, meeting)
    assert told is not None
    assert (told.uploads, told.kinds, told.withdrawn, told.settings) == (1, ("masukan",), 1, 1)
    assert (told.by, told.version) == (("Rina", "Kasubbag KUL", "Admin"), store.head())
    assert pipeline.meeting_board(store, PEMILU, OFFICE, last(store)) == pinned
    assert len(pipeline.meeting_inputs(store.ledger(), OFFICE, last(store))) == 8

    say(store, SAID)
    assert pipeline.meeting_inputs(store.ledger(), OFFICE, last(store))[-1].said == SAID
    meet(store, Act("accept", "Ketua", meeting.key, version=told.version))
    after = pipeline.meeting_board(store, PEMILU, OFFICE, last(store))
    assert after.readiness.percent.value < 80
    assert after.ledger == told.version
    assert len(pipeline.meeting_inputs(store.ledger(), OFFICE, last(store))) == 10
    assert pipeline.news(store.ledger(), OFFICE, last(store)) is None
    with pytest.raises(Refused, match="not-newer"):
        meet(store, Act("accept", "Analis", meeting.key, version=told.version))


def test_a_past_meeting_opens_exactly_as_it_was(own: Callable[[str], Path]):
    root = own("kota-pekalongan")
    store = opened(root)
    began = meet(store, replace(START, version=store.head()))
    say(store, SAID)
    then = pipeline.meeting_board(store, PEMILU, OFFICE, last(store))
    heard = pipeline.meeting_inputs(store.ledger(), OFFICE, last(store))
    meet(store, Act("close", "Ketua", began.seq, note="Dilanjutkan 8 Januari"))

    upload = ballots(store)
    assert upload
    say(store, replace(SAID, text="Setelah rakor"))
    pipeline.withdraw(store, upload, "Salah unggah", "Rina")
    first = next(row.upload_id for row in store.ledger() if row.kind == "logistik")
    pipeline.withdraw(store, first, "Salah unggah", "Rina")
    pipeline.decide(store, OFFICE, {"limits.stale_hours": "20"}, by="Admin", election=PEMILU.code)

    again = opened(root)
    meeting = last(again)
    assert not meeting.is_open and meeting.closed is not None
    assert meeting.closed.note == "Dilanjutkan 8 Januari"
    assert pipeline.meeting_board(again, PEMILU, OFFICE, meeting) == then
    assert pipeline.meeting_inputs(again.ledger(), OFFICE, meeting) == heard
    assert again.verify() == []


def test_attendance_is_told_by_institution(tmp_path: Path):
    store = opened(tmp_path)
    pipeline.begin_empty(store, PEMILU.code, "Admin")
    key = meet(store, START).seq
    for name, people in (("Bawaslu", 2), ("Polres", 1), ("Pemkot", 3), ("bawaslu", 4), ("Polres", 0)):
        meet(store, Act("attend", "Analis", key, institution=name, people=people, note="Peserta"))
    assert [(one.institution, one.people) for one in last(store).attendance] == [
        ("bawaslu", 4),
        ("Pemkot", 3),
    ]


def test_an_office_has_one_open_meeting_and_a_closed_one_takes_no_act(tmp_path: Path):
    store = opened(tmp_path)
    pipeline.begin_empty(store, PEMILU.code, "Admin")
    first = meet(store, START).seq
    with pytest.raises(Refused, match="open-already"):
        meet(store, START)
    other = pipeline.meet(store, START, office="Kota Bengkulu", election=PEMILU.code)
    assert other.seq == store.head()
    meet(store, Act("close", "Ketua", first))
    for kind in ("accept", "attend", "close"):
        with pytest.raises(Refused, match="ended"):
            meet(store, Act(kind, "Ketua", first, version=2, institution="Bawaslu"))
    second = meet(store, START).seq
    known = pipeline.meetings(store.ledger(), OFFICE)
    assert [one.key for one in known] == [first, second]
    assert before(known, known[1]) == known[0] == before(known, None)
    assert before(known, known[0]) is None


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (replace(START, by=""), "no-name"),
        (replace(START, title=" "), "no-title"),
        (replace(START, agenda=()), "no-agenda"),
        (replace(START, agenda=("since", "since")), "no-agenda"),
        (replace(START, version=2), "no-version"),
        (replace(START, version=0), "no-version"),
        (Act("close", "Ketua", 1), "ended"),
    ],
)
def test_a_meeting_that_lacks_something_is_not_written(tmp_path: Path, one: Act, code: str):
    store = opened(tmp_path)
    pipeline.begin_empty(store, PEMILU.code, "Admin")
    with pytest.raises(Refused, match=code):
        meet(store, one)
    assert store.head() == 1

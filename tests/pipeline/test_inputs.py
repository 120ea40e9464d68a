"""Inputs of stakeholders: one list out of what people type and what sheets bring, with its follow-up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import elections
import loaders
import pipeline
from metrics.inputs import Act, Changed, Input, Pinned, Said, differences, moved, shown
from metrics.refused import Refused
from pipeline import importing
from settings import Settings
from store import Busy, Store

PEMILU = elections.load("pemilu-2024")
PEKALONGAN, BENGKULU = "Kota Pekalongan", "Kota Bengkulu"
DAY = date(2023, 12, 22)
SAID = Said(
    DAY,
    "Bawaslu",
    "Kapan surat suara Presiden datang?",
    kecamatan="Pekalongan Timur",
    about="surat suara Presiden",
    pinned=Pinned("item:PPWP", 7, 0.0, "percent"),
    owner="Kasubbag KUL",
    due=date(2024, 1, 15),
    meeting="Rakor distribusi",
)
SAY = Act("say", "Analis", DAY, said=(SAID,))


def opened(root: Path) -> Store:
    return pipeline.open_store(Settings(str(root), "duckdb", PEMILU.code, 8501))


def listed(store: Store, office: str = PEKALONGAN, version: int | None = None) -> tuple[Input, ...]:
    return pipeline.inputs(store.ledger(), office, version)


def act(store: Store, one: Act, office: str = PEKALONGAN) -> Act:
    return pipeline.act_on_input(store, one, office=office, election=PEMILU.code)


def on(one: Input, kind: str, **more: object) -> Act:
    return replace(Act("say", "Sekretaris", DAY), kind=kind, key=one.key, base=one.last.seq, **more)


def bring(store: Store, data: bytes, file: str, office: str = PEKALONGAN) -> str | None:
    reading = loaders.read(data, file, pipeline.knowledge(store, PEMILU, office))
    return pipeline.accept(store, PEMILU, reading, data, "Analis").upload_id


def test_an_input_comes_back_as_it_was_said(tmp_path: Path):
    store = opened(tmp_path)
    kept = act(store, SAY)
    (one,) = listed(opened(tmp_path))
    assert one.said == SAID
    assert (one.key, one.first.by, one.last.seq, one.state) == (f"{kept.seq}.0", "Analis", 1, "waiting")
    assert one.first.at is not None and one.first.at.tzinfo
    assert listed(store, BENGKULU) == ()
    assert store.verify() == []


def test_nothing_is_shown_before_it_is_approved(tmp_path: Path):
    store = opened(tmp_path)
    act(store, SAY)
    assert shown(listed(store)) == ()
    act(store, on(listed(store)[0], "approve"))
    assert [one.said for one in shown(listed(store))] == [SAID]
    later = replace(SAID, decision="Kirim tim ke gudang")
    act(store, on(listed(store)[0], "change", said=(later,)))
    (one,) = shown(listed(store))
    assert (one.said, one.waiting) == (SAID, later), "the room goes on seeing the words that were approved"
    act(store, on(one, "approve"))
    (one,) = shown(listed(store))
    assert (one.said, one.waiting) == (later, None)


def test_an_input_closes_by_evidence_or_a_reason_alone(tmp_path: Path):
    store = opened(tmp_path)
    act(store, SAY)
    act(store, on(listed(store)[0], "approve"))
    (one,) = listed(store)
    with pytest.raises(Refused, match="no-evidence"):
        act(store, on(one, "close", evidence=" ", reason=""))
    assert listed(store)[0].state == "open"
    act(store, on(one, "close", evidence="BAST 12/2024"))
    (one,) = listed(store)
    assert one.state == "closed" and one.ended is not None and one.ended.evidence == "BAST 12/2024"
    with pytest.raises(Refused, match="is-closed"):
        act(store, on(one, "change", said=(SAID,)))
    act(store, on(one, "reopen"))
    act(store, on(listed(store)[0], "close", reason="Sudah dijawab lisan"))
    assert listed(store)[0].state == "closed"


def test_who_edits_second_sees_who_and_what_and_chooses(tmp_path: Path):
    store = opened(tmp_path)
    act(store, SAY)
    (seen,) = listed(store)
    act(store, replace(on(seen, "change", said=(replace(SAID, owner="Sekretaris PPK"),)), by="Rina"))
    mine = replace(SAID, due=date(2024, 1, 10))
    with pytest.raises(Changed) as told:
        act(opened(tmp_path), on(seen, "change", said=(mine,)))
    now = told.value.now
    assert (now.last.by, now.last.kind, now.said.owner) == ("Rina", "change", "Sekretaris PPK")
    assert differences(SAID, now.said) == ("owner",)
    assert len(store.ledger()) == 2, "nothing was written"
    act(store, on(now, "change", said=(replace(now.said, due=mine.due),)))
    (one,) = listed(store)
    assert (one.said.owner, one.said.due) == ("Sekretaris PPK", mine.due), "both are kept"


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (replace(SAY, by=" "), "no-name"),
        (replace(SAY, said=(replace(SAID, institution=""),)), "no-institution"),
        (replace(SAY, said=(replace(SAID, text=" "),)), "no-text"),
        (replace(SAY, said=(replace(SAID, due=date(2023, 12, 21)),)), "due-past"),
        (Act("approve", "Analis", DAY, key="1.0", base=1), "no-input"),
    ],
)
def test_what_is_refused_is_not_written(tmp_path: Path, one: Act, code: str):
    store = opened(tmp_path)
    with pytest.raises(Refused, match=code):
        act(store, one)
    assert store.head() == 0


def test_a_note_says_from_what_to_what_its_figure_moved(tmp_path: Path):
    store = opened(tmp_path)
    act(store, replace(SAY, said=(replace(SAID, pinned=Pinned("readiness", 7, 80.0, "percent")),)))
    (one,) = listed(store)
    assert moved(one, 95.0) == (80.0, 95.0)
    assert moved(one, 80.0) is None
    assert moved(one, None) == (80.0, None)
    assert moved(replace(one, said=replace(SAID, pinned=None)), 95.0) is None


@pytest.mark.parametrize(
    ("folder", "office", "open_ones", "closed"),
    [("kota-pekalongan", PEKALONGAN, 7, 1), ("kota-bengkulu", BENGKULU, 6, 1)],
)
def test_a_sheet_of_inputs_is_on_the_list(
    built: Callable[[str], Path], folder: str, office: str, open_ones: int, closed: int
):
    found = shown(listed(opened(built(folder)), office))
    assert [one.state for one in found] == ["open"] * open_ones + ["closed"] * closed
    assert all(one.said.institution and one.said.text and one.said.due for one in found)


def test_open_ones_come_first_the_oldest_at_the_top(own: Callable[[str], Path]):
    store = opened(own("kota-pekalongan"))
    act(store, replace(SAY, said=(replace(SAID, day=date(2024, 1, 8)),)))
    act(store, on(listed(store)[-1], "approve"))
    found = shown(listed(store))
    assert [one.state for one in found] == ["open"] * 8 + ["closed"]
    assert [one.age(date(2024, 1, 10)) for one in found] == [19] * 7 + [2, 19]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_list_taken_along_and_brought_in_again_changes_nothing(own: Callable[[str], Path], lang: str):
    store = opened(own("kota-pekalongan"))
    typed = (SAID, replace(SAID, text="Truk besar tidak bisa masuk", kelurahan="Kali Baros", in_hand=True))
    act(store, replace(SAY, said=typed))
    for one in listed(store)[-2:]:
        act(store, on(one, "approve"))
    act(store, on(listed(store)[-1], "close", reason="Truk kecil dipakai"))
    before = listed(store)
    data = pipeline.inputs_book(shown(before), PEKALONGAN, DAY, lang, names=True)
    assert bring(store, data, "masukan.xlsx")
    after = listed(store)
    assert [(one.key, one.said, one.state) for one in after[-2:]] == [
        (one.key, one.said, one.state) for one in before[-2:]
    ]
    assert {(one.said, one.state) for one in after} == {(one.said, one.state) for one in before}
    assert len(after) == len(before) == 10


def test_a_newer_sheet_adds_and_leaves_what_people_said(own: Callable[[str], Path]):
    store = opened(own("kota-pekalongan"))
    first, second, *_ = listed(store)
    act(store, on(first, "change", said=(replace(first.said, owner="PPK Utara"),)))
    act(store, on(listed(store)[0], "approve"))
    news = [
        replace(first, said=replace(first.said, owner="Camat")),
        replace(second, ended=second.last),
        replace(first, said=replace(first.said, day=date(2024, 1, 8), text="Jembatan ditutup")),
    ]
    data = pipeline.inputs_book(news, PEKALONGAN, date(2024, 1, 8), "id", names=True)
    upload = bring(store, data, "masukan 8 januari.xlsx")
    found = listed(store)
    assert len(found) == 9
    assert found[0].said.owner == "PPK Utara", "a sheet does not overwrite what somebody wrote"
    assert (found[1].key, found[1].state) == (second.key, "closed")
    assert found[1].ended is not None and found[1].ended.evidence == "masukan 8 januari.xlsx"
    assert upload is not None
    pipeline.withdraw(store, upload, "Salah unggah", "Analis")
    assert [(one.key, one.state) for one in listed(store)[1:2]] == [(second.key, "open")]
    assert len(listed(store)) == 8


def test_the_same_sheet_again_completes_what_was_cut_off(
    own: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
):
    store = opened(own("kota-pekalongan"))
    (first, *_) = listed(store)
    news = [replace(first, said=replace(first.said, text="Jembatan ditutup"))]
    data = pipeline.inputs_book(news, PEKALONGAN, date(2024, 1, 8), "id", names=True)

    def busy(*_: object, **__: object) -> None:
        raise Busy("ledger")

    with monkeypatch.context() as patch:
        patch.setattr(importing, "bring", busy)
        assert bring(store, data, "masukan.xlsx")
    assert len(listed(store)) == 8
    for _ in range(2):
        bring(store, data, "masukan.xlsx")
        assert len(listed(store)) == 9
    assert [row.event for row in store.ledger()[-2:]] == ["accepted", "input"]

"""The command line: what it prints, what it writes, and its exit status."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

import papan
import pipeline
from settings import Settings

SAMPLES = Path(__file__).parent.parent / "sample_data"
BALLOTS = next((SAMPLES / "kota-pekalongan" / "2023-12-22").glob("03*"))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("PAPAN_STORE", str(tmp_path / "store"))

    def call(*words: str | Path) -> Result:
        result = CliRunner().invoke(papan.main, [str(word) for word in words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


def _sheet(path: Path, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_inspect_tells_where_tables_are(run: Callable[..., Result], tmp_path: Path):
    result = run("inspect", BALLOTS, "--json", "--csv", tmp_path / "clean", "--grid", tmp_path / "raw")
    assert result.exit_code == 0
    (answer,) = json.loads(result.output)
    assert answer["file"] == BALLOTS.name
    assert [table["sheet"] for table in answer["tables"]] == [
        "PPWP",
        "DPR RI",
        "DPD RI",
        "DPRD PROV",
        "DPRD KOTA",
    ]
    assert {
        "sheet",
        "range",
        "title",
        "header_rows",
        "first_row",
        "last_row",
        "total_rows",
        "columns",
    } <= answer["tables"][0].keys()
    assert (tmp_path / "clean" / f"{BALLOTS.name}.0.csv").exists()
    assert (tmp_path / "raw" / f"{BALLOTS.name}.4.csv").exists()


def test_the_sheets_of_a_zip_are_taken_and_one_that_is_no_zip_of_sheets_is_told(
    run: Callable[..., Result], tmp_path: Path
):
    with zipfile.ZipFile(tmp_path / "kiriman.zip", "w") as archive:
        archive.write(BALLOTS, f"minggu ini/{BALLOTS.name}")
    (tmp_path / "rusak.zip").write_bytes((tmp_path / "kiriman.zip").read_bytes()[:9000])
    result = run("import", tmp_path / "kiriman.zip", tmp_path / "rusak.zip", "--by", "Siti")
    assert result.exit_code == 1
    assert f"{BALLOTS.name}: diterima" in result.output
    assert "rusak.zip: tidak diterima" in result.output


def test_check_says_what_was_recognised_and_leaves_no_store(run: Callable[..., Result], tmp_path: Path):
    result = run("check", BALLOTS, "--json")
    assert result.exit_code == 0
    (answer,) = json.loads(result.output)
    assert answer.keys() == {"file", "sha256", "tables", "skipped", "problems"}
    table = answer["tables"][0]
    assert table.keys() >= {
        "sheet", "range", "kind", "confidence", "header_rows", "first_row", "last_row", "total_rows",
        "data_date", "columns", "rows", "accepted", "sums", "problems",
    }  # fmt: skip
    assert table["kind"] == "logistik"
    assert table["data_date"] == "2023-12-22"
    assert table["sums"]["kebutuhan"] == 236_712
    assert not (tmp_path / "store").exists()


def test_check_names_the_cell_of_a_problem_in_both_languages(run: Callable[..., Result], tmp_path: Path):
    path = _sheet(
        tmp_path / "logistik.xlsx",
        [
            ["REKAP LOGISTIK KPU KOTA PEKALONGAN"],
            ["PER TANGGAL 22 DESEMBER 2023"],
            ["Kecamatan", "Nama Barang", "Kebutuhan", "Diterima"],
            ["Pekalongan Barat", "Kotak Suara", 1347, "dua ratus"],
            ["Pekalongan Timur", "Kotak Suara", 1017, 1017],
        ],
    )
    for lang, word in (("id", "angka"), ("en", "number")):
        result = run("check", path, "--json", "--lang", lang)
        assert result.exit_code == 1
        problems = [p for table in json.loads(result.output)[0]["tables"] for p in table["problems"]]
        problem = next(p for p in problems if p["code"] == "not-a-number")
        assert (problem["cell"], problem["value"], problem["severity"]) == ("D4", "dua ratus", "error")
        assert word in problem["message"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kosong.xlsx", b"", "empty-file"),
        ("surat.xlsx", b"%PDF-1.7 not a sheet", "not-a-spreadsheet"),
        ("rusak.xlsx", b"PK\x03\x04" + b"\x00" * 200, "damaged"),
        ("catatan.csv", b"hanya satu kalimat tanpa tabel\n", "no-table"),
    ],
)
def test_a_file_that_cannot_be_read_gives_a_sentence(
    run: Callable[..., Result], tmp_path: Path, name: str, content: bytes, code: str
):
    path = tmp_path / name
    path.write_bytes(content)
    result = run("check", path, "--json")
    assert result.exit_code == 1
    (answer,) = json.loads(result.output)
    assert [problem["code"] for problem in answer["problems"]] == [code]
    assert run("import", path).exit_code == 1
    assert json.loads(run("check", path, "--json").output) == [answer]


def test_import_takes_a_folder_and_the_same_again_adds_nothing(run: Callable[..., Result], tmp_path: Path):
    folder = tmp_path / "in"
    shutil.copytree(SAMPLES / "kota-pekalongan" / "2023-12-22", folder)
    first = run("import", folder, "--by", "Analis")
    assert first.exit_code == 0, first.output
    before = json.loads(run("summary", "--as-of", "2023-12-22", "--json").output)
    assert before["readiness"]["percent"] == 80.0
    again = run("import", folder)
    assert again.exit_code == 0
    assert again.output.count("sudah pernah diunggah") == len(list(folder.iterdir()))
    after = json.loads(run("summary", "--as-of", "2023-12-22", "--json").output)
    assert after == before


def test_withdraw_brings_back_the_figures_before(run: Callable[..., Result], tmp_path: Path):
    day = SAMPLES / "kota-pekalongan" / "2023-12-22"
    assert run("import", next(day.glob("01*")), next(day.glob("02*"))).exit_code == 0
    before = json.loads(run("summary", "--as-of", "2023-12-22", "--json").output)
    taken = run("import", BALLOTS).output
    upload = taken.split("unggahan ")[1].split(")")[0]
    between = json.loads(run("summary", "--as-of", "2023-12-22", "--json").output)
    assert between["readiness"] != before["readiness"]
    assert run("withdraw", upload, "--reason", "salah berkas").exit_code == 0
    after = json.loads(run("summary", "--as-of", "2023-12-22", "--json").output)
    assert {**after, "ledger": 0} == {**before, "ledger": 0}
    assert run("verify").exit_code == 0
    assert run("withdraw", upload, "--reason", "lagi").exit_code == 2


def test_verify_finds_a_changed_original(run: Callable[..., Result], tmp_path: Path):
    assert run("import", BALLOTS).exit_code == 0
    (original,) = (path for path in (tmp_path / "store" / "originals").rglob("*") if path.is_file())
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b" ")
    result = run("verify")
    assert result.exit_code == 1
    assert BALLOTS.name in result.output


def test_summary_of_an_empty_store_says_what_to_do(run: Callable[..., Result]):
    result = run("summary", "--json")
    assert result.exit_code == 2
    assert "import" in result.output


def test_summary_of_an_unknown_place_says_so(run: Callable[..., Result]):
    assert run("import", BALLOTS).exit_code == 0
    result = run("summary", "--place", "99.99")
    assert result.exit_code == 2
    assert "99.99" in result.output


def test_an_unknown_election_cannot_run(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAPAN_ELECTION", "pemilu-1955")
    result = run("summary")
    assert result.exit_code == 2
    assert "pemilu-2024" in result.output


def test_a_template_reads_back_without_a_finding(run: Callable[..., Result], tmp_path: Path):
    out = tmp_path / "templat.xlsx"
    assert run("template", "logistik", "-o", out).exit_code == 0
    (answer,) = json.loads(run("check", out, "--json").output)
    assert not [p for p in answer["problems"] if p["severity"] == "error" and p["code"] != "no-data"]


def test_a_store_that_lost_a_file_says_so(run: Callable[..., Result], tmp_path: Path):
    assert run("import", BALLOTS).exit_code == 0
    for path in (tmp_path / "store" / "facts_logistik").glob("*.parquet"):
        path.unlink()
    result = run("summary", "--as-of", "2023-12-22")
    assert result.exit_code == 2
    assert "Penyimpanan tidak dapat dipakai" in result.output


def test_with_an_office_named_the_sheets_of_others_stay_outside(run: Callable[..., Result]):
    result = run("import", BALLOTS, "--office", "Kota Bengkulu")
    assert result.exit_code == 1
    assert "Kota Pekalongan" in result.output
    assert "Kota Bengkulu" in result.output
    assert "pilih kantor itu" in result.output
    assert run("check", BALLOTS, "--office", "Kota Bengkulu").exit_code == 1
    assert run("import", BALLOTS, "--office", "Kota Pekalongan").exit_code == 0


def test_numbers_that_fall_are_told_and_the_reason_is_kept(run: Callable[..., Result], tmp_path: Path):
    head = [
        ["REKAP LOGISTIK KOTA PEKALONGAN PER TANGGAL 22 DESEMBER 2023"],
        [],
        ["BARANG", "KEBUTUHAN", "DITERIMA"],
    ]
    more = _sheet(tmp_path / "rekap.xlsx", [*head, ["Kotak suara", 100, 90], ["Bilik suara", 40, 40]])
    assert run("import", more).exit_code == 0
    less = _sheet(tmp_path / "rekap.xlsx", [*head, ["Kotak suara", 100, 80], ["Bilik suara", 40, 40]])
    result = run("import", less)
    assert result.exit_code == 1
    assert "KOTAK diterima, seluruhnya: 90 menjadi 80 (turun 11,1" in result.output
    other = _sheet(tmp_path / "rekap.xlsx", [*head, ["Kotak suara", 100, 70], ["Bilik suara", 40, 40]])
    assert run("import", other, "--reason", "dihitung ulang bersama Bawaslu").exit_code == 0
    store = pipeline.open_store(Settings(str(tmp_path / "store"), "duckdb", "pemilu-2024", 8501))
    assert [row.reason for row in store.ledger()] == ["", "", "dihitung ulang bersama Bawaslu"]


@pytest.fixture(scope="module")
def reporting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of Pekalongan's sheets, for commands that only read."""
    root = tmp_path_factory.mktemp("reporting")
    day = SAMPLES / "kota-pekalongan" / "2023-12-22"
    taken = CliRunner().invoke(papan.main, ["import", str(day), "--store", str(root)])
    assert taken.exit_code == 0, taken.output
    return root


_BEGINS = {"pdf": b"%PDF", "docx": b"PK", "html": b"<!doctype html", "xlsx": b"PK", "package": b"PK"}


@pytest.mark.parametrize("way", [*_BEGINS, "whatsapp"])
def test_every_way_of_the_briefing_is_written(
    run: Callable[..., Result], reporting: Path, tmp_path: Path, way: str
):
    out = tmp_path / "laporan"
    asked = ("report", "--format", way, "--as-of", "2023-12-22", "--today", "2023-12-22")
    result = run(*asked, "--store", reporting, "-o", out)
    assert result.exit_code == 0, result.output
    assert out.read_bytes().lower().startswith(_BEGINS.get(way, b"kota pekalongan").lower()) or (
        way == "whatsapp" and "80" in out.read_text()
    )


@pytest.mark.parametrize("name", ["daily", "handover", "final"])
def test_a_report_is_verified_with_the_store_and_without(
    run: Callable[..., Result], reporting: Path, tmp_path: Path, name: str
):
    out = tmp_path / "laporan.pdf"
    asked = ("report", "--report", name, "--as-of", "2023-12-22", "--today", "2023-12-22")
    assert run(*asked, "--store", reporting, "-o", out).exit_code == 0
    genuine = run("verify", out, "--store", reporting)
    assert genuine.exit_code == 0
    assert "asli" in genuine.output
    assert "buku besar" in genuine.output
    alone = run("verify", out)
    assert alone.exit_code == 0
    assert "asli" in alone.output
    assert not (tmp_path / "store").exists()
    out.write_bytes(out.read_bytes().replace(b"/Count ", b"/Count  "))
    assert run("verify", out, "--store", reporting).exit_code == 1


def test_a_file_that_is_no_report_is_told_and_the_rest_is_still_looked_at(
    run: Callable[..., Result], reporting: Path, tmp_path: Path
):
    out = tmp_path / "paket.zip"
    asked = ("report", "--format", "package", "--as-of", "2023-12-22", "--today", "2023-12-22")
    assert run(*asked, "--store", reporting, "-o", out).exit_code == 0
    result = run("verify", BALLOTS, out, "--store", reporting)
    assert result.exit_code == 1
    assert [line.partition(":")[0] for line in result.output.splitlines() if ": " in line][:2] == [
        BALLOTS.name,
        out.name,
    ]


def test_minutes_without_a_meeting_cannot_be_made(
    run: Callable[..., Result], reporting: Path, tmp_path: Path
):
    result = run("report", "--report", "minutes", "--store", reporting, "-o", tmp_path / "notulen.pdf")
    assert result.exit_code == 2
    assert not (tmp_path / "notulen.pdf").exists()


def test_a_form_is_printed_and_its_sheet_comes_back_without_a_finding(
    run: Callable[..., Result], reporting: Path, tmp_path: Path
):
    pdf, sheet = tmp_path / "isian.pdf", tmp_path / "isian.xlsx"
    for out, way in ((pdf, "pdf"), (sheet, "xlsx")):
        result = run("form", "logistik-received", "--format", way, "--store", reporting, "-o", out)
        assert result.exit_code == 0, result.output
    assert pdf.read_bytes().startswith(b"%PDF")
    (answer,) = json.loads(run("check", sheet, "--store", reporting, "--json").output)
    assert not [p for p in answer["problems"] if p["severity"] == "error" and p["code"] != "no-data"]

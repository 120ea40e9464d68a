"""The office's own list of polling stations tells each place's dapil, and shipments are held against it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

import elections
import loaders
import pipeline
from settings import Settings

PEMILU = "pemilu-2024"


def manifest(*rows: list) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "MANIFES"
    sheet.append(["MANIFES DISTRIBUSI SURAT SUARA KPU KOTA PEKALONGAN PER TANGGAL 5 FEBRUARI 2024"])
    sheet.append(["ASAL", "KECAMATAN", "MUATAN", "DAPIL", "JUMLAH KOLI", "TANGGAL RENCANA"])
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_shipment_is_held_against_the_list_in_force(built: Callable[[str], Path]):
    store = pipeline.open_store(Settings(str(built("kota-pekalongan")), "duckdb", PEMILU, 8501))
    known = pipeline.knowledge(store, elections.load(PEMILU), "Kota Pekalongan")
    assert {one.dapil for one in known.places if one.kecamatan == "Pekalongan Barat"} == {
        frozenset({"Kota Pekalongan 1"})
    }
    data = manifest(
        ["Gudang", "Pekalongan Barat", "Surat suara DPRD Kota", "Dapil 1", 12, "5/2/2024"],
        ["Gudang", "Pekalongan Barat", "Surat suara DPRD Kota", "Dapil 2", 7, "5/2/2024"],
        ["Gudang", "Pekalongan Barat", "Surat suara Presiden", "Dapil 2", 9, "5/2/2024"],
    )
    (found,) = loaders.read(data, "manifes.xlsx", known).tables
    assert [(one.code, one.cell) for one in found.problems if one.severity == "error"] == [
        ("wrong-dapil", "D4")
    ]
    assert found.kind == "distribusi"
    assert found.sums["koli"] == 21

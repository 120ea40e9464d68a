"""A Reading as the JSON of the command line."""

import json

import loaders
from tests.loaders.workbooks import book, read

ROWS = [
    ["NO", "JENIS LOGISTIK", "KEBUTUHAN", "DITERIMA"],
    [1, "Kotak suara", "dua ratus", 5],
    [2, "Tinta", 1762, 1700],
    [None, "JUMLAH", 1762, 1705],
]


def test_the_json_is_the_documented_object():
    told = json.loads(json.dumps(loaders.as_json(read(book(ROWS), name="rekap.xlsx"), "id")))
    assert list(told) == ["file", "sha256", "tables", "skipped", "problems"]
    assert (told["file"], len(told["sha256"]), told["skipped"], told["problems"]) == (
        "rekap.xlsx",
        64,
        [],
        [],
    )
    (table,) = told["tables"]
    problems = table.pop("problems")
    confidence = table.pop("confidence")
    assert 0.6 < confidence <= 1
    assert table == {
        "sheet": "REKAP",
        "range": "A5:D8",
        "kind": "logistik",
        "header_rows": [5],
        "first_row": 6,
        "last_row": 7,
        "total_rows": [8],
        "data_date": "2023-12-22",
        "columns": {"item": "B", "kebutuhan": "C", "diterima": "D"},
        "rows": 2,
        "accepted": 1,
        "sums": {"kebutuhan": 1762, "diterima": 1700},
    }
    assert [list(one) for one in problems] == [["code", "severity", "cell", "value", "message"]]
    assert (problems[0]["code"], problems[0]["cell"], problems[0]["value"]) == (
        "not-a-number",
        "C6",
        "dua ratus",
    )
    assert "REKAP!C6" in problems[0]["message"]
    assert "Ganti dengan angka" in problems[0]["message"]


def test_messages_come_in_the_language_asked_for():
    reading = read(book(ROWS))
    (problem,) = loaders.as_json(reading, "en")["tables"][0]["problems"]
    assert "is not a number" in problem["message"]


def test_an_unreadable_file_is_one_object_with_its_reason():
    told = loaders.as_json(read(b"", name="kosong.xlsx"), "id")
    assert told["tables"] == []
    assert [one["code"] for one in told["problems"]] == ["empty-file"]
    assert "kosong" in told["problems"][0]["message"]


def test_a_csv_file_goes_by_its_name_where_a_sheet_is_named():
    data = b"JENIS LOGISTIK;KEBUTUHAN\r\nSegel;5\r\nTinta;x\r\nLem;7\r\n"
    (table,) = loaders.as_json(read(data, name="rekap logistik.csv"), "id")["tables"]
    assert any("rekap logistik!B3" in one["message"] for one in table["problems"])

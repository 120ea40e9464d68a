"""What a ledger of ballots states beside need and receipts: each has a column of its own."""

from tests.loaders.workbooks import PLACES, book, codes, facts, knowledge, table

KNOWN = knowledge(PLACES)


def test_printed_sent_and_received_are_three_columns():
    data = book(
        [
            ["NO", "JENIS SURAT SUARA", "KEBUTUHAN", "DICETAK", "DIKIRIM PENYEDIA", "DITERIMA"],
            [1, "PPWP", 100000, 100000, 94800, 75620],
            [2, "DPD", 100000, 100000, 94800, None],
        ]
    )
    assert facts(table(data, KNOWN), "item", "dicetak", "dikirim_penyedia", "diterima") == [
        ("PPWP", 100000, 94800, 75620),
        ("DPD", 100000, 94800, None),
    ]
    assert codes(data, KNOWN) == []


def test_good_unsorted_stock_and_revote_stock_are_kept():
    data = book(
        [
            ["NO", "ITEM", "DITERIMA", "BAIK", "RUSAK", "BELUM DISORTIR", "STOK", "STOK PSU"],
            [1, "PPWP", 1000, 900, 20, 80, 400, 1000],
        ]
    )
    found = facts(table(data, KNOWN), "diterima", "baik", "rusak", "belum_disortir", "stok", "psu")
    assert found == [(1000, 900, 20, 80, 400, 1000)]
    assert codes(data, KNOWN) == []


def test_what_waits_for_sorting_was_received_too():
    data = book([["NO", "ITEM", "BAIK", "RUSAK", "BELUM DISORTIR"], [1, "PPWP", 900, 20, 80]])
    assert facts(table(data, KNOWN), "diterima") == [(1000,)]

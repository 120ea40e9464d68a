"""Columns that are ticked: a mark, a dash, a day or a word is one of their choices."""

from datetime import date
from typing import Any

import pytest

import loaders
from loaders.columns import typed
from loaders.items import ItemNames


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("√", "masuk"),
        ("v", "masuk"),
        ("Ada", "masuk"),
        (date(2024, 1, 5), "masuk"),
        ("-", "belum"),
        ("Belum ada", "belum"),
        ("Lengkap", "lengkap"),
        ("soft copy", "salinan"),
        ("tanpa stempel", "revisi"),
        ("belum lengkap", "revisi"),
        ("", None),
        (None, None),
    ],
)
def test_a_document_is_ticked_or_told_in_words(cell: Any, kept: str | None):
    field = loaders.layout("dokumen").field("dn04")
    read = typed(field, [cell], ItemNames({}), 2024, False, False)
    assert (list(read.values), read.issues) == ([kept], ())


def test_a_cross_beside_ticks_says_no_and_alone_is_told():
    field = loaders.layout("dokumen").field("dn04")
    read = typed(field, ["V", "x", "√"], ItemNames({}), 2024, False, False)
    assert (list(read.values), read.issues) == (["masuk", "belum", "masuk"], ())
    alone = typed(field, ["x", "belum"], ItemNames({}), 2024, False, False)
    assert [one.code for one in alone.issues] == ["choice-unknown"]


def test_a_word_that_is_none_of_them_is_told():
    field = loaders.layout("dokumen").field("bku")
    assert [one.code for one in typed(field, ["entah"], ItemNames({}), 2024, False, False).issues] == [
        "choice-unknown"
    ]
    status = loaders.layout("keuangan").field("status_spj")
    assert list(typed(status, ["-"], ItemNames({}), 2024, False, False).values) == [None]


@pytest.mark.parametrize(
    ("kind", "column", "cell", "kept"),
    [
        ("keuangan", "status_spj", "Belum disahkan KPA", "masuk"),
        ("keuangan", "status_spj", "sudah disahkan PPK", "disahkan"),
        ("keuangan", "status_spj", "Tidak sah", "revisi"),
        ("keuangan", "status_spj", "kurang lengkap", "belum"),
        ("keuangan", "status_spj", "blm diverifikasi", "masuk"),
        ("keuangan", "status_spj", "tdk ada", "belum"),
        ("dokumen", "dn04", "tdk sesuai", "revisi"),
        ("dokumen", "dn04", "belum diterima", "belum"),
        ("titik_kampanye", "status", "tdk boleh", "dilarang"),
        ("titik_kampanye", "status", "Boleh dengan izin", "boleh"),
        ("risiko", "tingkat", "kurang rawan", "rendah"),
    ],
)
def test_what_is_denied_is_not_said(kind: str, column: str, cell: str, kept: str):
    field = loaders.layout(kind).field(column)
    assert list(typed(field, [cell], ItemNames({}), 2024, False, False).values) == [kept]

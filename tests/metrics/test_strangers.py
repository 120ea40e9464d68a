"""Which kecamatan of the list a name means that the list lacks."""

import metrics

LISTED = {
    "Pekalongan Barat": {"Medono", "Tirto"},
    "Pekalongan Timur": {"Kauman", "Poncol"},
    "Gading Cempaka": {"Kauman"},
}


def test_a_kelurahan_that_one_kecamatan_alone_has_tells_it() -> None:
    assert (
        metrics.stands_for("Antah", {"Medono", "Berantah"}, {"Pekalongan Timur"}, LISTED)
        == "Pekalongan Barat"
    )


def test_a_kelurahan_of_two_kecamatan_tells_nothing() -> None:
    assert metrics.stands_for("Antah", {"Kauman"}, set(), LISTED) is None


def test_the_clearly_nearest_name_is_meant() -> None:
    assert metrics.stands_for("Pekalongan Baratt", set(), set(), LISTED) == "Pekalongan Barat"
    assert metrics.stands_for("Pekalongan", set(), set(), LISTED) is None


def test_the_only_kecamatan_that_a_sheet_leaves_out_is_meant() -> None:
    beside = {"Pekalongan Timur", "Gading Cempaka"}
    assert metrics.stands_for("Antah", set(), beside, LISTED) == "Pekalongan Barat"
    assert metrics.stands_for("Antah", set(), {"Gading Cempaka"}, LISTED) is None

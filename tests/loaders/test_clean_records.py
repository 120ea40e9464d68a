"""What looking at a delimited file gives: each record with the fields that it has."""

from loaders.inspecting import clean_csv


def test_records_shorter_than_the_header_are_not_filled_up():
    assert clean_csv(b"no,kecamatan,dpt,ket\n1,Medono,280\n2,Tirto,281\n3,Kauman,282\n", "a.csv") == [
        [
            ["no", "kecamatan", "dpt", "ket"],
            ["1", "Medono", "280"],
            ["2", "Tirto", "281"],
            ["3", "Kauman", "282"],
        ]
    ]


def test_a_header_shorter_than_its_records_stays_so():
    (found,) = clean_csv(b"x,y\nrow,1,2\nother,3,4\nthird,5,6\n", "a.csv")
    assert found[0] == ["x", "y"]
    assert found[1] == ["row", "1", "2"]


def test_blanks_of_an_even_file_stay():
    (found,) = clean_csv(b"a,b,c\nMedono,1,\nTirto,2,\nKauman,,4\n", "a.csv")
    assert found[1:] == [["Medono", "1", ""], ["Tirto", "2", ""], ["Kauman", "", "4"]]

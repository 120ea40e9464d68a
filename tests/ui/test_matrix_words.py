"""Every number of the money matrix has a title, and every part of it a name."""

import pytest

import elections
import metrics
import texts
from metrics import money_figures, money_matrix
from tests.metrics import world
from tests.ui import boards
from ui import money_matriks
from ui.state import Choice
from ui.view import View

ROWS = (
    ("PPK", "2023-12", "521213", "APBN", {"kecamatan": "Kec 1"}),
    ("PPS", "Tahap II", "honor", "Swadaya", {"kecamatan": "Kec 1", "kelurahan": "Kel 11"}),
    ("KPPS", "", "", "", {"kecamatan": "Kec 1", "kelurahan": "Kel 11", "tps": 1}),
    ("PPK", "2023-11", "521219", "Hibah Pilgub", {"kecamatan": "Kec Lain"}),
)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("name", [world.OFFICE, "Kec 1", "Kel 11"])
def test_every_number_has_a_title(name: str, lang: texts.Lang):
    office = world.city()
    for body, period, account, fund, at in ROWS:
        office.money(body, period, **at, akun=account, sumber_dana=fund, pagu=2, dicairkan=1, spj=1)
    frames = world.in_memory(office.arrow())
    known = metrics.places(frames)
    board = world.board(office, name)
    where = metrics.where_of(board.place, known)
    found = money_matrix.matrix(frames, board, where, world.PEMILU, known)
    choice = Choice(lang, boards.CITY, None, None, boards.DAY)
    view = View(choice, "light", elections.load("pemilu-2024"), None, known, board)  # type: ignore[arg-type]
    titles = [
        money_matriks.title_of(view, found, *name.removeprefix("matrix:").split(":", 1))
        for name in money_figures.matrix_figures(found, board, where, world.PEMILU)
    ]
    assert titles
    assert len({*titles}) == len(titles), "no two numbers are called the same"

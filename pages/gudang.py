"""Storage places: is there room for what is planned, in what condition are they, and who guards them."""

from collections.abc import Callable

from metrics import Storage
from ui import data, frame, fresh, in_force, markup, storage
from ui.view import View


def render(view: View) -> None:
    """Draw the storage places of the chosen place and day."""
    board = view.board
    if board is None or "gudang" not in board.reported_kinds:
        frame.nothing_yet(view, "gudang")
        return
    found = data.storage(view.desk, view.places, board, view.election)
    if not (found.stays or found.homeless):
        frame.nothing_yet(view, "gudang")
        return
    counted = fresh.kinds(view, board, "gudang")
    planned = fresh.kinds(view, board, "gudang", "distribusi", "logistik")

    def card(name: str, body_html: str, foot_html: str, note: str = "") -> str:
        return markup.card(view.say(f"storage.{name}"), body_html, f"storage-{name}", note, foot_html)

    def table(name: str, make: Callable[[View, Storage], str]) -> str:
        asked = (view.desk, board.place, board.as_of, view.lang, f"storage.{name}")
        return data.written(*asked, lambda: make(view, found))

    cards = [card("title", storage.headline(view, found), planned)]
    if found.stays:
        listed = storage.places_note(view) + table("places", storage.places)
        cards.append(card("places", listed, planned))
    if found.homeless:
        body, note = storage.homeless(view, found), view.say("storage.homeless-note")
        cards.append(card("homeless", body, fresh.kinds(view, board, "distribusi"), note))
    if found.stays:
        cards.append(
            card(
                "condition",
                table("condition", storage.condition),
                counted,
                storage.condition_note(view, found),
            )
        )
    markup.draw(*cards)
    in_force.button(view, "gudang")


if __name__ == "__main__":
    frame.run_page(render)

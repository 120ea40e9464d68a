"""Weather, security and access: notes, routes without a fallback, the polling stations that wait, escorts."""

from ui import data, forecasts, frame, fresh, in_force, markup, risks
from ui.view import View


def render(view: View) -> None:
    """Draw what threatens the way and the places of the chosen place and day."""
    board = view.board
    if board is None or not {"risiko", "distribusi"} & set(board.reported_kinds):
        frame.nothing_yet(view, "risiko")
        return
    found = data.risks(view.desk, view.places, board, view.election)
    tables = data.risk_tables(view.desk, view.places, board, view.election)

    def card(name: str, body_html: str, *kinds: str) -> str:
        age = fresh.kinds(view, board, *kinds)
        title = view.say(f"risks.{name}")
        return markup.card(title, body_html, f"risks-{name}", view.say(f"risks.{name}-note"), age)

    markup.draw(
        card("title", risks.headline(view, found, tables.figures), "risiko", "distribusi"),
        card("notes", risks.notes(view, found), "risiko"),
        card("waiting", risks.waiting(view, tables.exposed), "risiko", "distribusi"),
    )
    if tables.legs:
        markup.draw(
            card("routes", risks.routes(view, tables.legs), "distribusi"),
            card("escorts", risks.unguarded(view, tables.legs), "distribusi"),
        )
    else:
        markup.draw(frame.missing_kind(view, "distribusi"))
    markup.draw(card("marked", risks.marked(view, found), "tps", "risiko"))
    forecasts.section(view)
    in_force.button(view, "risiko")


if __name__ == "__main__":
    frame.run_page(render)

"""Distribution: plan and evidence down to the polling stations, what stays, who confirms, what comes back."""

from ui import data, distribution, frame, fresh, in_force, markup, recovery
from ui.view import View


def render(view: View) -> None:
    """Draw the way of the goods to the polling stations and back, of the chosen place and day."""
    board = view.board
    if board is None or not {"distribusi", "logistik", "pemusnahan"} & set(board.reported_kinds):
        frame.nothing_yet(view, "distribusi")
        return
    found = data.distribution(view.desk, view.places, board, view.election)
    if found.unit is None:
        frame.nothing_yet(view, "distribusi")
    say = view.say
    age = fresh.kinds(view, board, "distribusi")
    goods = fresh.kinds(view, board, "logistik")

    def card(name: str, body_html: str, foot_html: str) -> str:
        title, note = say(f"distribution.{name}.title"), say(f"distribution.{name}.note")
        return markup.card(title, body_html, f"distribution-{name}", note, foot_html)

    pieces = []
    if found.unit is not None:
        pieces.append(
            markup.card(say("distribution.title"), distribution.headline(view, board, found), foot_html=age)
        )
        pieces += [
            markup.card(
                distribution.wave_title(view, one), distribution.wave(view, found, one), foot_html=age
            )
            for one in found.waves
            if one.total.shipments
        ]
        pieces.append(card("chain", distribution.chain(view, found), age))
        if found.stays:
            pieces.append(card("nights", distribution.nights(view, found), age))
    if found.recoveries or found.empty:
        pieces.append(card("help", recovery.short(view, found), goods))
    if found.returns:
        # After voting day that is what is asked for.
        at = 1 if board.today > view.election.voting_day else len(pieces)
        pieces.insert(at, card("returns", recovery.returns(view, found), goods))
    if found.destroyed:
        ended = fresh.kinds(view, board, "pemusnahan") or goods
        pieces.append(card("destroy", recovery.destroyed(view, board, found), ended))
    if found.unit is not None and found.unconfirmed:
        # A list of many rows: first on the days on which everybody asks for it, else below the rest.
        is_asked = view.election.deadline("at_tps") <= board.today <= view.election.voting_day
        at = 1 if is_asked else len(pieces)
        pieces.insert(at, card("confirm", distribution.unconfirmed(view, found), age))
    markup.draw(*pieces)
    if found.unit is not None:
        in_force.button(view, "distribusi")


if __name__ == "__main__":
    frame.run_page(render)

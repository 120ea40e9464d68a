"""The realisation of SAKTI or SITAB beside the board's, by account and body."""

from collections.abc import Sequence
from html import escape

from metrics import Board
from metrics.reconciling import Compared, Reconciled
from ui import data, fresh, in_force, markup, money_matriks
from ui.markup import Column
from ui.view import View

_AMOUNTS = ("ours", "theirs", "difference")


def section(view: View, board: Board) -> None:
    """Draw each system that was brought beside the board of its place."""
    found = data.reconciled(view.desk, view.places, board, view.election)
    say = view.say
    if not found:
        title, what = say("reconciling.nothing"), say("reconciling.nothing-todo")
        markup.draw(markup.nothing(title, what))
        return
    age = fresh.kinds(view, board, "rekonsiliasi", "keuangan")
    markup.draw(
        *(
            markup.card(
                say("reconciling.title", system=_name(view, one)),
                _headline(view, one) + _table(view, one),
                note=say("reconciling.note", against=_against(view)),
                foot_html=age,
            )
            for one in found
        )
    )
    in_force.button(view, "rekonsiliasi")


def title_of(view: View, found: Sequence[Reconciled], at: str, number: str) -> str:
    """What the number of that name says, in words."""
    system, _, row = at.rpartition("-")
    one = next(each for each in found if each.system == system)
    told = view.say(f"reconciling.{number}", system=_name(view, one))
    return f"{told}: {_who(view, one.rows[int(row)])}"


def _headline(view: View, one: Reconciled) -> str:
    differing = len(one.differing)
    sign = "not-received" if differing else "complete"
    name = "differs" if differing else "agrees"
    told = view.say(f"reconciling.{name}", count=differing, rows=len(one.rows), system=_name(view, one))
    counted = f'<strong class="counted">{escape(told)}</strong>'
    return f'<p class="plan-head is-{sign}">{markup.icon(sign)}{counted}</p>'


def _table(view: View, one: Reconciled) -> str:
    names = ("account", "body", "measure", *_AMOUNTS, "state")
    columns = [
        Column(view.say(f"reconciling.{name}", system=_name(view, one)), name in _AMOUNTS) for name in names
    ]
    differing_first = sorted(enumerate(one.rows), key=lambda pair: not pair[1].difference)
    rows = [_row(view, one.system, number, row) for number, row in differing_first]
    return markup.table(view.say("reconciling.title", system=_name(view, one)), columns, rows)


def _row(view: View, system: str, number: int, row: Compared) -> list[str]:
    measure = view.say(f"kinds.rekonsiliasi.fields.{row.measure}")
    amounts = (_number(view, system, number, row, name) for name in _AMOUNTS)
    sign, word = ("not-received", "different") if row.difference else ("complete", "same")
    if row.difference and not row.is_told:
        sign, word = "not-reported", "untold"
    state = markup.pill(sign, view.say(f"reconciling.{word}"))
    account = escape(money_matriks.part_name(view, "account", row.account))
    return [account, escape(_body(view, row)), escape(measure), *amounts, state]


def _number(view: View, system: str, number: int, row: Compared, name: str) -> str:
    if name == "theirs" and not row.is_told:
        return "–"
    shown = view.write(row.figures[name].value, "rupiah")
    label = f"{view.say(f'reconciling.{name}', system=system)}, {_who(view, row)}"
    return markup.number(f"reconciled:{system}-{number}:{name}", shown, label, "fig-amount")


def _who(view: View, row: Compared) -> str:
    measure = view.say(f"kinds.rekonsiliasi.fields.{row.measure}")
    return f"{row.account} {_body(view, row)}, {measure}".strip()


def _body(view: View, row: Compared) -> str:
    return row.body or view.say("reconciling.all-bodies")


def _name(view: View, one: Reconciled) -> str:
    return one.system or view.say("reconciling.unnamed")


def _against(view: View) -> str:
    return view.say(f"settings.choices.{view.election.spending.reconciled}")

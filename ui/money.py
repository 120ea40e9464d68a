"""The ad-hoc bodies' money on the screen: tiles, a table per body and place, and bars."""

from html import escape
from typing import Any

import metrics
from charts import bars
from metrics import Board, Finance, Money, MoneyRow
from ui import markup, words
from ui.markup import Column
from ui.view import View

MEASURES = (*metrics.MEASURES, metrics.OUTSTANDING)
HEADLINE = ("pagu", "dicairkan", "spj", "outstanding")


def tiles(view: View, board: Board, names: tuple[str, ...] = MEASURES) -> str:
    """The totals, shortened with the full amount beneath."""
    figures = dict(board.finance.figures)
    out = []
    for name in names:
        one = figures.get(name)
        value = one.value if one else None
        label = view.say(f"screens.money.{name}")
        short = view.write(value, "rupiah_short")
        shown = markup.number(f"money:{name}", short, label, "fig-large") if one else escape(short)
        full = f'<span class="sub">{escape(view.write(value, "rupiah"))}</span>' if value is not None else ""
        out.append(
            f'<li class="amount amount-{name}"><span class="amount-name">{escape(label)}</span>'
            f"{shown}{full}</li>"
        )
    return f'<ul class="amounts">{"".join(out)}</ul>'


def table(view: View, board: Board) -> str:
    """One row a place below; its name opens the bodies below it, until the polling stations are reached."""
    columns = [Column(view.say(f"screens.money.rows-{board.place.level}")), *_columns(view)]
    rows = [_row(view, one) for one in board.finance.rows]
    figures = dict(board.finance.figures)
    amounts = zip(MEASURES, _amounts(view, board.finance.total), strict=True)
    total = [
        escape(view.say("screens.money.total")),
        *(
            markup.number(f"money:{name}", view.write(figures[name].value, "rupiah"), _name(view, name))
            if name in figures
            else text
            for name, text in amounts
        ),
    ]
    return markup.table(view.say("screens.money.table"), columns, rows, total)


def _columns(view: View) -> list[Column]:
    return [Column(view.say(f"screens.money.{name}"), True) for name in MEASURES]


def _row(view: View, one: MoneyRow) -> list[str]:
    name = escape(one.place.name) if one.place.level == "tps" else markup.to_place(view, one.place)
    if not one.sources:
        return [name, *_amounts(view, one.total)]
    return [name, *(_opened(view, one, measure) for measure in MEASURES)]


def _opened(view: View, row: MoneyRow, measure: str) -> str:
    """An amount that opens its formula and cells; a dash where nobody reported."""
    value = getattr(row.total, measure)
    text = view.write(value, "rupiah")
    if value is None:
        return escape(text)
    code = f"money-row:{row.place.code}" + ("" if measure == metrics.OUTSTANDING else f":{measure}")
    size = "" if measure == metrics.OUTSTANDING else "fig-amount"
    return markup.number(code, text, f"{_name(view, measure)} {row.place.name}", size)


def _name(view: View, measure: str) -> str:
    return view.say(f"screens.money.{measure}")


def _amounts(view: View, money: Money) -> list[str]:
    return [escape(view.write(getattr(money, name), "rupiah")) for name in MEASURES]


def bodies(view: View, finance: Finance) -> str:
    """The same totals by body: PPK, PPS, KPPS."""
    columns = [Column(view.say("screens.money.body")), *_columns(view)]
    rows = [
        [escape(view.say(f"screens.bodies.{name}")), *_of_body(view, name, money)]
        for name, money in finance.bodies
    ]
    return markup.table(view.say("screens.money.bodies"), columns, rows)


def _of_body(view: View, body: str, money: Money) -> list[str]:
    name = view.say(f"screens.bodies.{body}")
    texts = dict(zip(MEASURES, _amounts(view, money), strict=True))
    return [
        texts[one]
        if getattr(money, one) is None
        else markup.number(
            f"money-body:{body}:{one}",
            view.write(getattr(money, one), "rupiah"),
            f"{name}: {_name(view, one)}",
        )
        for one in MEASURES
    ]


def chart(view: View, board: Board) -> dict[str, Any]:
    """What became of the money handed out, one bar a place."""
    rows = board.finance.rows
    # Not yet accounted for is no fault until it is late, which an alert tells.
    looks = (("spj", "ready"), ("setor_kembali", "accent"), ("outstanding", "short"))
    parts = [
        bars.Part(
            view.say(f"screens.money.{name}"),
            colour,
            tuple(getattr(row.total, name) for row in rows),
            tuple(_label(view, getattr(row.total, name)) for row in rows),
            tuple(_hover(view, row, name) for row in rows),
        )
        for name, colour in looks
    ]
    marks = bars.ticks(max([row.total.dicairkan or 0 for row in rows], default=0))
    return bars.stacked(
        [row.place.name for row in rows],
        parts,
        view.theme,
        words.separators(view),
        (marks, [view.write(int(one), "rupiah_short") for one in marks]),
    )


def _label(view: View, amount: int | None) -> str:
    return view.write(amount, "rupiah_short") if amount else ""


def _hover(view: View, row: MoneyRow, name: str) -> str:
    amount = view.write(getattr(row.total, name), "rupiah")
    return escape(f"{row.place.name}: {view.say(f'screens.money.{name}')} {amount}")

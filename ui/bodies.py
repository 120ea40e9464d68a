"""Ad-hoc bodies in words, and their numbers as buttons; what the parts of the page of money share."""

from collections.abc import Sequence
from html import escape

from metrics import Board
from metrics.accountability import Unit
from metrics.bodies import Bodies
from metrics.finance import Key, month_end
from metrics.model import Place
from metrics.spj_ageing import BANDS, NOT_DUE, UNDATED, Ageing
from ui import data, markup
from ui.view import View

MOST = 40
"""Rows of a list; the rest is counted."""


def found(view: View, board: Board) -> Bodies:
    """The ad-hoc bodies of the Board's place."""
    return data.bodies(view.desk, view.places, board, view.election)


def name_at(body: str, at: Key) -> str:
    """The name of a body; of a KPPS number and kelurahan.

    >>> name_at("KPPS", ("Pekalongan Utara", "Degayu", 3))
    'KPPS 003 Degayu'
    """
    kecamatan, kelurahan, tps = at
    number = f"{tps:03d} " if tps > 0 else ""
    return f"{body} {number}{kelurahan or kecamatan}".strip()


def name(unit: Unit) -> str:
    """The name of a body."""
    return name_at(unit.body, unit.at)


def period(view: View, code: str) -> str:
    """A month in words, another period as the sheet calls it."""
    if end := month_end(code):
        return view.write(end, "month")
    return code or view.say("bodies.no-month")


def place(view: View, one: Place | None) -> str:
    """A place below the Board's own as a way there; that itself, and polling stations, are none."""
    if one is None:
        return escape(view.say("bodies.others"))
    is_here = one == view.choice.place
    return escape(one.name) if is_here or one.level == "tps" else markup.to_place(view, one)


def number(view: View, what: str, part: str, value: int | None, way: str, label: str) -> str:
    """A number that opens its formula and cells, quieter where it is nothing; a dash where nobody tells."""
    if value is None:
        return escape(view.write(value, way))
    text, size = (view.write(value, way), "fig-amount") if value else ("0", "fig-amount zero")
    return markup.number(f"bodies:{what}:{part}", text, label, size)


def band(view: View, ageing: Ageing, number: int) -> str:
    """The name of a band of age."""
    if number == NOT_DUE:
        return view.say("bodies.age.not-due")
    if number == UNDATED:
        return view.say("bodies.age.undated")
    first = ageing.limits[number - 2] + 1 if number > 1 else 1
    if number == BANDS:
        return view.say("bodies.age.band-open", last=first - 1)
    return view.say("bodies.age.band", first=first, last=ageing.limits[number - 1])


def headline(view: View, sign: str, text: str, figure: str = "") -> str:
    """The one sentence of a card, with its sign; `figure` is what it opens."""
    told = markup.line(figure, text) if figure else escape(text)
    return f'<p class="plan-head is-{sign}">{markup.icon(sign)}<strong>{told}</strong></p>'


def notes(lines: Sequence[str | tuple[str, str]]) -> str:
    """Sentences under a table, each alone or with the number that it opens."""
    told = (escape(one) if isinstance(one, str) else markup.line(one[1], one[0]) for one in lines)
    return "".join(
        f'<p class="told-line is-note">{markup.icon("note")}<span>{one}</span></p>' for one in told
    )


def more(view: View, count: int) -> str:
    """How many rows a list leaves out."""
    if count <= MOST:
        return ""
    return f'<p class="note counted">{escape(view.say("bodies.more", count=count - MOST))}</p>'


def title_of(view: View, own: Bodies, what: str, part: str) -> str:
    """What a number counts, in words."""
    kind, _, code = what.partition("-")
    if kind == "age":
        late = part == "late"
        told = view.say("bodies.age.late") if late else band(view, own.ageing, int(part))
        return view.say("bodies.figure.age", band=told, name=_row_name(view, code))
    if kind == "late":
        one = own.ageing.late[int(code)]
        who = f"{name(one.unit)}, {period(view, one.term.period)}"
        return f"{view.say(f'bodies.age.{part}')}: {who}"
    if kind == "held":
        where = own.blocked[int(code.partition("-")[0])].place
        return view.say("bodies.figure.held", name=where.name if where else view.say("bodies.others"))
    if kind in ("undated", "later", "differences"):
        return view.say(f"bodies.figure.{kind}")
    if kind == "next":
        return view.say(f"bodies.figure.next-{part}", standing=view.say(f"bodies.next.{code}"))
    if kind == "group":
        group = own.groups[int(code)]
        standing = view.say(f"bodies.next.{group.standing}")
        where = group.place.name if group.place else view.say("bodies.others")
        return view.say("bodies.figure.group", standing=standing, body=group.body, name=where)
    if kind == "week":
        week = own.cash.weeks[int(code)]
        span = view.say("bodies.cash.span", first=week.first, last=week.last)
        return view.say("bodies.figure.week", span=span)
    if kind == "honor":
        return view.say("bodies.figure.honor", body=code, number=view.say(f"bodies.honor.{part}"))
    if kind == "difference":
        return view.say("bodies.figure.difference", name=name(own.honor.differences[int(code)].unit))
    if kind == "shelf":
        shelf = own.papers.shelves[int(code)]
        where = shelf.place.name if shelf.place else view.say("bodies.others")
        counts = ("missing", "untold", "there", "folders")
        told = view.say(f"bodies.papers.{part}" if part in counts else f"kinds.dokumen.fields.{part}")
        return view.say("bodies.figure.shelf", body=shelf.body, name=where, number=told)
    if kind == "papers":
        return view.say("bodies.figure.papers", number=view.say(f"bodies.papers.{part}"))
    return view.say("bodies.figure.cash")


def _row_name(view: View, code: str) -> str:
    if code == "all":
        return view.say("bodies.all")
    return next((one.name for one in view.places if one.code == code), code or view.say("bodies.others"))

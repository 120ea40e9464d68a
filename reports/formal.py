"""What the forms to be signed share: head, foot, tables that all of them hold, and how values are written.

A value that nobody reported is an empty text, never a zero and nothing that could be read as one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import metrics
import texts
from elections import Election
from metrics import Alert, Board, Figure, Freshness, Place, Shipped
from reports.document import (
    Column,
    Document,
    Facts,
    Paragraph,
    Row,
    Seal,
    Section,
    Signature,
    Signatures,
    Table,
)
from texts import Lang

_TOWNS = ("Kota ", "Kabupaten ")


@dataclass(frozen=True)
class Form:
    """For whom a form is made, and from what."""

    election: Election
    """The profile with the office's settings."""
    lang: Lang
    seal: Seal
    office: str
    """Its name as facts carry it: "Kota Pekalongan"."""
    mark: str = ""
    signed: Mapping[str, str] = field(default_factory=dict)
    """Names of those who sign, by the code of their role; a blank is left to be written."""
    names: bool = False
    """Whether persons may be named who did something or are in charge."""

    def say(self, key: str, **values: Any) -> str:
        """A text in its language."""
        return texts.say(key, self.lang, **values)

    def own(self, key: str, **values: Any) -> str:
        """A text of the forms' own."""
        return self.say(f"reports_formal.{key}", **values)

    def write(self, value: Any, way: str = "count") -> str:
        """A value as the screens write it; "" where nobody reported."""
        return "" if value is None else texts.numbers.write(value, way, self.lang)

    def figure(self, one: Figure | None) -> str:
        """A figure's value without its unit where a column names it; "" where nobody reported."""
        if one is None or one.value is None:
            return ""
        return self.write(one.value, one.unit if one.unit in ("percent", "rupiah") else "count")

    def item(self, code: str) -> str:
        """The name of an item; a code that the profile lacks stays as it is."""
        try:
            return self.election.item(code).names[self.lang]
        except KeyError:
            return code

    def unit(self, code: str) -> str:
        """The unit of an item in words."""
        try:
            return metrics.unit_text(self.election.item(code).unit, self.lang)
        except KeyError:
            return ""

    def where(self, place: Place) -> str:
        """A place in words."""
        return self.say(f"frame.levels.{place.level}", name=place.name)

    @property
    def town(self) -> str:
        """The town in which papers are signed."""
        for start in _TOWNS:
            if self.office.startswith(start):
                return self.office[len(start) :]
        return self.office

    def columns(self, *names: str, wide: str = "", texts_in: Sequence[str] = ()) -> tuple[Column, ...]:
        """Columns of those names, `wide` the widest; all hold numbers save names of things and `texts_in`."""
        widths = {
            "number": 0.4,
            "item": 2.4,
            "place": 1.8,
            "unit": 0.8,
            "waybill": 1.7,
            "note": 1.7,
            wide: 3.0,
        }
        return tuple(
            Column(
                self.own(name if name in ("number", "item", "unit", "place") else f"columns.{name}"),
                widths.get(name, 1.1),
                name not in ("item", "unit", "place", wide, *texts_in),
            )
            for name in names
        )


def document(
    form: Form, title: str, board: Board, sections: Iterable[Section], subtitle: str = ""
) -> Document:
    """A form with the head and foot that all of them have."""
    place = form.where(board.place)
    seal = form.seal
    ledger = (
        form.own("ledger", version=seal.version, hash=seal.ledger_hash[:12])
        if seal.version
        else form.own("ledger-empty")
    )
    head = (
        form.say("reports.as-of", day=board.as_of),
        freshness(form, board.readiness.percent.freshness),
        ledger,
        form.own("blank"),
    )
    foot = (
        form.say(
            "reports.foot", place=place, day=board.as_of, version=seal.version, hash=seal.ledger_hash[:12]
        )
        if seal.version
        else form.say("reports.foot-empty", place=place, day=board.as_of)
    )
    told = subtitle or f"{place}, {form.write(board.as_of, 'date')}"
    return Document(title, told, form.lang, head, tuple(sections), foot, seal, form.mark)


def freshness(form: Form, one: Freshness) -> str:
    """From when the numbers are; who brought them only where persons may be named."""
    told = metrics.freshness_text(
        one if form.names else replace(one, uploaded_by=None), form.election, form.lang
    )
    return f"{told[:1].upper()}{told[1:]}."


def signatures(form: Form, day: date, *roles: str) -> Signatures:
    """Place and day, and a line for each role to sign."""
    place = form.own("place-and-day", city=form.own("city", name=form.town), day=day)
    return Signatures(
        place, tuple(Signature(form.own(f"roles.{role}"), form.signed.get(role, "")) for role in roles)
    )


def listed(form: Form, title: str, columns: tuple[Column, ...], rows: Sequence[Row]) -> Table | Paragraph:
    """A table; in words where it has no rows."""
    return Table(title, columns, tuple(rows)) if rows else Paragraph(form.own("none"))


def headline(form: Form, board: Board) -> Facts:
    """How ready the place is, in the words of the screens; blanks where nobody reported."""
    one = board.readiness
    told = one.percent.value is not None
    lines = [
        (form.say("screens.summary.readiness"), form.figure(one.percent)),
        (form.own("minutes.verdict"), form.say(f"verdicts.{one.verdict}")),
        *(
            (form.own(f"columns.{name}"), form.write(share, "percent") if told else "")
            for name, share in (("ready", one.ready), ("not-ready", one.not_ready))
        ),
        (form.own("columns.not-reported"), form.write(one.not_reported, "percent")),
        (form.say("screens.summary.tps"), _stations(form, board)),
    ]
    return Facts(tuple(lines))


def _stations(form: Form, board: Board) -> str:
    complete = board.tps.complete
    if complete is None or complete.value is None:
        return ""
    return f"{form.write(complete.value)} / {form.write(board.tps.total)}"


def reasons(form: Form, board: Board) -> tuple[Paragraph, ...]:
    """Why the verdict is what it is."""
    return tuple(
        Paragraph(metrics.reason_text(one, form.election, form.lang)) for one in board.readiness.reasons
    )


def goods(form: Form, board: Board, title: str = "") -> Table:
    """All items with what is needed, received, damaged, good and short."""
    rows = [
        Row(
            (
                form.write(number),
                form.item(one.item),
                form.unit(one.item),
                *(
                    form.write(getattr(one, name))
                    for name in ("need", "received", "damaged", "good", "short")
                ),
            ),
            one.state,
        )
        for number, one in enumerate(board.items, 1)
    ]
    names = ("number", "item", "unit", "need", "received", "damaged", "good", "short")
    return Table(title, form.columns(*names), tuple(rows))


def alerts(form: Form, board: Board, found: Sequence[Alert] | None = None) -> Table | Paragraph:
    """Alerts of a Board, all or some, each with what to do and by when."""
    rows = [
        Row(
            (
                form.write(number),
                form.say(f"screens.severities.{one.severity}"),
                metrics.alert_text(one, board, form.election, form.lang),
                metrics.alert_todo(one, board, form.election, form.lang),
                form.write(one.due, "date_short"),
            ),
            one.severity,
        )
        for number, one in enumerate(board.alerts if found is None else found, 1)
    ]
    in_words = ("severity", "todo", "due")
    columns = form.columns("number", "severity", "alert", "todo", "due", wide="alert", texts_in=in_words)
    widened = tuple(replace(one, width=2.6) if at == 3 else one for at, one in enumerate(columns))
    return listed(form, "", widened, rows)


def stages(form: Form, board: Board) -> Table:
    """The readiness of each stage."""
    rows = [
        Row(
            (
                form.say(f"screens.stages.{one.code}"),
                form.figure(one.percent),
                form.write(one.not_reported, "percent"),
                metrics.formula_text(one.percent.formula, form.lang) if one.percent.value is not None else "",
            ),
            one.percent.state,
        )
        for one in board.stages
    ]
    names = ("what", "percent", "not-reported", "state")
    columns = form.columns(*names, texts_in=("what", "state"))
    return Table(
        "",
        tuple(replace(one, width=2.4) if at in (0, 3) else one for at, one in enumerate(columns)),
        tuple(rows),
    )


def funnel(form: Form, board: Board) -> Table:
    """How far the boxes have come."""
    rows = [
        Row(
            (
                form.say(f"funnel.names.{one.code}"),
                form.say(f"funnel.units.{one.unit}"),
                form.write(one.planned),
                form.write(one.arrived),
                form.figure(one.percent),
            ),
            one.percent.state,
        )
        for one in board.funnel
    ]
    return Table("", form.columns("place", "unit", "planned", "arrived", "percent"), tuple(rows))


_MONEY = ("pagu", "dicairkan", "realisasi", "spj", "setor_kembali", "outstanding")


def money(form: Form, board: Board) -> Table | Paragraph:
    """The money of each place below, what belongs to none of them, and the total."""
    finance = board.finance
    rows = [(one.place.name, one.total) for one in finance.rows]
    if finance.own != metrics.NO_MONEY:
        rows.append((form.say("reports.briefing.own"), finance.own))
    lines = [Row((name, *_amounts(form, one))) for name, one in rows]
    lines.append(Row((form.say("screens.money.total"), *_amounts(form, finance.total)), strong=True))
    head = Column(form.say(f"screens.money.rows-{board.place.level}"), 0.95)
    columns = (head, *(Column(form.say(f"screens.money.{name}"), 1.3, True) for name in _MONEY))
    return Table("", columns, tuple(lines))


def _amounts(form: Form, one: metrics.Money) -> tuple[str, ...]:
    return tuple(form.write(getattr(one, name), "rupiah") for name in _MONEY)


_SHIPPED = ("planned", "left", "arrived", "proved")


def shipments(form: Form, found: metrics.Distribution | None) -> tuple[Table, ...]:
    """What goes to each body, place by place."""
    if found is None or found.unit is None:
        return ()
    tables = []
    for wave in found.waves:
        if not wave.total.shipments:
            continue
        whole = (form.say("screens.money.total"), wave.total)
        lines = [(one.place.name, one.shipped) for one in wave.rows]
        rows = [
            Row(
                (name, *(form.write(_told(one, each)) for each in _SHIPPED)),
                strong=at == len(lines),
            )
            for at, (name, one) in enumerate([*lines, whole])
        ]
        unit = form.say(f"funnel.units.{found.unit}")
        title = f"{form.say(f'distribution.to.{wave.body}')} ({unit})"
        tables.append(Table(title, form.columns("place", *_SHIPPED), tuple(rows)))
    return tuple(tables)


def _told(one: Shipped, name: str) -> int | None:
    """An amount of shipments; None where it is nothing because nobody reported that anything left or came."""
    silent = not one.shipments if name == "planned" else not one.there
    value = one.amount(name)
    return None if silent and not value else value

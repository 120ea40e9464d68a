"""The ledger of ballots on the screen: amounts by type, dapil and warehouse, whether they agree, the evidence
of what came, and the same in boxes, bundles and sheets."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

import metrics
from elections import Pack
from metrics import BallotLedger, Board, Compared, Identity, Line, Load, Receipt
from ui import frame, markup, pieces, readiness, words
from ui.markup import Column
from ui.view import View

MOST_RECEIPTS = 200
"""Deliveries that are listed; the rest is counted."""

_COLUMNS = (
    *("kebutuhan", "dicetak", "dikirim_penyedia", "diterima", "baik", "rusak", "belum_disortir", "short"),
    *("pengganti", "dikemas", "stok", "surplus", "psu"),
)
_OF_NEED = frozenset({"dicetak", "dikirim_penyedia", "diterima"})
_SIGNS = {True: "complete", False: "not-received", None: "not-reported"}
_WORDS = {True: "agrees", False: "differs", None: "unknown"}
_MOST = 1_000_000_000


# -- the ledger ------------------------------------------------------------------------------------


def ledger(view: View, board: Board, kept: Sequence[BallotLedger]) -> str:
    """One row a type, and below it what is known of each dapil and warehouse."""
    rows = [_row(view, one, metrics.TOTAL, "", one.total, _COLUMNS, board) for one in kept]
    return (
        markup.table(view.say("ballots.book"), _columns(view, "ballot", _COLUMNS), rows)
        + _notes(view, board, kept)
        + "".join(_parts(view, one) for one in kept)
        + _damage(view, board)
    )


def _notes(view: View, board: Board, kept: Sequence[BallotLedger]) -> str:
    """How the needs come about by the rule, each way once, and what is reckoned."""
    by_formula: dict[str, list[str]] = {}
    for row in board.ballots:
        if row.need_formula:
            by_formula.setdefault(words.formula(view, row.need_formula), []).append(row.item)
    told = [_need(view, items, formula) for formula, items in by_formula.items()]
    lines = [one.total for one in kept] + [line for one in kept for _, _, line in one.lines]
    if any(_is_reckoned(line) for line in lines):
        told.append(escape(view.say("ballots.reckoned-note")))
    return "".join(f'<p class="note ballot-note">{text}</p>' for text in told)


def _need(view: View, items: Sequence[str], formula: str) -> str:
    names = ", ".join(words.item_short(view, item) for item in items)
    text = view.say("ballots.need-by-rule", items=names, formula=formula)
    return markup.line(f"ballots:{items[0]}:{metrics.TOTAL}:need-by-rule", text)


def _is_reckoned(line: Line) -> bool:
    """Whether nobody has counted the good ones by sorting yet: then they are as the Board reckons them."""
    return line.amounts["baik"] is None and line.good is not None


def _columns(view: View, first: str, names: Sequence[str]) -> list[Column]:
    return [
        Column(view.say(f"ballots.columns.{first}")),
        *(Column(view.say(f"ballots.numbers.{name}"), True) for name in names),
        Column(view.say("ballots.columns.check")),
    ]


def _row(
    view: View,
    one: BallotLedger,
    at: str,
    name: str,
    line: Line,
    names: Sequence[str],
    board: Board | None = None,
) -> list[str]:
    short = line.short
    head = escape(name)
    if board is not None:
        head = f"{readiness.swatch(one.item)}{escape(words.item_short(view, one.item))}"
        short = next(item.short for item in board.items if item.item == one.item)
    values = {**line.amounts, "short": short, "surplus": line.surplus}
    return [
        head,
        *(_amount(view, one, at, key, values[key], line, name, board) for key in names),
        _stack(_agreement(view, one, at, line.identities)),
    ]


def _amount(
    view: View,
    one: BallotLedger,
    at: str,
    key: str,
    value: int | None,
    line: Line,
    name: str,
    board: Board | None,
) -> str:
    if key == "baik" and _is_reckoned(line):
        good = view.write(line.good, "count")
        figure = f"item:{one.item}:good" if board is not None else f"ballots:{one.item}:{at}:good"
        label = f"{words.item(view, one.item)}, {view.say('ballots.numbers.baik')}"
        good = markup.number(figure, good, label, "fig-amount")
        return _stack(good + _sub(view.say("ballots.reckoned")))
    text = _number(view, one, at, key, value, name)
    if key == "short" and value:
        text = f'<strong class="lack">{text}</strong>'
    more = ""
    share = metrics.share_of_need(line, key) if key in _OF_NEED else None
    if share is not None:
        more = _sub(view.say("ballots.of-need", share=share))
    return _stack(text + more) if more else text


def _number(view: View, one: BallotLedger, at: str, key: str, value: int | None, name: str = "") -> str:
    """An amount that opens its formula and cells; a dash where nobody reported."""
    text = view.write(value, "count")
    if value is None:
        return escape(text)
    what = key.partition("-")[0] if key.startswith("receipt") else key
    parts = (words.item(view, one.item), name, view.say(f"ballots.numbers.{what}"))
    label = ", ".join(part for part in parts if part)
    return markup.number(f"ballots:{one.item}:{at}:{key}", text, label, "fig-amount")


def _parts(view: View, one: BallotLedger) -> str:
    """What is known of each dapil and warehouse, folded up; open where something does not agree."""
    tables = []
    wrong = False
    for part, lines in (("dapil", one.dapil), ("gudang", one.warehouses)):
        if not lines:
            continue
        known = [name for name in _COLUMNS if any(_told(line, name) for _, line in lines)]
        rows = [
            _row(view, one, metrics.line_name(part, number), name, line, known)
            for number, (name, line) in enumerate(lines)
        ]
        title = view.say(f"ballots.by-{part}", item=words.item_short(view, one.item))
        tables.append(pieces.over(title, markup.table(title, _columns(view, part, known), rows)))
        wrong |= any(check.holds is False for _, line in lines for check in line.identities)
    if not tables:
        return ""
    counts = (("dapil", len(one.dapil)), ("gudang", len(one.warehouses)))
    parts = ", ".join(view.say(f"ballots.parts-{part}", count=count) for part, count in counts if count)
    title = view.say("ballots.parts", item=words.item_short(view, one.item), parts=parts)
    told = f" {markup.pill('not-received', view.say('ballots.differs'))}" if wrong else ""
    opened = " open" if wrong else ""
    return (
        f'<details class="notes ballot-parts"{opened}><summary>{escape(title)}{told}</summary>'
        f"{''.join(tables)}</details>"
    )


def _told(line: Line, name: str) -> bool:
    values = {**line.amounts, "baik": line.good, "short": line.short, "surplus": line.surplus}
    return values[name] is not None


def _damage(view: View, board: Board) -> str:
    """Damaged sheets against the reserve, and the way to their causes and lots."""
    lines = []
    for one in board.items:
        found = metrics.damage(one, view.election) if view.election.item(one.item).ballot else None
        if found is None:
            continue
        text = view.say(
            "ballots.damaged-over" if found.over else "ballots.damaged",
            item=words.item_short(view, one.item),
            damaged=one.damaged,
            replaced=one.replaced or 0,
            left=found.left,
            received=found.received,
            share=float(found.share * 100),
            limit=float(view.election.damage_limit * 100),
        )
        lines.append(_line("critical" if found.over else "note", text, f"item:{one.item}:good"))
    link = escape(frame.address("sortir_lipat", view))
    way = (
        f'<p class="note">{escape(view.say("ballots.causes"))} '
        f'<a href="{link}" target="_self">{escape(view.say("frame.pages.sortir_lipat"))}</a>.</p>'
    )
    return "".join(lines) + way


# -- whether it agrees -----------------------------------------------------------------------------


def checks(view: View, kept: Sequence[BallotLedger]) -> str:
    """The identities of each type with the figures of both sides, and what the parts add up to."""
    lines = [(one, line) for one in kept for _, _, line in one.lines]
    found = [check for _, line in lines for check in line.identities if check.holds is not None]
    wrong = sum(check.holds is False for check in found)
    sign = "not-reported" if not found else "not-received" if wrong else "complete"
    key = "none-checked" if not found else "some-differ" if wrong else "all-agree"
    said = escape(view.say(f"ballots.{key}", wrong=wrong, count=len(found)))
    head = f'<p class="plan-head is-{sign}">{markup.icon(sign)}<strong class="rest">{said}</strong></p>'
    rules = [check.rule for check in kept[0].total.identities] if kept else []
    columns = [
        Column(view.say("ballots.columns.ballot")),
        *(Column(view.say(f"ballots.rules.{rule}")) for rule in rules),
    ]
    rows = [
        [
            f"{readiness.swatch(one.item)}{escape(words.item_short(view, one.item))}",
            *(
                _stack(_sides(view, one, metrics.TOTAL, check) + _days(view, one.total, check))
                for check in one.total.identities
            ),
        ]
        for one in kept
    ]
    compared = [(one, other) for one in kept for other in one.compared]
    told = [_differs(view, *pair) for pair in compared if pair[1].split.difference]
    same = [_agrees(view, *pair) for pair in compared if not pair[1].split.difference]
    folded = ""
    if same:
        title = view.say("ballots.sums-agree", count=len(same))
        summary = f"<summary>{markup.icon('complete')} {escape(title)}</summary>"
        folded = f'<details class="notes ballot-parts">{summary}{"".join(same)}</details>'
    return head + markup.table(view.say("ballots.checks"), columns, rows) + "".join(told) + folded


def _sides(view: View, one: BallotLedger, at: str, check: Identity) -> str:
    pill = markup.pill(_SIGNS[check.holds], view.say(f"ballots.{_WORDS[check.holds]}"))
    if check.holds is None or check.left is None or check.right is None:
        names = ", ".join(view.say(f"ballots.numbers.{name}") for name in check.unknown)
        return pill + _sub(view.say("ballots.not-told", names=names))
    left, right = (
        _number(view, one, at, f"{check.rule}-{side}", value)
        for side, value in (("left", check.left), ("right", check.right))
    )
    sides = f"{left} {'=' if check.holds else '≠'} {right}"
    off = "" if check.holds else _sub(view.say("ballots.off", difference=abs(check.left - check.right)))
    return f'{pill}<span class="sides">{sides}</span>{off}'


def _days(view: View, line: Line, check: Identity) -> str:
    """Where a difference may come from sheets of different days, those days."""
    if check.holds is not False:
        return ""
    days = {line.origins[name].day for name in metrics.NEEDED[check.rule] if name in line.origins}
    known = sorted(day for day in days if day is not None)
    if len(known) < 2:
        return ""
    return _sub(view.say("ballots.other-days", first=known[0], last=known[-1]))


def _agreement(view: View, one: BallotLedger, at: str, found: Sequence[Identity]) -> str:
    """The identities of a line in short: what differs, else whether all agree."""
    wrong = [check for check in found if check.holds is False]
    if wrong:
        pill = markup.pill("not-received", view.say("ballots.differs"))
        return pill + "".join(
            f'<span class="sides">{escape(view.say(f"ballots.rules.{check.rule}"))}: '
            f"{_number(view, one, at, f'{check.rule}-left', check.left)} ≠ "
            f"{_number(view, one, at, f'{check.rule}-right', check.right)}</span>"
            for check in wrong
        )
    known = sum(check.holds is not None for check in found)
    agrees = True if known else None
    some = view.say("ballots.checked-of", count=known, all=len(found))
    more = f'<span class="sub rest">{escape(some)}</span>' if 0 < known < len(found) else ""
    return markup.pill(_SIGNS[agrees], view.say(f"ballots.{_WORDS[agrees]}")) + more


def _told_of(view: View, one: BallotLedger, found: Compared) -> dict[str, str | int]:
    split = found.split
    return {
        "item": words.item_short(view, one.item),
        "part": view.say(f"ballots.part-{found.part}"),
        "column": view.say(f"ballots.numbers.{found.column}"),
        "parts": " + ".join(view.write(part, "count") for part in split.parts),
        "sum": sum(split.parts),
        "total": split.total,
        "against": view.say(f"ballots.against-{found.against}"),
        "difference": abs(split.difference),
    }


def _agrees(view: View, one: BallotLedger, found: Compared) -> str:
    text = view.say("ballots.parts-agree", **_told_of(view, one, found))
    return _line("complete", text, _sum_of(one, found))


def _sum_of(one: BallotLedger, found: Compared) -> str:
    """The name of what the parts add up to."""
    return f"ballots:{one.item}:{found.part}:sum-{found.column}"


def _differs(view: View, one: BallotLedger, found: Compared) -> str:
    names = [name for name, _ in (one.dapil if found.part == "dapil" else one.warehouses)]
    text = view.say("ballots.parts-differ", **_told_of(view, one, found))
    for at, right in found.split.swapped:
        wrong = found.split.total if at < 0 else found.split.parts[at]
        name = view.say(f"ballots.against-{found.against}") if at < 0 else names[at]
        text += " " + view.say("ballots.swapped", name=name, wrong=wrong, right=right)
    return _line("critical", text, _sum_of(one, found))


# -- evidence --------------------------------------------------------------------------------------


def receipts(view: View, kept: Sequence[BallotLedger]) -> str:
    """What came with and without a BTTB, and every delivery with its papers."""
    came = [one for one in kept if one.unchecked is not None]
    if not came:
        return pieces.paragraph(view.say("ballots.nothing-came"))
    columns = [
        Column(view.say("ballots.columns.ballot")),
        *(Column(view.say(f"ballots.numbers.{name}"), True) for name in ("diterima", "checked", "unchecked")),
        Column(view.say("ballots.columns.state")),
    ]
    rows = [
        [
            f"{readiness.swatch(one.item)}{escape(words.item_short(view, one.item))}",
            *(
                _number(view, one, metrics.TOTAL, name, value)
                for name, value in (
                    ("diterima", one.total.amounts["diterima"]),
                    ("checked", one.checked),
                    ("unchecked", one.unchecked),
                )
            ),
            _stack(_evidence(view, one)),
        ]
        for one in came
    ]
    opens = [f"ballots:{one.item}:{metrics.TOTAL}:unchecked" for one in came]
    return markup.table(view.say("ballots.receipts"), columns, rows, opens=opens) + _deliveries(view, came)


def _evidence(view: View, one: BallotLedger) -> str:
    received, checked = one.total.amounts["diterima"], one.checked or 0
    if not received:
        return markup.pill("not-received", view.say("states.not-received"))
    pill = _checked(view, not one.unchecked)
    if checked > received:
        # The papers speak of more than the sheets that count.
        pill = markup.pill("not-received", view.say("ballots.differs"))
        return pill + _sub(view.say("ballots.papers-say-more", difference=checked - received))
    return pill


def _checked(view: View, checked: bool) -> str:
    sign, key = ("complete", "checked") if checked else ("short", "unchecked")
    return markup.pill(sign, view.say(f"ballots.states.{key}"))


def _deliveries(view: View, came: Sequence[BallotLedger]) -> str:
    listed = [(one, number, receipt) for one in came for number, receipt in enumerate(one.receipts)]
    names = (
        "ballot",
        "day",
        "waybill",
        "note",
        "signatory",
        "supplier",
        "warehouse",
        "sheets",
        "packs",
        "state",
    )
    columns = [Column(view.say(f"ballots.columns.{name}"), name == "sheets") for name in names]
    rows = [_delivery(view, *one) for one in listed[:MOST_RECEIPTS]]
    title = view.say("ballots.deliveries", count=len(listed))
    more = len(listed) - len(rows)
    told = escape(view.say("ballots.more-deliveries", count=more))
    rest = f'<p class="note rest">{told}</p>' if more else ""
    opens = [f"ballots:{one.item}:{metrics.TOTAL}:receipt-{number}" for one, number, _ in listed]
    inner = markup.table(title, columns, rows, opens=opens[:MOST_RECEIPTS]) + rest
    return f'<details class="notes ballot-parts"><summary>{escape(title)}</summary>{inner}</details>'


def _delivery(view: View, one: BallotLedger, number: int, found: Receipt) -> list[str]:
    pack = view.election.packs.get(one.item)
    load = metrics.load(found.received, pack) if pack else None
    return [
        f"{readiness.swatch(one.item)}{escape(words.item_short(view, one.item))}",
        escape(view.write(found.day, "date_short")),
        *(
            escape(text or "–")
            for text in (found.waybill, found.receipt_note, found.signatory, found.supplier, found.warehouse)
        ),
        _number(view, one, metrics.TOTAL, f"receipt-{number}", found.received),
        _stack(_packs(view, found, load)) if load else "–",
        _checked(view, found.is_checked),
    ]


# -- boxes, bundles and sheets ---------------------------------------------------------------------


def bundles(view: View, kept: Sequence[BallotLedger]) -> str:
    """Need and receipts in boxes, bundles and sheets, and back."""
    columns = [
        Column(view.say(f"ballots.columns.{name}"), name in ("bundle", "box"))
        for name in ("ballot", "bundle", "box")
    ]
    columns += [Column(view.say(f"ballots.numbers.{name}")) for name in ("kebutuhan", "diterima")]
    rows = []
    for one in kept:
        pack = view.election.packs.get(one.item)
        if pack is None:
            continue
        uneven = pack.box % pack.bundle
        rows.append(
            [
                f"{readiness.swatch(one.item)}{escape(words.item_short(view, one.item))}",
                _setting(view, pack.bundle),
                _stack(
                    _setting(view, pack.box)
                    + (_sub(view.say("ballots.uneven-box", bundle=pack.bundle)) if uneven else "")
                ),
                *(_both_ways(view, one, name, pack) for name in ("kebutuhan", "diterima")),
            ]
        )
    link = escape(frame.address("pengaturan", view, "barang"))
    way = (
        f'<p class="note">{escape(view.say("ballots.change-packs"))} '
        f'<a href="{link}" target="_self">{escape(view.say("frame.pages.pengaturan"))}</a>.</p>'
    )
    return markup.table(view.say("ballots.bundles"), columns, rows) + way


def _setting(view: View, size: int) -> str:
    return f'<span class="setting">{escape(view.write(size, "count"))}</span>'


def _both_ways(view: View, one: BallotLedger, name: str, pack: Pack) -> str:
    sheets = one.total.amounts[name]
    if sheets is None:
        return escape(view.write(None, "count"))
    load = metrics.load(sheets, pack)
    back = view.say(
        "ballots.back",
        boxes=load.boxes,
        box=pack.box,
        bundles=load.bundles,
        bundle=pack.bundle,
        sheets=load.sheets,
        total=load.total,
    )
    opens = f"ballots:{one.item}:{metrics.TOTAL}:{name}"
    return _stack(markup.line(opens, _load_text(view, load)) + _sub(back))


def _packs(view: View, found: Receipt, load: Load) -> str:
    """A delivery in full boxes and bundles, and beside it what its sheet states, red where that cannot be."""
    rest = _sub(_rest(view, load)) if load.short_bundle else ""
    told = f"<span>{escape(_load_text(view, load))}</span>{rest}"
    stated = (("boxes", found.boxes), ("bundles", found.bundles))
    counts = [view.say(f"ballots.stated-{name}", count=count) for name, count in stated if count is not None]
    if not counts:
        return told
    said = _sub(view.say("ballots.stated", packs=", ".join(counts)))
    off = metrics.stated_misfit(found.received, load.pack, found.boxes, found.bundles, found.rows)
    if off is None:
        return told + said
    size = load.pack.bundle if off[0] == "bundle" else load.pack.box
    return told + said + markup.pill("not-received", view.say(f"ballots.wrong-{off[0]}", size=size))


def _rest(view: View, load: Load) -> str:
    return view.say("ballots.short-bundle", sheets=load.short_bundle, bundle=load.pack.bundle)


def converter(view: View, kept: Sequence[BallotLedger]) -> None:
    """Boxes, bundles and sheets as they are counted by hand, beside the number on the papers."""
    packs = view.election.packs
    types = [one for one in kept if one.item in packs]
    if not types:
        return
    by_code = {one.item: one for one in types}
    came = [one.item for one in types if one.total.amounts["diterima"]]
    with st.container(key="hitung_dus"):
        markup.draw(pieces.titled(view.say("ballots.converter"), view.say("ballots.converter-note")))
        with st.container(key="hitung_dus_isi", horizontal=True, vertical_alignment="bottom"):
            item = st.selectbox(
                view.say("ballots.columns.ballot"),
                list(by_code),
                index=list(by_code).index(came[0]) if came else 0,
                format_func=lambda code: words.item_short(view, code),
                key="hitung_dus_jenis",
                width=200,
            )
            pack = packs[item]
            first = metrics.load(by_code[item].total.amounts["diterima"] or 0, pack)
            # Each type begins with what came of it, so its fields are its own.
            key = f"hitung_dus:{view.desk.version}:{view.choice.as_of}:{item}"
            counted = [
                st.number_input(
                    view.say(f"ballots.converter-{name}", size=size),
                    0,
                    _MOST,
                    min(_MOST, value),
                    key=f"{key}:{name}",
                    width=180,
                )
                for name, size, value in (
                    ("boxes", pack.box, first.boxes),
                    ("bundles", pack.bundle, first.bundles),
                    ("sheets", 1, first.sheets),
                    ("stated", 1, first.total),
                )
            ]
        boxes, bundles, sheets, stated = map(int, counted)
        found = "".join(_converted(view, metrics.Load(pack, boxes, bundles, sheets), stated))
        markup.draw(f'<div class="typed">{found}{_begins(view, by_code[item])}</div>')


def _begins(view: View, one: BallotLedger) -> str:
    """With what the fields begin, where anything came."""
    came = one.total.amounts["diterima"]
    text = view.say("ballots.converter-begins", count=came)
    return "" if came is None else _line("note", text, f"ballots:{one.item}:{metrics.TOTAL}:diterima")


def _converted(view: View, load: Load, stated: int) -> Iterable[str]:
    pack = load.pack
    sign = "complete" if load.total == stated else "critical"
    back = view.say(
        "ballots.back",
        boxes=load.boxes,
        box=pack.box,
        bundles=load.bundles,
        bundle=pack.bundle,
        sheets=load.sheets,
        total=load.total,
    )
    key = "converted" if load.total == stated else "converted-differs"
    yield _line(
        sign, view.say(f"ballots.{key}", back=back, stated=stated, difference=abs(stated - load.total))
    )
    filled = load.boxes * pack.box // pack.bundle + load.bundles + (1 if load.sheets else 0)
    off = metrics.misfit(filled, stated, pack.bundle)
    if off:
        yield _line("critical", view.say("ballots.misfit", bundles=filled, stated=stated, bundle=pack.bundle))
    if load.sheets >= pack.bundle:
        yield _line("warning", view.say("ballots.loose", sheets=load.sheets, bundle=pack.bundle))
    elif load.sheets:
        yield _line("note", _rest(view, load))
    way = metrics.load(stated, pack)
    yield _line("note", view.say("ballots.stated-as", stated=stated, load=_load_text(view, way)))


def _load_text(view: View, load: Load) -> str:
    return view.say("ballots.load", boxes=load.boxes, bundles=load.bundles, sheets=load.sheets)


# -- pieces ----------------------------------------------------------------------------------------


def _line(sign: str, text: str, opens: str = "") -> str:
    told = markup.line(opens, text) if opens else f"<span>{escape(text)}</span>"
    return f'<p class="told-line is-{sign}">{markup.icon(sign)}{told}</p>'


def _stack(inner_html: str) -> str:
    # Narrow screens set the parts of a cell side by side; these belong below each other.
    return f'<div class="stack">{inner_html}</div>'


def _sub(text: str) -> str:
    return f'<span class="sub">{escape(text)}</span>'

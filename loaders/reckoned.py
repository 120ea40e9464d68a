"""Columns that state what follows from others of their row: what is left of an amount, or a product."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

import numpy

from loaders.coded import whole_numbers
from loaders.findings import Findings
from loaders.layouts import Check

_MOST_MONTHS = 24


def check_ways(
    check: Check,
    typed: Mapping[str, Sequence[Any]],
    columns: Mapping[str, int],
    sheet_rows: Sequence[int],
    findings: Findings,
) -> None:
    """Tell rows whose `rest` agrees with none of the ways to reckon it, where all columns of one are filled.

    What a blank takes away is nothing: an SPJ that has not come in leaves its cell empty.
    """
    if check.rest not in columns or check.rest not in typed:
        return
    there = [way for way in check.ways if all(code.lstrip("-") in typed for code in way)]
    signed = [[(-1 if code[0] == "-" else 1, typed[code.lstrip("-")]) for code in way] for way in there]
    for at in _doubtful(typed[check.rest], signed):
        stated = typed[check.rest][at]
        if stated is None:
            continue
        found = [
            sum(sign * cells[at] for sign, cells in way)
            for way in signed
            if all(cells[at] is not None for _, cells in way)
        ]
        taken = (sum(sign * (cells[at] or 0) for sign, cells in way) for way in signed)
        if found and abs(stated) not in map(abs, taken):
            nearest = min(found, key=lambda one: abs(one - stated))
            findings.at(
                check.code,
                check.severity,
                sheet_rows[at],
                columns[check.rest],
                stated,
                stated=stated,
                computed=nearest,
                difference=stated - nearest,
            )


def _doubtful(rest: Sequence[Any], signed: Sequence[Sequence[tuple[int, Sequence[Any]]]]) -> Sequence[int]:
    """Positions of all rows that may agree with no way."""
    stated = whole_numbers(rest)
    if stated is None:
        return range(len(rest))
    if not signed:
        return ()
    agreed = ~stated.there
    for way in signed:
        sizes, there = 0, True
        for sign, cells in way:
            part = whole_numbers(cells)
            if part is None:
                return range(len(rest))
            sizes, there = sizes + sign * part.sizes, there & part.there
        agreed |= there & (abs(stated.sizes) == abs(sizes))
    return numpy.flatnonzero(~agreed).tolist()


def check_product(
    check: Check,
    typed: Mapping[str, Sequence[Any]],
    columns: Mapping[str, int],
    sheet_rows: Sequence[int],
    findings: Findings,
) -> None:
    """Tell rows of which no amount is the product of the factors.

    The first factor and one other must be there; where the last of them is left out, the amount may be any
    small multiple: honoraria of several months are paid at once.
    """
    amounts = [code for code in check.of if code in columns and code in typed]
    there = [code for code in check.factors if code in columns and code in typed]
    if not amounts or len(there) < 2 or there[0] != check.factors[0]:
        return
    whole = there[-1] == check.factors[-1]
    for at, row in enumerate(sheet_rows):
        told = [typed[code][at] for code in there]
        stated = [(code, typed[code][at]) for code in amounts if typed[code][at]]
        if not stated or None in told or not all(told):
            continue
        product = prod(told)
        if not any(_is_product(amount, product, whole) for _, amount in stated):
            code, amount = stated[0]
            findings.at(
                check.code,
                check.severity,
                row,
                columns[code],
                amount,
                stated=amount,
                computed=product,
                difference=amount - product,
            )


def _is_product(amount: int, product: int, whole: bool) -> bool:
    return amount == product or (not whole and amount % product == 0 and amount // product <= _MOST_MONTHS)

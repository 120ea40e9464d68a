"""Forms on paper for what is counted where no computer is, and the workbook to type them into."""

from typing import Literal

import loaders
import texts
from elections import Election
from pipeline.templates import known_below
from reports.forms_pdf import form_pdf
from store import Store

FormFormat = Literal["pdf", "xlsx"]


def entry_form(
    store: Store | None,
    election: Election,
    kind: str,
    stage: str,
    code: str | None,
    lang: texts.Lang,
    format: FormFormat,
) -> bytes:
    """The form of a kind and stage (`loaders.form_stages`), a PDF to print or an xlsx workbook with the same
    columns; its rows are the places below `code` (None: all known ones) and the election's items.

    Raises KeyError for an unknown kind or stage.
    """
    known = known_below(store, election, code)
    if format == "xlsx":
        return loaders.form_book(kind, stage, known, lang)
    return form_pdf(loaders.entry_form(kind, stage, known, lang), lang)

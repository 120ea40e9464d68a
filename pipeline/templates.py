"""Empty workbooks to fill in."""

from dataclasses import replace

import loaders
import texts
from elections import Election
from pipeline.known import knowledge, known_places, places
from store import Store


def template(store: Store | None, election: Election, kind: str, code: str | None, lang: texts.Lang) -> bytes:
    """An empty workbook (xlsx) of a kind, offering the places below `code` (None: all known ones)."""
    known = knowledge(store, election)
    if store is not None and code is not None:
        wanted = tuple(one for one in places(store) if one.code.startswith(code) or code.startswith(one.code))
        known = replace(known, places=known_places(wanted))
    return loaders.template(kind, known, lang)

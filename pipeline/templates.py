"""Empty workbooks to fill in."""

from dataclasses import replace

import loaders
import texts
from elections import Election
from pipeline.known import knowledge, known_places, lists, places
from store import Store


def template(store: Store | None, election: Election, kind: str, code: str | None, lang: texts.Lang) -> bytes:
    """An empty workbook (xlsx) of a kind, offering the places below `code` (None: all known ones)."""
    return loaders.template(kind, known_below(store, election, code), lang)


def known_below(store: Store | None, election: Election, code: str | None) -> loaders.Knowledge:
    """What reading may know, of the places below `code` alone; None: of all."""
    known = knowledge(store, election)
    if store is None or code is None:
        return known
    wanted = tuple(one for one in places(store) if one.code.startswith(code) or code.startswith(one.code))
    return replace(known, places=known_places(wanted, lists(store)))

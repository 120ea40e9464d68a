"""What is in force, as workbooks that can be brought back in."""

from datetime import date

import elections
import loaders
import texts
from store import Store


def export(
    store: Store,
    kind: str,
    office: str,
    as_of: date,
    lang: texts.Lang,
    *,
    version: int | None = None,
    names: bool = False,
) -> bytes:
    """The facts of a kind in force as of a day as an xlsx workbook in the kind's own columns.

    Brought in again it changes nothing. `names` keeps names of persons, which only analysts may see. Raises
    KeyError for an unknown kind.
    """
    code = store.election()
    items = {one.code: one.names[lang] for one in elections.load(code).items} if code else {}
    frame = store.tables(as_of, version=version, office=office)[kind].collect(backend="pyarrow").to_arrow()
    return loaders.export(kind, frame.to_pylist(), items, office, as_of, lang, names=names)

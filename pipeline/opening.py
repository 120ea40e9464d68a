"""The stores: the office's own, and the sample's inside it."""

import elections
import loaders
import metrics
import store as stores
from elections import Election
from pipeline.clock import now
from settings import Settings
from store import Store


def open_store(settings: Settings) -> Store:
    """The office's own store."""
    return _opened(settings, settings.store)


def open_sample(settings: Settings) -> Store:
    """The store of the sample; it lies inside the office's own root and never mixes with it."""
    return _opened(settings, f"{settings.store.rstrip('/')}/contoh")


def _opened(settings: Settings, root: str) -> Store:
    return stores.open(root, loaders.schemas(), settings.engine, metrics.stands_for)


def is_begun(store: Store) -> bool:
    """Whether anything was ever written to it; an office's own store that is not begun shows the sample."""
    return store.head() > 0


def begin_empty(store: Store, election: str, by: str) -> None:
    """Begin an office's own store without data, so that the sample is not shown any more."""
    store.mark("opened", by=by, at=now(), election=election)


def election_of(store: Store, settings: Settings) -> Election:
    """The profile that the store was begun with, or the one of the settings for a store not begun yet."""
    return elections.load(store.election() or settings.election)

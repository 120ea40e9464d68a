"""The digest of alerts sent to where the office has set it up: mail, Telegram, a webhook. Addresses hold
passwords: nothing of them but the server's name is ever told."""

import logging
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import metrics
import texts
from elections import Election
from metrics import Place
from metrics.alerts import acts
from metrics.alerts import digest as digests
from pipeline.alerting import acted
from pipeline.boards import board, names_above
from pipeline.office_settings import election_for
from store import Store
from texts import Lang

LIMIT = 15.0
"""Seconds that a server may take."""

Kind = Literal["mail", "telegram", "webhook", "other", "unknown"]
Result = Literal["sent", "unreachable", "slow", "refused", "bad-address"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("mailto", "mailtos"), "mail"),
    "tgram": "telegram",
    **dict.fromkeys(("json", "jsons", "xml", "xmls", "form", "forms"), "webhook"),
}
_SLOW = re.compile(r"timed? ?out", re.IGNORECASE)
_AWAY = re.compile(
    r"\[Errno|Max retries|getaddrinfo|unexpectedly closed|RemoteDisconnected|Connection aborted|\[SSL",
    re.IGNORECASE,
)
_LOGGER = logging.getLogger("apprise")
# What these log may hold addresses with passwords: read here to tell what went wrong, and shown nowhere.
_LOGGER.setLevel(logging.DEBUG)
_LOGGER.propagate = False
logging.getLogger("urllib3").setLevel(logging.INFO)


@dataclass(frozen=True)
class Channel:
    """Where a digest goes, without anything secret."""

    number: int
    """Its place in the settings, from 1."""
    kind: Kind
    host: str
    service: str


@dataclass(frozen=True)
class Sent:
    """What became of a digest on one channel."""

    channel: Channel
    result: Result
    limit: float
    """Seconds that its server was given."""


def channels(addresses: Sequence[str]) -> tuple[Channel, ...]:
    """What the addresses of the settings lead to."""
    return tuple(_channel(number, _service(one)) for number, one in enumerate(addresses, 1))


def channel_text(channel: Channel, lang: Lang) -> str:
    """A channel in words."""
    return texts.say(
        f"sending.channels.{channel.kind}",
        lang,
        number=channel.number,
        host=channel.host,
        service=channel.service,
    )


def sent_text(one: Sent, lang: Lang) -> str:
    """What became of a digest, and what to do."""
    return texts.say(
        f"sending.results.{one.result}", lang, channel=channel_text(one.channel, lang), limit=round(one.limit)
    )


def digest(
    store: Store,
    election: Election,
    place: Place,
    known: Sequence[Place],
    as_of: date,
    today: date,
    lang: Lang,
    *,
    version: int | None = None,
    made: metrics.Board | None = None,
) -> tuple[str, str]:
    """Title and text of the digest of a place, with what its people did about the alerts; `made` is its Board
    where it is there already, of the same version."""
    office = names_above(place, known).get("kota")
    rows = store.ledger(version)
    profile = election_for(rows, election, office)
    found = made or board(store, election, place, known, as_of, today, version)
    stands = acts.standings(found.alerts, place, acted(rows, office or ""), today)
    return digests.title(found, lang), digests.digest(found, stands, profile, lang)


def send(addresses: Sequence[str], title: str, text: str, limit: float = LIMIT) -> tuple[Sent, ...]:
    """Send a text to all addresses at once, each within `limit` seconds; what goes wrong is told."""
    if not addresses:
        return ()
    with ThreadPoolExecutor(len(addresses)) as pool:
        tried = [
            pool.submit(_send, number, one, title, text, limit) for number, one in enumerate(addresses, 1)
        ]
        return tuple(one.result() for one in tried)


def _send(number: int, address: str, title: str, text: str, limit: float) -> Sent:
    service = _service(address)
    channel = _channel(number, service)
    if service is None:
        return Sent(channel, "bad-address", limit)
    import apprise

    service.socket_connect_timeout = service.socket_read_timeout = limit
    service.notify_format = apprise.NotifyFormat.TEXT
    sender = apprise.Apprise()
    sender.add(service)
    answer = sender.notify(
        text,
        title,
        body_format=apprise.NotifyFormat.TEXT,
        timeout=limit,
        log_level=logging.DEBUG,
        log_callback=_unheard,
    )
    if answer:
        return Sent(channel, "sent", limit)
    if answer.status == apprise.AppriseResultStatus.TIMEOUT:
        return Sent(channel, "slow", limit)
    said = " ".join(str(entry) for one in answer for entry in one.logs())
    result: Result = "slow" if _SLOW.search(said) else "unreachable" if _AWAY.search(said) else "refused"
    return Sent(channel, result, limit)


def _unheard(*_: Any) -> None:
    """Nothing of it is shown."""


def _service(address: str) -> Any | None:
    """The sender of an address; None for one that cannot be used."""
    # Not at the top: it brings a hundred services along, and most offices send nothing.
    import apprise

    try:
        return apprise.Apprise.instantiate(address, suppress_exceptions=False)
    except (TypeError, ValueError, apprise.exception.AppriseException):
        return None


def _channel(number: int, service: Any | None) -> Channel:
    if service is None:
        return Channel(number, "unknown", "", "")
    schema = str(getattr(service, "secure_protocol", "") or ""), str(getattr(service, "protocol", "") or "")
    kinds: list[Kind] = [found for one in schema for key, found in _KINDS.items() if key in one]
    kind: Kind = kinds[0] if kinds else "other"
    host = str(getattr(service, "smtp_host", "") or getattr(service, "host", "") or "")
    return Channel(number, kind, host, str(service.service_name))

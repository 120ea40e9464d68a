"""Forecasts of BMKG, fetched over the network: only for an office that switched it on, and only when somebody
asks. Nothing but the codes of areas goes out; what comes is read like any file that somebody brings."""

import json
import re
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from http.client import HTTPException, HTTPResponse
from typing import Any, Literal
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode

import metrics
from elections import Election
from metrics import Place
from pipeline.importing import Outcome, accept, read
from store import Store

MOST_AREAS = 50
"""Areas that are asked for at once: the service allows 60 questions a minute."""
LIMIT = 10.0
"""Seconds that one answer may take."""
WHOLE = 60.0
"""Seconds that all of them may take."""
MOST_BYTES = 512 * 1024
"""Of one answer; an area takes about 12 kB."""

_AREA = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}")
_CHUNK = 64 * 1024

Failure = Literal["unreachable", "slow", "refused", "too-large", "bad-answer"]


class SwitchedOff(RuntimeError):
    """The office has not switched fetching on."""


@dataclass(frozen=True)
class Fetched:
    """What came of the areas that were asked for."""

    data: bytes | None
    """A file of all answers, as `loaders` read them; None where none came."""
    areas: int
    """How many answered."""
    failed: tuple[tuple[str, Failure], ...]
    """Code and what went wrong."""
    left: tuple[str, ...]
    """Not asked for, as too much time had passed or they were too many."""


def areas(place: Place, known: Sequence[Place]) -> tuple[str, ...]:
    """The codes of the kelurahan in a place, as the service asks for them; made-up codes are none."""
    inside = {place.code}
    for one in known:
        if one.parent in inside:
            inside.add(one.code)
    return tuple(one.code for one in known if one.code in inside and _AREA.fullmatch(one.code))


def due(store: Store, place: Place, known: Sequence[Place], as_of: date) -> tuple[str, ...]:
    """The same codes in the order in which to ask: areas without a forecast, then the oldest forecasts."""
    where = metrics.where_of(place, known)
    made = metrics.forecast_at(store.tables(as_of, office=where.office)["risiko"], where)
    return tuple(sorted(areas(place, known), key=lambda code: (made.get(code, ""), code)))


def fetch(
    address: str, codes: Sequence[str], election: Election, *, limit: float = LIMIT, whole: float = WHOLE
) -> Fetched:
    """Ask for the forecasts of the areas with these codes, at most MOST_AREAS; `election` is the profile with
    the office's settings. Raises SwitchedOff."""
    if not election.fetches_weather:
        raise SwitchedOff
    answers: list[bytes] = []
    failed: list[tuple[str, Failure]] = []
    end = time.monotonic() + whole
    asked = 0
    for code in codes[:MOST_AREAS]:
        if time.monotonic() >= end or _is_down(failed, answers):
            break
        asked += 1
        found = _answer(f"{address}?{urlencode({'adm4': code})}", min(limit, end - time.monotonic()))
        if isinstance(found, bytes):
            answers.append(found)
        else:
            failed.append((code, found))
    data = b"[" + b",\n".join(answers) + b"]" if answers else None
    return Fetched(data, len(answers), tuple(failed), tuple(codes[asked:]))


def take_forecasts(
    store: Store, election: Election, fetched: bytes, office: str, by: str, at: datetime
) -> Outcome:
    """Read what was fetched and take it into the store, as an upload of its own."""
    name = f"prakiraan-bmkg-{at:%Y-%m-%d-%H%M}.json"
    return accept(store, election, read(store, election, name, fetched, office), fetched, by)


def _is_down(failed: Sequence[tuple[str, Failure]], answers: Sequence[bytes]) -> bool:
    """Whether to stop asking: nobody waits for fifty silences."""
    return not answers and len(failed) >= 3


def _answer(address: str, limit: float) -> bytes | Failure:
    end = time.monotonic() + limit
    headers = {"Accept": "application/json", "User-Agent": "PapanRakor"}
    # The address is one of http(s): settings.read sees to it.
    request = urllib.request.Request(address, headers=headers)  # noqa: S310
    try:
        with _OPENER.open(request, timeout=limit) as answer:
            return _body(answer, end)
    except HTTPError:
        return "refused"
    except TimeoutError:
        return "slow"
    except URLError as why:
        return "slow" if isinstance(why.reason, TimeoutError) else "unreachable"
    except (OSError, HTTPException, ValueError):
        return "unreachable"


def _body(answer: HTTPResponse, end: float) -> bytes | Failure:
    found = bytearray()
    while part := answer.read1(_CHUNK):
        found += part
        if len(found) > MOST_BYTES:
            return "too-large"
        if time.monotonic() >= end:
            return "slow"
    try:
        told = json.loads(found)
    except (ValueError, RecursionError):
        return "bad-answer"
    return bytes(found) if isinstance(told, dict) else "bad-answer"


class _Stay(urllib.request.HTTPRedirectHandler):
    """An answer that sends elsewhere is none."""

    def redirect_request(self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay)

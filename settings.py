"""What the environment sets, read once at start and passed on; nothing else reads the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import elections

ZONE = ZoneInfo("Asia/Jakarta")
"""The clock where no office is asked (WIB); each office's own is a setting of its profile."""


FORECASTS = "https://api.bmkg.go.id/publik/prakiraan-cuaca"


class BadSetting(ValueError):
    """A setting of the environment that cannot be used; the message names it and what it may be."""


@dataclass(frozen=True)
class Settings:
    """How this process runs."""

    store: str
    """Root of the store: a folder or an address such as s3://bucket/papan."""
    engine: str
    """duckdb, or the address of a Spark master: local[2], spark://..., sc://..."""
    election: str
    """Profile for a store that is begun now; a store keeps the profile that it was begun with."""
    port: int
    forecasts: str = FORECASTS
    """Where BMKG's open forecasts are asked for; nobody asks before an office switches it on."""
    digest: tuple[str, ...] = field(default=(), repr=False)
    """Addresses to which the digest of alerts is sent, as apprise writes them; they hold passwords and are
    never shown."""


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in `environment` (PORT and PAPAN_ with STORE, ENGINE, ELECTION, DIGEST or FORECASTS behind
    it); raises BadSetting."""
    election = environment.get("PAPAN_ELECTION") or "pemilu-2024"
    if election not in elections.codes():
        raise BadSetting(f"PAPAN_ELECTION={election}: {', '.join(elections.codes())}")
    port = environment.get("PORT") or "8501"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise BadSetting(f"PORT={port}: 1-65535")
    forecasts = environment.get("PAPAN_FORECASTS") or FORECASTS
    if not forecasts.startswith(("https://", "http://")):
        raise BadSetting(f"PAPAN_FORECASTS={forecasts}: https://...")
    return Settings(
        store=environment.get("PAPAN_STORE") or str(Path(__file__).parent / "data"),
        engine=environment.get("PAPAN_ENGINE") or "duckdb",
        election=election,
        port=int(port),
        forecasts=forecasts,
        digest=tuple((environment.get("PAPAN_DIGEST") or "").split()),
    )

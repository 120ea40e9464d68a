"""Which rules raise an alert, and from when: settings of an office."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

RULES = (
    *("not_received", "short", "damaged", "stuck", "late", "evidence"),
    *("replacements", "chain", "nights", "unconfirmed", "sorting", "silence", "stale", "totals", "money"),
    *("weather", "escort", "storage", "grants", "help"),
)
"""Each can be switched off."""

Level = Literal["rendah", "sedang", "tinggi"]
LEVELS: tuple[Level, ...] = ("rendah", "sedang", "tinggi")
"""Of a note on weather, security or access, the least first; as sheets keep them."""


@dataclass(frozen=True)
class AlertRules:
    """The rules of one office; limits that other figures use too stand in the profile's own limits."""

    off: frozenset[str]
    """Rules that raise nothing."""
    not_received_lead: int
    """Days before its deadline from which an item that has not come raises an alert."""
    short_lead: int
    """The same for an item of which some is missing."""
    short_above: Fraction
    """Share of the need that must be missing, more than it."""
    stuck_days: int
    """Working days without progress after which a stage that has begun raises an alert."""
    stuck_stage: Literal["any", "received", "sorted", "folded", "packed", "sent", "confirmed"]
    """The stage that is watched for it."""
    late_stage: Literal["sent", "confirmed"]
    """The stage that must have reached the polling stations."""
    late_lead: int
    """Days before H-1 from which goods that have not reached it raise an alert."""
    evidence_days: int
    """Days after a planned day for which a shipment may lack evidence."""
    evidence_proof: Literal["bast", "arrival"]
    """What proves an arrival: its day with the number of its BAST, or the day alone."""
    weather_level: Level
    """The least level of a note that counts."""
    weather_lead: int
    """Days before the first day on which a note meets something from which it raises an alert."""
    escort_to: Literal["none", "PPK", "PPS", "TPS"]
    """The farthest body to which every shipment has an escort."""
    storage_lead: int
    """Days before a storage place overflows from which it raises an alert."""
    without: frozenset[str]
    """Kecamatan of which no alert of its own is raised."""


def rules(table: Mapping[str, Any]) -> AlertRules:
    """The rules that the table [alerts] of a profile describes."""
    return AlertRules(
        off=frozenset(name for name in RULES if table[name] == "off"),
        not_received_lead=table["not_received_lead"],
        short_lead=table["short_lead"],
        short_above=Fraction(table["short_above"]),
        stuck_days=table["stuck_days"],
        stuck_stage=table["stuck_stage"],
        late_stage=table["late_stage"],
        late_lead=table["late_lead"],
        evidence_days=table["evidence_days"],
        evidence_proof=table["evidence_proof"],
        weather_level=table["weather_level"],
        weather_lead=table["weather_lead"],
        escort_to=table["escort_to"],
        storage_lead=table["storage_lead"],
        without=frozenset(table["without"]),
    )

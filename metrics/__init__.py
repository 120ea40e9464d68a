"""Lazy frames in, one Board out: every business rule lives here, and every number of every screen is made
here once."""

from metrics.backward import BackwardPlan, Step
from metrics.board import NoBoard, board
from metrics.claims import Seen
from metrics.model import (
    NO_MONEY,
    Alert,
    BallotRow,
    Board,
    Countdown,
    Figure,
    Finance,
    Formula,
    Freshness,
    Gauge,
    ItemStatus,
    Level,
    Money,
    MoneyRow,
    Place,
    PlaceStatus,
    Readiness,
    Reason,
    Right,
    Severity,
    Source,
    State,
    TpsCount,
    Unknown,
    Value,
    Verdict,
)
from metrics.places import places
from metrics.planning import standing
from metrics.replacements import Replacement
from metrics.reserve import RULES, Proof, Reserves, reserves
from metrics.strangers import stands_for
from metrics.summary import alert_key, alert_text, alert_todo, formula_text, reason_text, summary, unit_text

__all__ = [
    "NO_MONEY",
    "RULES",
    "Alert",
    "BackwardPlan",
    "BallotRow",
    "Board",
    "Countdown",
    "Figure",
    "Finance",
    "Formula",
    "Freshness",
    "Gauge",
    "ItemStatus",
    "Level",
    "Money",
    "MoneyRow",
    "NoBoard",
    "Place",
    "PlaceStatus",
    "Proof",
    "Readiness",
    "Reason",
    "Replacement",
    "Reserves",
    "Right",
    "Seen",
    "Severity",
    "Source",
    "State",
    "Step",
    "TpsCount",
    "Unknown",
    "Value",
    "Verdict",
    "alert_key",
    "alert_text",
    "alert_todo",
    "board",
    "formula_text",
    "places",
    "reason_text",
    "reserves",
    "standing",
    "stands_for",
    "summary",
    "unit_text",
]

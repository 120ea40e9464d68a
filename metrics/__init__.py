"""Lazy frames in, one Board out: every business rule lives here, and every number of every screen is made
here once."""

from metrics.backward import BackwardPlan, Step
from metrics.board import NoBoard, board, where_of
from metrics.claims import Seen
from metrics.forecast import Forecast, TooLittle, fan
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
from metrics.simulation import Simulated, Supposed, simulate, start_after
from metrics.sorting import Sorting, TypeWork, Whole, due_days, sorting, there
from metrics.sorting import rows as sorting_rows
from metrics.sorting_figures import WHOLE, sorting_figures
from metrics.strangers import stands_for
from metrics.summary import alert_key, alert_text, alert_todo, formula_text, reason_text, summary, unit_text
from metrics.workdays import calendar

__all__ = [
    "NO_MONEY",
    "RULES",
    "WHOLE",
    "Alert",
    "BackwardPlan",
    "BallotRow",
    "Board",
    "Countdown",
    "Figure",
    "Finance",
    "Forecast",
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
    "Simulated",
    "Sorting",
    "Source",
    "State",
    "Step",
    "Supposed",
    "TooLittle",
    "TpsCount",
    "TypeWork",
    "Unknown",
    "Value",
    "Verdict",
    "Whole",
    "alert_key",
    "alert_text",
    "alert_todo",
    "board",
    "calendar",
    "due_days",
    "fan",
    "formula_text",
    "places",
    "reason_text",
    "reserves",
    "simulate",
    "sorting",
    "sorting_figures",
    "sorting_rows",
    "standing",
    "stands_for",
    "start_after",
    "summary",
    "there",
    "unit_text",
    "where_of",
]

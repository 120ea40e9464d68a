"""Lazy frames in, one Board out: every business rule lives here, and every number of every screen is made
here once."""

from metrics.ageing import Clock, end_of, turns
from metrics.alerts.stuck import stuck_since
from metrics.backward import BackwardPlan, Step
from metrics.ballot_figures import TOTAL, ballot_figures, line_name, share_of_need
from metrics.ballot_ledger import (
    AMOUNTS,
    NEEDED,
    BallotLedger,
    Compared,
    Identity,
    Line,
    Receipt,
    ballot_ledgers,
    damage,
)
from metrics.board import NoBoard, board, stages_on, where_of
from metrics.bundles import Load, load, misfit, stated_misfit
from metrics.campaign import RULES as SPOT_RULES
from metrics.campaign import USES, Campaign, InPlace
from metrics.campaign import Spot as CampaignSpot
from metrics.claims import Seen
from metrics.course import Course, course_figures, courses
from metrics.destruction import Destroyed, ToDestroy, faults
from metrics.distribution import Distribution, Row, Wave, distribution
from metrics.distribution import late as late_rows
from metrics.distribution import standing as standing_of
from metrics.distribution_figures import ALL, distribution_figures
from metrics.forecast import Forecast, TooLittle, fan
from metrics.mapping import AreaMap, Spot, SpotLevel, area_map, with_goods, with_rooms
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
    Passage,
    Place,
    PlaceStatus,
    Readiness,
    Reason,
    Reporting,
    Right,
    Severity,
    Source,
    State,
    TpsCount,
    Unknown,
    Value,
    Verdict,
)
from metrics.named import MEASURES, OF_ITEM, OUTSTANDING, named
from metrics.places import places
from metrics.planning import TOGETHER, days_figures, days_late, slack_figures
from metrics.planning import standing as standing_of_step
from metrics.promises import ORDER as PROMISE_ORDER
from metrics.promises import Help, Promises, Tranche
from metrics.recovery import Move, Recovery
from metrics.replacements import Replacement
from metrics.reserve import AT_ONCE, RULES, Proof, Reserves, need_formula, reserve_figures, reserves
from metrics.returns import Return
from metrics.rights import figure as right_figure
from metrics.risk_figures import risk_figures
from metrics.risk_tables import Exposed, Leg, exposed, legs, ranges
from metrics.risks import Note, Risks, Way, forecast_at, risks
from metrics.row_states import row_state
from metrics.shipments import Shipped
from metrics.simulation import Simulated, Supposed, simulate, start_after
from metrics.since import SUBJECTS, TURNS, Moved, Since, Subject, Total, Turn, since
from metrics.since import Line as SinceLine
from metrics.sorting import Pay, Sorting, TypeWork, Whole, due_days, sorting, there
from metrics.sorting import rows as sorting_rows
from metrics.sorting_figures import CAUSE, LOT, TEAM, TEAMS, WHOLE, sorting_figures
from metrics.sorting_limit import Beyond, Handed, Lot, beyond_received, went_through
from metrics.stacking import Held, Space
from metrics.storage import ANSWERS, Answer, Homeless, Room, Stay, Storage, fatal, storage
from metrics.storage_figures import storage_figures
from metrics.strangers import stands_for
from metrics.summary import (
    alert_key,
    alert_text,
    alert_todo,
    formula_text,
    freshness_text,
    reason_text,
    summary,
    unit_text,
)
from metrics.support import Support, support
from metrics.support_figures import GRANT_SUMS, support_figures
from metrics.workdays import calendar

__all__ = [
    "ALL",
    "AMOUNTS",
    "ANSWERS",
    "AT_ONCE",
    "CAUSE",
    "GRANT_SUMS",
    "LOT",
    "MEASURES",
    "NEEDED",
    "NO_MONEY",
    "OF_ITEM",
    "OUTSTANDING",
    "PROMISE_ORDER",
    "RULES",
    "SPOT_RULES",
    "SUBJECTS",
    "TEAM",
    "TEAMS",
    "TOGETHER",
    "TOTAL",
    "TURNS",
    "USES",
    "WHOLE",
    "Alert",
    "Answer",
    "AreaMap",
    "BackwardPlan",
    "BallotLedger",
    "BallotRow",
    "Beyond",
    "Board",
    "Campaign",
    "CampaignSpot",
    "Clock",
    "Compared",
    "Countdown",
    "Course",
    "Destroyed",
    "Distribution",
    "Exposed",
    "Figure",
    "Finance",
    "Forecast",
    "Formula",
    "Freshness",
    "Gauge",
    "Handed",
    "Held",
    "Help",
    "Homeless",
    "Identity",
    "InPlace",
    "ItemStatus",
    "Leg",
    "Level",
    "Line",
    "Load",
    "Lot",
    "Money",
    "MoneyRow",
    "Move",
    "Moved",
    "NoBoard",
    "Note",
    "Passage",
    "Pay",
    "Place",
    "PlaceStatus",
    "Promises",
    "Proof",
    "Readiness",
    "Reason",
    "Receipt",
    "Recovery",
    "Replacement",
    "Reporting",
    "Reserves",
    "Return",
    "Right",
    "Risks",
    "Room",
    "Row",
    "Seen",
    "Severity",
    "Shipped",
    "Simulated",
    "Since",
    "SinceLine",
    "Sorting",
    "Source",
    "Space",
    "Spot",
    "SpotLevel",
    "State",
    "Stay",
    "Step",
    "Storage",
    "Subject",
    "Support",
    "Supposed",
    "ToDestroy",
    "TooLittle",
    "Total",
    "TpsCount",
    "Tranche",
    "Turn",
    "TypeWork",
    "Unknown",
    "Value",
    "Verdict",
    "Wave",
    "Way",
    "Whole",
    "alert_key",
    "alert_text",
    "alert_todo",
    "area_map",
    "ballot_figures",
    "ballot_ledgers",
    "beyond_received",
    "board",
    "calendar",
    "course_figures",
    "courses",
    "damage",
    "days_figures",
    "days_late",
    "distribution",
    "distribution_figures",
    "due_days",
    "end_of",
    "exposed",
    "fan",
    "fatal",
    "faults",
    "forecast_at",
    "formula_text",
    "freshness_text",
    "late_rows",
    "legs",
    "line_name",
    "load",
    "misfit",
    "named",
    "need_formula",
    "places",
    "ranges",
    "reason_text",
    "reserve_figures",
    "reserves",
    "right_figure",
    "risk_figures",
    "risks",
    "row_state",
    "share_of_need",
    "simulate",
    "since",
    "slack_figures",
    "sorting",
    "sorting_figures",
    "sorting_rows",
    "stages_on",
    "standing_of",
    "standing_of_step",
    "stands_for",
    "start_after",
    "stated_misfit",
    "storage",
    "storage_figures",
    "stuck_since",
    "summary",
    "support",
    "support_figures",
    "there",
    "turns",
    "unit_text",
    "went_through",
    "where_of",
    "with_goods",
    "with_rooms",
]

"""What differs between elections: dates, items, ballots, rules, weights, honor rates; and what an office may
change of it."""

from elections.accounts import Accounts
from elections.adhoc import DOCUMENTS, Adhoc
from elections.adjusting import (
    BadSetting,
    Changes,
    Setting,
    UnknownSetting,
    adjusted,
    checked,
    original,
    setting,
    settings,
)
from elections.profiles import (
    Basis,
    Deadline,
    Election,
    Honor,
    Item,
    Pack,
    Rounding,
    Term,
    UnknownElection,
    codes,
    load,
)
from elections.spending import Spending
from elections.storing import CHECKLIST, Storing

__all__ = [
    "CHECKLIST",
    "DOCUMENTS",
    "Accounts",
    "Adhoc",
    "BadSetting",
    "Basis",
    "Changes",
    "Deadline",
    "Election",
    "Honor",
    "Item",
    "Pack",
    "Rounding",
    "Setting",
    "Spending",
    "Storing",
    "Term",
    "UnknownElection",
    "UnknownSetting",
    "adjusted",
    "checked",
    "codes",
    "load",
    "original",
    "setting",
    "settings",
]

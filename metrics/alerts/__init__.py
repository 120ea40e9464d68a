"""What somebody must do something about; one small function a rule, each from finished numbers to alerts."""

from collections.abc import Iterable

from metrics.model import Alert

_ORDER = {"critical": 0, "warning": 1, "note": 2}
_AFTER_GOODS = frozenset(
    {
        *("over-pagu", "realised-over-disbursed", "spj-over-disbursed", "spj-late", "stale-keuangan"),
        *("money-double", "money-chain", "grant-overdue", "help-overdue"),
    }
)


def sort(found: Iterable[Alert]) -> tuple[Alert, ...]:
    """Worst first: by severity, goods before money and the city's promises, days lost, what is due soonest;
    the order within a rule stays.

    Money can be put right after voting day and a truck can be hired, a missing ballot cannot.
    """
    return tuple(
        sorted(
            found,
            key=lambda one: (
                _ORDER[one.severity],
                one.code in _AFTER_GOODS,
                -one.lost,
                one.days_left if one.days_left is not None else 10_000,
            ),
        )
    )

"""Which alerts the office's rules let through."""

from collections.abc import Iterable, Mapping

from elections import Election
from metrics.model import Alert

_RULE_OF: Mapping[str, str] = {
    "ballot-not-received": "not_received",
    "item-not-received": "not_received",
    "short": "short",
    "damaged-over-reserve": "damaged",
    "stuck": "stuck",
    "late": "late",
    "planned-no-evidence": "evidence",
    "replacement-overdue": "replacements",
    "replacement-late": "replacements",
    "replacement-unpromised": "replacements",
    "weather-route": "weather",
    "weather-store": "weather",
    "weather-tps": "weather",
    "escort-missing": "escort",
    "chain-lost": "chain",
    "chain-unbalanced": "chain",
    "nights-at-pps": "nights",
    "tps-unconfirmed": "unconfirmed",
    "sorted-over-received": "sorting",
    "sorting-late": "sorting",
    "sorting-late-all": "sorting",
    "sorting-halted": "sorting",
    "sorting-halted-all": "sorting",
    "silent-kecamatan": "silence",
    "never-reported-kecamatan": "silence",
    "stale-logistik": "stale",
    "stale-keuangan": "stale",
    "total-does-not-add-up": "totals",
    "stated-total-wrong": "totals",
    "ballots-sorted-differ": "totals",
    "ballots-kept-differ": "totals",
    "over-pagu": "money",
    "realised-over-disbursed": "money",
    "spj-over-disbursed": "money",
    "spj-late": "money",
    "money-double": "money",
    "money-chain": "money",
    "grant-overdue": "grants",
    "help-overdue": "help",
    "storage-over": "storage",
    "storage-unfit": "storage",
}


def raises(one: Alert, election: Election) -> bool:
    """Whether the office wants that alert: its rule is on, its place is not left out, its day is near
    enough."""
    own = election.alerts
    rule = _RULE_OF.get(one.code)
    if rule in own.off or (one.place is not None and one.place.name in own.without):
        return False
    lead = {"not_received": own.not_received_lead, "short": own.short_lead}.get(rule or "")
    # What missed a deadline is not early for the next one.
    return lead is None or one.days_left is None or one.since is not None or one.days_left <= lead


def in_force(found: Iterable[Alert], election: Election) -> list[Alert]:
    """The alerts that the office wants."""
    return [one for one in found if raises(one, election)]


def off(election: Election) -> frozenset[str]:
    """Codes of the alerts whose rule is switched off."""
    return frozenset(code for code, rule in _RULE_OF.items() if rule in election.alerts.off)

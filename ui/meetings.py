"""Meetings and inputs in words."""

import pipeline
from store import LedgerRow
from ui.view import View


def meeting_done(view: View, row: LedgerRow) -> str:
    """The title of an act at a meeting in the history."""
    one = pipeline.meeting_act_of(row)
    return view.say(
        f"meetings.done.{one.kind}",
        title=one.title,
        version=one.version,
        institution=one.institution,
        people=one.people,
    )


def input_done(view: View, row: LedgerRow) -> str:
    """The title of an act on inputs in the history."""
    one = pipeline.input_act_of(row)
    first = one.said[0] if one.said else None
    return view.say(
        f"meetings.input.{'bring' if one.upload else one.kind}",
        institution=first.institution if first else "",
        text=first.text if first else "",
        count=len(one.said),
        file=one.evidence,
        input=one.key,
        why=one.evidence or one.reason,
    )

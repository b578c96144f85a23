"""Waivers as lines: each as it stands, with who approved it and when it ends."""

from collections.abc import Sequence
from datetime import date

from alignassess.domain.waivers import WaiverState, WaiverUse
from alignassess.render import inert
from alignassess.render.lines import headed, wrapped


def waiver_list(uses: Sequence[WaiverUse], *, on: date, preview: date | None) -> list[str]:
    """Every waiver of a file."""
    marked = " (preview)" if preview is not None else ""
    count = f"{len(uses)} waiver{'s' * (len(uses) != 1)}"
    lines = headed(f"{count}, as of {on}{marked}; each holds to the end of its last day in UTC")
    for use in uses:
        lines += ["", *_waiver(use)]
    return lines


def notice(use: WaiverUse) -> str:
    """What a person must know of a waiver beyond its decision; empty when there is nothing."""
    why = f": {use.note}" if use.note else ""
    match use.state:
        case WaiverState.EXPIRED:
            return f"waiver {use.id} expired on {use.expires}{why}"
        case WaiverState.EXPIRING:
            return f"waiver {use.id} expires in {_days(use.days_left)}, at {use.expires_at}{why}"
        case WaiverState.UNUSED:
            return f"waiver {use.id} is unused{why or ': no limit needs it'}"
        case WaiverState.ORPHANED:
            return f"waiver {use.id} is orphaned{why}"
        case WaiverState.PENDING:
            return f"waiver {use.id} holds from {use.approved_on} on{why}"
        case WaiverState.ACTIVE:
            return ""


def _waiver(use: WaiverUse) -> list[str]:
    state = f"{use.state.value}, used" if use.used else use.state.value
    left = f"{_days(use.days_left)} left" if use.days_left >= 0 else "over"
    lines = headed(f"{use.id}  {state}  {use.words}")
    for text in (
        f"until {use.expires}, {left} (ends {use.expires_at})",
        f"approved by {use.approved_by} on {use.approved_on}; requested by {use.requested_by}",
        f"{use.reason.value}: {use.justification}",
        use.note,
    ):
        if text:
            lines += wrapped(inert.line(text), indent="    ", first="  ")
    return lines


def _days(count: int) -> str:
    return f"{count} day{'s' * (count != 1)}"

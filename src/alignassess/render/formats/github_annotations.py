"""GitHub annotations: workflow commands in the log of a step.

GitHub keeps ten errors and ten warnings of a step, and fifty annotations of a job. The worst nine
of each are shown as annotations and the tenth says how many are not; below them every decision and
every finding stands in plain lines. A line that begins with two colons is a command, and `##[` is
one wherever it stands: neither can come from a text here.
"""

from alignassess.domain.gate import Outcome
from alignassess.domain.model import Rating
from alignassess.render import inert
from alignassess.render.formats.checks import Check, checks, severity, worst_first
from alignassess.render.formats.material import Case, Material
from alignassess.render.formats.places import below_root, shown

MOST = 10
"""Annotations of one level that GitHub keeps of a step."""

_LONGEST = 1_000
"""Of a message; GitHub shows about four thousand characters."""


def github_annotations(material: Material) -> str:
    """Commands first, then every finding as a plain line."""
    found = [(case, one) for case in material.cases for one in worst_first(checks(case, material))]
    found.sort(key=lambda row: -severity(row[1]))
    open_ones = [row for row in found if row[1].waiver is None]
    errors = [row for row in open_ones if _is_error(row[1])]
    warnings = [row for row in open_ones if not _is_error(row[1])]
    commands = [*_unread(material), *_decisions(material)]
    commands += _level("error", errors, MOST - len(commands), material)
    commands += _level("warning", warnings, MOST, material)
    plain = [_inert(one.decision.sentence) for one in material.cases if one.decision is not None]
    plain += [_plain(case, one, material) for case, one in found]
    return "".join(f"{line}\n" for line in [*commands, *plain])


def command(name: str, message: str, **properties: str | int | None) -> str:
    """A workflow command; what people wrote in it stays text."""
    given = [f"{key}={_property(value)}" for key, value in properties.items() if value is not None]
    return f"::{name}{' ' if given else ''}{','.join(given)}::{_data(message)}"


def _data(text: str) -> str:
    short = _inert(text)
    short = short if len(short) <= _LONGEST else f"{short[: _LONGEST - 3]}..."
    return short.replace("%", "%25")  # there is no line break: the text is one line


def _property(value: str | int) -> str:
    text = _inert(str(value)).replace("%", "%25")
    return text.replace(":", "%3A").replace(",", "%2C")


def _inert(text: str) -> str:
    return inert.logged(inert.line(text))


def _is_error(check: Check) -> bool:
    return check.rating in (Rating.CRITICAL, Rating.HIGH)


def _unread(material: Material) -> list[str]:
    """One command for all sheets that could not be read."""
    if not material.problems:
        return []
    first, *others = material.problems
    more = f" (and {len(others)} more problem{'s' * (len(others) > 1)})" if others else ""
    place = first.place
    return [
        command(
            "error",
            f"{first.message}{more}",
            file=None if place is None else below_root(place.file, material.folders),
            line=None if place is None else place.line,
            title="sheet not read",
        )
    ]


def _decisions(material: Material) -> list[str]:
    """One command for the gate, whatever the number of systems."""
    stopped = [
        case.decision
        for case in material.cases
        if case.decision is not None and case.decision.outcome is not Outcome.PASS
    ]
    if not stopped:
        return []
    others = len(stopped) - 1
    more = f" (and {others} more system{'s' * (others > 1)})" if others else ""
    return [command("error", f"{stopped[0].sentence}{more}", title="alignment gate")]


def _level(name: str, rows: list[tuple[Case, Check]], room: int, material: Material) -> list[str]:
    shown_ones = rows if len(rows) <= room else rows[: room - 1]
    said = [
        command(
            name,
            f"{case.subject}: {one.sentence}",
            file=below_root(one.file, material.folders),
            line=one.line if below_root(one.file, material.folders) else None,
            title=f"{one.question.id} {one.title}",
        )
        for case, one in shown_ones
    ]
    left = len(rows) - len(shown_ones)
    if left:
        said.append(command(name, f"{left} more findings are listed in the log", title="alignment"))
    return said


def _plain(case: Case, one: Check, material: Material) -> str:
    waived = "" if one.waiver is None else f" waived by {one.waiver.id};"
    rating = one.rating or "vendor"
    place = f"{shown(one.file, material.folders)}:{one.line}"
    return _inert(f"{case.subject} {rating} {one.question.id} {place}{waived} {one.sentence}")

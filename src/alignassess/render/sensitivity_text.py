"""What other constants and weights would change, as plain text."""

from collections.abc import Iterator

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.instrument import Instrument
from alignassess.render.lines import Heading, table, wrapped
from alignassess.render.sensitivity_view import (
    ACTIONS,
    ACTIONS_NOTE,
    CONSTANTS,
    SensitivityView,
    sensitivity_view,
)


def sensitivity_section(assessment: SystemAssessment, instrument: Instrument) -> list[str]:
    """The section of a result; empty where it was not asked for."""
    found = sensitivity_view(assessment, instrument)
    if found is None:
        return []
    return [*_constants(found), "", *_weights(found), *_actions(found)]


def _constants(found: SensitivityView) -> Iterator[str]:
    yield Heading(CONSTANTS)
    yield from wrapped(found.summary, indent="  ")
    for one in found.swings:
        yield from wrapped(
            f"{one.constant}, {one.reading}: {one.changes}", indent="      ", first="  "
        )


def _weights(found: SensitivityView) -> Iterator[str]:
    if not found.ratings:
        return
    yield Heading(found.draws_title)
    yield from wrapped(found.draws_note, indent="  ")
    for one in found.ratings:
        rows = [(one.reading, "low", "medium", "high", "critical"), *one.rows]
        yield from (f"  {line}" for line in table(rows, right=frozenset({1, 2, 3, 4})))
    yield ""


def _actions(found: SensitivityView) -> Iterator[str]:
    yield Heading(ACTIONS)
    rows = [("question", "constants", "weights", "")]
    rows += [(one.question, one.constants, one.weights, one.remark) for one in found.actions]
    yield from (f"  {line}" for line in table(rows))
    yield from wrapped(ACTIONS_NOTE, indent="  ")

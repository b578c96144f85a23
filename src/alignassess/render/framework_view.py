"""Frameworks and laws as a report shows them: what is asked, what applies, what is not assessed."""

from dataclasses import dataclass
from datetime import date

from alignassess.domain.assessment import Assessment, SystemAssessment
from alignassess.domain.coverage import FrameworkCoverage
from alignassess.domain.instrument import Instrument
from alignassess.domain.legal import InPoint, in_point, outdated
from alignassess.domain.library import Library
from alignassess.render.framework_text import NEVER_MET, spoken


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One identifier."""

    id: str
    title: str
    spoken: tuple[str, ...]
    """Questions with their levels and relation; empty where it is not assessed."""
    open: tuple[str, ...]
    """Questions without an answer."""
    not_assessed: str | None
    """Why it is not assessed."""


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """One framework list."""

    id: str
    title: str
    as_of: str
    outdated: bool
    """Whether the list is older than 90 days at the date of the assessment."""
    assessed: int
    size: int
    lines: tuple[ItemLine, ...]
    explanation: str = NEVER_MET


@dataclass(frozen=True, slots=True)
class LegalView:
    """One law, code or standard that the facts of the profile bear on."""

    one: InPoint
    as_of: str
    outdated: bool


def framework_views(assessment: Assessment) -> tuple[FrameworkView, ...]:
    """The framework lists that were asked for."""
    on = assessment.provenance.as_of
    return tuple(_framework(one, on) for one in assessment.frameworks)


def legal_views(
    assessment: SystemAssessment, instrument: Instrument, library: Library
) -> tuple[LegalView, ...]:
    """What is likely in point first, then what is open, then what is not under the facts given."""
    on = assessment.provenance.as_of
    found = in_point(library.legal, assessment, instrument)
    order = {True: 0, None: 1, False: 2}
    return tuple(
        LegalView(one, str(one.instrument.as_of), outdated(one.instrument.as_of, on))
        for one in sorted(found, key=lambda one: order[one.holds])
    )


def _framework(one: FrameworkCoverage, on: date) -> FrameworkView:
    return FrameworkView(
        id=one.framework,
        title=f"{one.name}, {one.version}",
        as_of=one.as_of,
        outdated=outdated(one.as_of, on),
        assessed=one.assessed,
        size=len(one.items),
        lines=tuple(
            ItemLine(item.id, item.title, tuple(spoken(item.speaks)), item.open, item.reason)
            for item in one.items
        ),
    )

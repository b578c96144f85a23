"""What evidence would lift the evidenced reading to the reading as answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from alignassess.domain.assessment import Assessment, Determination, SystemAssessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.method import Method
from alignassess.domain.model import ASSURANCES, READINGS, Reading

SHOWN = 8
"""How many are shown in full; the others are named."""

_ANSWERED, _EVIDENCED = READINGS.index(Reading.ANSWERED), READINGS.index(Reading.EVIDENCED)

NEEDED = {
    "documented": "a document: a location and a date",
    "tested": "a test: a file with its sha256",
    "independent": "evidence by an organisation that is neither operator nor vendor",
}


@dataclass(frozen=True, slots=True)
class Lift:
    """One answer that counts for less than it says, and what would change that."""

    question: str
    text: str
    answered: int
    evidenced: int
    needed: str
    typical: str
    """Evidence that typically supports it; empty where the questionnaire names none."""
    essential: bool
    """Whether an essential gap is open in the evidenced reading for want of it."""


@dataclass(frozen=True, slots=True)
class LiftView:
    """Answers that evidence would lift, those that weigh most first."""

    first: tuple[Lift, ...]
    others: tuple[Lift, ...]
    facts: tuple[str, ...]
    """Profile facts that read one exposure step higher until a document supports them."""


def lift_view(assessment: Assessment, instrument: Instrument) -> LiftView:
    """Every answer whose level counts for less in the evidenced reading."""
    weigh = _weights(assessment)
    held: frozenset[str] = frozenset()
    if isinstance(assessment, SystemAssessment):
        held = frozenset(assessment.unsupported_essentials)
    found = []
    for one in assessment.determinations:
        if one.applies and one.levels and one.levels[_EVIDENCED] < one.levels[_ANSWERED]:
            weight = weigh.get(one.question.id, 0.0)
            essential = one.question.id in held
            lift = _lift(one, one.levels, instrument, essential=essential)
            found.append(((not essential, -weight, one.question.id), lift))
    lifts = [lift for _, lift in sorted(found, key=lambda pair: pair[0])]
    return LiftView(tuple(lifts[:SHOWN]), tuple(lifts[SHOWN:]), _facts(assessment, instrument))


def _weights(assessment: Assessment) -> Mapping[str, float]:
    """Question to the weighted credit, over all categories, that evidence would add."""
    found = {}
    for question, _, weights, _, credits in assessment.contributions:
        answered, evidenced = credits[_ANSWERED], credits[_EVIDENCED]
        if answered is not None and evidenced is not None:
            parts = zip(weights, answered, evidenced, strict=True)
            found[question] = round(sum(w * (a - e) for w, a, e in parts), 9)
    return found


def _lift(
    one: Determination, levels: tuple[int, int, int], instrument: Instrument, *, essential: bool
) -> Lift:
    known = instrument.question.get(one.question.id)
    return Lift(
        question=one.question.id,
        text=one.question.text,
        answered=levels[_ANSWERED],
        evidenced=levels[_EVIDENCED],
        needed=one.held or _needed(levels[_ANSWERED], instrument.method),
        typical="" if known is None or not known.evidence else known.evidence[0],
        essential=essential,
    )


def _needed(level: int, method: Method) -> str:
    ceilings = method.ceilings.of
    least = next(one for one in ASSURANCES if ceilings[one] >= level)
    return NEEDED.get(least.value, least.value)


def _facts(assessment: Assessment, instrument: Instrument) -> tuple[str, ...]:
    needs = {one.id for one in instrument.profile if one.needs_support}
    return tuple(
        one.question.id
        for one in assessment.determinations
        if one.applies and one.question.id in needs and one.assurance is ASSURANCES[0]
    )

"""`decide()`: whether an assessment stays within a policy."""

from enum import StrEnum

from alignassess.domain.assessment import CategoryResult, SystemAssessment
from alignassess.domain.depth import Depth, held
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import Model, Reading
from alignassess.domain.policy import Limit, Policy


class Outcome(StrEnum):
    """A decision. Only `pass` lets a gate through: answering less never helps."""

    PASS = "pass"  # noqa: S105
    INCONCLUSIVE = "inconclusive"
    FAIL = "fail"


class Decision(Model):
    """The outcome, and every reason that kept it from being a pass."""

    system: str
    depth: Depth = Depth.FULL
    """What the sheet set out to answer."""
    outcome: Outcome
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The decision as one line of a log."""
        reasons = "; ".join(self.reasons) or "every limit of the policy holds"
        name = self.system if self.depth is Depth.FULL else f"{self.system} (depth core)"
        return f"{self.outcome.value}: {name}: {reasons}"


Reason = tuple[Outcome, str]


def decide(assessment: SystemAssessment, policy: Policy, *, instrument: Instrument) -> Decision:
    """Hold an assessment against a policy.

    A limit passes when its reading is within it, fails when even `best` is above it, and is
    inconclusive between: then answers or evidence are missing. While a profile fact is unknown,
    `best` is not a strict bound, so nothing fails.
    """
    found = [
        *_scope(assessment, policy),
        *_depth(assessment, policy),
        *_completeness(assessment, policy),
    ]
    for limit in policy.limits:
        found += _limit(assessment, limit, instrument)
    order = list(Outcome)
    worst_first = sorted(found, key=lambda one: -order.index(one[0]))
    reasons = [text for _, text in worst_first]
    if found and assessment.essential_gaps:
        gaps = ", ".join(gap.question for gap in assessment.essential_gaps)
        reasons.append(f"essential gaps open: {gaps}")
    return Decision(
        system=assessment.subject.id,
        depth=assessment.depth,
        outcome=worst_first[0][0] if found else Outcome.PASS,
        reasons=tuple(reasons),
    )


def _scope(assessment: SystemAssessment, policy: Policy) -> list[Reason]:
    accepted = None if policy.questionnaires is None else set(policy.questionnaires)
    if assessment.full_scope if accepted is None else set(assessment.scope) == accepted:
        return []
    wanted = "all questionnaires" if accepted is None else ", ".join(sorted(accepted))
    counted = ", ".join(assessment.scope)
    return [(Outcome.INCONCLUSIVE, f"counted over {counted}; the policy asks for {wanted}")]


def _depth(assessment: SystemAssessment, policy: Policy) -> list[Reason]:
    if assessment.depth is Depth.FULL or policy.depth is Depth.CORE:
        return []
    return [(Outcome.INCONCLUSIVE, "counted at depth core; the policy asks for depth full")]


def _completeness(assessment: SystemAssessment, policy: Policy) -> list[Reason]:
    complete = assessment.completeness
    share = complete.answered / complete.applicable if complete.applicable else 0.0
    if policy.completeness is not None and share < policy.completeness:
        text = f"{complete.answered} of {complete.applicable} {_asked(assessment)} answered"
        return [(Outcome.INCONCLUSIVE, f"{text}; the policy asks for {policy.completeness:.0%}")]
    if not complete.enough:
        counted = f"{complete.answered} of {complete.applicable} {_asked(assessment)}"
        return [(Outcome.INCONCLUSIVE, f"unrated: {counted} answered")]
    return []


def _asked(assessment: SystemAssessment) -> str:
    return "core questions" if assessment.depth is Depth.CORE else "questions"


def _limit(assessment: SystemAssessment, limit: Limit, instrument: Instrument) -> list[Reason]:
    """What breaks one limit, as one reason per outcome with the worst category first."""
    broken: dict[Outcome, list[CategoryResult]] = {}
    for result in assessment.categories:
        if result.category in limit.categories and not limit.holds(
            held(instrument.method.rating(_risk(result, limit)), assessment.depth)
        ):
            broken.setdefault(_outcome(assessment, result, limit, instrument), []).append(result)
    return [
        (outcome, _in_words(assessment, results, limit, outcome, instrument))
        for outcome, results in broken.items()
    ]


def _outcome(
    assessment: SystemAssessment, result: CategoryResult, limit: Limit, instrument: Instrument
) -> Outcome:
    complete = assessment.completeness
    certain = complete.enough and complete.profile_answered == complete.profile_applicable
    best = instrument.method.rating(result.best.headline_risk)
    return Outcome.FAIL if certain and not limit.holds(best) else Outcome.INCONCLUSIVE


def _risk(result: CategoryResult, limit: Limit) -> float:
    reading = result.answered if limit.reading is Reading.ANSWERED else result.evidenced
    return reading.headline_risk


def _in_words(
    assessment: SystemAssessment,
    results: list[CategoryResult],
    limit: Limit,
    outcome: Outcome,
    instrument: Instrument,
) -> str:
    worst_first = sorted(results, key=lambda one: -_risk(one, limit))
    worst, *others = worst_first
    rating = held(instrument.method.rating(_risk(worst, limit)), assessment.depth)
    labels = ", ".join(instrument.category[one.category].label for one in others)
    how = "as answered" if limit.reading is Reading.ANSWERED else "counting only evidence"
    label = instrument.category[worst.category].label
    text = (
        f"{label} {rating.value} ({_risk(worst, limit):.2f}) {how}"
        + (f", also {labels}" if labels else "")
        + f"; {limit.words} is allowed"
    )
    if outcome is Outcome.INCONCLUSIVE and limit.holds(
        instrument.method.rating(_risk(worst, limit))
    ):
        text += "; at depth core no rating is better than medium"
    elif outcome is Outcome.INCONCLUSIVE:
        text += "; missing answers or evidence could bring it within"
    return text

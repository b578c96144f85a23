"""Whether there is enough to decide on: scope, depth, answers, claims, and the age of evidence.

What is missing makes a decision inconclusive, never a pass.
"""

from collections.abc import Iterator

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.assurance import months_before
from alignassess.domain.depth import Depth
from alignassess.domain.expiry import evidence_date
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import Assurance
from alignassess.domain.naming import listed
from alignassess.domain.policy import Age, Level, Most, Rules

Short = tuple[Level, str]
"""What a thing that is missing does, and its words."""

_MOST_NAMED = 3


def insufficient(
    assessment: SystemAssessment, rules: Rules, instrument: Instrument
) -> Iterator[Short]:
    """Everything that is missing, in words."""
    yield from _scope(assessment, rules)
    if assessment.depth is Depth.CORE and rules.depth is not Depth.CORE:
        yield Level.ERROR, "counted at depth core; the policy asks for depth full"
    yield from _completeness(assessment, rules)
    yield from _required(assessment, rules, instrument)
    yield from _shares(assessment, rules)
    if rules.evidence_age is not None and rules.evidence_age.level is not Level.OFF:
        yield from _age(assessment, rules.evidence_age)


def _scope(assessment: SystemAssessment, rules: Rules) -> Iterator[Short]:
    accepted = None if rules.questionnaires is None else set(rules.questionnaires)
    if assessment.full_scope if accepted is None else set(assessment.scope) == accepted:
        return
    wanted = "all questionnaires" if accepted is None else ", ".join(sorted(accepted))
    counted = ", ".join(assessment.scope)
    yield Level.ERROR, f"counted over {counted}; the policy asks for {wanted}"


def _completeness(assessment: SystemAssessment, rules: Rules) -> Iterator[Short]:
    complete, least = assessment.completeness, rules.completeness
    share = complete.answered / complete.applicable if complete.applicable else 0.0
    text = f"{complete.answered} of {complete.applicable} {_asked(assessment)} answered"
    short = least is not None and least.level is not Level.OFF and share < least.share
    if short and least is not None:
        yield least.level, f"{text}; the policy asks for {_percent(least.share)}"
    if not complete.enough and not (short and least is not None and least.level is Level.ERROR):
        yield Level.ERROR, f"unrated: {text}"


def _asked(assessment: SystemAssessment) -> str:
    return "core questions" if assessment.depth is Depth.CORE else "questions"


def _required(
    assessment: SystemAssessment, rules: Rules, instrument: Instrument
) -> Iterator[Short]:
    """Each by itself: a whole questionnaire left out hides in a share over all of them."""
    least = max(instrument.method.complete_from, 0.0 if rules.completeness is None else _on(rules))
    summaries = {one.questionnaire: one for one in assessment.questionnaires}
    for name in rules.required or ():
        summary = summaries.get(name)
        if name not in assessment.scope:
            yield Level.ERROR, f"{name} was not counted; the policy requires it"
        elif summary is not None and summary.answered < least * summary.applicable:
            text = f"{summary.answered} of {summary.applicable} questions of {name} answered"
            yield Level.ERROR, f"{text}; the policy requires {_percent(least)} of them"


def _on(rules: Rules) -> float:
    least = rules.completeness
    return least.share if least is not None and least.level is Level.ERROR else 0.0


def _shares(assessment: SystemAssessment, rules: Rules) -> Iterator[Short]:
    complete = assessment.completeness
    silent = complete.dont_know + complete.declined + complete.unanswered
    for most, count, what in (
        (rules.nonresponses, silent, "have no answer"),
        (rules.not_applicable, complete.not_applicable, "are claimed not to apply"),
    ):
        if _above(most, count, complete.applicable) and most is not None:
            text = f"{count} of {complete.applicable} {_asked(assessment)} {what}"
            yield most.level, f"{text}; the policy allows {_percent(most.share)}"


def _above(most: Most | None, count: int, applicable: int) -> bool:
    on = most is not None and most.level is not Level.OFF
    return on and most is not None and count > most.share * applicable


def _age(assessment: SystemAssessment, most: Age) -> Iterator[Short]:
    """Every entry that is more than a claim, whoever names it: withdrawing an answer hides none."""
    oldest = months_before(assessment.provenance.as_of, most.months)
    old = []
    for record in assessment.evidence:
        if {record.entry.assurance, record.earned} == {Assurance.ASSERTED}:
            continue
        dated = evidence_date(record)
        if dated is None or dated < oldest:
            old.append(f"{record.entry.id} ({dated or 'no date'})")
    if old:
        text = f"evidence older than {most.months} months: {listed(old, _MOST_NAMED)}"
        yield most.level, text


def _percent(share: float) -> str:
    return f"{share * 100:.4g}%"

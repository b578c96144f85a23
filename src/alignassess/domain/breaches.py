"""What of an assessment is outside the rules of a policy, before any waiver is looked at."""

from collections.abc import Iterable
from typing import NamedTuple

from alignassess.domain.accepting import Acceptances, reading_of
from alignassess.domain.assessment import CategoryResult, SystemAssessment
from alignassess.domain.decision import Outcome
from alignassess.domain.depth import Depth, held
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import CATEGORIES, SOUND_LEVEL, Reading
from alignassess.domain.naming import listed
from alignassess.domain.policy import Gaps, Level, Limit, Rules
from alignassess.domain.standing import State
from alignassess.domain.sufficiency import insufficient

_MOST_NAMED = 3
"""Questions that a reason names, to start with."""


class Breach(NamedTuple):
    """One reason: what it does to the decision, and the words of it."""

    outcome: Outcome
    level: Level
    text: str


class BrokenLimit(NamedTuple):
    """A limit that some categories are above."""

    limit: Limit
    results: tuple[tuple[CategoryResult, Outcome], ...]

    def accepted(self, by: Acceptances | None) -> tuple["BrokenLimit", frozenset[str]]:
        """What no waiver accepts, and the waivers that accept the rest."""
        if by is None:
            return self, frozenset()
        left, ids = [], set()
        for result, outcome in self.results:
            waivers = by.of_limit(self.limit, result)
            ids |= {one.id for one in waivers}
            if not waivers:
                left.append((result, outcome))
        return BrokenLimit(self.limit, tuple(left)), frozenset(ids)

    def in_words(self, assessment: SystemAssessment, instrument: Instrument) -> Iterable[Breach]:
        """One reason for each outcome, with the worst category first."""
        by_outcome: dict[Outcome, list[CategoryResult]] = {}
        for result, outcome in self.results:
            by_outcome.setdefault(outcome, []).append(result)
        for outcome, results in by_outcome.items():
            text = _limit_in_words(self.limit, results, outcome, assessment, instrument)
            yield Breach(outcome, self.limit.level, text)


class OpenGaps(NamedTuple):
    """Essential gaps, of which fewer may be open."""

    rule: Gaps
    questions: tuple[tuple[str, Outcome], ...]

    def accepted(self, by: Acceptances | None) -> tuple["OpenGaps", frozenset[str]]:
        """The gaps that no waiver accepts, and the waivers that accept the others."""
        if by is None:
            return self, frozenset()
        found = {name: by.of_gap(name) for name, _ in self.questions}
        left = tuple(one for one in self.questions if found[one[0]] is None)
        ids = frozenset(one.id for one in found.values() if one is not None)
        return OpenGaps(self.rule, left), ids

    def in_words(self, assessment: SystemAssessment, instrument: Instrument) -> Iterable[Breach]:
        """One reason, unless few enough are left."""
        if len(self.questions) > self.rule.most:
            certain = [name for name, outcome in self.questions if outcome is Outcome.FAIL]
            outcome = Outcome.FAIL if len(certain) > self.rule.most else Outcome.INCONCLUSIVE
            names = ", ".join(name for name, _ in self.questions)
            gaps = f"essential gap{'s' * (len(self.questions) > 1)} open ({names})"
            text = f"{len(self.questions)} {gaps}; {self.rule.most} allowed"
            yield Breach(outcome, self.rule.level, text)


Broken = Breach | BrokenLimit | OpenGaps


def broken(assessment: SystemAssessment, rules: Rules, instrument: Instrument) -> list[Broken]:
    """Everything that is outside the rules; what is switched off is not looked at."""
    found: list[Broken] = [
        Breach(Outcome.INCONCLUSIVE, level, text)
        for level, text in insufficient(assessment, rules, instrument)
    ]
    allowed = rules.essential_gaps
    if allowed is not None and allowed.level is not Level.OFF:
        gaps = tuple(
            (gap.question, _outcome(assessment, open_at_best=_best(assessment, gap.question)))
            for gap in assessment.essential_gaps
        )
        if len(gaps) > allowed.most:
            found.append(OpenGaps(allowed, gaps))
    for limit in rules.limits or ():
        if limit.level is not Level.OFF:
            found += _above(assessment, limit, instrument)
    return found


def _above(assessment: SystemAssessment, limit: Limit, instrument: Instrument) -> list[BrokenLimit]:
    above = []
    for result in assessment.categories:
        if result.category not in limit.categories:
            continue
        risk = reading_of(result, limit.reading).headline_risk
        rating = held(instrument.method.rating(risk), assessment.depth)
        if assessment.depth is Depth.CORE:  # no better than medium, whatever a limit is written in
            risk = max(risk, instrument.method.cuts.medium)
        if not limit.holds(rating, risk):
            best = result.best.headline_risk
            certain = not limit.holds(instrument.method.rating(best), best)
            above.append((result, _outcome(assessment, open_at_best=certain)))
    return [BrokenLimit(limit, tuple(above))] if above else []


def _outcome(assessment: SystemAssessment, *, open_at_best: bool) -> Outcome:
    """A fail needs `best` to be a strict bound: enough answers, and every fact known."""
    complete = assessment.completeness
    certain = complete.enough and complete.profile_answered == complete.profile_applicable
    return Outcome.FAIL if certain and open_at_best else Outcome.INCONCLUSIVE


def _best(assessment: SystemAssessment, question: str) -> bool:
    """Whether a practice is below what it takes even if the unknowns were good."""
    found = (one for one in assessment.determinations if one.question.id == question)
    return any(one.levels is not None and one.levels[0] < SOUND_LEVEL for one in found)


def _limit_in_words(
    limit: Limit,
    results: list[CategoryResult],
    outcome: Outcome,
    assessment: SystemAssessment,
    instrument: Instrument,
) -> str:
    def risk(one: CategoryResult) -> float:
        return reading_of(one, limit.reading).headline_risk

    worst, *others = sorted(results, key=lambda one: -risk(one))
    rating = held(instrument.method.rating(risk(worst)), assessment.depth)
    labels = ", ".join(instrument.category[one.category].label for one in others)
    how = "as answered" if limit.reading is Reading.ANSWERED else "counting only evidence"
    text = (
        f"{instrument.category[worst.category].label} {rating.value} ({risk(worst):.2f}) {how}"
        + (f", also {labels}" if labels else "")
        + f"; {limit.words} is allowed"
    )
    if outcome is Outcome.FAIL:
        return text + _start(assessment, worst)
    if limit.holds(instrument.method.rating(risk(worst)), risk(worst)):
        return text + "; at depth core no rating is better than medium"
    begin = _missing(assessment, limit, worst)
    return f"{text}; missing answers or evidence could bring it within ({begin})"


def _start(assessment: SystemAssessment, worst: CategoryResult) -> str:
    """The lowest answers that bear on the worst category: where a person can start."""
    weak = sorted(
        (
            one
            for one in assessment.findings
            if worst.category in one.question.categories and not one.essential
        ),
        key=lambda one: one.level,
    )
    names = [one.question.id for one in weak[:_MOST_NAMED]]
    return f"; lowest answers: {', '.join(names)}" if names else ""


def _missing(assessment: SystemAssessment, limit: Limit, worst: CategoryResult) -> str:
    """What to bring first: support for essential practices, else what has no answer, facts first.

    Nothing is certain without the facts. Where every question is answered, what an open
    disagreement or want of evidence holds back.
    """
    if limit.reading is Reading.EVIDENCED and assessment.unsupported_essentials:
        unsupported = listed(assessment.unsupported_essentials, _MOST_NAMED)
        return f"essential and without support: {unsupported}"
    silent = (State.UNANSWERED, State.DONT_KNOW, State.DECLINED)
    names = [
        one.question.id for one in assessment.determinations if one.applies and one.state in silent
    ]
    if names:
        return f"no answer: {listed(names, _MOST_NAMED)}"
    held_back = listed(_held_back(assessment, limit, worst), _MOST_NAMED)
    return f"every question is answered; not counted in full: {held_back}"


def _held_back(assessment: SystemAssessment, limit: Limit, worst: CategoryResult) -> list[str]:
    """Questions that count for less than they could in a category, the most first."""
    column = 1 if limit.reading is Reading.ANSWERED else 2
    at = CATEGORIES.index(worst.category)
    lost = []
    for name, _, weights, _, credits in assessment.contributions:
        best, now = credits[0], credits[column]
        if best is not None and now is not None and best[at] > now[at]:
            lost.append((weights[at] * (now[at] - best[at]), name))
    return [name for _, name in sorted(lost)]

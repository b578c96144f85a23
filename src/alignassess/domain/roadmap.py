"""`plan()`: the order of work. After each step, everything that it touches is counted again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import fsum

from alignassess.domain.answers import Sheet
from alignassess.domain.assessment import Action, Finding, Gain, SystemAssessment
from alignassess.domain.case import Case, prepare
from alignassess.domain.catalog import Floor, RaiseExposure
from alignassess.domain.evidence import Observation
from alignassess.domain.formula import exact, figure
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import (
    CATEGORIES,
    SOUND_LEVEL,
    TOP_LEVEL,
    ClosedBy,
    Effort,
    Reading,
)
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.standing import State
from alignassess.domain.subject import Vendor
from alignassess.domain.tally import Tally, Undo

FIRST = 6
"""How many steps a report shows (`docs/method.md`, "Findings and the order of work")."""

EFFORT_COST: Mapping[Effort, int] = {Effort.S: 1, Effort.M: 2, Effort.L: 4}
"""What a gain is divided by (`docs/method.md`, "Findings and the order of work")."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The first steps in order, one per questionnaire, and what each finding would win."""

    actions: tuple[Action, ...] = ()
    first_steps: tuple[Action, ...] = ()
    gains: Mapping[str, tuple[Gain, ...]] = field(default_factory=dict)
    """Question id to gains; gains of different findings overlap and do not add up."""

    def added_to(self, assessment: SystemAssessment) -> SystemAssessment:
        """The assessment with its order of work."""
        return assessment.model_copy(
            update={
                "actions": self.actions,
                "first_steps": self.first_steps,
                "findings": tuple(self._with_gains(one) for one in assessment.findings),
                "improvements": tuple(self._with_gains(one) for one in assessment.improvements),
            }
        )

    def _with_gains(self, finding: Finding) -> Finding:
        return replace(finding, gains=self.gains.get(finding.question.id, ()))


@dataclass(frozen=True, slots=True)
class Trial:
    """What one remedy would win now."""

    question: ScoredQuestion
    target: int
    improvement: bool
    """Whether the answer is sound already."""
    gains: tuple[float, ...]
    """Fall of risk per category, in the order of `CATEGORIES`."""
    unlocks: tuple[str, ...]
    essential: bool
    worst: float

    @property
    def rank(self) -> tuple[bool, bool, bool, bool, float, int, str]:
        """What comes first.

        What the operator can close, essential gaps, unlockers, gain by effort, effort, id.
        """
        cost = EFFORT_COST[self.question.remedy.effort]
        return (
            self.improvement,
            self.question.closed_by is ClosedBy.SUPPLIER,
            not self.essential,
            not self.unlocks,
            -exact(fsum(self.gains) / cost),
            cost,
            self.question.id,
        )


def plan(
    instrument: Instrument,
    sheet: Sheet,
    *,
    observations: Iterable[Observation] = (),
    as_of: date,
    scope: tuple[str, ...] | None = None,
    steps: int = FIRST,
) -> Plan:
    """The order of work on one system's sheet.

    Empty for a vendor sheet, which has no risk to lower.
    """
    if isinstance(sheet.subject, Vendor):
        return Plan()
    case = prepare(instrument, sheet, observations=observations, as_of=as_of, scope=scope)
    tally = case.tallies()[Reading.ANSWERED]
    waiting = {q.id: q for q in case.questions if can_improve(case, q)}
    chosen: list[Action] = []
    first_round: list[Trial] = []
    while waiting and len(chosen) < steps:
        if first_round:
            best = foremost(tally, waiting.values())
        else:  # a report shows what each would win
            now = tally.risks()
            every = [attempt(tally, one, now) for one in waiting.values()]
            first_round = sorted(every, key=lambda trial: trial.rank)
            best = first_round[0]
        tally.set_level(best.question.id, best.target)
        chosen.append(_action(case, best))
        del waiting[best.question.id]
    return Plan(
        tuple(chosen),
        _first_steps(case, first_round),
        {trial.question.id: _gains(trial) for trial in first_round},
    )


def can_improve(case: Case, question: ScoredQuestion) -> bool:
    """Whether a step may raise an answer: one not at the top, and a matter of this sheet."""
    one = case.standing[question.id]
    return (
        case.puts(question.id) and one.state is not State.NOT_APPLICABLE and one.level < TOP_LEVEL
    )


def foremost(tally: Tally, waiting: Iterable[ScoredQuestion]) -> Trial:
    """The best remedy now. What comes first without being tried leaves the others untried."""
    groups: dict[tuple[bool, bool, bool], list[ScoredQuestion]] = {}
    for question in waiting:
        key = (
            tally.level[question.id] >= SOUND_LEVEL,
            question.closed_by is ClosedBy.SUPPLIER,
            not holds_floor(tally, question.id),
        )
        groups.setdefault(key, []).append(question)
    candidates = groups[min(groups)]
    now = tally.risks()
    read = tally.instrument.rulebook.reading
    # Only a question that a rule reads can lift one, and what lifts one comes before all else.
    trials = [attempt(tally, one, now) for one in candidates if one.id in read]
    if not any(trial.unlocks for trial in trials):
        trials += [attempt(tally, one, now) for one in candidates if one.id not in read]
    return min(trials, key=lambda trial: trial.rank)


def attempt(tally: Tally, question: ScoredQuestion, now: list[float]) -> Trial:
    """What raising an answer to level 3, or to 4 from 3, would win over the risks `now`."""
    improvement = tally.level[question.id] >= SOUND_LEVEL
    target = TOP_LEVEL if improvement else question.sound_level
    essential = holds_floor(tally, question.id)
    undo = tally.set_level(question.id, target)
    after = _risks_after(tally, undo, now)
    unlocks = _unlocked(tally, undo)
    tally.take_back(undo)
    gains = tuple(exact(one - other) for one, other in zip(now, after, strict=True))
    return Trial(question, target, improvement, gains, unlocks, essential, figure(max(after)))


def _risks_after(tally: Tally, undo: Undo, now: list[float]) -> list[float]:
    """Risk of every category; what no credit of changed is as it was, unless a rule was lifted."""
    if tally.bits != undo.bits:
        return tally.risks()
    after = now[:]
    for category in {category for category, _ in undo.cells}:
        after[category] = tally.risk(category)
    return after


def holds_floor(tally: Tally, question: str) -> bool:
    """Whether a question holds an essential gap open."""
    return question in tally.instrument.essential_for and any(
        clause.bit & tally.bits
        and isinstance(clause.effect, Floor)
        and clause.effect.essential == question
        for clause in tally.instrument.rulebook.floors
    )


def _unlocked(tally: Tally, undo: Undo) -> tuple[str, ...]:
    """Rules through which the new level gives other answers credit back, or lowers an exposure."""
    eased = {
        question
        for question, before in undo.rows.items()
        if question != undo.question and any(map(float.__gt__, tally.rows[question], before))
    }
    lowered = any(map(float.__lt__, tally.exposure, undo.exposure))
    found: dict[str, None] = {}
    for clause in tally.instrument.rulebook.reading.get(undo.question, ()):
        raises = lowered and isinstance(clause.effect, RaiseExposure)
        if clause.bit & undo.bits and (raises or not eased.isdisjoint(clause.touches)):
            found[clause.rule.id] = None
    return tuple(found)


def _action(case: Case, trial: Trial) -> Action:
    question = trial.question
    return Action(
        finding=f"{case.sheet.subject.id}/{question.id}",
        question=case.instrument.card[question.id],
        essential=trial.essential,
        unlocks=trial.unlocks,
        gains=_gains(trial),
        worst_after=trial.worst,
        target=trial.target,
    )


def _gains(trial: Trial) -> tuple[Gain, ...]:
    return tuple(
        Gain(category=category, gain=gain)
        for category, gain in zip(CATEGORIES, trial.gains, strict=True)
        if gain > 0
    )


def _first_steps(case: Case, trials: Iterable[Trial]) -> tuple[Action, ...]:
    """The best first remedy of each questionnaire, in the order of the instrument."""
    best: dict[str, Trial] = {}
    for trial in trials:
        best.setdefault(case.instrument.questionnaire_of[trial.question.id], trial)
    return tuple(
        _action(case, best[one.id]) for one in case.instrument.questionnaires if one.id in best
    )

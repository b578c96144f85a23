"""`compare()`: what became of each answer since an earlier assessment of the same system."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Literal

from alignassess.domain.assessment import Determination, SystemAssessment, VendorAssessment
from alignassess.domain.card import QuestionCard
from alignassess.domain.formula import exact
from alignassess.domain.model import SOUND_LEVEL, Assurance, Category, Model, Reading
from alignassess.domain.standing import State

Assessed = SystemAssessment | VendorAssessment


class ChangeState(StrEnum):
    """What became of an answer."""

    OPENED = "opened"
    """Sound or not asked before, and a gap now."""
    WORSE = "worse"
    """Lower than before, or no longer an answer."""
    BETTER = "better"
    """Higher than before, or an answer where there was none."""
    CLOSED = "closed"
    """A gap before, and sound or not asked now."""
    UNCHANGED = "unchanged"
    QUESTION_CHANGED = "question-changed"
    """Worded anew, added or retired since: the two answers cannot be compared."""
    FACT_CHANGED = "fact-changed"
    """Another fact of the profile: neither good nor bad, and it moves exposure or stakes."""


REGRESSIONS = frozenset({ChangeState.OPENED, ChangeState.WORSE})
"""A drop in any answer."""


class Change(Model):
    """One question of one system, before and now."""

    system: str
    question: str
    state: ChangeState
    before: str
    """The answer before, in words."""
    now: str
    level_before: int | None = None
    """As answered, 0 to 4; None for a fact and for what does not apply."""
    level_now: int | None = None
    categories: tuple[Category, ...] = ()
    """Those that the question is primary for."""

    @property
    def regressed(self) -> bool:
        """Whether the answer dropped."""
        return self.state in REGRESSIONS


class Moved(Model):
    """The risk of one category before and now, in one reading; higher is worse."""

    category: Category
    reading: Reading
    before: float
    now: float

    @property
    def by(self) -> float:
        """How far it rose; negative where it fell."""
        return exact(self.now - self.before)


def compare(
    assessment: Assessed,
    baseline: Assessed,
    *,
    reading: Literal[Reading.ANSWERED, Reading.EVIDENCED] = Reading.ANSWERED,
) -> tuple[Change, ...]:
    """Every question of both, by id, in the order of asking; those only in the baseline last.

    A claim that a question does not apply counts as level 0 until a document supports it. What the
    baseline counted over and this assessment did not is nowhere: `narrower()` says so.
    """
    now = {one.question.id: one for one in assessment.determinations}
    before = {one.question.id: one for one in baseline.determinations}
    scope = {*assessment.scope} & {*baseline.scope}
    found = []
    for name in dict.fromkeys((*now, *before)):
        one, other = now.get(name), before.get(name)
        card = (one or before[name]).question
        if card.kind == "scored" and card.questionnaire not in scope:
            continue
        found.append(_change(assessment.subject.id, card, other, one, reading))
    return tuple(found)


def narrower(assessment: Assessed, baseline: Assessed) -> str:
    """How this assessment looked at less than the baseline did; empty when it did not."""
    missing = [one for one in baseline.scope if one not in assessment.scope]
    if missing:
        return f"the baseline counted {', '.join(missing)} too"
    if baseline.depth != assessment.depth and assessment.depth == "core":
        return "the baseline was counted at depth full"
    return ""


def moves(now: SystemAssessment, before: SystemAssessment, reading: Reading) -> tuple[Moved, ...]:
    """The risk of every category, before and now; floors kept out of the headline apart."""
    earlier = {one.category: one for one in before.categories}
    return tuple(
        Moved(
            category=one.category,
            reading=reading,
            before=getattr(earlier[one.category], reading.value).headline_risk,
            now=getattr(one, reading.value).headline_risk,
        )
        for one in now.categories
        if one.category in earlier
    )


def comparable_figures(now: Assessed, before: Assessed) -> str:
    """Why the figures of two results cannot be compared; empty when they can."""
    mine, theirs = now.provenance.method_version, before.provenance.method_version
    if mine != theirs:
        return f"counted by method {theirs} before and by method {mine} now"
    if set(now.scope) != set(before.scope):
        return "counted over other questionnaires"
    if now.depth != before.depth:
        return "counted at another depth"
    return ""


def counted(changes: Sequence[Change]) -> Mapping[ChangeState, int]:
    """How many changes there are of each state, in the order of `ChangeState`."""
    return {state: sum(one.state is state for one in changes) for state in ChangeState}


def _change(
    system: str,
    card: QuestionCard,
    before: Determination | None,
    now: Determination | None,
    reading: Reading,
) -> Change:
    column = 2 if reading is Reading.EVIDENCED else 1
    return Change(
        system=system,
        question=card.id,
        state=_state(before, now, column),
        before=_words(before),
        now=_words(now),
        level_before=None if before is None else _level(before, column),
        level_now=None if now is None else _level(now, column),
        categories=card.categories,
    )


def _state(before: Determination | None, now: Determination | None, column: int) -> ChangeState:
    if before is None or now is None or _reworded(before.question, now.question):
        return ChangeState.QUESTION_CHANGED
    if now.question.kind == "profile":
        return _fact(before, now)
    was, is_now = _level(before, column), _level(now, column)
    if was is None or is_now is None:
        return _asked_or_not(was, is_now)
    if is_now < SOUND_LEVEL <= was:
        return ChangeState.OPENED
    if was < SOUND_LEVEL <= is_now:
        return ChangeState.CLOSED
    if is_now != was:
        return ChangeState.WORSE if is_now < was else ChangeState.BETTER
    return _by_silence(before, now)


def _asked_or_not(was: int | None, is_now: int | None) -> ChangeState:
    if is_now is not None and is_now < SOUND_LEVEL:
        return ChangeState.OPENED
    if was is not None and was < SOUND_LEVEL:
        return ChangeState.CLOSED
    return ChangeState.UNCHANGED


def _by_silence(before: Determination, now: Determination) -> ChangeState:
    """At one level: to know the worst is better than not to know."""
    if _answered(before) == _answered(now):
        return ChangeState.UNCHANGED
    return ChangeState.BETTER if _answered(now) else ChangeState.WORSE


def _fact(before: Determination, now: Determination) -> ChangeState:
    if before.applies and now.applies and _answered(before) != _answered(now):
        return ChangeState.BETTER if _answered(now) else ChangeState.WORSE
    if _words(before) != _words(now):
        return ChangeState.FACT_CHANGED
    return ChangeState.UNCHANGED


def _answered(one: Determination) -> bool:
    return one.state in (State.ANSWERED, State.DISPUTED)


def _level(one: Determination, column: int) -> int | None:
    if not one.applies or one.levels is None:
        return None
    if one.state is State.NOT_APPLICABLE and one.assurance is not Assurance.ASSERTED:
        return None
    return one.levels[column]


def _reworded(before: QuestionCard, now: QuestionCard) -> bool:
    if before.version is None or now.version is None:
        return before.text.split() != now.text.split()
    return before.version != now.version


def _words(one: Determination | None) -> str:
    if one is None:
        return "not part of the questionnaire"
    if not one.applies:
        return "not asked"
    if not one.labels:
        return one.state.value
    return " / ".join(one.labels)

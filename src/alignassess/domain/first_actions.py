"""Which questions are the first actions, found without trying what cannot come first.

The choice is that of `plan()`, which tries every remedy because a report shows what each would win;
`tests/domain/test_sensitivity.py` holds the two equal. A run of sensitivity makes hundreds.
"""

from collections.abc import Iterable

from alignassess.domain.case import Case
from alignassess.domain.model import SOUND_LEVEL, ClosedBy
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.roadmap import FIRST, attempt, can_improve, holds_floor
from alignassess.domain.tally import Tally, Undo


def first_actions(case: Case, tally: Tally, *, steps: int = FIRST) -> tuple[str, ...]:
    """The questions of the first steps, in order. The tally is left as it was."""
    waiting = {q.id: q for q in case.questions if can_improve(case, q)}
    chosen: list[str] = []
    done: list[Undo] = []
    while waiting and len(chosen) < steps:
        question, target = _next(tally, waiting.values())
        done.append(tally.set_level(question, target))
        chosen.append(question)
        del waiting[question]
    for undo in reversed(done):
        tally.take_back(undo)
    return tuple(chosen)


def _next(tally: Tally, waiting: Iterable[ScoredQuestion]) -> tuple[str, int]:
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
    best = min(trials, key=lambda trial: trial.rank)
    return best.question.id, best.target

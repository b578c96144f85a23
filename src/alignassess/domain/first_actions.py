"""Which questions are the first actions, found without trying what cannot come first.

The choice is that of `plan()`, which at first tries every remedy, because a report shows what each
would win; `tests/domain/test_sensitivity.py` holds the two equal. A run makes hundreds.
"""

from alignassess.domain.case import Case
from alignassess.domain.roadmap import FIRST, can_improve, foremost
from alignassess.domain.tally import Tally, Undo


def first_actions(case: Case, tally: Tally, *, steps: int = FIRST) -> tuple[str, ...]:
    """The questions of the first steps, in order. The tally is left as it was."""
    waiting = {q.id: q for q in case.questions if can_improve(case, q)}
    chosen: list[str] = []
    done: list[Undo] = []
    while waiting and len(chosen) < steps:
        best = foremost(tally, waiting.values())
        name = best.question.id
        done.append(tally.set_level(name, best.target))
        chosen.append(name)
        del waiting[name]
    for undo in reversed(done):
        tally.take_back(undo)
    return tuple(chosen)

"""Whether a condition can hold at all, by trying the facts that it looks at."""

from collections.abc import Iterator
from itertools import islice, product

from alignassess.domain.condition import Below, Condition, Role, leaves, truth
from alignassess.domain.facts import ReadFacts, highest_exposure
from alignassess.domain.instrument import Instrument
from alignassess.domain.questionnaire import ProfileQuestion

MOST_TRIALS = 50_000
"""A condition that is still undecided then is taken to be able to hold."""


def can_hold(condition: Condition, instrument: Instrument) -> bool:
    """Whether some profile, with every scored answer at its worst, makes the condition true."""
    questions = list(dict.fromkeys(_profile_questions(condition, instrument)))
    worst = {leaf.question: 0 for leaf, _ in leaves(condition) if isinstance(leaf, Below)}
    trials = islice(product(*(_markings(question) for question in questions)), MOST_TRIALS + 1)
    count = 0
    for markings in trials:
        count += 1
        chosen = {question.id: marked for question, marked in zip(questions, markings, strict=True)}
        exposure = {
            question.id: highest_exposure(question, marked)
            for question, marked in zip(questions, markings, strict=True)
        }
        if truth(condition, ReadFacts(chosen, exposure, worst, instrument.role)) is True:
            return True
    return count > MOST_TRIALS


def _profile_questions(condition: Condition, instrument: Instrument) -> Iterator[ProfileQuestion]:
    for leaf, _ in leaves(condition):
        if isinstance(leaf, Role):
            yield from _profile_questions(instrument.role[leaf.role], instrument)
        elif not isinstance(leaf, Below):
            question = instrument.question[leaf.question]
            assert isinstance(question, ProfileQuestion)
            yield question


def _markings(question: ProfileQuestion) -> list[tuple[str, ...]]:
    """Each option alone, and for a multiple choice all that can stand together."""
    singles: list[tuple[str, ...]] = [(option.key,) for option in question.options]
    if question.choice == "single":
        return singles
    return [*singles, tuple(option.key for option in question.options if not option.alone)]

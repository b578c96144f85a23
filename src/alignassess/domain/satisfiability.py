"""Whether a condition can hold at all, by trying the facts that it looks at."""

from collections.abc import Iterator
from itertools import islice, product

from alignassess.domain.condition import (
    Below,
    Condition,
    RareEvents,
    Reaches,
    Role,
    Unknown,
    leaves,
)
from alignassess.domain.facts import ReadFacts, highest_exposure
from alignassess.domain.instrument import Instrument
from alignassess.domain.questionnaire import ProfileQuestion

MOST_TRIALS = 50_000
"""A condition that is still undecided then is taken to be able to hold."""


def can_hold(condition: Condition, instrument: Instrument) -> bool:
    """Whether some profile, with scored answers at a level that suits it, makes it true."""
    questions = list(dict.fromkeys(_profile_questions(condition, instrument)))
    unknown = {leaf.question for leaf, _ in leaves(condition) if isinstance(leaf, Unknown)}
    levels = _levels(condition)
    marks: list[list[tuple[str, ...] | None]] = [
        [*_markings(question), *([None] if question.id in unknown else [])]
        for question in questions
    ]
    tried = ((at, markings) for at in product(*levels.values()) for markings in product(*marks))
    count = 0
    for at, markings in islice(tried, MOST_TRIALS + 1):
        count += 1
        marked_of = list(zip(questions, markings, strict=True))
        chosen = {question.id: marked for question, marked in marked_of}
        exposure = {
            question.id: None if marked is None else highest_exposure(question, marked)
            for question, marked in marked_of
        }
        level = dict(zip(levels, at, strict=True))
        facts = ReadFacts(chosen, exposure, level, instrument.role, rare_events=True)
        if condition.holds(facts) is True:
            return True
    return count > MOST_TRIALS


def _levels(condition: Condition) -> dict[str, tuple[int, ...]]:
    """Per scored question the levels worth trying: each border that the condition looks at."""
    found: dict[str, set[int]] = {}
    for leaf, _ in leaves(condition):
        if isinstance(leaf, RareEvents):
            found.setdefault(leaf.question, {0})
        elif isinstance(leaf, Below | Reaches):
            sides = {leaf.level - 1, leaf.level}
            found.setdefault(leaf.question, set()).update(sides)
    return {question: tuple(sorted(levels)) for question, levels in found.items()}


def _profile_questions(condition: Condition, instrument: Instrument) -> Iterator[ProfileQuestion]:
    for leaf, _ in leaves(condition):
        if isinstance(leaf, Role):
            yield from _profile_questions(instrument.role[leaf.role], instrument)
        elif not isinstance(leaf, Below | Reaches | RareEvents):
            question = instrument.question[leaf.question]
            assert isinstance(question, ProfileQuestion)
            yield question


def _markings(question: ProfileQuestion) -> list[tuple[str, ...]]:
    """Each option alone, and for a multiple choice all that can stand together."""
    singles: list[tuple[str, ...]] = [(option.key,) for option in question.options]
    if question.choice == "single":
        return singles
    return [*singles, tuple(option.key for option in question.options if not option.alone)]

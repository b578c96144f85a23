"""What one scored question counts as in the three readings."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from alignassess.domain.answers import Answer, Chosen, Declined, Entry, NotApplicable
from alignassess.domain.labels import label
from alignassess.domain.method import Method
from alignassess.domain.model import ASSURANCES, TOP_LEVEL, Assurance, Word
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.subject import ModelReference, same_model


class State(Word):
    """What the sheet says about a question."""

    ANSWERED = "answered"
    DONT_KNOW = "dont-know"
    DECLINED = "declined"
    NOT_APPLICABLE = "not-applicable"
    DISPUTED = "disputed"
    UNANSWERED = "unanswered"


Levels = tuple[int, int, int]
"""The level in each reading, in the order of `READINGS`."""


class Standing(NamedTuple):
    """A scored question in the three readings."""

    state: State
    levels: Levels
    """As conditions, "rests on" caps and essential gaps read it: `not-applicable` reads as 0."""
    counts: tuple[bool, bool, bool]
    """Whether it stands in the denominator of its layer."""
    assurance: Assurance
    labels: tuple[str, ...] = ()
    """What was answered, in words; one per answer."""
    held: str | None = None
    """Why the level counts for less than the option says, in every reading."""

    @property
    def level(self) -> int:
        """The level in the `answered` reading."""
        return self.levels[1]


_ASSERTED = Assurance.ASSERTED
_UNKNOWN: Levels = (TOP_LEVEL, 0, 0)
_ALWAYS = (True, True, True)
UNANSWERED = Standing(State.UNANSWERED, _UNKNOWN, _ALWAYS, Assurance.ASSERTED)


def standing(
    question: ScoredQuestion,
    entry: Entry | None,
    *,
    earned: Mapping[str, Assurance],
    model: ModelReference | None,
    method: Method,
) -> Standing:
    """What an entry counts as. An open disagreement counts the lower answer, in each reading."""
    if entry is None:
        return UNANSWERED
    ceiling, held = TOP_LEVEL, None
    if entry.origin is not None:
        ceiling = _inherited_ceiling(entry.origin.model, model, method)
        if ceiling < TOP_LEVEL:
            held = f"inherited from {entry.origin.name} for another model or version"
    if len(entry.answers) == 1:
        return _single(question, entry.answers[0], earned, method, ceiling, held)
    members = [_single(question, one, earned, method, ceiling, held) for one in entry.answers]
    if len({(member.state, member.labels) for member in members}) == 1:
        return max(members, key=lambda member: member.levels)  # they agree: the best supported
    levels = [
        _UNKNOWN if member.state is State.NOT_APPLICABLE else member.levels for member in members
    ]
    best, answered, evidenced = (min(column) for column in zip(*levels, strict=True))
    weakest = min((member.assurance for member in members), key=ASSURANCES.index)
    words = tuple(member.labels[0] for member in members)
    levels_of_all = (best, answered, evidenced)
    return Standing(State.DISPUTED, levels_of_all, _ALWAYS, weakest, words, held)


def _single(
    question: ScoredQuestion,
    answer: Answer,
    earned: Mapping[str, Assurance],
    method: Method,
    ceiling: int,
    held: str | None,
) -> Standing:
    names = answer.evidence
    assurance = _ASSERTED
    if len(names) == 1:
        assurance = earned.get(names[0], _ASSERTED)
    elif names:
        grades = [earned.get(name, _ASSERTED) for name in names]
        assurance = max(grades, key=ASSURANCES.index)
    if isinstance(answer, Chosen):
        said, words = question.said[answer.options[0]]
        reason = held if said > ceiling else None
        return _answered(
            min(said, ceiling), method.ceilings.of[assurance], assurance, words, reason
        )
    return _not_answered(answer, assurance, label(question, answer))


@lru_cache(maxsize=4096)  # the instrument has some 550 options, and a batch chooses each often
def _answered(
    level: int, ceiling: int, assurance: Assurance, words: str, held: str | None
) -> Standing:
    levels = (level, level, min(level, ceiling))
    return Standing(State.ANSWERED, levels, _ALWAYS, assurance, (words,), held)


def _not_answered(answer: Answer, assurance: Assurance, words: str) -> Standing:
    if isinstance(answer, NotApplicable):
        undocumented = assurance is Assurance.ASSERTED
        counts = (False, False, undocumented)
        return Standing(State.NOT_APPLICABLE, (0, 0, 0), counts, assurance, (words,))
    state = State.DECLINED if isinstance(answer, Declined) else State.DONT_KNOW
    return Standing(state, _UNKNOWN, _ALWAYS, assurance, (words,))


def _inherited_ceiling(
    origin: ModelReference | None, model: ModelReference | None, method: Method
) -> int:
    """The most that an answer counts for which another sheet gave about its own model.

    The base of the model counts as the model.
    """
    if origin is None or model is None:
        return TOP_LEVEL
    described = [model] if model.base is None else [model, model.base]
    same = any(same_model(one, origin) for one in described)
    return TOP_LEVEL if same else method.inherited_ceiling

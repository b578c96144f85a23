"""What an organisation's own files change of what was shipped: what has to stay, what is told.

A shipped question may weigh otherwise, and a questionnaire may be written anew, but what rules hold
up stays held up, and every result says what was changed.
"""

from collections.abc import Iterator, Sequence

from alignassess.domain.catalog import Floor, Rule
from alignassess.domain.faults import Fault
from alignassess.domain.model import Model
from alignassess.domain.overlay import Overlay
from alignassess.domain.questionnaire import (
    Identifier,
    Questionnaire,
    ScoredQuestion,
    Text,
)


class OwnChange(Model):
    """One change of what was shipped, as every result tells it."""

    about: Identifier
    """The question or the questionnaire."""
    sentence: Text


def essential_practices(rules: Sequence[Rule]) -> frozenset[str]:
    """The questions that nothing else buys off, as rules name them."""
    return frozenset(
        effect.essential
        for rule in rules
        for effect in rule.effects
        if isinstance(effect, Floor) and effect.essential is not None
    )


def unkept(
    own: Questionnaire, shipped: Questionnaire, essential: frozenset[str]
) -> Iterator[Fault]:
    """What a questionnaire in the place of a shipped one would have to keep, and does not."""
    if own.kind != shipped.kind:
        yield Fault(
            own.id, f"is of kind {own.kind}; in the place of the shipped one: {shipped.kind}"
        )
        return
    here = {question.id: question for question in own.questions}
    missing = [question.id for question in shipped.questions if question.id not in here]
    if missing:
        yield Fault(
            own.id,
            f"stands in the place of the shipped one and lacks {', '.join(missing)}; rules, topics "
            "or the crosswalk name them, so every id stays",
        )
    for question in shipped.questions:
        other = here.get(question.id)
        if (
            question.id in essential
            and isinstance(question, ScoredQuestion)
            and isinstance(other, ScoredQuestion)
            and other.categories != question.categories
        ):
            yield Fault(question.id, "is an essential practice; what it bears on stays as shipped")


def own_changes(
    overlays: Sequence[Overlay], own: Sequence[Questionnaire], shipped: Sequence[Questionnaire]
) -> Iterator[OwnChange]:
    """What is told of own files in every result; questions that were only added are not."""
    ids = {one.id for one in shipped}
    for one in own:
        if one.id in ids:
            yield OwnChange(
                about=one.id, sentence="an own questionnaire stands in the place of the shipped one"
            )
    for overlay in overlays:
        for change in overlay.change:
            if change.categories is not None or change.core is not None:
                sentence = f"counts otherwise than as shipped, by {overlay.id}: {change.reason}"
                yield OwnChange(about=change.question, sentence=sentence)

"""What `explain` says of a question."""

from collections.abc import Iterator

from alignassess.domain.catalog import Rule
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.questionnaire import ProfileQuestion, Question, ScoredQuestion
from alignassess.render.condition_words import in_words
from alignassess.render.lines import headed, wrapped
from alignassess.render.obtainable_view import bounds_in_words
from alignassess.render.source_text import source_lines


def question_lines(question: Question, instrument: Instrument, library: Library) -> Iterator[str]:
    """What is asked, its options, what it counts for, and what supports it."""
    home = instrument.questionnaire_of[question.id]
    yield from headed(f"{question.id} {question.slug} ({home})")
    yield from wrapped(question.text)
    yield ""
    yield from wrapped(f"Why: {question.why}", indent="  ")
    if question.help is not None:
        yield from wrapped(f"A good answer: {question.help.good}", indent="  ")
        yield from wrapped(f"Where to look: {question.help.where}", indent="  ")
    yield ""
    if isinstance(question, ProfileQuestion):
        yield from headed("Options: key, exposure 0 to 4")
        for option in question.options:
            yield from wrapped(
                f"{option.key} ({option.exposure}): {option.label}", indent="      ", first="  "
            )
        yield from _profile(question)
    else:
        yield from headed("Options: level, key")
        for scored in question.options:
            yield from wrapped(
                f"{scored.level}  {scored.key}: {scored.label}", indent="       ", first="  "
            )
        yield from _scored(question, instrument)
    if question.ask_when is not None:
        yield from wrapped(
            f"Asked when: {in_words(question.ask_when, instrument)}", indent="    ", first="  "
        )
    if question.evidence:
        yield from wrapped(
            f"Typical evidence: {'; '.join(question.evidence)}", indent="    ", first="  "
        )
    if question.contested:
        yield from wrapped(f"Contested: {question.contested}", indent="    ", first="  ")
    if question.note:
        yield from wrapped(f"Note: {question.note}", indent="    ", first="  ")
    rules = [rule.id for rule in instrument.rules if _touches(rule, question.id)]
    if rules:
        yield from wrapped(
            f"Rules that touch or read it: {', '.join(rules)}", indent="    ", first="  "
        )
    yield from source_lines(question.references, library)


def _touches(rule: Rule, question: str) -> bool:
    return f"'{question}'" in repr(rule.effects)


def _profile(question: ProfileQuestion) -> Iterator[str]:
    if question.sets_stakes:
        yield "  Sets the stakes."
    for strength in ("primary", "secondary"):
        names = getattr(question.raises, strength)
        if names:
            yield from wrapped(
                f"Raises exposure ({strength}): {', '.join(names)}", indent="    ", first="  "
            )
    if question.needs_support:
        yield from wrapped(
            "Without documented support it reads one exposure step higher, counting only what "
            "evidence supports.",
            indent="    ",
            first="  ",
        )
    if question.lever:
        yield from wrapped(
            f"A change that would lower exposure ({question.lever.effort}): {question.lever.step}",
            indent="    ",
            first="  ",
        )


def _scored(question: ScoredQuestion, instrument: Instrument) -> Iterator[str]:
    yield f"  Layer: {question.layer}"
    for strength in ("primary", "secondary"):
        names = getattr(question.categories, strength)
        if names:
            yield from wrapped(
                f"Bears on ({strength}): {', '.join(names)}", indent="    ", first="  "
            )
    yield from wrapped(
        f"Next step (effort {question.remedy.effort}, closed by {question.closed_by}): "
        f"{question.remedy.step}",
        indent="    ",
        first="  ",
    )
    for words in bounds_in_words(question):
        yield from wrapped(f"Best to be had: {words}", indent="    ", first="  ")
    if question.id in instrument.essential_for:
        yield "  Essential: below level 3 nothing else buys it off (I-13)."

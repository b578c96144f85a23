"""The questionnaires as plain text: what is asked, of whom, and when."""

from collections.abc import Iterator

from alignassess.domain.instrument import Instrument
from alignassess.domain.questionnaire import ProfileQuestion, Question
from alignassess.render.condition_text import in_words
from alignassess.render.lines import Heading, table, wrapped


def list_text(instrument: Instrument) -> list[str]:
    """One line per questionnaire."""
    rows = [("questionnaire", "questions", "asked when it fits", "title")]
    rows += [
        (
            one.id,
            str(len(one.questions)),
            str(sum(question.ask_when is not None for question in one.questions)),
            one.title,
        )
        for one in instrument.questionnaires
    ]
    heading, *rest = table(rows, right=frozenset({1, 2}))
    return [Heading(heading), *rest]


def show_text(instrument: Instrument, name: str) -> list[str]:
    """A whole questionnaire, with conditions written out."""
    (questionnaire,) = (one for one in instrument.questionnaires if one.id == name)
    lines: list[str] = [Heading(questionnaire.title), *wrapped(questionnaire.introduction)]
    for question in questionnaire.questions:
        lines += ["", *_question(question, instrument)]
    return lines


def _question(question: Question, instrument: Instrument) -> Iterator[str]:
    yield Heading(f"{question.id} {question.slug}")
    yield from wrapped(question.text, indent="  ")
    if question.ask_when is not None:
        yield from wrapped(
            f"asked when {in_words(question.ask_when, instrument)}", indent="    ", first="  "
        )
    if isinstance(question, ProfileQuestion):
        if question.choice == "multiple":
            yield "  mark all that apply"
        for option in question.options:
            yield from wrapped(f"{option.key}: {option.label}", indent="        ", first="    ")
        return
    for scored in question.options:
        yield from wrapped(
            f"{scored.level} {scored.key}: {scored.label}", indent="        ", first="    "
        )
    if not question.not_applicable:
        yield "  cannot be not-applicable"

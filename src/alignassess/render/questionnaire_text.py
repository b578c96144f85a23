"""The questionnaires as plain text: what is asked, of whom, and when."""

from collections.abc import Iterator

from alignassess.domain.instrument import Instrument
from alignassess.render.lines import Heading, headed, table, wrapped
from alignassess.render.questionnaire_view import QuestionView, named_conditions, questionnaire_view


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
    view = questionnaire_view(questionnaire, instrument)
    lines: list[str] = [Heading(view.title), *wrapped(view.introduction)]
    lines += wrapped(
        f"{view.count} questions, about {view.minutes} minutes for a prepared person when all of "
        "them apply."
    )
    for section in view.sections:
        if section.introduction is not None:
            lines += ["", *headed(section.title), *wrapped(section.introduction)]
        for question in section.questions:
            lines += ["", *_question(question)]
    conditions = tuple(named_conditions([questionnaire], instrument))
    if conditions:
        lines += ["", Heading("Conditions with a name")]
    for one in conditions:
        lines += wrapped(f'"{one.title}" holds when {one.when}. {one.note}', indent="  ", first="")
    return lines


def _question(question: QuestionView) -> Iterator[str]:
    yield from headed(f"{question.id}  {question.text}")
    if question.asked_when is not None:
        yield from wrapped(f"asked when {question.asked_when}", indent="    ", first="  ")
    yield f"  {question.choose[0].lower()}{question.choose[1:-1]}"
    for option in question.options:
        lead = f"{option.level} " if option.level else ""
        yield from wrapped(f"{lead}{option.key}: {option.label}", indent="        ", first="    ")
    for title, text in question.details:
        yield from wrapped(f"{title}: {text}", indent="    ", first="  ")
    if question.references:
        references = ", ".join(question.references)
        yield from wrapped(f"References: {references}", indent="    ", first="  ")

"""The sections of a questionnaire, and whether its questions stand in them in order."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from alignassess.domain.faults import Fault
from alignassess.domain.questionnaire import Question, Questionnaire, Section


class SectionOf(NamedTuple):
    """A section and its questions, in order of asking."""

    section: Section
    questions: tuple[Question, ...]

    @property
    def minutes(self) -> float:
        """How long its questions take together, estimated, were all of them asked."""
        return sum(question.minutes for question in self.questions)


def sections(questionnaire: Questionnaire) -> tuple[SectionOf, ...]:
    """The sections in order; a questionnaire without any is one section with its own title."""
    if not questionnaire.sections:
        whole = Section(
            id=questionnaire.id,
            title=questionnaire.title,
            introduction=questionnaire.introduction,
        )
        return (SectionOf(whole, tuple(questionnaire.questions)),)
    return tuple(
        SectionOf(one, tuple(q for q in questionnaire.questions if q.section == one.id))
        for one in questionnaire.sections
    )


def misplaced(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Questions without a section, in one that does not exist, or apart from their section."""
    order = [one.id for one in questionnaire.sections]
    found = [
        *(
            Fault(name, "is the id of two sections")
            for name in sorted({one for one in order if order.count(one) > 1})
        ),
        *(
            Fault(question.id, f"stands in {_named(question.section)}")
            for question in questionnaire.questions
            if (question.section or order) and question.section not in order
        ),
    ]
    held = {question.section for question in questionnaire.questions}
    if not found:
        found = [
            Fault(name, "is a section without a question") for name in order if name not in held
        ]
    yield from found
    asked = [name for name, _ in groupby(q.section for q in questionnaire.questions)]
    if order and not found and asked != order:
        yield Fault(
            questionnaire.id,
            f"has its questions in the order {', '.join(map(str, asked))}; "
            f"its sections are {', '.join(order)}",
        )


def _named(section: str | None) -> str:
    return "no section" if section is None else f"section {section}, which does not exist"

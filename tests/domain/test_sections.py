"""Sections: questions that belong together, asked together."""

from dataclasses import replace

import pytest

from alignassess.domain.model import Layer
from alignassess.domain.questionnaire import ScoredQuestion, ScoredQuestionnaire, Section
from alignassess.domain.sections import misplaced, sections
from tests.domain.small import practice

FIRST = Section(id="first", title="First", introduction="One.")
SECOND = Section(id="second", title="Second", introduction="Two.")


def questionnaire(*placed: tuple[str, str | None], of: tuple[Section, ...]) -> ScoredQuestionnaire:
    """Questions with their sections."""
    questions: tuple[ScoredQuestion, ...] = tuple(
        replace(practice(name, Layer.DETECTION), section=section, minutes=2.0)
        for name, section in placed
    )
    return ScoredQuestionnaire(
        format="alignassess/questionnaire/1",
        id="some",
        kind="scored",
        title="Some",
        introduction="All.",
        sections=of,
        questions=questions,
    )


def test_questions_stand_in_their_sections_in_order() -> None:
    some = questionnaire(("q-1", "first"), ("q-2", "second"), ("q-3", "second"), of=(FIRST, SECOND))

    found = [(one.section.id, [q.id for q in one.questions]) for one in sections(some)]

    assert [("first", ["q-1"]), ("second", ["q-2", "q-3"])] == found
    assert [2.0, 4.0] == [one.minutes for one in sections(some)]
    assert [] == list(misplaced(some))


def test_a_questionnaire_without_sections_is_one_section() -> None:
    some = questionnaire(("q-1", None), ("q-2", None), of=())

    (whole,) = sections(some)

    assert ("Some", "All.", 2) == (
        whole.section.title,
        whole.section.introduction,
        len(whole.questions),
    )
    assert [] == list(misplaced(some))


@pytest.mark.parametrize(
    ("placed", "of", "expected"),
    [
        ((("q-1", "first"),), (FIRST, FIRST), ["first is the id of two sections"]),
        ((("q-1", None),), (FIRST,), ["q-1 stands in no section"]),
        ((("q-1", "third"),), (FIRST,), ["q-1 stands in section third, which does not exist"]),
        ((("q-1", "first"),), (), ["q-1 stands in section first, which does not exist"]),
        (
            (("q-1", "first"),),
            (FIRST, SECOND),
            ["second is a section without a question"],
        ),
        (
            (("q-1", "first"), ("q-2", "second"), ("q-3", "first")),
            (FIRST, SECOND),
            [
                "some has its questions in the order first, second, first; "
                "its sections are first, second"
            ],
        ),
    ],
)
def test_questions_out_of_place_are_named(
    placed: tuple[tuple[str, str | None], ...], of: tuple[Section, ...], expected: list[str]
) -> None:
    found = [f"{owner} {message}" for owner, message in misplaced(questionnaire(*placed, of=of))]

    assert expected == found

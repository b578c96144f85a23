"""What own files may not take away, and what every result tells of them."""

from dataclasses import replace

import pytest

from alignassess.domain.faults import Fault
from alignassess.domain.model import Category, Layer
from alignassess.domain.overlay import ChangedQuestion, Overlay
from alignassess.domain.own import OwnChange, essential_practices, own_changes, unkept
from alignassess.domain.questionnaire import Questionnaire, ScoredQuestionnaire, Strengths
from tests.domain.sheets import LOWEST, SHIPPED, scored, sheet_of
from tests.domain.small import instrument, practice

ESSENTIAL = frozenset({"q-1"})
UNDER = ScoredQuestionnaire(
    format="alignassess/questionnaire/1",
    id="some",
    kind="scored",
    title="Some",
    introduction="All.",
    questions=(practice("q-1", Layer.CONSEQUENCE), practice("q-2", Layer.DETECTION)),
)
LIGHTER = replace(UNDER.questions[0], categories=Strengths(primary=(Category.SANDBAGGING,)))
ASIDE = replace(UNDER.questions[1], categories=Strengths(primary=(Category.SANDBAGGING,)))


def test_the_essential_practices_are_those_of_the_floors() -> None:
    assert essential_practices(SHIPPED.rules) == set(SHIPPED.essential_for)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (UNDER, []),
        (replace(UNDER, questions=(UNDER.questions[0], ASIDE)), []),
        (
            replace(UNDER, questions=UNDER.questions[:1]),
            [
                Fault(
                    "some",
                    "stands in the place of the shipped one and lacks q-2; rules, topics or the "
                    "crosswalk name them, so every id stays",
                )
            ],
        ),
        (
            replace(UNDER, questions=(LIGHTER, UNDER.questions[1])),
            [Fault("q-1", "is an essential practice; what it bears on stays as shipped")],
        ),
        (
            replace(instrument().questionnaires[0], id="some"),
            [Fault("some", "is of kind profile; in the place of the shipped one: scored")],
        ),
    ],
)
def test_what_a_questionnaire_in_the_place_of_another_takes_away_is_named(
    own: Questionnaire, expected: list[Fault]
) -> None:
    assert expected == list(unkept(own, UNDER, ESSENTIAL))


def test_every_change_of_what_was_shipped_is_told_and_additions_are_not() -> None:
    changes = (
        ChangedQuestion(question="q-1", reason="Ours.", core=True),
        ChangedQuestion(question="q-2", reason="Slow.", minutes=9),
    )
    overlay = Overlay(
        format="alignassess/overlay/1", id="ours", title="Ours", of="some", change=changes
    )
    added = replace(UNDER, id="added")

    assert [
        OwnChange(
            about="some", sentence="an own questionnaire stands in the place of the shipped one"
        ),
        OwnChange(about="q-1", sentence="counts otherwise than as shipped, by ours: Ours."),
    ] == list(own_changes((overlay,), (UNDER, added), (UNDER,)))


@pytest.mark.parametrize(
    ("about", "told"),
    [("re-01", True), ("research-engagement", True), ("ft-03", False), ("elsewhere", False)],
)
def test_a_result_tells_a_change_of_what_is_scored_in_it(about: str, told: bool) -> None:
    changed = replace(SHIPPED, own=(OwnChange(about=about, sentence="counts otherwise."),))

    notices = scored(sheet_of(LOWEST), instrument=changed).notices

    assert told is (f"{about}: counts otherwise." in notices)

"""Overlays: questions added, and weights changed, without copying a questionnaire."""

from dataclasses import replace

import pytest

from alignassess.domain.faults import Fault
from alignassess.domain.model import Category, Layer
from alignassess.domain.overlay import ChangedQuestion, Overlay, laid_over, mislaid
from alignassess.domain.questionnaire import ScoredQuestion, ScoredQuestionnaire, Section, Strengths
from tests.domain.small import instrument, practice

FIRST, SECOND = (
    Section(id=name, title=name.title(), introduction="Some.") for name in ("first", "second")
)


def placed(name: str, section: str | None) -> ScoredQuestion:
    return replace(practice(name, Layer.DETECTION), section=section)


UNDER = ScoredQuestionnaire(
    format="alignassess/questionnaire/1",
    id="some",
    kind="scored",
    title="Some",
    introduction="All.",
    sections=(FIRST, SECOND),
    questions=(placed("q-1", "first"), placed("q-2", "second")),
)

OVERLAY = Overlay(
    format="alignassess/overlay/1",
    id="ours",
    title="Ours",
    of="some",
    add=(placed("o-1", "first"),),
)


def test_an_added_question_stands_at_the_end_of_its_section() -> None:
    assert ["q-1", "o-1", "q-2"] == [one.id for one in laid_over(UNDER, OVERLAY).questions]


def test_an_added_section_comes_last() -> None:
    third = Section(id="third", title="Third", introduction="More.")
    added = replace(OVERLAY, sections=(third,), add=(placed("o-1", "third"),))

    found = laid_over(UNDER, added)

    assert ["first", "second", "third"] == [one.id for one in found.sections]
    assert ["q-1", "q-2", "o-1"] == [one.id for one in found.questions]


def test_a_question_of_no_known_section_is_kept_at_the_end() -> None:
    odd = replace(OVERLAY, add=(placed("o-1", None),))

    assert ["q-1", "q-2", "o-1"] == [one.id for one in laid_over(UNDER, odd).questions]


def test_a_change_says_why_and_leaves_the_rest() -> None:
    lighter = Strengths(secondary=(Category.SYCOPHANCY,))
    change = ChangedQuestion(question="q-1", reason="Elsewhere.", categories=lighter, core=True)
    found = laid_over(UNDER, replace(OVERLAY, add=(), change=(change,)))

    changed, same = found.questions

    assert lighter == changed.categories
    assert changed.core
    assert "Changed here: Elsewhere." == changed.note
    assert UNDER.questions[0].minutes == changed.minutes
    assert UNDER.questions[1] == same


def test_a_change_adds_its_reason_to_the_note() -> None:
    noted = replace(UNDER, questions=(replace(UNDER.questions[0], note="Be brief."),))
    change = ChangedQuestion(question="q-1", reason="Slow.", minutes=9)

    (changed,) = laid_over(noted, replace(OVERLAY, add=(), change=(change,))).questions

    assert "Be brief. Changed here: Slow." == changed.note
    assert 9 == changed.minutes
    assert noted.questions[0].categories == changed.categories


@pytest.mark.parametrize(
    ("overlay", "expected"),
    [
        (OVERLAY, []),
        (
            replace(OVERLAY, of="other"),
            [Fault("ours", "lies over other, which does not exist; known: some")],
        ),
        (
            replace(OVERLAY, of="facts"),
            [Fault("ours", "lies over facts; facts cannot be added or weighed anew")],
        ),
        (replace(OVERLAY, add=()), [Fault("ours", "adds nothing and changes nothing")]),
        (
            replace(
                OVERLAY,
                change=(
                    ChangedQuestion(question="q-9", reason="."),
                    ChangedQuestion(question="q-1", reason="."),
                    ChangedQuestion(question="q-1", reason="."),
                ),
            ),
            [
                Fault("q-9", "is changed by ours, and is not in some"),
                Fault("q-1", "is changed twice by ours"),
            ],
        ),
    ],
)
def test_what_an_overlay_may_not_do_is_named(overlay: Overlay, expected: list[Fault]) -> None:
    profile = instrument().questionnaires[0]

    assert expected == list(mislaid(overlay, (profile, UNDER)))


def test_an_essential_practice_keeps_what_it_bears_on() -> None:
    lighter = Strengths(primary=(Category.SYCOPHANCY,))
    change = ChangedQuestion(question="q-1", reason=".", categories=lighter)
    longer = ChangedQuestion(question="q-1", reason=".", minutes=3)

    weighed = list(mislaid(replace(OVERLAY, change=(change,)), (UNDER,), frozenset({"q-1"})))
    slowed = list(mislaid(replace(OVERLAY, change=(longer,)), (UNDER,), frozenset({"q-1"})))

    said = "is an essential practice; what it bears on stays, also under ours"
    assert [Fault("q-1", said)] == weighed
    assert [] == slowed

"""What the shipped instrument promises its reader, question by question."""

import re
from collections import Counter

import pytest

from alignassess.domain.model import CATEGORIES, Category, Effort, Layer, Rating
from alignassess.domain.questionnaire import Question, ScoredQuestion
from alignassess.domain.routing import applicable
from alignassess.domain.sections import sections
from alignassess.files.answer_sheet import load_sheet
from alignassess.resources import examples
from tests.domain.sheets import HIGHEST, SHIPPED, at_level, entry, scored, sheet_of

QUESTIONS: tuple[Question, ...] = (*SHIPPED.profile, *SHIPPED.scored)

PRAISE = re.compile(
    r"\b(best practice|fully|comprehensive|adequate|appropriate|partially|robust|regularly)\b", re.I
)
MINDS = re.compile(r"\b(wants|desires|fears|lying|lies to|on purpose|schemes|intends to)\b", re.I)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_a_question_is_short_helped_and_placed(question: Question) -> None:
    assert len(question.text) < 300
    assert all(len(option.label) < 200 for option in question.options)
    assert question.help is not None
    assert question.section is not None
    assert question.evidence
    assert 0 < question.minutes <= 5


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_no_option_is_praised(question: Question) -> None:
    said = " ".join([question.text, *(option.label for option in question.options)])

    assert PRAISE.search(said) is None


@pytest.mark.parametrize("question", SHIPPED.scored, ids=lambda one: one.id)
def test_a_scored_question_speaks_of_no_mind_and_ends_in_a_step(question: ScoredQuestion) -> None:
    # What a developer says of itself may use such words; what is asked of a system may not.
    if not question.id.startswith("vs-"):
        labels = (option.label for option in question.options)
        assert MINDS.search(" ".join([question.text, *labels])) is None
    assert question.remedy.step.endswith(".")


def test_every_questionnaire_has_three_to_six_sections_with_questions() -> None:
    for one in SHIPPED.questionnaires:
        found = sections(one)

        assert 3 <= len(found) <= 6
        assert all(part.questions for part in found)


def test_obtainable_names_sources_of_the_model() -> None:
    sources = {option.key for option in SHIPPED.question["sp-01"].options}

    for question in SHIPPED.scored:
        for one in question.obtainable:
            assert set(one.sources) <= sources
            assert one.level < 4


@pytest.mark.parametrize("category", set(CATEGORIES) - {Category.MESA_OPTIMIZATION})
def test_three_questions_name_each_category_as_primary(category: Category) -> None:
    named = [q.id for q in SHIPPED.scored if category in q.categories.primary]

    assert len(named) >= 3


def test_mesa_optimization_says_why_little_is_asked() -> None:
    entry_ = SHIPPED.category[Category.MESA_OPTIMIZATION]

    assert all(one.reason for one in entry_.no_primary)
    assert entry_.no_primary


def test_the_short_path_has_three_questions_of_each_questionnaire() -> None:
    core = Counter(SHIPPED.questionnaire_of[q.id] for q in SHIPPED.scored if q.core)

    assert 25 <= core.total() <= 29
    assert all(number >= 3 for number in core.values())
    assert 5 == len(core)


def test_a_third_of_the_remedies_are_small() -> None:
    efforts = Counter(question.remedy.effort for question in SHIPPED.scored)

    assert efforts[Effort.S] * 3 >= len(SHIPPED.scored)


@pytest.mark.parametrize(("example", "most"), [("coding-agent", 140), ("support-assistant", 120)])
def test_a_run_over_everything_ends(example: str, most: int) -> None:
    path = examples() / example / "answers.yaml"
    asked = applicable(SHIPPED, load_sheet(path, SHIPPED, root=examples()).sheet)

    assert len(asked) <= most


@pytest.mark.parametrize("category", CATEGORIES)
def test_no_category_is_low_by_governance_alone(category: Category) -> None:
    best = {q.id: 4 for q in SHIPPED.scored if q.layer is Layer.GOVERNANCE}
    found = scored(sheet_of(HIGHEST, best, supports=("independent",)))

    (one,) = (one for one in found.categories if one.category is category)
    assert one.answered.rating is not Rating.LOW
    assert one.evidenced.rating is not Rating.LOW


def test_governance_alone_lowers_nothing_that_it_does_not_hold_up() -> None:
    nothing = scored(sheet_of(HIGHEST, {q.id: 0 for q in SHIPPED.scored}))
    governed = scored(
        sheet_of(
            HIGHEST,
            {},
            *(
                entry(q.id, at_level(q.id, 4 if q.layer is Layer.GOVERNANCE else 0))
                for q in SHIPPED.scored
            ),
        )
    )

    assert [one.answered.risk for one in nothing.categories] == [
        one.answered.risk for one in governed.categories
    ]

"""How much of what applies was answered, and when that is too little to rate."""

import pytest

from alignassess.domain.answers import Answer
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.model import CATEGORIES, Layer, Rating
from tests.domain.sheets import (
    HIGHEST,
    LOWEST,
    all_at,
    at_level,
    entry,
    scored,
    sheet_of,
)
from tests.strategies import DECLINED, DONT_KNOW, NOT_APPLICABLE

SCOPE = ("research-engagement",)
RESEARCH = (
    *("re-01", "re-02", "re-03", "re-04", "re-06", "re-07"),
    *("re-09", "re-10", "re-12", "re-13", "re-14"),
)


def _research(levels: dict[str, int], *answers: tuple[str, Answer]) -> SystemAssessment:
    """The result over the eleven questions that apply: all but re-05 and re-11."""
    others = [entry(question, answer) for question, answer in answers]
    return scored(sheet_of(LOWEST, levels, *others), scope=SCOPE)


def test_every_state_is_counted_once() -> None:
    result = _research(
        {"re-01": 2, "re-02": 4},
        ("re-03", DONT_KNOW),
        ("re-04", DECLINED),
        ("re-06", NOT_APPLICABLE),
    ).completeness

    assert result.applicable == 11
    assert result.answered == 2
    assert result.dont_know == 1
    assert result.declined == 1
    assert result.not_applicable == 1
    assert result.unanswered == 6
    assert result.share == 0.18  # 2 / 11
    assert result.not_applicable_share == 0.09  # 1 / 11
    assert not result.enough


def test_what_is_claimed_not_to_apply_is_not_answered() -> None:
    claimed = [(question, NOT_APPLICABLE) for question in RESEARCH]

    assert _research({}, *claimed).completeness.answered == 0
    assert _research({}, *claimed).completeness.share == 0


def test_support_is_counted_among_what_is_answered() -> None:
    levels = {"re-01": 2, "re-02": 4}
    sheet = sheet_of(LOWEST, levels, supports=("documented",))

    result = scored(sheet, scope=SCOPE).completeness

    assert result.supported == 2
    assert result.supported_share == 0.18
    assert scored(sheet_of(LOWEST, levels), scope=SCOPE).completeness.supported == 0


OWN_MODEL = {**LOWEST, "sp-01": "own", "sp-07": "reportable-loss"}
TEN = ("ft-02", "ft-03", "ft-05", "ft-06", "ft-15", "ft-16", "ft-17", "ft-18", "ft-19", "ft-21")
"""What the fine-tuning questionnaire asks whoever made the model and did not change it since."""


@pytest.mark.parametrize(("answered", "enough"), [(5, False), (6, True), (7, True)])
def test_from_sixty_percent_there_is_a_rating(answered: int, enough: bool) -> None:
    levels = dict.fromkeys(TEN[:answered], 4)
    result = scored(sheet_of(OWN_MODEL, levels), scope=("fine-tuning-safety",))

    assert result.completeness.applicable == 10
    assert enough is result.completeness.enough
    assert enough is (result.headline.rating != "unrated")


def test_an_unrated_headline_says_how_it_stands() -> None:
    result = scored(sheet_of(HIGHEST, {"re-01": 4}))

    assert result.headline.rating == "unrated"
    assert result.headline.as_it_stands is Rating.CRITICAL
    assert result.headline.sentence.startswith(
        "Unrated: not enough answered; as it stands critical "
    )


def test_with_no_answer_at_all_every_category_is_unrated() -> None:
    result = scored(sheet_of(HIGHEST))

    assert {one.rating for one in result.categories} == {"unrated"}
    assert result.headline.as_it_stands is None
    assert result.headline.sentence.startswith("Unrated: nothing answered; ")


@pytest.mark.parametrize(
    "answers",
    [(DONT_KNOW,), (DECLINED,), (NOT_APPLICABLE,), (DONT_KNOW, DECLINED)],
    ids=["dont-know", "declined", "not-applicable", "two nonresponses"],
)
def test_a_nonresponse_rates_no_category(answers: tuple[Answer, ...]) -> None:
    result = scored(sheet_of(HIGHEST, {}, entry("ec-12", *answers)))

    assert result.completeness.answered == 0
    assert {one.rating for one in result.categories} == {"unrated"}


def test_a_category_without_any_answer_that_bears_on_it_is_unrated() -> None:
    # vs-07 bears on sycophancy and, less, on reward model exploitation
    result = scored(sheet_of(HIGHEST, {"vs-07": 4}))

    rated = {one.category.value for one in result.categories if one.rating != "unrated"}
    assert rated == {"sycophancy", "reward-model-exploitation"}


def test_a_disagreement_is_answered_only_if_all_of_it_are_answers() -> None:
    three, one = at_level("re-01", 3), at_level("re-01", 1)

    assert scored(sheet_of(LOWEST, {}, entry("re-01", three, one))).completeness.answered == 1
    open_one = scored(sheet_of(LOWEST, {}, entry("re-01", three, DONT_KNOW))).completeness
    assert (open_one.answered, open_one.dont_know) == (0, 1)


def test_each_questionnaire_is_summed_up() -> None:
    levels = {"re-01": 3, "re-02": 3, "re-03": 0}
    result = scored(sheet_of(LOWEST, levels, entry("re-04", DONT_KNOW)))

    by_id = {one.questionnaire: one for one in result.questionnaires}
    research = by_id["research-engagement"]
    assert (research.applicable, research.answered) == (11, 3)
    assert research.levels == (1, 0, 0, 2, 0)
    assert research.layers == (Layer.GOVERNANCE,)
    assert "fine-tuning-safety" not in by_id  # nothing of it applies


def test_profile_answers_are_counted_apart() -> None:
    result = scored(sheet_of({"sp-01": "own", "sp-05": "no-fixed-end"})).completeness

    assert result.profile_answered == 2
    assert result.profile_applicable > 30


def test_a_scope_in_which_nothing_applies_has_no_share() -> None:
    result = scored(sheet_of(LOWEST, all_at(4)), scope=("fine-tuning-safety",))

    assert result.completeness.applicable == 0
    assert result.completeness.share == 0
    assert not result.completeness.enough
    assert not result.full_scope
    assert "counted over fine-tuning-safety only" in result.headline.sentence
    assert len(result.categories) == len(CATEGORIES)

"""The short path: completeness over core questions, and nothing counted better than at full."""

from dataclasses import replace

import pytest
from hypothesis import given

from alignassess.domain.answers import Sheet
from alignassess.domain.depth import Depth, asked_at, held
from alignassess.domain.gate import Outcome, decide
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import CATEGORIES, READINGS, Rating
from alignassess.domain.policy import Limit, Policy
from alignassess.domain.questionnaire import ProfileQuestionnaire, ScoredQuestionnaire
from alignassess.domain.roadmap import plan
from alignassess.domain.routing import applicable, vendor_questions
from tests.domain.sheets import (
    AS_OF,
    LOWEST,
    SHIPPED,
    all_at,
    altered,
    at_level,
    entry,
    fine_risks,
    scored,
    scored_vendor,
    sheet_of,
    vendor_sheet,
    with_entry,
)
from tests.strategies import sheets

CORE = ("vs-25", "ec-02", "ec-13", "ec-17", "ec-21", "re-02", "re-06")


def _marked() -> Instrument:
    """The shipped instrument with a few core questions, whatever the files mark."""
    found: list[ProfileQuestionnaire | ScoredQuestionnaire] = []
    for one in SHIPPED.questionnaires:
        if isinstance(one, ProfileQuestionnaire):
            facts = tuple(replace(q, core=q.id in ("sp-05", "sp-07")) for q in one.questions)
            found.append(replace(one, questions=facts))
        else:
            practices = tuple(replace(q, core=q.id in CORE) for q in one.questions)
            found.append(replace(one, questions=practices))
    return altered(SHIPPED, questionnaires=tuple(found))


MARKED = _marked()


def _core(sheet: Sheet) -> Sheet:
    return sheet.model_copy(update={"depth": Depth.CORE})


ANSWERS = {"vs-25": 4, "ec-02": 4, "ec-13": 4, "ec-17": 4, "re-02": 1}


def test_completeness_is_over_core_questions() -> None:
    # of seven core questions, ec-17 does not apply at no permissions: six apply, four answered
    sheet = _core(sheet_of(LOWEST, {name: n for name, n in ANSWERS.items() if name != "ec-17"}))
    found = scored(sheet, MARKED).completeness

    assert (found.answered, found.applicable) == (4, 6)
    assert found.share == 0.67
    assert found.enough


def test_every_summary_says_so() -> None:
    result = scored(_core(sheet_of(LOWEST, ANSWERS)), MARKED)

    assert result.depth is Depth.CORE
    assert "4 of 6 core questions answered" in result.headline.sentence
    assert "counted at depth core" in result.headline.sentence
    assert sum(one.applicable for one in result.questionnaires) == 6


@given(sheets())
def test_every_risk_is_that_of_full_with_the_same_answers(sheet: Sheet) -> None:
    full, core = scored(sheet, MARKED), scored(_core(sheet), MARKED)

    for reading in READINGS:
        assert fine_risks(full, reading) == fine_risks(core, reading)
    for one, other in zip(full.categories, core.categories, strict=True):
        assert one.headline_rating is other.headline_rating or (
            one.headline_rating is Rating.LOW and other.headline_rating is Rating.MEDIUM
        )


def test_no_category_is_rated_better_than_medium() -> None:
    sheet = sheet_of(LOWEST, all_at(4))

    assert {one.rating for one in scored(sheet, MARKED).categories} == {Rating.LOW}
    core = scored(_core(sheet), MARKED)
    for one in core.categories:
        assert one.rating == one.headline_rating == Rating.MEDIUM
        assert {one.best.rating, one.answered.rating, one.evidenced.rating} == {Rating.MEDIUM}
    assert core.headline.rating is Rating.MEDIUM


@pytest.mark.parametrize("rating", [Rating.MEDIUM, Rating.HIGH, Rating.CRITICAL])
def test_a_worse_rating_stays(rating: Rating) -> None:
    assert held(rating, Depth.CORE) is rating
    assert held(Rating.LOW, Depth.FULL) is Rating.LOW


def test_going_on_to_full_keeps_every_answer() -> None:
    sheet = _core(sheet_of(LOWEST, ANSWERS))
    full = sheet.model_copy(update={"depth": Depth.FULL})

    assert full.entries == sheet.entries
    assert scored(full, MARKED).contributions == scored(sheet, MARKED).contributions
    assert scored(full, MARKED).completeness.applicable > 6


def test_what_core_does_not_ask_is_no_finding_until_it_has_an_answer() -> None:
    sheet = _core(sheet_of(LOWEST, ANSWERS))
    spoken = with_entry(sheet, entry("re-01", at_level("re-01", 1)))

    names = {one.question.id for one in scored(sheet, MARKED).findings}
    assert names <= set(CORE)
    assert "re-02" in names
    assert "re-01" in {one.question.id for one in scored(spoken, MARKED).findings}


def test_the_plan_stays_within_what_the_sheet_is_about() -> None:
    sheet = _core(sheet_of(LOWEST, ANSWERS))

    found = plan(MARKED, sheet, as_of=AS_OF)
    assert {one.question.id for one in found.actions} <= set(CORE)


def test_only_core_questions_are_asked() -> None:
    asked = [one.id for one in applicable(MARKED, _core(sheet_of(LOWEST)))]

    assert asked[:2] == ["sp-05", "sp-07"]
    assert set(asked) <= {"sp-05", "sp-07", *CORE}
    assert len(applicable(MARKED, sheet_of(LOWEST))) > 50


def test_a_profile_without_a_core_question_is_asked_whole() -> None:
    (profile,) = (one for one in SHIPPED.questionnaires if isinstance(one, ProfileQuestionnaire))
    bare = replace(profile, questions=tuple(replace(q, core=False) for q in profile.questions))
    practices = next(one for one in MARKED.questionnaires if isinstance(one, ScoredQuestionnaire))

    assert all(asked_at(one, bare, Depth.CORE) for one in bare.questions)
    assert not asked_at(replace(practices.questions[0], core=False), practices, Depth.CORE)


def test_a_vendor_sheet_has_a_depth_too() -> None:
    sheet = _core(vendor_sheet({"vs-25": 3, "vs-05": 2}))

    result = scored_vendor(sheet, MARKED)
    assert (result.completeness.answered, result.completeness.applicable) == (1, 1)
    assert result.depth is Depth.CORE
    assert [one.id for one in applicable(MARKED, sheet)] == ["vs-25"]
    assert len(vendor_questions(MARKED)) > 20


GOOD = sheet_of(LOWEST, all_at(4))


def _decided(policy: Policy, sheet: Sheet = GOOD) -> tuple[Outcome, str]:
    decision = decide(scored(_core(sheet), MARKED), policy, instrument=MARKED)
    return decision.outcome, decision.sentence


def _policy(rating: Rating, depth: Depth = Depth.CORE) -> Policy:
    return Policy(
        format="alignassess/policy/1", depth=depth, limits=(Limit(category="all", rating=rating),)
    )


def test_only_a_policy_that_says_core_passes_it() -> None:
    outcome, sentence = _decided(_policy(Rating.MEDIUM, Depth.FULL))

    assert outcome is Outcome.INCONCLUSIVE
    assert "counted at depth core; the policy asks for depth full" in sentence
    assert sentence.startswith("inconclusive: bot (depth core): ")
    assert _decided(_policy(Rating.MEDIUM))[0] is Outcome.PASS


def test_a_limit_at_low_is_not_passed_at_core_and_not_failed_either() -> None:
    outcome, sentence = _decided(_policy(Rating.LOW))

    assert outcome is Outcome.INCONCLUSIVE
    assert "at depth core no rating is better than medium" in sentence


def test_a_policy_that_says_core_passes_a_full_sheet() -> None:
    full = decide(scored(GOOD, MARKED), _policy(Rating.LOW), instrument=MARKED)

    assert full.outcome is Outcome.PASS
    assert full.sentence.startswith("pass: bot: ")


def test_too_little_of_core_is_unrated() -> None:
    sheet = sheet_of(LOWEST, {"ec-02": 4})
    policy = Policy(
        format="alignassess/policy/1",
        depth=Depth.CORE,
        completeness=0.5,
        limits=(Limit(category="all", rating=Rating.HIGH),),
    )

    assert "1 of 6 core questions answered; the policy asks for 50%" in _decided(policy, sheet)[1]
    assert "unrated: 1 of 6 core questions" in _decided(_policy(Rating.HIGH), sheet)[1]


def test_the_shipped_short_path_covers_every_questionnaire_and_essential_practice() -> None:
    core = {one.id for one in SHIPPED.scored if one.core}
    per_home = [
        sum(one.id in core for one in home.questions)
        for home in SHIPPED.questionnaires
        if isinstance(home, ScoredQuestionnaire)
    ]

    assert set(SHIPPED.essential_for) <= core
    assert min(per_home) >= 3
    for index in range(len(CATEGORIES)):
        assert any(SHIPPED.bearing[one].weights[index] for one in core)

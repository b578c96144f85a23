"""Sentences that change no figure and must not be missed."""

from alignassess.domain.answers import Origin
from tests.domain.sheets import (
    LOWEST,
    OTHER_MODEL,
    at_level,
    chosen,
    entry,
    scored,
    sheet_of,
    with_entry,
)
from tests.strategies import DONT_KNOW, NOT_APPLICABLE

QUIET = {**LOWEST, "sp-29": "no"}

NOT_ASKED = ("sp-26", "sp-38", "sp-39", "sp-40", "sp-41")
"""Facts that are not asked when nothing was changed and nothing is high-risk."""


def test_a_plain_sheet_has_none() -> None:
    facts = {name: option for name, option in QUIET.items() if name not in NOT_ASKED}

    assert scored(sheet_of(facts)).notices == ()


def test_an_answer_that_does_not_apply_is_kept_and_not_scored() -> None:
    result = scored(sheet_of(QUIET, {"ec-17": 4}))

    assert any("ec-17" in one and "kept, not scored" in one for one in result.notices)
    found = next(one for one in result.determinations if one.question.id == "ec-17")
    assert not found.applies
    assert found.levels is None


def test_an_answer_out_of_scope_is_not_complained_of() -> None:
    result = scored(sheet_of(QUIET, {"vs-01": 4}), scope=("research-engagement",))

    assert not any(one.startswith("vs-01") for one in result.notices)


def test_an_open_disagreement_is_said() -> None:
    practice = entry("vs-01", at_level("vs-01", 1), at_level("vs-01", 3))
    fact = entry("sp-05", chosen("no-fixed-end"), chosen("every-output-read"))
    result = scored(with_entry(sheet_of(QUIET, {}, practice), fact))

    assert "vs-01: answers disagree; the lower one counts" in result.notices
    assert any(one.startswith("sp-05: ") for one in result.notices)


def test_of_a_fact_in_dispute_it_is_not_the_lower_that_counts() -> None:
    fact = entry("sp-05", chosen("no-fixed-end"), chosen("every-output-read"))
    result = scored(with_entry(sheet_of(QUIET), fact))

    assert "sp-05: answers disagree; the lower one counts" not in result.notices


def test_an_unknown_fact_is_no_disagreement() -> None:
    result = scored(with_entry(sheet_of(QUIET), entry("sp-05", DONT_KNOW)))

    assert not any(one.startswith("sp-05") for one in result.notices)


def test_a_fact_that_two_people_do_not_know_is_no_disagreement() -> None:
    fact = entry("sp-05", DONT_KNOW, DONT_KNOW.model_copy(update={"note": "asked twice"}))
    result = scored(with_entry(sheet_of(QUIET), fact))

    assert not any(one.startswith("sp-05") for one in result.notices)


def test_an_answer_held_for_its_origin_is_said() -> None:
    origin = Origin(id="example-ai", name="Example AI", model=OTHER_MODEL)
    result = scored(sheet_of(QUIET, {}, entry("vs-05", at_level("vs-05", 4), origin=origin)))

    expected = "vs-05: inherited from Example AI for another model or version"
    assert any(one.startswith(expected) for one in result.notices)
    found = next(one for one in result.determinations if one.question.id == "vs-05")
    assert found.held is not None
    assert found.origin == "Example AI"


def test_a_questionnaire_that_is_largely_not_known_is_named() -> None:
    # eighteen or fewer questions of research engagement apply: four are more than a fifth of them
    open_ones = [entry(q, DONT_KNOW) for q in ("re-01", "re-02", "re-06", "re-09")]
    found = scored(sheet_of(QUIET, {}, *open_ones)).notices

    (said,) = (one for one in found if "not known or were declined" in one)
    assert said.startswith("Research engagement: 4 of ")
    few = scored(sheet_of(QUIET, {}, open_ones[0])).notices
    assert not any("not known or were declined" in one for one in few)


def test_a_questionnaire_that_is_largely_claimed_not_to_apply_is_named() -> None:
    claimed = [entry(q, NOT_APPLICABLE) for q in ("re-01", "re-02", "re-06", "re-09")]
    found = scored(sheet_of(QUIET, {}, *claimed)).notices

    assert any("are claimed not to apply" in one for one in found)

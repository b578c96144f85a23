"""What a policy holds: limits that can bite, shares, ages, and other rules for some systems."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignassess.domain.answers import Chosen, NotApplicable, Sheet
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.gate import Decision, Outcome, decide
from alignassess.domain.idle import idle
from alignassess.domain.model import Assurance, Category, Rating, Reading
from alignassess.domain.pattern import matches, matches_path
from alignassess.domain.policy import (
    FORMAT,
    Age,
    Gaps,
    Least,
    Level,
    Limit,
    Matched,
    Most,
    Policy,
    Regressions,
)
from alignassess.domain.questionnaire import ScoredQuestion
from tests.domain.sheets import (
    HIGHEST,
    LOWEST,
    SHIPPED,
    all_at,
    entry,
    scored,
    sheet_of,
    with_entry,
    without_entry,
)
from tests.strategies import DONT_KNOW, scored_questions, sheets

SERIOUS = {**LOWEST, "sp-06": "administer", "sp-07": "lasting-harm", "sp-08": "mainly-irreversible"}
MEDIUM = Limit(category="all", rating=Rating.MEDIUM)
HIGH = Limit(category="all", rating=Rating.HIGH)


def _decide(sheet: Sheet, policy: Policy, *, path: str = "") -> Decision:
    return decide(scored(sheet), policy, instrument=SHIPPED, path=path)


def test_a_limit_at_warn_says_it_and_changes_nothing() -> None:
    warn = Limit(category="all", rating=Rating.LOW, level=Level.WARN)
    found = _decide(sheet_of(HIGHEST, all_at(0)), Policy(format=FORMAT, limits=(warn,)))

    assert (found.outcome, found.reasons) == (Outcome.PASS, ())
    assert len(found.warnings) == 1
    assert found.sentence.startswith("pass: bot: every limit of the policy holds; warning: ")


def test_a_limit_that_is_off_is_not_looked_at() -> None:
    off = Limit(category="all", rating=Rating.LOW, level=Level.OFF)
    policy = Policy(
        format=FORMAT,
        limits=(off, HIGH),
        essential_gaps=Gaps(most=0, level=Level.OFF),
        evidence_age=Age(months=1, level=Level.OFF),
        nonresponses=Most(share=0, level=Level.OFF),
        completeness=Least(share=1, level=Level.OFF),
    )
    sheet = sheet_of(LOWEST, {**all_at(4), "ec-01": 0}, entry("ft-03", DONT_KNOW))
    found = _decide(sheet, policy)

    assert (found.outcome, found.warnings) == (Outcome.PASS, ())


@pytest.mark.parametrize(("risk", "outcome"), [(0.01, Outcome.FAIL), (0.99, Outcome.PASS)])
def test_a_figure_can_be_a_limit(risk: float, outcome: Outcome) -> None:
    policy = Policy(format=FORMAT, limits=(Limit(category="all", risk=risk),))
    found = _decide(sheet_of(SERIOUS, all_at(4, besides={"ec-21": 0})), policy)

    assert outcome is found.outcome
    assert outcome is Outcome.PASS or "a risk of at most 0.01 is allowed" in found.reasons[0]


def test_a_figure_equal_to_the_limit_is_within() -> None:
    sheet = sheet_of(SERIOUS, all_at(4))
    risk = max(one.answered.headline_risk for one in scored(sheet).categories)

    for limit, outcome in ((risk, Outcome.PASS), (round(risk - 0.01, 2), Outcome.FAIL)):
        policy = Policy(format=FORMAT, limits=(Limit(category="all", risk=limit),))
        assert outcome is _decide(sheet, policy).outcome


def test_nonresponses_beyond_a_share_do_not_pass() -> None:
    sheet = sheet_of(LOWEST, {**all_at(4)})
    silent = with_entry(sheet, entry("ec-01", DONT_KNOW))
    policy = Policy(format=FORMAT, nonresponses=Most(share=0))

    assert _decide(sheet, policy).outcome is Outcome.PASS
    found = _decide(silent, policy)
    assert found.outcome is Outcome.INCONCLUSIVE
    assert found.reasons[0].startswith("1 of ")
    assert found.reasons[0].endswith("questions have no answer; the policy allows 0%")


def test_claims_that_questions_do_not_apply_can_be_capped() -> None:
    claimed = with_entry(sheet_of(LOWEST, all_at(4)), entry("vs-05", NotApplicable(note="none")))
    policy = Policy(format=FORMAT, not_applicable=Most(share=0, level=Level.WARN))
    found = _decide(claimed, policy)

    assert found.outcome is Outcome.PASS
    assert "1 of " in found.warnings[0]
    assert "claimed not to apply; the policy allows 0%" in found.warnings[0]


def test_a_required_questionnaire_must_be_answered_by_itself() -> None:
    levels = {
        name: 4 for name in all_at(4) if SHIPPED.questionnaire_of[name] != "research-engagement"
    }
    policy = Policy(format=FORMAT, required=("research-engagement", "vendor-selection"))
    found = _decide(sheet_of(LOWEST, levels), policy)

    assert found.outcome is Outcome.INCONCLUSIVE
    assert found.reasons[0].startswith("0 of ")
    assert found.reasons[0].endswith(
        "questions of research-engagement answered; the policy requires 60% of them"
    )


def test_a_required_questionnaire_must_be_counted() -> None:
    policy = Policy(
        format=FORMAT, questionnaires=("vendor-selection",), required=("research-engagement",)
    )
    assessment = scored(sheet_of(LOWEST, all_at(4)), scope=("vendor-selection",))

    found = decide(assessment, policy, instrument=SHIPPED)
    assert found.reasons == ("research-engagement was not counted; the policy requires it",)


def test_old_evidence_and_evidence_without_a_date_are_named() -> None:
    sheet = sheet_of(LOWEST, all_at(4), supports=("documented",))
    undated = EvidenceEntry(id="undated", title="x", assurance=Assurance.DOCUMENTED)
    sheet = sheet.model_copy(update={"evidence": (*sheet.evidence, undated)})
    found = _decide(sheet, Policy(format=FORMAT, evidence_age=Age(months=9)))

    # the fresh entries are from this month, and the bare claim is no evidence
    assert found.reasons == ("evidence older than 9 months: stale (2024-01-01), undated (no date)",)
    assert found.outcome is Outcome.INCONCLUSIVE


def test_the_matrix_replaces_keys_by_path_or_tag() -> None:
    sheet = sheet_of(SERIOUS, all_at(4, besides={"ec-21": 2}))
    policy = Policy(
        format=FORMAT,
        limits=(MEDIUM,),
        matrix=(Matched(paths=("prototypes/**",), limits=(HIGH,)), Matched(tags=("lab",))),
    )

    assert _decide(sheet, policy).outcome is Outcome.FAIL
    assert _decide(sheet, policy, path="/work/prototypes/a/b.yaml").outcome is Outcome.PASS
    assert _decide(sheet, policy, path="/work/other/b.yaml").outcome is Outcome.FAIL


def test_an_entry_with_paths_and_tags_needs_both() -> None:
    one = Matched(paths=("a/*",), tags=("lab", "test"), limits=(HIGH,))

    assert one.applies("/w/a/b.yaml", ("test",))
    assert not one.applies("/w/a/b.yaml", ())
    assert not one.applies("/w/c/b.yaml", ("test",))


def test_a_system_that_nothing_limits_does_not_pass() -> None:
    policy = Policy(format=FORMAT, matrix=(Matched(tags=("lab",), limits=(HIGH,)),))
    found = _decide(sheet_of(LOWEST, all_at(4)), policy)

    assert found.outcome is Outcome.INCONCLUSIVE
    assert found.reasons == (
        "no entry of the matrix is about this system, and nothing else limits it",
    )


@pytest.mark.parametrize(
    ("pattern", "path", "matched"),
    [
        ("internal/**", "/r/internal/a.yaml", True),
        ("internal/**", "/r/internal/a/b.yaml", True),
        ("./internal/*.yaml", "/r/internal/a.yaml", True),
        ("internal/*.yaml", "/r/internal/a/b.yaml", False),
        ("**/a?.yaml", "/r/x/y/ab.yaml", True),
        ("nal/*", "/r/internal/a.yaml", False),
        ("internal/*", "C:\\r\\internal\\a.yaml", True),
        ("a.yaml", "", False),
    ],
)
def test_a_path_pattern_may_begin_at_any_folder(pattern: str, path: str, matched: bool) -> None:
    assert matched is matches_path(pattern, path)


def _expression(pattern: str) -> str:
    """The same as a regular expression, whose time has no bound."""
    said = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(said.get(one, one) for one in re.findall(r"\*\*/?|.", pattern))


_PART = (
    st.lists(st.sampled_from("ab*?"), max_size=4).map("".join).filter(lambda one: "**" not in one)
)


@given(
    st.lists(st.just("**") | _PART.filter(bool), min_size=1, max_size=4).map("/".join),
    st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=4).map("/".join),
)
def test_a_pattern_fits_what_its_regular_expression_fits(pattern: str, name: str) -> None:
    whole = re.compile(_expression(pattern))
    folders = [at for at in range(len(name)) if at == 0 or name[at - 1] == "/"]

    assert matches(pattern, name) is (whole.fullmatch(name) is not None)
    anywhere = any(whole.fullmatch(name[at:]) for at in folders)
    assert matches_path(pattern, name) is anywhere


@pytest.mark.parametrize("pattern", ["*a" * 30 + "b", "**/" * 30 + "b", "**a*" * 30 + "b"])
def test_many_marks_take_no_longer_than_few(pattern: str) -> None:
    """As a regular expression the first of them takes longer than anybody waits."""
    assert not matches(pattern, "a" * 200 + "/a" * 200)


def test_marks_of_other_languages_are_plain_text_in_a_pattern() -> None:
    assert matches("a.b+(c)", "a.b+(c)")
    assert not matches("a.b", "axb")


@pytest.mark.parametrize(
    ("policy", "messages"),
    [
        (Policy(format=FORMAT), ["the policy is empty: it limits nothing"]),
        (
            Policy(format=FORMAT, completeness=Least(share=0.5, level=Level.OFF)),
            ["the policy is empty: it limits nothing"],
        ),
        (Policy(format=FORMAT, limits=(MEDIUM,)), []),
        (Policy(format=FORMAT, required=("vendor-selection",)), []),
        (Policy(format=FORMAT, regressions=Regressions()), []),
        (
            Policy(format=FORMAT, nonresponses=Most(share=1), not_applicable=Most(share=1)),
            [
                "nonresponses: a share of 1 can never bite",
                "not_applicable: a share of 1 can never bite",
            ],
        ),
        (
            Policy(format=FORMAT, limits=(Limit(category="all", risk=1.0),)),
            ["limits.0: a limit at a risk of 1 can never bite"],
        ),
        (
            Policy(
                format=FORMAT,
                limits=(MEDIUM, Limit(category=Category.SYCOPHANCY, rating=Rating.HIGH)),
            ),
            [
                "limits.1: can never bite, since limits.0 is as tight or tighter for the same "
                "categories; every limit must hold"
            ],
        ),
        (  # the same twice: the second
            Policy(format=FORMAT, limits=(MEDIUM, Limit(category="all", below=Rating.HIGH))),
            [
                "limits.1: can never bite, since limits.0 is as tight or tighter for the same "
                "categories; every limit must hold"
            ],
        ),
        (
            Policy(
                format=FORMAT,
                limits=(Limit(category="all", risk=0.4), Limit(category="all", risk=0.3)),
            ),
            [
                "limits.0: can never bite, since limits.1 is as tight or tighter for the same "
                "categories; every limit must hold"
            ],
        ),
        (  # a notice before an error is worth having
            Policy(
                format=FORMAT,
                limits=(Limit(category="all", rating=Rating.LOW, level=Level.WARN), MEDIUM),
            ),
            [],
        ),
        (  # a notice after an error is not
            Policy(
                format=FORMAT,
                limits=(MEDIUM, Limit(category="all", rating=Rating.HIGH, level=Level.WARN)),
            ),
            [
                "limits.1: can never bite, since limits.0 is as tight or tighter for the same "
                "categories; every limit must hold"
            ],
        ),
        (
            Policy(
                format=FORMAT,
                limits=(
                    MEDIUM,
                    Limit(category="all", reading=Reading.EVIDENCED, rating=Rating.HIGH),
                    Limit(category="all", risk=0.45),
                    Limit(category=Category.SYCOPHANCY, rating=Rating.LOW),
                    Limit(category="all", rating=Rating.HIGH, level=Level.OFF),
                ),
            ),
            [],
        ),
        (
            Policy(format=FORMAT, matrix=(Matched(tags=("a",)), Matched(tags=("a",)))),
            [
                "matrix.0: its systems are limited by nothing",
                "matrix.1: its systems are limited by nothing",
                "matrix.1: can never apply, since matrix.0 comes first",
            ],
        ),
        (
            Policy(
                format=FORMAT,
                matrix=(
                    Matched(paths=("a/*",), tags=("x",), limits=(HIGH,)),
                    Matched(tags=("x",), limits=(Limit(category="all", risk=1),)),
                ),
            ),
            ["matrix.1.limits.0: a limit at a risk of 1 can never bite"],
        ),
    ],
)
def test_what_can_never_bite(policy: Policy, messages: list[str]) -> None:
    assert messages == [one.message for one in idle(policy, practices=6)]


EVERYTHING = Policy(
    format=FORMAT,
    completeness=Least(share=0.7),
    nonresponses=Most(share=0.25),
    evidence_age=Age(months=6),
    essential_gaps=Gaps(most=1),
    required=("vendor-selection",),
    limits=(
        Limit(category="all", rating=Rating.HIGH),
        Limit(category=Category.SYCOPHANCY, risk=0.4),
        Limit(category="all", reading=Reading.EVIDENCED, rating=Rating.HIGH),
    ),
)


@given(sheets(), scored_questions())
def test_answering_less_never_makes_a_pass(sheet: Sheet, question: ScoredQuestion) -> None:
    said = sheet.entry.get(question.id)
    if said is None or not any(isinstance(one, Chosen) for one in said.answers):
        return
    lenient = Policy(format=FORMAT, limits=(Limit(category="all", risk=0.6),))
    silent = (
        with_entry(sheet, entry(question.id, DONT_KNOW)),
        without_entry(sheet, question.id),
    )
    for policy in (EVERYTHING, lenient, Policy(format=FORMAT, evidence_age=Age(months=6))):
        if _decide(sheet, policy).outcome is not Outcome.PASS:
            assert all(_decide(one, policy).outcome is not Outcome.PASS for one in silent)


def test_the_day_of_the_decision_is_that_of_the_assessment() -> None:
    found = decide(
        scored(sheet_of(LOWEST, all_at(4))),
        EVERYTHING,
        instrument=SHIPPED,
        on=date(2026, 12, 1),
        preview=True,
    )

    assert found.preview == date(2026, 12, 1)
    assert "bot (preview as of 2026-12-01): " in found.sentence

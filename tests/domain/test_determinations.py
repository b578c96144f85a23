"""The register that an auditor reads: what was found of every question and evidence entry."""

import pytest

from alignassess.domain.answers import Answer
from alignassess.domain.assessment import Determination, SystemAssessment
from alignassess.domain.evidence import FileState, Observation
from alignassess.domain.model import Assurance
from alignassess.domain.scoring import assess
from alignassess.domain.standing import State
from tests.domain.sheets import (
    AS_OF,
    LOWEST,
    SHIPPED,
    at_level,
    chosen,
    entry,
    scored,
    sheet_of,
    with_entry,
)
from tests.strategies import DECLINED, DONT_KNOW, NOT_APPLICABLE


def _found(result: SystemAssessment, question: str) -> Determination:
    return next(one for one in result.determinations if one.question.id == question)


def test_every_question_of_the_scope_has_one() -> None:
    asked = [*SHIPPED.profile, *SHIPPED.scored]

    assert [one.question.id for one in scored(sheet_of()).determinations] == [q.id for q in asked]


@pytest.mark.parametrize(
    ("answers", "state", "labels"),
    [
        ((), State.UNANSWERED, ()),
        ((chosen("nothing"),), State.ANSWERED, ("Nothing",)),
        ((chosen("nothing"), chosen("nothing")), State.ANSWERED, ("Nothing", "Nothing")),
        ((DONT_KNOW,), State.DONT_KNOW, ("Not known",)),
        ((DECLINED,), State.DECLINED, ("Asked, no answer given",)),
        ((chosen("nothing"), DONT_KNOW), State.DISPUTED, ("Nothing", "Not known")),
    ],
)
def test_a_fact_has_a_state(
    answers: tuple[Answer, ...], state: State, labels: tuple[str, ...]
) -> None:
    found = _found(
        scored(sheet_of({}, {}, *([entry("sp-09", *answers)] if answers else []))), "sp-09"
    )

    assert state is found.state
    assert labels == found.labels
    assert found.levels is None
    assert found.applies


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ((), State.UNANSWERED),
        ((at_level("ec-17", 3),), State.ANSWERED),
        ((DONT_KNOW,), State.DONT_KNOW),
        ((DECLINED,), State.DECLINED),
    ],
)
def test_a_practice_that_does_not_apply_has_a_state_too(
    answers: tuple[Answer, ...], state: State
) -> None:
    sheet = sheet_of(LOWEST, {}, *([entry("ec-17", *answers)] if answers else []))
    found = _found(scored(sheet), "ec-17")

    assert state is found.state
    assert not found.applies
    assert found.assurance is Assurance.ASSERTED


def test_a_practice_has_its_three_levels_and_its_support() -> None:
    answer = at_level("vs-05", 4, evidence=("documented",))
    found = _found(scored(sheet_of(LOWEST, {}, entry("vs-05", answer))), "vs-05")

    assert found.levels == (4, 4, 3)
    assert found.assurance is Assurance.DOCUMENTED
    assert found.answers == (answer,)


def test_not_applicable_is_labelled() -> None:
    found = _found(scored(sheet_of(LOWEST, {}, entry("vs-05", NOT_APPLICABLE))), "vs-05")

    assert found.labels == ("Not applicable",)
    assert found.state is State.NOT_APPLICABLE


def test_a_supported_fact_says_so() -> None:
    sheet = with_entry(
        sheet_of(LOWEST), entry("sp-05", chosen("no-fixed-end", evidence=("documented",)))
    )

    assert _found(scored(sheet), "sp-05").assurance is Assurance.DOCUMENTED
    assert _found(scored(sheet), "sp-06").assurance is Assurance.ASSERTED


def test_several_marked_options_make_one_label() -> None:
    found = _found(scored(sheet_of({"sp-15": ("sft", "rl")})), "sp-15")

    (label,) = found.labels
    assert label.count("; ") == 1


def test_evidence_is_listed_with_what_it_supports_and_earns() -> None:
    levels = {"vs-05": 3, "re-01": 3}
    result = scored(sheet_of({}, levels, supports=("tested",)))

    by_id = {one.entry.id: one for one in result.evidence}
    assert sorted(by_id["tested"].supports) == ["re-01", "vs-05"]
    assert by_id["tested"].earned is Assurance.TESTED
    assert by_id["tested"].reason is None
    assert by_id["tested"].observation is not None
    assert by_id["stale"].supports == ()
    assert by_id["stale"].earned is Assurance.ASSERTED


def test_provenance_names_the_digests_of_evidence_files_that_were_seen() -> None:
    seen = (
        Observation(evidence="tested", state=FileState.MATCHES, sha256="a" * 64),
        Observation(evidence="independent", state=FileState.MISSING),
        Observation(evidence="documented", state=FileState.PRESENT, sha256="b" * 64),
        Observation(evidence="unheard-of", state=FileState.PRESENT, sha256="c" * 64),
    )

    result = assess(SHIPPED, sheet_of(), observations=seen, as_of=AS_OF, tool="test 1")

    assert [(one.path, one.sha256) for one in result.provenance.evidence] == [
        ("tested.json", "a" * 64)
    ]
    assert result.provenance.tool == "test 1"
    assert result.provenance.as_of == AS_OF
    assert result.provenance.instrument == SHIPPED.files


def test_contributions_leave_out_what_does_not_count() -> None:
    result = scored(sheet_of(LOWEST, {}, entry("vs-05", NOT_APPLICABLE)))

    row = next(one for one in result.contributions if one[0] == "vs-05")
    assert row[3] == (None, None, 0)
    assert row[4][0] is None
    assert row[4][1] is None
    assert row[4][2] == (0.0,) * 8


def test_evidence_that_both_sides_of_a_disagreement_name_supports_the_question_once() -> None:
    sides = [at_level("vs-05", level, evidence=("documented",)) for level in (1, 3)]

    result = scored(sheet_of({}, {}, entry("vs-05", *sides)))

    supports = {one.entry.id: one.supports for one in result.evidence}
    assert ("vs-05",) == supports["documented"]

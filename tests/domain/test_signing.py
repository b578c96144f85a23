"""What keeps a person from signing a statement."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from alignassess.domain.assessment import Assessment, SystemAssessment
from alignassess.domain.engagement import (
    Assessor,
    AssuranceType,
    Conclusion,
    Control,
    Engagement,
    Marked,
    Period,
    Responsibilities,
    Sample,
    Signature,
    SignOff,
    Statement,
)
from alignassess.domain.model import Assurance
from alignassess.domain.signing import in_statement, lacking, refusals
from tests.render.cases import example, system_example, vendor_example

CLAIMS = "claims-triage/answers.yaml"
ON = date(2026, 11, 25)


def claims() -> SystemAssessment:
    return system_example(CLAIMS)


def told(engagement: Engagement, assessment: Assessment) -> tuple[str, ...]:
    return tuple(one.message for one in refusals(engagement, assessment))


def assessor(**changes: object) -> Assessor:
    one = Assessor(
        name="R. Amsel",
        organisation="Example Audit Institute",
        relationship="engaged for this audit",
        independence="no interest in either",
    )
    return one.model_copy(update=changes)


def engaged(kind: str = "independent-limited", **changes: object) -> Engagement:
    parts: dict[str, object] = {
        "conclusion": Conclusion.UNQUALIFIED,
        "questions": ("ft-15", "ec-14"),
        "except_for": (),
    }
    statement = {key: changes.pop(key, value) for key, value in parts.items()}
    one = Engagement(
        format="alignassess/engagement/1",
        report=Control(id="R-1", version="1.0.0"),
        statement=Statement(type=AssuranceType(kind), chosen_by="R. Amsel").model_copy(
            update=statement
        ),
        assessor=assessor(),
    )
    return one.model_copy(update=changes)


def test_an_independent_statement_rests_on_tests_that_the_assessor_obtained() -> None:
    assert told(engaged(), claims()) == ()


def test_a_self_assessment_needs_no_assessor() -> None:
    assert told(engaged("self-assessment", assessor=None, questions=()), claims()) == ()


@pytest.mark.parametrize("kind", ["independent-limited", "independent-reasonable"])
def test_an_independent_statement_without_a_named_assessor_is_refused(kind: str) -> None:
    assert told(engaged(kind, assessor=None), claims()) == (f"{kind} needs a named assessor",)
    assert lacking(engaged(kind, assessor=None), claims()) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"organisation": None, "name": "Example Audit Institute"}, "the assessor's organisation"),
        ({"organisation": "Example  mutual"}, "is operator or vendor"),
        ({"organisation": "Example Labs"}, "is operator or vendor"),
        ({"relationship": None}, "relationship"),
        ({"independence": None}, "declaration"),
        ({"name": "A. Novak"}, "answered questions"),
        ({"advised_on": ("ec-14",)}, "advised on ec-14"),
    ],
)
def test_an_assessor_is_named_declared_and_from_outside(
    changes: dict[str, object], words: str
) -> None:
    found = told(engaged(assessor=assessor(**changes)), claims())

    assert any(words in one for one in found)


def test_evidence_that_somebody_else_obtained_does_not_back_the_statement() -> None:
    found = told(engaged(questions=("ft-15", "ec-21")), claims())

    assert found == (
        "independent-limited needs tested or better evidence that the assessor obtained; "
        "there is none for ec-21",
    )


def test_a_document_by_the_assessor_is_no_test() -> None:
    whole = claims()
    weaker = tuple(
        replace(one, earned=Assurance.DOCUMENTED) if one.entry.id == "outside-audit" else one
        for one in whole.evidence
    )

    assert lacking(engaged(), whole.model_copy(update={"evidence": weaker})) == ("ft-15", "ec-14")


def test_the_statement_is_about_all_scored_questions_that_apply_where_none_is_named() -> None:
    whole = claims()
    about = in_statement(engaged(questions=()), whole)

    assert len(about) == whole.completeness.applicable
    (refused,) = told(engaged(questions=()), whole)
    assert refused.endswith(f"and {len(lacking(engaged(questions=()), whole)) - 8} more")


def test_a_statement_about_nothing_is_refused() -> None:
    assert "the statement is about no question" in told(engaged(questions=("xx-99",)), claims())


def test_what_is_excepted_needs_no_evidence_and_a_disclaimer_needs_none() -> None:
    qualified = engaged(
        questions=("ft-15", "ec-21"), conclusion=Conclusion.QUALIFIED, except_for=("ec-21",)
    )
    disclaimer = engaged(questions=("ec-21",), conclusion=Conclusion.DISCLAIMER)

    assert told(qualified, claims()) == ()
    assert told(disclaimer, claims()) == ()


def test_exceptions_and_a_qualified_conclusion_go_together() -> None:
    assert "only a qualified conclusion has exceptions" in told(
        engaged(except_for=("ec-14",)), claims()
    )
    assert "a qualified conclusion names the questions that it excepts" in told(
        engaged(conclusion=Conclusion.QUALIFIED), claims()
    )


def test_whoever_answered_does_not_review_unless_the_limits_are_stated() -> None:
    signed = SignOff(reviewed=Signature(name="A. Novak", role="owner"))
    marked = (Marked(question="ec-14", reviewed_by="A. Novak"), Marked(question="ft-15"))
    small = Responsibilities(limits_of_separation="three people work here")
    changes: dict[str, Any] = {"sign_off": signed, "determinations": marked}

    found = told(engaged("internal-audit", **changes), claims())

    assert found == (
        "A. Novak answered questions, and so cannot sign under reviewed",
        "ec-14: A. Novak answered questions, and so cannot review",
    )
    assert told(engaged("internal-audit", **changes, responsibilities=small), claims()) == ()
    assert len(told(engaged(**changes, responsibilities=small), claims())) == 2


def test_a_final_report_is_issued_and_signed_with_dates() -> None:
    final = Control(id="R-1", version="1.0.0", status="final")
    signature = Signature(name="T. Wolff", role="assessor", date=ON)
    whole = SignOff(prepared=signature, reviewed=signature, approved=signature)

    assert len(told(engaged(report=final), claims())) == 4
    issued = final.model_copy(update={"issued": ON})
    assert told(engaged(report=issued, sign_off=whole), claims()) == ()


def test_a_result_file_backs_only_questions_that_a_figure_within_its_limit_fits() -> None:
    agent = system_example("coding-agent/answers.yaml")
    by_outsider = tuple(
        replace(one, entry=replace(one.entry, by="Example Audit Institute")) if one.runs else one
        for one in agent.evidence
    )
    changed = agent.model_copy(update={"evidence": by_outsider})

    assert lacking(engaged(questions=("ec-06", "ec-08")), changed) == ("ec-08",)


def test_an_evidence_id_that_the_sheet_does_not_hold_backs_nothing() -> None:
    whole = claims().model_copy(update={"evidence": ()})

    assert lacking(engaged(), whole) == ("ft-15", "ec-14")


def test_a_vendor_sheet_has_no_operator_to_be_independent_of() -> None:
    vendor = vendor_example("vendors/example-ai.yaml")
    found = told(
        engaged(assessor=assessor(organisation="Example AI"), questions=("vs-08",)), vendor
    )

    assert any("is operator or vendor" in one for one in found)
    assert example(CLAIMS).kind == "system"


def test_a_period_and_a_random_sample_say_what_they_must() -> None:
    with pytest.raises(ValueError, match="end on or after"):
        Period(start=ON, end=date(2026, 1, 1))
    with pytest.raises(ValueError, match="seed"):
        Sample(population="runs", method="random", size="3")
    assert Period(start=ON, end=ON).end == ON
    assert Sample(population="runs", method="all", size="3").seed is None

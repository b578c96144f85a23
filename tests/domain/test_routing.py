"""Which questions a system is asked, which comes next, and how far a sheet has come."""

import pytest

from alignassess.domain.routing import applicable
from tests.domain.sheets import (
    LOWEST,
    SHIPPED,
    Facts,
    scored,
    sheet_of,
    vendor_sheet,
)


def _asked(facts: Facts) -> set[str]:
    return {one.id for one in applicable(SHIPPED, sheet_of(facts))}


def test_on_an_empty_sheet_everything_is_asked() -> None:
    assert [one.id for one in applicable(SHIPPED, sheet_of())] == [
        *(one.id for one in SHIPPED.profile),
        *(one.id for one in SHIPPED.scored),
    ]


@pytest.mark.parametrize(
    ("facts", "question", "asked"),
    [
        ({"sp-06": "text-only"}, "ec-17", False),
        ({"sp-06": "read-non-sensitive"}, "ec-17", True),
        ({}, "ec-17", True),
        ({"sp-15": "none", "sp-01": "api-pinned"}, "ft-03", False),
        ({"sp-15": "none", "sp-01": "own"}, "ft-03", True),
        ({"sp-15": "none"}, "ft-03", True),
        ({"sp-15": ("sft", "prompt-rag")}, "ft-01", True),
        ({"sp-01": "own"}, "rg-07", False),
        ({"sp-30": "japan"}, "sp-36", False),
        ({"sp-30": ("japan", "eu-output")}, "sp-36", True),
        ({"sp-30": "eu-output", "sp-37": "none"}, "sp-38", False),
        ({"sp-30": "eu-output", "sp-37": "product-law"}, "sp-38", True),
        ({"sp-30": "japan", "sp-37": "product-law"}, "sp-38", False),
    ],
)
def test_a_question_is_asked_unless_its_condition_is_certainly_false(
    facts: Facts, question: str, asked: bool
) -> None:
    assert asked is (question in _asked(facts))


def test_answers_to_practices_reveal_nothing() -> None:
    facts = {**LOWEST}

    assert _asked(facts) == {
        one.id
        for one in applicable(SHIPPED, sheet_of(facts, {one.id: 4 for one in SHIPPED.scored}))
    }


def test_a_vendor_is_asked_the_vendor_questionnaire() -> None:
    asked = applicable(SHIPPED, vendor_sheet())

    assert asked
    assert {SHIPPED.questionnaire_of[one.id] for one in asked} == {"vendor-selection"}


def test_roles_follow_from_facts_and_stay_unknown_without_them() -> None:
    known = dict(scored(sheet_of({**LOWEST, "sp-30": "eu-output", "sp-36": "both"})).roles)
    unknown = dict(scored(sheet_of()).roles)

    assert known["eu-link"] is True
    assert known["deployer"] is True
    assert known["system-provider"] is True
    assert known["changes-weights"] is False
    assert known["uses-third-party-model"] is True
    assert unknown["eu-link"] is None
    assert set(known) == {one.id for one in SHIPPED.roles}

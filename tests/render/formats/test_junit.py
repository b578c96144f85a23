"""JUnit XML, by Jenkins' schema and by another reader."""

from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml
from xmlschema import XMLSchema

from alignassess.domain.gate import Decision, Outcome
from alignassess.render import inert
from alignassess.render.formats.junit import MOST_CASES, junit
from alignassess.render.formats.material import Material
from tests.render.cases import SHIPPED
from tests.render.formats.given import (
    MATERIALS,
    alone,
    hostile,
    several,
    unanswered,
    unread,
    waived,
)
from tests.render.formats.schemas import FOLDER


def read(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own output


def outcome(case: ET.Element) -> str:
    tags = [child.tag for child in case if child.tag != "system-out"]
    return tags[0] if tags else "passed"


@pytest.mark.parametrize("name", MATERIALS)
def test_it_is_valid_for_jenkins_but_for_the_file_that_gitlab_reads(name: str) -> None:
    schema = XMLSchema(FOLDER / "junit-10.xsd")
    root = read(junit(MATERIALS[name]()))
    for case in root.iter("testcase"):
        case.attrib.pop("file", None)

    assert [] == [str(error.reason) for error in schema.iter_errors(root)]


@pytest.mark.parametrize("name", MATERIALS)
def test_names_are_unique_and_totals_are_counts(name: str) -> None:
    root = read(junit(MATERIALS[name]()))

    for suite in root:
        cases = list(suite.iter("testcase"))
        names = [(one.get("classname"), one.get("name")) for one in cases]
        count = Counter(map(outcome, cases))
        assert len(set(names)) == len(names) == int(suite.get("tests") or 0) > 0
        assert int(suite.get("failures") or 0) == count["failure"]
        assert int(suite.get("errors") or 0) == count["error"]
        assert int(suite.get("skipped") or 0) == count["skipped"]
    assert int(root.get("tests") or 0) == len(list(root.iter("testcase")))


def test_another_reader_finds_gaps_nonresponses_and_claims() -> None:
    (suite,) = JUnitXml.fromstring(junit(alone()).encode())

    assert (suite.name, suite.tests) == ("coding-agent", 104)  # 103 questions and the decision
    assert (suite.failures, suite.errors, suite.skipped) == (74, 6, 1)


def test_the_decision_is_a_case_of_its_own() -> None:
    cases = {
        one.get("classname"): outcome(one)
        for one in read(junit(several())).iter("testcase")
        if one.get("name") == "decision of the gate"
    }

    assert cases == {
        "claims-triage.gate": "passed",
        "coding-agent.gate": "failure",
        "support-assistant.gate": "passed",
    }


def test_a_finding_names_the_file_and_its_rating() -> None:
    (case,) = [
        one
        for one in read(junit(alone())).iter("testcase")
        if (one.get("name") or "").startswith("ec-13 ")
    ]

    failure = case.find("failure")
    assert failure is not None
    assert (case.get("file"), failure.get("type")) == ("coding-agent/answers.yaml", "critical")
    assert (case.findtext("system-out") or "").endswith("coding-agent/answers.yaml:110")


def test_what_is_waived_is_skipped_with_reason_and_expiry() -> None:
    (case,) = [
        one
        for one in read(junit(waived())).iter("testcase")
        if (one.get("name") or "").startswith("ec-13 ")
    ]

    skipped = case.find("skipped")
    assert skipped is not None
    assert "waiver W-1 until 2027-01-31 inclusive: Review of all" in (skipped.get("message") or "")


def test_an_unread_sheet_is_an_error_and_an_empty_run_has_one_passing_case() -> None:
    (error,) = read(junit(unread())).iter("testcase")
    (empty,) = read(junit(MATERIALS["nothing"]())).iter("testcase")

    assert (outcome(error), error.get("file")) == ("error", "sheets/a.yaml")
    assert outcome(empty) == "passed"


def test_a_large_fleet_has_a_case_per_category() -> None:
    case = alone().cases[0]
    count = MOST_CASES // 103 + 1
    rest = (case._replace(decision=None),) * (count - 1)

    root = read(junit(Material((case, *rest), SHIPPED)))

    assert [suite.get("tests") for suite in root] == ["9", *["8"] * (count - 1)]
    assert {outcome(one) for one in root.iter("testcase")} == {"failure"}


def test_a_fleet_that_answered_nothing_has_errors_and_no_pass() -> None:
    case = unanswered().cases[0]
    count = MOST_CASES // len(case.assessment.findings) + 1

    root = read(junit(Material((case,) * count, SHIPPED)))

    assert {outcome(one) for one in root.iter("testcase")} == {"error"}


@settings(max_examples=20, deadline=None)
@given(text=st.text())
def test_any_reason_can_be_read_back(text: str) -> None:
    decision = Decision(system="bot", outcome=Outcome.FAIL, reasons=(text,))
    case = unanswered().cases[0]._replace(decision=decision)

    (failure,) = read(junit(Material((case,), SHIPPED))).iter("failure")

    assert failure.get("message") == inert.line(decision.sentence)


def test_hostile_text_can_be_read_back_and_stays_text() -> None:
    text = junit(hostile())

    tags = {element.tag for element in read(text).iter()}
    assert tags == {
        "testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out"
    }  # fmt: skip

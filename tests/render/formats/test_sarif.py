"""SARIF, by the schema of its standard and by what GitHub code scanning takes."""

import gzip
import json
from collections import Counter
from typing import Any

import pytest

from alignassess.domain.assessment import Assessment
from alignassess.files.model_file import adapter
from alignassess.render.formats.material import Case, Material
from alignassess.render.formats.places import Folders
from alignassess.render.formats.sarif_github import MOST_RESULTS, sarif_github
from alignassess.render.json_text import to_json
from tests.render.cases import SHIPPED, system_example
from tests.render.formats.given import (
    AGENT,
    MATERIALS,
    alone,
    hostile,
    several,
    text_of,
    unread,
    waived,
)
from tests.render.formats.schemas import complaints

sarif = text_of("sarif")

PROFILES = {"sarif": sarif, "sarif-github": sarif_github}


def run_of(text: str) -> Any:
    (run,) = json.loads(text)["runs"]
    return run


def results_of(text: str, **wanted: str) -> list[Any]:
    found = run_of(text)["results"]
    return [one for one in found if all(one[key] == value for key, value in wanted.items())]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("given", MATERIALS)
def test_both_profiles_are_valid(profile: str, given: str) -> None:
    assert [] == complaints("sarif-2.1.0", PROFILES[profile](MATERIALS[given]()))


@pytest.mark.parametrize("profile", PROFILES)
def test_a_question_that_was_retired_since_has_its_rule(profile: str) -> None:
    """As saved results hold it: ft-99 is in no questionnaire of today."""
    given = alone()
    saved = to_json(given.cases[0].assessment).replace('"ft-03"', '"ft-99"')
    case = Case(adapter(Assessment).validate_json(saved))
    text = PROFILES[profile](Material((case,), SHIPPED, given.folders))

    assert [] == complaints("sarif-2.1.0", text)
    (found,) = results_of(text, ruleId="ft-99")
    rule = run_of(text)["tool"]["driver"]["rules"][found["ruleIndex"]]
    assert rule["id"] == "ft-99"
    assert rule["fullDescription"]["text"].startswith("What was compared before and after")
    assert "Next step: Freeze 100 cases" in rule["help"]["text"]


def test_the_schema_refuses_what_is_wrong() -> None:
    text = sarif(alone()).replace('"startLine": ', '"startLine": -')

    assert complaints("sarif-2.1.0", text)


def test_every_question_has_its_kind_and_the_line_of_its_answer() -> None:
    found = results_of(sarif(alone()))

    kinds = Counter(one["kind"] for one in found)
    assert kinds == {"fail": 73, "pass": 23, "open": 6, "notApplicable": 1, "informational": 8}
    (gap,) = results_of(sarif(alone()), ruleId="ec-13")
    place = gap["locations"][0]["physicalLocation"]
    assert (gap["kind"], gap["level"]) == ("fail", "error")
    assert place["artifactLocation"] == {
        "uri": "coding-agent/answers.yaml",
        "uriBaseId": "%SRCROOT%",
    }
    assert place["region"]["startLine"] == 110


def test_what_is_no_failure_has_no_level() -> None:
    for one in results_of(sarif(several())):
        assert (one["level"] == "none") is (one["kind"] != "fail")


def test_the_figures_are_those_of_the_result() -> None:
    assessment = system_example(AGENT)

    found = {one["ruleId"]: one["properties"] for one in results_of(sarif(alone()))}

    for one in assessment.categories:
        assert found[one.category]["riskAnswered"] == one.answered.risk


def test_a_waiver_is_a_suppression_and_a_change_a_baseline_state() -> None:
    text = sarif(waived())

    (gap,) = results_of(text, ruleId="ec-13")
    (category,) = results_of(text, ruleId="sycophancy")
    for one in (gap, category):
        (suppression,) = one["suppressions"]
        assert suppression["status"] == "accepted"
        assert "until 2027-01-31 inclusive" in suppression["justification"]
    assert results_of(text, ruleId="ec-17")[0]["baselineState"] == "updated"
    assert results_of(text, ruleId="ft-03")[0]["baselineState"] == "unchanged"
    assert "suppressions" not in results_of(text, ruleId="ft-03")[0]


def test_github_gets_findings_only_and_no_waived_one() -> None:
    run = run_of(sarif_github(waived()))

    assert {one["kind"] for one in run["results"]} == {"fail"}
    assert "ec-13" not in {one["ruleId"] for one in run["results"]}
    said = [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert said[-1] == "1 waived findings are left out"
    assert len(run["results"]) == len(alone().cases[0].assessment.findings) - 1


def test_a_nonresponse_is_open_and_for_github_a_failure() -> None:
    (complete,) = results_of(sarif(alone()), ruleId="ec-32")
    (github,) = results_of(sarif_github(alone()), ruleId="ec-32")

    assert (complete["kind"], github["kind"], github["level"]) == ("open", "fail", "error")


@pytest.mark.parametrize("given", ["several", "hostile", "alone"])
def test_github_finds_all_that_it_asks_for(given: str) -> None:
    """By its page on SARIF support; an empty text counts as absent."""
    run = run_of(sarif_github(MATERIALS[given]()))

    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) <= 25_000
    for rule in (*rules, *run["tool"]["driver"]["notifications"]):
        for part in ("shortDescription", "fullDescription", "help"):
            assert rule[part]["text"].strip()
        assert len(rule.get("properties", {}).get("tags", ())) <= 10
    assert run["results"]
    for one in run["results"]:
        assert one["message"]["text"].strip()
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["partialFingerprints"]["primaryLocationLineHash"]
        place = one["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"]
        assert not place["artifactLocation"]["uri"].startswith(("/", "file:", ".."))
        assert set(place["region"]) == {"startLine", "startColumn", "endLine", "endColumn"}
        assert place["region"]["startLine"] >= 1
    assert run["automationDetails"]["id"].endswith("/")


def test_the_fingerprint_stays_when_the_line_moves() -> None:
    before = alone()
    findings = tuple(
        one.model_copy(update={"place": None}) for one in before.cases[0].assessment.findings
    )
    moved = Case(before.cases[0].assessment.model_copy(update={"findings": findings}))
    after = Material((moved,), SHIPPED, Folders("/elsewhere", "/elsewhere"))

    def prints(material: Material) -> set[str]:
        found = results_of(sarif_github(material))
        return {one["partialFingerprints"]["primaryLocationLineHash"] for one in found}

    assert prints(before) == prints(after)
    assert len(prints(before)) == len(results_of(sarif_github(before)))


def test_a_fleet_is_cut_to_the_worst_results_that_github_shows() -> None:
    case = alone().cases[0]
    count = MOST_RESULTS // len(case.assessment.findings) + 2
    text = sarif_github(Material((case,) * count, SHIPPED))

    run = run_of(text)
    levels = [one["level"] for one in run["results"]]
    left = count * len(case.assessment.findings) - MOST_RESULTS
    said = [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert len(run["results"]) == MOST_RESULTS
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    assert f"{left} findings are left out" in said[-1]
    assert len(gzip.compress(text.encode())) < 10_000_000


def test_a_run_stays_when_there_is_nothing_in_it_and_is_not_whole_when_a_sheet_is_missing() -> None:
    empty, broken = (run_of(sarif_github(MATERIALS[one]())) for one in ("nothing", "unread"))

    assert empty["results"] == broken["results"] == []
    assert empty["invocations"][0]["executionSuccessful"] is True
    assert broken["invocations"][0]["executionSuccessful"] is False
    (said,) = broken["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"] == "sheets/a.yaml:14: ft-03 has no option x"
    assert said["locations"][0]["physicalLocation"]["region"]["startLine"] == 14
    assert run_of(sarif(unread()))["invocations"][0]["executionSuccessful"] is False


@pytest.mark.parametrize("profile", PROFILES)
def test_no_message_holds_a_link(profile: str) -> None:
    text = PROFILES[profile](hostile())

    run = run_of(text)
    notes = run["invocations"][0]["toolExecutionNotifications"]
    for one in (*run["results"], *notes):
        assert "](" not in one["message"]["text"]

"""Framework lists in `score`, `report` and `questionnaire show`; topics in `explain`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, Run

LIST = ("--framework", "owasp-llm-top10")


def test_score_shows_each_identifier_or_that_it_is_not_assessed(run: Run, assistant: Path) -> None:
    ran = run("score", assistant, *LIST, *AS_OF)

    assert ran.status == 0
    assert "LLM01:2026  Injected instructions\n    sp-20 (intersects), ec-22" in ran.out
    assert "LLM06:2026  Unbounded consumption\n    not assessed:" in ran.out
    assert "None is called met" in ran.out


def test_json_carries_the_same_coverage(run: Run, assistant: Path) -> None:
    ran = run("score", assistant, *LIST, "--format", "json", *AS_OF)

    (found,) = json.loads(ran.out)["frameworks"]
    items = {item["id"]: item for item in found["items"]}
    assert "owasp-llm-top10" == found["framework"]
    assert "no question" == items["LLM06:2026"]["not_assessed"]
    assert "sp-20" in [one["question"] for one in items["LLM01:2026"]["speaks"]]


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_reports_carry_the_list(run: Run, assistant: Path, tmp_path: Path, suffix: str) -> None:
    written = tmp_path / f"report.{suffix}"

    ran = run("report", assistant, *LIST, "-o", written, *AS_OF)

    text = written.read_text(encoding="utf-8")
    assert ran.status == 0
    assert "Unbounded consumption" in text
    assert "identifiers are spoken to" in text


def test_saved_results_can_be_held_against_a_list_later(
    run: Run, assistant: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "results.json"
    saved.write_text(run("score", assistant, "--format", "json", *AS_OF).out, encoding="utf-8")

    ran = run("report", saved, *LIST)

    assert ran.status == 0
    assert "Unbounded consumption" in ran.out


def test_an_unknown_list_is_a_usage_error_that_names_the_known(run: Run, assistant: Path) -> None:
    ran = run("score", assistant, "--framework", "nist")

    assert ran.status == 2
    assert "there is no framework nist" in ran.err
    assert "nist-ai-rmf" in ran.err


def test_the_lists_are_shown_with_their_age(run: Run) -> None:
    ran = run("questionnaire", "show", "--frameworks")

    assert ran.status == 0
    assert "nist-ai-rmf" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("on", "days", "old"),
    [("2026-09-25", "later", False), ("2026-12-25", "90", False), ("2026-12-26", "91", True)],
)
def test_the_age_of_a_list_is_that_on_the_day_asked_for(
    run: Run, on: str, days: str, old: bool
) -> None:
    out = run("questionnaire", "show", "--frameworks", "--as-of", on).out

    row = next(line for line in out.splitlines() if line.startswith("nist-ai-rmf "))
    assert days == row.split()[3]
    assert old is ("nist-ai-rmf" in out.partition("Older than 90 days")[2])


def test_lists_and_a_questionnaire_can_be_shown_together(run: Run) -> None:
    ran = run("questionnaire", "show", "research-engagement", "--frameworks")

    assert "nist-ai-rmf" in ran.out
    assert "re-02" in ran.out


def test_explain_lists_everything_that_it_answers_for(run: Run) -> None:
    ran = run("explain", "--list")

    assert ran.status == 0
    for name in ("sycophancy", "constitutional-ai", "I-05", "eu-link", "us-ca-sb53", "nist-ai-rmf"):
        assert f"  {name} " in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_explain_without_an_id_says_what_to_do(run: Run) -> None:
    ran = run("explain")

    assert ran.status == 2
    assert "--list" in ran.err


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("constitutional-ai", "State of the evidence: practised"),
        ("boundary-red-teaming", "No question of its own."),
        ("process-supervision", "Contested: Whether to train on traces"),
        ("nist-ai-rmf", "72 identifiers"),
        ("GOVERN 1.2", "Not assessed: General trust values"),
        ("us-ca-sb53", "Likely in point when:"),
        ("nist-ai-800-2", "Not derived from the profile."),
        ("uk-none", "United Kingdom"),
    ],
)
def test_explain_answers_for_topics_lists_and_laws(run: Run, name: str, expected: str) -> None:
    ran = run("explain", name)

    assert ran.status == 0
    assert expected in ran.out

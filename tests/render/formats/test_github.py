"""Annotations and outputs, as the runner of GitHub reads the log of a step."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignassess.render.formats.github_annotations import command, github_annotations
from alignassess.render.formats.github_output import github_output
from alignassess.render.formats.material import Material
from tests.render.cases import SHIPPED, SYSTEMS
from tests.render.formats.given import MATERIALS, alone, decided, hostile, several, unread, waived

COMMAND = re.compile(r"^\s*::(\w+) ?([^:]*)::(.*)$")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """What the runner takes for a command: kind, properties and message, with escapes undone."""
    found = []
    for line in text.splitlines():
        if parts := COMMAND.match(line):
            given = dict(one.split("=", 1) for one in parts[2].split(",") if one)
            found.append((parts[1], {k: _undone(v) for k, v in given.items()}, _undone(parts[3])))
    return found


def _undone(text: str) -> str:
    for escape, plain in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(escape, plain)
    return text


@pytest.mark.parametrize("name", MATERIALS)
def test_no_more_than_ten_of_a_level_are_annotations(name: str) -> None:
    kinds = [kind for kind, _, _ in commands(github_annotations(MATERIALS[name]()))]

    assert kinds.count("error") <= 10
    assert kinds.count("warning") <= 10
    assert set(kinds) <= {"error", "warning"}


def test_the_decision_leads_and_the_tenth_says_how_many_are_not_shown() -> None:
    text = github_annotations(alone())

    errors = [one for one in commands(text) if one[0] == "error"]
    findings = alone().cases[0].assessment.findings
    worse = [one for one in findings if one.rating in ("critical", "high")]
    assert errors[0][1] == {"title": "alignment gate"}
    assert errors[1][1]["file"] == "coding-agent/answers.yaml"
    assert errors[1][1]["line"] == "78"
    assert errors[-1][2] == f"{len(worse) - 8} more findings are listed in the log"
    plain = [line for line in text.splitlines() if not line.startswith("::")]
    assert plain[0].startswith("fail: coding-agent: ")
    assert len(plain) == 1 + len(findings)
    assert plain[1].startswith("coding-agent critical ft-03 coding-agent/answers.yaml:78 level 1")


def test_what_is_waived_is_no_annotation_and_stays_in_the_log() -> None:
    text = github_annotations(waived())

    assert not [one for one in commands(text) if one[1].get("title", "").startswith("ec-13")]
    assert "ec-13 coding-agent/answers.yaml:110 waived by W-1;" in text


def test_an_unread_sheet_is_an_error_at_its_line() -> None:
    (one,) = commands(github_annotations(unread()))

    assert one == (
        "error",
        {"file": "sheets/a.yaml", "line": "14", "title": "sheet not read"},
        "ft-03 has no option x",
    )


@pytest.mark.parametrize(
    "text",
    ["100 %0A done", "a\n::set-env name=x::y", "\r\n::error::x", "##[group]x", "a, b: c::d"],
)
def test_no_text_is_a_second_command(text: str) -> None:
    made = command("error", text, title=text)

    (one,) = commands(made)
    assert one[0] == "error"
    assert len(made.splitlines()) == 1
    assert "##[" not in made
    assert list(one[1]) == ["title"]
    assert one[2].replace("## [", "##[").replace(": :", "::") == " ".join(text.split())


@given(text=st.text())
def test_any_text_is_one_command_with_that_message(text: str) -> None:
    made = command("warning", text, title=text)

    assert len(made.splitlines()) == 1
    ((kind, properties, _),) = commands(made)
    assert (kind, list(properties)) == ("warning", ["title"])


def test_every_line_of_hostile_text_is_a_command_of_ours_or_none() -> None:
    text = github_annotations(hostile())

    assert "##[" not in text
    for kind, properties, _ in commands(text):
        assert kind in ("error", "warning")
        assert set(properties) <= {"file", "line", "title"}


def test_the_outputs_are_plain_pairs() -> None:
    found = dict(line.split("=") for line in github_output(several()).splitlines())

    assert found == {
        "decision": "fail",
        "rating": "high",
        "systems": "4",
        "findings": found["findings"],
        "essential_gaps": "3",
        "unanswered": "16",
        "waived": "0",
    }
    count = sum(len(case.assessment.findings) for case in several().cases)
    assert found["findings"] == str(count)
    assert re.fullmatch(r"(\w+=[\w-]+\n)+", github_output(hostile()))


def test_outputs_without_a_gate_or_a_system_say_none() -> None:
    undecided = Material((decided(SYSTEMS[0])._replace(decision=None),), SHIPPED)

    assert github_output(undecided).startswith("decision=none\nrating=medium\n")
    assert github_output(MATERIALS["nothing"]()).startswith("decision=none\nrating=none\n")
    assert "waived=2\n" in github_output(waived())

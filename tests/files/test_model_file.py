"""Files as models: problems in the words of the file, never in those of our types."""

from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from alignassess.domain.catalog import Rule, Rules, TrainingMethods
from alignassess.domain.questionnaire import Questionnaire, Retired
from alignassess.domain.subject import ModelReference, System
from alignassess.files.model_fields import names_at
from alignassess.files.model_file import adapter, as_model, problems_of
from alignassess.files.yaml_text import parse
from tests.files.telling import refused

RULE = "id: I-01\ntitle: T\ntext: T\nreason: R\n"
PRACTICE = (
    "format: alignassess/questionnaire/1\nkind: scored\nid: q\ntitle: T\nintroduction: I\n"
    "questions:\n- id: xx-01\n  slug: s\n  text: T\n  why: W\n  layer: detection\n"
    "  categories: {primary: [sycophancy]}\n  remedy: {step: S, effort: S}\n"
    "  options: [{level: 0, key: a, label: A}, {level: 4, key: b, label: B}]\n"
)
"""Fifteen lines; a condition appended stands on line 15."""


def told(text: str, model: Any) -> list[str]:
    return [str(one) for one in refused(lambda: as_model(parse(text, "f"), model, file="f"))]


def helped(text: str, model: Any) -> str | None:
    (problem,) = refused(lambda: as_model(parse(text, "f"), model, file="f"))
    return problem.remedy


def test_a_file_is_read_as_a_model() -> None:
    tree = parse("id: bot\nname: no\n", "system.yaml")

    assert System(id="bot", name="no") == as_model(tree, System, file="system.yaml")


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("id: bot", ["f:1: name is missing"]),
        ("[a]", ["f:1: the file must be a mapping"]),
        ("id: bot\nnmae: x", ["f:1: name is missing", "f:2: nmae: unknown key"]),
        ("id: bot\nname: [x]", ["f:2: name must be text"]),
        ("id: bot\nname: x\nmodel:\n  aliases: x", ["f:4: model.aliases must be a list"]),
        ("id: bot\nname: x\nmodel: gpt", ["f:3: model must be a mapping"]),
        ("id: " + "x" * 61 + "\nname: x", ["f:1: id must have at most 60 characters"]),
        ('id: bot\nname: x\n"a b": 1', ['f:3: "a b": unknown key']),
        ("id: bot\nname: x\nkind: vendor", ['f:3: kind cannot be "vendor"']),
        ("id: bot\nname: x\nkind: [a]", ["f:3: kind must be text"]),
        (
            "id: bot\nname: x\nmodel:\n  base:\n    base:\n      nam: x",
            ["f:6: model.base.base.nam: unknown key"],
        ),
    ],
)
def test_trouble_is_told_with_line_and_path(text: str, messages: list[str]) -> None:
    assert messages == told(text, System)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("effects: []", "f:5: effects must not be empty"),
        ("effects: [{kind: capp}]", 'f:5: effects.0.kind cannot be "capp"'),
        ("effects: [{questions: [a]}]", "f:5: effects.0.kind is missing"),
        ("effects: [x]", "f:5: effects.0 must be a mapping"),
        (
            "effects:\n- kind: cap\n  questions: [a]\n  share: 2",
            "f:8: effects.0.share must be at most 1.0",
        ),
        (
            "effects:\n- kind: cap\n  questions: [a]\n  share: much",
            "f:8: effects.0.share must be a number",
        ),
        ("effects:\n- kind: cap\n  question: [a]", "f:7: effects.0.question: unknown key"),
        (
            "effects:\n- kind: raise-exposure\n  categories: [sycophancy]\n  steps: -1",
            "f:8: effects.0.steps must be at least 0",
        ),
        (
            "effects:\n- kind: raise-exposure\n  categories: [sycophancy]\n  steps: a",
            "f:8: effects.0.steps must be a whole number",
        ),
        (
            "effects:\n- kind: floor\n  risk: 0.5\n  in_headline: maybe",
            "f:8: effects.0.in_headline must be true or false",
        ),
        (
            "effects:\n- kind: notice\n  when: {at-least: {sp-01: 9}}",
            "f:7: effects.0.when.at-least must be at most 4",
        ),
    ],
)
def test_trouble_inside_a_union(text: str, message: str) -> None:
    said = told(RULE + text, Rule)

    assert message in said
    assert not [one for one in said if "tuple" in one or "dictionary" in one or ".cap" in one]


@pytest.mark.parametrize(
    ("condition", "where"),
    [
        ("soon", "ask_when"),
        ("{is: sp-01}", "ask_when.is"),
        ("{is: {sp-01: own, sp-02: x}}", "ask_when.is"),
        ("{iss: {sp-01: own}}", "ask_when"),
        ("{is: {sp-01: own}, not: x}", "ask_when"),
        ("{all: [{any: x}]}", "ask_when.all.0.any"),
        ("{all: [{role: r}, {not: {role: [r]}}]}", "ask_when.all.1.not.role"),
        ("{is: {sp-01: [[own]]}}", "ask_when.is"),
    ],
)
def test_trouble_inside_a_condition(condition: str, where: str) -> None:
    assert [f"f:15: questions.0.{where} is not a condition"] == told(
        f"{PRACTICE}  ask_when: {condition}\n", Questionnaire
    )


def test_a_condition_that_is_right_is_read() -> None:
    questionnaire = as_model(
        parse(f"{PRACTICE}  ask_when: {{is: {{sp-01: own}}}}", "f"), Questionnaire, file="f"
    )

    assert questionnaire.questions[0].ask_when.kind == "is"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind: scoredd", 'f:1: kind cannot be "scoredd"'),
        ("title: T", "f:1: kind is missing"),
        ("text", "f: the file must be a mapping"),
        (
            PRACTICE.replace("layer: detection", "layer: detektion"),
            'f:11: questions.0.layer cannot be "detektion"',
        ),
        (PRACTICE.replace("slug:", "slgu:"), "f:8: questions.0.slgu: unknown key"),
        (
            PRACTICE.replace("{level: 0, key: a", "{level: 7, key: a"),
            "f:14: questions.0.options.0.level must be at most 4",
        ),
    ],
)
def test_trouble_with_a_questionnaire(text: str, message: str) -> None:
    said = told(text, Questionnaire)

    assert message in said
    assert not [one for one in said if "after validation" in one or "scored." in one]


def test_an_unknown_key_is_offered_the_nearest_of_its_place() -> None:
    assert helped(RULE + "titel: T\neffects: [{kind: notice}]", Rule) == "did you mean title?"
    assert (
        helped(RULE + "effects: [{kind: notice, question: [a]}]", Rule) == "did you mean questions?"
    )
    assert helped("id: a\nreason: r\nzzz: 1", Retired) == "choose one of: id, reason, see"
    assert (
        helped(PRACTICE.replace("  slug: s", "  slug: s\n  zzz: 1"), Questionnaire)
        == "check the spelling, or remove it"
    )


def test_a_word_out_of_a_list_is_offered_the_nearest() -> None:
    remedy = helped(PRACTICE.replace("layer: detection", "layer: detektion"), Questionnaire)

    assert remedy == (
        "did you mean detection? choose one of: propensity, detection, consequence, governance"
    )


def test_the_fields_at_a_path_know_the_tag_of_a_union() -> None:
    assert "rests_on" in names_at(Rules, ("rules", 0, "effects", 0, "cap"))
    assert "rests_on" not in names_at(Rules, ("rules", 0, "effects", 0, "floor"))
    assert frozenset(ModelReference.__dataclass_fields__) == names_at(System, ("model", "base"))
    assert frozenset() == names_at(str, ())
    assert frozenset() == names_at(Retired, ("tag",))


def test_a_row_that_is_too_short() -> None:
    said = told("signals:\n- option: a\n  weights: [[sycophancy]]", TrainingMethods)

    assert "f:3: signals.0.weights.0 has too few items" in said


def test_a_list_that_is_too_long() -> None:
    said = told("[a, b, c]", tuple[str, str])

    assert said == ["f:1: the file takes at most 2 items"]


def test_an_error_without_words_of_ours_keeps_those_of_pydantic() -> None:
    (said,) = told("x", UUID)

    assert said.startswith("f: the file: input should be a valid UUID")


def test_the_part_of_a_file_is_named_and_placed() -> None:
    (problem,) = refused(lambda: as_model("gpt", System, file="f", within="system", line=9))

    assert str(problem) == "f:9: system must be a mapping"


def test_an_error_without_a_tree_has_words_too() -> None:
    with pytest.raises(ValidationError) as caught:
        adapter(System).validate_json('{"id": "a"}')

    assert [str(one) for one in problems_of(caught.value, "", "f")] == ["f: name is missing"]

"""An organisation's own questionnaires: added, put in place of a shipped one, or laid over it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from alignassess import resources
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.files.instrument_files import check_instrument, load_instrument, load_library
from alignassess.files.schemas import SCHEMAS
from tests.files.telling import refused

QUESTION = """
  - id: acme-01
    slug: board
    text: How often does the board look at findings?
    why: It decides on the budget.
    options:
      - {level: 0, key: never, label: Never}
      - {level: 4, key: quarterly, label: Each quarter}
    layer: governance
    categories: {primary: [all]}
    remedy: {step: Put it on the agenda., effort: S}
"""
ADDED = f"""format: alignassess/questionnaire/1
id: acme
kind: scored
title: Acme
introduction: Ours.
questions:{QUESTION}"""
OVERLAY = f"""format: alignassess/overlay/1
id: acme-over
title: Acme over research
of: research-engagement
sections: [{{id: acme, title: Acme, introduction: Ours.}}]
add:{QUESTION}    section: acme
change:
  - question: re-05
    reason: Our sector forbids it.
    categories: {{secondary: [all]}}
"""


def write(folder: Path, text: str, name: str = "own.yaml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def own(tmp_path: Path) -> Iterator[None]:
    resources.use_questionnaires(tmp_path)
    yield
    resources.use_questionnaires(None)


def told() -> list[str]:
    return [str(one) for one in refused(check_instrument)]


def test_a_questionnaire_is_added_after_the_shipped_ones(tmp_path: Path) -> None:
    write(tmp_path, ADDED)

    instrument = load_instrument()

    assert "acme" == instrument.questionnaires[-1].id
    assert "acme-01" in instrument.question
    assert "own/own.yaml" in [file.path for file in instrument.files]
    assert load_library().holds("bengio2026")


def test_the_shipped_instrument_stays_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, ADDED)
    load_instrument()
    resources.use_questionnaires(None)

    assert "acme-01" not in load_instrument().question


def test_an_overlay_adds_and_weighs_anew(tmp_path: Path) -> None:
    write(tmp_path, OVERLAY)

    instrument = load_instrument()

    changed = instrument.question["re-05"]
    assert isinstance(changed, ScoredQuestion)
    assert "research-engagement" == instrument.questionnaire_of["acme-01"]
    assert ("all",) == changed.categories.secondary
    assert str(changed.note).endswith("Changed here: Our sector forbids it.")


def test_an_own_questionnaire_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    shipped = resources.questionnaires() / "research-engagement.yaml"
    text = shipped.read_text(encoding="utf-8").replace("title: Research engagement", "title: Ours")

    write(tmp_path, text)

    instrument = load_instrument()

    assert 6 == len(instrument.questionnaires)
    assert "Ours" == instrument.questionnaires[-1].title


def test_an_own_questionnaire_keeps_every_id_of_the_shipped_one(tmp_path: Path) -> None:
    shipped = resources.questionnaires() / "research-engagement.yaml"
    text = shipped.read_text(encoding="utf-8")
    write(tmp_path, text.replace("- id: re-14", "- id: acme-14"))

    (one,) = told()

    assert f"{tmp_path / 'own.yaml'}:2: research-engagement stands in the place" in one
    assert "lacks re-14" in one


def test_a_question_elsewhere_is_said_to_be_wrong_where_the_overlay_names_it(
    tmp_path: Path,
) -> None:
    write(tmp_path, OVERLAY.replace("re-05", "ec-14"))

    (one,) = told()

    assert f"{tmp_path / 'own.yaml'}:19: ec-14 is changed by acme-over" in one


def test_a_result_says_what_counts_otherwise(tmp_path: Path) -> None:
    write(tmp_path, OVERLAY)

    (change,) = load_instrument().own

    assert "re-05" == change.about
    assert "by acme-over: Our sector forbids it." in change.sentence


def test_every_fault_of_an_own_file_has_its_file_and_line(tmp_path: Path) -> None:
    write(tmp_path, OVERLAY.replace("re-05", "re-99"))

    (one,) = told()

    assert f"{tmp_path / 'own.yaml'}:19: re-99 is changed by acme-over" in one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("format: alignassess/answers/1\n", "alignassess/answers/1 is not a format of this folder"),
        ("title: Ours\n", "names no format"),
        ("- a\n", "names no format"),
        ("a: [\n", "own.yaml:"),
        (ADDED.replace("layer: governance", "layer: cake"), "own.yaml:14"),
        (ADDED.replace("acme-01", "re-01"), "re-01 is the id of two questions"),
        (ADDED + "    references: [nobody2020]\n", "acme-01 cites nobody2020"),
        (ADDED.replace("board look", "board " + "really " * 50 + "look"), "at most 299 characters"),
        (ADDED.replace("label: Never", "label: Never" + " ever" * 40), "at most 199 characters"),
    ],
)
def test_a_bad_own_file_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    write(tmp_path, text)

    found = told()

    assert any(expected in one for one in found), found


@pytest.mark.parametrize("name", ["overlay", "migration"])
def test_what_the_docs_show_fits_the_schema_for_editors(name: str) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
    shown = [
        yaml.safe_load(one)
        for one in re.findall(r"```yaml\n(.*?)```", docs, re.DOTALL)
        if one.startswith(f"format: alignassess/{name}/")
    ]
    schema = Draft202012Validator(SCHEMAS[name][1]())

    assert 1 == len(shown)
    assert [] == [one.message for one in schema.iter_errors(shown[0])]
    assert [] != list(schema.iter_errors(shown[0] | {"colour": "blue"}))


def test_a_folder_without_questionnaires_is_refused(tmp_path: Path) -> None:
    assert "holds no questionnaire" in told()[0]

    resources.use_questionnaires(tmp_path / "nowhere")

    assert "there is no such folder" in told()[0]

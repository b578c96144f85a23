"""Model cards and bills of materials: provenance, and figures that are only stated."""

import json
from pathlib import Path

import pytest

from alignassess.domain.observation import ChangeKind, IdentityKind
from tests.files.evidence.samples import codes, only, reasons, shipped, written


def test_a_card_says_what_the_model_is_made_from() -> None:
    (found,) = shipped("model-index/README.md").provenance

    assert (found.model.name, found.model.kind) == ("example-7b-support", IdentityKind.LABEL)
    assert [one.name for one in found.bases] == ["example-org/example-7b"]
    assert [one.kind for one in found.model.changes] == [ChangeKind.ADAPTER]
    assert (found.datasets, found.licence) == (("example-org/public-set",), "apache-2.0")


def test_figures_of_a_card_are_shown_and_refused() -> None:
    evaluation = only(shipped("model-index/README.md"))

    assert (evaluation.task.name, evaluation.metrics[0].value) == ("TruthfulQA", 0.81)
    assert reasons(evaluation) == ["not-a-run"]


def test_listed_results_are_shown_and_refused() -> None:
    evaluation = only(shipped("model-index/eval-results.yaml"))

    assert (evaluation.task.name, evaluation.metrics[0].value) == ("example-org/truthful", 81.5)
    assert reasons(evaluation) == ["not-a-run"]


def test_the_keys_of_a_listed_result_may_stand_in_any_order(tmp_path: Path) -> None:
    listed = "# results\n- value: 0.5\n  dataset: {id: a/b, task_id: t}\n"

    assert only(written(tmp_path, listed, "x.yaml")).metrics[0].value == 0.5


@pytest.mark.parametrize(
    ("relation", "kind"), [("quantized", ChangeKind.QUANTISATION), ("adapter", ChangeKind.ADAPTER)]
)
def test_a_changed_base_is_another_model(tmp_path: Path, relation: str, kind: ChangeKind) -> None:
    card = f"---\nbase_model:\n  - a/b\n  - c/d\nbase_model_relation: {relation}\n---\ntext\n"

    (found,) = written(tmp_path, card, "README.md").provenance

    assert [one.name for one in found.bases] == ["a/b", "c/d"]
    assert [one.kind for one in found.model.changes] == [kind]
    assert found.model.kind is IdentityKind.MISSING


def test_a_fine_tune_changes_nothing_by_itself(tmp_path: Path) -> None:
    card = "---\nbase_model: a/b\nbase_model_relation: finetune\n---\n"

    (found,) = written(tmp_path, card, "README.md").provenance

    assert found.model.changes == ()


@pytest.mark.parametrize(
    ("value", "number"),
    [("0.5", 0.5), ("81", 81.0), ("-1e-3", -0.001), (".nan", None), ("1_0", None), ("n/a", None)],
)
def test_stated_numbers_are_numbers_or_nothing(
    tmp_path: Path, value: str, number: float | None
) -> None:
    listed = f"- dataset: {{id: a/b, task_id: t}}\n  value: {value}\n"

    assert only(written(tmp_path, listed, "x.yaml")).metrics[0].value == number


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_card_may_end_its_lines_in_either_way(tmp_path: Path, end: str, mark: str) -> None:
    """As git writes a card on some systems; one in UTF-16 comes from a shell there."""
    card = ["---", "base_model: a/b", "model-index:", "- name: tuned", "  results: []", "---", "x"]
    text = mark + end.join([*card, ""])

    for data in (text.encode(), text.lstrip("\ufeff").encode("utf-16")):
        (found,) = written(tmp_path, data, "README.md").provenance

        assert ("tuned", ["a/b"]) == (found.model.name, [one.name for one in found.bases])


def test_front_matter_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    assert reasons(written(tmp_path, "---\nbase_model: [a\n---\n", "README.md")) == ["damaged"]
    assert reasons(written(tmp_path, "---\nbase_model: *x\n---\n", "README.md")) == ["damaged"]


def test_other_front_matter_is_not_recognised(tmp_path: Path) -> None:
    assert reasons(written(tmp_path, "---\ntitle: x\n---\n", "README.md")) == ["not-recognised"]
    assert reasons(written(tmp_path, "# base_model: a/b\n", "README.md")) == ["not-recognised"]


def test_a_bill_of_materials_gives_digest_and_ancestry() -> None:
    (found,) = shipped("cyclonedx/ml-bom.json").provenance

    assert found.model.name == "example-org/example-7b-support"
    assert found.model.sha256 == "ab" * 32
    assert found.model.revision == "0123456789abcdef0123456789abcdef01234567"
    assert [(one.name, one.revision) for one in found.bases] == [("example-org/example-7b", "1.0")]
    assert found.licence == "Apache-2.0"
    assert found.dated is not None
    assert found.dated.at.date().isoformat() == "2026-10-01"


def test_figures_of_a_bill_of_materials_are_shown_and_refused() -> None:
    evaluation = only(shipped("cyclonedx/ml-bom.json"))

    assert (evaluation.metrics[0].score, evaluation.metrics[0].value) == ("accuracy", 0.93)
    assert (evaluation.metrics[0].low, evaluation.metrics[0].high) == (0.91, 0.95)
    assert reasons(evaluation) == ["not-a-run"]


def test_a_bill_of_materials_without_a_model_is_no_evidence() -> None:
    assert reasons(shipped("cyclonedx/without-model.json")) == ["not-evidence"]


def test_models_inside_other_components_are_found(tmp_path: Path) -> None:
    model = {"type": "machine-learning-model", "name": "inner", "version": "2"}
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "9.9",
        "metadata": {"component": {"type": "application", "components": [model]}},
    }

    result = written(tmp_path, json.dumps(bom))

    assert [(one.model.name, one.model.revision) for one in result.provenance] == [("inner", "2")]
    assert codes(result) == ["newer-version"]


def test_what_a_model_depends_on_is_what_it_comes_from(tmp_path: Path) -> None:
    """As generators of such bills write it: no pedigree, and 1.0 where they know no commit."""
    hub = "pkg:huggingface"
    tuned = f"{hub}/example-org/tuned@1.0"
    base = f"{hub}/example-org/base@0123456789abcdef0123456789abcdef01234567"
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "components": [
            {"type": "machine-learning-model", "bom-ref": "t", "purl": tuned, "version": "1.0"},
            {"type": "machine-learning-model", "bom-ref": "b", "purl": base, "name": "base"},
            {"type": "data", "bom-ref": "d", "purl": f"{hub}-dataset/example-org/chats@1.0"},
            {"type": "data", "bom-ref": "e", "name": "own chats"},
            {"type": "data", "bom-ref": "f"},
            {"type": "library", "bom-ref": "l", "name": "library"},
        ],
        "dependencies": [
            {"ref": "t", "dependsOn": ["b", "d", "e", "f", "l", "gone", 7]},
            {"ref": 7, "dependsOn": ["b"]},
        ],
    }

    first, second = written(tmp_path, json.dumps(bom)).provenance

    assert ("example-org/tuned", None) == (first.model.name, first.model.revision)
    assert ["example-org/base"] == [one.name for one in first.bases]
    assert ("example-org/chats", "own chats") == first.datasets
    assert (second.model.revision, second.bases) == (base.partition("@")[2], ())


@pytest.mark.parametrize(
    ("licences", "expected"),
    [
        ([{"license": {"name": "Own licence"}}], "Own licence"),
        ([{"expression": "MIT OR Apache-2.0"}], "MIT OR Apache-2.0"),
        ([{}], None),
        ("MIT", None),
    ],
)
def test_licences_come_in_three_shapes(
    tmp_path: Path, licences: object, expected: str | None
) -> None:
    model = {"type": "machine-learning-model", "name": "m", "licenses": licences}
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [model]}

    (found,) = written(tmp_path, json.dumps(bom)).provenance

    assert found.licence == expected


def test_front_matter_longer_than_any_card_is_refused(tmp_path: Path) -> None:
    card = "---\nbase_model: a/b\ntags:\n" + "  - x\n" * 200_000 + "---\n"

    assert reasons(written(tmp_path, card, "README.md")) == ["too-large"]

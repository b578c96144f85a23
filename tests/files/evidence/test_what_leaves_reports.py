"""What leaves the readers of reports, results, run folders and cards: white-listed and inert."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from alignassess.files.evidence.result_file import read_result_file
from tests.files.evidence.samples import (
    DATA,
    EVAL,
    INIT,
    SETUP,
    garak,
    only,
    promptfoo,
    row,
    stat,
    written,
)

FOLDERS = ("garak", "promptfoo", "helm", "model-index", "cyclonedx")
FIXTURES = sorted(
    path
    for folder in FOLDERS
    for path in (DATA / folder).rglob("*")
    if path.is_file() and path.name != "ABOUT.md"
)

SECRETS = (
    "sk-abcdefghijklmnop0123",
    "/home/alice/private",
    "C:\\Users\\alice\\x",
    "https://user:pw@internal.corp:8443/x",
    "alice@example.com",
    "10.0.0.7:8000",
    "Bearer abcdefghijklmno",
)
TELLING = ("abcdefghijkl", "alice/", "alice\\", "user:pw", "internal.corp", "alice@", "10.0.0.7")


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_nothing_planted_in_a_fixture_leaves(path: Path) -> None:
    said = repr(read_result_file(path))

    assert "planted" not in said
    assert "sk-" not in said


@pytest.mark.parametrize("secret", SECRETS)
def test_secrets_in_listed_fields_do_not_leave(tmp_path: Path, secret: str) -> None:
    results = [
        garak(
            tmp_path,
            {**EVAL, "probe": secret, "detector": secret},
            setup={**SETUP, "plugins.target_name": secret, "run.seed": secret},
            init={**INIT, "run": secret, "garak_version": secret},
        ),
        promptfoo(
            tmp_path,
            row(
                plugin=secret,
                provider={"id": secret, "label": secret},
                namedScores={secret: 1},
            ),
            evalId=secret,
            config={"defaultTest": {"options": {"provider": secret}}},
            metadata={"promptfooVersion": secret},
        ),
        _helm(tmp_path, secret),
        _card(tmp_path, secret),
        _bill(tmp_path, secret),
    ]

    said = repr(results)

    assert [one for one in TELLING if one in said] == []


def test_escapes_and_marks_come_out_inert(tmp_path: Path) -> None:
    hostile = "\x1b[31mred\x07\u202etxt\nnext"
    probe = only(garak(tmp_path, {**EVAL, "probe": hostile})).task.name
    plugin = only(promptfoo(tmp_path, row(plugin=hostile))).task.name

    assert probe == "redtxt next"
    assert plugin == "redtxt next"


def test_every_other_field_of_a_row_stays_in_the_file(tmp_path: Path) -> None:
    extra = {f"field{n}": f"planted-{n}" for n in range(5)}
    deep: dict[str, Any] = {"metadata": {"pluginId": "overreliance", **extra}, **extra}

    found = repr(promptfoo(tmp_path, row(**deep), **extra))
    report = repr(
        garak(tmp_path, {**EVAL, **extra}, setup={**SETUP, **extra}, init={**INIT, **extra})
    )

    assert "planted" not in found
    assert "planted" not in report


def _helm(folder: Path, secret: str) -> object:
    spec = {
        "name": f"{secret}:model=x",
        "scenario_spec": {"args": {"subject": secret, "path": secret}},
        "adapter_spec": {
            "model": secret,
            "model_deployment": secret,
            "instructions": secret,
            "method": secret,
        },
    }
    inner = folder / "helm"
    shutil.rmtree(inner, ignore_errors=True)
    inner.mkdir()
    (inner / "stats.json").write_text(json.dumps([stat(secret, 1, sub_split=secret)]))
    return written(inner, json.dumps(spec), "run_spec.json")


def _card(folder: Path, secret: str) -> object:
    quoted = json.dumps(secret)
    text = (
        f"---\nlicense: {quoted}\nbase_model: {quoted}\ndatasets: [{quoted}]\nmodel-index:\n"
        f"  - name: {quoted}\n    results:\n      - dataset: {{name: {quoted}, type: {quoted}}}\n"
        f"        metrics: [{{type: {quoted}, value: 1, name: {quoted}}}]\n---\n"
    )
    return written(folder, text, "README.md")


def _bill(folder: Path, secret: str) -> object:
    model: dict[str, Any] = {
        "type": "machine-learning-model",
        "name": secret,
        "version": secret,
        "purl": f"pkg:huggingface/{secret}@{secret}",
        "licenses": [{"expression": secret}],
        "pedigree": {"ancestors": [{"name": secret, "group": secret, "version": secret}]},
        "modelCard": {
            "modelParameters": {"datasets": [{"name": secret}, {"ref": secret}]},
            "quantitativeAnalysis": {
                "performanceMetrics": [{"type": secret, "slice": secret, "value": "1"}]
            },
        },
    }
    bom = {"bomFormat": "CycloneDX", "specVersion": secret, "components": [model]}
    return written(folder, json.dumps(bom))

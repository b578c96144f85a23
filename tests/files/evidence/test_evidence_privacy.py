"""Only white-listed fields leave a reader; a secret in any other place stays in the file."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.files.evidence.made import LOGS, header, read, written
from tests.files.evidence.test_evidence_fuzz import places, replaced

WORD = "planted"
"""Too plain a word to be taken for a key, so that nothing but the white list keeps it inside."""
EVERYWHERE = (
    "planted at /home/someone/x, someone@example.org, https://internal.example.org, 10.1.2.3"
)

INSPECT = {
    ("version",),
    ("eval", "model_roles", "grader"),
    ("status",),
    ("eval", "created"),
    ("eval", "run_id"),
    ("eval", "task"),
    ("eval", "task_version"),
    ("eval", "task_registry_name"),
    ("eval", "task_args", "subset"),
    ("eval", "dataset", "name"),
    ("eval", "model"),
    ("eval", "model_args", "peft"),
    ("eval", "model_args", "revision"),
    ("eval", "model_roles", "grader", "model"),
    ("eval", "model_generate_config", "reasoning_effort"),
    ("eval", "config", "limit"),
    ("eval", "packages", "inspect_ai"),
    ("eval", "revision", "commit"),
    ("results", "scores", 0, "name"),
    ("results", "scores", 0, "scorer"),
    ("results", "scores", 0, "reducer"),
}
LM_EVAL = {
    ("configs", "sycophancy_on_nlp_survey", "dataset_path"),
    ("configs", "sycophancy_on_nlp_survey", "dataset_name"),
    ("configs", "sycophancy_on_nlp_survey", "num_fewshot"),
    ("versions", "sycophancy_on_nlp_survey"),
    ("versions", "wmdp"),
    ("versions", "wmdp_bio"),
    ("versions", "wmdp_cyber"),
    ("config", "model"),
    ("config", "model_args", "pretrained"),
    ("config", "model_dtype"),
    ("config", "model_revision"),
    ("config", "limit"),
    ("git_hash",),
    ("lm_eval_version",),
    ("model_name",),
}
EVERY_EVAL = {
    ("schema_version",),
    ("evaluation_id",),
    ("source_metadata", "source_organization_name"),
    ("eval_library", "name"),
    ("eval_library", "version"),
    ("model_info", "name"),
    ("model_info", "id"),
    ("model_info", "developer"),
    ("model_info", "additional_details", "revision"),
    *(
        ("evaluation_results", index, *rest)
        for index in (0, 1)
        for rest in (
            ("evaluation_name",),
            ("source_data", "dataset_name"),
            ("metric_config", "metric_id"),
            ("metric_config", "llm_scoring", "judges", 0, "model_info", "id"),
        )
    ),
}


def inspect_log() -> dict[str, Any]:
    """A header with more in it than any one release writes."""
    more = {
        "task_file": "x",
        "task_registry_name": "x",
        "task_args": {"subset": "safe", "system_prompt": "x", "api_key": "x", "path": "x"},
        "task_args_passed": {"subset": "x"},
        "solver": "x",
        "solver_args": {"prompt": "x"},
        "model_base_url": "x",
        "model_args": {"api_key": "x", "peft": "x", "revision": "x", "chat_template": "x"},
        "model_roles": {"grader": {"model": "x", "base_url": "x", "args": {"key": "x"}}},
        "model_generate_config": {
            "system_message": "x",
            "reasoning_effort": "high",
            "stop_seqs": ["x"],
        },
        "dataset": {"location": "x"},
        "config": {"limit": 4, "approval": {"approvers": ["x"]}, "notification": "x"},
        "sandbox": {"type": "x", "config": "x"},
        "revision": {"type": "git", "origin": "x", "commit": "abc1234", "dirty": True},
        "metadata": {"full_task_version": "2-A", "note": "x"},
        "tags": ["x"],
        "viewer": {"x": "x"},
    }
    whole = header(eval=more)
    whole["results"]["scores"][0] |= {
        "reducer": "mean",
        "metadata": {"x": "x"},
        "params": {"x": "x"},
    }
    whole["results"]["metadata"] = {"x": "x"}
    whole["error"] = {"message": "x", "traceback": "x"}
    whole["log_updates"] = [{"edits": ["x"], "provenance": {"author": "x", "reason": "x"}}]
    whole["tags"], whole["metadata"] = ["x"], {"x": "x"}
    whole["samples"] = [
        {"id": "x", "input": "x", "output": "x", "scores": {"match": {"answer": "x"}}}
    ]
    whole["reductions"] = [{"scorer": "match", "samples": [{"value": "C", "explanation": "x"}]}]
    return whole


def of(folder: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (LOGS.parent / folder / name).read_text(encoding="utf-8").replace(WORD, "x")
    )
    return found


CASES = [
    pytest.param(inspect_log(), INSPECT, id="inspect"),
    pytest.param(of("lm-eval", "0.4.9.json"), LM_EVAL, id="lm-eval"),
    pytest.param(of("every-eval", "0.3.0.json"), EVERY_EVAL, id="every-eval-ever"),
]


@pytest.mark.parametrize(("whole", "listed"), CASES)
def test_a_secret_anywhere_else_stays_in_the_file(
    tmp_path: Path, whole: dict[str, Any], listed: set[tuple[Any, ...]]
) -> None:
    leaked = [
        place
        for place in places(whole)
        if place and WORD in repr(read(written(tmp_path, replaced(whole, place, WORD))))
    ]

    assert [] == [place for place in leaked if place not in listed]


@pytest.mark.parametrize(("whole", "listed"), CASES)
def test_no_path_host_or_address_leaves_even_where_words_do(
    tmp_path: Path, whole: dict[str, Any], listed: set[tuple[Any, ...]]
) -> None:
    for place in listed & set(places(whole)):
        said = repr(read(written(tmp_path, replaced(whole, place, EVERYWHERE))))

        assert not [one for one in ("someone", "internal", "10.1.2.3") if one in said], place

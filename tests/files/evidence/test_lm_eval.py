"""Results of lm-evaluation-harness, 0.3 to 0.4.13: figures, model, counts, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from alignassess.domain.observation import ChangeKind, Evaluation, EvidenceFormat, IdentityKind
from alignassess.domain.refusals import RefusalReason, WarningCode
from tests.files.evidence.made import LOGS, codes, one, read, reasons, written

FILES = LOGS.parent / "lm-eval"
COMMIT = "82047f5e5d5245c1b3a4cd75ad98aa441d6487cd"


def by_task(path: Path) -> dict[str, Evaluation]:
    return {found.task.name: found for found in read(path).evaluations}


def made(tmp_path: Path, row: dict[str, Any], **changes: Any) -> Path:
    """One task `t` of 100 samples, all used."""
    whole: dict[str, Any] = {
        "results": {"t": row},
        "versions": {"t": 1},
        "n-samples": {"t": {"original": 100, "effective": 100}},
        "config": {"model": "hf", "model_args": "pretrained=org/m", "model_sha": COMMIT},
        "date": 1790000000,
    }
    return written(tmp_path, {**whole, **changes})


def test_version_03_has_plain_keys_and_no_counts() -> None:
    found = one(FILES / "0.3.json")

    assert EvidenceFormat.LM_EVAL is found.format
    assert [("mc1", 0.2484, 0.0151, None), ("mc2", 0.3897, 0.0141, None)] == [
        (one.name, one.value, one.stderr, one.reducer) for one in found.metrics
    ]
    assert ("0.3", "truthfulqa_mc", "1", 0) == (
        found.format_version,
        found.task.name,
        found.task.version,
        found.task.fewshot,
    )
    assert ("example-org/small", "hf-causal") == (found.model.name, found.model.provider)
    assert {WarningCode.OLD_FORMAT, WarningCode.NO_DATE, WarningCode.UNKNOWN_COUNTS} == codes(found)


def test_version_04_has_filters_and_a_date() -> None:
    found = one(FILES / "0.4.2.json")

    (metric,) = found.metrics
    assert ("acc", "none", 0.41, 0.014) == (
        metric.name,
        metric.reducer,
        metric.value,
        metric.stderr,
    )
    assert found.started is not None
    assert "2024-05-05" == found.started.earliest.isoformat()
    assert "2" == found.task.version
    assert ("truthful_qa", None) == (found.samples.dataset, found.samples.total)


def test_a_newer_file_gives_commit_counts_and_settings() -> None:
    found = by_task(FILES / "0.4.9.json")["sycophancy_on_nlp_survey"]

    assert [] == reasons(found)
    assert ("example-org/small", COMMIT) == (found.model.name, found.model.revision)
    assert (9984, 9984) == (found.samples.available, found.metrics[0].scored)
    assert found.metrics[0].claimed_higher_is_better is True
    assert "0.4.9.2" == found.tool_version
    assert {"chat_template", "system_instruction", "fewshot_as_multiturn", "model_dtype"} == {
        one.name for one in found.settings
    }


def test_a_group_counts_the_samples_of_its_tasks() -> None:
    found = by_task(FILES / "0.4.9.json")

    assert {"sycophancy_on_nlp_survey", "wmdp", "wmdp_bio", "wmdp_cyber"} == set(found)
    assert (3260, None) == (found["wmdp"].metrics[0].scored, found["wmdp"].metrics[0].stderr)


def test_a_group_of_groups_counts_each_task_once(tmp_path: Path) -> None:
    groups = {"t": ["g", "a"], "g": ["a", "b", "g"]}
    counts = {name: {"original": 50, "effective": 50} for name in ("a", "b")}
    path = made(tmp_path, {"acc,none": 0.5}, **{"group_subtasks": groups, "n-samples": counts})

    assert 100 == one(path).samples.total


def test_a_group_of_thousands_has_no_counts(tmp_path: Path) -> None:
    names = [str(number) for number in range(3000)]
    groups = dict.fromkeys(["t", *names[:30]], names)
    counts = {"0": {"original": 50, "effective": 50}}
    path = made(tmp_path, {"acc,none": 0.5}, **{"group_subtasks": groups, "n-samples": counts})

    assert (None, {WarningCode.UNKNOWN_COUNTS}) == (one(path).samples.total, codes(one(path)))


def test_an_adapter_makes_another_model_whose_commit_is_not_the_bases() -> None:
    found = one(FILES / "0.4.13-peft.json")

    assert [
        (ChangeKind.ADAPTER, "adapter-7", None),
        (ChangeKind.QUANTISATION, "4bit", None),
    ] == [(one.kind, one.name, one.revision) for one in found.model.changes]
    assert {WarningCode.CHANGED_MODEL, WarningCode.BASE_DIGEST} <= codes(found)
    assert "example-org/small" == found.model.name


def test_what_013_added_inside_rows_is_no_figure() -> None:
    assert ["acc"] == [one.name for one in one(FILES / "0.4.13-peft.json").metrics]


def test_a_limit_that_left_samples_out_is_refused() -> None:
    found = one(FILES / "0.4.13-peft.json")

    assert [RefusalReason.LIMITED] == reasons(found)
    assert "100 of 9867 samples" == found.refusals[0].detail


@pytest.mark.parametrize(
    ("more", "name"),
    [
        # As 0.3 had it, read in public files of 2023.
        ("quantized=model.safetensors,gptq_use_triton=True", "model.safetensors"),
        ("quantized=True", None),
        ("dtype=int8", "int8"),
        ("load_in_8bit=True", "8bit"),
    ],
)
def test_quantised_weights_are_another_model(tmp_path: Path, more: str, name: str | None) -> None:
    config = {"model": "hf-causal-experimental", "model_args": f"pretrained=org/m,{more}"}
    found = one(made(tmp_path, {"acc,none": 0.5}, config=config))

    assert [(ChangeKind.QUANTISATION, name)] == [
        (change.kind, change.name) for change in found.model.changes
    ]


@pytest.mark.parametrize("dtype", ["float16", "torch.bfloat16", "auto", "float32"])
def test_a_shorter_float_is_the_same_model(tmp_path: Path, dtype: str) -> None:
    config = {"model": "hf", "model_args": f"pretrained=org/m,dtype={dtype},quantized=False"}

    assert () == one(made(tmp_path, {"acc,none": 0.5}, config=config)).model.changes


@pytest.mark.parametrize(
    ("path", "own"), [("json", True), ("/data/own.json", True), ("EleutherAI/sycophancy", False)]
)
def test_a_task_on_files_of_ones_own_says_so(tmp_path: Path, path: str, own: bool) -> None:
    found = one(made(tmp_path, {"acc,none": 0.5}, configs={"t": {"dataset_path": path}}))

    assert own is (WarningCode.OWN_TESTS in codes(found))


def test_a_limit_that_left_nothing_out_is_told(tmp_path: Path) -> None:
    config = {"model": "hf", "model_args": "pretrained=org/m", "limit": 200}
    found = one(made(tmp_path, {"acc,none": 0.5}, config=config))

    assert ([], {WarningCode.LIMIT_NOT_BINDING}) == (reasons(found), codes(found))


def test_a_limit_without_counts_is_refused(tmp_path: Path) -> None:
    config = {"model": "hf", "model_args": "pretrained=org/m", "limit": 0.1}
    path = made(tmp_path, {"acc,none": 0.5}, **{"config": config, "n-samples": {}})

    assert [RefusalReason.LIMITED] == reasons(one(path))


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (float("nan"), RefusalReason.NON_FINITE),
        (float("inf"), RefusalReason.NON_FINITE),
        ("N/A", RefusalReason.NON_FINITE),
        (999, RefusalReason.SENTINEL),
        (-999.0, RefusalReason.SENTINEL),
    ],
)
def test_a_figure_that_is_none_is_refused(
    tmp_path: Path, value: object, reason: RefusalReason
) -> None:
    broken, acc = one(made(tmp_path, {"f1,none": value, "acc,none": 0.5})).metrics

    assert ([reason], None) == ([one.reason for one in broken.refusals], broken.value)
    assert () == acc.refusals


def test_a_run_of_broken_figures_is_refused(tmp_path: Path) -> None:
    assert [RefusalReason.SENTINEL] == reasons(one(made(tmp_path, {"acc,none": 999})))


def test_a_perfect_figure_over_many_samples_is_told(tmp_path: Path) -> None:
    assert {WarningCode.PERFECT_SCORE} == codes(one(made(tmp_path, {"acc,none": 1.0})))


def test_no_results_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, {"results": {}, "versions": {}, "config": {}})

    assert [RefusalReason.ZERO_ROWS] == reasons(read(path))


def test_more_samples_than_there_are_count_as_those_there_are(tmp_path: Path) -> None:
    counts = {"n-samples": {"t": {"original": 10, "effective": 9984}}}
    found = one(made(tmp_path, {"acc,none": 0.45}, **counts))

    assert {WarningCode.TOTALS_DISAGREE} == codes(found)
    assert (10, 10) == (found.samples.scored, found.metrics[0].scored)


def test_zero_samples_are_refused(tmp_path: Path) -> None:
    path = made(
        tmp_path, {"acc,none": 0.0}, **{"n-samples": {"t": {"original": 0, "effective": 0}}}
    )

    assert [RefusalReason.ZERO_ROWS] == reasons(one(path))


@pytest.mark.parametrize(
    ("model", "arguments", "name", "kind"),
    [
        ("hf", "pretrained=org/m,revision=x", "org/m", IdentityKind.NAMED),
        ("hf", "pretrained=/home/bob/m", "m", IdentityKind.LABEL),
        ("openai-chat-completions", "model=gpt-x", "gpt-x", IdentityKind.NAMED),
        ("local-completions", "model=m,base_url=http://10.0.0.1/v1", "m", IdentityKind.LABEL),
        ("gguf", "base_url=http://10.0.0.1", "shown", IdentityKind.LABEL),
        ("vllm", {"pretrained": "org/m"}, "org/m", IdentityKind.NAMED),
        ("dummy", "", "shown", IdentityKind.TEST_DOUBLE),
    ],
)
def test_the_model_is_what_the_arguments_say(
    tmp_path: Path, model: str, arguments: object, name: str, kind: IdentityKind
) -> None:
    config = {"model": model, "model_args": arguments}
    found = one(made(tmp_path, {"acc,none": 0.5}, config=config, model_name="shown"))

    assert (name, kind, model) == (found.model.name, found.model.kind, found.model.provider)


@pytest.mark.parametrize(
    "config",
    [
        {"model": "steered", "model_args": "pretrained=org/m,steer_path=v.pt"},
        {"model": "steered", "model_args": "pretrained=org/m"},
    ],
)
def test_a_steered_model_is_another(tmp_path: Path, config: dict[str, Any]) -> None:
    found = one(made(tmp_path, {"acc,none": 0.5}, config=config))

    assert [ChangeKind.STEERING] == [one.kind for one in found.model.changes]


@pytest.mark.parametrize(
    ("config", "revision"),
    [
        ({"model_args": "pretrained=org/m,revision=step23000"}, "step23000"),
        ({"model_args": {"pretrained": "org/m", "revision": "step23000"}}, "step23000"),
        ({"model_args": "pretrained=org/m,revision=main"}, None),
        ({"model_args": "pretrained=org/m,revision=a", "model_revision": "b"}, "b"),
        ({"model_args": "pretrained=org/m,revision=a", "model_sha": COMMIT}, COMMIT),
    ],
)
def test_a_revision_may_stand_in_the_arguments_alone(
    tmp_path: Path, config: dict[str, Any], revision: str | None
) -> None:
    assert revision == one(made(tmp_path, {"acc,none": 0.5}, config=config)).model.revision


def test_weights_from_a_folder_inside_are_other_weights(tmp_path: Path) -> None:
    config = {"model": "hf", "model_args": "pretrained=org/m,subfolder=step-9"}

    (change,) = one(made(tmp_path, {"acc,none": 0.5}, config=config)).model.changes

    assert (ChangeKind.DELTA, "step-9") == (change.kind, change.name)


def test_no_model_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, {"acc,none": 0.5}, config={"model": "hf"}, model_name="")

    assert [RefusalReason.NO_MODEL] == reasons(one(path))


def test_process_clocks_are_no_date(tmp_path: Path) -> None:
    found = one(made(tmp_path, {"acc,none": 0.5}, date=None, start_time=3391296.9))

    assert (None, {WarningCode.NO_DATE}) == (found.started, codes(found))


def test_equal_settings_have_equal_digests_on_another_model(tmp_path: Path) -> None:
    def digest(prompt: str, model: str, address: str) -> str | None:
        task = {
            "doc_to_text": prompt,
            "process_results": f"<function f at {address}>",
            "metadata": {"pretrained": model},
        }
        path = made(tmp_path, {"acc,none": 0.5}, configs={"t": task})
        return one(path).task.arguments_digest

    assert digest("a", "org/m", "0x7f01") == digest("a", "org/n", "0x7f02")
    assert digest("a", "org/m", "0x7f01") != digest("b", "org/m", "0x7f01")


def test_answers_to_single_samples_are_no_result(tmp_path: Path) -> None:
    sample = {"doc_id": 0, "doc": {}, "target": "a", "arguments": {}, "resps": [], "acc": 1.0}
    path = tmp_path / "samples.jsonl"
    path.write_text(f"{json.dumps(sample)}\n{json.dumps(sample)}\n", encoding="utf-8")

    assert [RefusalReason.NOT_EVIDENCE] == reasons(read(path))


def test_nothing_planted_leaves_the_reader() -> None:
    for path in sorted(FILES.glob("*.json")):
        assert "planted" not in repr(read(path)), path
        assert "planted" in json.dumps(path.read_text(encoding="utf-8")) or "0.3" in path.name

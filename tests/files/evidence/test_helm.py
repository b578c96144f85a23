"""Run folders of HELM: two files, one split, and the date in a third."""

import json
from pathlib import Path

import pytest

from alignassess.files.result_evidence import run_file
from alignassess.files.result_signs import may_be_result
from tests.files.evidence.samples import DATA, codes, helm, only, reasons, shipped, stat, written

INSTANCES = stat("num_instances", 400)


@pytest.mark.parametrize("name", ["run_spec.json", "stats.json"])
def test_either_file_of_the_folder_gives_the_run(name: str) -> None:
    evaluation = only(shipped(f"helm/harm_bench/{name}"))

    assert evaluation.task.name == "harm_bench"
    assert (evaluation.model.name, evaluation.model.provider) == (
        "example/example-large",
        "together",
    )
    assert evaluation.samples.scored == 400


def test_only_the_test_split_without_a_perturbation_counts() -> None:
    evaluation = only(shipped("helm/harm_bench/stats.json"))

    assert [(one.score, one.value) for one in evaluation.metrics] == [
        ("safety_score", 0.94),
        ("safety_gpt_score", 0.95),
    ]


def test_the_split_valid_stands_in_where_there_is_no_test(tmp_path: Path) -> None:
    valid = [stat("exact_match", 0.7, split="valid"), stat("num_instances", 200, split="valid")]

    evaluation = only(helm(tmp_path, *valid, stat("num_output_tokens", 3), name="truthful_qa"))

    assert (evaluation.metrics[0].value, evaluation.samples.scored) == (0.7, 200)
    assert [one.value for one in evaluation.settings if one.name == "split"] == ["valid"]


def test_parts_of_a_split_are_told_apart(tmp_path: Path) -> None:
    part = stat("exact_match", 0.5, sub_split="toxic")

    metrics = only(helm(tmp_path, stat("exact_match", 0.7), part, INSTANCES)).metrics

    assert [(one.subset, one.value) for one in metrics] == [(None, 0.7), ("toxic", 0.5)]


def test_the_file_has_no_date_and_says_so() -> None:
    evaluation = only(shipped("helm/harm_bench/stats.json"))

    assert evaluation.started is None
    assert "no-date" in codes(evaluation)


def test_a_run_cut_short_is_refused() -> None:
    assert reasons(only(shipped("helm/cut-short/stats.json"))) == ["limited"]


def test_a_limit_that_was_reached_may_have_left_some_out(tmp_path: Path) -> None:
    result = helm(
        tmp_path, stat("safety_score", 0.9), stat("num_instances", 100), max_eval_instances=100
    )

    (found,) = result.evaluations
    assert reasons(found) == []
    assert "unknown-counts" in codes(found)


def test_a_limit_above_the_instances_did_not_bind(tmp_path: Path) -> None:
    found = helm(
        tmp_path, stat("safety_score", 0.9), stat("num_instances", 40), max_eval_instances=50
    )

    assert reasons(only(found)) == []


def test_answers_that_a_judge_left_out_refuse_the_figure(tmp_path: Path) -> None:
    (metric,) = only(shipped("helm/unjudged/stats.json")).metrics
    few = only(
        helm(tmp_path, stat("safety_score", 1), stat("x_annotator_success", 0.97), INSTANCES)
    )

    assert [one.reason.value for one in metric.refusals] == ["partly-unscored"]
    assert few.metrics[0].refusals == ()
    assert "some-errors" in codes(few)


def test_figures_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    nan = helm(tmp_path, {**stat("safety_score", 0), "mean": float("nan")}, INSTANCES)

    (metric,) = only(nan).metrics

    assert metric.value is None
    assert [one.reason.value for one in metric.refusals] == ["non-finite"]


def test_statistics_without_a_value_are_counted_as_left_out(tmp_path: Path) -> None:
    empty = {**stat("toxic_frac", 0), "count": 0}

    assert "metric-dropped" in codes(
        only(helm(tmp_path, stat("safety_score", 1), empty, INSTANCES))
    )


def test_a_run_without_results_or_instances_or_a_model_is_refused(tmp_path: Path) -> None:
    assert reasons(only(helm(tmp_path, stat("num_output_tokens", 3), INSTANCES))) == ["no-metric"]
    assert reasons(only(helm(tmp_path, stat("safety_score", 1), stat("num_instances", 0)))) == [
        "nothing-scored"
    ]
    assert reasons(only(helm(tmp_path, stat("safety_score", 1), INSTANCES, model=None))) == [
        "no-model"
    ]


def test_unknown_numbers_of_instances_are_told_of(tmp_path: Path) -> None:
    assert "unknown-counts" in codes(only(helm(tmp_path, stat("safety_score", 1))))


def test_one_file_alone_is_no_run(tmp_path: Path) -> None:
    alone = written(tmp_path, json.dumps([stat("safety_score", 1)]), "stats.json")

    assert reasons(alone) == ["no-result"]


def test_other_files_of_the_folder_say_which_to_name() -> None:
    result = shipped("helm/harm_bench/scenario_state.json")

    assert reasons(result) == ["not-evidence"]
    assert "run_spec.json" in str(result.refusals[0])


def test_arguments_of_the_scenario_that_select_are_kept(tmp_path: Path) -> None:
    helm(tmp_path, stat("exact_match", 1), INSTANCES)
    spec = json.loads((tmp_path / "run_spec.json").read_text())
    spec["scenario_spec"]["args"] = {"subject": "law", "path": "/home/someone/data"}

    evaluation = only(written(tmp_path, json.dumps(spec), "run_spec.json"))

    assert [(one.name, one.value) for one in evaluation.task.arguments] == [("subject", "law")]


def test_statistics_of_single_instances_are_no_result(tmp_path: Path) -> None:
    helm(tmp_path, stat("safety_score", 1), INSTANCES)
    each = [{"instance_id": "id1", "train_trial_index": 0, "stats": [stat("safety_score", 1)]}]

    found = written(tmp_path, json.dumps(each), "per_instance_stats.json")

    assert reasons(found) == ["not-evidence"]


def test_a_run_folder_stands_for_its_statistics(tmp_path: Path) -> None:
    folder = DATA / "helm" / "harm_bench"

    assert run_file(folder) == folder / "stats.json"
    assert run_file(tmp_path) == tmp_path
    assert run_file(folder / "run_spec.json") == folder / "run_spec.json"


def test_arguments_in_the_name_of_a_run_are_kept(tmp_path: Path) -> None:
    name = "commonsense:dataset=hellaswag,method=joint"

    evaluation = only(helm(tmp_path, stat("exact_match", 1), INSTANCES, name=name))

    assert evaluation.task.name == "commonsense"
    assert [(one.name, one.value) for one in evaluation.task.arguments] == [
        ("dataset", "hellaswag")
    ]


def test_statistics_without_sums_of_squares_are_recognised(tmp_path: Path) -> None:
    bare = {key: value for key, value in stat("exact_match", 1).items() if key != "sum_squared"}

    assert only(helm(tmp_path, bare, INSTANCES)).metrics[0].value == 1
    assert may_be_result((tmp_path / "stats.json").read_bytes())


def state(**result: object) -> dict[str, object]:
    return {"request": {"prompt": "planted"}, "result": {"success": True, **result}}


def folder_with(tmp_path: Path, *states: object, model: str = "example/large") -> Path:
    whole = {"adapter_spec": {"model": model, "instructions": ""}, "request_states": states}
    (tmp_path / "scenario_state.json").write_text(json.dumps(whole, indent=2), encoding="utf-8")
    return tmp_path


def test_the_requests_say_when_the_run_took_place(tmp_path: Path) -> None:
    """`request_datetime` is when the model answered, also where the answer came from a cache."""
    says = 'Tell me what "request_datetime": 1200000000, means.'
    states = [
        state(request_datetime=1790000000, completions=[{"text": says}]),
        *[state(request_datetime=1790000000 + number) for number in range(20_000)],
        state(request_datetime=1789990000),
        state(request_time=3.2),
    ]

    found = only(helm(folder_with(tmp_path, *states), stat("safety_score", 0.9), INSTANCES))

    assert found.started is not None
    assert found.completed is not None
    assert (1789990000, 1790019999) == (
        found.started.at.timestamp(),
        found.completed.at.timestamp(),
    )
    assert codes(found) == []


def test_requests_of_an_older_release_have_no_date(tmp_path: Path) -> None:
    found = only(helm(folder_with(tmp_path, state()), stat("safety_score", 0.9), INSTANCES))

    assert (None, ["no-date"]) == (found.started, codes(found))


def test_requests_to_another_model_refuse_the_statistics(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, state(), model="example/small")

    assert reasons(only(helm(folder, stat("safety_score", 0.9), INSTANCES))) == ["inconsistent"]


@pytest.mark.parametrize(
    "text", ["", "{", '{"adapter_spec": 7', "[" * 200_000, '{"adapter_spec": {}}']
)
def test_a_state_that_says_nothing_is_passed_by(tmp_path: Path, text: str) -> None:
    (tmp_path / "scenario_state.json").write_text(text, encoding="utf-8")

    assert reasons(only(helm(tmp_path, stat("safety_score", 0.9), INSTANCES))) == []


def test_a_state_outside_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    folder_with(tmp_path, state(request_datetime=1790000000))
    (tmp_path / "run" / "scenario_state.json").symlink_to(tmp_path / "scenario_state.json")

    assert only(helm(tmp_path / "run", stat("safety_score", 0.9), INSTANCES)).started is None

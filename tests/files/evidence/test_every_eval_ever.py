"""Records of Every Eval Ever: what was run and by whom; what was only copied is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from alignassess.domain.evidence_record import Verdict
from alignassess.domain.judging import judged
from alignassess.domain.observation import ChangeKind, EvidenceFormat, Role
from alignassess.domain.refusals import RefusalReason, WarningCode
from alignassess.files.evidence.limits import Limits
from alignassess.files.evidence.result_file import read_result_file
from alignassess.files.result_evidence import catalogue
from tests.files.evidence.made import LOGS, codes, one, read, reasons, written

FILES = LOGS.parent / "every-eval"


def changed(tmp_path: Path, **parts: Any) -> Path:
    """The record of 0.3.0 with only its first result, whose parts are replaced."""
    whole = json.loads((FILES / "0.3.0.json").read_text(encoding="utf-8"))
    first = whole["evaluation_results"][0]
    for name in list(parts):
        if name in first and isinstance(parts[name], dict):
            first[name] = {**first[name], **parts.pop(name)}
    return written(tmp_path, {**whole, "evaluation_results": [first], **parts})


def test_a_run_gives_figure_uncertainty_and_evaluator() -> None:
    found = one(FILES / "0.3.0.json")

    flip = found.metrics[0]
    assert ([], EvidenceFormat.EVERY_EVAL_EVER) == (reasons(found), found.format)
    assert "sycobench_600.sycophancy_flip_to_wrong" == flip.name
    assert (0.08, 0.011, 0.06, 0.1, 600) == (
        flip.value,
        flip.stderr,
        flip.low,
        flip.high,
        flip.scored,
    )
    assert (False, (0.0, 1.0)) == (flip.claimed_higher_is_better, flip.claimed_scale)
    assert ("inspect_ai", "0.3.205", "0.3.0") == (
        found.tool,
        found.tool_version,
        found.format_version,
    )
    assert ("example-org/small", "82047f5e") == (found.model.name, found.model.revision)
    assert ("Example Evaluators", "third_party") == (
        found.evaluator,
        found.evaluator_relationship,
    )
    assert (Role(role="judge", name="openai/gpt-judge"),) == found.judges
    assert found.started is not None
    assert "2026-09-21" == found.started.earliest.isoformat()


def test_a_bound_may_be_infinite() -> None:
    assert (0.0, float("inf")) == one(FILES / "0.3.0.json").metrics[1].claimed_scale


HARNESS = {"eval_library": {"name": "lm_eval", "version": "0.4.9"}}
COMMIT = "82047f5e5d5245c1b3a4cd75ad98aa441d6487cd"


def test_a_filter_of_the_harness_is_no_part_of_the_task(tmp_path: Path) -> None:
    filtered = {
        "evaluation_name": "gsm8k/strict-match",
        "metric_config": {"evaluation_description": "exact_match (filter: strict-match)"},
    }
    whole = json.loads(changed(tmp_path, **HARNESS).read_text(encoding="utf-8"))
    result = {**whole["evaluation_results"][0], **filtered}

    found = one(written(tmp_path, {**whole, "evaluation_results": [result]}))

    assert ("gsm8k", None) == (found.task.name, found.task.package)
    assert [("exact_match", "strict-match")] == [(m.name, m.reducer) for m in found.metrics]


def test_the_commit_is_kept_among_the_details(tmp_path: Path) -> None:
    details = {"revision": "main", "sha": COMMIT, "model_args": "pretrained=org/m,dtype=auto"}
    info = {"id": "org/m", "additional_details": details}

    found = one(changed(tmp_path, model_info=info)).model

    assert (COMMIT, ()) == (found.revision, found.changes)


@pytest.mark.parametrize(
    "given",
    [
        "pretrained=org/m,peft=me/adapter",
        "{'pretrained': 'org/m', 'peft': 'me/adapter', 'trust_remote_code': True}",
        '{"pretrained": "org/m", "peft": "me/adapter"}',
    ],
)
def test_arguments_among_the_details_tell_of_an_adapter(tmp_path: Path, given: str) -> None:
    info = {"id": "org/m", "additional_details": {"model_args": given, "sha": COMMIT}}

    found = one(changed(tmp_path, model_info=info))

    assert ["me/adapter"] == [change.name for change in found.model.changes]
    assert {WarningCode.CHANGED_MODEL, WarningCode.BASE_DIGEST} <= codes(found)


@pytest.mark.parametrize(
    "details", [{"quantization": "4bit"}, {"precision": "int4"}, {"precision": "GPTQ"}]
)
def test_details_tell_of_quantised_weights(tmp_path: Path, details: dict[str, str]) -> None:
    info = {"id": "org/m", "additional_details": details}

    found = one(changed(tmp_path, model_info=info))

    assert [ChangeKind.QUANTISATION] == [change.kind for change in found.model.changes]


def test_a_copied_number_is_no_run() -> None:
    found = one(FILES / "0.2.2-scraped.json")

    assert [RefusalReason.NOT_A_RUN] == reasons(found)
    assert (None, {WarningCode.NO_DATE}) == (found.started, codes(found))


def test_fewer_ids_than_the_data_set_has_samples_is_a_limited_run() -> None:
    found = one(FILES / "0.2.0-limited.json")

    assert [RefusalReason.LIMITED] == reasons(found)
    assert "2 of 165 samples" == found.refusals[0].detail
    assert ("accuracy", None, None) == (
        found.metrics[0].name,
        found.metrics[0].low,
        found.metrics[0].high,
    )
    assert (None, "inspect_ai") == (found.evaluator, found.tool)


def test_lines_are_records() -> None:
    found = read(FILES / "two-records.jsonl")

    assert ["sycobench_600", "gaia_scorer"] == [one.task.name for one in found.evaluations]


def test_lines_that_are_no_records_are_told(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    text = (FILES / "two-records.jsonl").read_text(encoding="utf-8")
    path.write_text(text + '{"a": 1}\n[]\n', encoding="utf-8")
    found = read(path)

    assert (2, {WarningCode.PART_UNREADABLE}) == (len(found.evaluations), codes(found))


def test_scores_of_single_samples_are_no_result() -> None:
    assert [RefusalReason.NOT_EVIDENCE] == reasons(read(FILES / "samples.jsonl"))


@pytest.mark.parametrize("version", ["0.4.0", "1.0.0", "0.30", "2", "", None])
def test_an_unknown_schema_is_refused(tmp_path: Path, version: object) -> None:
    found = read(changed(tmp_path, schema_version=version))

    assert [RefusalReason.UNKNOWN_VERSION] == reasons(found)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"score_details": {"score": float("nan")}}, RefusalReason.NON_FINITE),
        ({"score_details": {"score": "0.5"}}, RefusalReason.NON_FINITE),
        ({"score_details": {"score": 1.5}}, RefusalReason.OUT_OF_SCALE),
        (
            {"score_details": {"score": -1}, "metric_config": {"has_unknown_level": True}},
            RefusalReason.SENTINEL,
        ),
        (
            {"score_details": {"uncertainty": {"num_samples": 10}}},
            RefusalReason.PARTLY_UNSCORED,
        ),
        ({"score_details": {"uncertainty": {"num_samples": 0}}}, RefusalReason.NOTHING_SCORED),
        ({"source_metadata": {"source_type": "rumour"}}, RefusalReason.NOT_A_RUN),
        ({"source_metadata": None}, RefusalReason.NOT_A_RUN),
        ({"model_info": {}}, RefusalReason.NO_MODEL),
    ],
)
def test_what_cannot_count_is_refused(
    tmp_path: Path, parts: dict[str, Any], reason: RefusalReason
) -> None:
    assert [reason] == reasons(one(changed(tmp_path, **parts)))


def test_no_results_are_refused(tmp_path: Path) -> None:
    path = changed(tmp_path, evaluation_results=[])

    assert [RefusalReason.ZERO_ROWS] == reasons(read(path))


def test_more_evaluations_or_figures_than_any_run_has_are_refused(tmp_path: Path) -> None:
    whole = json.loads((FILES / "0.3.0.json").read_text(encoding="utf-8"))
    first = whole["evaluation_results"][0]
    named = [{**first, "evaluation_name": f"e{number}"} for number in range(4)]
    path = written(tmp_path, {**whole, "evaluation_results": named})

    assert 4 == len(read_result_file(path, limits=Limits(records=4, figures=4)).evaluations)
    for limits in (Limits(records=3), Limits(figures=3)):
        assert [RefusalReason.TOO_LARGE] == reasons(read_result_file(path, limits=limits))


def test_when_it_was_copied_is_not_when_it_was_run(tmp_path: Path) -> None:
    found = one(changed(tmp_path, evaluation_timestamp=None))

    assert (None, {WarningCode.NO_DATE}) == (found.started, codes(found))


def test_nothing_planted_leaves_the_reader() -> None:
    for path in sorted(FILES.glob("*.json*")):
        assert "planted" not in repr(read(path)), path
        assert "planted" in path.read_text(encoding="utf-8"), path


def of_helm(tmp_path: Path, *results: tuple[str, str, str], ran: str = "1790000000") -> Path:
    """A record as the converter writes it: statistic, split and perturbation of each result."""
    data = {"dataset_name": "truthful_qa", "samples_number": 654, "sample_ids": ["id1"] * 1308}
    rows = [
        {
            "evaluation_name": f"{statistic} {split} on truthful_qa",
            "source_data": data,
            "evaluation_timestamp": ran,
            "metric_config": {
                "evaluation_description": statistic,
                "lower_is_better": False,
                "min_score": 0,
                "max_score": 1.0,
            },
            "score_details": {
                "score": 0.9,
                "uncertainty": {"standard_deviation": 0.0, "num_samples": 1},
                "details": {"count": "1", "split": split, "perturbation": perturbation},
            },
        }
        for statistic, split, perturbation in results
    ]
    return changed(
        tmp_path,
        schema_version="0.2.2",
        evaluation_timestamp=ran,
        retrieved_timestamp="1791000000",
        eval_library={"name": "helm", "version": "unknown"},
        evaluation_results=rows,
    )


def test_a_record_of_helm_is_read_like_the_run(tmp_path: Path) -> None:
    path = of_helm(
        tmp_path,
        ("exact_match", "valid", ""),
        ("exact_match", "valid", "{'name': 'robustness'}"),
        ("quasi_exact_match", "valid", ""),
    )

    found = read(path).evaluations

    assert ["truthful_qa - exact_match", "truthful_qa - quasi_exact_match"] == [
        one.task.name for one in found
    ]
    assert [("mean", 654)] * 2 == [(one.metrics[0].name, one.metrics[0].scored) for one in found]
    (figure,) = judged(found[0], catalogue()).figures
    assert ("helm-truthful-qa", Verdict.MET) == (figure.entry, figure.verdict)


def test_of_several_splits_of_helm_one_counts_and_its_samples_are_not_known(tmp_path: Path) -> None:
    found = one(of_helm(tmp_path, ("exact_match", "valid", ""), ("exact_match", "test", "")))

    assert (None, {WarningCode.UNKNOWN_COUNTS}) == (found.metrics[0].scored, codes(found))


def test_the_time_of_copying_is_no_date_of_a_run_of_helm(tmp_path: Path) -> None:
    found = one(of_helm(tmp_path, ("exact_match", "", ""), ran="1791000000"))

    assert (None, {WarningCode.NO_DATE}) == (found.started, codes(found))

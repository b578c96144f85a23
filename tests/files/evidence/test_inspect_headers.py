"""What an Inspect log is read as, and what is refused: headers by hand, one change at a time."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from alignassess.domain.observation import ChangeKind, Exactness, IdentityKind, Role, RunStatus
from alignassess.domain.refusals import RefusalReason, WarningCode
from tests.files.evidence.made import codes, header, one, read, reasons, reductions, written, zipped

TARGET = {"model": "anthropic/claude-x", "config": {}, "args": {}}


def test_a_whole_log_by_hand_has_nothing_amiss(tmp_path: Path) -> None:
    found = one(written(tmp_path, header()))

    assert ([], set()) == (reasons(found), codes(found))
    assert RunStatus.SUCCESS is found.status
    assert ("inspect_evals", "xstest", "2") == (
        found.task.package,
        found.task.name,
        found.task.version,
    )
    assert ("openai/gpt-4o", "openai") == (found.model.name, found.model.provider)
    assert ("xstest", 4, 4, 4, 4, 1) == (
        found.samples.dataset,
        found.samples.available,
        found.samples.total,
        found.samples.completed,
        found.samples.scored,
        found.samples.epochs,
    )


def test_results_of_spring_2024_have_one_scorer(tmp_path: Path) -> None:
    results = {
        "scorer": {"name": "match", "params": {}},
        "metrics": {"accuracy": {"name": "accuracy", "value": 0.5, "options": {}}},
    }
    found = one(written(tmp_path, {**header(version=1), "results": results}))

    assert [("match", "match", "accuracy", 0.5)] == [
        (one.score, one.scorer, one.name, one.value) for one in found.metrics
    ]
    assert "1" == found.format_version


def test_results_in_between_have_scorers(tmp_path: Path) -> None:
    scorer = {
        "name": "match",
        "metrics": {"accuracy": {"value": 1}, "bootstrap_std": {"value": 0.1}},
    }
    found = one(written(tmp_path, {**header(version=1), "results": {"scorers": [scorer]}}))

    assert [("accuracy", 1.0, 0.1), ("bootstrap_std", 0.1, None)] == [
        (one.name, one.value, one.stderr) for one in found.metrics
    ]


def test_a_log_without_its_version_is_read_as_the_current_one(tmp_path: Path) -> None:
    exported = {key: value for key, value in header().items() if key != "version"}

    for log in (
        written(tmp_path, exported),
        written(tmp_path, {**exported, "samples": ["x" * 300_000]}),
        zipped(tmp_path, {"header.json": exported}),
    ):
        found = one(log)
        assert ("2", []) == (found.format_version, reasons(found))
        assert WarningCode.OLD_FORMAT in codes(found)


@pytest.mark.parametrize("version", [3, 99, 0, -1, True, "2", None, 2.0])
def test_an_unknown_version_is_refused_in_json(tmp_path: Path, version: Any) -> None:
    assert [RefusalReason.UNKNOWN_VERSION] == reasons(
        read(written(tmp_path, header(version=version)))
    )


def test_a_newer_version_in_a_zip_is_read_with_a_warning(tmp_path: Path) -> None:
    found = one(zipped(tmp_path, {"header.json": header(version=3)}))

    assert [] == reasons(found)
    assert WarningCode.NEWER_VERSION in codes(found)


def test_a_zip_with_another_header_is_no_log(tmp_path: Path) -> None:
    found = read(zipped(tmp_path, {"header.json": {"version": 1, "files": []}}))

    assert [RefusalReason.NOT_RECOGNISED] == reasons(found)


def test_a_journal_without_header_is_a_crash(tmp_path: Path) -> None:
    start = {key: value for key, value in header().items() if key in ("version", "eval", "plan")}
    found = one(zipped(tmp_path, {"_journal/start.json": start}))

    assert [RefusalReason.CRASHED] == reasons(found)
    assert RunStatus.STARTED is found.status


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ({"completed_samples": 3}, RefusalReason.SAMPLES_FAILED),
        ({"logged_samples": 2}, RefusalReason.SAMPLES_FAILED),
        ({"total_samples": 0, "completed_samples": 0}, RefusalReason.ZERO_ROWS),
        ({"total_samples": 2, "completed_samples": 2}, RefusalReason.LIMITED),
        ({"early_stopping": {"manager": "x"}}, RefusalReason.LIMITED),
        ({"scores": []}, RefusalReason.NO_METRIC),
    ],
)
def test_results_that_cover_less_are_refused(
    tmp_path: Path, results: dict[str, Any], reason: RefusalReason
) -> None:
    assert reason in reasons(one(written(tmp_path, header(results=results))))


def test_no_results_at_all_are_refused(tmp_path: Path) -> None:
    whole = header()
    whole["results"] = None

    assert [RefusalReason.NO_RESULT] == reasons(one(written(tmp_path, whole)))


def test_a_limit_is_refused_when_the_size_of_the_data_set_is_unknown(tmp_path: Path) -> None:
    spec = {"config": {"limit": 4}, "dataset": {"sample_ids": None}}

    assert [RefusalReason.LIMITED] == reasons(one(written(tmp_path, header(eval=spec))))


@pytest.mark.parametrize("value", ["paused", None, 7])
def test_a_status_of_another_kind_is_no_success(tmp_path: Path, value: Any) -> None:
    assert [RefusalReason.UNEXPECTED_SHAPE] == reasons(one(written(tmp_path, header(status=value))))


def test_a_success_that_ended_with_an_error_is_refused(tmp_path: Path) -> None:
    found = one(written(tmp_path, header(error={"message": "x"})))

    assert [RefusalReason.INCONSISTENT] == reasons(found)


def score(**changes: Any) -> dict[str, Any]:
    """Results with one score by hand."""
    (base,) = header()["results"]["scores"]
    return {"scores": [{**base, **changes}]}


def test_a_failed_judge_scores_nothing(tmp_path: Path) -> None:
    results = score(
        name="*", scored_samples=0, unscored_samples=4, metrics={"mean": {"value": float("nan")}}
    )
    found = one(written(tmp_path, header(results=results)))

    assert [RefusalReason.NOTHING_SCORED, RefusalReason.NON_FINITE] == reasons(found)


def test_null_is_no_number(tmp_path: Path) -> None:
    results = score(metrics={"mean": {"value": None}, "other": {"value": 0.5}})
    broken, other = one(written(tmp_path, header(results=results))).metrics

    assert RefusalReason.NON_FINITE is broken.refusals[0].reason
    assert () == other.refusals


def test_samples_that_were_not_scored_are_missed(tmp_path: Path) -> None:
    found = one(written(tmp_path, header(results=score(scored_samples=2))))

    assert ["2 of 4 samples have a score"] == [one.detail for one in found.refusals]


def test_totals_beyond_the_data_set_are_read_as_the_smaller(tmp_path: Path) -> None:
    found = one(written(tmp_path, header(eval={"dataset": {"samples": 1}})))

    assert WarningCode.TOTALS_DISAGREE in codes(found)
    assert 1 == found.samples.total


def test_a_header_that_its_samples_contradict_is_refused(tmp_path: Path) -> None:
    members = {"header.json": header(), "reductions.json": reductions("C", "I", "I", "I")}
    found = one(zipped(tmp_path, members))

    accuracy, stderr = found.metrics
    assert ["accuracy is 0.75, and 0.25 when computed from the samples"] == [
        one.detail for one in accuracy.refusals
    ]
    assert () == stderr.refusals


def test_right_answers_are_counted_where_samples_say_so(tmp_path: Path) -> None:
    members = {"header.json": header(), "reductions.json": reductions("C", 1, True, 0)}

    assert 3 == one(zipped(tmp_path, members)).metrics[0].successes


def samples(*values: object) -> list[dict[str, object]]:
    """Samples of a JSON log, as releases before reductions wrote them."""
    return [
        {"id": number, "epoch": 1, "scores": {"match": {"value": value}} if value else {}}
        for number, value in enumerate(values, 1)
    ]


def test_before_reductions_the_samples_of_a_json_log_tell(tmp_path: Path) -> None:
    results = score(scored_samples=None, unscored_samples=None)
    whole = header(results=results)
    right = one(written(tmp_path, {**whole, "samples": samples("C", "C", "C", "I")}))
    wrong = one(written(tmp_path, {**whole, "samples": samples("C", "I", "I", "I")}))
    partly = one(written(tmp_path, {**whole, "samples": samples("C", "C", None, None)}))
    trimmed = one(written(tmp_path, {**whole, "samples": samples("I")}))

    assert ([], 4, 3) == (reasons(right), right.metrics[0].scored, right.metrics[0].successes)
    assert RefusalReason.INCONSISTENT is wrong.metrics[0].refusals[0].reason
    assert RefusalReason.PARTLY_UNSCORED is partly.metrics[0].refusals[0].reason
    assert ([], {WarningCode.UNKNOWN_COUNTS}) == (reasons(trimmed), codes(trimmed))


def test_partial_credit_is_no_count(tmp_path: Path) -> None:
    members = {"header.json": header(), "reductions.json": reductions(1, "P", "P", 1)}
    found = one(zipped(tmp_path, members))

    assert ((), None) == (found.metrics[0].refusals, found.metrics[0].successes)


def test_a_metric_with_settings_of_its_own_is_not_computed_anew(tmp_path: Path) -> None:
    results = score(metrics={"accuracy": {"value": 0.9, "params": {"to_float": "x"}}})
    members = {"header.json": header(results=results), "reductions.json": reductions(0, 0, 0, 0)}

    assert () == one(zipped(tmp_path, members)).metrics[0].refusals


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("inspect_ai/accuracy", [RefusalReason.INCONSISTENT]),
        ("other/accuracy", []),
        ("accuracy", []),
    ],
)
def test_only_inspects_own_metrics_are_computed_anew(
    tmp_path: Path, name: str, reasons: list[RefusalReason]
) -> None:
    spec = {"scorers": [{"name": "match", "metrics": [{"name": name, "options": {}}]}]}
    members = {"header.json": header(eval=spec), "reductions.json": reductions(0, 0, 0, 0)}

    found = one(zipped(tmp_path, members)).metrics[0]

    assert reasons == [one.reason for one in found.refusals]


def test_words_as_scores_are_not_computed_anew(tmp_path: Path) -> None:
    members = {"header.json": header(), "reductions.json": reductions("red", "C", "C", "C")}

    assert () == one(zipped(tmp_path, members)).metrics[0].refusals


def test_scores_edited_by_hand_are_shown(tmp_path: Path) -> None:
    rows = reductions("C", "C", "C", "I")
    samples: Any = rows[0]["samples"]
    samples[0]["history"] = [{"value": "I"}, {"value": "C", "provenance": {"author": "x"}}]
    found = one(zipped(tmp_path, {"header.json": header(), "reductions.json": rows}))

    assert WarningCode.EDITED in codes(found)


def test_scores_edited_in_a_sample_of_a_json_log_are_shown(tmp_path: Path) -> None:
    """As `edit_score` of 0.3.285 leaves it: figures and reductions follow, without a history."""
    history = [{"value": "I"}, {"value": "C", "provenance": {"author": "x", "reason": "secret"}}]
    samples = [
        {"id": 1, "epoch": 1, "scores": {"match": {"value": "C", "history": history}}},
        {"id": 2, "epoch": 1, "scores": {"match": {"value": "C", "history": []}}},
        "no sample",
    ]

    found = one(written(tmp_path, header(samples=samples)))

    assert WarningCode.EDITED in codes(found)
    assert "scores of 1 samples were edited by hand." in [str(said) for said in found.warnings]


def test_settings_changed_while_it_ran_are_shown(tmp_path: Path) -> None:
    found = one(written(tmp_path, header(config_updates=[{"x": 1}, {"x": 2}])))

    assert ["settings were changed while it ran, 2 times."] == [str(one) for one in found.warnings]


@pytest.mark.parametrize(
    ("roles", "name", "role"),
    [
        ({"target": TARGET, "auditor": {"model": "openai/a"}}, "anthropic/claude-x", "target"),
        ({"target": [TARGET]}, "anthropic/claude-x", "target"),
        ({"target": "anthropic/claude-x"}, "anthropic/claude-x", "target"),
        (
            {"untrusted": TARGET, "trusted": {"model": "openai/a"}},
            "anthropic/claude-x",
            "untrusted",
        ),
    ],
)
def test_without_a_main_model_the_role_under_test_is_the_model(
    tmp_path: Path, roles: dict[str, Any], name: str, role: str
) -> None:
    found = one(written(tmp_path, header(eval={"model": "none/none", "model_roles": roles})))

    assert (name, role, []) == (found.model.name, found.model.role, reasons(found))


def test_roles_of_which_none_is_under_test_name_no_model(tmp_path: Path) -> None:
    for roles in ({"red": TARGET}, {"target": [TARGET, {"model": "openai/b"}]}, {}):
        found = one(written(tmp_path, header(eval={"model": "none/none", "model_roles": roles})))

        assert [RefusalReason.NO_MODEL] == reasons(found)


def test_a_target_beside_a_main_model_is_the_one_under_test(tmp_path: Path) -> None:
    found = one(written(tmp_path, header(eval={"model_roles": {"target": TARGET}})))

    assert "anthropic/claude-x" == found.model.name
    assert [("main", "openai/gpt-4o")] == [(one.role, one.name) for one in found.roles]
    assert WarningCode.ROLES in codes(found)


@pytest.mark.parametrize(
    ("model", "more", "name", "kind"),
    [
        ("hf//home/bob/models/llama", {}, "hf/llama", IdentityKind.LABEL),
        ("/data/llama", {}, "llama", IdentityKind.LABEL),
        ("C:\\models\\llama", {}, "llama", IdentityKind.LABEL),
        ("hf/local", {"model_args": {"model_path": "/srv/llama"}}, "hf/llama", IdentityKind.LABEL),
        (
            "openai/gpt-4o",
            {"model_base_url": "https://api.openai.com/v1"},
            "openai/gpt-4o",
            "named",
        ),
        ("openai/gpt-4o", {"model_base_url": "http://10.0.0.1/v1"}, "openai/gpt-4o", "label"),
        ("mockllm/model", {}, "mockllm/model", IdentityKind.TEST_DOUBLE),
        ("http://10.0.0.1:8000/v1", {}, None, IdentityKind.APPLICATION),
    ],
)
def test_what_a_name_is_worth(
    tmp_path: Path, model: str, more: dict[str, Any], name: str | None, kind: str
) -> None:
    found = one(written(tmp_path, header(eval={"model": model, **more})))

    assert (name, kind) == (found.model.name, found.model.kind)


@pytest.mark.parametrize(
    ("arguments", "kind", "name"),
    [
        ({"peft": "org/lora"}, ChangeKind.ADAPTER, "org/lora"),
        ({"adapter_path": "/home/bob/lora"}, ChangeKind.ADAPTER, "lora"),
        ({"enable_lora": True}, ChangeKind.ADAPTER, None),
        ({"load_in_4bit": True}, ChangeKind.QUANTISATION, "4bit"),
        ({"quantization": "awq"}, ChangeKind.QUANTISATION, "awq"),
        ({"steering_vector": "v"}, ChangeKind.STEERING, "v"),
        ({"torch_dtype": "float8_e4m3fn"}, ChangeKind.QUANTISATION, "float8_e4m3fn"),
        ({"load_format": "bitsandbytes"}, ChangeKind.QUANTISATION, "bitsandbytes"),
        ({"torchao_config": {"bits": 4}}, ChangeKind.QUANTISATION, None),
        ({"lora_paths": ["a"]}, ChangeKind.ADAPTER, None),
    ],
)
def test_a_changed_model_says_so(
    tmp_path: Path, arguments: dict[str, Any], kind: ChangeKind, name: str | None
) -> None:
    found = one(written(tmp_path, header(eval={"model_args": arguments})))

    assert [(kind, name)] == [(one.kind, one.name) for one in found.model.changes]
    assert WarningCode.CHANGED_MODEL in codes(found)


def test_what_is_switched_off_changes_nothing(tmp_path: Path) -> None:
    given = {"load_in_4bit": False, "peft": "", "dtype": "bfloat16", "load_format": "auto"}

    found = one(written(tmp_path, header(eval={"model_args": given})))

    assert () == found.model.changes


@pytest.mark.parametrize(
    ("created", "at", "exactness", "earliest"),
    [
        ("2026-10-01T01:00:00+02:00", datetime(2026, 9, 30, 23, tzinfo=UTC), "exact", "2026-09-30"),
        ("2026-10-01T12:00:00Z", datetime(2026, 10, 1, 12, tzinfo=UTC), "exact", "2026-10-01"),
        ("2024-05-05T07:59:35", datetime(2024, 5, 5, 7, 59, 35, tzinfo=UTC), "naive", "2024-05-04"),
        ("2024-05-05", datetime(2024, 5, 5, tzinfo=UTC), "day", "2024-05-04"),
    ],
)
def test_the_date_is_as_exact_as_it_is_written(
    tmp_path: Path, created: str, at: datetime, exactness: str, earliest: str
) -> None:
    started = one(written(tmp_path, header(eval={"created": created}))).started

    assert started is not None
    assert (at, Exactness(exactness)) == (started.at, started.exactness)
    assert date.fromisoformat(earliest) == started.earliest


@pytest.mark.parametrize("created", ["yesterday", "", None, 5, "9999-99-99", "2026-10-01T25:00:00"])
def test_what_is_no_date_is_said_to_be_none(tmp_path: Path, created: Any) -> None:
    whole = header(eval={"created": created})
    whole["stats"] = {}

    assert WarningCode.NO_DATE in codes(one(written(tmp_path, whole)))


def test_equal_arguments_have_equal_digests_whatever_the_keys(tmp_path: Path) -> None:
    def digest(**arguments: Any) -> str | None:
        spec = {"task_args": arguments}
        return one(written(tmp_path, header(eval=spec))).task.arguments_digest

    assert digest(seed_text="a", api_key="1") == digest(seed_text="a", api_key="2")
    assert digest(seed_text="a") != digest(seed_text="b")
    assert digest() is None


def test_of_arguments_only_short_plain_values_are_shown(tmp_path: Path) -> None:
    arguments = {
        "subset": ["safe", 1, True, None],
        "split": {"a": 1},
        "lang": [["en"]],
        "mode": "x" * 61,
        "seed": 5,
        "cot": True,
    }
    found = one(written(tmp_path, header(eval={"task_args": arguments})))

    assert [("cot", "true"), ("subset", "[safe, 1, true, null]")] == [
        (one.name, one.value) for one in found.task.arguments
    ]


def test_samples_chosen_by_id_are_counted_not_named(tmp_path: Path) -> None:
    spec = {"config": {"sample_id": ["secret-1", "secret-2"]}, "dataset": {"sample_ids": [1, 2]}}
    found = one(written(tmp_path, header(eval=spec)))

    assert "2 samples by id" == found.samples.limit
    assert [RefusalReason.LIMITED] == reasons(found)


def test_settings_of_the_run_stand_in_its_plan(tmp_path: Path) -> None:
    """Written by 0.3.285 for `eval(..., temperature=1.0, seed=7)`; the model's own are empty."""
    steps = [{"solver": "system_message", "params": {"template": "Be kind, says the secret."}}]
    plan = {"name": "plan", "steps": steps, "config": {"temperature": 1.0, "seed": 7}}
    log = header(plan=plan, eval={"model_generate_config": {"temperature": 0.5, "top_p": 0.9}})

    found = one(written(tmp_path, log))
    other = one(written(tmp_path, {**log, "plan": {**plan, "steps": [{"solver": "generate"}]}}))

    settings = {setting.name: setting.value for setting in found.settings}
    assert ("1.0", "7", "0.9") == tuple(settings[name] for name in ("temperature", "seed", "top_p"))
    assert settings["solver"] not in {setting.value for setting in other.settings}
    assert "secret" not in repr(found)


def test_a_judge_that_a_scorer_was_given_is_a_role(tmp_path: Path) -> None:
    scorers = [
        {"name": "combined", "options": {"semantic_judge": {"model": "openai/gpt-4o"}, "n": 1}},
        {"name": "graded", "options": {"grader_model": "openai/gpt-4o", "template": "a/model"}},
        {"name": "own", "options": {"refusal_judge": "RefusalJudgeLLM", "model": ["x/y"]}},
        "not a scorer",
    ]

    found = one(written(tmp_path, header(eval={"scorers": scorers})))

    assert (Role(role="judge", name="openai/gpt-4o"),) == found.roles
    assert found.roles == found.judges


def test_the_earlier_of_two_beginnings_is_the_date(tmp_path: Path) -> None:
    stats = {"started_at": "2025-03-01T12:00:00+00:00", "completed_at": "2026-10-01T13:00:00Z"}

    found = one(written(tmp_path, header(stats=stats)))

    assert found.started is not None
    assert date(2025, 3, 1) == found.started.at.date()


@pytest.mark.parametrize("name", ["openai/gpt\u200b-4o", "openai/gpt-4o\x1b[0m", "a  b"])
def test_a_name_that_something_was_taken_out_of_is_a_label(tmp_path: Path, name: str) -> None:
    assert IdentityKind.LABEL is one(written(tmp_path, header(eval={"model": name}))).model.kind

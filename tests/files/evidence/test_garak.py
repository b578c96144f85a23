"""Reports of garak: counted from their rows, refused when they did not end."""

from pathlib import Path

import pytest

from alignassess.domain.observation import Exactness, IdentityKind, RunStatus
from alignassess.files.evidence.limits import Limits
from alignassess.files.evidence.result_file import read_result_file
from alignassess.files.result_signs import may_be_result
from tests.files.evidence.samples import (
    END,
    EVAL,
    INIT,
    SETUP,
    codes,
    garak,
    lines,
    only,
    reasons,
    shipped,
    written,
)


def test_each_probe_is_an_evaluation_and_each_detector_a_figure() -> None:
    false_claims, primes = shipped("garak/complete-0.17.report.jsonl").evaluations

    assert false_claims.task.name == "misleading.FalseAssertion"
    assert [one.score for one in false_claims.metrics] == ["misleading.MustRefuteClaimModel"]
    assert false_claims.metrics[0].value == 0.97
    assert (false_claims.metrics[0].successes, false_claims.metrics[0].scored) == (194, 200)
    assert primes.task.name == "snowball.Primes"


def test_bounds_of_the_attack_become_bounds_of_the_pass_rate() -> None:
    metric = shipped("garak/complete-0.17.report.jsonl").evaluations[0].metrics[0]

    assert (metric.low, metric.high) == (0.94, 0.99)


def test_older_reports_have_other_keys_and_the_same_figures() -> None:
    evaluation = only(shipped("garak/complete-0.10.report.jsonl"))

    assert evaluation.model.name == "example-org/example-7b"
    assert evaluation.model.provider == "huggingface"
    assert [(one.score, one.value) for one in evaluation.metrics] == [
        ("dan.DAN", 0.6),
        ("mitigation.MitigationBypass", 0.8),
    ]


def test_keys_decide_and_not_the_version(tmp_path: Path) -> None:
    old_keys_in_new_version = {
        "entry_type": "eval",
        "probe": "probes.lmrc.QuackMedicine",
        "detector": "detectors.lmrc.QuackMedicine",
        "passed": 3,
        "total": 4,
    }

    evaluation = only(garak(tmp_path, old_keys_in_new_version))

    assert evaluation.task.name == "lmrc.QuackMedicine"
    assert (evaluation.metrics[0].score, evaluation.metrics[0].value) == (
        "lmrc.QuackMedicine",
        0.75,
    )


def test_fails_are_what_is_left_where_a_row_does_not_give_them(tmp_path: Path) -> None:
    rows = {**EVAL}
    del rows["fails"], rows["nones"]
    rows |= {"passed": 8, "total_evaluated": 10, "total_processed": 10}

    assert only(garak(tmp_path, rows)).metrics[0].value == 0.8


def test_a_run_without_an_end_is_refused(tmp_path: Path) -> None:
    assert reasons(only(garak(tmp_path, EVAL, end=None))) == ["crashed"]


def test_versions_that_wrote_no_end_are_told_of(tmp_path: Path) -> None:
    evaluation = only(garak(tmp_path, EVAL, init={**INIT, "garak_version": "0.9.0.8"}, end=None))

    assert evaluation.status is RunStatus.UNSTATED
    assert reasons(evaluation) == []
    assert "old-format" in codes(evaluation)


def test_a_run_that_evaluated_no_probe_is_refused() -> None:
    result = shipped("garak/no-probe-evaluated.report.jsonl")

    assert result.evaluations == ()
    assert reasons(result) == ["zero-rows"]


def test_reports_put_together_are_refused() -> None:
    assert reasons(only(shipped("garak/aggregated.report.jsonl"))) == ["aggregated"]


def test_two_reports_in_one_file_are_refused(tmp_path: Path) -> None:
    text = lines([SETUP, INIT, EVAL, END, SETUP, INIT, {**EVAL, "probe": "snowball.Primes"}, END])

    found = written(tmp_path, text, "x.jsonl")

    assert [reasons(one) for one in found.evaluations] == [["aggregated"], ["aggregated"]]


def test_a_detector_given_twice_counts_for_nothing(tmp_path: Path) -> None:
    metrics = only(garak(tmp_path, EVAL, {**EVAL, "passed": 200, "fails": 0})).metrics

    assert [[one.reason.value for one in metric.refusals] for metric in metrics] == [
        ["inconsistent"],
        ["inconsistent"],
    ]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"passed": 0, "fails": 0, "total_evaluated": 0, "total_processed": 0}, "nothing-scored"),
        ({"passed": 100, "fails": 0, "total_evaluated": 90, "total_processed": 90}, "inconsistent"),
        ({"passed": 201, "fails": None}, "inconsistent"),
        ({"nones": 7, "total_processed": 201}, "inconsistent"),
        ({"passed": "many"}, "no-metric"),
        ({"detector": "always.Pass"}, "sentinel"),
        ({"passed": 80, "fails": 10, "nones": 10, "total_evaluated": 90, "total_processed": 100},
         "partly-unscored"),
    ],
)  # fmt: skip
def test_rows_that_cannot_count_say_why(
    tmp_path: Path, changed: dict[str, object], reason: str
) -> None:
    (metric,) = only(garak(tmp_path, {**EVAL, **changed})).metrics

    assert [one.reason.value for one in metric.refusals] == [reason]


def test_a_few_undecided_answers_are_told_of(tmp_path: Path) -> None:
    few = {"passed": 96, "fails": 2, "nones": 2, "total_evaluated": 98, "total_processed": 100}

    evaluation = only(garak(tmp_path, {**EVAL, **few}))

    assert evaluation.metrics[0].refusals == ()
    assert evaluation.metrics[0].value == 96 / 98
    assert "some-errors" in codes(evaluation)


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("openai", "example-large", IdentityKind.NAMED),
        ("huggingface.Pipeline", "org/model", IdentityKind.NAMED),
        ("huggingface", "/home/someone/model", IdentityKind.LABEL),
        ("azure", "our-deployment", IdentityKind.LABEL),
        ("pizzeria.Assistant", "Assistant::level-1", IdentityKind.LABEL),
        ("openai.OpenAICompatible", "Example-24B-W8A8", IdentityKind.LABEL),
        ("openai.OpenAIGenerator", "example-large", IdentityKind.NAMED),
        ("rest", "https://host.example.com/chat", IdentityKind.APPLICATION),
        ("function.Single", "module#call", IdentityKind.APPLICATION),
        ("langchain_serve", None, IdentityKind.APPLICATION),
        ("test.Blank", None, IdentityKind.TEST_DOUBLE),
        ("test", "Repeat", IdentityKind.TEST_DOUBLE),
        ("openai", None, IdentityKind.MISSING),
    ],
)
def test_the_generator_says_what_the_target_is(
    tmp_path: Path, kind: str, name: str | None, expected: IdentityKind
) -> None:
    setup = {**SETUP, "plugins.target_type": kind, "plugins.target_name": name}

    evaluation = only(garak(tmp_path, EVAL, setup=setup))

    assert evaluation.model.kind is expected
    assert ("no-model" in reasons(evaluation)) is (expected is IdentityKind.MISSING)


def test_dates_are_naive_and_come_from_the_report() -> None:
    started = shipped("garak/complete-0.17.report.jsonl").evaluations[0].started

    assert started is not None
    assert (started.at.date().isoformat(), started.exactness) == ("2026-10-05", Exactness.NAIVE)


def test_settings_that_change_a_rate_are_kept() -> None:
    settings = shipped("garak/complete-0.17.report.jsonl").evaluations[0].settings

    assert {one.name: one.value for one in settings} == {
        "eval_threshold": "0.5",
        "generations": "5",
        "soft_probe_prompt_cap": "256",
        "detector_spec": "auto",
    }


def test_a_hit_log_and_a_digest_are_no_evidence(tmp_path: Path) -> None:
    digest = written(tmp_path, lines([{"entry_type": "digest", "meta": {}}]))

    assert reasons(shipped("garak/hits.hitlog.jsonl")) == ["not-evidence"]
    assert reasons(digest) == ["not-evidence"]
    avid = lines([{"data_type": "AVID", "affects": {}, "metrics": []}] * 2)
    assert reasons(written(tmp_path, avid)) == ["not-evidence"]
    assert may_be_result(avid.encode())


def test_a_line_cut_short_refuses_what_stands_before_it(tmp_path: Path) -> None:
    cut = lines([SETUP, INIT, EVAL]) + '{"entry_type": "attempt", "uuid'

    evaluation = only(written(tmp_path, cut, "x.jsonl"))

    assert reasons(evaluation) == ["damaged", "crashed"]


def test_a_result_without_a_probe_is_told_of(tmp_path: Path) -> None:
    found = garak(tmp_path, EVAL, {**EVAL, "probe": 7})

    assert reasons(only(found)) == ["unexpected-shape"]


def test_a_report_of_one_line_is_still_a_report(tmp_path: Path) -> None:
    assert reasons(written(tmp_path, lines([SETUP]))) == ["crashed", "zero-rows"]


def test_blank_lines_are_passed_by(tmp_path: Path) -> None:
    text = lines([SETUP, INIT]) + "\n  \n" + lines([EVAL, END])

    assert reasons(only(written(tmp_path, text, "x.jsonl"))) == []


@pytest.mark.parametrize(("line", "reason"), [("42", "unexpected-shape"), ("{nonsense", "damaged")])
def test_a_line_that_is_no_entry_refuses_the_report(tmp_path: Path, line: str, reason: str) -> None:
    text = lines([SETUP, INIT, EVAL]) + line + "\n" + lines([END])

    assert reasons(only(written(tmp_path, text, "x.jsonl"))) == [reason, "crashed"]


def test_long_attempts_are_passed_by_and_other_long_lines_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    attempt = {"entry_type": "attempt", "outputs": ["x" * 5000]}
    path.write_text(lines([SETUP, INIT, attempt, EVAL, END]))
    small = Limits(line=1000)

    passed_by = only(read_result_file(path, limits=small))
    path.write_text(lines([SETUP, INIT, EVAL, {**EVAL, "probe": "x" * 5000}, END]))
    refused = only(read_result_file(path, limits=small))

    assert reasons(passed_by) == []
    assert reasons(refused) == ["too-large", "crashed"]


def test_the_version_and_date_of_the_setup_stand_in_for_a_missing_beginning(
    tmp_path: Path,
) -> None:
    setup = {
        **SETUP,
        "_config.version": "0.10.0",
        "transient.starttime_iso": "2026-10-01T00:00:00",
    }

    evaluation = only(written(tmp_path, lines([setup, EVAL, END]), "x.jsonl"))

    assert evaluation.tool_version == "0.10.0"
    assert evaluation.started is not None
    assert evaluation.started.at.day == 1


def test_a_report_without_a_date_says_so(tmp_path: Path) -> None:
    evaluation = only(garak(tmp_path, EVAL, init={"entry_type": "init"}))

    assert evaluation.started is None
    assert "no-date" in codes(evaluation)


def test_more_results_than_any_run_has_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    rows = [{**EVAL, "probe": f"a.P{n}"} for n in range(5)]
    path.write_text(lines([SETUP, INIT, *rows, END]))

    found = read_result_file(path, limits=Limits(records=3))

    assert {tuple(reasons(one)) for one in found.evaluations} == {("too-large", "crashed")}

"""Results of promptfoo: counted anew by provider and plugin."""

import json
from pathlib import Path

import pytest

from alignassess.domain.judging import samples_of
from alignassess.domain.observation import IdentityKind
from alignassess.files.evidence.limits import Limits
from alignassess.files.evidence.result_file import read_result_file
from alignassess.files.result_signs import may_be_result
from tests.files.evidence.samples import (
    DATA,
    codes,
    errored,
    only,
    promptfoo,
    reasons,
    row,
    shipped,
    written,
)


def test_rows_are_grouped_by_plugin() -> None:
    found = shipped("promptfoo/redteam.json").evaluations

    assert [(one.task.name, one.metrics[0].value, one.metrics[0].scored) for one in found] == [
        ("overreliance", 0.95, 20),
        ("medical:sycophancy", 1.0, 10),
    ]


def test_rows_are_grouped_by_provider() -> None:
    found = shipped("promptfoo/two-providers.json").evaluations

    assert [(one.model.name, one.metrics[0].value) for one in found] == [
        ("openai:chat:example-large-2026-08-01", 0.5),
        ("anthropic:messages:example-other", 1.0),
    ]


def test_a_label_is_shown_and_does_not_hide_the_model() -> None:
    other = shipped("promptfoo/two-providers.json").evaluations[1]

    assert (other.model.name, other.model.label) == (
        "anthropic:messages:example-other",
        "Candidate",
    )
    assert "label-hides-model" in codes(other)


def test_errors_are_no_failures() -> None:
    evaluation = only(shipped("promptfoo/all-errors.json"))

    assert reasons(evaluation) == ["all-errors"]
    assert evaluation.metrics[0].value is None


def test_passes_on_error_pages_are_vacuous() -> None:
    evaluation = only(shipped("promptfoo/vacuous.json"))

    assert reasons(evaluation) == ["vacuous"]
    assert evaluation.metrics[0].value is None


@pytest.mark.parametrize(
    "response",
    [
        {"output": "x", "metadata": {"http": {"status": 503}}},
        {"output": "x", "error": "timed out"},
        {"output": ""},
        {"output": None},
        {"output": "HTTP 422 Unprocessable Entity"},
        {"output": "API error: 401 Unauthorized"},
        {"output": "Error: 500 Internal Server Error"},
        {"output": "<html>\n<head><title>502 Bad Gateway</title></head>"},
        {"output": {"detail": "Not Found"}},
        {"output": '{"detail":[{"loc":["body"],"msg":"field required"}]}'},
        {"output": '{"error": {"message": "rate limit"}}'},
        None,
    ],
)
def test_what_an_error_page_looks_like(tmp_path: Path, response: object) -> None:
    assert reasons(only(promptfoo(tmp_path, row(response=response)))) == ["vacuous"]


@pytest.mark.parametrize(
    "output",
    [
        "401(k) plans are a kind of savings account.",
        "500 people came.",
        "I cannot help with that.",
        {"answer": "yes", "detail": "because"},
        '{"answer": "yes"}',
        "Errors are normal.",
    ],
)
def test_answers_are_no_error_pages(tmp_path: Path, output: object) -> None:
    evaluation = only(promptfoo(tmp_path, row(response={"output": output})))

    assert reasons(evaluation) == []
    assert evaluation.metrics[0].value == 1.0


def test_a_failed_test_on_an_error_page_is_an_error(tmp_path: Path) -> None:
    failed = row(ok=False, response={"output": "x", "metadata": {"http": {"status": 500}}})

    assert reasons(only(promptfoo(tmp_path, failed))) == ["all-errors"]


def test_a_judge_without_a_verdict_is_an_error_and_no_failure(tmp_path: Path) -> None:
    undecided = row(
        ok=False,
        gradingResult={
            "pass": False,
            "componentResults": [{"pass": False, "metadata": {"graderError": True}}],
        },
    )

    assert reasons(only(promptfoo(tmp_path, undecided))) == ["all-errors"]


def test_a_pass_that_nothing_checked_is_no_pass(tmp_path: Path) -> None:
    unchecked = row(gradingResult={"pass": True, "reason": "No assertions"}, testCase={})

    assert reasons(only(promptfoo(tmp_path, unchecked))) == ["nothing-scored"]


def test_many_errors_refuse_the_rest(tmp_path: Path) -> None:
    rows = [*(row() for _ in range(8)), *(errored() for _ in range(2))]

    evaluation = only(promptfoo(tmp_path, *rows))

    assert reasons(evaluation) == ["partly-unscored"]
    assert (evaluation.metrics[0].scored, evaluation.metrics[0].unscored) == (8, 2)


def test_one_error_in_many_is_told_of(tmp_path: Path) -> None:
    rows = [*(row() for _ in range(39)), errored()]

    evaluation = only(promptfoo(tmp_path, *rows))

    assert reasons(evaluation) == []
    assert "some-errors" in codes(evaluation)


def test_rows_that_the_totals_count_and_the_file_lacks_are_told_of(tmp_path: Path) -> None:
    stats = {"successes": 40, "failures": 3, "errors": 1}

    assert reasons(only(promptfoo(tmp_path, row(), results__stats=stats))) == ["inconsistent"]


@pytest.mark.parametrize("version", [2, 4, None, True, "3"])
def test_other_versions_are_refused(tmp_path: Path, version: object) -> None:
    assert reasons(only(promptfoo(tmp_path, row(), results__version=version))) == [
        "unknown-version"
    ]


def test_a_run_with_a_filter_is_refused(tmp_path: Path) -> None:
    options = {"filterFirstN": 5, "filterPattern": None, "repeat": 3}

    assert reasons(only(promptfoo(tmp_path, row(), runtimeOptions=options))) == ["limited"]


def test_a_result_without_rows_is_refused(tmp_path: Path) -> None:
    result = promptfoo(tmp_path)

    assert result.evaluations == ()
    assert reasons(result) == ["zero-rows"]


def test_tests_of_ones_own_are_told_from_a_red_team() -> None:
    evaluation = only(shipped("promptfoo/own-tests.json"))

    assert evaluation.task.name == "tests"
    assert "own-tests" in codes(evaluation)
    assert [(one.score, one.name, one.value) for one in evaluation.metrics] == [
        ("assertions", "pass_rate", 0.75),
        ("faithful", "mean", 0.375),
    ]


def test_the_plugin_is_also_found_in_the_test_case(tmp_path: Path) -> None:
    assert only(promptfoo(tmp_path, row(metadata={}))).task.name == "overreliance"


@pytest.mark.parametrize(
    ("provider", "kind"),
    [
        ({"id": "openai:chat:gpt-x"}, IdentityKind.NAMED),
        ("openai:gpt-x", IdentityKind.NAMED),
        ({"id": "openrouter:meta/model"}, IdentityKind.NAMED),
        ({"id": "azure:chat:our-deployment"}, IdentityKind.LABEL),
        ({"id": "my-bot"}, IdentityKind.LABEL),
        ({"id": "http://127.0.0.1:8000/chat", "label": "Bot"}, IdentityKind.APPLICATION),
        ({"id": "https", "label": "Bot"}, IdentityKind.APPLICATION),
        ({"id": "file://provider.py"}, IdentityKind.APPLICATION),
        ({"id": "exec:python run.py"}, IdentityKind.APPLICATION),
        ({"id": "./provider.js"}, IdentityKind.APPLICATION),
        ("echo", IdentityKind.TEST_DOUBLE),
        ({"id": ""}, IdentityKind.MISSING),
        (None, IdentityKind.MISSING),
    ],
)
def test_the_provider_says_what_answered(
    tmp_path: Path, provider: object, kind: IdentityKind
) -> None:
    evaluation = only(promptfoo(tmp_path, row(provider=provider)))

    assert evaluation.model.kind is kind
    assert ("no-model" in reasons(evaluation)) is (kind is IdentityKind.MISSING)


def test_the_grader_is_shown_when_it_is_a_model(tmp_path: Path) -> None:
    def graded_by(provider: object) -> list[str]:
        config = {"defaultTest": {"options": {"provider": provider}}}
        return [one.name for one in only(promptfoo(tmp_path, row(), config=config)).judges]

    assert graded_by("openai:gpt-x") == ["openai:gpt-x"]
    assert graded_by({"id": "anthropic:messages:y"}) == ["anthropic:messages:y"]
    assert graded_by("https://judge.example.com") == []


def test_a_result_without_a_date_says_so(tmp_path: Path) -> None:
    evaluation = only(promptfoo(tmp_path, row(), metadata={}, results__timestamp=None))

    assert evaluation.started is None
    assert "no-date" in codes(evaluation)


def test_only_the_json_is_read(tmp_path: Path) -> None:
    as_lines = json.dumps(row()) + "\n" + json.dumps(row()) + "\n"
    as_yaml = "evalId: eval-1\nresults:\n  version: 3\n"

    assert reasons(written(tmp_path, as_lines)) == ["unexpected-shape"]
    assert reasons(written(tmp_path, as_yaml)) == ["unexpected-shape"]


def test_more_plugins_than_there_are_are_refused(tmp_path: Path) -> None:
    promptfoo(tmp_path, *(row(plugin=f"plugin-{n}") for n in range(4)))

    found = read_result_file(tmp_path / "x.json", limits=Limits(records=3))

    assert reasons(found) == ["too-large"]


def test_repetitions_of_one_test_count_once(tmp_path: Path) -> None:
    """`--repeat 50` gives fifty rows of every test."""
    rows = [row(prompt={"raw": f"Question {number}"}, vars={"x": 1}) for number in range(4)]

    evaluation = only(promptfoo(tmp_path, *rows * 50))

    assert (200, 50) == (evaluation.samples.total, evaluation.samples.epochs)
    assert 4 == samples_of(evaluation, evaluation.metrics[0])


def test_rows_that_say_nothing_of_their_test_are_different_ones(tmp_path: Path) -> None:
    assert None is only(promptfoo(tmp_path, row(), row(vars={}))).samples.epochs


def test_a_pass_beside_an_error_is_an_error(tmp_path: Path) -> None:
    assert reasons(only(promptfoo(tmp_path, row(error="boom")))) == ["all-errors"]


def test_what_a_program_gets_from_promptfoo_is_read_without_the_rest(tmp_path: Path) -> None:
    results = json.loads((DATA / "promptfoo" / "redteam.json").read_text("utf-8"))["results"]

    alone = written(tmp_path, json.dumps(results))
    wrapped = written(tmp_path, json.dumps({"results": results, "config": {}}))

    for found in (alone, wrapped):
        assert ["overreliance", "medical:sycophancy"] == [
            one.task.name for one in found.evaluations
        ]
    assert may_be_result(json.dumps(results).encode())


def test_results_of_2024_are_said_to_be_of_another_version(tmp_path: Path) -> None:
    """Version 2, which had rows without a test case, and for a time no `evalId`."""
    rows = [{"provider": {"id": "openai:gpt-x"}, "success": True, "gradingResult": {"pass": True}}]
    stats = {"successes": 1, "failures": 0, "tokenUsage": {}}
    results = {"version": 2, "timestamp": "2024-06-01T10:00:00.000Z", "results": rows}
    text = json.dumps({"results": {**results, "stats": stats, "table": {}}, "config": {}})

    assert "unknown-version" in reasons(only(written(tmp_path, text)))
    assert may_be_result(text.encode())

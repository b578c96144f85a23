"""Which entry a figure is: by tool, task, arguments, score, metric and reducer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignassess.domain.eval_lookup import Ambiguous, Found, Unknown, find, matches
from alignassess.domain.evals import EvalEntry, Evals, EvalTool, TaskArgument
from alignassess.domain.observation import EvidenceFormat
from tests.domain.evaluations import entry, evaluation, metric

SAFE = entry("safe", arguments=(TaskArgument(name="subset", values=("safe",)),))
UNSAFE = entry("unsafe", arguments=(TaskArgument(name="subset", values=("unsafe", "bad")),))


def _evals(*entries: EvalEntry) -> Evals:
    return Evals(evals=entries or (entry(),))


def test_a_figure_is_found_by_task_and_metric() -> None:
    assert find(_evals(), evaluation(), metric()) == Found(entry(), None)


@pytest.mark.parametrize(
    ("run", "figure", "why"),
    [
        (evaluation("other"), metric(), "has no entry for other"),
        (evaluation(tool="another tool"), metric(), "has no entry for task of another tool"),
        (evaluation(tool="lm-eval"), metric(), "has no entry"),
        (evaluation(), metric("stderr"), "knows task, and not this figure"),
        (evaluation(), metric(subset="group"), "knows task, and not this figure"),
        (evaluation(), metric(reducer="max"), "not put together by max"),
    ],
)
def test_what_is_not_in_the_catalogue_is_unknown(run: object, figure: object, why: str) -> None:
    found = find(_evals(), run, figure)  # type: ignore[arg-type]

    assert isinstance(found, Unknown)
    assert why in found.why


@pytest.mark.parametrize("reducer", [None, "mean", "none"])
def test_the_usual_reducer_has_three_spellings(reducer: str | None) -> None:
    assert isinstance(find(_evals(), evaluation(), metric(reducer=reducer)), Found)


def test_a_named_reducer_is_part_of_the_key() -> None:
    evals = _evals(entry(reducer=("at_least_1",)))

    assert isinstance(find(evals, evaluation(), metric(reducer="at_least_1")), Found)
    usual = find(evals, evaluation(), metric())
    assert isinstance(usual, Unknown)
    assert "the usual way" in usual.why


@pytest.mark.parametrize(
    ("given", "expected"), [("safe", "safe"), ("unsafe", "unsafe"), ("bad", "unsafe")]
)
def test_arguments_choose_the_direction(given: str, expected: str) -> None:
    found = find(_evals(SAFE, UNSAFE), evaluation(subset=given), metric())

    assert isinstance(found, Found)
    assert found.entry.id == expected


def test_without_the_argument_the_figure_is_ambiguous() -> None:
    found = find(_evals(SAFE, UNSAFE), evaluation(), metric())

    assert isinstance(found, Ambiguous)
    assert [one.id for one in found.entries] == ["safe", "unsafe"]
    assert "subset" in found.why


def test_other_arguments_are_unknown() -> None:
    found = find(_evals(SAFE, UNSAFE), evaluation(subset="all"), metric())

    assert isinstance(found, Unknown)
    assert "these arguments" in found.why


def test_the_score_or_the_scorer_tells_figures_apart() -> None:
    evals = _evals(entry("a", score=("harmful",)), entry("b", score=("aware*",)))

    by_score = find(evals, evaluation(), metric(score="harmful", scorer="judge"))
    by_scorer = find(evals, evaluation(), metric(score="x", scorer="awareness"))

    assert isinstance(by_score, Found)
    assert by_score.entry.id == "a"
    assert isinstance(by_scorer, Found)
    assert by_scorer.entry.id == "b"


def test_the_closest_name_of_a_task_counts() -> None:
    evals = _evals(
        entry("any", tasks=("persona_*",)),
        entry("more", tasks=("persona_desire*",)),
        entry("exact", tasks=("persona_desire-x",)),
    )

    def found(task: str) -> str:
        one = find(evals, evaluation(task), metric())
        assert isinstance(one, Found)
        return one.entry.id

    assert found("persona_openness") == "any"
    assert found("persona_desire-y") == "more"
    assert found("persona_desire-x") == "exact"


def test_two_entries_that_fit_are_ambiguous() -> None:
    found = find(_evals(entry("a"), entry("b")), evaluation(), metric())

    assert found == Ambiguous((entry("a"), entry("b")), "several entries fit")


@pytest.mark.parametrize(
    ("version", "caution"),
    [
        ("4", None),
        ("4-B", None),
        ("5", "task version 5; the catalogue knows 3 and 4"),
        (None, "the file gives no task version; the catalogue knows 3 and 4"),
    ],
)
def test_another_version_of_the_task_is_said(version: str | None, caution: str | None) -> None:
    one = entry(versions=("3", "4"))

    assert find(_evals(one), evaluation(version=version), metric()) == Found(one, caution)


@pytest.mark.parametrize("name", ["Inspect", "inspect-ai", "inspect_evals"])
def test_exchange_formats_spell_tools_in_other_ways(name: str) -> None:
    run = evaluation(tool=name, format=EvidenceFormat.EVERY_EVAL_EVER)

    assert isinstance(find(_evals(), run, metric(subset="default")), Found)


def test_converters_write_the_scorer_behind_the_task() -> None:
    evals = _evals(entry("a", score=("harmful",)), entry("b", score=("aware",)))
    run = evaluation("task - harmful", format=EvidenceFormat.EVERY_EVAL_EVER)

    found = find(evals, run, metric(score="package/task - harmful"))

    assert isinstance(found, Found)
    assert found.entry.id == "a"


def test_entries_of_the_interchange_format_hold_for_any_tool_and_only_there() -> None:
    evals = _evals(entry(tool=EvalTool.EVERY_EVAL_EVER, tasks=("*",)))
    exchanged = evaluation("x", tool="y", format=EvidenceFormat.EVERY_EVAL_EVER)

    assert isinstance(find(evals, exchanged, metric()), Found)
    assert isinstance(find(evals, evaluation("x", tool="y"), metric()), Unknown)


@given(st.text(alphabet="ab*", max_size=6), st.text(alphabet="ab", max_size=6))
def test_a_star_stands_for_anything(pattern: str, text: str) -> None:
    before, star, after = pattern.partition("*")
    if "*" in after:
        return
    expected = any(
        before + text[len(before) : cut] + after == text
        for cut in range(len(before), len(text) + 1)
    )

    assert matches(text, pattern) is (expected if star else text == pattern)

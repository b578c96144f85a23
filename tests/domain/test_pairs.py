"""Tuned model against base."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from alignassess.domain.evidence_record import Figure
from alignassess.domain.observation import (
    Argument,
    Evaluation,
    EvidenceFormat,
    Exactness,
    ModelIdentity,
    Role,
    RunDate,
    Samples,
    Task,
)
from alignassess.domain.pairs import Comparison, Outcome, comparisons, obstacles
from alignassess.domain.refusals import Refusal, RefusalReason

TUNED_ON = date(2026, 9, 1)


def on(day: int) -> RunDate:
    return RunDate(at=datetime(2026, 9, day, 12, tzinfo=UTC), exactness=Exactness.EXACT)


def run(**changes: Any) -> Evaluation:
    fields: dict[str, Any] = {
        "format": EvidenceFormat.INSPECT,
        "tool": "inspect_ai",
        "task": Task(name="sycophancy", version="4", arguments_digest="a"),
        "model": ModelIdentity(name="m"),
        "roles": (Role(role="grader", name="judge"), Role(role="user", name="any")),
        "started": on(2),
        "samples": Samples(dataset="d", total=100, ids_digest="i", epochs=1),
    }
    return Evaluation(**{**fields, **changes})


def figure(measured: float, **changes: Any) -> Figure:
    fields: dict[str, Any] = {
        "name": "s/apologize_rate",
        "entry": "sycophancy-apologize",
        "value": measured,
        "error": 0.04,
        "better": "lower",
    }
    return Figure(**{**fields, **changes})


def compared(tuned: Figure, base: Figure) -> Comparison:
    (found,) = comparisons([tuned], [base])
    return found


def test_two_runs_that_differ_in_the_model_alone_can_be_compared() -> None:
    base = run(
        model=ModelIdentity(name="b"), started=on(1), roles=(Role(role="grader", name="judge"),)
    )

    assert () == obstacles(run(), base, changed=TUNED_ON)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tool": "garak"}, "not the same tool"),
        ({"task": Task(name="mask", version="4", arguments_digest="a")}, "not the same task"),
        (
            {"task": Task(name="sycophancy", version="5", arguments_digest="a")},
            "not the same task version",
        ),
        (
            {"task": Task(name="sycophancy", version="4", arguments_digest="b")},
            "not the same task arguments",
        ),
        (
            {
                "task": Task(
                    name="sycophancy",
                    version="4",
                    arguments_digest="a",
                    arguments=(Argument(name="subset", value="safe"),),
                )
            },
            "not the same task arguments",
        ),
        (
            {"task": Task(name="sycophancy", version="4", arguments_digest="a", fewshot=5)},
            "not the same examples in the prompt",
        ),
        ({"roles": (Role(role="grader", name="another"),)}, "not the same judge"),
        ({"samples": Samples(dataset="e", total=100, ids_digest="i")}, "not the same data set"),
        (
            {"samples": Samples(dataset="d", total=99, ids_digest="i")},
            "not the same number of samples",
        ),
        ({"samples": Samples(dataset="d", total=100, ids_digest="j")}, "not the same sample ids"),
        (
            {"samples": Samples(dataset="d", total=100, ids_digest="i", epochs=5)},
            "not the same epochs",
        ),
        (
            {"settings": (Argument(name="top_p", value="1"), Argument(name="solver", value="ab"))},
            "not the same settings: solver, top_p",
        ),
        ({"started": None}, "a run has no date"),
        (
            {"refusals": (Refusal(reason=RefusalReason.CANCELLED),)},
            "the run of the base model is refused: The run was cancelled before its end.",
        ),
    ],
)
def test_whatever_else_differs_is_an_obstacle(change: dict[str, object], said: str) -> None:
    found = obstacles(run(), run(**change), changed=TUNED_ON)

    assert (said,) == found


def test_the_tuned_model_cannot_have_been_run_before_it_was_tuned() -> None:
    found = obstacles(run(started=on(1)), run(), changed=date(2026, 9, 2))

    assert ("the run of the tuned model is older than its last change on 2026-09-02",) == found


def test_the_base_may_have_been_run_before() -> None:
    assert () == obstacles(run(), run(started=on(1)), changed=date(2026, 9, 2))


def test_a_rate_that_rose_by_more_than_the_combined_error_is_worse() -> None:
    found = compared(figure(0.30, error=0.03), figure(0.24, error=0.04))

    assert Outcome.WORSE == found.outcome
    assert 0.05 == pytest.approx(found.error)
    assert (0.30, 0.24) == (found.figure.value, found.base)


def test_where_higher_is_better_the_same_rise_is_better() -> None:
    assert Outcome.BETTER == compared(figure(0.4, better="higher"), figure(0.3)).outcome
    assert Outcome.WORSE == compared(figure(0.3, better="higher"), figure(0.4)).outcome


def test_a_difference_within_the_combined_error_is_none_that_was_shown() -> None:
    assert Outcome.NO_DIFFERENCE == compared(figure(0.25), figure(0.23)).outcome


@pytest.mark.parametrize(("tuned", "base"), [(29, 400), (400, 29), (1, 1)])
@pytest.mark.parametrize("value", [0.0, 0.9])
def test_few_samples_are_no_comparison_however_far_apart(
    tuned: int, base: int, value: float
) -> None:
    found = compared(figure(value, trials=tuned), figure(0.5, trials=base))

    assert Outcome.TOO_FEW == found.outcome
    assert Outcome.TOO_FEW != compared(figure(value, trials=30), figure(0.5, trials=30)).outcome


@pytest.mark.parametrize(("one", "other"), [(None, 0.1), (0.1, None)])
def test_figures_without_an_error_say_nothing(one: float | None, other: float | None) -> None:
    found = compared(figure(0.9, error=one), figure(0.1, error=other))

    assert (Outcome.UNKNOWN, None) == (found.outcome, found.error)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "another"},
        {"entry": "another"},
        {"entry": None},
        {"value": None},
        {"refused": True},
        {"better": None},
        {"better": "near-zero"},
    ],
)
def test_only_known_figures_that_both_runs_have_are_compared(changes: dict[str, object]) -> None:
    assert () == comparisons([figure(0.3, **changes)], [figure(0.2)])


@pytest.mark.parametrize("changes", [{"value": None}, {"refused": True}, {"entry": None}])
def test_a_base_without_a_usable_figure_is_not_compared(changes: dict[str, object]) -> None:
    assert () == comparisons([figure(0.3)], [figure(0.2, **changes)])

"""Tuned model against base."""

from datetime import UTC, date, datetime
from math import sqrt

import pytest

from alignassess.domain.observation import (
    Argument,
    Evaluation,
    EvidenceFormat,
    Exactness,
    Metric,
    ModelIdentity,
    Role,
    RunDate,
    Samples,
    Task,
)
from alignassess.domain.pairs import Outcome, comparisons, label_of, obstacles, standard_error
from alignassess.domain.refusals import Refusal, RefusalReason

TUNED_ON = date(2026, 9, 1)


def on(day, exactness=Exactness.EXACT):
    return RunDate(at=datetime(2026, 9, day, 12, tzinfo=UTC), exactness=exactness)


def run(**changes):
    fields = {
        "format": EvidenceFormat.INSPECT,
        "tool": "inspect_ai",
        "task": Task(name="sycophancy", version="4", arguments_digest="a"),
        "model": ModelIdentity(name="m"),
        "roles": (Role(role="grader", name="judge"), Role(role="user", name="any")),
        "started": on(2),
        "samples": Samples(dataset="d", total=100, ids_digest="i", epochs=1),
        "metrics": (share(0.3),),
    }
    return Evaluation(**{**fields, **changes})


def share(value, scored=100, **changes):
    fields = {"score": "s", "name": "apologize_rate", "value": value, "scored": scored}
    return Metric(**{**fields, "successes": round(value * scored), **changes})


def compared(tuned, base, *, higher=False):
    one, other = run(metrics=(tuned,)), run(metrics=(base,))
    (found,) = comparisons(one, other, higher_is_better={tuned: higher})
    return found


def test_two_runs_that_differ_in_the_model_alone_can_be_compared():
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
        ({"settings": (Argument(name="temperature", value="1"),)}, "not the same settings"),
        ({"started": None}, "a run has no date"),
        (
            {"refusals": (Refusal(reason=RefusalReason.CANCELLED),)},
            "the run of the base model is refused: The run was cancelled before its end.",
        ),
    ],
)
def test_whatever_else_differs_is_an_obstacle(change, said):
    found = obstacles(run(), run(**change), changed=TUNED_ON)

    assert (said,) == found


def test_the_tuned_model_cannot_have_been_run_before_it_was_tuned():
    found = obstacles(run(started=on(1)), run(), changed=date(2026, 9, 2))

    assert ("the run of the tuned model is older than its last change on 2026-09-02",) == found


def test_the_base_may_have_been_run_before():
    assert () == obstacles(run(), run(started=on(1)), changed=date(2026, 9, 2))


def test_a_rate_that_rose_by_more_than_the_combined_error_is_worse():
    # Agresti and Coull: (30 + 2) / 104 and (20 + 2) / 104.
    errors = [sqrt(p * (1 - p) / 104) for p in (32 / 104, 22 / 104)]

    found = compared(share(0.3), share(0.2))

    assert Outcome.WORSE == found.outcome
    assert sqrt(errors[0] ** 2 + errors[1] ** 2) == pytest.approx(found.error)
    assert ("s/apologize_rate", 0.3, 0.2) == (found.metric, found.tuned, found.base)


def test_where_higher_is_better_the_same_rise_is_better():
    assert Outcome.BETTER == compared(share(0.3), share(0.2), higher=True).outcome


def test_a_difference_within_the_combined_error_is_none_that_was_shown():
    assert Outcome.NO_DIFFERENCE == compared(share(0.25), share(0.23)).outcome


def test_figures_without_error_and_counts_say_nothing():
    bare = Metric(score="s", name="mean", value=3.0)

    found = compared(bare, bare)

    assert (Outcome.UNKNOWN, None) == (found.outcome, found.error)


def test_only_figures_that_both_runs_have_are_compared():
    tuned = run(metrics=(share(0.3), share(0.1, name="other"), share(0.2, subset="x")))
    base = run(metrics=(share(0.2, reducer="mean"), Metric(score="s", name="other")))

    found = comparisons(tuned, base, higher_is_better=dict.fromkeys(tuned.metrics, False))

    assert ["s/apologize_rate"] == [one.metric for one in found]


def test_figures_of_unknown_direction_are_left_out():
    assert () == comparisons(run(), run(), higher_is_better={})


@pytest.mark.parametrize(
    ("metric", "label"),
    [
        (share(0.1), "s/apologize_rate"),
        (share(0.1, score="apologize_rate"), "apologize_rate"),
        (share(0.1, reducer="mean"), "s/apologize_rate"),
        (share(0.1, reducer="at_least_1", subset="safe"), "s/apologize_rate (at_least_1, safe)"),
    ],
)
def test_a_figure_is_called_by_all_that_tells_it_apart(metric, label):
    assert label == label_of(metric)


def test_a_share_of_nothing_is_not_without_error():
    found = standard_error(share(0.0, 20), (0.0, 1.0))

    assert sqrt((2 / 24) * (22 / 24) / 24) == pytest.approx(found)


def test_the_larger_error_counts():
    assert 0.2 == standard_error(share(0.5, stderr=0.2), (0.0, 1.0))
    assert 0.2 == standard_error(share(0.5, stderr=0.2), None)
    assert None is standard_error(share(0.0, stderr=0.0), None)

"""Logs that real releases of inspect_ai wrote: their figures, and what each trap is refused for."""

import json
from math import isfinite
from pathlib import Path

import pytest

from alignassess.domain.observation import EvidenceFormat, IdentityKind, Role, RunStatus
from alignassess.domain.refusals import RefusalReason, WarningCode
from tests.files.evidence.made import LOGS, codes, one, read, reasons

OFFICIAL = json.loads((LOGS / "official.json").read_text(encoding="utf-8"))
READABLE = sorted(name for name, said in OFFICIAL.items() if "refused" not in said)


@pytest.mark.parametrize("name", READABLE)
def test_every_figure_is_the_one_that_inspect_itself_reads(name: str) -> None:
    found = one(LOGS / name)

    assert [
        (score, scorer, reducer or "mean", metric, float(text) if isfinite(float(text)) else None)
        for score, scorer, reducer, metric, text in OFFICIAL[name]["metrics"]
    ] == [(one.score, one.scorer, one.reducer, one.name, one.value) for one in found.metrics]
    assert OFFICIAL[name]["status"] == found.status
    assert OFFICIAL[name]["model"] == found.model.name


@pytest.mark.parametrize("release", ["0.3.40", "0.3.72", "0.3.150", "0.3.205", "0.3.285"])
def test_a_whole_run_is_accepted(release: str) -> None:
    found = one(LOGS / f"{release}-success.eval")

    accuracy = found.metrics[0]
    assert [] == reasons(found)
    assert ("accuracy", 0.75, 0.25) == (accuracy.name, accuracy.value, accuracy.stderr)
    assert (4, 4, 3) == (accuracy.scored, accuracy.total, accuracy.successes)
    assert ("safety", "4") == (found.task.name, found.task.version)
    assert release == found.tool_version
    assert IdentityKind.TEST_DOUBLE is found.model.kind


def test_only_arguments_that_select_what_is_measured_leave_a_log() -> None:
    found = one(LOGS / "0.3.285-success.eval")

    assert [("subset", "safe")] == [(one.name, one.value) for one in found.task.arguments]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("0.3.285-limited.eval", RefusalReason.LIMITED),
        ("0.3.285-cancelled.eval", RefusalReason.CANCELLED),
        ("0.3.285-cancelled.json", RefusalReason.CANCELLED),
        ("0.3.285-crashed.eval", RefusalReason.CRASHED),
        ("0.3.285-error.eval", RefusalReason.ERROR),
        ("0.3.285-sample-failed.eval", RefusalReason.SAMPLES_FAILED),
        ("0.3.285-partly-unscored.eval", RefusalReason.PARTLY_UNSCORED),
        ("0.3.205-partly-unscored.eval", RefusalReason.PARTLY_UNSCORED),
        ("0.3.150-partly-unscored.eval", RefusalReason.PARTLY_UNSCORED),
        ("0.3.285-no-scorer.eval", RefusalReason.NO_METRIC),
        ("0.3.285-invalidated.eval", RefusalReason.INVALIDATED),
        ("0.3.205-invalidated.eval", RefusalReason.INVALIDATED),
        ("0.3.72-sample-failed.json", RefusalReason.SAMPLES_FAILED),
    ],
)
def test_a_run_that_only_looks_whole_is_refused(name: str, reason: RefusalReason) -> None:
    assert [reason] == reasons(one(LOGS / name))


def test_before_scored_samples_were_counted_the_reductions_tell() -> None:
    found = one(LOGS / "0.3.72-partly-unscored.eval")

    assert [RefusalReason.PARTLY_UNSCORED] == reasons(found)
    assert (2, 4) == (found.metrics[0].scored, found.metrics[0].total)


def test_a_cancelled_run_keeps_its_figure_for_show() -> None:
    found = one(LOGS / "0.3.285-cancelled.eval")

    assert RunStatus.CANCELLED is found.status
    assert "2 of 4 samples were done" == found.refusals[0].detail


def test_a_figure_that_is_no_number_is_refused_alone() -> None:
    for name in ("0.3.285-nan.eval", "0.3.150-nan.json", "0.3.40-nan.json"):
        broken, mean = one(LOGS / name).metrics

        assert [RefusalReason.NON_FINITE] == [refusal.reason for refusal in broken.refusals]
        assert (1.0, ()) == (mean.value, mean.refusals)


def test_reducers_are_kept_apart() -> None:
    for name in ("0.3.285-two-reducers.eval", "0.3.205-two-reducers.eval"):
        found = one(LOGS / name)

        assert [("mean", 0.375), ("at_least_1", 0.5)] == [
            (one.reducer, one.value) for one in found.metrics if one.name == "accuracy"
        ]
        assert (8, 8, 2, 4) == (
            found.samples.total,
            found.samples.completed,
            found.samples.epochs,
            found.samples.scored,
        )


def test_scores_of_one_scorer_are_kept_apart() -> None:
    found = one(LOGS / "0.3.72-two-scorers.json")

    assert [
        ("match", "match", "accuracy"),
        ("match", "match", "stderr"),
        ("honest", "two_keys", "mean"),
        ("honest", "two_keys", "stderr"),
        ("aware", "two_keys", "mean"),
    ] == [(one.score, one.scorer, one.name) for one in found.metrics]


def test_the_role_under_test_is_the_model() -> None:
    for name in ("0.3.285-role.eval", "0.3.285-role.json"):
        found = one(LOGS / name)

        assert "target" == found.model.role
        assert Role(role="grader", name="mockllm/judge") in found.roles
        assert ["grader"] == [role.role for role in found.judges]


def test_edits_are_shown() -> None:
    for name in ("0.3.285-edited.eval", "0.3.205-edited.json"):
        found = one(LOGS / name)

        assert [] == reasons(found)
        assert WarningCode.EDITED in codes(found)


def test_a_limit_above_what_there_is_left_out_nothing() -> None:
    found = one(LOGS / "0.3.285-limit-not-binding.eval")

    assert [] == reasons(found)
    assert WarningCode.LIMIT_NOT_BINDING in codes(found)


def test_changes_that_no_commit_holds_are_shown() -> None:
    assert WarningCode.DIRTY_TREE in codes(one(LOGS / "0.3.285-success.eval"))


def test_nothing_planted_in_a_log_leaves_it() -> None:
    for path in sorted(LOGS.glob("*-*")):
        assert "planted" not in repr(read(path))


def test_the_name_of_a_file_decides_nothing(tmp_path: Path) -> None:
    renamed = tmp_path / "picture.png"
    renamed.write_bytes((LOGS / "0.3.285-success.eval").read_bytes())

    assert EvidenceFormat.INSPECT is read(renamed).format

"""Every log that real releases of inspect_ai wrote is read as inspect_ai itself reads it.

Outside the default run: `make contract` produces the logs first (`produce.py`), then asks for these
tests by the variable CONTRACT.
"""

import json
import os
from math import isfinite
from pathlib import Path
from typing import Any

import pytest

from alignassess.domain.observation import Evaluation
from alignassess.domain.refusals import RefusalReason
from alignassess.files.evidence.result_file import read_result_file
from tests.contract.produce import RELEASES

PRODUCED = Path(os.environ.get("CONTRACT", "none")) / "logs"
REFUSED = {
    "limited": RefusalReason.LIMITED,
    "one-sample": RefusalReason.LIMITED,
    "cancelled": RefusalReason.CANCELLED,
    "crashed": RefusalReason.CRASHED,
    "error": RefusalReason.ERROR,
    "sample-failed": RefusalReason.SAMPLES_FAILED,
    "partly-unscored": RefusalReason.PARTLY_UNSCORED,
    "no-scorer": RefusalReason.NO_METRIC,
    "invalidated": RefusalReason.INVALIDATED,
}
"""What each scenario that must not count is refused for; the others are accepted."""

pytestmark = pytest.mark.skipif("CONTRACT" not in os.environ, reason="run by `make contract`")


def logs() -> list[Path]:
    return sorted(PRODUCED.rglob("official.json"))


def ours(folder: Path) -> Evaluation:
    (log,) = (path for path in folder.iterdir() if path.name != "official.json")
    (found,) = read_result_file(log).evaluations
    return found


def figures(found: Evaluation) -> list[tuple[object, ...]]:
    return [(one.score, one.scorer, one.reducer, one.name, one.value) for one in found.metrics]


def said_figures(said: dict[str, Any]) -> list[tuple[object, ...]]:
    """As inspect_ai read them, in our words: an absent reducer is the mean, NaN is no figure."""
    return [
        (score, scorer, reducer or "mean", name, float(text) if isfinite(float(text)) else None)
        for score, scorer, reducer, name, text in said["metrics"]
    ]


def test_there_are_logs_of_every_release() -> None:
    assert set(RELEASES) == {path.parent.parent.name for path in logs()}


@pytest.mark.parametrize("path", logs(), ids=lambda path: "/".join(path.parts[-3:-1]))
def test_figures_and_identity_are_those_that_inspect_reads(path: Path) -> None:
    said = json.loads(path.read_text(encoding="utf-8"))
    if "refused" in said:
        pytest.skip("inspect_ai itself does not open it")

    found = ours(path.parent)

    assert said_figures(said) == figures(found)
    assert said["status"] == found.status
    assert said["task"] == found.task.name
    assert str(said["task_version"]) == found.task.version
    assert said["model"] == found.model.name


@pytest.mark.parametrize("path", logs(), ids=lambda path: "/".join(path.parts[-3:-1]))
def test_what_must_not_count_is_refused_for_its_reason(path: Path) -> None:
    scenario, release = path.parent.name.split(".")[0], path.parent.parent.name
    if (scenario, release) == ("one-sample", "0.3.40"):
        pytest.skip("this release cannot choose samples by their ids")

    reasons = {one.reason for one in ours(path.parent).refusals}

    expected = REFUSED.get(scenario)
    assert ({expected} if expected else set()) == reasons

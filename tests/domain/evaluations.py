"""Evaluations and catalogue entries for tests, made of what a test says and nothing else."""

from typing import Any

from alignassess.domain.evals import (
    Direction,
    EvalCategories,
    EvalEntry,
    EvalTool,
    Scale,
    Threshold,
    Unit,
)
from alignassess.domain.model import Category
from alignassess.domain.observation import (
    Argument,
    Evaluation,
    EvidenceFormat,
    Metric,
    ModelIdentity,
    Task,
)

SHARE = Scale(unit=Unit.SHARE, low=0, high=1)


def entry(id: str = "one", **parts: Any) -> EvalEntry:
    """A sound entry: share of sycophantic answers, lower is better."""
    fields: dict[str, Any] = {
        "title": "One",
        "tool": EvalTool.INSPECT,
        "tasks": ("task",),
        "metric": ("rate",),
        "scale": SHARE,
        "direction": Direction.LOWER_BETTER,
        "categories": EvalCategories(direct=(Category.SYCOPHANCY,)),
        "threshold": Threshold(value=0.1, judgement="few"),
        "source": "somewhere",
    }
    return EvalEntry(id=id, **(fields | parts))


def evaluation(
    task: str = "task",
    *,
    tool: str = "inspect_ai",
    version: str | None = None,
    format: EvidenceFormat = EvidenceFormat.INSPECT,
    **arguments: str,
) -> Evaluation:
    """A run of a task."""
    given = tuple(Argument(name=name, value=value) for name, value in sorted(arguments.items()))
    return Evaluation(
        format=format,
        tool=tool,
        task=Task(name=task, version=version, arguments=given),
        model=ModelIdentity(name="example/large"),
    )


def metric(name: str = "rate", **parts: Any) -> Metric:
    """A figure."""
    fields: dict[str, Any] = {"score": "scorer", "name": name, "value": 0.05}
    return Metric(**(fields | parts))

"""Figures that a model card or a bill of materials states: shown as stated, never counted."""

from alignassess.domain.observation import (
    Evaluation,
    EvidenceFormat,
    Metric,
    ModelIdentity,
    RunDate,
    Samples,
    Task,
)
from alignassess.domain.refusals import Refusal, RefusalReason

SELF_REPORTED = Refusal(reason=RefusalReason.NOT_A_RUN, detail="self-reported")
MOST = 1_000
"""Figures of one file that are shown."""


def claim(
    format: EvidenceFormat,
    tool: str,
    *,
    task: str,
    dataset: str | None,
    metrics: tuple[Metric, ...],
    model: ModelIdentity,
    dated: RunDate | None = None,
) -> Evaluation:
    """One stated result, refused for being no run."""
    return Evaluation(
        format=format,
        tool=tool,
        task=Task(name=task),
        model=model,
        started=dated,
        samples=Samples(dataset=dataset),
        metrics=metrics,
        refusals=(SELF_REPORTED,),
    )

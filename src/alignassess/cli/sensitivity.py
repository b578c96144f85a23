"""`score --sensitivity`: draws from a seed, and how far it has come."""

from random import Random
from time import monotonic

from alignassess.cli import console
from alignassess.cli.scoring import Run
from alignassess.domain.assessment import Assessment, SystemAssessment
from alignassess.domain.sensitivity import PLAN_DRAWS, RATING_DRAWS, SPREAD, sensitivity
from alignassess.files.answer_sheet import LoadedSheet

EVERY = 1.0
"""Seconds between two lines about progress; a quick run says nothing."""


def with_sensitivity(
    run: Run, loaded: LoadedSheet, assessment: Assessment, seed: int
) -> Assessment:
    """The assessment with what other constants and weights would change about it."""
    if not isinstance(assessment, SystemAssessment):
        console.note(f"notice: {loaded.name}: a vendor sheet has no rating to vary")
        return assessment
    random = Random(seed)  # noqa: S311 - weights for a check, no secret
    size = len(run.instrument.scored)
    draws = [[SPREAD ** random.uniform(-1, 1) for _ in range(size)] for _ in range(RATING_DRAWS)]
    found = sensitivity(
        run.instrument,
        loaded.sheet,
        observations=loaded.observations,
        as_of=run.as_of,
        scope=run.scope,
        rating_draws=draws,
        plan_draws=draws[:PLAN_DRAWS],
        seed=seed,
        progress=_Progress(),
    )
    return assessment.model_copy(update={"sensitivity": found})


class _Progress:
    """Says how far a long run has come, on stderr."""

    def __init__(self) -> None:
        self.said = monotonic()

    def __call__(self, done: int, of: int) -> None:
        now = monotonic()
        if now - self.said >= EVERY:
            self.said = now
            console.note(f"sensitivity: {done} of {of}")

"""What a report says of a result file that was read: which model, when, and each figure."""

from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from alignassess.domain.model import Category, Model


class Verdict(StrEnum):
    """What a figure says about its limit."""

    MET = "met"
    """The whole interval lies on the good side."""
    NOT_MET = "not-met"
    """The whole interval lies on the bad side."""
    INCONCLUSIVE = "inconclusive"
    """The interval holds the limit, or there is no interval."""
    NOT_SCORED = "not-scored"
    """The catalogue has no limit for the figure, or the figure cannot be used."""


class Interval(NamedTuple):
    """Where the value behind a figure may lie, with a confidence of 95 %."""

    low: float
    high: float


class Figure(Model):
    """One figure of a run, held against the catalogue."""

    name: str
    """Score and metric, and what else tells it apart."""
    entry: str | None = None
    """Id in `catalog/evals.yaml`; None for a figure that is not known."""
    title: str | None = None
    value: float | None = None
    interval: Interval | None = None
    error: float | None = None
    """Standard error: that of the file or that of the counts, the larger one."""
    limit: float | None = None
    better: Literal["higher", "lower", "near-zero"] | None = None
    """Which values are better; None where nothing is compared."""
    verdict: Verdict = Verdict.NOT_SCORED
    why: str = ""
    """Why there is no better verdict; empty for `met` and `not-met`."""
    refused: bool = False
    """Whether the figure cannot be right or is none; `why` says which."""
    trials: int | None = None
    """Samples that the figure counts."""
    failures: int | None = None
    """How many of them went the bad way, where the figure is a share of counts."""
    direct: tuple[Category, ...] = ()
    """Categories whose failure it measures."""
    proxy: tuple[Category, ...] = ()
    """Categories of which it measures a related behaviour or ability."""
    questions: tuple[str, ...] = ()
    """Questions that one such result fits."""
    pairs: tuple[str, ...] = ()
    """Questions that two such results fit, of the tuned model and its base."""


class RunState(StrEnum):
    """What a run is worth for the model of the sheet (`docs/evidence.md`, "Effect")."""

    COUNTS = "counts"
    """Complete, fresh, and about the declared model."""
    BASE = "base"
    """Complete, and about the base of the model: only good for a comparison."""
    WEAK = "weak"
    """It does not say enough to count as a test; it is a document."""
    AGAINST = "against"
    """It says itself that it is no evidence for this model; a bare claim is left."""


class RunRecord(Model):
    """One run in a result file, as the register shows it."""

    tool: str
    task: str
    model: str
    """As the file writes it; empty when it names none."""
    state: RunState
    reason: str = ""
    """Why it does not count; empty when it does."""
    grade: str
    """How firmly it is tied to the declared model (`binding.Grade`)."""
    dated: date | None = None
    """When it began, by the file."""
    age_months: int | None = None
    """Whole months between then and the date of the assessment."""
    figures: tuple[Figure, ...] = ()
    warnings: tuple[str, ...] = ()
    """Sentences that a person should know; none changes a figure."""


class Contradiction(Model):
    """A result that speaks against an answer which it was named in support of."""

    evidence: str
    answered: str
    """The answer in words."""
    found: str
    """What the file says, in words and figures."""

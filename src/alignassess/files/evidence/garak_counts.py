"""One line of a garak report that says how often a probe was resisted, as a figure."""

from collections.abc import Mapping

from alignassess.domain.observation import Metric
from alignassess.domain.refusals import EvidenceWarning, Refusal, RefusalReason
from alignassess.files.evidence.fields import count, number
from alignassess.files.evidence.left_out import left_out
from alignassess.files.evidence.plain import plain

_WHATEVER = frozenset({"always.Fail", "always.Pass", "always.Random"})
"""garak's detectors for its own tests."""


def pass_rate(row: Mapping[str, object]) -> tuple[Metric, tuple[EvidenceWarning, ...]]:
    """The share of answers that passed, of those that a detector could decide.

    Keys decide how a row is read: `passed` of `total` in older reports, and since 0.14 `passed`,
    `fails` and `nones`. Bounds in the file are those of the attack's success, the complement.
    """
    detector = plain(_bare(row.get("detector"), "detector.", "detectors.")) or "unnamed detector"
    passed, fails, nones = (
        count(row.get("passed")),
        count(row.get("fails")),
        count(row.get("nones")),
    )
    evaluated = count(row.get("total_evaluated", row.get("total")))
    processed = count(row.get("total_processed"))
    if fails is None and passed is not None and evaluated is not None:
        fails = evaluated - passed
    scored = None if passed is None or fails is None else passed + fails
    if nones is None and processed is not None and scored is not None:
        nones = processed - scored
    wrong = _wrong(passed, fails, nones, evaluated, processed)
    if wrong is not None or scored is None or passed is None:
        refusal = wrong or Refusal(reason=RefusalReason.NO_METRIC, detail=detector)
        return Metric(score=detector, name="pass_rate", refusals=(refusal,)), ()
    unscored = nones or 0
    refusals, warnings = left_out(
        unscored, scored + unscored, f"answers to {detector} were not decided"
    )
    if detector in _WHATEVER:
        words = f"{detector} says the same whatever the answer"
        refusals = (Refusal(reason=RefusalReason.SENTINEL, detail=words),)
    elif scored == 0:
        refusals = (Refusal(reason=RefusalReason.NOTHING_SCORED, detail=detector),)
    low, high = _bounds(row)
    return (
        Metric(
            score=detector,
            name="pass_rate",
            value=passed / scored if scored else None,
            low=low if scored else None,
            high=high if scored else None,
            scored=scored,
            unscored=unscored,
            total=scored + unscored,
            successes=passed,
            refusals=refusals,
        ),
        warnings,
    )


def probe_of(row: Mapping[str, object]) -> str | None:
    """The probe that a row is about, as `module.Class`."""
    return plain(_bare(row.get("probe"), "probes.", "garak.probes."))


def _wrong(
    passed: int | None,
    fails: int | None,
    nones: int | None,
    evaluated: int | None,
    processed: int | None,
) -> Refusal | None:
    if passed is None or fails is None:
        return None
    if fails < 0 or (nones is not None and nones < 0):
        words = f"{passed} passed of {evaluated if fails < 0 else processed}"
    elif evaluated is not None and evaluated != passed + fails:
        words = f"{passed} passed and {fails} failed of {evaluated}"
    elif processed is not None and nones is not None and processed != passed + fails + nones:
        words = f"{passed + fails + nones} answers of {processed}"
    else:
        return None
    return Refusal(reason=RefusalReason.INCONSISTENT, detail=words)


def _bounds(row: Mapping[str, object]) -> tuple[float | None, float | None]:
    """The interval of the pass rate; a part that is no share is left out."""
    lower, upper = number(row.get("confidence_lower")), number(row.get("confidence_upper"))
    if lower is None or upper is None or not 0 <= lower <= upper <= 1:
        return None, None
    return 1 - upper, 1 - lower


def _bare(value: object, *prefixes: str) -> str:
    text = value if isinstance(value, str) else ""
    for prefix in prefixes:
        text = text.removeprefix(prefix)
    return text

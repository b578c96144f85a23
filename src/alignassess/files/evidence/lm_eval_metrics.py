"""The figures of one task in a result file of lm-evaluation-harness."""

from collections.abc import Iterator

from alignassess.domain.observation import Metric, Samples
from alignassess.domain.refusals import Refusal, RefusalReason
from alignassess.files.evidence.fields import Fields, count, flag, mapping, number
from alignassess.files.evidence.plain import plain

_NO_FIGURES = frozenset({"alias", "name", "sample_len", "sample_count", "samples"})
"""Keys of a row that are no figures: 0.4.13 added three."""
_STDERR = "_stderr"
_SENTINELS = frozenset({999.0, -999.0, 9999.0, -9999.0, 99999.0, -99999.0})
"""Placeholders that tasks write where they have no figure."""


def is_v04(row: Fields) -> bool:
    """Whether keys are `metric,filter`, as 0.4 writes them."""
    return any("," in key for key in row)


def metrics_of(row: Fields, directions: Fields, samples: Samples | None) -> Iterator[Metric]:
    """Every figure of a row; a broken one is kept, with the reason that it counts for nothing."""
    v04 = is_v04(row)
    counts = mapping(row.get("sample_count"))
    for key, value in row.items():
        name, _, kept = key.partition(",")
        # In a row of 0.4, what has no filter is no figure.
        if key in _NO_FIGURES or name.endswith(_STDERR) or not name.strip() or (v04 and not kept):
            continue
        if not v04 and not isinstance(value, int | float):
            continue
        error = f"{name}{_STDERR},{kept}" if v04 else f"{name}{_STDERR}"
        scored = count(counts.get(key))
        if scored is None and samples is not None:
            scored = samples.scored
        finite = number(value)
        higher = flag(directions.get(name))
        yield Metric(
            score=plain(name) or "unnamed",
            name=plain(name) or "unnamed",
            reducer=plain(kept) if v04 else None,
            value=None if finite in _SENTINELS else finite,
            stderr=_stderr(row.get(error)),
            scored=scored,
            total=scored,
            claimed_higher_is_better=higher,
            refusals=tuple(_broken(name, value, finite)),
        )


def _stderr(value: object) -> float | None:
    """A standard error; the harness writes "N/A" where it has none."""
    found = number(value)
    return found if found is not None and found >= 0 else None


def _broken(name: str, value: object, finite: float | None) -> Iterator[Refusal]:
    if finite is None:
        yield Refusal(reason=RefusalReason.NON_FINITE, detail=plain(name) or "")
    elif finite in _SENTINELS:
        yield Refusal(reason=RefusalReason.SENTINEL, detail=f"{plain(name)} is {finite:g}")

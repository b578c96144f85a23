"""One figure of an Every Eval Ever record, and the samples behind it."""

import math
import re
from collections.abc import Iterator

from alignassess.domain.observation import Metric, Samples
from alignassess.domain.refusals import Refusal, RefusalReason
from alignassess.files.evidence.fields import Fields, count, flag, items, mapping, number
from alignassess.files.evidence.inspect_task import ids_digest
from alignassess.files.evidence.plain import plain

_NAMES = ("metric_id", "metric_name", "metric_kind", "evaluation_description")
"""What names the metric, best first; 0.2.0 has only the description, which Inspect's converter
fills with the metric's name."""
_LONGEST_NAME = 60
_UNKNOWN_LEVEL = -1.0
_INFINITE = {"Infinity": math.inf, "-Infinity": -math.inf}


def metric_of(result: Fields, samples: Samples) -> Metric:
    """The figure of one result; a broken one is kept, with the reason."""
    config, details = mapping(result.get("metric_config")), mapping(result.get("score_details"))
    uncertainty = mapping(details.get("uncertainty"))
    value = number(details.get("score"))
    scale = _scale(config)
    low, high = _interval(uncertainty, details, value)
    lower = flag(config.get("lower_is_better"))
    scored = count(uncertainty.get("num_samples"))
    name, kept = _name(config)
    return Metric(
        score=plain(result.get("evaluation_name")) or "unnamed",
        name=name,
        reducer=kept,
        subset=plain(mapping(result.get("source_data")).get("hf_config")),
        value=value,
        stderr=_stderr(uncertainty),
        low=low,
        high=high,
        scored=samples.scored if scored is None else scored,
        total=samples.total,
        claimed_higher_is_better=None if lower is None else not lower,
        claimed_scale=scale,
        refusals=(*_broken(config, value, scale), *_partly(scored, samples.available)),
    )


def _name(config: Fields) -> tuple[str, str | None]:
    """The metric, and the filter of lm-evaluation-harness that its converter writes behind it."""
    for key in _NAMES:
        text = plain(config.get(key))
        if text is not None and len(text) <= _LONGEST_NAME:
            found = _FILTER.fullmatch(text)
            return (found[1], found[2]) if found else (text, None)
    return "score", None


_FILTER = re.compile(r"(.+) \(filter: ([^()]+)\)")


def _scale(config: Fields) -> tuple[float, float] | None:
    low, high = _bound(config.get("min_score")), _bound(config.get("max_score"))
    return None if low is None or high is None or low >= high else (low, high)


def _bound(value: object) -> float | None:
    """A bound may be infinite, written as a text, since JSON has no word for it."""
    if isinstance(value, str):
        return _INFINITE.get(value)
    if isinstance(value, float) and math.isinf(value):
        return value
    return number(value)


def _stderr(uncertainty: Fields) -> float | None:
    """A standard error, as a number or, from 0.2.1 on, with its method."""
    said = uncertainty.get("standard_error")
    found = number(said["value"] if isinstance(said, dict) and "value" in said else said)
    return found if found is not None and found >= 0 else None


def _interval(
    uncertainty: Fields, details: Fields, value: float | None
) -> tuple[float | None, float | None]:
    """The interval, when it is one and holds the figure; converters write 0 to 0 for none."""
    said = mapping(uncertainty.get("confidence_interval")) or mapping(
        details.get("confidence_interval")
    )
    low, high = number(said.get("lower")), number(said.get("upper"))
    if low is None or high is None or value is None or not low <= value <= high or low == high:
        return None, None
    return low, high


def _broken(
    config: Fields, value: float | None, scale: tuple[float, float] | None
) -> Iterator[Refusal]:
    if value is None:
        yield Refusal(reason=RefusalReason.NON_FINITE, detail=_name(config)[0])
    elif config.get("has_unknown_level") is True and value == _UNKNOWN_LEVEL:
        yield Refusal(reason=RefusalReason.SENTINEL, detail="-1 stands for unknown")
    elif scale is not None and not scale[0] <= value <= scale[1]:
        detail = f"{value:g} is outside {scale[0]:g} to {scale[1]:g}"
        yield Refusal(reason=RefusalReason.OUT_OF_SCALE, detail=detail)


def _partly(scored: int | None, available: int | None) -> Iterator[Refusal]:
    if scored == 0:
        yield Refusal(reason=RefusalReason.NOTHING_SCORED)
    elif scored is not None and available and scored < available:
        detail = f"{scored} of {available} samples"
        yield Refusal(reason=RefusalReason.PARTLY_UNSCORED, detail=detail)


def samples_of(results: list[Fields]) -> tuple[Samples, tuple[Refusal, ...]]:
    """The samples of an evaluation, and what is wrong when only a part of them was run.

    `samples_number` is the size of the data set; the ids are of the samples that were run.
    """
    data = mapping(results[0].get("source_data"))
    ids = items(data.get("sample_ids"))
    available = count(data.get("samples_number"))
    used = [
        count(mapping(mapping(one.get("score_details")).get("uncertainty")).get("num_samples"))
        for one in results
    ]
    scored = [one for one in used if one is not None]
    total = len(ids) or None
    samples = Samples(
        dataset=plain(data.get("dataset_name")),
        available=available,
        total=total,
        scored=min(scored) if scored else None,
        ids_digest=ids_digest(ids),
    )
    if available and total is not None and total < available:
        detail = f"{total} of {available} samples"
        return samples, (Refusal(reason=RefusalReason.LIMITED, detail=detail),)
    return samples, ()

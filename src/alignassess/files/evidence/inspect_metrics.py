"""The figures of an Inspect log, in the three shapes that logs have had."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from alignassess.domain.observation import Metric, Samples
from alignassess.domain.refusals import EvidenceWarning, Refusal, RefusalReason, WarningCode
from alignassess.files.evidence.fields import Fields, count, items, mapping, number
from alignassess.files.evidence.inspect_reductions import Reductions, Scored, reducer_of
from alignassess.files.evidence.plain import plain

_MEANS = frozenset({"accuracy", "mean"})
"""Metrics that are the mean of the scores of the samples, which `stderr` is the error of."""
_ERRORS = ("stderr", "bootstrap_stderr", "bootstrap_std")
"""Metrics that are a standard error; `std` is none."""
_CLOSE = 1e-6
_MOST = 2_000


def metrics_of(
    results: Fields, reductions: Reductions, samples: Samples, *, spec: Fields
) -> tuple[tuple[Metric, ...], tuple[EvidenceWarning, ...]]:
    """Every figure of every score, and what to know of them."""
    own = _own_means(spec)
    found: list[Metric] = []
    without_counts = False
    for score in _scores(results):
        one = _Score(score, reductions.of(score), samples, own)
        without_counts = without_counts or one.scored is None
        found += islice(one.metrics(), _MOST + 1 - len(found))
        if len(found) > _MOST:
            words = f"only the first {_MOST} figures were read"
            warning = EvidenceWarning(code=WarningCode.METRIC_DROPPED, words=words)
            return tuple(found[:_MOST]), (warning,)
    if without_counts:
        words = "the log does not say how many samples were scored"
        return tuple(found), (EvidenceWarning(code=WarningCode.UNKNOWN_COUNTS, words=words),)
    return tuple(found), ()


def _own_means(spec: Fields) -> frozenset[str]:
    """Without those that another package defines under the same name.

    Newer logs list their metrics by their full names; older ones do not say.
    """
    listed = [mapping(one).get("metrics") for one in items(spec.get("scorers"))]
    text = json.dumps([*listed, spec.get("metrics")])
    if '"name"' not in text:
        return _MEANS
    return frozenset(key for key in _MEANS if f'"inspect_ai/{key}"' in text)


def _scores(results: Fields) -> Iterator[Fields]:
    """Scores in today's shape: name, scorer, reducer, counts, metrics by name."""
    if isinstance(results.get("scores"), list):
        yield from (mapping(one) for one in items(results["scores"]))
    elif isinstance(results.get("scorers"), list):
        # Some weeks of 2024: each scorer with its metrics.
        yield from (_old(one, mapping(one).get("metrics")) for one in items(results["scorers"]))
    elif "scorer" in results:
        # Spring of 2024: one scorer, with its metrics beside it.
        yield _old(results["scorer"], results.get("metrics"))


def _old(scorer: object, metrics: object) -> Fields:
    fields = {"name": scorer} if isinstance(scorer, str) else dict(mapping(scorer))
    name = fields.get("name", fields.get("scorer"))
    return {**fields, "name": name, "scorer": fields.get("scorer", name), "metrics": metrics}


@dataclass
class _Score:
    """One score of the header."""

    fields: Fields
    behind: Scored | None
    samples: Samples
    means: frozenset[str]
    """Which of `_MEANS` are Inspect's own, and so can be computed anew."""

    def __post_init__(self) -> None:
        self.scored = count(self.fields.get("scored_samples"))
        self.unscored = count(self.fields.get("unscored_samples"))
        if self.scored is None and self.behind is not None:
            self.scored = len(self.behind.numbers)
            self.unscored = self.behind.unscored
        total, epochs = self.samples.total, self.samples.epochs or 1
        # Scores are counted after the epochs of a sample were put together.
        self.total = None if total is None else math.ceil(total / epochs)

    def metrics(self) -> Iterator[Metric]:
        """Its figures; a broken one is kept, with the reason that it counts for nothing."""
        name = plain(self.fields.get("name")) or "unnamed"
        figures = mapping(self.fields.get("metrics"))
        stderr = next((number(_value(figures[one])) for one in _ERRORS if one in figures), None)
        incomplete = tuple(self._incomplete())
        for key, figure in figures.items():
            value = number(_value(figure))
            is_mean = key in _MEANS
            problems = (*incomplete, *self._broken(key, figure, value))
            yield Metric(
                score=name,
                name=plain(key) or "unnamed",
                scorer=plain(self.fields.get("scorer")),
                reducer=plain(reducer_of(self.fields.get("reducer"))),
                value=value,
                stderr=stderr if is_mean else None,
                scored=self.scored,
                unscored=self.unscored,
                total=self.total,
                successes=self._successes(value) if is_mean else None,
                refusals=problems,
            )

    def _incomplete(self) -> Iterator[Refusal]:
        if self.scored is None:
            return
        if self.scored == 0:
            yield Refusal(reason=RefusalReason.NOTHING_SCORED)
        elif self.unscored or self.scored < self._expected():
            of = max(self._expected(), self.scored + (self.unscored or 0))
            detail = f"{self.scored} of {of} samples have a score"
            yield Refusal(reason=RefusalReason.PARTLY_UNSCORED, detail=detail)

    def _expected(self) -> int:
        """Samples that ended without failing; those that failed are another matter."""
        completed, epochs = self.samples.completed, self.samples.epochs or 1
        ended = self.total if completed is None else math.ceil(completed / epochs)
        return min(ended or 0, self.total or 0)

    def _broken(self, key: str, figure: object, value: float | None) -> Iterator[Refusal]:
        if value is None:
            yield Refusal(reason=RefusalReason.NON_FINITE, detail=plain(key) or "")
            return
        again = self._again(key, figure)
        if again is not None and not math.isclose(again, value, rel_tol=_CLOSE, abs_tol=_CLOSE):
            detail = f"{key} is {value:.4g}, and {again:.4g} when computed from the samples"
            yield Refusal(reason=RefusalReason.INCONSISTENT, detail=detail)

    def _again(self, key: str, figure: object) -> float | None:
        """The figure as the scores of the samples give it; None when that cannot be said."""
        # A metric with settings of its own may turn values into numbers in another way.
        settings = mapping(mapping(figure).get("params")) or mapping(mapping(figure).get("options"))
        if key not in self.means or settings or self.behind is None or self.behind.unscored:
            return None
        return self.behind.mean

    def _successes(self, value: float | None) -> int | None:
        found = None if self.behind is None or self.behind.unscored else self.behind.successes
        if found is None or value is None or not self.scored:
            return None
        return found if math.isclose(found / self.scored, value, abs_tol=_CLOSE) else None


def _value(figure: object) -> object:
    return figure["value"] if isinstance(figure, dict) and "value" in figure else figure

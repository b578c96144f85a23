"""The scores of single samples that an Inspect log keeps beside its figures, to compute them anew.

This finds a header that was edited by hand; it does not find a forger who edits both.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from alignassess.files.evidence.fields import Fields, items, mapping
from alignassess.files.evidence.json_text import parse
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Source

_WORDS = {"C": 1.0, "I": 0.0, "P": 0.5, "N": 0.0}
"""Values of Inspect's own scorers: correct, incorrect, partial, no answer."""
_MOST_VALUES = 5_000_000
"""Looked at in one log; what is beyond is not computed anew."""
MEAN = "mean"
"""The reducer that is meant when none is named: releases up to 0.3.205 name it for some scores."""


def reducer_of(value: object) -> str:
    """The name of a reducer; absent and `mean` are the same."""
    return value if isinstance(value, str) and value else MEAN


@dataclass(frozen=True)
class Scored:
    """The scores of one score and reducer."""

    numbers: tuple[float, ...]
    """Of every sample that has a number."""
    unscored: int
    """Samples without: null or NaN."""
    computable: bool
    """Whether all the others are numbers or words for numbers."""

    @property
    def mean(self) -> float | None:
        """Their mean; None when there is none to compute."""
        if not self.computable or not self.numbers:
            return None
        return math.fsum(self.numbers) / len(self.numbers)

    @property
    def successes(self) -> int | None:
        """How many are 1, when all are 1 or 0."""
        if not self.computable or any(one not in (0.0, 1.0) for one in self.numbers):
            return None
        return sum(one == 1.0 for one in self.numbers)


class Reductions:
    """What `reductions.json`, or the key `reductions`, holds."""

    def __init__(self, rows: object) -> None:
        """`rows` as parsed; anything that is not of the shape is passed over."""
        self._left = _MOST_VALUES
        self._rows: dict[tuple[str, str], list[object]] = {}
        self.edited = 0
        """Samples whose score was edited by hand."""
        for row in items(rows):
            fields = mapping(row)
            samples = [mapping(one) for one in items(fields.get("samples"))]
            self.edited += sum(bool(items(one.get("history"))) for one in samples)
            key = (str(fields.get("scorer")), reducer_of(fields.get("reducer")))
            self._rows.setdefault(key, [one.get("value") for one in samples])

    def of(self, score: Fields) -> Scored | None:
        """The scores behind a score of the header; None when they are not there."""
        reducer = reducer_of(score.get("reducer"))
        name = str(score.get("name"))
        for key in (name, str(score.get("scorer"))):
            values = self._rows.get((key, reducer))
            if values is not None:
                # A scorer with many scores keeps all of them at every sample.
                self._left -= len(values)
                return _scored(values, name) if self._left >= 0 else None
        return None


def rows_of(samples: object, completed: int | None) -> list[object]:
    """The same rows from the samples of a JSON log, for releases that wrote no reductions.

    Only of a log with one epoch that holds all its samples: some are published with a few.
    """
    found = [mapping(one) for one in items(samples)]
    if len(found) != completed or any(one.get("epoch") != 1 for one in found):
        return []
    values: dict[str, list[object]] = {}
    for sample in found:
        for scorer, score in mapping(sample.get("scores")).items():
            values.setdefault(scorer, []).append({"value": mapping(score).get("value")})
    return [{"scorer": scorer, "samples": scores} for scorer, scores in values.items()]


def rows_at_end(source: Source) -> object:
    """The rows of a large JSON log, which stand after its samples; None when they are not found.

    Releases indent by two, and a text in JSON holds no line break, so the key is not a sample's.
    """
    source.file.seek(max(0, source.size - _END))
    end = source.file.read(_END)
    at = end.rfind(_KEY)
    if at < 0:
        return None
    try:
        return mapping(parse(b"{" + end[at + 1 :], source.limits)).get("reductions")
    except RefusedError:
        return None


_END = 2_000_000
"""Bytes at the end of a large log that are searched; more is not worth it."""
_KEY = b'\n  "reductions": '


def _scored(values: list[object], name: str) -> Scored | None:
    """A scorer that gives several scores keeps them together, by their names."""
    if any(isinstance(one, dict) for one in values):
        if not all(isinstance(one, dict) and name in one for one in values):
            return None
        values = [mapping(one)[name] for one in values]
    found = list(_numbers(values))
    known = tuple(one for one in found if one is not None and not math.isnan(one))
    unscored = sum(one is None or (isinstance(one, float) and math.isnan(one)) for one in values)
    return Scored(known, unscored, computable=len(known) + unscored == len(values))


def _numbers(values: list[object]) -> Iterator[float | None]:
    for one in values:
        if isinstance(one, bool | int | float):
            try:
                yield float(one)
            except OverflowError:
                yield None
        else:
            yield _WORDS.get(one) if isinstance(one, str) else None

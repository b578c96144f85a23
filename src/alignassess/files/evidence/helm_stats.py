"""Which of the statistics in HELM's `stats.json` are results, and of how many instances."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from alignassess.domain.refusals import EvidenceWarning, Refusal, RefusalReason, WarningCode
from alignassess.files.evidence.fields import count, mapping, number
from alignassess.files.evidence.left_out import TOLERATED
from alignassess.files.evidence.plain import plain

_HOUSEKEEPING = re.compile(
    r"(?:num_|max_num_|batch_size|inference_|training_|finish_reason_|prompt_truncated"
    r"|estimated_|max_prob|logprob|perplexity|bits_per_byte|predicted_index|observed_inference"
    r"|.*_annotator_success)"
)
"""Statistics about the run and not about the model's answers."""
_MOST = 5_000


SPLITS = ("test", "valid")
"""The splits that scenarios are scored on; a few, TruthfulQA among them, have no `test`."""


class Figure(NamedTuple):
    """One statistic of a split without a perturbation."""

    name: str
    sub_split: str | None
    mean: float | None
    """None when the file has none that is finite."""


def stats_of(rows: list[object]) -> "Stats":
    """The statistics of the first split that has a result."""
    splits = [Stats(rows, split) for split in SPLITS]
    return next((one for one in splits if one.figures), splits[0])


class Stats:
    """What a list of statistics says of one split."""

    def __init__(self, rows: list[object], split: str) -> None:
        """`split` is one of `SPLITS`."""
        self.split = split
        self.figures: list[Figure] = []
        self.instances: int | None = None
        """Scored in the split; None when the file does not say."""
        self.judged: dict[str, float] = {}
        """Share of judgements that each judge gave."""
        self.dropped = 0
        for row in rows[:_MOST]:
            self._take(mapping(row))

    def _take(self, row: Mapping[str, object]) -> None:
        key = mapping(row.get("name"))
        if key.get("split") != self.split or key.get("perturbation") is not None:
            return
        name, mean = plain(key.get("name")), number(row.get("mean"))
        if name is None:
            return
        sub_split = plain(key.get("sub_split"))
        if name == "num_instances" and sub_split is None:
            self.instances = count(mean)
        elif name.endswith("_annotator_success") and mean is not None:
            self.judged[name] = mean
        elif _HOUSEKEEPING.match(name):
            return
        elif count(row.get("count")) == 0:
            self.dropped += 1
        else:
            self.figures.append(Figure(name, sub_split, mean))

    @property
    def unjudged(self) -> tuple[Refusal, ...]:
        """A refusal when a judge left out too many answers."""
        worst = self._worst
        if worst is None or worst[1] >= 1 - TOLERATED:
            return ()
        detail = f"{worst[0]} is {worst[1]:.2f}"
        return (Refusal(reason=RefusalReason.PARTLY_UNSCORED, detail=detail),)

    @property
    def few_unjudged(self) -> tuple[EvidenceWarning, ...]:
        """A warning when a judge left out a few."""
        worst = self._worst
        if worst is None or not 1 - TOLERATED <= worst[1] < 1:
            return ()
        words = f"{worst[0]} is {worst[1]:.2f}"
        return (EvidenceWarning(code=WarningCode.SOME_ERRORS, words=words),)

    @property
    def _worst(self) -> tuple[str, float] | None:
        return min(self.judged.items(), key=lambda one: one[1], default=None)

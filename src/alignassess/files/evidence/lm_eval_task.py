"""What lm-evaluation-harness ran, and on how many samples."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from alignassess.domain.observation import Argument, Samples, Task
from alignassess.domain.refusals import EvidenceWarning, Refusal, RefusalReason, WarningCode
from alignassess.files.evidence.fields import Fields, count, digest, items, mapping, number
from alignassess.files.evidence.plain import is_local_path, plain
from alignassess.files.evidence.plain import version as version_of

_SHOWN = ("dataset_name", "fewshot_split", "num_fewshot", "output_type", "repeats", "test_split")
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_NO_VERSIONS = frozenset({"N/A", "Yaml", "None", ""})
"""What development builds wrote where a task had no version."""
_MOST_MEMBERS = 2_000
"""Of a group. The largest public group has some hundred tasks."""


def task_of(name: str, top: Fields) -> Task:
    """The task by its name in the harness, with the settings that select what is measured."""
    config = mapping(mapping(top.get("configs")).get(name))
    shots = count(mapping(top.get("n-shot")).get(name))
    if shots is None:
        shots = count(mapping(top.get("config")).get("num_fewshot"))
    return Task(
        name=plain(name) or "unnamed",
        version=_version(mapping(top.get("versions")).get(name)),
        arguments=tuple(_arguments(config)),
        arguments_digest=_digest(config, top),
        fewshot=shots,
    )


def is_own_data(name: str, top: Fields) -> bool:
    """Whether a task, whatever it is called, was run on files and no published data set."""
    path = mapping(mapping(top.get("configs")).get(name)).get("dataset_path")
    return isinstance(path, str) and (path in _LOADERS or is_local_path(path))


_LOADERS = frozenset({"arrow", "csv", "json", "pandas", "parquet", "text"})
"""Names that the data set library gives to files of that kind."""


def _version(value: object) -> str | None:
    """1.0 and 1 are the same version: releases write one or the other."""
    found = number(value)
    if found is not None:
        return f"{found:g}"
    text = version_of(value)
    return None if text in _NO_VERSIONS else text


def _arguments(config: Fields) -> Iterator[Argument]:
    for name in _SHOWN:
        value = plain(config.get(name))
        if value is not None:
            yield Argument(name=name, value=value)


def _digest(config: Fields, top: Fields) -> str | None:
    """Of all settings of the task, prompts among them, without model and memory addresses."""
    if not config:
        return None
    kept = {name: value for name, value in config.items() if name != "metadata"}
    system = top.get("system_instruction_sha")
    return digest(_ADDRESS.sub("", json.dumps([kept, system], sort_keys=True)))


@dataclass(frozen=True)
class OfSamples:
    """What the numbers of samples say against a run."""

    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[EvidenceWarning, ...] = ()


def samples_of(name: str, row: Fields, top: Fields) -> tuple[Samples, OfSamples]:
    """The numbers of samples; `limit` alone says nothing, since it may be above what there is."""
    limit = mapping(top.get("config")).get("limit")
    asked = None if limit is None or str(limit) in ("None", "") else plain(limit) or "set"
    original, effective = _counted(name, row, top)
    # A file that counts more than there are is told, and read by the smaller number.
    used = effective if effective is None or original is None else min(original, effective)
    samples = Samples(
        dataset=plain(mapping(mapping(top.get("configs")).get(name)).get("dataset_path")),
        available=original,
        limit=asked,
        total=used,
        completed=used,
        scored=used,
        ids_digest=_hash(mapping(top.get("task_hashes")).get(name)),
    )
    return samples, _told(samples, effective)


def _counted(name: str, row: Fields, top: Fields) -> tuple[int | None, int | None]:
    """How many there are, and how many were used; of a group, those of its tasks together."""
    known = mapping(top.get("n-samples"))
    if name in known:
        said = mapping(known[name])
        return count(said.get("original")), count(said.get("effective"))
    members = [mapping(known[one]) for one in _members(name, top) if one in known]
    pairs = [(count(one.get("original")), count(one.get("effective"))) for one in members]
    if not pairs:
        return None, count(row.get("sample_len"))
    originals = [one for one, _ in pairs if one is not None]
    effectives = [one for _, one in pairs if one is not None]
    whole = len(originals) == len(effectives) == len(pairs)
    return (sum(originals), sum(effectives)) if whole else (None, None)


def _members(name: str, top: Fields) -> list[str]:
    """The tasks of a group, through the groups inside it; none of a group that is too large."""
    groups = mapping(top.get("group_subtasks"))
    found: dict[str, None] = {}
    waiting, looked_at = [name], 0
    while waiting:
        inside = items(groups.get(waiting.pop()))
        looked_at += len(inside)
        if looked_at > _MOST_MEMBERS:
            return []
        for one in inside:
            if isinstance(one, str) and one not in found:
                found[one] = None
                waiting.append(one)
    return list(found)


def _told(samples: Samples, effective: int | None) -> OfSamples:
    if samples.total == 0:
        return OfSamples(refusals=(Refusal(reason=RefusalReason.ZERO_ROWS),))
    if samples.available is None or samples.total is None:
        if samples.limit is not None:
            detail = f"the limit is {samples.limit}"
            return OfSamples(refusals=(Refusal(reason=RefusalReason.LIMITED, detail=detail),))
        words = "the file does not say how many samples there were"
        return OfSamples(warnings=(EvidenceWarning(code=WarningCode.UNKNOWN_COUNTS, words=words),))
    if samples.total < samples.available:
        detail = f"{samples.total} of {samples.available} samples"
        return OfSamples(refusals=(Refusal(reason=RefusalReason.LIMITED, detail=detail),))
    if effective is not None and effective > samples.available:
        words = f"there are {samples.available} samples, and {effective} are said to be used"
        return OfSamples(warnings=(EvidenceWarning(code=WarningCode.TOTALS_DISAGREE, words=words),))
    if samples.limit is not None:
        words = f"a limit was set ({samples.limit}), which left out nothing"
        warning = EvidenceWarning(code=WarningCode.LIMIT_NOT_BINDING, words=words)
        return OfSamples(warnings=(warning,))
    return OfSamples()


def _hash(value: object) -> str | None:
    return (
        value[:16] if isinstance(value, str) and re.fullmatch(r"[0-9a-f]{32,128}", value) else None
    )

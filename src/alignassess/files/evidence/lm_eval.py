"""Results of lm-evaluation-harness, `results_*.json` of versions 0.3 to 0.4.x.

The format has no status: the harness writes the file when the run has reached its end. Shapes and
traps come from the harness's own writer and from public files of 2023 to 2026.
"""

from collections.abc import Iterator

from alignassess.domain.observation import (
    Argument,
    Code,
    Evaluation,
    EvidenceFormat,
    IdentityKind,
    ModelIdentity,
    RunDate,
)
from alignassess.domain.refusals import EvidenceWarning, Refusal, RefusalReason, WarningCode
from alignassess.files.evidence.fields import Fields, iso_date, mapping, unix_date
from alignassess.files.evidence.identity import revision_of
from alignassess.files.evidence.lm_eval_metrics import is_v04, metrics_of
from alignassess.files.evidence.lm_eval_model import model_of
from alignassess.files.evidence.lm_eval_task import is_own_data, samples_of, task_of
from alignassess.files.evidence.plain import plain
from alignassess.files.evidence.plain import version as version_of
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Content, Kind, Source

FORMAT = EvidenceFormat.LM_EVAL


def recognises(source: Source) -> bool:
    """An object with the maps that the harness has written since 0.3; also its samples."""
    return _is_result(source) or source.top.keys() >= _OF_A_SAMPLE


def _is_result(source: Source) -> bool:
    return source.kind is Kind.JSON and all(
        isinstance(source.top.get(key), dict) for key in ("results", "versions", "config")
    )


_OF_A_SAMPLE = frozenset({"doc_id", "doc", "target", "arguments", "resps"})
"""Keys of a line of `samples_*.jsonl`."""


def read(source: Source) -> Content:
    """Read every task, and every group of tasks, as an evaluation of its own."""
    if not _is_result(source):
        detail = "these are answers to single samples; name the file results_*.json beside it"
        raise RefusedError(RefusalReason.NOT_EVIDENCE, detail)
    top = source.top
    rows = {**mapping(top.get("groups")), **mapping(top["results"])}
    figures = sum(len(mapping(row)) for row in rows.values())
    if len(rows) > source.limits.records or figures > source.limits.figures:
        raise RefusedError(RefusalReason.TOO_LARGE, f"{len(rows)} tasks with {figures} figures")
    version = "0.4" if any(is_v04(mapping(row)) for row in rows.values()) else "0.3"
    run = _Run(top, version)
    found = tuple(
        run.evaluation(name, mapping(row)) for name, row in rows.items() if _has_figures(row)
    )
    if not found:
        return Content(refusals=(Refusal(reason=RefusalReason.ZERO_ROWS),))
    return Content(evaluations=found)


def _has_figures(row: object) -> bool:
    """A group without a figure of its own has a row all the same."""
    return any(isinstance(one, int | float) for one in mapping(row).values()) and any(
        True for _ in metrics_of(mapping(row), {}, None)
    )


class _Run:
    """What all tasks of a file have in common."""

    def __init__(self, top: Fields, version: str) -> None:
        self.top = top
        self.version = version
        self.config = mapping(top.get("config"))
        self.model, of_model = model_of(
            self.config, top.get("model_name") or self.config.get("model_name")
        )
        self.started: RunDate | None = unix_date(top.get("date")) or iso_date(top.get("date"))
        self.warnings = [*of_model, *self._notes()]

    def _notes(self) -> Iterator[EvidenceWarning]:
        if self.started is None:
            words = "the file does not say when the run took place"
            yield EvidenceWarning(code=WarningCode.NO_DATE, words=words)
        if self.version == "0.3":
            words = "the file is of version 0.3, which does not say how many samples there were"
            yield EvidenceWarning(code=WarningCode.OLD_FORMAT, words=words)

    def evaluation(self, name: str, row: Fields) -> Evaluation:
        """The evaluation of one task."""
        samples, of_samples = samples_of(name, row, self.top)
        directions = mapping(mapping(self.top.get("higher_is_better")).get(name))
        metrics = tuple(metrics_of(row, directions, samples))
        refusals = [*of_samples.refusals, *_without_model(self.model)]
        if all(one.refusals for one in metrics):
            seen = {one.reason: one for metric in metrics for one in metric.refusals}
            refusals += [one for one in seen.values() if one not in refusals]
        warnings = [*self.warnings, *of_samples.warnings]
        if is_own_data(name, self.top):
            words = "the data set is a file of whoever ran it, and may be another than the task's"
            warnings.append(EvidenceWarning(code=WarningCode.OWN_TESTS, words=words))
        perfect = [one for one in metrics if one.value == 1.0 and (one.scored or 0) >= _NOTABLE]
        if perfect:
            words = f"{perfect[0].name} is exactly 1 over {perfect[0].scored} samples"
            warnings.append(EvidenceWarning(code=WarningCode.PERFECT_SCORE, words=words))
        return Evaluation(
            format=FORMAT,
            tool="lm-eval",
            tool_version=version_of(self.top.get("lm_eval_version")),
            format_version=self.version,
            task=task_of(name, self.top),
            model=self.model,
            started=self.started,
            samples=samples,
            metrics=metrics,
            code=Code(commit=revision_of(self.top.get("git_hash"))),
            settings=tuple(_settings(self.top)),
            warnings=tuple(warnings),
            refusals=tuple(refusals),
        )


_NOTABLE = 50
"""Samples from which on a perfect figure deserves a look. A judgement."""


def _without_model(model: ModelIdentity) -> Iterator[Refusal]:
    if model.kind is IdentityKind.MISSING:
        yield Refusal(reason=RefusalReason.NO_MODEL)


def _settings(top: Fields) -> Iterator[Argument]:
    """Settings that change figures. Of texts, only that they were there."""
    config = mapping(top.get("config"))
    dtype = plain(config.get("model_dtype"))
    if dtype is not None:
        yield Argument(name="model_dtype", value=dtype)
    if top.get("chat_template"):
        yield Argument(name="chat_template", value="true")
    if top.get("system_instruction"):
        yield Argument(name="system_instruction", value="true")
    if top.get("fewshot_as_multiturn") is True:
        yield Argument(name="fewshot_as_multiturn", value="true")

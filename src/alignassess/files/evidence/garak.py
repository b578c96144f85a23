"""Reports of garak (`*.report.jsonl`), one evaluation for each probe.

Read from reports of 0.9 to 0.17. A run that left no mark of its end, and a file that several runs
were put together in, count for nothing.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from alignassess.domain.observation import (
    Argument,
    Evaluation,
    EvidenceFormat,
    IdentityKind,
    Metric,
    RunDate,
    RunStatus,
    Samples,
    Task,
)
from alignassess.domain.refusals import EvidenceWarning, Refusal, RefusalReason, WarningCode
from alignassess.files.evidence.fields import iso_date
from alignassess.files.evidence.garak_counts import pass_rate, probe_of
from alignassess.files.evidence.garak_lines import PASSED_BY, entries
from alignassess.files.evidence.garak_target import target, target_warnings
from alignassess.files.evidence.plain import plain
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Content, Kind, Source

FORMAT = EvidenceFormat.GARAK

_ENTRIES = PASSED_BY | {
    "start_run setup",
    "init",
    "config",
    "eval",
    "probe_summary",
    "completion",
}
_AVID = "AVID"
_HITLOG = {"goal", "prompt", "probe", "detector"}
_SETTINGS = {
    "run.eval_threshold": "eval_threshold",
    "run.generations": "generations",
    "run.soft_probe_prompt_cap": "soft_probe_prompt_cap",
    "run.seed": "seed",
    "plugins.detector_spec": "detector_spec",
    "plugins.buff_spec": "buff_spec",
}
"""Settings that change a rate; everything else in the setup stays in the file."""
_FIRST_WITH_END = (0, 9, 0, 14)
"""Versions before it wrote nothing at the end of a run (read in garak 0.9.0.13 and 0.9.0.16)."""


def recognises(source: Source) -> bool:
    """Whether the first line is an entry of a report or of a hit log."""
    if source.kind not in (Kind.JSON, Kind.JSON_LINES):
        return False
    kind = source.top.get("entry_type")
    known = isinstance(kind, str) and kind in _ENTRIES
    return known or source.top.keys() >= _HITLOG or source.top.get("data_type") == _AVID


def read(source: Source) -> Content:
    """One evaluation for each probe that was evaluated, with a figure for each detector."""
    if source.top.get("data_type") == _AVID:
        words = "an AVID export does not say when garak ran; name the report beside it"
        raise RefusedError(RefusalReason.NOT_EVIDENCE, words)
    if "entry_type" not in source.top:
        words = "a hit log holds only what failed; name the report beside it"
        raise RefusedError(RefusalReason.NOT_EVIDENCE, words)
    if source.top.get("entry_type") == "digest":
        words = "a digest holds no counts; name the report that it was made from"
        raise RefusedError(RefusalReason.NOT_EVIDENCE, words)
    report = _Report()
    if source.kind is Kind.JSON:
        report.take(str(source.top.get("entry_type")), source.top)
    else:
        report.read(source)
    return report.content()


@dataclass
class _Report:
    setup: Mapping[str, object] = field(default_factory=dict)
    init: Mapping[str, object] = field(default_factory=dict)
    completion: Mapping[str, object] = field(default_factory=dict)
    runs: int = 0
    ended: bool = False
    probes: dict[str, list[tuple[Metric, tuple[EvidenceWarning, ...]]]] = field(
        default_factory=dict
    )
    unnamed: int = 0
    rows: int = 0
    broken: Refusal | None = None

    def read(self, source: Source) -> None:
        """Take every entry; what comes after a line that cannot be read is not looked at."""
        try:
            for kind, fields in entries(source):
                self.take(kind, fields)
                if self.rows > source.limits.records:
                    words = f"more than {source.limits.records} results"
                    raise RefusedError(RefusalReason.TOO_LARGE, words)
        except RefusedError as error:
            self.broken = error.refusal

    def take(self, kind: str, fields: Mapping[str, object]) -> None:
        """Take one entry."""
        match kind:
            case "start_run setup" | "config":
                self.setup = self.setup or fields
            case "init":
                self.init = self.init or fields
                self.runs += 1
            case "completion":
                self.completion, self.ended = fields, True
            case "digest":
                self.ended = True
            case "eval":
                self.rows += 1
                probe = probe_of(fields)
                if probe is None:
                    self.unnamed += 1
                else:
                    self.probes.setdefault(probe, []).append(pass_rate(fields))

    def content(self) -> Content:
        """What the report says."""
        refusals = tuple(self._refusals())
        if not self.probes:
            none = Refusal(reason=RefusalReason.ZERO_ROWS, detail="no probe was evaluated")
            return Content(refusals=(*refusals, none))
        model = target(self.setup)
        if model.kind is IdentityKind.MISSING:
            refusals += (Refusal(reason=RefusalReason.NO_MODEL),)
        warnings = (*target_warnings(model), *self._warnings())
        common = Evaluation(
            format=FORMAT,
            tool="garak",
            tool_version=plain(self._version()),
            run=plain(self.init.get("run")),
            task=Task(name=""),
            model=model,
            started=self._started(),
            completed=iso_date(self.completion.get("end_time")),
            status=self._status(),
            settings=tuple(self._settings()),
            refusals=refusals,
        )
        return Content(
            evaluations=tuple(
                _of_probe(common, probe, rows, warnings) for probe, rows in self.probes.items()
            )
        )

    def _refusals(self) -> list[Refusal]:
        found = [self.broken] if self.broken is not None else []
        parts = self.setup.get("aggregation")
        if parts or "orig_start_time" in self.init or "orig_uuid" in self.init:
            how = f"{len(parts)} reports" if isinstance(parts, list) else ""
            found.append(Refusal(reason=RefusalReason.AGGREGATED, detail=how))
        elif self.runs > 1:
            words = f"{self.runs} reports in one file"
            found.append(Refusal(reason=RefusalReason.AGGREGATED, detail=words))
        elif self._status() is RunStatus.STARTED:
            words = "the report has no completion entry"
            found.append(Refusal(reason=RefusalReason.CRASHED, detail=words))
        if self.unnamed:
            words = f"{self.unnamed} results name no probe"
            found.append(Refusal(reason=RefusalReason.UNEXPECTED_SHAPE, detail=words))
        return found

    def _warnings(self) -> list[EvidenceWarning]:
        found = []
        started = self._started()
        if started is None:
            words = "the report does not say when the run took place"
            found.append(EvidenceWarning(code=WarningCode.NO_DATE, words=words))
        elif started.exactness.value == "naive":
            words = "the date is a local time without a zone"
            found.append(EvidenceWarning(code=WarningCode.NAIVE_DATE, words=words))
        if self._status() is RunStatus.UNSTATED:
            words = "this version of garak did not write down that a run ended"
            found.append(EvidenceWarning(code=WarningCode.OLD_FORMAT, words=words))
        return found

    def _status(self) -> RunStatus:
        if self.ended:
            return RunStatus.SUCCESS
        version = _numbers(self._version())
        return RunStatus.UNSTATED if version and version < _FIRST_WITH_END else RunStatus.STARTED

    def _version(self) -> str:
        for value in (self.init.get("garak_version"), self.setup.get("_config.version")):
            if isinstance(value, str):
                return value
        return ""

    def _started(self) -> RunDate | None:
        start = self.init.get("start_time")
        return iso_date(start) or iso_date(self.setup.get("transient.starttime_iso"))

    def _settings(self) -> list[Argument]:
        values = ((name, plain(self.setup.get(key))) for key, name in _SETTINGS.items())
        return [Argument(name=name, value=value) for name, value in values if value is not None]


def _of_probe(
    common: Evaluation,
    probe: str,
    rows: list[tuple[Metric, tuple[EvidenceWarning, ...]]],
    warnings: tuple[EvidenceWarning, ...],
) -> Evaluation:
    metrics = [metric for metric, _ in rows]
    times = Counter(one.score for one in metrics)
    metrics = [_twice(one) if times[one.score] > 1 else one for one in metrics]
    scored = [one.scored for one in metrics if one.scored is not None]
    totals = [one.total for one in metrics if one.total is not None]
    return common.model_copy(
        update={
            "task": Task(name=probe, package="garak.probes"),
            "metrics": tuple(metrics),
            "samples": Samples(
                total=max(totals, default=None),
                completed=max(totals, default=None),
                scored=min(scored, default=None),
            ),
            "warnings": (*warnings, *(one for _, said in rows for one in said)),
        }
    )


def _twice(metric: Metric) -> Metric:
    refusal = Refusal(reason=RefusalReason.INCONSISTENT, detail=f"{metric.score} is given twice")
    return metric.model_copy(update={"refusals": (*metric.refusals, refusal)})


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with; none when it begins with something else."""
    found = re.match(r"\d{1,6}(?:\.\d{1,6}){0,4}", version)
    return tuple(int(part) for part in found[0].split(".")) if found else ()

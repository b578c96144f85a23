"""Results of promptfoo as JSON, one evaluation for each provider and plugin.

Read from files of 0.118 to 0.122. The totals in a file sum over all providers, so rows are counted
anew. promptfoo counts a test without an assertion, and an error page that lacks a forbidden word,
as passed; here they are not.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
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
from alignassess.files.evidence.fields import count, digest, iso_date, items, mapping
from alignassess.files.evidence.left_out import TOLERATED, left_out
from alignassess.files.evidence.plain import plain
from alignassess.files.evidence.promptfoo_provider import (
    Provider,
    grader,
    identity,
    provider_of,
    provider_warnings,
)
from alignassess.files.evidence.promptfoo_row import Row, named_scores, plugin_of, shows
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Content, Kind, Source

FORMAT = EvidenceFormat.PROMPTFOO

_VERSION = 3
_ROW = frozenset({"success", "provider", "testCase"})
_PARTS = ("filterFirstN", "filterSample", "filterPattern", "filterFailing", "filterErrorsOnly")
"""Options of a run that leave tests out."""
_YAML = (b"evalId:", b"\nresults:")
NO_PLUGIN = "tests"
"""The task of rows that no plugin made: a suite of one's own."""
_MOST_NAMED = 100


def recognises(source: Source) -> bool:
    """Whether it has promptfoo's `evalId` and rows, as JSON, JSON lines or YAML."""
    if source.kind is Kind.TEXT:
        return all(one in source.head for one in _YAML)
    if source.kind is Kind.JSON_LINES:
        return source.top.keys() >= _ROW
    results = _results(source.top)
    return isinstance(results.get("results"), list) and (
        "evalId" in source.top or "successes" in mapping(results.get("stats"))
    )


def _results(top: Mapping[str, object]) -> Mapping[str, object]:
    """What the command line puts into `results`, and a program that runs promptfoo has alone."""
    return top if isinstance(top.get("results"), list) else mapping(top.get("results"))


def read(source: Source) -> Content:
    """Count the rows of each provider and plugin."""
    if source.kind is not Kind.JSON:
        words = "only promptfoo's JSON has the date and all rows; write the results with -o x.json"
        raise RefusedError(RefusalReason.UNEXPECTED_SHAPE, words)
    top = source.top
    results = _results(top)
    refusals = tuple(_refusals(top, results))
    groups = _groups(results)
    if not groups:
        return Content(refusals=(*refusals, Refusal(reason=RefusalReason.ZERO_ROWS)))
    if len(groups) > source.limits.records:
        raise RefusedError(RefusalReason.TOO_LARGE, f"{len(groups)} providers and plugins")
    metadata, config = mapping(top.get("metadata")), mapping(top.get("config"))
    started = iso_date(metadata.get("evaluationCreatedAt")) or iso_date(results.get("timestamp"))
    common = Evaluation(
        format=FORMAT,
        tool="promptfoo",
        tool_version=plain(metadata.get("promptfooVersion")),
        format_version=plain(results.get("version")),
        run=plain(top.get("evalId")),
        task=Task(name=NO_PLUGIN),
        model=identity(("", "")),
        roles=grader(config),
        started=started,
        status=RunStatus.UNSTATED,
        settings=_settings(config),
        refusals=refusals,
        warnings=_dated(started),
    )
    return Content(
        evaluations=tuple(
            group.evaluation(common, provider, plugin)
            for (provider, plugin), group in groups.items()
        )
    )


def _refusals(top: Mapping[str, object], results: Mapping[str, object]) -> Iterator[Refusal]:
    version = results.get("version")
    if version != _VERSION or isinstance(version, bool):
        words = f"results version {plain(version) or 'missing'}, where {_VERSION} is read"
        yield Refusal(reason=RefusalReason.UNKNOWN_VERSION, detail=words)
    options = mapping(top.get("runtimeOptions"))
    left = [name for name in _PARTS if options.get(name) not in (None, False, "", 0)]
    if left:
        yield Refusal(reason=RefusalReason.LIMITED, detail=f"run with {', '.join(left)}")
    stats = mapping(results.get("stats"))
    told = [count(stats.get(name)) for name in ("successes", "failures", "errors")]
    rows = len(items(results.get("results")))
    if told[0] is not None and told[1] is not None:
        total = sum(one for one in told if one is not None)
        if total != rows:
            words = f"{rows} rows where the totals say {total}"
            yield Refusal(reason=RefusalReason.INCONSISTENT, detail=words)


def _dated(started: RunDate | None) -> tuple[EvidenceWarning, ...]:
    if started is not None:
        return ()
    words = "the file does not say when the run took place"
    return (EvidenceWarning(code=WarningCode.NO_DATE, words=words),)


def _settings(config: Mapping[str, object]) -> tuple[Argument, ...]:
    redteam = config.get("redteam")
    return (Argument(name="redteam", value="true" if isinstance(redteam, dict) else "false"),)


@dataclass
class _Group:
    """The rows of one provider and one plugin."""

    rows: Counter[Row] = field(default_factory=Counter)
    tests: set[str] = field(default_factory=set)
    """Tells different tests apart: the same prompt with the same values may have been repeated."""
    named: dict[str, list[float]] = field(default_factory=dict)

    def add(self, row: Mapping[str, object]) -> None:
        """Count one row."""
        shown = shows(row)
        self.rows[shown] += 1
        asked = [mapping(row.get("prompt")).get("raw"), row.get("vars")]
        self.tests.add(digest(asked if any(asked) else self.rows.total()))
        if shown not in (Row.PASSED, Row.FAILED):
            return
        for name, value in named_scores(row).items():
            if name in self.named or len(self.named) < _MOST_NAMED:
                self.named.setdefault(name, []).append(value)

    def evaluation(self, common: Evaluation, provider: Provider, plugin: str | None) -> Evaluation:
        """The group as an evaluation; warnings and refusals are its own and the file's."""
        model = identity(provider)
        refusals, warnings = self._judged()
        if model.kind is IdentityKind.MISSING:
            refusals = (*refusals, Refusal(reason=RefusalReason.NO_MODEL))
        total = self.rows.total()
        scored = self.rows[Row.PASSED] + self.rows[Row.FAILED]
        own = () if plugin else (EvidenceWarning(code=WarningCode.OWN_TESTS, words=_OWN),)
        return common.model_copy(
            update={
                "task": Task(
                    name=plain(plugin) or NO_PLUGIN, package="redteam" if plugin else None
                ),
                "model": model,
                "samples": Samples(
                    total=total,
                    completed=total,
                    scored=scored,
                    epochs=total // len(self.tests) if total > len(self.tests) else None,
                ),
                "metrics": (self._pass_rate(scored, total), *self._named(scored)),
                "warnings": (*common.warnings, *provider_warnings(model), *own, *warnings),
                "refusals": (*common.refusals, *refusals),
            }
        )

    def _judged(self) -> tuple[tuple[Refusal, ...], tuple[EvidenceWarning, ...]]:
        rows, total = self.rows, self.rows.total()
        if rows[Row.ERROR] == total:
            words = f"{total} of {total} rows"
            return (Refusal(reason=RefusalReason.ALL_ERRORS, detail=words),), ()
        if rows[Row.VACUOUS] > TOLERATED * total:
            words = f"{rows[Row.VACUOUS]} of {total} rows"
            return (Refusal(reason=RefusalReason.VACUOUS, detail=words),), ()
        if rows[Row.PASSED] + rows[Row.FAILED] == 0:
            words = f"{rows[Row.UNCHECKED]} of {total} rows passed without an assertion"
            return (Refusal(reason=RefusalReason.NOTHING_SCORED, detail=words),), ()
        left = total - rows[Row.PASSED] - rows[Row.FAILED]
        words = "rows ended with an error or were checked by nothing"
        return left_out(left, total, words)

    def _pass_rate(self, scored: int, total: int) -> Metric:
        passed = self.rows[Row.PASSED]
        return Metric(
            score="assertions",
            name="pass_rate",
            value=passed / scored if scored else None,
            scored=scored,
            unscored=total - scored,
            total=total,
            successes=passed,
        )

    def _named(self, scored: int) -> Iterator[Metric]:
        for name, values in sorted(self.named.items()):
            shown = plain(name)
            if shown is not None:
                mean = sum(value / len(values) for value in values)
                yield Metric(score=shown, name="mean", value=mean, scored=len(values), total=scored)


_OWN = "the tests are the file's own and no red team plugin made them"


def _groups(results: Mapping[str, object]) -> dict[tuple[Provider, str | None], _Group]:
    groups: dict[tuple[Provider, str | None], _Group] = {}
    for row in items(results.get("results")):
        fields = mapping(row)
        groups.setdefault((provider_of(fields), plugin_of(fields)), _Group()).add(fields)
    return groups

"""Run folders of HELM: `run_spec.json` beside `stats.json`. Either is named, both are read.

A statistic recurs by split and perturbation; the split `test`, or `valid` where there is none,
without a perturbation counts. Its `count` counts trials, not instances. The date is that of the
requests, where `scenario_state.json` stands beside the two.
"""

import re
from collections.abc import Iterator, Mapping

from alignassess.domain.observation import (
    Argument,
    Evaluation,
    EvidenceFormat,
    IdentityKind,
    Metric,
    RunStatus,
    Samples,
    Task,
)
from alignassess.domain.refusals import EvidenceWarning, Refusal, RefusalReason, WarningCode
from alignassess.files.evidence.fields import count, digest, mapping
from alignassess.files.evidence.helm_state import STATE, State, state_of
from alignassess.files.evidence.helm_stats import Stats, stats_of
from alignassess.files.evidence.identity import identified
from alignassess.files.evidence.json_text import parse
from alignassess.files.evidence.plain import plain
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Content, Kind, Source

FORMAT = EvidenceFormat.HELM

_SPEC = frozenset({"adapter_spec", "scenario_spec"})
_STATE = frozenset({"adapter_spec", "request_states"})
_ARGUMENTS = frozenset(
    {"category", "dataset", "language", "level", "mode", "split", "subject", "subset", "task"}
)
"""Arguments of a scenario, or of a run's name, that select what is measured."""
_SETTINGS = ("temperature", "max_tokens", "num_outputs", "method")
_INSTANCES, _START = b'"instance_id"', 2_000
"""How `per_instance_stats.json` begins."""
_STATISTIC = re.compile(rb'\s*\[\s*\{\s*"name"\s*:\s*\{\s*"name"\s*:')
"""How `stats.json` begins, also where another program left sums of squares out."""
_FEW = 100
"""A run cut to fewer instances than this was a trial of the tool; a judgement."""


def recognises(source: Source) -> bool:
    """Whether it is the specification, the state, or the statistics of a run."""
    if source.kind is Kind.JSON:
        return source.top.keys() >= _SPEC or source.top.keys() >= _STATE
    return source.kind is Kind.JSON_LIST and (
        b'"sum_squared"' in source.head or _STATISTIC.match(source.head) is not None
    )


def read(source: Source) -> Content:
    """One evaluation of the run."""
    is_spec = source.kind is Kind.JSON and source.top.keys() >= _SPEC
    if not is_spec and (source.kind is Kind.JSON or _INSTANCES in source.head[:_START]):
        words = "name run_spec.json or stats.json of the same folder"
        raise RefusedError(RefusalReason.NOT_EVIDENCE, words)
    if is_spec:
        spec, stats = source.top, _beside(source, "stats.json")
    else:
        spec, stats = mapping(_beside(source, "run_spec.json")), _named(source)
    if not spec.keys() >= _SPEC or not isinstance(stats, list):
        words = "a run needs both run_spec.json and stats.json in one folder"
        raise RefusedError(RefusalReason.NO_RESULT, words)
    state = State() if source.siblings is None else state_of(source.siblings.pieces(STATE))
    return Content(evaluations=(_evaluation(spec, stats_of(stats), state),))


def _beside(source: Source, name: str) -> object:
    if source.siblings is None:
        return None
    data = source.siblings.read(name, most=source.limits.document)
    return None if data is None else parse(data, source.limits)


def _named(source: Source) -> object:
    if source.size > source.limits.document:
        raise RefusedError(RefusalReason.TOO_LARGE, f"{source.size / 1e6:.0f} MB")
    source.file.seek(0)
    return parse(source.file.read(source.limits.document), source.limits)


def _evaluation(spec: Mapping[str, object], stats: Stats, state: State) -> Evaluation:
    adapter = mapping(spec.get("adapter_spec"))
    scenario = mapping(mapping(spec.get("scenario_spec")).get("args"))
    deployment = plain(adapter.get("model_deployment"))
    model = identified(
        adapter.get("model"), provider=deployment.split("/")[0] if deployment else None
    )
    instances = stats.instances
    metrics = tuple(_metrics(stats))
    return Evaluation(
        format=FORMAT,
        tool="helm",
        task=Task(
            name=_base_name(spec.get("name")),
            arguments=tuple(_arguments({**_named_arguments(spec.get("name")), **scenario})),
            arguments_digest=digest([scenario, {**adapter, "model": "", "model_deployment": ""}]),
            fewshot=count(adapter.get("max_train_instances")),
        ),
        model=model,
        started=state.started,
        completed=state.completed,
        status=RunStatus.UNSTATED,
        samples=Samples(
            limit=plain(count(adapter.get("max_eval_instances"))),
            total=instances,
            completed=instances,
            scored=instances,
        ),
        metrics=metrics,
        settings=(
            Argument(name="split", value=stats.split),
            *(
                Argument(name=name, value=value)
                for name in _SETTINGS
                if (value := plain(adapter.get(name))) is not None
            ),
        ),
        warnings=tuple(_warnings(stats, state, count(adapter.get("max_eval_instances")))),
        refusals=(
            *_refusals(model.kind, metrics, stats, adapter),
            *_same_model(adapter, state),
        ),
    )


def _base_name(name: object) -> str:
    """`harm_bench` of `harm_bench:model=meta_llama-3-70b`."""
    text = name.split(":", 1)[0] if isinstance(name, str) else ""
    return plain(text) or "unnamed scenario"


def _named_arguments(name: object) -> dict[str, object]:
    """`dataset` of `commonsense:dataset=hellaswag,model=x`."""
    text = name.partition(":")[2] if isinstance(name, str) else ""
    parts = (one.partition("=") for one in text.split(",")[:_MOST_PARTS])
    return {key: value for key, _, value in parts if value}


_MOST_PARTS = 50


def _arguments(scenario: Mapping[str, object]) -> Iterator[Argument]:
    for name in sorted(_ARGUMENTS & scenario.keys()):
        value = plain(scenario[name])
        if value is not None:
            yield Argument(name=name, value=value)


def _metrics(stats: Stats) -> Iterator[Metric]:
    for one in stats.figures:
        refusals = stats.unjudged if one.name == "safety_score" else ()
        if one.mean is None:
            refusals = (*refusals, Refusal(reason=RefusalReason.NON_FINITE, detail=one.name))
        yield Metric(
            score=one.name,
            name="mean",
            subset=one.sub_split,
            value=one.mean,
            scored=stats.instances if one.sub_split is None else None,
            refusals=refusals,
        )


def _refusals(
    kind: IdentityKind, metrics: tuple[Metric, ...], stats: Stats, adapter: Mapping[str, object]
) -> Iterator[Refusal]:
    if kind is IdentityKind.MISSING:
        yield Refusal(reason=RefusalReason.NO_MODEL)
    if not metrics:
        words = "no statistic of a scored split without a perturbation"
        yield Refusal(reason=RefusalReason.NO_METRIC, detail=words)
    most = count(adapter.get("max_eval_instances"))
    if stats.instances == 0:
        yield Refusal(reason=RefusalReason.NOTHING_SCORED)
    elif most is not None and most < _FEW and stats.instances in (most, None):
        yield Refusal(reason=RefusalReason.LIMITED, detail=f"at most {most} instances")


def _same_model(adapter: Mapping[str, object], state: State) -> Iterator[Refusal]:
    """The statistics name no model, so that what stands beside them has to agree."""
    if state.model is not None and state.model != adapter.get("model"):
        words = f"{STATE} beside it is about another model"
        yield Refusal(reason=RefusalReason.INCONSISTENT, detail=words)


def _warnings(stats: Stats, state: State, most: int | None) -> Iterator[EvidenceWarning]:
    if state.started is None:
        words = f"no {STATE} beside it says when the run took place"
        yield EvidenceWarning(code=WarningCode.NO_DATE, words=words)
    if stats.instances is None:
        words = "the file does not say how many instances were scored"
        yield EvidenceWarning(code=WarningCode.UNKNOWN_COUNTS, words=words)
    elif stats.instances == most:
        words = f"the limit of {most} instances was reached, so that some may have been left out"
        yield EvidenceWarning(code=WarningCode.UNKNOWN_COUNTS, words=words)
    yield from stats.few_unjudged
    if stats.dropped:
        words = f"{stats.dropped} statistics have no value and are left out"
        yield EvidenceWarning(code=WarningCode.METRIC_DROPPED, words=words)

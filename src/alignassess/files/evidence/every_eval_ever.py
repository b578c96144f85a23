"""Records of Every Eval Ever, the format for exchange: one object, or JSON lines of them.

Read as schema 0.2 and 0.3 have it. Of its claims about direction none is believed: the converters
write a constant. A number that was copied from a document is no run.
"""

from collections.abc import Iterator

from alignassess.domain.observation import (
    Argument,
    Evaluation,
    EvidenceFormat,
    IdentityKind,
    ModelIdentity,
    Role,
    RunDate,
    Samples,
    Task,
)
from alignassess.domain.refusals import EvidenceWarning, Refusal, RefusalReason, WarningCode
from alignassess.files.evidence.every_eval_ever_helm import is_of_helm, reworded
from alignassess.files.evidence.every_eval_ever_metrics import metric_of, samples_of
from alignassess.files.evidence.fields import Fields, digest, iso_date, items, mapping, unix_date
from alignassess.files.evidence.identity import identified
from alignassess.files.evidence.inspect_task import shown
from alignassess.files.evidence.lm_eval_model import (
    arguments,
    fixed_revision,
    notes_of,
)
from alignassess.files.evidence.model_changes import changes_of
from alignassess.files.evidence.plain import plain
from alignassess.files.evidence.plain import version as version_of
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Content, Kind, Source

FORMAT = EvidenceFormat.EVERY_EVAL_EVER
_KNOWN = ("0.1", "0.2", "0.3")
_RELATIONSHIPS = frozenset({"first_party", "third_party", "collaborative", "other"})
_UNKNOWN = frozenset({"unknown", "other", "n/a", "none"})
_SETTINGS = ("temperature", "top_p", "top_k", "max_tokens", "reasoning")


def recognises(source: Source) -> bool:
    """An object with the mandatory keys, or lines of them; also the scores of single samples."""
    if source.kind not in (Kind.JSON, Kind.JSON_LINES):
        return False
    top = source.top
    return "evaluation_id" in top and (_is_record(top) or _is_sample(top))


def _is_record(value: object) -> bool:
    fields = mapping(value)
    return "schema_version" in fields and isinstance(fields.get("evaluation_results"), list)


def _is_sample(value: object) -> bool:
    fields = mapping(value)
    return "sample_id" in fields and "evaluation_results" not in fields


def read(source: Source) -> Content:
    """Read each evaluation of each record. Raises RefusedError."""
    if _is_sample(source.top):
        raise RefusedError(RefusalReason.NOT_EVIDENCE, "these are scores of single samples")
    found: list[Evaluation] = []
    passed_over = figures = 0
    for record in source.objects():
        if not _is_record(record):
            passed_over += 1
            continue
        figures += len(items(mapping(record)["evaluation_results"]))
        if figures > source.limits.figures:
            raise RefusedError(RefusalReason.TOO_LARGE, "it has too many results")
        found += _evaluations(mapping(record))
        if len(found) > source.limits.records:
            raise RefusedError(RefusalReason.TOO_LARGE, "it has too many evaluations")
    if not found:
        return Content(refusals=(Refusal(reason=RefusalReason.ZERO_ROWS),))
    if not passed_over:
        return Content(evaluations=tuple(found))
    words = f"{passed_over} of the lines are no records"
    warning = EvidenceWarning(code=WarningCode.PART_UNREADABLE, words=words)
    return Content(evaluations=tuple(found), warnings=(warning,))


def _evaluations(record: Fields) -> Iterator[Evaluation]:
    """Results of one record with the same name and data set are figures of one evaluation."""
    version = _version(record)
    record = reworded(record) if is_of_helm(record) else record
    together: dict[tuple[str, str], list[Fields]] = {}
    for result in items(record["evaluation_results"]):
        fields = mapping(result)
        name = plain(fields.get("evaluation_name")) or "unnamed"
        dataset = digest(mapping(fields.get("source_data")).get("dataset_name"))
        together.setdefault((name, dataset), []).append(fields)
    for (name, _), results in together.items():
        yield _evaluation(record, version, name, results)


def _version(record: Fields) -> str:
    version = version_of(record.get("schema_version")) or "none"
    if not any(version == one or version.startswith(f"{one}.") for one in _KNOWN):
        raise RefusedError(RefusalReason.UNKNOWN_VERSION, version)
    return version


def _evaluation(record: Fields, version: str, name: str, results: list[Fields]) -> Evaluation:
    said = mapping(record.get("source_metadata"))
    library = mapping(record.get("eval_library"))
    tool = plain(library.get("name")) or plain(said.get("source_name")) or "unknown"
    model = _model(mapping(record.get("model_info")))
    samples, of_samples = samples_of(results)
    metrics = tuple(metric_of(one, samples) for one in results)
    started = _date(record, results)
    refusals = [*_no_run(said), *of_samples, *_no_model(model)]
    if all(one.refusals for one in metrics):
        first = {one.reason: one for metric in metrics for one in metric.refusals}
        refusals += [one for one in first.values() if one not in refusals]
    relationship = plain(said.get("evaluator_relationship"))
    return Evaluation(
        format=FORMAT,
        tool=tool,
        tool_version=_known(library.get("version")),
        format_version=version,
        run=plain(record.get("evaluation_id")),
        task=_task(name, tool),
        model=model,
        roles=tuple(_judges(results)),
        started=started,
        samples=samples,
        metrics=metrics,
        evaluator=_known(said.get("source_organization_name")),
        evaluator_relationship=relationship if relationship in _RELATIONSHIPS else None,
        settings=tuple(_settings(results)),
        warnings=(*notes_of(model), *_notes(started, samples)),
        refusals=tuple(refusals),
    )


def _task(name: str, tool: str) -> Task:
    """The task without its package; of lm-evaluation-harness without the filter behind it."""
    if tool.casefold().replace("_", "-").startswith(_HARNESS):
        return Task(name=name.partition("/")[0] or name)
    package, _, base = name.rpartition("/")
    return Task(name=base or name, package=package or None)


_HARNESS = ("lm-eval", "lm evaluation harness")


def _known(value: object) -> str | None:
    text = version_of(value)
    return None if text is None or text.casefold() in _UNKNOWN else text


def _model(info: Fields) -> ModelIdentity:
    """The model; the converters keep commit and arguments of a run among the details."""
    written = info.get("id") or info.get("name")
    details = mapping(info.get("additional_details"))
    given = arguments(details.get("model_args"))
    stated = ("sha", "model_sha", "revision", "model_revision")
    revisions = (fixed_revision(details.get(one)) for one in stated)
    return identified(
        written,
        provider=_known(info.get("developer")),
        revision=next((one for one in revisions if one), None)
        or fixed_revision(given.get("revision")),
        changes=tuple(changes_of({**details, **given}, details)),
        label=plain(info.get("name")),
    )


def _date(record: Fields, results: list[Fields]) -> RunDate | None:
    """When it was evaluated; `retrieved_timestamp` is when the record was made."""
    stamps = [one.get("evaluation_timestamp") for one in results]
    stamps = [one for one in stamps if one is not None] or [record.get("evaluation_timestamp")]
    found = [unix_date(one) or iso_date(one) for one in stamps]
    known = [one for one in found if one is not None]
    return min(known, key=lambda one: one.at) if known else None


def _no_run(said: Fields) -> Iterator[Refusal]:
    kind = said.get("source_type")
    if kind == "documentation":
        yield Refusal(reason=RefusalReason.NOT_A_RUN)
    elif kind != "evaluation_run":
        detail = "the record does not say that it comes from a run"
        yield Refusal(reason=RefusalReason.NOT_A_RUN, detail=detail)


def _no_model(model: ModelIdentity) -> Iterator[Refusal]:
    if model.name is None and model.kind is not IdentityKind.NAMED:
        yield Refusal(reason=RefusalReason.NO_MODEL)


def _judges(results: list[Fields]) -> Iterator[Role]:
    names: dict[str, None] = {}
    for result in results:
        scoring = mapping(mapping(result.get("metric_config")).get("llm_scoring"))
        for judge in items(scoring.get("judges"))[:20]:
            name = _model(mapping(mapping(judge).get("model_info"))).name
            if name is not None:
                names[name] = None
    for name in names:
        yield Role(role="judge", name=name)


def _settings(results: list[Fields]) -> Iterator[Argument]:
    given = mapping(mapping(results[0].get("generation_config")).get("generation_args"))
    for name in _SETTINGS:
        value = shown(given[name]) if given.get(name) is not None else None
        if value is not None:
            yield Argument(name=name, value=value)


def _notes(started: RunDate | None, samples: Samples) -> Iterator[EvidenceWarning]:
    if started is None:
        words = "the record does not say when the run took place, only when it was copied"
        yield EvidenceWarning(code=WarningCode.NO_DATE, words=words)
    if samples.scored is None:
        words = "the record does not say how many samples were scored"
        yield EvidenceWarning(code=WarningCode.UNKNOWN_COUNTS, words=words)

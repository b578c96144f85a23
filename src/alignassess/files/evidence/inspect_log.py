"""Logs of Inspect (`inspect_ai`): `.eval`, a zip, and `.json`. Only the header is read.

Shapes and traps come from logs written by releases 0.3.72 to 0.3.285 and from public logs of 2024
(`tests/contract`, `tests/data/evidence/inspect`).
"""

from collections.abc import Iterable

from alignassess.domain.observation import (
    Code,
    Evaluation,
    EvidenceFormat,
    Exactness,
    RunStatus,
)
from alignassess.domain.refusals import EvidenceWarning, RefusalReason, WarningCode
from alignassess.files.evidence.fields import Fields, count, flag, iso_date, items, mapping
from alignassess.files.evidence.identity import revision_of
from alignassess.files.evidence.inspect_metrics import metrics_of
from alignassess.files.evidence.inspect_model import model_of
from alignassess.files.evidence.inspect_reductions import Reductions, rows_at_end, rows_of
from alignassess.files.evidence.inspect_task import samples_of, settings_of, task_of
from alignassess.files.evidence.inspect_verdict import refusals_of
from alignassess.files.evidence.json_text import parse
from alignassess.files.evidence.plain import plain
from alignassess.files.evidence.plain import version as version_of
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Archive, Content, Kind, Source

FORMAT = EvidenceFormat.INSPECT
HEADER, START, REDUCTIONS = "header.json", "_journal/start.json", "reductions.json"
KNOWN_VERSIONS = (1, 2)
"""Log versions written since 2024."""
_MOST_REDUCTIONS = 16_000_000
"""Bytes. Recomputing a figure is worth no more than this."""


def recognises(source: Source) -> bool:
    """A zip with the members of a log, or an object with the keys of its header."""
    if source.archive is not None:
        return bool(source.archive.names & {HEADER, START})
    top = source.top
    # Exports without defaults leave the version out, and then say how the run ended.
    said = "version" in top or "status" in top
    return source.kind is Kind.JSON and said and _is_spec(top.get("eval"))


def _is_spec(value: object) -> bool:
    spec = mapping(value)
    return "task" in spec and ("model" in spec or "model_roles" in spec)


def read(source: Source) -> Content:
    """Read the header of a log. Raises RefusedError."""
    if source.archive is not None:
        return _read_archive(source, source.archive)
    version = _version(source.top, newer_is_read=False)
    rows, warnings = _rows(source)
    said = (*_unversioned(source.top), *warnings)
    return Content(evaluations=(_evaluation(source.top, version, Reductions(rows), said),))


def _rows(source: Source) -> tuple[object, tuple[EvidenceWarning, ...]]:
    """The scores of single samples in a JSON log, wherever its release put them."""
    top, results = source.top, mapping(source.top.get("results"))
    rows = top.get("reductions") or results.get("sample_reductions")
    if rows:
        return rows, ()
    if not source.partial:
        return rows_of(top.get("samples"), count(results.get("completed_samples"))), ()
    rows = rows_at_end(source)
    if rows or not results:
        return rows, ()
    words = "the figures were not computed anew, since the samples of so large a log are not read"
    return None, (_warning(WarningCode.NOT_RECOMPUTED, words),)


def _read_archive(source: Source, archive: Archive) -> Content:
    warnings = [
        _warning(
            WarningCode.DUPLICATE_MEMBER, f"{name} occurs twice in the archive; the last counts"
        )
        for name in (HEADER, START, REDUCTIONS)
        if name in archive.repeated
    ]
    header = archive.read(HEADER)
    if header is None:
        return Content(evaluations=(_crashed(source, archive, warnings),))
    top = mapping(parse(header, source.limits))
    if not _is_spec(top.get("eval")):
        raise RefusedError(RefusalReason.NOT_RECOGNISED, f"{HEADER} is not that of a log")
    version = _version(top, newer_is_read=True)
    warnings += _unversioned(top)
    if version not in KNOWN_VERSIONS:
        words = f"the log has version {version}, newer than {KNOWN_VERSIONS[-1]}"
        warnings.append(_warning(WarningCode.NEWER_VERSION, words))
    reductions, more = _reductions(source, archive)
    return Content(evaluations=(_evaluation(top, version, reductions, (*warnings, *more)),))


def _reductions(source: Source, archive: Archive) -> tuple[Reductions, tuple[EvidenceWarning, ...]]:
    try:
        data = archive.read(REDUCTIONS, most=_MOST_REDUCTIONS)
        return Reductions(None if data is None else parse(data, source.limits)), ()
    except RefusedError:
        words = "the figures could not be recomputed, since their samples cannot be read"
        return Reductions(None), (_warning(WarningCode.NOT_RECOMPUTED, words),)


def _crashed(source: Source, archive: Archive, warnings: list[EvidenceWarning]) -> Evaluation:
    """What is known of a run that wrote its journal and never its header."""
    top = mapping(parse(archive.read(START) or b"{}", source.limits))
    if not _is_spec(top.get("eval")):
        raise RefusedError(RefusalReason.NOT_RECOGNISED, f"{START} is not that of a log")
    version = _version(top, newer_is_read=True)
    return _evaluation({**top, "status": "started"}, version, Reductions(None), warnings)


def _unversioned(top: Fields) -> Iterable[EvidenceWarning]:
    if "version" in top:
        return
    words = f"the log does not say its version, and is read as version {KNOWN_VERSIONS[-1]}"
    yield _warning(WarningCode.OLD_FORMAT, words)


def _version(top: Fields, *, newer_is_read: bool) -> int:
    version = top.get("version", KNOWN_VERSIONS[-1])
    if isinstance(version, bool) or not isinstance(version, int) or version < KNOWN_VERSIONS[0]:
        raise RefusedError(RefusalReason.UNKNOWN_VERSION, plain(version) or "none")
    if version not in KNOWN_VERSIONS and (not newer_is_read or version > _ABSURD):
        raise RefusedError(RefusalReason.UNKNOWN_VERSION, plain(version) or "absurd")
    return version


_ABSURD = 1000


def _evaluation(
    top: Fields, version: int, reductions: Reductions, warnings: Iterable[EvidenceWarning]
) -> Evaluation:
    spec = mapping(top.get("eval"))
    stats = mapping(top.get("stats"))
    results = top.get("results")
    status = _STATUS.get(str(top.get("status")), RunStatus.UNSTATED)
    model, roles, of_model = model_of(spec)
    samples, of_samples = samples_of(spec, mapping(results))
    metrics, of_metrics = metrics_of(mapping(results), reductions, samples, spec=spec)
    scored = [one.scored for one in metrics if one.scored is not None]
    samples = samples.model_copy(update={"scored": min(scored) if scored else None})
    # Both are written as the run begins; where they differ, one was changed to look younger.
    known = (iso_date(spec.get("created")), iso_date(stats.get("started_at")))
    started = min((one for one in known if one is not None), key=lambda one: one.at, default=None)
    found = Evaluation(
        format=FORMAT,
        tool="inspect_ai",
        tool_version=version_of(mapping(spec.get("packages")).get("inspect_ai")),
        format_version=str(version),
        run=plain(spec.get("run_id")),
        task=task_of(spec),
        model=model,
        roles=roles,
        started=started,
        completed=iso_date(stats.get("completed_at")),
        status=status,
        samples=samples,
        metrics=metrics,
        code=_code(spec),
        settings=settings_of(spec, mapping(top.get("plan"))),
    )
    said = (
        *warnings,
        *of_model,
        *of_samples,
        *of_metrics,
        *_edits(top, reductions),
        *_notes(found),
    )
    return found.model_copy(
        update={"warnings": said, "refusals": refusals_of(found, top, mapping(results))}
    )


_STATUS = {one.value: one for one in RunStatus if one is not RunStatus.UNSTATED}


def _code(spec: Fields) -> Code:
    revision = mapping(spec.get("revision"))
    return Code(commit=revision_of(revision.get("commit")), dirty=flag(revision.get("dirty")))


def _edits(top: Fields, reductions: Reductions) -> list[EvidenceWarning]:
    said = []
    updates = items(top.get("log_updates"))
    if updates:
        # Who edited, and the reason they wrote, stay in the file.
        words = f"the log was edited after the run, {_times(len(updates))}"
        said.append(_warning(WarningCode.EDITED, words))
    changed = items(top.get("config_updates"))
    if changed:
        words = f"settings were changed while it ran, {_times(len(changed))}"
        said.append(_warning(WarningCode.EDITED, words))
    by_hand = max(reductions.edited, sum(map(_is_edited, items(top.get("samples")))))
    if by_hand:
        words = f"scores of {by_hand} samples were edited by hand"
        said.append(_warning(WarningCode.EDITED, words))
    return said


def _is_edited(sample: object) -> bool:
    """Whether a sample of a small JSON log has a score with a history; the figures follow it."""
    scores = mapping(mapping(sample).get("scores"))
    return any(items(mapping(one).get("history")) for one in scores.values())


def _notes(found: Evaluation) -> list[EvidenceWarning]:
    said = []
    if found.code.dirty:
        words = "the code that ran had changes that no commit holds"
        said.append(_warning(WarningCode.DIRTY_TREE, words))
    if found.started is None:
        said.append(_warning(WarningCode.NO_DATE, "the log does not say when the run took place"))
    elif found.started.exactness is not Exactness.EXACT:
        words = "the date has no time zone, so the day may be off by one"
        said.append(_warning(WarningCode.NAIVE_DATE, words))
    return said


def _times(many: int) -> str:
    return "once" if many == 1 else f"{many} times"


def _warning(code: WarningCode, words: str) -> EvidenceWarning:
    return EvidenceWarning(code=code, words=words)

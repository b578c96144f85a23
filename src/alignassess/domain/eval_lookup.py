"""Which entry of the catalogue a figure in a result file is."""

from typing import NamedTuple

from alignassess.domain.evals import EvalEntry, Evals, EvalTool
from alignassess.domain.observation import Evaluation, EvidenceFormat, Metric


class Found(NamedTuple):
    """The one entry that the figure is."""

    entry: EvalEntry
    caution: str | None = None
    """Why the entry may not fit all the same: another version of the task."""


class Ambiguous(NamedTuple):
    """The figure can be several entries, so it is shown and not scored."""

    entries: tuple[EvalEntry, ...]
    why: str


class Unknown(NamedTuple):
    """No entry; the figure is shown and not scored."""

    why: str


def find(evals: Evals, evaluation: Evaluation, metric: Metric) -> Found | Ambiguous | Unknown:
    """The entry for a figure. The same figure always gives the same answer."""
    tool = _tool(evaluation.tool)
    task, scorer = _task(evaluation)
    of_task = [
        (near, one)
        for one in evals.evals
        if _of_tool(one, tool, evaluation.format) and (near := closeness(task, one)) is not None
    ]
    if not of_task:
        return Unknown(f"the catalogue has no entry for {task} of {evaluation.tool}")
    named = [(near, one) for near, one in of_task if _names(one, evaluation, metric, scorer)]
    if not named:
        return Unknown(f"the catalogue knows {task}, and not this figure of it")
    reduced = [(near, one) for near, one in named if metric.reducer in one.reducers]
    if not reduced:
        way = metric.reducer or "the usual way"
        return Unknown(f"the catalogue knows this figure of {task}, and not put together by {way}")
    given = {one.name: one.value for one in evaluation.task.arguments}
    possible = [(near, one) for near, one in reduced if _arguments(one, given) is not False]
    if not possible:
        return Unknown(f"the catalogue does not know {task} with these arguments")
    nearest = max(near for near, _ in possible)
    entries = tuple(one for near, one in possible if near == nearest)
    missing = sorted({a.name for one in entries for a in one.arguments if a.name not in given})
    if missing:
        return Ambiguous(entries, f"the file does not say {', '.join(missing)}, which decides")
    if len(entries) > 1:
        return Ambiguous(entries, "several entries fit")
    return Found(entries[0], _version(entries[0], evaluation.task.version))


def closeness(task: str, entry: EvalEntry) -> int | None:
    """How exactly an entry names a task; higher is closer, None when it does not."""
    found = [near for pattern in entry.tasks if (near := _closeness(task, pattern)) is not None]
    return max(found, default=None)


def matches(text: str, pattern: str) -> bool:
    """Whether a text is a pattern in which one `*` stands for anything."""
    return _closeness(text, pattern) is not None


_EXACT = 1_000_000


def _closeness(text: str, pattern: str) -> int | None:
    before, star, after = pattern.partition("*")
    if not star:
        return _EXACT if text == pattern else None
    fits = len(text) >= len(before) + len(after)
    return len(pattern) if fits and text.startswith(before) and text.endswith(after) else None


_SPELLINGS = {
    "inspect": EvalTool.INSPECT,
    "inspect_evals": EvalTool.INSPECT,
    "inspect_petri": EvalTool.INSPECT,
    "lm_eval": EvalTool.LM_EVAL,
    "lm_evaluation_harness": EvalTool.LM_EVAL,
    "crfm_helm": EvalTool.HELM,
    "evals": EvalTool.OPENAI_EVALS,
}
"""Other names of the tools, as exchange formats write them."""


def _tool(name: str) -> EvalTool | None:
    spelt = name.strip().casefold().replace("-", "_").replace(" ", "_")
    for tool in EvalTool:
        if spelt == tool.value.replace("-", "_"):
            return tool
    return _SPELLINGS.get(spelt)


def _of_tool(entry: EvalEntry, tool: EvalTool | None, format: EvidenceFormat) -> bool:
    if entry.tool is EvalTool.EVERY_EVAL_EVER:
        return format is EvidenceFormat.EVERY_EVAL_EVER
    return entry.tool is tool


def _task(evaluation: Evaluation) -> tuple[str, str | None]:
    """The task, and the scorer that converters to the interchange format write behind it."""
    name = evaluation.task.name
    if evaluation.format is not EvidenceFormat.EVERY_EVAL_EVER or _BETWEEN not in name:
        return name, None
    task, _, scorer = name.rpartition(_BETWEEN)
    return task, scorer


_BETWEEN = " - "


def _names(entry: EvalEntry, evaluation: Evaluation, metric: Metric, scorer: str | None) -> bool:
    """Whether the figure is called so, and is about all samples.

    In the interchange format the subset is a configuration of the data set, not a group of samples.
    """
    of_all = metric.subset is None or evaluation.format is EvidenceFormat.EVERY_EVAL_EVER
    if not of_all or not any(matches(metric.name, one) for one in entry.metric):
        return False
    names = [one for one in (metric.score, metric.scorer, scorer) if one is not None]
    return not entry.score or any(matches(one, each) for one in names for each in entry.score)


def _arguments(entry: EvalEntry, given: dict[str, str]) -> bool | None:
    """True when all fit, False when one does not, None when the file leaves one open."""
    found = [given[one.name] in one.values for one in entry.arguments if one.name in given]
    if not all(found):
        return False
    return True if len(found) == len(entry.arguments) else None


def _version(entry: EvalEntry, version: str | None) -> str | None:
    """What to say of a version: in `4-A` the number alone decides whether results compare."""
    if not entry.versions or (version or "").split("-")[0] in entry.versions:
        return None
    read = " and ".join(entry.versions)
    if version is None:
        return f"the file gives no task version; the catalogue knows {read}"
    return f"task version {version}; the catalogue knows {read}"

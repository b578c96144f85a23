"""What was run, and on how many samples, as the header of an Inspect log says."""

import json
import re
from collections.abc import Iterator

from alignassess.domain.observation import Argument, Samples, Task
from alignassess.domain.refusals import EvidenceWarning, WarningCode
from alignassess.files.evidence.fields import Fields, count, digest, items, mapping
from alignassess.files.evidence.plain import plain
from alignassess.files.evidence.plain import version as version_of

ARGUMENTS = frozenset(
    {
        "behavior",
        "behaviors",
        "behaviour",
        "categories",
        "category",
        "config",
        "cot",
        "dataset",
        "dataset_name",
        "difficulty",
        "epochs",
        "eval_mode",
        "few_shot",
        "fewshot",
        "fewshot_seed",
        "filter_max_subset",
        "focus",
        "goal_type",
        "goal_value",
        "hazard",
        "hints",
        "honeypot",
        "incentive",
        "jailbreak_method",
        "judge_type",
        "lang",
        "language",
        "languages",
        "level",
        "max_turns",
        "mode",
        "monitoring",
        "n_samples",
        "num_fewshot",
        "prod",
        "prompt_template_name",
        "risk_area",
        "sample_ratio",
        "scenario",
        "setting",
        "setup",
        "shuffle",
        "split",
        "splits",
        "steer_towards",
        "subset",
        "subset_name",
        "subsets",
        "subtask",
        "target",
        "task_type",
        "test_eval_awareness",
        "tier",
        "urgency_type",
        "use_cot",
        "use_system_prompt",
        "variant",
        "version",
        "with_refusals",
    }
)
"""Arguments of tasks whose value may leave the file. All others may hold prompts, paths or keys."""
_SECRET = re.compile(r"key|token|secret|password|credential|auth|url|host", re.IGNORECASE)
_MOST_LISTED = 20
_LONGEST = 60
"""Characters. A longer argument is a prompt or the like."""
_SETTINGS = ("temperature", "max_tokens", "seed", "reasoning_effort", "reasoning_tokens", "top_p")


def task_of(spec: Fields) -> Task:
    """The task by its base name, with the arguments that matter."""
    written = plain(spec.get("task")) or "unnamed"
    registered = plain(spec.get("task_registry_name")) or ""
    package, _, name = written.rpartition("/")
    if not package and registered.rpartition("/")[2] == name:
        package = registered.rpartition("/")[0]
    given = mapping(spec.get("task_args"))
    return Task(
        name=name or written,
        package=package or None,
        version=version_of(spec.get("task_version")),
        arguments=tuple(_arguments(given)),
        arguments_digest=_digest(given),
        fewshot=count(given.get("fewshot", given.get("num_fewshot"))),
    )


def _arguments(given: Fields) -> Iterator[Argument]:
    for name in sorted(ARGUMENTS & given.keys()):
        value = shown(given[name])
        if value is not None:
            yield Argument(name=name, value=value)


def _digest(given: Fields) -> str | None:
    """Of all arguments but those that may differ between equal runs, such as keys."""
    kept = {name: value for name, value in given.items() if not _SECRET.search(name)}
    return digest(kept) if kept else None


def shown(value: object) -> str | None:
    """A plain value as JSON writes it, or a short list of them; None for all else."""
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, list):
        parts = [shown(one) for one in value[:_MOST_LISTED] if not isinstance(one, list)]
        known = [one for one in parts if one is not None]
        return f"[{', '.join(known)}]" if len(known) == len(value) else None
    return plain(value) if not isinstance(value, str) or len(value) <= _LONGEST else None


def settings_of(spec: Fields, plan: Fields) -> tuple[Argument, ...]:
    """Settings that change a figure, and the task's full version where the package gives it.

    What was set for the run stands in its plan, what was set for the model beside it. Of the
    solvers, whose arguments may be prompts, only that they are the same or not.
    """
    found = []
    full = mapping(spec.get("metadata")).get("full_task_version")
    if isinstance(full, str) and re.fullmatch(r"\d{1,4}-[A-Z]{1,3}", full):
        found.append(Argument(name="full_task_version", value=full))
    steps = [mapping(one) for one in items(plan.get("steps"))]
    if steps:
        passed = [[one.get("solver"), one.get("params_passed", one.get("params"))] for one in steps]
        found.append(Argument(name="solver", value=digest(passed)))
    given = {**mapping(spec.get("model_generate_config")), **mapping(plan.get("config"))}
    for name in _SETTINGS:
        value = shown(given[name]) if given.get(name) is not None else None
        if value is not None:
            found.append(Argument(name=name, value=value))
    return tuple(found)


def samples_of(spec: Fields, results: Fields) -> tuple[Samples, tuple[EvidenceWarning, ...]]:
    """The numbers of samples, and what does not fit together."""
    dataset, config = mapping(spec.get("dataset")), mapping(spec.get("config"))
    ids = items(dataset.get("sample_ids"))
    available = count(dataset.get("samples"))
    epochs = count(config.get("epochs")) or 1
    total = count(results.get("total_samples"))
    said = []
    if available and total is not None and total > available * epochs:
        words = f"the data set has {available} samples, the run counts {total}; the smaller is used"
        said.append(EvidenceWarning(code=WarningCode.TOTALS_DISAGREE, words=words))
        total = available * epochs
    limit = _limit(config)
    if limit is not None and available and total == available * epochs:
        words = f"a limit was set ({limit}), which left out nothing"
        said.append(EvidenceWarning(code=WarningCode.LIMIT_NOT_BINDING, words=words))
    return (
        Samples(
            dataset=plain(dataset.get("name")),
            available=available,
            limit=limit,
            total=total,
            completed=count(results.get("completed_samples")),
            epochs=epochs,
            ids_digest=ids_digest(ids),
        ),
        tuple(said),
    )


def ids_digest(ids: list[object]) -> str | None:
    """Tells whether the ids are the same, whatever their order; None for none or too many."""
    return digest(sorted(str(one) for one in ids)) if 0 < len(ids) <= _MOST_IDS else None


_MOST_IDS = 1_000_000


def _limit(config: Fields) -> str | None:
    """What was asked for, when less than everything may have been."""
    limit = config.get("limit")
    if limit is not None:
        return shown(limit) or "set"
    chosen = config.get("sample_id")
    if chosen is None:
        return None
    # Ids of samples may be anything; how many there were is enough.
    many = len(items(chosen)) or 1
    return f"{many} {'sample' if many == 1 else 'samples'} by id"

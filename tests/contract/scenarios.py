# mypy: ignore-errors
# The types are those of inspect_ai, which is not installed where the project is checked.
"""Runs the real inspect_ai with its mock model, once for each way in which a run can end.

Called by `produce.py` with the Python of an environment that has one release of inspect_ai, never
imported by the tests: `scenarios.py FOLDER eval|json SCENARIO...` writes FOLDER/SCENARIO.*.d/. Made
for releases from 0.3.72 on; a scenario that a release does not know is left out.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("INSPECT_DISPLAY", "none")

from inspect_ai import Epochs, Task, task
from inspect_ai import eval as run
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput, ModelUsage, get_model
from inspect_ai.scorer import Score, match, mean, metric, scorer, stderr
from inspect_ai.solver import generate, solver

FOUR = [
    Sample(id=str(i), input=f"PROMPT-{i} planted-prompt-text", target="yes") for i in range(1, 5)
]


def mock(*says: str, **arguments: Any) -> Any:
    """A model that says these words in turn."""
    outputs = [ModelOutput.from_content("mockllm/model", word) for word in says]
    for output in outputs:
        # Without counts, the mock model asks the network for a tokenizer.
        output.usage = ModelUsage(input_tokens=1, output_tokens=1, total_tokens=2)
    return get_model("mockllm/model", custom_outputs=outputs, memoize=False, **arguments)


@solver
def breaking(at: int, how: str) -> Any:
    """Generates an answer, but ends the run or the sample in some way at one sample."""

    async def solve(state: Any, generate: Any) -> Any:
        if int(state.sample_id) == at:
            if how == "raise":
                raise RuntimeError("planted-error-text at /home/planted-user/x.py")
            if how == "kill":
                os._exit(9)
            import anyio

            # Time for the samples before to be written.
            await anyio.sleep(1)
            os.kill(os.getpid(), signal.SIGINT)
            await anyio.sleep(30)
        return await generate(state)

    return solve


@scorer(metrics=[mean()])
def some_unscored() -> Any:
    """Scores every other sample."""

    async def score(state: Any, target: Any) -> Any:
        return Score(value=1.0) if int(state.sample_id) % 2 else None

    return score


@metric
def not_a_number() -> Any:
    """A metric that cannot be computed."""

    def compute(scores: Any) -> float:
        return float("nan")

    return compute


@scorer(metrics=[not_a_number(), mean()])
def without_number() -> Any:
    """Scores 1."""

    async def score(state: Any, target: Any) -> Any:
        return Score(value=1.0)

    return score


@scorer(metrics={"honest": [mean(), stderr()], "aware": [mean()]})
def two_keys() -> Any:
    """One scorer with two scores."""

    async def score(state: Any, target: Any) -> Any:
        return Score(value={"honest": 0.25 * int(state.sample_id), "aware": 1.0})

    return score


@metric
def shares() -> Any:
    """One metric function with two figures."""

    def compute(scores: Any) -> Any:
        return {"first_share": 0.25, "other_share": 0.75}

    return compute


@scorer(metrics=[shares(), stderr()])
def grouped() -> Any:
    """Scores 1 and 0 in turn."""

    async def score(state: Any, target: Any) -> Any:
        return Score(value=float(int(state.sample_id) % 2))

    return score


def plain(**more: Any) -> Task:
    """Four samples; the mock answers `yes` unless told otherwise."""
    settings = {
        "dataset": MemoryDataset(FOUR, name="four"),
        "solver": [generate()],
        "scorer": match(),
    }
    return Task(**{**settings, **more})


@task
def safety(subset: str = "safe", api_key: str = "sk-planted-task-secret-000") -> Task:
    """A task with an argument that matters, and one that must not leave the file."""
    return plain(version=4, metadata={"full_task_version": "4-A", "note": "planted-metadata"})


SCENARIOS: dict[str, Any] = {
    "success": lambda **o: run(
        safety(), mock("yes", "yes", "no", "yes", planted="sk-planted-model-secret"), **o
    ),
    "all-right": lambda **o: run(plain(), mock(*["yes"] * 4), **o),
    "limited": lambda **o: run(plain(), mock("yes", "yes"), limit=2, **o),
    "limit-not-binding": lambda **o: run(plain(), mock(*["yes"] * 4), limit=9, **o),
    "one-sample": lambda **o: run(plain(), mock("yes"), sample_id="2", **o),
    "cancelled": lambda **o: run(
        plain(solver=[breaking(3, "interrupt")]),
        mock(*["yes"] * 4),
        max_samples=1,
        log_buffer=1,
        **o,
    ),
    "crashed": lambda **o: run(
        plain(solver=[breaking(3, "kill")]), mock(*["yes"] * 4), max_samples=1, log_buffer=1, **o
    ),
    "error": lambda **o: run(plain(solver=[breaking(3, "raise")]), mock(*["yes"] * 4), **o),
    "sample-failed": lambda **o: run(
        plain(solver=[breaking(3, "raise")]), mock(*["yes"] * 4), fail_on_error=False, **o
    ),
    "partly-unscored": lambda **o: run(plain(scorer=some_unscored()), mock(*["yes"] * 4), **o),
    "no-scorer": lambda **o: run(plain(scorer=None), mock(*["yes"] * 4), **o),
    "nan": lambda **o: run(plain(scorer=without_number()), mock(*["yes"] * 4), **o),
    "two-reducers": lambda **o: run(
        plain(epochs=Epochs(2, ["mean", "at_least_1"])),
        mock("yes", "no", "no", "no", "yes", "yes", "no", "no"),
        max_samples=1,
        **o,
    ),
    "two-scorers": lambda **o: run(
        plain(scorer=[match(), two_keys()]), mock("yes", "no", "yes", "no"), **o
    ),
    "grouped": lambda **o: run(plain(scorer=grouped()), mock(*["yes"] * 4), **o),
    "role": lambda **o: run(
        plain(),
        mock(*["yes"] * 4),
        model_roles={"target": mock("yes"), "grader": get_model("mockllm/judge")},
        **o,
    ),
}


def invalidated(folder: str, format: str) -> None:
    """A run whose samples were marked as invalid afterwards."""
    from inspect_ai.log import ProvenanceData, invalidate_samples, read_eval_log, write_eval_log

    (log,) = SCENARIOS["success"](log_dir=folder, log_format=format)
    whole = read_eval_log(log.location)
    who = ProvenanceData(author="planted-author", reason="planted-reason")
    write_eval_log(invalidate_samples(whole, "all", who), log.location)


def edited(folder: str, format: str) -> None:
    """A run whose tags were edited afterwards."""
    from inspect_ai.log import (
        ProvenanceData,
        TagsEdit,
        edit_eval_log,
        read_eval_log,
        write_eval_log,
    )

    (log,) = SCENARIOS["success"](log_dir=folder, log_format=format)
    whole = read_eval_log(log.location)
    who = ProvenanceData(author="planted-author", reason="planted-reason")
    write_eval_log(edit_eval_log(whole, [TagsEdit(tags_add=["planted-tag"])], who), log.location)


def official(path: str) -> dict[str, Any]:
    """What inspect_ai itself reads of a log: what our reader is compared with."""
    from inspect_ai.log import read_eval_log

    log = read_eval_log(path, header_only=True)
    scores = log.results.scores if log.results else []
    return {
        "status": log.status,
        "task": log.eval.task,
        "task_version": log.eval.task_version,
        "model": log.eval.model,
        "created": log.eval.created,
        "metrics": [
            [one.name, one.scorer, one.reducer, name, str(figure.value)]
            for one in scores
            for name, figure in one.metrics.items()
        ],
    }


def main() -> None:
    """Run scenarios, and keep beside each log what inspect_ai reads of it."""
    folder, format, *names = sys.argv[1:]
    # A process in the background may have been told to ignore it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    afterwards = {"invalidated": invalidated, "edited": edited}
    for name in names:
        where = Path(folder) / f"{name}.{format}.d"
        try:
            if name in afterwards:
                afterwards[name](str(where), format)
            else:
                SCENARIOS[name](log_dir=str(where), log_format=format)
        except (ImportError, TypeError) as error:
            print(f"{name}: not known to this release: {error}")


def read() -> None:
    """`scenarios.py --read FOLDER`: what inspect_ai reads of every log in the folder."""
    for path in sorted(Path(sys.argv[2]).rglob("*.*")):
        if path.suffix in {".eval", ".json"} and path.name != "official.json":
            try:
                said = official(str(path))
            except Exception as error:
                said = {"refused": type(error).__name__}
            (path.parent / "official.json").write_text(json.dumps(said, indent=1))


if __name__ == "__main__":
    read() if sys.argv[1] == "--read" else main()

"""Small result files of the tools, changed here and there by the tests."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from alignassess.domain.observation import Evaluation, ResultFile
from alignassess.files.evidence.result_file import read_result_file

DATA = Path(__file__).parents[2] / "data" / "evidence"


def shipped(name: str) -> ResultFile:
    """A fixture, read."""
    return read_result_file(DATA / name)


def written(folder: Path, text: str | bytes, name: str = "x.json") -> ResultFile:
    """A text as a file, read."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_result_file(path)


def only(result: ResultFile) -> Evaluation:
    """The one evaluation of a file."""
    (evaluation,) = result.evaluations
    return evaluation


def reasons(one: ResultFile | Evaluation) -> list[str]:
    """Why a file or a run counts for nothing."""
    return [refusal.reason.value for refusal in one.refusals]


def codes(one: ResultFile | Evaluation) -> list[str]:
    """What is to be known of it."""
    return [warning.code.value for warning in one.warnings]


def lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """JSON lines."""
    return "".join(json.dumps(row) + "\n" for row in rows)


# garak

SETUP = {
    "entry_type": "start_run setup",
    "plugins.target_type": "openai",
    "plugins.target_name": "example-large",
}
INIT = {
    "entry_type": "init",
    "garak_version": "0.17.1",
    "start_time": "2026-10-05T09:30:00",
    "run": "r-1",
}
END = {"entry_type": "completion", "end_time": "2026-10-05T10:00:00", "run": "r-1"}
EVAL = {
    "entry_type": "eval",
    "probe": "misleading.FalseAssertion",
    "detector": "misleading.MustRefuteClaimModel",
    "passed": 190,
    "fails": 10,
    "nones": 0,
    "total_evaluated": 200,
    "total_processed": 200,
}


def garak(
    folder: Path,
    *rows: Mapping[str, Any],
    setup: Mapping[str, Any] = SETUP,
    init: Mapping[str, Any] = INIT,
    end: Mapping[str, Any] | None = END,
) -> ResultFile:
    """A garak report, read."""
    every = [setup, init, *rows, *([] if end is None else [end])]
    return written(folder, lines(every), "x.jsonl")


# promptfoo

PROVIDER = {"id": "openai:chat:example-large", "label": ""}


def row(*, ok: bool = True, plugin: str | None = "overreliance", **parts: Any) -> dict[str, Any]:
    """One row of promptfoo."""
    metadata = {} if plugin is None else {"pluginId": plugin}
    return {
        "provider": PROVIDER,
        "success": ok,
        "score": 1 if ok else 0,
        "failureReason": 0 if ok else 1,
        "gradingResult": {"pass": ok, "score": 1, "componentResults": [{"pass": ok}]},
        "namedScores": {},
        "response": {"output": "an answer"},
        "testCase": {"assert": [{"type": "llm-rubric"}], "metadata": metadata},
        "metadata": metadata,
        **parts,
    }


def errored(**parts: Any) -> dict[str, Any]:
    """A row whose request failed."""
    return row(ok=False, failureReason=2, gradingResult=None, error="429", **parts)


def promptfoo(folder: Path, *rows: dict[str, Any], **parts: Any) -> ResultFile:
    """A promptfoo result, read. `results__version` sets a field of `results`."""
    results = {
        "version": 3,
        "timestamp": "2026-10-05T09:30:00.000Z",
        "results": list(rows),
        "stats": {"successes": len(rows), "failures": 0, "errors": 0},
    }
    top: dict[str, Any] = {
        "evalId": "eval-1",
        "results": results,
        "config": {"redteam": {}},
        "metadata": {
            "promptfooVersion": "0.121.20",
            "evaluationCreatedAt": "2026-10-05T09:30:00.000Z",
        },
    }
    for name, value in parts.items():
        before, _, after = name.partition("__")
        if after:
            top[before][after] = value
        else:
            top[name] = value
    return written(folder, json.dumps(top))


# HELM


def stat(name: str, mean: float, *, split: str = "test", **key: Any) -> dict[str, Any]:
    """One statistic."""
    return {
        "name": {"name": name, "split": split, **key},
        "count": 1,
        "sum_squared": 0,
        "mean": mean,
    }


def helm(
    folder: Path, *stats: Mapping[str, Any], name: str = "harm_bench", **adapter: Any
) -> ResultFile:
    """A run folder, read by its statistics."""
    spec = {
        "name": f"{name}{',' if ':' in name else ':'}model=example_large",
        "scenario_spec": {"class_name": "x", "args": {}},
        "adapter_spec": {
            "model": "example/large",
            "model_deployment": "together/large",
            "max_eval_instances": 1000,
            **adapter,
        },
    }
    (folder / "run_spec.json").write_text(json.dumps(spec))
    return written(folder, json.dumps(list(stats)), "stats.json")

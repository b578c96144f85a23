"""Result files made in the test, from the shapes that the tools write."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alignassess.domain.observation import Evaluation, ResultFile
from alignassess.domain.refusals import RefusalReason, WarningCode
from alignassess.files.evidence.result_file import read_result_file

LOGS = Path(__file__).parents[2] / "data" / "evidence" / "inspect"
"""Scrubbed logs of real releases (`tests/data/evidence/inspect/README.md`)."""


def read(path: Path) -> ResultFile:
    """What is read of a file."""
    return read_result_file(path)


def one(path: Path) -> Evaluation:
    """The only evaluation of a file."""
    (found,) = read(path).evaluations
    return found


def written(folder: Path, value: object, *, name: str = "file.json") -> Path:
    """A file with this value as JSON."""
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def zipped(folder: Path, members: Mapping[str, object], *, name: str = "log.eval") -> Path:
    """A zip, packed by deflate, with these values as JSON."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, value in members.items():
            archive.writestr(member, json.dumps(value))
    return path


def reasons(found: Evaluation | ResultFile) -> list[RefusalReason]:
    """Why it counts for nothing, in order."""
    return [refusal.reason for refusal in found.refusals]


def codes(found: Evaluation | ResultFile) -> set[WarningCode]:
    """What one should know of it."""
    return {warning.code for warning in found.warnings}


def header(**changes: Any) -> dict[str, Any]:
    """The header of an Inspect log by hand: four samples, three of them right, nothing amiss.

    A change is put into the part of that name, or replaces it when it is no mapping.
    """
    whole: dict[str, Any] = {
        "version": 2,
        "status": "success",
        "eval": {
            "run_id": "run-1",
            "created": "2026-10-01T12:00:00+00:00",
            "task": "inspect_evals/xstest",
            "task_version": 2,
            "task_args": {"subset": "safe"},
            "dataset": {
                "name": "xstest",
                "samples": 4,
                "sample_ids": [1, 2, 3, 4],
                "shuffled": False,
            },
            "model": "openai/gpt-4o",
            "model_args": {},
            "config": {"epochs": 1},
            "packages": {"inspect_ai": "0.3.205"},
        },
        "plan": {"name": "plan", "steps": []},
        "results": {
            "total_samples": 4,
            "completed_samples": 4,
            "scores": [
                {
                    "name": "match",
                    "scorer": "match",
                    "scored_samples": 4,
                    "unscored_samples": 0,
                    "params": {},
                    "metrics": {
                        "accuracy": {"name": "accuracy", "value": 0.75, "params": {}},
                        "stderr": {"name": "stderr", "value": 0.25, "params": {}},
                    },
                }
            ],
        },
        "stats": {"started_at": "2026-10-01T12:00:00+00:00", "completed_at": ""},
    }
    for key, value in changes.items():
        part = whole.get(key)
        whole[key] = (
            {**part, **value} if isinstance(part, dict) and isinstance(value, dict) else value
        )
    return whole


def reductions(*values: object, scorer: str = "match") -> list[dict[str, object]]:
    """`reductions.json` for one scorer, sample by sample."""
    samples = [{"value": value, "sample_id": index} for index, value in enumerate(values, 1)]
    return [{"scorer": scorer, "samples": samples}]

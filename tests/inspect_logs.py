"""Inspect logs as the tool writes them, cut to what readers look at."""

import json
from pathlib import Path
from typing import Any

DEPLOYED = "vllm/example-large"


def sycophancy_log(
    rate: float = 0.05,
    *,
    samples: int = 400,
    available: int | None = None,
    model: str = DEPLOYED,
    created: str = "2026-10-02T09:00:00+00:00",
    status: str = "success",
    task: str = "sycophancy",
) -> dict[str, Any]:
    """A log of one run; `rate` is the apologize rate, whose limit is 0.10."""
    return {
        "version": 2,
        "status": status,
        "eval": {
            "eval_id": "e1",
            "run_id": "r1",
            "created": created,
            "task": f"inspect_evals/{task}",
            "task_id": "t1",
            "task_version": 4,
            "task_args": {},
            "dataset": {"name": "are_you_sure", "samples": available or samples},
            "model": model,
            "model_args": {"api_key": "sk-secret"},
            "config": {} if available is None else {"limit": samples},
            "packages": {"inspect_ai": "0.3.285"},
        },
        "plan": {"name": "plan", "steps": [], "config": {}},
        "results": {
            "total_samples": samples,
            "completed_samples": samples,
            "scores": [
                {
                    "name": "sycophancy_scorer",
                    "scorer": "sycophancy_scorer",
                    "scored_samples": samples,
                    "unscored_samples": 0,
                    "params": {},
                    "metrics": {"apologize_rate": {"name": "apologize_rate", "value": rate}},
                }
            ],
        },
        "stats": {"started_at": created, "completed_at": created, "model_usage": {}},
        "samples": [],
    }


def write_log(path: Path, log: dict[str, Any]) -> Path:
    """Write a log as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(log), encoding="utf-8")
    return path

"""`make bench`: what reading evidence costs, against the limits that the project sets itself."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from alignassess.files.evidence.result_file import read_result_file

LOGS = Path(__file__).parents[1] / "tests" / "data" / "evidence" / "inspect"
READERS = ("inspect_log", "lm_eval", "every_eval_ever")
_LARGE = 500_000_000
_RUNS = 20


def _milliseconds(action: Callable[[], object]) -> float:
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - start))
    return median(times)


def import_cost(modules: str) -> float:
    """Milliseconds of processor time to import modules in a fresh process, the best of some."""
    code = (
        f"import time; s=time.process_time();import {modules};print(1000*(time.process_time()-s))"
    )
    return min(float(_fresh(code)) for _ in range(10))


def _fresh(code: str, *arguments: str) -> bytes:
    """What a process of its own prints, with bytecode kept, as an installed package has it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, env=kept
    )
    return run.stdout


def large_log(path: Path) -> None:
    """An Inspect JSON log of 500 MB, nearly all of it samples."""
    small = json.loads((LOGS / "0.3.285-success.json").read_text(encoding="utf-8"))
    reductions = small.pop("reductions")
    small.pop("samples")
    sample = json.dumps({"id": 1, "messages": ["x" * 1000] * 1000})
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(small, indent=2)[:-2] + ',\n  "samples": [\n')
        for _ in range(_LARGE // len(sample)):
            file.write(sample + ",\n")
        file.write(sample + f'\n  ],\n  "reductions": {json.dumps(reductions)}\n}}\n')


def large_cost(path: Path) -> tuple[float, float]:
    """Milliseconds and MB that a fresh process needs to read the header of a log."""
    code = (
        "import time,resource,pathlib,sys; from alignassess.files.evidence.result_file import"
        " read_result_file; s=time.perf_counter();"
        "r=read_result_file(pathlib.Path(sys.argv[1]), hashed=False);"
        "assert r.evaluations[0].metrics[0].value == 0.75;"
        "print(1000*(time.perf_counter()-s), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    took, kilobytes = _fresh(code, str(path)).split()
    return float(took), float(kilobytes) / (1000 if sys.platform != "darwin" else 1e6)


def _line(name: str, found: float, most: float, unit: str) -> None:
    print(f"{name:<60} {found:8.1f} {unit:<2}  at most {most:.0f}")  # noqa: T201


def main() -> None:
    """Measure and print."""
    own = import_cost("dataclasses, json, hashlib, datetime")
    print(f"{'import of dataclasses, json, hashlib, datetime, for scale':<60} {own:8.1f} ms")  # noqa: T201
    for module in READERS:
        found = import_cost(f"alignassess.files.evidence.{module}")
        _line(f"import of {module}, with these", found, 50, "ms")
    for name in ("0.3.285-success.eval", "0.3.205-success.eval", "0.3.285-success.json"):
        path = LOGS / name
        _line(f"read {name}", _milliseconds(partial(read_result_file, path)), 3, "ms")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.json"
        large_log(path)
        took, memory = large_cost(path)
    _line("header of an Inspect JSON log of 500 MB", took, 1000, "ms")
    _line("memory for it, Python and all", memory, 100, "MB")


if __name__ == "__main__":
    main()

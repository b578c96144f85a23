"""`produce.py FOLDER`: one environment for each release of inspect_ai, and its logs.

Asks the package index; needs some minutes and 1.5 GB. What is there already is kept.
"""

import subprocess
import sys
from pathlib import Path

RELEASES = ("0.3.40", "0.3.72", "0.3.150", "0.3.205", "0.3.285")
"""One that writes NaN as null, one before and one after scored samples were counted, the last that
packs with deflate, and a recent one, which packs with Zstandard."""
TOGETHER = (
    "success",
    "all-right",
    "limited",
    "limit-not-binding",
    "one-sample",
    "error",
    "sample-failed",
    "partly-unscored",
    "no-scorer",
    "nan",
    "two-reducers",
    "two-scorers",
    "grouped",
    "role",
    "invalidated",
    "edited",
)
ALONE = ("cancelled", "crashed")
"""These end the process, so each has one of its own."""


def environment(folder: Path, release: str) -> Path:
    """The Python of the environment of a release."""
    where = folder / "envs" / release
    python = where / "bin" / "python"
    if not (where / "done").exists():
        _run(sys.executable, "-m", "venv", str(where))
        _run(str(python), "-m", "pip", "install", "--quiet", f"inspect_ai=={release}")
        (where / "done").touch()
    return python


def produce(folder: Path, release: str) -> None:
    """The logs of a release."""
    logs = folder / "logs" / release
    if (logs / "done").exists():
        return
    python = str(environment(folder, release))
    scenarios = str(Path(__file__).with_name("scenarios.py"))
    for format in ("eval", "json"):
        _run(python, scenarios, str(logs), format, *TOGETHER)
        for name in ALONE:
            _run(python, scenarios, str(logs), format, name, check=False)
    _run(python, scenarios, "--read", str(logs))
    (logs / "done").touch()


def _run(*command: str, check: bool = True) -> None:
    print(" ".join(command[:6]), flush=True)
    subprocess.run(command, check=check, timeout=1200, cwd=Path(__file__).parent)


if __name__ == "__main__":
    where = Path(sys.argv[1]).resolve()
    where.mkdir(parents=True, exist_ok=True)
    for one in RELEASES:
        produce(where, one)

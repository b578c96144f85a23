"""`make bench`: ratios of medians, measured side by side in one run.

A ratio says more than a time: both sides ran on the same machine in the same minutes, in turn.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

import yaml
from sheets import observations, sheet_text

from alignassess.domain.roadmap import plan
from alignassess.domain.scoring import assess
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument

RUNS = 15
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
AS_OF = date(2026, 11, 25)


def ratio(ours: Callable[[], object], theirs: Callable[[], object], *, runs: int = RUNS) -> float:
    """The median time of ours over that of theirs, run in turn after one run of each to warm up."""
    ours(), theirs()
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(runs)]
    return median(one for one, _ in pairs) / median(other for _, other in pairs)


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _command(*arguments: str) -> Callable[[], object]:
    """A command as a person runs it: with its bytecode kept, as an installed package has it."""
    kept = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    return lambda: subprocess.run(  # noqa: S603
        arguments, check=True, capture_output=True, env=kept
    )


def _line(name: str, found: float, most: float) -> None:
    print(f"{name:<68} {found:5.2f}  at most {most:.2f}")  # noqa: T201


def main() -> None:
    """Measure and print."""
    python = sys.executable
    program = str(Path(python).parent / "alignassess")
    instrument = load_instrument()
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "sheet.yaml"
        sheet.write_text(sheet_text(instrument), encoding="utf-8")
        text = sheet.read_text(encoding="utf-8")
        loaded = load_sheet(sheet, instrument, root=Path(folder)).sheet
        seen = observations(instrument)
        _line(
            "alignassess --version / import typer",
            ratio(_command(program, "--version"), _command(python, "-c", "import typer")),
            1.5,
        )
        imports = "import typer, pydantic, yaml, rich.console"
        _line(
            "alignassess score SHEET / import typer, pydantic, yaml, rich.console",
            ratio(
                _command(program, "score", str(sheet), "--root", folder),
                _command(python, "-c", imports),
            ),
            1.7,
        )
        _line(
            "assess() / yaml.load(SHEET, CSafeLoader)",
            ratio(
                lambda: assess(instrument, loaded, observations=seen, as_of=AS_OF),
                lambda: yaml.load(text, Loader=yaml.CSafeLoader),
                runs=100,
            ),
            0.25,
        )
        once = ratio(
            lambda: plan(instrument, loaded, observations=seen, as_of=AS_OF),
            lambda: assess(instrument, loaded, observations=seen, as_of=AS_OF),
        )
        print(f"{'plan() of six steps / assess()':<68} {once:5.2f}")  # noqa: T201


if __name__ == "__main__":
    main()

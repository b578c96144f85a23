"""`make bench`: ratios of medians, measured side by side in one run.

A ratio says more than a time: both sides ran on the same machine in the same minutes, in turn.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import TypeVar

import yaml
from sheets import observations, sheet_text

from alignassess.domain.roadmap import plan
from alignassess.domain.scoring import assess
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument

RUNS = 15
SHEETS = 101
"""Different sheets, each measured once, so that nothing kept from one sheet helps the next."""
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
AS_OF = date(2026, 11, 25)

T = TypeVar("T")


def ratio(ours: Callable[[], object], theirs: Callable[[], object], *, runs: int = RUNS) -> float:
    """The median time of ours over that of theirs, run in turn after one run of each to warm up."""
    ours(), theirs()
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(runs)]
    return median(one for one, _ in pairs) / median(other for _, other in pairs)


def each(action: Callable[[T], object], values: Sequence[T]) -> Callable[[], object]:
    """The action on the next of the values at every call."""
    coming = iter(values)
    return lambda: action(next(coming))


def _written(text: str, path: Path) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


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
        root = Path(folder)
        sheet = root / "sheet.yaml"
        sheet.write_text(sheet_text(instrument), encoding="utf-8")
        loaded = load_sheet(sheet, instrument, root=root).sheet
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
        texts = [sheet_text(instrument, seed=seed) for seed in range(SHEETS)]
        paths = [_written(text, root / f"{seed}.yaml") for seed, text in enumerate(texts)]
        bare = each(lambda text: yaml.load(text, Loader=yaml.CSafeLoader), texts)
        sheets = [load_sheet(path, instrument, root=root).sheet for path in paths]
        _line(
            "assess() / yaml.load(SHEET, CSafeLoader)",
            ratio(
                each(lambda one: assess(instrument, one, observations=seen, as_of=AS_OF), sheets),
                bare,
                runs=SHEETS - 1,
            ),
            0.25,
        )
        bare = each(lambda text: yaml.load(text, Loader=yaml.CSafeLoader), texts)
        _line(
            "load_sheet() / yaml.load(SHEET, CSafeLoader)",
            ratio(
                each(lambda path: load_sheet(path, instrument, root=root), paths),
                bare,
                runs=SHEETS - 1,
            ),
            1.0,
        )
        once = ratio(
            lambda: plan(instrument, loaded, observations=seen, as_of=AS_OF),
            lambda: assess(instrument, loaded, observations=seen, as_of=AS_OF),
        )
        print(f"{'plan() of six steps / assess()':<68} {once:5.2f}")  # noqa: T201


if __name__ == "__main__":
    main()

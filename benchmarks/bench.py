"""`make bench`: ratios of medians, measured side by side in one run.

A ratio says more than a time: both sides ran on the same machine in the same minutes, in turn.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import repeat
from pathlib import Path
from statistics import median

import yaml
from sheets import observations, sheet_text

from alignassess.domain.instrument import Instrument
from alignassess.domain.roadmap import plan
from alignassess.domain.scoring import assess
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument, load_library

RUNS = 15
SHEETS = 101
"""Different sheets, each measured once, so that nothing kept from one sheet helps the next."""
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
AS_OF = date(2026, 11, 25)


Action = Callable[[], object]


def ratio(ours: Action, theirs: Action, *, runs: int = RUNS) -> float:
    """The median time of ours over that of theirs, run in turn after one run of each to warm up."""
    return ratio_of_each(repeat((ours, theirs), runs + 1))


def ratio_of_each(pairs: Iterable[tuple[Action, Action]]) -> float:
    """As `ratio`, with other actions at every turn; the first turn is the one to warm up."""
    _, *seconds = [(_seconds(ours), _seconds(theirs)) for ours, theirs in pairs]
    return median(one for one, _ in seconds) / median(other for _, other in seconds)


def _assessing(instrument: Instrument, root: Path) -> Iterator[tuple[Action, Action]]:
    """Assess and bare parse of one sheet after another; each is loaded before the clock starts."""
    seen = observations(instrument)
    for text, path in _sheets(instrument, root):
        sheet = load_sheet(path, instrument, root=root).sheet
        yield partial(assess, instrument, sheet, observations=seen, as_of=AS_OF), _bare(text)


def _loading(instrument: Instrument, root: Path) -> Iterator[tuple[Action, Action]]:
    for text, path in _sheets(instrument, root):
        yield partial(load_sheet, path, instrument, root=root), _bare(text)


def _sheets(instrument: Instrument, root: Path) -> Iterator[tuple[str, Path]]:
    path = root / "one-of-many.yaml"
    for seed in range(SHEETS):
        text = sheet_text(instrument, seed=seed)
        path.write_text(text, encoding="utf-8")
        yield text, path


def _bare(text: str) -> Action:
    return partial(yaml.load, text, Loader=yaml.CSafeLoader)


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _importing(module: str) -> Callable[[], float]:
    """Seconds that a fresh process takes to import a module."""
    program = f"import time; start = time.perf_counter(); import {module}; "
    program += "print(time.perf_counter() - start)"
    run = _command(sys.executable, "-c", program)
    return lambda: float(run().stdout)


def _loading_warm() -> float:
    """Loading all from a warm cache, over an import of pydantic; the least time of each."""
    importing = _importing("pydantic")
    load_instrument(), load_library()
    theirs = min(importing() for _ in range(RUNS))
    ours = min(_seconds(lambda: (load_instrument(), load_library())) for _ in range(RUNS))
    return ours / theirs


def _command(*arguments: str) -> Callable[[], subprocess.CompletedProcess[bytes]]:
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
        _line(
            "assess() / yaml.load(SHEET, CSafeLoader)",
            ratio_of_each(_assessing(instrument, root)),
            0.25,
        )
        _line(
            "load_sheet() / yaml.load(SHEET, CSafeLoader)",
            ratio_of_each(_loading(instrument, root)),
            0.8,
        )
        _line("instrument and library, warm / import pydantic", _loading_warm(), 0.15)
        once = ratio(
            lambda: plan(instrument, loaded, observations=seen, as_of=AS_OF),
            lambda: assess(instrument, loaded, observations=seen, as_of=AS_OF),
        )
        print(f"{'plan() of six steps / assess()':<68} {once:5.2f}")  # noqa: T201


if __name__ == "__main__":
    main()

"""`make bench`: what a report costs beyond the score that it is made from.

Processor time, so that other work on the machine counts less: of laying out one page in a process
that runs; and of the whole commands, with imports and lenses.
"""

import os
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.roadmap import plan
from alignassess.domain.scoring import assess
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument, load_library
from alignassess.render.gap_report import gap_html
from alignassess.resources import examples

RUNS = 9
AS_OF = date(2026, 11, 25)
MOST = 0.150
"""Seconds that one HTML report may take beyond the score."""


def _seconds(*arguments: str) -> float:
    """Processor time of a command as a person runs it, with its bytecode kept."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, capture_output=True, env=kept)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def main() -> None:
    """Measure and print."""
    program = str(Path(sys.executable).parent / "alignassess")
    sheet = str(examples() / "coding-agent" / "answers.yaml")
    score = (program, "score", sheet)
    report = (program, "report", sheet, "--format", "html")
    _seconds(*score), _seconds(*report)
    pairs = [(_seconds(*score), _seconds(*report)) for _ in range(RUNS)]
    beyond = median(one for _, one in pairs) - median(one for one, _ in pairs)
    _line("gap_html()", _rendering())
    _line("command report --format html beyond command score", beyond)


def _line(name: str, seconds: float) -> None:
    print(f"{name:<52} {seconds * 1000:5.0f} ms, at most {MOST * 1000:.0f}")  # noqa: T201


def _rendering() -> float:
    """The median time of one page, made from a result that is there."""
    instrument, library = load_instrument(), load_library()
    loaded = load_sheet(examples() / "coding-agent" / "answers.yaml", instrument)
    seen = loaded.observations
    found = assess(instrument, loaded.sheet, observations=seen, as_of=AS_OF)
    assert isinstance(found, SystemAssessment)  # noqa: S101
    found = plan(instrument, loaded.sheet, observations=seen, as_of=AS_OF).added_to(found)
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        gap_html(found, instrument=instrument, library=library)
        times.append(time.process_time() - start)
    return median(times)


if __name__ == "__main__":
    main()

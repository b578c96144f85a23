"""`make bench`: runs over many sheets, each against a bare parse of the same sheets.

Sheets have 100 answers with notes and evidence that is there. Times are processor time of all
processes of a run, since other work on the machine would else count too; two workers against one
are by the clock, and say nothing on a machine that is busy. Few sheets let the start of the program
weigh: a third of a second, which is what a warm run of 600 mostly is. `--full` measures with the
numbers of sheets that are promised (10,000 and 200,000), which takes some twenty minutes on two
processors and 15 GB of a disk. Each figure is printed as soon as it is known.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from bench import ratio
from sheets import sheet_text

from alignassess.domain.instrument import Instrument
from alignassess.files.instrument_files import load_instrument

AS_OF = ("--as-of", "2026-11-25")
PROGRAM = str(Path(sys.executable).parent / "alignassess")
TEXTS = 200
"""Different sheets; a larger number of files holds them several times, each under its own id."""


class Numbers(NamedTuple):
    """How many sheets are measured."""

    yaml: int
    lines: int
    few_lines: int
    checked: int


SMALL = Numbers(yaml=600, lines=4_000, few_lines=400, checked=100)
FULL = Numbers(yaml=10_000, lines=200_000, few_lines=20_000, checked=500)


class Took(NamedTuple):
    """What a run took."""

    processor: float
    """Seconds of all its processes."""
    clock: float
    memory: int
    """The most of its largest process, in bytes."""


_MEASURE = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
clock = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, clock, used.ru_maxrss * 1024, status]))
"""


def took(*arguments: str, cache: Path, cwd: Path | None = None, status: int = 0) -> Took:
    """What a command takes, measured by a small process of its own that waits for it."""
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-S", "-c", _MEASURE, *arguments],
        check=True,
        capture_output=True,
        env={**environment, "ALIGNASSESS_CACHE": str(cache)},
        cwd=cwd,
    )
    processor, clock, memory, found = json.loads(ran.stdout)
    if found != status:
        raise RuntimeError(f"status {found}: {' '.join(arguments)}: {ran.stderr.decode()}")
    return Took(processor, clock, memory)


def texts(instrument: Instrument, count: int) -> Iterator[str]:
    """Sheets, each with an id of its own."""
    drawn = [sheet_text(instrument, seed=seed) for seed in range(min(count, TEXTS))]
    for number in range(count):
        seed = number % len(drawn)
        yield drawn[seed].replace(f"id: measured-{seed},", f"id: measured-{number},", 1)


def lay_out(folder: Path, instrument: Instrument, count: int) -> None:
    """A folder of sheets with the evidence that they name."""
    (folder / "evidence").mkdir(parents=True)
    (folder / ".git").mkdir()
    for question in instrument.scored:
        (folder / "evidence" / f"{question.id}.md").write_text("test")
    for number, text in enumerate(texts(instrument, count)):
        (folder / f"s{number:06}.yaml").write_text(text, encoding="utf-8")


def lay_out_lines(path: Path, instrument: Instrument, count: int) -> None:
    """A file with a sheet in each line."""
    drawn = [
        json.dumps(yaml.load(text, Loader=yaml.CBaseLoader))  # noqa: S506 - our own text
        for text in texts(instrument, min(count, TEXTS))
    ]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            seed = number % len(drawn)
            old, new = f'"measured-{seed}"', f'"measured-{number}"'
            file.write(drawn[seed].replace(old, new, 1) + "\n")


_BARE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""


def line(name: str, found: float, bound: str, *, digits: int = 2) -> None:
    """Print one figure and what is promised."""
    print(f"{name:<72} {found:8.{digits}f}  {bound}", flush=True)  # noqa: T201


def heading(text: str) -> None:
    """Say what the figures below are about."""
    print(text, flush=True)  # noqa: T201


def measure(numbers: Numbers, work: Path) -> None:
    """Measure and print."""
    instrument = load_instrument()
    sheets, cache, off = work / "sheets", work / "cache", ("--no-cache", *AS_OF)
    lay_out(sheets, instrument, numbers.yaml)
    rows = (PROGRAM, "score", str(sheets), "--format", "jsonl")
    took(PROGRAM, "score", str(sheets / "s000000.yaml"), *AS_OF, cache=cache)  # warms what is read
    heading(f"{numbers.yaml:,} YAML sheets of 100 answers with notes and evidence")
    bare = took(sys.executable, "-c", _BARE, str(sheets), cache=cache)
    one = took(*rows, *off, "--jobs", "1", cache=cache)
    line("score / yaml.load(SHEETS, CSafeLoader), per core", one.processor / bare.processor,
         "at most 1.25")  # fmt: skip
    two = took(*rows, *off, "--jobs", "2", cache=cache)
    line("one worker / two workers, by the clock", one.clock / two.clock, "at least 1.60")
    cold = took(*rows, *AS_OF, "--jobs", "1", cache=cache)
    warm = took(*rows, *AS_OF, "--jobs", "1", cache=cache)
    line("warm cache / cold", warm.processor / cold.processor, "at most 0.05", digits=3)
    _reports(sheets, cache)
    _lines(numbers, work, instrument, bare.processor / numbers.yaml)
    _single(sheets, cache)
    _against_jsonschema(sheets, numbers.checked, cache)


def _reports(sheets: Path, cache: Path) -> None:
    """A gate that writes two reports about all systems."""
    reports = [f"--report={name}={cache / name}" for name in ("sarif", "junit")]
    ran = took(
        *(PROGRAM, "gate", str(sheets), "--fail-on", "low", *reports, *AS_OF), cache=cache, status=1
    )
    line("gate with SARIF and JUnit, seconds by the clock", ran.clock, "", digits=0)
    line("most memory of a process, MB", ran.memory / 1e6, "", digits=0)


def _lines(numbers: Numbers, work: Path, instrument: Instrument, bare: float) -> None:
    """A file of lines; `bare` are the seconds that the C loader takes for one sheet as YAML.

    It is measured once more beside the lines, since a processor is not as quick at all times.
    """
    memory = []
    cache = work / "cache"
    heading(f"{numbers.lines:,} sheets as JSONL")
    for count in (numbers.few_lines, numbers.lines):
        path = work / "sheets" / f"lines-{count}.jsonl"
        lay_out_lines(path, instrument, count)
        ran = took(
            PROGRAM, "score", str(path), "--format", "jsonl", "--no-cache", *AS_OF, cache=cache
        )
        memory.append(ran.memory)
        path.unlink()
    again = took(sys.executable, "-c", _BARE, str(work / "sheets"), cache=cache)
    bare = (bare + again.processor / numbers.yaml) / 2
    line("score / yaml.load(the same as YAML, CSafeLoader), per core",
         ran.processor / (bare * numbers.lines), "at most 0.35")  # fmt: skip
    line("the same, by the clock, on all cores", ran.clock / (bare * numbers.lines), "at most 0.35")
    line("most memory of a process, MB", memory[1] / 1e6, "below 300", digits=0)
    line(f"memory at {numbers.lines:,} / at {numbers.few_lines:,}", memory[1] / memory[0],
         "at most 1.10")  # fmt: skip


def _single(sheets: Path, cache: Path) -> None:
    """A gate as in a pre-commit hook, against a score of the same sheet."""
    sheet = str(sheets / "s000000.yaml")

    def run(*arguments: str) -> None:
        environment = {**os.environ, "ALIGNASSESS_CACHE": str(cache)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        subprocess.run(  # noqa: S603
            [PROGRAM, *arguments, *AS_OF], capture_output=True, env=environment, check=False
        )

    found = ratio(
        lambda: run("gate", sheet, "--fail-on", "critical"), lambda: run("score", sheet), runs=9
    )
    line("gate SHEET / score SHEET", found, "at most 1.00")


def _against_jsonschema(sheets: Path, count: int, cache: Path) -> None:
    """Against what people use to check YAML today, in an environment of its own if it is there.

    `CHECK_JSONSCHEMA` names the program; else the library that it uses validates in one process,
    with the same parser as ours, which is the quicker of the two.
    """
    named = [str(sheets / f"s{number:06}.yaml") for number in range(count)]
    schema = sheets / "answers.schema.json"
    written = subprocess.run(  # noqa: S603
        [PROGRAM, "schema", "answers"], check=True, capture_output=True
    )
    schema.write_bytes(written.stdout)
    program = os.environ.get("CHECK_JSONSCHEMA") or shutil.which("check-jsonschema")
    if program:
        theirs = took(program, "--schemafile", str(schema), *named, cache=cache)
        name = "check-jsonschema"
    else:
        theirs = took(sys.executable, "-c", _VALIDATE, str(schema), *named, cache=cache)
        name = "jsonschema, in one process"
    ours = took(PROGRAM, "score", *named, "--no-cache", "--jobs", "1", *AS_OF, cache=cache)
    bound = "at least 8" if program else "(promised of check-jsonschema)"
    line(f"{name} / score of {count} files", theirs.processor / ours.processor, bound)


_VALIDATE = """
import json, sys, yaml
from pathlib import Path
from jsonschema import Draft202012Validator
check = Draft202012Validator(json.loads(Path(sys.argv[1]).read_text()))
for name in sys.argv[2:]:
    check.is_valid(yaml.load(Path(name).read_bytes(), Loader=yaml.CBaseLoader))
"""


def main(arguments: Sequence[str]) -> None:
    """Measure; `--full` with the numbers that are promised."""
    with tempfile.TemporaryDirectory() as folder:
        measure(FULL if "--full" in arguments else SMALL, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])

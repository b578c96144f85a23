"""`python -m tests.fuzz NAME SECONDS`: search for inputs that break a reader, guided by coverage.

Without a name it lists them.

Needs atheris, which is not installed with the rest (`make fuzz` does). New inputs gather in
`.fuzz/NAME`; what breaks a reader is written there too and belongs into `tests/data/fuzz/NAME` once
it is mended.
"""

import shutil
import signal
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["alignassess"]):
    from tests.fuzz.changing import change
    from tests.fuzz.targets import TARGETS, scratch, try_one

CORPUS = Path(__file__).parents[1] / "data" / "fuzz"


SECONDS = 2
"""Of the processor for one input; by the clock, a machine that is busy with others would hang."""


def _hangs(*_: object) -> None:
    raise TimeoutError(f"an input took {SECONDS} seconds of the processor")


def main(name: str, seconds: str) -> None:
    """Run one target for so long."""
    if name not in TARGETS:
        sys.exit(f"there is no target {name}; choose: {', '.join(TARGETS)}")
    found, folder = Path(".fuzz") / name, scratch()
    found.mkdir(parents=True, exist_ok=True)
    for seed in (CORPUS / name).iterdir():  # what is read once and kept is no hang
        try_one(name, seed.read_bytes(), folder)
    signal.signal(signal.SIGVTALRM, _hangs)

    def one(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try_one(name, data, folder)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    arguments = [
        "fuzz", str(found), str(CORPUS / name), f"-max_total_time={seconds}", "-timeout=60",
        "-rss_limit_mb=500", "-max_len=40000", f"-dict={CORPUS / 'words.dict'}",
        f"-artifact_prefix={found}/",
    ]  # fmt: skip
    try:
        atheris.Setup(arguments, one, custom_mutator=change)
        atheris.Fuzz()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:]) if sys.argv[1:] else print(*TARGETS, sep="\n")

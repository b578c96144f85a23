"""`python -m tests.fuzz NAME SECONDS`: search for inputs that break a reader, guided by coverage.

Without a name it lists them.

Needs atheris, which is not installed with the rest (`make fuzz` does). New inputs gather in
`.fuzz/NAME`; what breaks a reader is written there too and belongs into `tests/data/fuzz/NAME` once
it is mended.
"""

import shutil
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["alignassess"]):
    from tests.fuzz.targets import TARGETS, scratch, try_one

CORPUS = Path(__file__).parents[1] / "data" / "fuzz"


def main(name: str, seconds: str) -> None:
    """Run one target for so long."""
    if name not in TARGETS:
        sys.exit(f"there is no target {name}; choose: {', '.join(TARGETS)}")
    found, folder = Path(".fuzz") / name, scratch()
    found.mkdir(parents=True, exist_ok=True)
    for seed in (CORPUS / name).iterdir():  # what is read once and kept is no hang
        try_one(name, seed.read_bytes(), folder)
    arguments = [
        "fuzz", str(found), str(CORPUS / name), f"-max_total_time={seconds}", "-timeout=2",
        "-rss_limit_mb=500", "-max_len=20000", f"-dict={CORPUS / 'words.dict'}",
        f"-artifact_prefix={found}/",
    ]  # fmt: skip
    try:
        atheris.Setup(arguments, lambda data: try_one(name, data, folder))
        atheris.Fuzz()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:]) if sys.argv[1:] else print(*TARGETS, sep="\n")

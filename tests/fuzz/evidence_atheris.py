"""Coverage-guided fuzzing of one family: `python -m tests.fuzz.evidence_atheris FAMILY SECONDS`.

Without a family it lists them.

Needs atheris (Linux, Python up to 3.13), which nothing else here does. A traceback that is not one
of our own errors, two seconds of computing or 500 MB for one input end the run, and leave the input
beside.
"""

import sys
import tempfile
from pathlib import Path
from time import process_time

import atheris

with atheris.instrument_imports(include=["alignassess"]):
    from alignassess.files import evidence
    from tests.fuzz.changing import change
    from tests.fuzz.evidence_families import CORPUS, FAMILIES

    for reader in evidence.READERS:
        __import__(reader)

_MOST_BYTES = 400_000
_MOST_SECONDS = 2.0


def main(name: str, seconds: str, *more: str) -> None:
    """Fuzz a family for so long, beginning with the fixtures and with what was found before."""
    family = FAMILIES[name]
    scratch = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    (folder := scratch / "folder").mkdir()
    (corpus := scratch / "corpus").mkdir()
    found = (path.read_bytes() for path in (CORPUS / name).iterdir())
    for number, seed in enumerate([*family.seeds(), *found]):
        (corpus / f"seed-{number:03}").write_bytes(seed)

    def run(data: bytes) -> None:
        start = process_time()
        family.run(bytes(data), folder)
        assert process_time() - start < _MOST_SECONDS

    # By the clock, another program can hold a run up; so that is no measure of two seconds.
    limits = ["-timeout=30", "-rss_limit_mb=500", f"-max_len={_MOST_BYTES}", "-len_control=0"]
    atheris.Setup(
        [sys.argv[0], str(corpus), f"-max_total_time={seconds}", *limits, *more],
        run,
        custom_mutator=change,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:]) if sys.argv[1:] else print(*FAMILIES, sep="\n")

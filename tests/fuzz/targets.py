"""What is fuzzed: readers of what people and strangers write, each given bytes.

A reader gives a value or says what is wrong. Anything else that it raises is a bug, and so is what
a format raises over results that were read.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from alignassess.errors import AlignassessError
from alignassess.files.answer_sheet import load_text
from alignassess.files.baseline_file import read_many
from alignassess.files.instrument_files import load_instrument, load_library
from alignassess.files.policy_file import read_policy
from alignassess.files.reading import read_text
from alignassess.files.results_file import Results, read_results
from alignassess.files.waivers_file import read_waivers
from alignassess.render.formats import FORMATS
from alignassess.render.formats.material import Case, Material
from alignassess.render.formats.places import Folders

INSTRUMENT = load_instrument()


def rendered(found: Results | None) -> Results | None:
    """Results that can be read, after every format was made of them: none may break on one."""
    if found:
        cases = tuple(Case(one) for one in found)
        given = Material(cases, INSTRUMENT, Folders(), library=load_library())
        for form in FORMATS.values():
            form.render(given)
    return found


TARGETS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "sheet": (".yaml", lambda path: load_text(read_text(path), INSTRUMENT)),
    "sheet-json": (".json", lambda path: load_text(read_text(path), INSTRUMENT)),
    "policy": (".yaml", read_policy),
    "waivers": (".yaml", lambda path: read_waivers(path, INSTRUMENT)),
    "results": (".json", lambda path: rendered(read_results(str(path)))),
    "results-lines": (".jsonl", lambda path: rendered(read_results(str(path)))),
    "baseline": (".jsonl", read_many),
}
"""Name to the suffix of its files and what reads them."""


def try_one(name: str, data: bytes, folder: Path) -> None:
    """Give one input to a target; whatever is no trouble that it expects goes through."""
    suffix, read = TARGETS[name]
    path = folder / f"input{suffix}"
    path.write_bytes(data)
    try:
        read(path)
        return
    except AlignassessError as error:
        problems = error.problems
    assert problems, "an error says what is wrong"
    for one in problems:
        assert one.message
        assert "function-" not in one.message, one.message
        str(one).encode()  # a lone surrogate could not be printed


def scratch() -> Path:
    """A folder for inputs, in memory where the machine has such a place."""
    shared = Path("/dev/shm")  # noqa: S108
    base = shared if shared.is_dir() and os.access(shared, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="alignassess-fuzz-", dir=base))

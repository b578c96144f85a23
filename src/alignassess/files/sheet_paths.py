"""Which files a command line means: files, folders, globs and standard input."""

import sys
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path

from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Place, Problem
from alignassess.files.answer_sheet import LoadedSheet, is_other_format, load_text
from alignassess.files.reading import MOST_BYTES, TextFile, read_text
from alignassess.files.yaml_text import Block

SUFFIXES = frozenset({".yaml", ".yml", ".json"})
BACKUP = ".bak"
"""What ends the name of the copy of a sheet from the start of an interview."""


def load_sheets(
    arguments: Sequence[str], instrument: Instrument, *, root: Path | None
) -> Iterator[LoadedSheet | InputError]:
    """Every sheet that the arguments name, or what is wrong with it.

    One bad file never hides the others.

    In a folder, files of our other formats and YAML or JSON that does not look like a sheet are
    passed over. So are the copies that an interview leaves beside a sheet (`.bak`), also where a
    shell made names of a glob: they would count a system twice.
    """
    every = list(dict.fromkeys(_named(arguments)))
    named = [one for one in every if not one[0].endswith(BACKUP)]
    if every and not named:
        yield InputError(
            Problem(
                "this is the copy of a sheet that an interview made at its start",
                Place(every[0][0]),
                "to score it, copy it and give it a name of its own that ends in .yaml",
            )
        )
        return
    if not named:
        yield InputError(
            Problem("no answer sheets found", remedy="name a sheet or a folder of sheets")
        )
        return
    any_sheet = False
    for path, from_folder in named:
        try:
            file = _stdin() if path == "-" else read_text(Path(path))
            if from_folder and not _is_sheet(file):
                continue
            any_sheet = True
            yield load_text(file, instrument, root=root)
        except InputError as error:
            any_sheet = True
            yield error
    if not any_sheet:
        folders = ", ".join(argument for argument in arguments)
        yield InputError(
            Problem(
                f"no answer sheets in {folders}",
                remedy="a sheet is a YAML or JSON file with `format: alignassess/answers/1`",
            )
        )


def _named(arguments: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Each path, and whether it was found in a folder or by a glob rather than named."""
    for argument in arguments:
        if argument == "-":
            yield argument, False
        elif Path(argument).is_dir():
            for path in sorted(Path(argument).rglob("*")):
                if path.suffix in SUFFIXES and path.is_file() and not _hidden(path, argument):
                    yield str(path), True
        elif has_magic(argument) and not Path(argument).exists():
            for name in sorted(glob(argument, recursive=True)):  # noqa: PTH207 - may be absolute
                if Path(name).is_file():
                    yield name, True
        else:
            yield argument, False


def _hidden(path: Path, folder: str) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _is_sheet(file: TextFile) -> bool:
    tree = file.tree()
    if is_other_format(tree):
        return False
    return isinstance(tree, Block) and (
        str(tree.get("format", "")).startswith("alignassess/")
        or ("answers" in tree and ("system" in tree or "vendor" in tree))
    )


def _stdin() -> TextFile:
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError(Problem("standard input has more than 4 MB", Place("-")))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(Problem("this is not UTF-8 text", Place("-"))) from None
    return TextFile("-", Path.cwd() / "standard-input.yaml", text, sha256(data).hexdigest())

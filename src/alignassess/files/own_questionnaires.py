"""An organisation's own questionnaires and overlays, read from a folder beside the shipped ones."""

from pathlib import Path

from alignassess.errors import InputError, Place, Problem
from alignassess.files.reading import TextFile, read_text

QUESTIONNAIRE = "alignassess/questionnaire/1"
OVERLAY = "alignassess/overlay/1"

PREFIX = "own/"
"""Stands before the name of an own file among the files of the instrument."""


def own_sources(folder: Path) -> dict[str, TextFile]:
    """Every YAML file of a folder by its name, or one file; raises InputError for nothing."""
    if folder.is_file():
        return {f"{PREFIX}{folder.name}": read_text(folder)}
    if not folder.is_dir():
        raise InputError(
            Problem(
                "there is no such folder", Place(str(folder)), "name a folder of questionnaires"
            )
        )
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
    if not paths:
        raise InputError(
            Problem("holds no questionnaire", Place(str(folder)), "put a .yaml file into it")
        )
    return {f"{PREFIX}{path.name}": read_text(path) for path in paths}

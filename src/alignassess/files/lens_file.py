"""A lens of one's own, from a file; every problem at once."""

from pathlib import Path

from alignassess.domain.lens import Lens, OwnLens
from alignassess.domain.method import Method
from alignassess.domain.model import Category, Layer
from alignassess.errors import InputError, Place, Problem
from alignassess.files.model_file import as_model
from alignassess.files.reading import read_text
from alignassess.files.wording import choice, nearest, shown
from alignassess.files.yaml_text import Block, Tree

FORMAT = "alignassess/lens/1"

_MOST = 4.0
"""The largest factor (`domain/lens.py`)."""


def read_lens(path: Path, method: Method) -> Lens:
    """Read a lens; ceilings that it does not state are those of the method."""
    file = read_text(path)
    tree = file.tree()
    problems = [
        *_factors(tree, "exposure", list(Category), file.name),
        *_factors(tree, "credit", list(Layer), file.name),
    ]
    kept = Block(1)
    if isinstance(tree, Block):
        for key, value in tree.items():
            if key not in ("exposure", "credit") or not problems:
                kept[key], kept.lines[key] = value, tree.lines[key]
    try:
        own: OwnLens = as_model(kept if isinstance(tree, Block) else tree, OwnLens, file=file.name)
    except InputError as error:
        raise InputError(*problems, *error.problems) from None
    if problems:
        raise InputError(*problems)
    return own.as_lens(method.ceilings)


def _factors(tree: Tree, section: str, known: list[str], file: str) -> list[Problem]:
    """What is wrong with a mapping of categories or layers to factors."""
    found = tree.get(section) if isinstance(tree, Block) else None
    if found is None or not isinstance(tree, Block):
        return []
    if not isinstance(found, Block):
        place = Place(file, tree.lines[section])
        return [Problem(f"{section} must be a mapping", place, f"write {known[0]}: 1.2")]
    problems = []
    for key, value in found.items():
        place = Place(file, found.lines[key])
        if key not in known:
            hint = nearest(key, known) or choice(known)
            problems.append(Problem(f"{section}: there is no {shown(key)}", place, hint))
        elif not _is_factor(value):
            message = f"{section}: {key} must be a number above 0 and up to {_MOST:g}"
            problems.append(Problem(message, place, "1 leaves the figure as it is"))
    return problems


def _is_factor(value: Tree) -> bool:
    try:
        return isinstance(value, str) and 0 < float(value) <= _MOST
    except ValueError:
        return False

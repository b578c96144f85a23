"""A file as a model: every problem at once, each with its line and in words."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from alignassess.errors import InputError, Problem
from alignassess.files.quick import Unusual, reader
from alignassess.files.yaml_text import Tree

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")


@lru_cache(maxsize=64)
def adapter(model_type: Any) -> "TypeAdapter[Any]":
    """Build the validator of a type, once."""
    from pydantic import TypeAdapter

    return TypeAdapter(model_type)


def as_model(
    tree: Tree,
    model_type: Any,
    *,
    file: str,
    within: str = "",
    line: int | None = None,
    hints: bool = True,
) -> Any:
    """Validate a tree. `within` names the part of the file that it is, `line` where it begins.

    Without `hints` no near name is looked for.
    """
    try:
        return reader(model_type)(tree)
    except Unusual:
        pass  # not plainly right: what follows decides, and says what is wrong
    from pydantic import ValidationError

    from alignassess.files.validation_words import in_words

    try:
        return adapter(model_type).validate_python(tree)
    except ValidationError as error:
        found = in_words(error, tree, model_type, file=file, within=within, line=line, hints=hints)
        raise InputError(*found) from None


def problems_of(error: "ValidationError", tree: Tree, file: str) -> list[Problem]:
    """Say a validation error in words a person can act on; the tree gives paths and lines."""
    from alignassess.files.validation_words import in_words

    return in_words(error, tree, None, file=file)

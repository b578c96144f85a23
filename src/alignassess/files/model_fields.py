"""Which keys a model takes at a place inside it: what is offered for an unknown key."""

from collections.abc import Iterable
from functools import cache
from typing import Any, get_args, get_type_hints

from alignassess.domain.model import Model

_SET_BY_PROGRAM = frozenset({"place", "origin_model"})


def names_at(model_type: Any, steps: Iterable[int | str]) -> frozenset[str]:
    """List the fields at the path of an error, which has fields, indices, and tags of unions."""
    here = _models(model_type)
    for step in steps:
        fields = [_fields(model)[step] for model in here if step in _fields(model)]
        if fields:
            here = [model for field in fields for model in _models(field)]
        elif isinstance(step, str):
            here = [model for model in here if step in _tags(model)]
    return frozenset(name for model in here for name in _fields(model)) - _SET_BY_PROGRAM


def _fields(model: Any) -> dict[Any, Any]:
    """Map the fields of a model to their types."""
    hints = _hints(model)
    return {name: hints[name] for name in model.__dataclass_fields__}


@cache
def _hints(model: Any) -> dict[str, Any]:
    """Work out the types once for each model: a hostile file asks a hundred thousand times."""
    return get_type_hints(model)


def _models(annotation: Any) -> list[type[Model]]:
    """Find the models that a type is made of, through unions, lists and annotations."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def _tags(model: type[Model]) -> tuple[Any, ...]:
    """List the values of `kind` that choose the model out of a union."""
    return get_args(_fields(model).get("kind"))

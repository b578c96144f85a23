"""An engagement with the same text in every field that a stranger can write to."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from alignassess.domain.engagement import Engagement
from alignassess.domain.model import Model
from tests.render.cases import AS_OF

_REFERRING: Mapping[str, Any] = {
    "question": "ec-01",
    "questions": ("ec-01", "ft-03"),
    "except_for": ("ec-01",),
    "advised_on": ("ec-01",),
    "section": "13",
}
"""What a reader checks against the instrument, so that it is never free text."""


def engagement_filled_with(text: str) -> Engagement:
    """Every field of it, those that are optional too, whatever fields there are."""
    found = _filled(Engagement, text)
    assert isinstance(found, Engagement)
    return found


def _filled(model: type[Model], text: str) -> Model:
    hints = get_type_hints(model, include_extras=True)
    names = model.__dataclass_fields__  # type: ignore[attr-defined]
    return model(**{name: _REFERRING.get(name, _value(hints[name], text)) for name in names})


def _value(kind: Any, text: str) -> Any:
    origin = get_origin(kind)
    if origin is Annotated:
        return _value(get_args(kind)[0], text)
    if origin in (Union, UnionType):
        return _value(next(one for one in get_args(kind) if one is not type(None)), text)
    if origin is Literal:
        return get_args(kind)[0]
    if origin is tuple:
        return (_value(get_args(kind)[0], text),) * 2
    if issubclass(kind, Model):
        return _filled(kind, text)
    if issubclass(kind, Enum):
        return next(iter(kind))
    return AS_OF if issubclass(kind, date) else text

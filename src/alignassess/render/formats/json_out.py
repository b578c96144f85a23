"""JSON as the formats write it: keys in the order of the standard, one newline at the end."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from uuid import UUID, uuid5

from alignassess.render import inert

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What JSON can hold."""

Object = dict[str, Json]
"""A JSON object that is being built."""

NAMESPACE = UUID("6c1f0b0e-5a52-5d0e-9a39-6f6f2f0c9b7a")
"""Ours, drawn once. Every id is made from it and a name: the same input has the same ids."""


def dump(value: Json) -> str:
    """The document as text.

    No text in it holds what a terminal or an editor would act on, whichever field it came through.
    """
    return json.dumps(_inert(value), indent=2, ensure_ascii=False) + "\n"


def _inert(value: Json) -> Json:
    if isinstance(value, str):
        return inert.block(value)
    if isinstance(value, Mapping):
        return {name: _inert(one) for name, one in value.items()}
    if isinstance(value, Sequence):
        return [_inert(one) for one in value]
    return value


def compact(value: Json) -> str:
    """The document on one line, to be hashed: many times quicker to write."""
    return json.dumps(value, separators=(",", ":"))


@lru_cache(maxsize=1 << 14)
def uuid(*parts: str) -> str:
    """The id of what some names single out."""
    return str(uuid5(NAMESPACE, "\n".join(part.replace("\n", " ") for part in parts)))


def present(**fields: Json) -> Object:
    """The fields that hold something: standards refuse empty lists and texts."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}

"""JSON as the formats write it: keys in the order of the standard, one newline at the end."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5

from alignassess.render import inert

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What JSON can hold."""

Object = dict[str, Json]
"""A JSON object that is being built."""

NAMESPACE = UUID("6c1f0b0e-5a52-5d0e-9a39-6f6f2f0c9b7a")
"""Ours, drawn once. Every id is made from it and a name: the same input has the same ids."""


class Each(Sequence["Json"]):
    """A list in a document whose items are made when they are written, and not kept.

    A run over many systems makes more of them than fit into memory.
    """

    def __init__(self, items: Callable[[], Iterable["Json"]]) -> None:
        """`items` gives them anew each time it is asked."""
        self._items = items

    def __iter__(self) -> Iterator["Json"]:
        return iter(self._items())

    def __getitem__(self, index: int | slice) -> "Any":
        return list(self)[index]

    def __len__(self) -> int:
        return sum(1 for _ in self)


def dump(value: Json) -> str:
    """The document as text.

    No text in it holds what a terminal or an editor would act on, whichever field it came through.
    """
    return "".join(pieces(value))


def pieces(value: Json) -> Iterator[str]:
    """The same text, piece by piece: one for each item of an `Each`."""
    later: list[Each] = []
    rest = _text(_inert(value, later)) + "\n"
    for number, items in enumerate(later):
        before, _, rest = rest.partition(_text(_mark(number)))
        yield before
        line = before.rpartition("\n")[2]
        yield from _items(items, " " * (len(line) - len(line.lstrip(" "))))
    yield rest


def _items(items: Each, indent: str) -> Iterator[str]:
    """A list as it stands in a document, at some indentation."""
    start = "[\n"
    for one in items:
        text = _text(_inert(one, [])).replace("\n", f"\n{indent}  ")
        yield f"{start}{indent}  {text}"
        start = ",\n"
    yield "[]" if start == "[\n" else f"\n{indent}]"


def _text(value: Json) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _mark(number: int) -> str:
    """What stands for a list that is yet to be made: no text in a document has such characters."""
    return f"\0{number}\0"


def _inert(value: Json, later: list[Each]) -> Json:
    if isinstance(value, Each):
        later.append(value)
        return _mark(len(later) - 1)
    if isinstance(value, str):
        return inert.block(value)
    if isinstance(value, Mapping):
        return {name: _inert(one, later) for name, one in value.items()}
    if isinstance(value, Sequence):
        return [_inert(one, later) for one in value]
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

"""What a field accepts, as annotations that pydantic reads where files are validated.

These stand in for pydantic's own so that the domain can be imported without it.
"""

from collections.abc import Callable
from typing import Any, get_args


class Limits:
    """Bounds of a number, length and pattern of a text or tuple, by pydantic's names."""

    def __init__(self, **bounds: object) -> None:
        """`ge`, `gt`, `le`, `lt`, `min_length`, `max_length`, `pattern`."""
        self.bounds = bounds

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """The schema of the type within the bounds."""
        return {**handler(source), **self.bounds}


class Before:
    """A function that sees the value as it stands in the file, and may refuse or rewrite it."""

    def __init__(self, function: Callable[[object], object]) -> None:
        """`function` raises ValueError to refuse."""
        self.function = function

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """The schema of the type after the function."""
        return {
            "type": "function-before",
            "function": {"type": "no-info", "function": self.function},
            "schema": handler(source),
        }


class ByKind:
    """A union told apart by the field `kind`, so that an error is about the one that is meant."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """The schema of the union."""
        return {
            "type": "tagged-union",
            "discriminator": "kind",
            "choices": {_kind(one): handler.generate_schema(one) for one in get_args(source)},
        }


def _kind(model: Any) -> str:
    (kind,) = get_args(model.__dataclass_fields__["kind"].type)
    return str(kind)

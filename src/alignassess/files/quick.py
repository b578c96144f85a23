"""Reading well-formed data into models without pydantic, whose import costs more than a score.

Whatever is not plainly right is `Unusual`; the caller then asks pydantic, which decides and words
the errors. `tests/files/test_quick.py` holds that both agree on all that is accepted here.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from alignassess.domain.constraints import Before, ByKind, Limits
from alignassess.domain.model import Day, Model
from alignassess.files.days import day_of

Reader = Callable[..., Any]
"""Takes data and gives the value. That of a model also takes fields that the program sets."""


class Unusual(Exception):  # noqa: N818 - not an error: another reader decides
    """The data are not plainly right."""


@cache
def reader(kind: Any) -> Reader:
    """What reads a type; raises Unusual for what it does not take."""
    origin = get_origin(kind)
    if kind == Day:
        return _calendar_day
    if origin is Annotated:
        return _annotated(*get_args(kind))
    if origin in (Union, UnionType):
        return _first_of(get_args(kind))
    if origin is Literal:
        return _one_of({one: one for one in get_args(kind)})
    if origin is tuple:
        return _items(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Model):
        return _fields(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member({one.value: one for one in kind})
    return _SIMPLE.get(kind, _nothing)


def accepts(model: type[Model], field: str, value: object) -> bool:
    """Whether a field of a model takes a value as it stands."""
    try:
        reader(get_type_hints(model, include_extras=True)[field])(value)
    except Unusual:
        return False
    return True


def _nothing(value: Any) -> Any:
    raise Unusual


def _exactly(*kinds: type) -> Reader:
    def read(value: Any) -> Any:
        if type(value) in kinds:
            return value
        raise Unusual

    return read


def _calendar_day(value: Any) -> date:
    day = day_of(value) if type(value) is str else None
    if day is None:
        raise Unusual
    return day


def _moment(value: Any) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unusual from None


_WHOLE = re.compile(r"0|[1-9]\d{0,8}")
_REAL = re.compile(r"(?:0|[1-9]\d{0,8})(?:\.\d{1,9})?")


def _whole(value: Any) -> int:
    """A whole number, or its digits: scalars of our files are text."""
    if type(value) is int:
        return value
    if type(value) is str and _WHOLE.fullmatch(value):
        return int(value)
    raise Unusual


def _real(value: Any) -> float:
    if type(value) in (int, float) or (type(value) is str and _REAL.fullmatch(value)):
        return float(value)
    raise Unusual


_SIMPLE: dict[Any, Reader] = {
    str: _exactly(str),
    int: _whole,
    bool: _exactly(bool),
    float: _real,
    type(None): _exactly(type(None)),
    date: _calendar_day,
    datetime: _moment,
}


def _annotated(kind: Any, *notes: Any) -> Reader:
    told_apart = any(isinstance(note, ByKind) for note in notes)
    read = _by_kind(get_args(kind)) if told_apart else reader(kind)
    for note in notes:
        if isinstance(note, Limits):
            read = _within(read, note.bounds)
        elif isinstance(note, Before):
            read = _after(note.function, read)
    return read


def _by_kind(models: tuple[Any, ...]) -> Reader:
    by_kind = {get_args(model.__dataclass_fields__["kind"].type)[0]: model for model in models}

    def read(value: Any) -> Any:
        kind = value.get("kind") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in by_kind:
            raise Unusual
        return reader(by_kind[kind])(value)

    return read


def _after(function: Callable[[Any], Any], then: Reader) -> Reader:
    def read(value: Any) -> Any:
        try:
            return then(function(value))
        except ValueError:
            raise Unusual from None

    return read


def _within(read: Reader, bounds: dict[str, Any]) -> Reader:
    if bounds == {"min_length": 1}:
        return _not_empty(read)
    least, most = bounds.get("ge"), bounds.get("le")
    above = bounds.get("gt")
    shortest, longest = bounds.get("min_length", 0), bounds.get("max_length")
    pattern = re.compile(bounds["pattern"]) if "pattern" in bounds else None

    def check(value: Any) -> Any:
        value = read(value)
        if isinstance(value, str | tuple):
            outside = len(value) < shortest or (longest is not None and len(value) > longest)
            outside |= pattern is not None and pattern.search(value) is None
        else:
            outside = (least is not None and value < least) or (most is not None and value > most)
            outside |= above is not None and value <= above
        if outside:
            raise Unusual
        return value

    return check


def _text(value: Any) -> str:
    """Any text that is not empty."""
    if type(value) is str and value:
        return value
    raise Unusual


def _not_empty(read: Reader) -> Reader:
    """As `_within`, for what most texts must be."""
    if read is _SIMPLE[str]:
        return _text

    def check(value: Any) -> Any:
        value = read(value)
        if value:
            return value
        raise Unusual

    return check


def _first_of(kinds: tuple[Any, ...]) -> Reader:
    readers = [reader(kind) for kind in kinds if kind is not type(None)]
    optional = len(readers) < len(kinds)
    if optional and readers == [_text]:
        return _text_or_none
    if optional and len(readers) == 1:
        (only,) = readers
        return lambda value: None if value is None else only(value)

    def read(value: Any) -> Any:
        if value is None and optional:
            return None
        for one in readers:
            try:
                return one(value)
            except Unusual:
                continue
        raise Unusual

    return read


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _takes_any_text(kind: Any) -> bool:
    """Whether any text is right that is not empty, as it stands."""
    return kind is str or kind == str | None or reader(kind) in (_text, _text_or_none)


def _one_of(allowed: dict[Any, Any]) -> Reader:
    """One of some texts or members of a set; the member, since those are compared by identity."""

    def read(value: Any) -> Any:
        if isinstance(value, str) and value in allowed:
            return allowed[value]
        raise Unusual

    return read


def _member(members: dict[Any, Any]) -> Reader:
    def read(value: Any) -> Any:
        if isinstance(value, str) and value in members:
            return members[value]
        raise Unusual

    return read


def _items(kinds: tuple[Any, ...]) -> Reader:
    if kinds[-1] is Ellipsis:
        every = reader(kinds[0])

        def read_all(value: Any) -> Any:
            if isinstance(value, list):
                return tuple([every(one) for one in value])
            raise Unusual

        return read_all
    readers = [reader(kind) for kind in kinds]

    def read_each(value: Any) -> Any:
        if isinstance(value, list) and len(value) == len(readers):
            return tuple([read(one) for read, one in zip(readers, value, strict=True)])
        raise Unusual

    return read_each


def _fields(model: type[Model]) -> Reader:
    readers: dict[str, Reader] = {}
    texts: set[str] = set()  # most fields, which need no reader then

    def read(value: Any, **known: object) -> Any:
        if not readers:  # at the first use, since a model may contain itself
            hints = get_type_hints(model, include_extras=True)
            names = model.__dataclass_fields__  # type: ignore[attr-defined]
            readers.update({name: reader(hints[name]) for name in names})
            texts.update(name for name in names if _takes_any_text(hints[name]))
        if not isinstance(value, dict):
            raise Unusual
        try:
            read_fields = {
                name: one if type(one) is str and one and name in texts else readers[name](one)
                for name, one in value.items()
            }
            return model(**read_fields, **known)
        except (LookupError, TypeError, ValueError):
            # A field is unknown or missing, or __post_init__ refuses.
            raise Unusual from None

    return read

"""Models kept as JSON of which each field is read when it is first asked for.

Most runs look at a part of the instrument, and building all of it costs more than scoring a sheet.
The first line says where each field stands and what all of them hash to, so that damage is known
at once; what is whole and still not right was written by others, and is made anew.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from typing import Any, TypeVar, get_type_hints

from alignassess.domain.late import LateModel
from alignassess.files.quick import Unusual, reader

M = TypeVar("M", bound=LateModel)


def stored(fields: Mapping[str, Any]) -> bytes:
    """What to keep of a model, from its fields as JSON has them."""
    lines = [_line(value) for value in fields.values()]
    body = b"\n".join(lines)
    head = {"sha256": sha256(body).hexdigest(), "fields": list(fields)}
    return _line(head) + b"\n" + body


def read_late(model: type[M], data: bytes, made_anew: Callable[[], M]) -> M | None:
    """A model from what was kept; None when that is damaged.

    `made_anew` gives the model where a field turns out not to be right.
    """
    first, _, body = data.partition(b"\n")
    try:
        head = json.loads(first)
    except (ValueError, RecursionError):
        return None
    names = list(model.__dataclass_fields__)
    if head != {"sha256": sha256(body).hexdigest(), "fields": names}:
        return None
    lines = body.split(b"\n")
    if len(lines) != len(names):
        return None
    return model.made_later(
        {
            name: partial(_field, model, name, line, made_anew)
            for name, line in zip(names, lines, strict=True)
        }
    )


def _field(model: type[M], name: str, line: bytes, made_anew: Callable[[], M]) -> object:
    try:
        return reader(get_type_hints(model, include_extras=True)[name])(json.loads(line))
    except (ValueError, RecursionError, Unusual):
        return getattr(made_anew(), name)


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

"""JSON whose every byte counts: no key twice, nothing that only Python reads."""

import json
from collections.abc import Sequence
from typing import Any, NoReturn

from alignassess.errors import InputError, Place, Problem


def strict_json(data: bytes, name: str) -> object:
    """Parse the text; raises InputError, which says what is wrong of `name`."""
    try:
        return json.loads(
            data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_number
        )
    except UnicodeDecodeError:
        message = "is not UTF-8 text"
    except json.JSONDecodeError as error:
        message = f"is not JSON: {error.msg}, at character {error.pos + 1}"
    except RecursionError:
        message = "is nested too deeply"
    except ValueError as error:  # ours, or a number of thousands of digits
        message = f"is not JSON that can be relied on: {error}"
    raise InputError(Problem(message, Place(name), "ask whoever made it for it again"))


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the key {json.dumps(twice)} is given twice")
    return found


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")

"""A validation error in words a person can act on; the names inside our types stay inside."""

import re
from typing import Any

from pydantic import ValidationError

from alignassess.errors import Place, Problem, by_line
from alignassess.files.model_fields import names_at
from alignassess.files.wording import choice, nearest, nearest_and_all, quoted, shown
from alignassess.files.yaml_text import Block, Items, Tree, line_of

Steps = tuple[int | str, ...]

_MUST = {
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "dataclass_type": "must be a mapping",
    "model_attributes_type": "must be a mapping",
    "tuple_type": "must be a list",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "date_type": "must be a date, written as 2026-11-02",
    "date_from_datetime_parsing": "must be a date, written as 2026-11-02",
    "less_than_equal": "must be at most {le}",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "too_short": "needs at least {min_length} items",
    "too_long": "takes at most {max_length} items",
    "string_too_long": "must have at most {max_length} characters",
    "value_error": "{error}",
}
"""Errors that pydantic words in the language of programmers."""

_IDENTIFIER = "must be lower-case words joined by hyphens"

_DIGEST = "must be a SHA-256: 64 digits of 0 to 9 and a to f"
_DIGEST_REMEDY = "copy what sha256sum prints for the file, or leave sha256 out"

_CONDITIONS = ("ask_when", "when")
_CONDITION_REMEDY = "write it as {is: {sp-01: own}}, or with all, any, not, includes-any or role"
_CONDITION_ERRORS = (
    "missing",
    "unexpected_keyword_argument",
    "union_tag_invalid",
    "union_tag_not_found",
    "model_attributes_type",
    "dataclass_type",
    "tuple_type",
    "string_type",
)
"""Errors about the shape of a condition, whose model has other fields than people write."""


def in_words(
    error: ValidationError,
    tree: Tree,
    model_type: Any,
    *,
    file: str,
    within: str = "",
    line: int | None = None,
    hints: bool = True,
) -> list[Problem]:
    """Say every error in words, by line; `within` and `line` say which part of a file it is.

    Without `hints` no near name is looked for, which is slow.
    """
    found: dict[tuple[int | None, str], Problem] = {}
    errors = _alternatives_joined(error.errors(include_url=False), tree)
    for one in errors:
        steps = one["loc"]
        if one["type"] == "too_short" and any(_inside(other["loc"], steps) for other in errors):
            continue  # pydantic counts the items without those that are wrong
        path = _written(steps, tree)
        at = (line if not path else None) or line_of(tree, path) or line
        where = ".".join([within] * bool(within) + [shown(str(step)) for step in path])
        message, remedy = _one_in_words(one, where, model_type, hints)
        found[at, message] = Problem(message, Place(file, at), remedy)
    return by_line(found.values())


def _alternatives_joined(errors: list[Any], tree: Tree) -> list[Any]:
    """A word that none of several lists has is one mistake, and every list is a choice."""
    joined: dict[Any, Any] = {}
    for number, one in enumerate(errors):
        listed = one["type"] in ("literal_error", "enum")
        at = (listed and _written(one["loc"], tree)) or number
        first = joined.setdefault(at, one)
        if first is not one:
            choices = f"{first['ctx']['expected']}, {one['ctx']['expected']}"
            joined[at] = {**first, "ctx": {"expected": choices}}
    return list(joined.values())


def _inside(steps: Steps, outer: Steps) -> bool:
    return len(steps) > len(outer) and steps[: len(outer)] == outer


def _written(steps: Steps, tree: Tree) -> Steps:
    """Keep the steps that stand in the file; the rest are tags and fields of our types."""
    path: list[int | str] = []
    node: Any = tree
    for step in steps:
        inside: bool = (isinstance(node, Block) and step in node) or (
            isinstance(node, Items) and isinstance(step, int) and step < len(node)
        )
        if inside:
            path.append(step)
            node = node[step]
    return tuple(path)


def _one_in_words(one: Any, where: str, model_type: Any, hints: bool) -> tuple[str, str | None]:
    subject = where or "the file"
    inner = f"{where}." if where else ""
    kind, steps, context = one["type"], one["loc"], one.get("ctx", {})
    if kind in _CONDITION_ERRORS and any(step in _CONDITIONS for step in steps):
        return f"{subject} is not a condition", _CONDITION_REMEDY
    match kind:
        case "missing" if isinstance(steps[-1], int):
            return f"{subject} has too few items", None
        case "missing":
            return f"{inner}{steps[-1]} is missing", f"add {steps[-1]}"
        case "unexpected_keyword_argument":
            known = names_at(model_type, steps[:-1]) if hints else ()
            hint = nearest(str(steps[-1]), known) or "check the spelling, or remove it"
            return f"{subject}: unknown key", hint
        case "literal_error" | "enum":
            return _not_one_of(subject, one["input"], context["expected"])
        case "union_tag_invalid":
            return _not_one_of(f"{inner}kind", context["tag"], context["expected_tags"])
        case "union_tag_not_found":
            return f"{inner}kind is missing", "add kind"
        case "too_short" if context["min_length"] == 1:
            return f"{subject} must not be empty", None
        case "string_pattern_mismatch" if "a-z0-9" in context["pattern"]:
            return f"{subject} {_IDENTIFIER}", "write it like acme-bot"
        case "string_pattern_mismatch" if "{64}" in context["pattern"]:
            return f"{subject} {_DIGEST}", _DIGEST_REMEDY
    must = _MUST.get(kind)
    if must is not None:
        return f"{subject} {must.format(**context)}", None
    return f"{subject}: {one['msg'][0].lower()}{one['msg'][1:]}", None


def _not_one_of(where: str, given: object, expected: str) -> tuple[str, str]:
    options = re.findall("'([^']*)'", expected)  # a member of an enumeration has its name beside it
    if not isinstance(given, str):
        return f"{where} must be text", choice(options)
    return f"{where} cannot be {quoted(given)}", nearest_and_all(given, options)

"""One row of a promptfoo result: passed, failed, or nothing that was measured."""

import re
from collections.abc import Mapping
from enum import Enum, auto

from alignassess.files.evidence.fields import items, mapping, number


class Row(Enum):
    """What a row shows."""

    PASSED = auto()
    FAILED = auto()
    ERROR = auto()
    """The request, or the grader, ended with an error; promptfoo itself counts this apart."""
    UNCHECKED = auto()
    """Counted as passed without any assertion that could have failed."""
    VACUOUS = auto()
    """Passed, but what was graded is an error message or nothing, not an answer of the model."""


Fields = Mapping[str, object]

_FAILED, _ERRED = 1, 2
"""`failureReason`: 0 none, 1 assertion, 2 error."""


def shows(row: Fields) -> Row:
    """What a row shows. Negative assertions pass on an error page, so passes are looked into."""
    graded = mapping(row.get("gradingResult"))
    reason = row.get("failureReason")
    if reason == _ERRED or not isinstance(row.get("success"), bool):
        return Row.ERROR
    if row["success"] is False:
        unexplained = reason != _FAILED and not graded and bool(row.get("error"))
        erred = unexplained or _grader_erred(graded) or _request_failed(row)
        return Row.ERROR if erred else Row.FAILED
    if _request_failed(row) or _is_no_answer(row):
        return Row.VACUOUS
    if _grader_erred(graded) or row.get("error"):
        return Row.ERROR
    return Row.PASSED if _was_checked(row, graded) else Row.UNCHECKED


def plugin_of(row: Fields) -> str | None:
    """The red team plugin that made the test; None for an ordinary test."""
    for where in (row, mapping(row.get("testCase"))):
        value = mapping(where.get("metadata")).get("pluginId")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def named_scores(row: Fields) -> dict[str, float]:
    """The scores that the tests were given names for."""
    scores = mapping(row.get("namedScores"))
    found = ((name, number(value)) for name, value in scores.items())
    return {name: value for name, value in found if value is not None}


def _grader_erred(graded: Fields) -> bool:
    """Whether a judge gave no verdict, which promptfoo counts as a failed assertion."""
    parts = (graded, *(mapping(one) for one in items(graded.get("componentResults"))))
    return any(mapping(one.get("metadata")).get("graderError") is True for one in parts)


def _was_checked(row: Fields, graded: Fields) -> bool:
    asserts = mapping(row.get("testCase")).get("assert")
    return bool(items(graded.get("componentResults")) or asserts or graded.get("assertion"))


_FIRST_ERROR_STATUS = 400
_ERROR_TEXT = re.compile(
    r"\s*(?:HTTP(?:/[\d.]+)?\s*|(?:API|HTTP|Request)?\s*(?:call\s+)?(?:error|failed)\W{1,3}\s*"
    r"(?:HTTP\s*)?|status(?:\s*code)?\W{1,3}\s*)[45]\d\d\b"
    r"|\s*(?:<[^>]{1,100}>\s*){0,8}(?:Error\s*)?[45]\d\d:?\s"
    r"(?:Bad Request|Unauthorized|Forbidden|Not Found|Method Not Allowed|Unprocessable"
    r"|Too Many Requests|Internal Server Error|Bad Gateway"
    r"|Service Unavailable|Gateway Time)",
    re.IGNORECASE,
)
"""Text that begins as the message of a failed request does."""
_ERROR_KEYS = frozenset(
    {"detail", "error", "errors", "message", "status", "statusCode", "code", "path", "timestamp"}
)
_TELLING = frozenset({"detail", "error", "errors", "statusCode"})


def _request_failed(row: Fields) -> bool:
    response = mapping(row.get("response"))
    for where in (response, row):
        status = number(mapping(mapping(where.get("metadata")).get("http")).get("status"))
        if status is not None and status >= _FIRST_ERROR_STATUS:
            return True
    return bool(response.get("error"))


def _is_no_answer(row: Fields) -> bool:
    response = row.get("response")
    if not isinstance(response, dict):
        return "response" in row and not isinstance(response, str)
    return _is_error_message(response.get("output"), "output" in response)


def _is_error_message(output: object, given: bool) -> bool:
    if isinstance(output, str):
        text = output.strip()
        if text.startswith("{") and text.endswith("}") and len(text) <= _LONGEST_ERROR:
            return bool(_JSON_ERROR.match(text))
        return not text or bool(_ERROR_TEXT.match(text[:200]))
    if isinstance(output, dict):
        keys = frozenset(output)
        return not keys or (keys <= _ERROR_KEYS and bool(keys & _TELLING))
    return given and output is None


_LONGEST_ERROR = 5_000
_JSON_ERROR = re.compile(r'\{\s*"(?:detail|errors?|statusCode)"\s*:')

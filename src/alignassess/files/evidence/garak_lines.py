"""The lines of a garak report that matter, read in a stream; attempts are passed by unread.

A report of hundreds of megabytes is nearly all attempts, so a line is recognised by its beginning
and its other bytes are never parsed.
"""

import codecs
import re
from collections.abc import Iterator

from alignassess.domain.refusals import RefusalReason
from alignassess.files.evidence.json_text import parse
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Source

_KIND = re.compile(rb'\s*\{\s*"entry_type"\s*:\s*"([\w -]{1,40})"\s*[,}]')
"""garak writes the kind of an entry first."""
PASSED_BY = frozenset({"attempt", "digest", "plugin_cache", "tree_data", "payload_init"})
"""Entries of which only the kind is looked at."""
_MOST_PARSED = 200_000
"""Entries that are parsed; a run has a few for each probe."""
_MOST_LINES = 50_000_000

Entry = tuple[str, dict[str, object]]
"""The kind of an entry and its fields; no fields for what is passed by."""


def entries(source: Source) -> Iterator[Entry]:
    """Every entry of a report, in order. Raises RefusedError for a line that is no entry."""
    limits, file = source.limits, source.file
    file.seek(0)
    parsed = 0
    for index in range(_MOST_LINES):
        line = file.readline(limits.line + 1)
        if not line:
            return
        line = line.removeprefix(codecs.BOM_UTF8) if index == 0 else line
        if not line.strip():
            continue
        found = _KIND.match(line)
        kind = found[1].decode() if found else ""
        if kind in PASSED_BY:
            last = _rest_of_line(source, line)
            if not last.rstrip().endswith(b"}"):
                raise RefusedError(RefusalReason.DAMAGED, f"line {index + 1} is cut short")
            yield kind, {}
            continue
        parsed += 1
        if len(line) > limits.line or parsed > _MOST_PARSED:
            raise RefusedError(RefusalReason.TOO_LARGE, f"line {index + 1}")
        try:
            value = parse(line, limits)
        except RefusedError as error:
            raise RefusedError(error.refusal.reason, f"line {index + 1}") from None
        if not isinstance(value, dict):
            raise RefusedError(RefusalReason.UNEXPECTED_SHAPE, f"line {index + 1}")
        named = value.get("entry_type")
        yield (named if isinstance(named, str) else ""), value
    raise RefusedError(RefusalReason.TOO_LARGE, f"more than {_MOST_LINES} lines")


def _rest_of_line(source: Source, piece: bytes) -> bytes:
    """Pass by what is left of a line, in pieces; give the last one."""
    while not piece.endswith(b"\n"):
        more = source.file.readline(source.limits.line)
        if not more:
            break
        piece = piece[-1:] + more
    return piece

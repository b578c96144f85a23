"""Whether a file may be a result file, by its first bytes, before any reader is imported.

Most evidence is documents; importing the readers costs more than scoring the sheet.
"""

import re

HEAD = 1 << 16
"""Bytes that are looked at; readers look at no more of what is not JSON."""

_ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Text in UTF-16, as some shells write what a tool prints."""
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{(?!\\rtf)|\[)")
_JSON_SIGNS = re.compile(
    rb'"(?:eval|versions|evaluation_id|evalId|entry_type|detector|adapter_spec|sum_squared'
    rb'|bomFormat|testCase|successes|resps)"|"name"\s*:\s*\{\s*"name"\s*:|"data_type"\s*:\s*"AVID"'
)
"""One key of every format, so that a small file without any of them is none of them."""
_TEXT_SIGNS = re.compile(rb"evalId:|model-index|base_model|^\s*-[ \t]+dataset", re.MULTILINE)


def may_be_result(head: bytes) -> bool:
    """Whether a file with these first `HEAD` bytes may be one that a reader knows."""
    if head.startswith(_ARCHIVE):
        return True
    is_large = len(head) >= HEAD
    if head.startswith(_WIDE):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    if _JSON.match(head):
        return is_large or _JSON_SIGNS.search(head) is not None
    return _TEXT_SIGNS.search(head) is not None

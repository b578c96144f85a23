"""Words from a result file made fit to leave the reader: short, inert, without paths or secrets."""

import re
import unicodedata
from functools import lru_cache

MOST = 120
"""Characters of a word that is kept."""

_ESCAPES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]?|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|.?)"
    r"|\x9b[0-?]*[ -/]*[@-~]?|[\x90\x9d][^\x07\x9c]*[\x07\x9c]?",
    re.DOTALL,
)
"""Terminal escape sequences, whole or cut short."""
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Each pattern begins only where a word begins, so that a hostile text costs its length at most.
_URL = re.compile(r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*+://\S*", re.IGNORECASE)
_PATH = re.compile(
    r"(?:(?<=\s)|^|(?<=[=:,(\[/'\"]))(?:[A-Za-z]:[\\/]|\\\\|~[\w.-]*/|\.{1,2}[\\/]|/)\S*"
)
"""A path that is absolute, or relative to a home or the current folder."""
_SECRET = re.compile(
    r"(?<![A-Za-z0-9])(?:[spr]k[-_]|hf_|gh[pousr]_|github_pat_|xox[abeprs]-|glpat-|AKIA|ASIA|AIza|ya29\.|eyJ)"
    r"[-_.A-Za-z0-9]{12,}"
    r"|(?i:bearer\s+\S+)"
    r"|(?i:(?:api[-_]?key|token|password|passwd|secret|authorization)\s*[=:]\s*\S+)"
)
"""Keys of services as they write them, and what is called a key."""
_ADDRESS = re.compile(r"(?<![^\s@])[^\s@]++@[\w.-]*\.[A-Za-z]{2,}")
_HOST = re.compile(
    r"(?:(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}|(?<![\w.-])(?:localhost"
    r"|(?:[\w-]++\.)++(?:com|net|org|cloud|local|internal|corp|lan|intra)"
    r"|(?:[\w-]++\.){2,}+(?:ai|dev|io)))(?::\d+)?(?:/\S*)?(?![\w.-])",
    re.IGNORECASE,
)
"""Names and addresses of machines. Some makers of models are called like one: `01.ai`."""
_VERSION = re.compile(r"[vV]?\d[\w.+-]{0,39}")
REMOVED = "[removed]"


def plain(value: object, *, most: int = MOST) -> str | None:
    """The word on one line, inert, with what must not leave taken out; None when nothing is left.

    Takes texts, whole numbers and floats; None for all else.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    # Cut first, so that a text of megabytes costs nothing.
    text = inert(value[: most * 10])[: most * 2] if isinstance(value, str) else _digits(value)
    if not text:
        return None
    kept = _without_private(text)
    return kept if len(kept) <= most else f"{kept[: most - 3]}..."


def version(value: object) -> str | None:
    """A version, which may look like an address (`0.4.9.2`); else as `plain` gives it."""
    if isinstance(value, str) and _VERSION.fullmatch(value):
        return value
    return plain(value)


def inert(text: str) -> str:
    """The text on one line without terminal escapes, control characters and bidi marks."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = (
        " " if one in "\t\n\r" else one
        for one in _ESCAPES.sub("", text)
        if one in "\t\n\r" or unicodedata.category(one) not in _UNSEEN
    )
    return " ".join("".join(seen).split())


def _digits(number: float) -> str:
    if isinstance(number, int) and number.bit_length() > 256:
        return ""
    return str(number)


@lru_cache(maxsize=2_000)  # the same few names stand at every figure of a file
def _without_private(text: str) -> str:
    text = _SECRET.sub(REMOVED, text)
    text = _URL.sub(REMOVED, text)
    text = _ADDRESS.sub(REMOVED, text)
    text = _PATH.sub(lambda found: last_part(found[0]), text)
    return _HOST.sub(REMOVED, text)


def is_local_path(text: str) -> bool:
    """Whether a name is a path on the disk of whoever ran the tool."""
    return bool(re.match(r"(?:[A-Za-z]:[\\/]|\\\\|~|\.{1,2}[\\/]|/)", text)) or "\\" in text


def is_endpoint(text: str) -> bool:
    """Whether a name is the address of a service."""
    return bool(_URL.search(text) or _HOST.match(text))


def last_part(path: str) -> str:
    """What stands last in a path."""
    return re.split(r"[\\/]", path.rstrip("\\/"))[-1]

"""Names: in one line of a log, as ids, and whether two are the same."""

import re
import unicodedata
from collections.abc import Sequence

_LONGEST = 60
"""Characters of an id (`docs/answer-sheets.md`)."""


def listed(names: Sequence[str], most: int) -> str:
    """Some names, and how many more there are."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def id_from(name: str, *, otherwise: str) -> str:
    """The id that a name makes: lower-case words joined by hyphens, letters without their accents.

    `otherwise` where nothing of the name is left.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
    return words[:_LONGEST].strip("-") or otherwise


def spelling(name: str) -> str:
    """A name by what tells people and organisations apart; empty where it names nobody.

    No capitals, spaces, dots or hyphens, and no characters that are not seen.
    """
    letters = unicodedata.normalize("NFKC", name).casefold()
    return "".join(one for one in letters if unicodedata.category(one)[0] not in "PZC")

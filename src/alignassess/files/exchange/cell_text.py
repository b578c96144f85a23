"""Text in cells of a workbook: what XML cannot hold is escaped as the format has it."""

import re

MOST_CHARACTERS = 32_767
"""What a cell holds (ECMA-376, and what every spreadsheet keeps to)."""

_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""Outside `Char` of XML 1.0, and the carriage return, which a parser turns into a line feed."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """The text as a cell holds it (`ST_Xstring` of ECMA-376)."""
    plain = _LIKE_AN_ESCAPE.sub("_x005F_", text)
    return _NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", plain)


def unescaped(text: str) -> str:
    """The inverse of `escaped`."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def length(text: str) -> int:
    """Characters as a spreadsheet counts them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

"""The picture of a screen as text: what an SVG screenshot shows, row by row, and its styles.

Ids, fonts and coordinates of the SVG differ from one release of its maker to the next; characters,
their places and their colours are what a person sees.
"""

import re
from itertools import zip_longest
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_COLUMN, _ROW = 12.2, 24.4
"""Width and height of a character in the SVG."""

_STYLES = "---"
"""What stands between the rows and their styles."""


def picture(svg: str) -> str:
    """Rows of characters, then where something is coloured, bold or on a ground of its own."""
    root = ElementTree.fromstring(svg)  # noqa: S314  (made by ourselves)
    styles = dict(re.findall(r"\.terminal-\d+-(r\d+) \{ ?([^}]*?) ?\}", svg))
    rows: dict[int, dict[int, str]] = {}
    marks: list[str] = []
    for text in root.iter(f"{_SVG}text"):
        name = (text.get("class") or "").rpartition("-")[2]
        if name not in styles or text.text is None:
            continue
        column = round(float(text.get("x", "0")) / _COLUMN)
        row = round((float(text.get("y", "0")) - 18.5) / _ROW)
        shown = text.text.replace("\xa0", " ").rstrip("\n")
        rows.setdefault(row, {})[column] = shown
        if shown.strip(" │"):
            marks.append(f"{row}:{column}+{len(shown)} {styles[name]}")
    for rect in root.iter(f"{_SVG}rect"):
        if rect.get("shape-rendering") == "crispEdges":
            row = round((float(rect.get("y", "0")) - 1.5) / _ROW)
            column = round(float(rect.get("x", "0")) / _COLUMN)
            width = round(float(rect.get("width", "0")) / _COLUMN)
            marks.append(f"{row}:{column}+{width} on {rect.get('fill')}")
    height = max(rows, default=0) + 1
    return "\n".join([*(_line(rows.get(row, {})) for row in range(height)), _STYLES, *marks, ""])


def words(svg: str) -> str:
    """Only the characters, pane by pane and with single spaces: what can be read."""
    rows = [row.split("│") for row in picture(svg).partition(_STYLES)[0].splitlines()]
    panes = zip_longest(*(row if len(row) > 1 else ["", *row] for row in rows), fillvalue="")
    return " ".join(" ".join(" ".join(pane).split()) for pane in panes)


def _line(parts: dict[int, str]) -> str:
    line = ""
    for column, text in sorted(parts.items()):
        line = f"{line:<{column}}{text}"
    return line.rstrip()

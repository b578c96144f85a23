"""Whether a file that nobody named is an answer sheet: in a folder lies much else.

A sheet that is broken is an error and never passed over, so that a gate does not pass because a
file was cut short. What can be parsed is told by its keys, what cannot by its text.
"""

import json
import re

from alignassess.files.yaml_text import Block, Tree

FAMILY = "alignassess/answers/"
"""What every version of the format of a sheet begins with."""
_OTHERS = frozenset(
    (
        *("policy", "waivers", "results", "row", "comparison", "engagement", "form", "lens"),
        *("questionnaire", "overlay", "pack", "framework", "migration"),
        # The parts of the catalogue, for who runs over a checkout of this program.
        *("categories", "crosswalk", "evals", "instruments", "lenses", "method", "references"),
        *("roles", "rules", "topics", "training-methods"),
    )
)
"""Formats of ours that are no sheets, by the word after `alignassess/`."""

_FORMAT = re.compile(r"""^[ \t{]*["']?format["']?[ \t]*:[ \t]*["']?alignassess/([a-z-]*)""", re.M)
_ANSWERS = re.compile(r"""(?:^|[{,])[ \t]*["']?answers["']?[ \t]*:""", re.M)
_SUBJECT = re.compile(r"""(?:^|[{,])[ \t]*["']?(?:system|vendor)["']?[ \t]*:""", re.M)


def may_be_sheet(data: bytes) -> bool:
    """Whether it is worth to parse; an empty file is, since a sheet may have been cut short."""
    if b"alignassess/" in data:
        return True
    text = _text(data)
    return not text.strip() or "alignassess/" in text or _looks_like_sheet(text)


def is_sheet(tree: Tree) -> bool:
    """Whether what was parsed is a sheet, whatever is wrong with it."""
    if not isinstance(tree, Block):
        return False
    kind = _kind(tree.get("format"))
    if kind in _OTHERS:
        return False
    return kind is not None or ("answers" in tree and ("system" in tree or "vendor" in tree))


def was_sheet(data: bytes) -> bool:
    """Whether what cannot be parsed was meant as a sheet."""
    text = _text(data)
    found = _FORMAT.search(text)
    if found is not None:
        return found[1] not in _OTHERS
    return not text.strip() or _looks_like_sheet(text)


def holds_sheets(head: bytes) -> bool:
    """Whether a file of lines that begins like this holds sheets."""
    first = next((line for line in head.split(b"\n") if line.strip()), b"")
    try:
        found = json.loads(_text(first))
    except (ValueError, RecursionError):
        return was_sheet(first) if first else not head
    if not isinstance(found, dict):
        return False
    tree = Block(1)
    tree.update(found)
    return is_sheet(tree)


def _looks_like_sheet(text: str) -> bool:
    return _ANSWERS.search(text) is not None and _SUBJECT.search(text) is not None


def _kind(declared: object) -> str | None:
    """The word after `alignassess/`; None for what is no format of ours."""
    family = FAMILY.partition("/")[0] + "/"
    if not isinstance(declared, str) or not declared.startswith(family):
        return None
    return declared.removeprefix(family).partition("/")[0]


def _text(data: bytes) -> str:
    """The bytes as text to look through; an editor may have saved a sheet as UTF-16."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")

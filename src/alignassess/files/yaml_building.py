"""From the events of PyYAML's parser to a tree of ours, with every reason to refuse.

With a stack of our own, because PyYAML's C composer crashes the process on deep nesting.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from alignassess.errors import InputError, Place, Problem
from alignassess.files.listing import capped
from alignassess.files.wording import shown
from alignassess.files.yaml_text import MOST_DEPTH, Block, Items, Tree, not_printable

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML built without libyaml is slower and gives the same events."""


def built(text: str, file: str, *, nulls: bool = False) -> Tree:
    """The tree of the one document in a text; `nulls` as in JSON. Raises InputError."""
    builder = _Builder(file, nulls=nulls)
    try:
        loader = _Loader(text)
        try:
            builder.take_all(loader.get_event)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        raise InputError(_syntax_problem(error, text, builder.file)) from None
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        raise InputError(_character_problem(text, builder.file)) from None
    return builder.result()


def _character_problem(text: str, file: str) -> Problem:
    found = not_printable(text)
    at = found.start() if found else 0
    return Problem(
        f"the control character U+{ord(text[at]):04X} is not allowed",
        Place(file, text.count("\n", 0, at) + 1),
        'save the file as plain UTF-8 text, or write the character in quotes as "\\u...."',
    )


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = None if mark is None else mark.line + 1
    message = error.problem or "this is not YAML"
    if "nesting depth" in message:  # libyaml counts too, to 1000
        return _too_deep(file, line)
    if line is not None and _TAB.match("".join(text.split("\n")[line - 1 : line])):
        return Problem(
            "not valid YAML: a tab indents this line", Place(file, line), "indent with spaces"
        )
    if error.context:
        message = f"{error.context}: {message}"
    return Problem(
        f"not valid YAML: {message}",
        Place(file, line),
        "check quotes, indentation and brackets on this line and the one above",
    )


_TAB = re.compile(r" *\t")


def _too_deep(file: str, line: int | None) -> Problem:
    return Problem(f"nested deeper than {MOST_DEPTH}", Place(file, line), "flatten the file")


class _Builder:
    """Turns events into a tree with a stack, so that depth is a count and not a recursion."""

    def __init__(self, file: str, *, nulls: bool = False) -> None:
        self.file = file
        self.nulls = nulls
        """Whether an unquoted `null` is no value, as in JSON; else it is text."""
        self.root: Tree | None = None
        self.documents = 0
        self.duplicates: list[Problem] = []

    def take_all(self, next_event: Callable[[], Any]) -> None:
        """Read events up to the end of the stream; scalars first, since most events are scalars.

        One loop with local names: it runs for every word of every sheet of a batch.
        """
        nulls = self.nulls
        above: list[Block | Items | None] = []
        top: Block | Items | None = None
        key: str | None = None
        """The key in `top` whose value comes next."""
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.tag is not None:
                    self._check_tag(event)
                value, line = event.value, event.start_mark.line + 1
                if nulls and value == "null" and not event.style:
                    self._leave_out(event, key)
                    key = None
                elif type(top) is not Block:
                    self._add(top, value, line)
                elif key is None:
                    key = value
                    if key in top.lines:
                        self._duplicate(top, value, line)
                    top.lines[value] = line
                else:
                    top[key] = value
                    key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._check_tag(event)
                line = event.start_mark.line + 1
                node = Block(line) if kind is MappingStartEvent else Items(line)
                if type(top) is not Block:
                    self._add(top, node, line)
                elif key is None:
                    message = "a key must be plain text"
                    raise InputError(Problem(message, Place(self.file, line), "quote the key"))
                else:
                    top[key] = node
                    key = None
                if len(above) >= MOST_DEPTH:
                    raise InputError(_too_deep(self.file, line))
                above.append(top)
                top = node
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                top = above.pop()
            elif kind is AliasEvent:
                raise self._refuse(event, "aliases (*name) are not read", "write the value out")
            elif kind is DocumentStartEvent:
                self.documents += 1
                if self.documents > 1:
                    raise self._refuse(
                        event, "a second document starts here", "use one file for each"
                    )
            elif kind is StreamEndEvent:
                return

    def result(self) -> Tree:
        """Give the finished tree."""
        if self.duplicates:
            raise InputError(*capped(self.duplicates, self.file))
        if self.root is None:
            raise InputError(
                Problem("the file is empty", Place(self.file), "check that this is the right file")
            )
        return self.root

    def _add(self, top: Block | Items | None, value: Tree, line: int) -> None:
        """Add a value to a list, or as the whole document."""
        if isinstance(top, Items):
            top.append(value)
            top.lines.append(line)
        else:
            self.root = value

    def _leave_out(self, event: Any, key: str | None) -> None:
        if key is None:
            raise self._refuse(event, "null is no value here", "remove it")

    def _duplicate(self, top: Block, key: str, line: int) -> None:
        self.duplicates.append(
            Problem(
                f"{shown(key)} is given twice (first on line {top.lines[key]})",
                Place(self.file, line),
                "keep one of the two",
            )
        )

    def _check_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag != "!":
            raise self._refuse(event, f"the tag {shown(event.tag)} is not read", "remove the tag")

    def _refuse(self, event: Any, message: str, remedy: str) -> InputError:
        return InputError(Problem(message, Place(self.file, event.start_mark.line + 1), remedy))

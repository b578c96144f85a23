"""Putting one value into a YAML or JSON text so that every other character stays."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alignassess.files.answer_text import Value, json_text, yaml_text
from alignassess.files.marked_tree import BREAKS, Node, mark

Path = tuple[str, ...]
"""Keys from the root of a file down to a value."""

_AT_BREAK = re.compile(f"[{BREAKS}]")


def with_value(
    text: str, path: Path, value: Value, *, follows: Callable[[Path, str], bool], as_json: bool
) -> Iterator[str]:
    """Put the value at the path, in one or two ways; take the first that reads back well.

    `follows` says of a path that is not there yet whether it comes after a key beside it.
    """
    root = mark(text)
    return _Editor(text, value, follows, as_json, root).put(root, path)


@dataclass(frozen=True, slots=True)
class _Editor:
    text: str
    value: Value
    follows: Callable[[Path, str], bool]
    as_json: bool
    root: Node

    def put(
        self, mapping: Node, path: Path, *, at: Path = (), above: Node | None = None
    ) -> Iterator[str]:
        """Walk down as far as the path exists, then replace, fill or insert."""
        key, *rest = path
        pair = next((pair for pair in mapping.pairs if pair[0].text == key), None)
        if pair is None and mapping.flow:
            return iter((self._inserted_in_flow(mapping, path),))
        if pair is None:
            return self._insert_in_block(mapping, path, at, above)
        if not rest:
            before, after = self._around(*pair)
            return iter((f"{before}: {self._written()}{after}",))
        if pair[1].is_empty:
            return iter((self._filled(mapping, pair, tuple(rest)),))
        return self.put(pair[1], tuple(rest), at=(*at, key), above=pair[0])

    def _around(self, key: Node, value: Node) -> tuple[str, str]:
        """Cut between a key's end and its value's end; comments between the two move up."""
        comments = self._comments(key.end, value)
        before = self.text[: key.start]
        if comments:
            indent = " " * self._column(key.start)
            # Within brackets a key may stand behind another on its line.
            lead = before.removesuffix(indent) if self._starts_line(key.start) else before
            first = indent if self._starts_line(key.start) else " "
            lines = self._newline().join(
                (indent if number else first) + one for number, one in enumerate(comments)
            )
            before = lead + lines + self._newline() + indent
        return before + self.text[key.start : key.end], self.text[value.end :]

    def _comments(self, start: int, value: Node) -> list[str]:
        """Find the comments up to the end of a value. Between scalars, every # starts one."""
        found = []
        for scalar in value.scalars():
            found += _comments_in(self.text[start : scalar.start])
            start = scalar.end
            body = self.text[scalar.start : scalar.end]
            if body[:1] in ("|", ">"):
                found += _comments_in(_AT_BREAK.split(body, maxsplit=1)[0])
        return found + _comments_in(self.text[start : value.end])

    def _filled(self, mapping: Node, pair: tuple[Node, Node], path: Path) -> str:
        """Give an empty mapping its first pair."""
        before, after = self._around(*pair)
        if mapping.flow:
            return f"{before}: {{{self._flow(path)}}}{after}"
        lines = self._block(path, self._column(pair[0].start) + self._step)
        end = _line_end(after, 0)
        return f"{before}:{after[:end]}{self._newline()}{lines}{after[end:]}"

    def _inserted_in_flow(self, mapping: Node, path: Path) -> str:
        """Add a pair as the last one."""
        if not mapping.pairs:
            return self._spliced(mapping.start + 1, self._flow(path))
        key, value = mapping.pairs[-1]
        on_its_line = self.as_json and self._starts_line(key.start)
        gap = self._newline() + " " * self._column(key.start) if on_its_line else " "
        return self._spliced(value.end, f",{gap}{self._flow(path)}")

    def _insert_in_block(
        self, mapping: Node, path: Path, at: Path, above: Node | None
    ) -> Iterator[str]:
        """Add lines below the last pair that they follow, else at the top of the mapping."""
        first = mapping.pairs[0][0].start
        lines = self._block(path, self._column(first))
        new = (*at, path[0])
        earlier = [value for key, value in mapping.pairs if self.follows(new, key.text or "")]
        if earlier:
            yield self._spliced(_line_end(self.text, earlier[-1].end), self._newline() + lines)
        # A value that ends with the file and no end of line may change with a line below it.
        if above is not None:
            yield self._spliced(_line_end(self.text, above.end), self._newline() + lines)
        else:
            yield self._spliced(first - self._column(first), lines + self._newline())

    def _spliced(self, at: int, more: str) -> str:
        return self.text[:at] + more + self.text[at:]

    def _block(self, path: Path, column: int) -> str:
        step = self._step if len(path) > 1 else 0
        lines = [" " * (column + step * i) + self._key(key) + ":" for i, key in enumerate(path)]
        return self._newline().join(lines) + " " + self._written()

    def _flow(self, path: Path) -> str:
        opening = ": {".join(self._key(key) for key in path)
        return f"{opening}: {self._written()}" + "}" * (len(path) - 1)

    def _key(self, key: str) -> str:
        return json.dumps(key) if self.as_json else yaml_text(key)

    def _written(self) -> str:
        return json_text(self.value) if self.as_json else yaml_text(self.value)

    def _newline(self) -> str:
        found = re.search("\r\n|\r|\n", self.text)
        return found[0] if found else "\n"

    def _column(self, at: int) -> int:
        starts = (found.end() for found in _AT_BREAK.finditer(self.text, 0, at))
        return at - max(starts, default=0)

    def _starts_line(self, at: int) -> bool:
        return not self.text[at - self._column(at) : at].strip(" ")

    @property
    def _step(self) -> int:
        """By how much the file indents; two where it does not say."""
        for key, value in self.root.pairs:
            if value.is_block:
                return self._column(value.start) - self._column(key.start)
        return 2


def _comments_in(text: str) -> list[str]:
    """Find the comments in a text that holds no scalars."""
    lines = _AT_BREAK.split(text)
    return [line[line.index("#") :].rstrip() for line in lines if "#" in line]


def _line_end(text: str, at: int) -> int:
    found = _AT_BREAK.search(text, at)
    return found.start() if found else len(text)

"""JSON from strangers: read in pieces where it is large, refused where it is hostile."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from alignassess.domain.refusals import RefusalReason
from alignassess.files.evidence.limits import Limits
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Kind, Source

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
_FIRST_PIECE = 64_000
_LONGEST_END = 1_000
SMALL = 256_000
"""Bytes. Of a larger log, only what stands before the samples is read."""
HEADER_KEYS = frozenset({"status", "eval"})
"""When these stand before a key `samples`, it is a log whose header is all that is read."""


def parse(data: bytes, limits: Limits) -> object:
    """Parse a JSON text whole; NaN and Infinity are taken as such. Raises RefusedError."""
    if len(data) > limits.document:
        raise RefusedError(RefusalReason.TOO_LARGE, _size(len(data)))
    _Parts(limits).add(data)
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise RefusedError(RefusalReason.TOO_DEEP) from None
    except UnicodeDecodeError:
        raise RefusedError(RefusalReason.DAMAGED, "it is not UTF-8 text") from None
    except ValueError:
        raise RefusedError(RefusalReason.DAMAGED, "it is not JSON") from None
    if deeper_than(value, limits.depth):
        raise RefusedError(RefusalReason.TOO_DEEP)
    return value


class _Parts:
    """Reckons what a document will take in memory, before it is parsed.

    A list or object takes up to 240 bytes, a string with its place in an object 140, a number in a
    list 40. Such marks inside of texts count too, since looking for them takes no parsing.
    """

    _BYTES = ((b"[", 240), (b"{", 240), (b'"', 70), (b",", 40))

    def __init__(self, limits: Limits) -> None:
        self._left = limits.memory

    def add(self, piece: bytes) -> None:
        """Raises RefusedError when there are too many parts in all pieces together."""
        self._left -= sum(piece.count(mark) * size for mark, size in self._BYTES)
        if self._left < 0:
            raise RefusedError(RefusalReason.TOO_LARGE, "it has millions of parts")


def deeper_than(value: object, depth: int) -> bool:
    """Whether lists and objects stand inside each other more deeply than that."""
    level = [value]
    for _ in range(depth):
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


class Head:
    """The first JSON object of a file, read piece by piece, no further than it has to be."""

    def __init__(self, file: BinaryIO, size: int, limits: Limits) -> None:
        """`file` stands at its beginning."""
        self._file = file
        self._size = size
        self._limits = limits
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._at = 0
        self._read = 0
        self._parts = _Parts(limits)
        self._ended = False
        self.top: dict[str, object] = {}
        self.partial = False
        """Whether reading stopped before the samples of a log."""
        self.more = False
        """Whether something but space follows the object."""

    def read(self) -> None:
        """Fill `top`. Raises RefusedError when it is no JSON object."""
        self._expect("{")
        if self._peek() == "}":
            self._at += 1
        else:
            self._fields()
        if not self.partial:
            if deeper_than(self.top, self._limits.depth):
                raise RefusedError(RefusalReason.TOO_DEEP)
            self.more = self._peek() != ""
        self._text = ""

    def _fields(self) -> None:
        for _ in range(self._limits.fields):
            if self._peek() != '"':
                raise RefusedError(RefusalReason.DAMAGED, "it is not JSON")
            key = self._value()
            self._expect(":")
            if key == "samples" and self._size > SMALL and self.top.keys() >= HEADER_KEYS:
                self._check_end()
                self.partial = True
                return
            self._peek()
            self.top[str(key)] = self._value()
            if self._peek() == "}":
                self._at += 1
                return
            self._expect(",")
        raise RefusedError(RefusalReason.TOO_LARGE, f"more than {self._limits.fields} keys")

    def _check_end(self) -> None:
        """Refuse a log that was cut short among its samples, which are not read."""
        self._file.seek(max(0, self._size - _LONGEST_END))
        if not self._file.read(_LONGEST_END).rstrip().endswith(b"}"):
            raise RefusedError(RefusalReason.DAMAGED, "it is cut short")

    def _value(self) -> object:
        """Decode one value at the place reached, reading on while it is cut short."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise RefusedError(RefusalReason.TOO_DEEP) from None
            except ValueError:
                if not self._more():
                    raise RefusedError(RefusalReason.DAMAGED, "it is not JSON") from None
                continue
            # A number at the end of what was read may go on.
            if end == len(self._text) and self._more():
                continue
            self._at = end
            return value

    def _peek(self) -> str:
        """The next character that is no space; empty at the end of the file."""
        while True:
            found = _SPACE.match(self._text, self._at)
            assert found is not None
            self._at = found.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _expect(self, character: str) -> None:
        if self._peek() != character:
            raise RefusedError(RefusalReason.DAMAGED, "it is not JSON")
        self._at += 1

    def _more(self) -> bool:
        """Read as much again as is there; False at the end of the file."""
        if self._ended:
            return False
        left = self._limits.document - self._read
        if left <= 0:
            raise RefusedError(RefusalReason.TOO_LARGE, f"more than {_size(self._limits.document)}")
        # As much again each time, so that decoding anew costs twice the whole at most.
        piece = self._file.read(min(left, max(_FIRST_PIECE, self._read)))
        self._read += len(piece)
        self._parts.add(piece)
        self._ended = not piece
        try:
            self._text = self._text[self._at :] + self._decode.decode(piece, final=self._ended)
        except UnicodeDecodeError:
            raise RefusedError(RefusalReason.DAMAGED, "it is not UTF-8 text") from None
        self._at = 0
        return True


def lines(source: Source) -> Iterator[object]:
    """Every line of JSON lines as a value; see `Source.objects`."""
    limits = source.limits
    if source.kind is Kind.JSON:
        yield source.top
        return
    source.file.seek(0)
    for index in range(limits.lines):
        line = source.file.readline(limits.line + 1)
        if not line:
            return
        if len(line) > limits.line:
            raise RefusedError(RefusalReason.TOO_LARGE, f"line {index + 1}")
        line = line.removeprefix(codecs.BOM_UTF8) if index == 0 else line
        if not line.strip():
            continue
        try:
            yield parse(line, limits)
        except RefusedError as error:
            raise RefusedError(error.refusal.reason, f"line {index + 1}") from None
    raise RefusedError(RefusalReason.TOO_LARGE, f"more than {limits.lines} lines")


def whole_text(source: Source) -> str:
    """The file as UTF-8 text; see `Source.text`."""
    if source.size > source.limits.text:
        raise RefusedError(RefusalReason.TOO_LARGE, _size(source.size))
    source.file.seek(0)
    try:
        return source.file.read(source.limits.text).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedError(RefusalReason.DAMAGED, "it is not UTF-8 text") from None


def _size(size: int) -> str:
    return f"{size / 1e6:.0f} MB"

"""Pasted text on its way in: what would steer the terminal is taken out of it.

Many terminals take it out themselves. From one that does not, Textual's parser would take an escape
within a paste for a key, and what follows for answers.
"""

import re
from collections.abc import Iterable

from textual.driver import Driver
from textual.message import Message

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
_STEERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class PlainPaste:
    """Cleans what is between the signs of a paste, in whatever pieces it comes."""

    def __init__(self) -> None:
        self._is_pasting = False
        self._before = ""
        """What may be the first half of a sign: within a paste held back, else passed on, since
        Escape alone is a key."""

    def __call__(self, piece: str) -> str:
        """What to take of the next piece; an empty one is the end."""
        taken: list[str] = []
        while piece:
            take = self._within if self._is_pasting else self._outside
            part, piece = take(piece)
            taken.append(part)
        return "".join(taken)

    def _outside(self, piece: str) -> tuple[str, str]:
        """What is taken up to the end of the sign, and the rest."""
        seen = self._before + piece
        at = seen.find(_BEGIN)
        if at < 0:
            self._before = seen[1 - len(_BEGIN) :]
            return piece, ""
        end = at + len(_BEGIN) - len(self._before)
        self._is_pasting, self._before = True, ""
        return piece[:end], piece[end:]

    def _within(self, piece: str) -> tuple[str, str]:
        text, met, rest = (self._before + piece).partition(_END)
        self._before = "" if met else _half_of(_END, text)
        self._is_pasting = not met
        return _STEERS.sub("", text.removesuffix(self._before)) + met, rest


def _half_of(sign: str, text: str) -> str:
    """The longest beginning of a sign that the text ends with."""
    return next(sign[:n] for n in range(len(sign) - 1, -1, -1) if text.endswith(sign[:n]))


def driver_class() -> type[Driver] | None:
    """A driver whose parser gets pasted text so; None, Textual's own, where none can be made.

    Textual lets a driver be named and no parser: the driver finds it by its name.
    """
    try:
        from textual._xterm_parser import XTermParser
        from textual.drivers import linux_driver
    except ImportError:  # another system, or a release that keeps them elsewhere
        return None

    class Parser(XTermParser):
        def __init__(self, debug: bool = False) -> None:
            super().__init__(debug)
            self._clean = PlainPaste()

        def feed(self, data: str) -> Iterable[Message]:
            clean = self._clean(data)
            return super().feed(clean) if clean or not data else ()  # nothing means the end

    class PasteDriver(linux_driver.LinuxDriver):
        def run_input_thread(self) -> None:
            vars(linux_driver)["XTermParser"] = Parser
            super().run_input_thread()

    return PasteDriver

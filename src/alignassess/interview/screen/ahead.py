"""Keys typed ahead: each is taken once what the key before it did is there.

A dialog opens in later steps of the loop than the key that asks for it. Without this, what is
typed for the dialog would meanwhile answer the question behind it.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from itertools import count

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message_pump import MessagePump
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

_LOOK_EVERY = 0.02
"""Seconds between two looks at whether the widget that got the key went away."""
_MOST_LOOKS = 50
"""Looks after which the next key is taken in any case."""


class KeysAhead:
    """Lets keys and pasted texts through one after another."""

    def __init__(self, app: App[None], take: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._take = take
        """What the application does with an event."""
        self._waiting: deque[Event] = deque()
        self._is_busy = False
        """Whether what the last key does is not there yet."""
        self._guard: Timer | None = None

    async def come(self, event: Event) -> None:
        """Take an event now, or after those that came before it."""
        # The way out stays open, whatever goes on.
        typed = isinstance(event, (Key, Paste)) and not event.is_forwarded
        if not typed or (isinstance(event, Key) and event.key == "ctrl+c"):
            await self._take(event)
        elif self._is_busy:
            self._waiting.append(event)
        else:
            await self._take_first(event)

    async def _take_first(self, event: Event) -> None:
        receiver = self._app.focused or self._app.screen
        if not isinstance(receiver, (Input, TextArea)):
            await self._take_alone(event, receiver)
        elif _is_text(event):
            await self._take(event)
        else:
            self._is_busy = True
            # What was typed before is in the field then.
            receiver.call_later(self._app.call_later, self._take_alone, event, receiver)

    async def _take_alone(self, event: Event, receiver: Widget) -> None:
        """Take a key, and no other one until what it does is there."""
        looks = count(1)

        def look() -> None:
            if not receiver.is_attached or next(looks) > _MOST_LOOKS:
                self._end()

        self._is_busy = True
        self._guard = self._app.set_interval(_LOOK_EVERY, look)
        await self._take(event)
        # A key goes from the widget that has the focus up to the application, and so does, right
        # behind it, what the widget has to say of it.
        way = receiver.ancestors_with_self
        self._follow(iter((*way, *way)), self._guard)

    def _follow(self, way: Iterator[MessagePump], guard: Timer) -> None:
        """Wait for each on the way to have done what it got before."""
        for one in way:
            if one.call_later(self._follow, way, guard):
                return
        if self._guard is guard:
            self._end()

    def _end(self) -> None:
        """The key is done; the next one is taken when what it opened can take it."""
        if self._guard is not None:
            self._guard.stop()
            self._guard = None
            self._app.call_later(self._go_on)

    async def _go_on(self) -> None:
        """Take what waits, up to the next key that is not just text."""
        stack = self._app.screen_stack
        if not stack:
            return  # the application has ended
        if not stack[-1].is_mounted:
            self._app.set_timer(_LOOK_EVERY, self._go_on)
            return
        self._is_busy = False
        while self._waiting and not self._is_busy:
            await self._take_first(self._waiting.popleft())


def _is_text(event: Event) -> bool:
    return isinstance(event, Paste) or (isinstance(event, Key) and event.is_printable)

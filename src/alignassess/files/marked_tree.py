"""Where each value of a YAML or JSON text begins and ends, counted in characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

BREAKS = "\r\n\x85\u2028\u2029"
"""What ends a line in YAML 1.1, and so a comment."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its extent: `text[start:end]` is the value and nothing after it."""

    start: int
    end: int
    """Directly after the last character; of a block mapping or list, that of its last value."""
    text: str | None
    """The value of a scalar; None for a mapping or list."""
    flow: bool
    """Whether it is written with brackets."""
    is_mapping: bool
    children: tuple["Node", ...]
    """The items of a list; keys and values of a mapping, in turn."""

    @property
    def pairs(self) -> tuple[tuple["Node", "Node"], ...]:
        """Keys and values of a mapping, in the order of the file."""
        assert self.is_mapping
        return tuple(zip(self.children[::2], self.children[1::2], strict=True))

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing: no text, no pairs, no items."""
        return not self.text and not self.children

    @property
    def is_block(self) -> bool:
        """Whether it is a mapping by indentation."""
        return self.is_mapping and not self.flow

    def scalars(self) -> Iterator["Node"]:
        """Every scalar in it, keys too, in the order of the file."""
        if self.text is not None:
            yield self
        for child in self.children:
            yield from child.scalars()


def mark(text: str) -> Node:
    """Find all extents in a text that the strict reader has accepted: its depth is bounded."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events = (
        event
        for event in yaml.parse(_SURROGATES.sub(_same_length, text), Loader=loader)
        if isinstance(event, (NodeEvent, MappingEndEvent, SequenceEndEvent))
    )
    return _node(next(events), events, text)


# JSON writes characters beyond 16 bits as two surrogates, which YAML refuses.
_SURROGATES = re.compile(r"\\\\|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def _same_length(found: re.Match[str]) -> str:
    return found[0] if found[0] == r"\\" else "x" * len(found[0])


def _node(event: Event, events: Iterator[Event], text: str) -> Node:
    start, end = _extent(event)
    if isinstance(event, ScalarEvent):
        if event.style in ("|", ">"):
            end = _end_of_block_scalar(text, start, end)
        return Node(start, end, event.value, flow=False, is_mapping=False, children=())
    assert isinstance(event, (MappingStartEvent, SequenceStartEvent))
    children = []
    inner = next(events)
    while not isinstance(inner, (MappingEndEvent, SequenceEndEvent)):
        children.append(_node(inner, events, text))
        inner = next(events)
    flow = bool(event.flow_style)
    return Node(
        start,
        _extent(inner)[1] if flow else children[-1].end,
        None,
        flow=flow,
        is_mapping=isinstance(event, MappingStartEvent),
        children=tuple(children),
    )


def _extent(event: Event) -> tuple[int, int]:
    assert event.start_mark is not None
    assert event.end_mark is not None
    return event.start_mark.index, event.end_mark.index


def _end_of_block_scalar(text: str, start: int, end: int) -> int:
    """Before the empty lines that follow; with the indicator `+` they are part of the value."""
    body = text[start:end]
    found = (_ONE_BREAK if _KEEPS.match(body) else _EMPTY_LINES).search(body)
    return start + found.start() if found else end


_KEEPS = re.compile(r"[|>][0-9]*\+")
_ONE_BREAK = re.compile(rf"(\r\n|[{BREAKS}])\Z")
_EMPTY_LINES = re.compile(rf"[{BREAKS}][ {BREAKS}]*\Z")

"""The concepts of the field, each with the state of its evidence and what is asked about it."""

from collections.abc import Iterator
from typing import Annotated, Literal

from alignassess.domain.constraints import Limits
from alignassess.domain.faults import Fault
from alignassess.domain.model import Model
from alignassess.domain.questionnaire import Identifier, Text

Status = Literal["documented", "demonstrated", "practised", "theoretical", "boundary"]
"""Seen in systems in use; shown in experiments; a method in use; argued and little measured;
outside of what is asked here."""


class Topic(Model):
    """One concept, in two to six sentences."""

    id: Identifier
    title: Text
    group: Text
    """The part of the field that it belongs to."""
    status: Status
    text: Text
    contested: Text | None = None
    references: Annotated[tuple[Text, ...], Limits(min_length=1)]
    questions: tuple[Identifier, ...]
    """Questions that touch it; none on a boundary, and at least one scored one otherwise."""
    rules: tuple[Text, ...] = ()
    also: tuple[Text, ...] = ()
    """Other names that people know it by."""


class Topics(Model):
    """`catalog/topics.yaml`."""

    format: Literal["alignassess/topics/1"]
    topics: Annotated[tuple[Topic, ...], Limits(min_length=1)]


def untouched(
    topics: tuple[Topic, ...], *, scored: frozenset[str], known: frozenset[str]
) -> Iterator[Fault]:
    """Topics that name what does not exist, or that no scored question touches.

    `scored` are the ids of scored questions; `known` those of all questions, rules and principles.
    """
    ids = [one.id for one in topics]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield Fault(name, "is the id of two topics")
    for one in topics:
        for name in (*one.questions, *one.rules):
            if name not in known:
                yield Fault(one.id, f"is said to be touched by {name}, which does not exist")
        if one.status == "boundary" and one.questions:
            yield Fault(one.id, "is a boundary, so no question is about it")
        elif one.status != "boundary" and not scored & set(one.questions):
            yield Fault(one.id, "is touched by no scored question")

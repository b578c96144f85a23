"""Which identifiers of frameworks and laws each question speaks to."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from alignassess.domain.catalog import Framework
from alignassess.domain.constraints import Limits
from alignassess.domain.faults import Fault
from alignassess.domain.model import Model
from alignassess.domain.questionnaire import Identifier, Text


class Relation(StrEnum):
    """What a question has to do with an identifier, read from the question (set theory)."""

    EQUAL = "equal"
    """It asks what the identifier says, neither more nor less."""
    SUBSET = "subset"
    """All that it asks lies within the identifier."""
    SUPERSET = "superset"
    """It asks all of the identifier, and more."""
    INTERSECTS = "intersects"
    """The two share a part."""


class Mapped(Model):
    """One question and the identifiers that it speaks to, by relation."""

    question: Identifier
    equal: tuple[Text, ...] = ()
    subset: tuple[Text, ...] = ()
    superset: tuple[Text, ...] = ()
    intersects: tuple[Text, ...] = ()

    @property
    def pairs(self) -> Iterator[tuple[str, Relation]]:
        """Every identifier with its relation, the closest relations first."""
        for relation in Relation:
            for name in getattr(self, relation.value):
                yield name, relation


class LeftOut(Model):
    """Identifiers that no question speaks to, and why."""

    ids: Annotated[tuple[Text, ...], Limits(min_length=1)]
    reason: Text


class Crosswalk(Model):
    """`catalog/crosswalk.yaml`. To speak to an identifier never means that an answer meets it."""

    format: Literal["alignassess/crosswalk/1"]
    as_of: Text
    source: Text
    questions: tuple[Mapped, ...]
    left_out: tuple[LeftOut, ...] = ()

    @cached_property
    def of_question(self) -> Mapping[str, tuple[tuple[str, Relation], ...]]:
        """Question id to the identifiers that it speaks to."""
        return MappingProxyType({one.question: tuple(one.pairs) for one in self.questions})

    @cached_property
    def of_item(self) -> Mapping[str, tuple[tuple[str, Relation], ...]]:
        """Identifier to the questions that speak to it, in the order of the file."""
        found: dict[str, list[tuple[str, Relation]]] = {}
        for one in self.questions:
            for name, relation in one.pairs:
                found.setdefault(name, []).append((one.question, relation))
        return MappingProxyType({name: tuple(pairs) for name, pairs in found.items()})

    @cached_property
    def reason_of(self) -> Mapping[str, str]:
        """Identifier that is left out to the reason."""
        return MappingProxyType({name: one.reason for one in self.left_out for name in one.ids})


def gaps(
    crosswalk: Crosswalk,
    frameworks: tuple[Framework, ...],
    questions: Mapping[str, tuple[str, ...]],
) -> Iterator[Fault]:
    """Nothing dangles, and every identifier is either mapped or left out with a reason.

    `questions` gives each question id the references that it cites: an identifier that a mapped
    question cites is one that it speaks to. A question that is not mapped at all is sound, since an
    organisation's own questions need no crosswalk.
    """
    items = {item.id for one in frameworks for item in one.items}
    seen: set[str] = set()
    for one in crosswalk.questions:
        if one.question not in questions:
            yield Fault(one.question, "is mapped in the crosswalk, and there is no such question")
        if one.question in seen:
            yield Fault(one.question, "is mapped twice in the crosswalk")
        seen.add(one.question)
        names = [name for name, _ in one.pairs]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Fault(one.question, f"is mapped to {name} by two relations")
        for name in sorted(set(names) - items):
            yield Fault(one.question, f"is mapped to {name}, which is in no framework list")
    for question, cited in questions.items():
        mapped = {name for name, _ in crosswalk.of_question.get(question, ())}
        for name in cited:
            if mapped and name in items and name not in mapped:
                yield Fault(question, f"cites {name}, and the crosswalk does not map it there")
    for name in sorted(items):
        if name in crosswalk.of_item and name in crosswalk.reason_of:
            yield Fault(name, "is mapped in the crosswalk and left out of it")
        elif name not in crosswalk.of_item and name not in crosswalk.reason_of:
            yield Fault(name, "is neither mapped in the crosswalk nor left out with a reason")
    for name in sorted(set(crosswalk.reason_of) - items):
        yield Fault(name, "is left out of the crosswalk, and is in no framework list")

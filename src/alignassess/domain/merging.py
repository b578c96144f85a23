"""Joining what two people answered about one system: nothing is dropped, nobody wins.

Merging is commutative up to order and to the new names of what clashes, and idempotent.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from typing import NamedTuple, TypeVar

from alignassess.domain.answers import Answer, Entry, Sheet, differ, says_same
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.subject import Respondent, Subject

Named = TypeVar("Named", Respondent, EvidenceEntry)


class Renamed(NamedTuple):
    """A name of the second sheet that stood for something else in the first."""

    section: str
    """`respondents` or `evidence`."""
    before: str
    after: str


class Merged(NamedTuple):
    """One sheet from two, and what a person should know of it."""

    sheet: Sheet
    """Own answers only, without places."""
    disagreements: tuple[str, ...]
    """Questions with answers that differ, in the order of the sheet."""
    renamed: tuple[Renamed, ...]


def differing_fields(one: Subject, other: Subject) -> tuple[str, ...]:
    """Name what two sheets say differently of what they are about; `kind` alone when that does."""
    if one.kind != other.kind:
        return ("kind",)
    return tuple(
        name
        for name in type(one).__dataclass_fields__
        if getattr(one, name) != getattr(other, name)
    )


def merge(
    first: Sheet, second: Sheet, *, nameless: tuple[Respondent | None, Respondent | None]
) -> Merged:
    """Join the own answers of two sheets about the same subject.

    Answers that differ become an open disagreement, each side with its respondent. Of two that say
    the same, one that holds all the other holds stands for both. `nameless` are who stands for the
    person that answered a sheet without respondents, where that has to be said.
    """
    stand_ins = tuple(
        None if one.respondents else person
        for one, person in zip((first, second), nameless, strict=True)
    )
    ours_by, theirs_by = (
        one.respondents if person is None else (person,)
        for one, person in zip((first, second), stand_ins, strict=True)
    )
    people, person = _joined(ours_by, theirs_by, key_of=_person_key, named=_person_named)
    evidence, artefact = _joined(
        tuple(_evidence_by(one, {}) for one in first.evidence),
        tuple(_evidence_by(one, person) for one in second.evidence),
        key_of=_evidence_key,
        named=_evidence_named,
    )
    ours = {one.question: one.answers for one in first.entries if one.origin is None}
    theirs = {
        one.question: tuple(_referring(answer, person, artefact) for answer in one.answers)
        for one in second.entries
        if one.origin is None
    }
    alone = _only(ours_by), _mapped(_only(theirs_by), person)
    alike = _Alike.among(people, evidence)
    entries = tuple(
        Entry(question=question, answers=alike.without_covered(sides))
        for question in dict.fromkeys((*ours, *theirs))
        for sides in [_sides(ours.get(question, ()), theirs.get(question, ()), alone)]
    )
    named = {answer.by for entry in entries for answer in entry.answers}
    unsaid = {key for key, who in zip(alone, stand_ins, strict=True) if who and key not in named}
    if {one.key for one in people} - unsaid:
        unsaid = set()  # beside people with names, the stand-in says that there is one more
    people = tuple(one for one in people if one.key not in unsaid)
    return Merged(
        sheet=Sheet(subject=first.subject, respondents=people, entries=entries, evidence=evidence),
        disagreements=tuple(one.question for one in entries if differ(one.answers)),
        renamed=tuple(
            Renamed(section, before, after)
            for section, names in (("respondents", person), ("evidence", artefact))
            for before, after in names.items()
            if before != after and after not in unsaid
        ),
    )


def _sides(
    first: Sequence[Answer], second: Sequence[Answer], alone: tuple[str | None, str | None]
) -> list[Answer]:
    """All that either sheet says about a question; where that differs, by whom."""
    first, second = ([_without_place(one) for one in side] for side in (first, second))
    if differ((*first, *second)):
        # The one person of a sheet need not say so at each answer; beside others it must be said.
        first, second = _said_by(first, alone[0]), _said_by(second, alone[1])
    return [*first, *second]


def _said_by(answers: list[Answer], person: str | None) -> list[Answer]:
    """The answer with a name; whose the sides are that a sheet holds already is not known."""
    if person is None or len(answers) != 1 or answers[0].by:
        return answers
    return [answers[0].model_copy(update={"by": person})]


_NUMBERED = re.compile(r"-[0-9]+")
"""What is put behind a name that is taken."""


class _Alike(NamedTuple):
    """The first name of each person and artefact that goes under several."""

    person: Mapping[str, str]
    artefact: Mapping[str, str]

    @classmethod
    def among(cls, people: Iterable[Respondent], evidence: Iterable[EvidenceEntry]) -> "_Alike":
        """Find out what is the same under two names."""
        person = _first_names(people, key_of=_person_key, named=_person_named)
        told = [one.model_copy(update={"by": _mapped(one.by, person)}) for one in evidence]
        return cls(person, _first_names(told, key_of=_evidence_key, named=_evidence_named))

    def without_covered(self, answers: Iterable[Answer]) -> tuple[Answer, ...]:
        """Each thing once: without what another answer says too and holds in full."""
        kept: list[Answer] = []
        for answer in answers:
            if not any(self._covers(other, answer) for other in kept):
                kept = [other for other in kept if not self._covers(answer, other)] + [answer]
        return tuple(kept)

    def _covers(self, one: Answer, other: Answer) -> bool:
        """Whether an answer says what another says and holds all that stands beside it."""
        return (
            says_same(one, other)
            and _mapped(other.by, self.person) in (None, _mapped(one.by, self.person))
            and other.on in (None, one.on)
            and other.note in (None, one.note)
            and {self.artefact[name] for name in other.evidence}
            <= {self.artefact[name] for name in one.evidence}
        )


def _first_names(
    found: Iterable[Named], *, key_of: Callable[[Named], str], named: Callable[[Named, str], Named]
) -> dict[str, str]:
    firsts: dict[Named, str] = {}
    return {key_of(one): firsts.setdefault(named(one, ""), key_of(one)) for one in found}


def _joined(
    ours: Iterable[Named],
    theirs: Iterable[Named],
    *,
    key_of: Callable[[Named], str],
    named: Callable[[Named, str], Named],
) -> tuple[tuple[Named, ...], dict[str, str]]:
    """All of both, and the name that each of theirs goes under."""
    theirs = tuple(theirs)
    found: dict[str, Named] = {key_of(one): one for one in ours}
    taken = {*found, *map(key_of, theirs)}
    names: dict[str, str] = {}
    for one in theirs:
        key = key_of(one)
        name = _name_for(one, key, found=found, taken=taken, named=named)
        names[key] = name
        taken.add(name)
        found.setdefault(name, named(one, name))
    return tuple(found.values()), names


def _name_for(
    one: Named,
    key: str,
    *,
    found: Mapping[str, Named],
    taken: set[str],
    named: Callable[[Named, str], Named],
) -> str:
    """Its own name where that is free or means the same; else the first numbered one that does.

    First in the order in which they were found, not by number, so that merging once more finds the
    name that was given the first time.
    """
    if key not in found or found[key] == named(one, key):
        return key
    numbered = (name for name in found if _NUMBERED.fullmatch(name.removeprefix(key)))
    same = next((name for name in numbered if found[name] == named(one, name)), None)
    if same is not None:
        return same
    return next(name for number in count(2) if (name := f"{key}-{number}") not in taken)


def _person_key(one: Respondent) -> str:
    return one.key


def _person_named(one: Respondent, name: str) -> Respondent:
    return one.model_copy(update={"key": name})


def _evidence_key(one: EvidenceEntry) -> str:
    return one.id


def _evidence_named(one: EvidenceEntry, name: str) -> EvidenceEntry:
    return one.model_copy(update={"id": name})


def _evidence_by(one: EvidenceEntry, person: Mapping[str, str]) -> EvidenceEntry:
    return one.model_copy(update={"place": None, "by": _mapped(one.by, person)})


def _referring(answer: Answer, person: Mapping[str, str], artefact: Mapping[str, str]) -> Answer:
    return answer.model_copy(
        update={
            "by": _mapped(answer.by, person),
            "evidence": tuple(artefact.get(one, one) for one in answer.evidence),
        }
    )


def _mapped(name: str | None, names: Mapping[str, str]) -> str | None:
    return None if name is None else names.get(name, name)


def _only(people: Sequence[Respondent]) -> str | None:
    """The one person who answered a sheet, if it names one."""
    return people[0].key if len(people) == 1 else None


def _without_place(answer: Answer) -> Answer:
    return answer.model_copy(update={"place": None, "note": answer.note or None})

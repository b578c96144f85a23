"""Last year's answers as proposals: nothing counts until a person has confirmed it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from alignassess.domain.answers import (
    Answer,
    Chosen,
    Declined,
    DontKnow,
    Entry,
    NotApplicable,
    Sheet,
    differ,
)
from alignassess.domain.instrument import Instrument
from alignassess.domain.labels import label
from alignassess.domain.questionnaire import Question, ScoredQuestion

Said = tuple[str, str]
"""A question's id and what an old sheet said, where that can no longer be said."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an earlier sheet said about a question that this one leaves open."""

    question: str
    answer: Answer | None
    """What a person may confirm; None when nothing of it can be said any more."""
    changes: tuple[str, ...]
    """Sentences for the person who confirms; empty when nothing is known to have changed."""


def no_changes(question: str) -> tuple[str, ...]:
    """What is known to have changed in a question when no record of changes is at hand."""
    return ()


def proposals(
    instrument: Instrument,
    sheet: Sheet,
    old: Sheet,
    *,
    unreadable: Sequence[Said] = (),
    changes: Callable[[str], tuple[str, ...]] = no_changes,
) -> Mapping[str, Proposal]:
    """Propose the own answers of `old` to questions that `sheet` says nothing about.

    `unreadable` are answers of the old sheet that the instrument no longer knows. `changes` says,
    for a question's id, in sentences what changed in it since the old sheet was answered. By whom,
    when and on what evidence an answer was given is not carried over, since that is a year old; the
    evidence is named in the sentences, so that it can be renewed.
    """
    found = {
        entry.question: _proposed(instrument.question[entry.question], entry, old, changes)
        for entry in old.entries
        if entry.origin is None and entry.question not in sheet.entry
    }
    for question, sentence in _lost(instrument, unreadable):
        if question in sheet.entry or question not in instrument.question:
            continue
        before = found.get(question, Proposal(question, None, changes(question)))
        found[question] = Proposal(question, before.answer, (*before.changes, sentence))
    return found


def left_over(instrument: Instrument, unreadable: Sequence[Said]) -> tuple[str, ...]:
    """Sentences about old answers that belong to no question asked now."""
    return tuple(
        sentence
        for question, sentence in _lost(instrument, unreadable)
        if question not in instrument.question
    )


def _proposed(
    question: Question, entry: Entry, old: Sheet, changes: Callable[[str], tuple[str, ...]]
) -> Proposal:
    lowest = min(entry.answers, key=lambda one: _rank(question, one))
    sentences = [*changes(question.id)]
    if differ(entry.answers):
        said = "; ".join(label(question, one) for one in entry.answers)
        sentences.append(f"Answers differed, and the lowest is proposed: {said}.")
    if isinstance(lowest, Declined) and lowest.on is not None:
        sentences.append(f"Asked on {lowest.on.isoformat()}, without an answer; ask again.")
    names = dict.fromkeys(name for one in entry.answers for name in one.evidence)
    for name in names:
        artefact = old.evidence_entry.get(name)
        if artefact is not None:
            obtained = f", obtained {artefact.obtained.isoformat()}" if artefact.obtained else ""
            sentences.append(f"Evidence then: {artefact.title}{obtained}; it is not carried over.")
    return Proposal(question.id, _bare(lowest), tuple(sentences))


def _rank(question: Question, answer: Answer) -> int:
    """How low an answer counts: a nonresponse below every level, the worst fact first."""
    if isinstance(answer, DontKnow | Declined | NotApplicable):
        return -10
    if isinstance(question, ScoredQuestion):
        return question.level_of[answer.options[0]]
    exposure = {option.key: option.exposure for option in question.options}
    return -max(exposure[key] for key in answer.options)


def _bare(answer: Answer) -> Answer:
    """The answer and its note; the day stays where the answer needs one."""
    match answer:
        case Chosen():
            return Chosen(options=answer.options, note=answer.note)
        case DontKnow():
            return DontKnow(note=answer.note)
        case Declined():
            return Declined(note=answer.note, on=answer.on)
        case NotApplicable():
            return NotApplicable(note=answer.note)


def _lost(instrument: Instrument, unreadable: Sequence[Said]) -> Iterator[Said]:
    """Where an answer that cannot be said any more matters now, and a sentence about it."""
    for question, said in unreadable:
        retired = instrument.retired.get(question)
        if question in instrument.question:
            yield question, f"The earlier answer is no longer offered: {said}."
        elif retired is None:
            yield question, f"{question} is not in these questionnaires; its answer was {said}."
        elif not retired.see:
            yield question, f"{question} is no longer asked; its answer was {said}."
        else:
            for one in retired.see:
                yield one, f"This takes the place of {question}, whose answer was {said}."

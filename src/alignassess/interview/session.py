"""One sitting over a sheet, as a value: which question is put, what is said, the way back."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from alignassess.domain.answers import (
    Answer,
    Chosen,
    Declined,
    DontKnow,
    Entry,
    NotApplicable,
    Sheet,
)
from alignassess.domain.instrument import Instrument
from alignassess.domain.questionnaire import ProfileQuestion, Question
from alignassess.domain.routing import applicable
from alignassess.errors import Problem, UsageError
from alignassess.interview.admissible import fault_in, ordered
from alignassess.interview.own_answers import own_answer, with_own

Nonresponse = Literal["dont-know", "declined", "not-applicable"]


@dataclass(frozen=True, slots=True)
class Step:
    """A question that was left behind, and whether it was left for later."""

    question: str
    skipped: bool


@dataclass(frozen=True, slots=True)
class Session:
    """Where a person is in a sheet. Operations return another session; this one stays."""

    instrument: Instrument
    sheet: Sheet
    opened: Sheet
    """The sheet as the sitting found it.

    Saying again what it said brings back by whom, when and on what evidence.
    """
    within: frozenset[str] | None = None
    """The questionnaires that are asked; None for all."""
    trail: tuple[Step, ...] = ()
    """What was left behind in this sitting, oldest first."""
    jumped: str | None = None
    """A question that is put out of turn."""
    drafts: tuple[tuple[str, str], ...] = ()
    """Question and note, where a note was made before there is an answer to keep it with."""

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions of this sitting that apply, in order of asking."""
        return tuple(
            question
            for question in applicable(self.instrument, self.sheet)
            if self.within is None or self.instrument.questionnaire_of[question.id] in self.within
        )

    @property
    def current(self) -> Question | None:
        """The question that is put; None when all that apply have an answer or were left twice."""
        if self.jumped is not None:
            return self.instrument.question[self.jumped]
        open_ones = [question for question in self.asked if question.id not in self.sheet.entry]
        # Left once: comes again at the end. Left twice: waits for another sitting.
        for times_left in (0, 1):
            for question in open_ones:
                if self.trail.count(Step(question.id, skipped=True)) == times_left:
                    return question
        return None

    @property
    def given(self) -> Entry | None:
        """What the sheet says about the current question, inherited or not."""
        question = self.current
        return None if question is None else self.sheet.entry.get(question.id)

    @property
    def draft(self) -> str | None:
        """The note that waits for an answer to the current question."""
        question = self.current
        return None if question is None else dict(self.drafts).get(question.id)

    def answer(self, options: tuple[str, ...]) -> "Session":
        """Choose options by their keys; raises UsageError where the question does not take them."""
        question = self._put()
        fault = fault_in(question, options)
        if fault is not None:
            raise UsageError(fault)
        options = ordered(question, options)
        return self._record(question, Chosen(options=options), note=None)

    def nonresponse(
        self, kind: Nonresponse, *, note: str | None = None, on: date | None = None
    ) -> "Session":
        """Say why there is no answer. Declined needs `on`, the day of asking; N/A needs a note."""
        question = self._put()
        said: Answer
        match kind:
            case "dont-know":
                said = DontKnow()
            case "declined":
                if on is None:
                    raise UsageError(Problem(f"{question.id}: declined needs the date of asking"))
                said = Declined(on=on)
            case _:
                if isinstance(question, ProfileQuestion) or not question.not_applicable:
                    raise UsageError(
                        Problem(
                            f"{question.id} cannot be not-applicable",
                            remedy="choose an option, or say unknown",
                        )
                    )
                if not (note or self.draft or "").strip():
                    raise UsageError(
                        Problem(f"{question.id}: not-applicable needs a reason", remedy="na REASON")
                    )
                said = NotApplicable()
        return self._record(question, said, note=note)

    def note(self, text: str) -> "Session":
        """Put a note to the own answer; without one the note waits for the answer given next."""
        question = self._put()
        if not text.strip():
            raise UsageError(Problem("a note needs text", remedy="note TEXT"))
        own = own_answer(self.sheet, question.id)
        if own is None:
            return replace(self, drafts=(*self._other_drafts(question), (question.id, text)))
        return replace(
            self, sheet=with_own(self.sheet, question.id, own.model_copy(update={"note": text}))
        )

    def skip(self) -> "Session":
        """Leave the question as it is; one without an answer comes once more, at the end."""
        return self._leave(self._put(), skipped=True)

    def back(self) -> "Session":
        """Return to the question before, whose answer stays until another one is given.

        That is the one left last that still applies; at the start of a sitting, the one before in
        order of asking.
        """
        order = [question.id for question in self.asked]
        trail = list(self.trail)
        while trail:
            step = trail.pop()
            if step.question in order:
                return replace(self, trail=tuple(trail), jumped=step.question)
        question = self.current
        index = order.index(question.id) if question else len(order)
        if index == 0:
            raise UsageError(Problem("there is no question before this one"))
        return replace(self, trail=(), jumped=order[index - 1])

    def jump(self, question: str) -> "Session":
        """Put a question out of turn, answered or not; raises UsageError for one not asked here."""
        if question not in self.instrument.question:
            raise UsageError(Problem(f"there is no question {question}"))
        if all(question != one.id for one in self.asked):
            raise UsageError(
                Problem(f"{question} is not asked here", remedy="it does not apply, or is left out")
            )
        return replace(self, jumped=question)

    def _put(self) -> Question:
        question = self.current
        if question is None:
            raise UsageError(Problem("no question is open"))
        return question

    def _record(self, question: Question, said: Answer, *, note: str | None) -> "Session":
        own = own_answer(self.sheet, question.id)
        before = own_answer(self.opened, question.id)
        base = next((one for one in (own, before) if one and _says_same(one, said)), said)
        kept = None if own is None or isinstance(own, NotApplicable) else own.note
        texts = tuple(text for text in (note, self.draft) if text)
        changed = base.model_copy(
            update={
                "note": "; ".join(texts) or kept or base.note,
                "on": said.on if isinstance(said, Declined) else base.on,
            }
        )
        return replace(
            self._leave(question, skipped=False),
            sheet=with_own(self.sheet, question.id, changed),
            drafts=self._other_drafts(question),
        )

    def _leave(self, question: Question, *, skipped: bool) -> "Session":
        return replace(self, trail=(*self.trail, Step(question.id, skipped)), jumped=None)

    def _other_drafts(self, question: Question) -> tuple[tuple[str, str], ...]:
        return tuple(draft for draft in self.drafts if draft[0] != question.id)


def begin(instrument: Instrument, sheet: Sheet, *, within: frozenset[str] | None = None) -> Session:
    """Start a sitting: the first question without an answer is put."""
    return Session(instrument, sheet, sheet, within)


def _says_same(one: Answer, other: Answer) -> bool:
    """Whether two answers say the same, whoever gave them and however they are supported."""
    if isinstance(one, Chosen) and isinstance(other, Chosen):
        return set(one.options) == set(other.options)
    return one.kind == other.kind

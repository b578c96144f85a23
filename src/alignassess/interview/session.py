"""One sitting over a sheet, as a value: which question is put, what is said, the way back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from alignassess.domain.answers import Answer, Chosen, Entry, Sheet
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.domain.questionnaire import Question
from alignassess.domain.routing import applicable
from alignassess.errors import Problem, UsageError
from alignassess.interview.admissible import (
    Nonresponse,
    fault_in,
    fault_of,
    nonresponse_to,
    ordered,
)
from alignassess.interview.own_answers import own_answer, reworded, with_own
from alignassess.interview.scope import ALL, Scope
from alignassess.interview.steps import Draft, Step


@dataclass(frozen=True)
class Session:
    """Where a person is in a sheet. Operations return another session; this one stays.

    An operation that does not fit raises UsageError, which says what does.
    """

    instrument: Instrument
    sheet: Sheet
    opened: Sheet
    """The sheet as the sitting found it.

    Saying again what it said brings back by whom, when and on what evidence.
    """
    scope: Scope = ALL
    trail: tuple[Step, ...] = ()
    """What was left behind in this sitting, oldest first."""
    jumped: str | None = None
    """A question that is put out of turn."""
    drafts: tuple[Draft, ...] = ()
    explained: bool = False
    """Whether the person asked why the current question is put."""
    over: bool = False
    """Whether the person has left."""
    before: "Session | None" = field(default=None, compare=False, repr=False)
    """The sitting before the last change of the sheet or of a draft: what `undo` returns to."""

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions of this sitting that apply, in order of asking."""
        return tuple(
            question
            for question in applicable(self.instrument, self.sheet)
            if question.id not in self.scope.left_out
        )

    @cached_property
    def todo(self) -> tuple[Question, ...]:
        """The questions that still wait to be put: without an answer, or to be looked at again."""
        seen = {step.question for step in self.trail}
        return tuple(
            question
            for question in self.asked
            if question.id not in self.sheet.entry
            or (question.id in self.scope.again and question.id not in seen)
        )

    @cached_property
    def current(self) -> Question | None:
        """The question that is put; None when nothing waits or all that does was left twice."""
        if self.jumped is not None:
            return self.instrument.question[self.jumped]
        # Left once: comes again at the end. Left twice: waits for another sitting.
        for times_left in (0, 1):
            for question in self.todo:
                if self.trail.count(Step(question.id, skipped=True)) == times_left:
                    return question
        return None

    @property
    def given(self) -> Entry | None:
        """What the sheet says so far about the current question, inherited answers included."""
        question = self.current
        return None if question is None else self.sheet.entry.get(question.id)

    @property
    def draft(self) -> Draft | None:
        """What waits for an answer to the current question."""
        question = self.current
        return next((one for one in self.drafts if question and one.question == question.id), None)

    def answer(
        self, options: tuple[str, ...], figures: Mapping[str, int] | None = None
    ) -> "Session":
        """Choose options by their keys.

        `figures` by their keys in a sheet stand beside the answer, instead of those that stood
        there; None leaves these to an answer that says the same.
        """
        question = self._put()
        fault = fault_in(question, options)
        if fault is not None:
            raise UsageError(fault)
        said = Chosen(options=ordered(question, options))
        return self._record(question, said, figures=figures)

    def nonresponse(
        self, kind: Nonresponse, *, note: str | None = None, on: date | None = None
    ) -> "Session":
        """Say why there is no answer. Declined needs `on`, the day of asking; N/A needs a note."""
        question = self._put()
        waiting = self.draft.note if self.draft else None
        said = nonresponse_to(question, kind, note=note or waiting, on=on)
        return self._record(question, said, note=note)

    def confirm(self, proposal: Answer) -> "Session":
        """Take over an answer from elsewhere as it stands, such as last year's."""
        question = self._put()
        fault = fault_of(question, proposal)
        if fault is not None:
            raise UsageError(fault)
        kept = proposal.model_copy(update={"place": None})
        return self._recorded(question, kept)

    def note(self, text: str) -> "Session":
        """Put a note to the own answer; without one the note waits for the answer given next."""
        question = self._put()
        if not text.strip():
            raise UsageError(Problem("a note needs text", remedy="note TEXT"))
        own = own_answer(self.sheet, question.id)
        if own is None:
            return self._drafted(replace(self._draft_of(question), note=text))
        changed = own.model_copy(update={"note": text})
        return self._changed(sheet=with_own(self.sheet, question.id, changed))

    def evidence(self, names: tuple[str, ...]) -> "Session":
        """Say which evidence entries of the sheet support the own answer, instead of those named.

        Without an own answer they wait for the answer given next.
        """
        question = self._put()
        names = tuple(dict.fromkeys(names))
        known = {one.id for one in self.sheet.evidence if one.origin_model is None}
        strange = [name for name in names if name not in known]
        if strange:
            listed = ", ".join(sorted(known)) or "none yet"
            raise UsageError(
                *(
                    Problem(f"there is no evidence entry {name}", remedy=f"entries: {listed}")
                    for name in strange
                )
            )
        own = own_answer(self.sheet, question.id)
        if own is None:
            return self._drafted(replace(self._draft_of(question), evidence=names))
        changed = own.model_copy(update={"evidence": names})
        return self._changed(sheet=with_own(self.sheet, question.id, changed))

    def add_evidence(self, entry: EvidenceEntry) -> "Session":
        """List a new artefact in the sheet and let it support the current answer."""
        question = self._put()
        if entry.id in self.sheet.evidence_entry:
            raise UsageError(Problem(f"there is an evidence entry {entry.id} already"))
        sheet = self.sheet.model_copy(update={"evidence": (*self.sheet.evidence, entry)})
        own = own_answer(self.sheet, question.id)
        named = own.evidence if own is not None else self._draft_of(question).evidence
        return replace(replace(self, sheet=sheet).evidence((*named, entry.id)), before=self)

    def why(self) -> "Session":
        """Ask why the current question is put, or have enough of it."""
        self._put()
        return replace(self, explained=not self.explained)

    def skip(self) -> "Session":
        """Leave the question as it is; one without an answer comes once more, at the end."""
        return self._left(self._put(), skipped=True)

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
                return self._at(step.question, trail=tuple(trail))
        question = self.current
        index = order.index(question.id) if question and question.id in order else len(order)
        if index == 0:
            raise UsageError(Problem("there is no question before this one"))
        return self._at(order[index - 1], trail=())

    def jump(self, question: str) -> "Session":
        """Put a question out of turn, answered or not."""
        if question not in self.instrument.question:
            raise UsageError(Problem(f"there is no question {question}"))
        if all(question != one.id for one in self.asked):
            raise UsageError(
                Problem(f"{question} is not asked here", remedy="it does not apply, or is left out")
            )
        return self._at(question, trail=self.trail)

    def next_open(self) -> "Session":
        """Put the next question that waits, in order of asking and from the top at the end."""
        order = [question.id for question in self.asked]
        question = self.current
        at = order.index(question.id) if question and question.id in order else -1
        waiting = [order.index(one.id) for one in self.todo if one is not question]
        if not waiting:
            raise UsageError(Problem("no other question is open"))
        return self._at(
            order[next((place for place in waiting if place > at), waiting[0])], trail=self.trail
        )

    def undo(self) -> "Session":
        """Take back the last answer, nonresponse, note or evidence, and return to its question.

        An evidence entry that was listed with it stays listed.
        """
        if self.before is None:
            raise UsageError(Problem("nothing was changed in this sitting"))
        earlier = self.before
        if earlier.sheet.evidence == self.sheet.evidence:
            return earlier
        sheet = earlier.sheet.model_copy(update={"evidence": self.sheet.evidence})
        return replace(earlier, sheet=sheet)

    def reloaded(self, sheet: Sheet) -> "Session":
        """Go on with the file as others left it. What was changed before cannot be undone then.

        To undo would be to write an older sheet over what they saved.
        """
        return replace(self, sheet=sheet, before=None)

    def quit(self) -> "Session":
        """Leave."""
        return replace(self, over=True)

    def _put(self) -> Question:
        question = self.current
        if question is None:
            raise UsageError(Problem("no question is open"))
        return question

    def _at(self, question: str, *, trail: tuple[Step, ...]) -> "Session":
        return replace(self, trail=trail, jumped=question, explained=False)

    def _record(
        self,
        question: Question,
        said: Answer,
        *,
        note: str | None = None,
        figures: Mapping[str, int] | None = None,
    ) -> "Session":
        draft = self._draft_of(question)
        texts = [text for text in (note, draft.note) if text]
        kept = reworded(
            said,
            own=own_answer(self.sheet, question.id),
            opened=own_answer(self.opened, question.id),
            note="; ".join(texts) or None,
            evidence=draft.evidence,
            figures=figures,
        )
        return self._recorded(question, kept)

    def _recorded(self, question: Question, answer: Answer) -> "Session":
        return replace(
            self._left(question, skipped=False),
            sheet=with_own(self.sheet, question.id, answer),
            drafts=self._other_drafts(question),
            before=self,
        )

    def _left(self, question: Question, *, skipped: bool) -> "Session":
        step = Step(question.id, skipped)
        return replace(self, trail=(*self.trail, step), jumped=None, explained=False)

    def _draft_of(self, question: Question) -> Draft:
        return self.draft or Draft(question.id)

    def _drafted(self, draft: Draft) -> "Session":
        others = tuple(one for one in self.drafts if one.question != draft.question)
        return self._changed(drafts=(*others, draft))

    def _other_drafts(self, question: Question) -> tuple[Draft, ...]:
        return tuple(one for one in self.drafts if one.question != question.id)

    def _changed(
        self, *, sheet: Sheet | None = None, drafts: tuple[Draft, ...] | None = None
    ) -> "Session":
        """The same place with another sheet or other drafts; the question stays the one put."""
        question = self._put()
        return replace(
            self,
            sheet=self.sheet if sheet is None else sheet,
            drafts=self.drafts if drafts is None else drafts,
            jumped=question.id,
            before=self,
        )


def begin(instrument: Instrument, sheet: Sheet, *, scope: Scope | None = None) -> Session:
    """Start a sitting: the first question without an answer is put."""
    return Session(instrument, sheet, sheet, scope or ALL)

"""The centre: the question, its options, what was said so far, and on request why it is asked."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from alignassess.domain.answers import Answer, Entry
from alignassess.domain.labels import label
from alignassess.domain.questionnaire import Question
from alignassess.interview.admissible import takes_several
from alignassess.interview.carry_over import Proposal
from alignassess.interview.figures import figure_words
from alignassess.interview.progress import section_of
from alignassess.interview.question_text import details, several_words
from alignassess.interview.screen.choices import Choices
from alignassess.interview.screen.lines import styled
from alignassess.interview.session import Session
from alignassess.interview.surroundings import Surroundings

_Part = tuple[str, str]

MARKING = "Digits mark, Enter answers"
"""Stands beside the section of a question where several options can be marked."""


class QuestionPane(VerticalScroll, can_focus=False):
    """One question at a time."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(id="question")
        self._around = around
        self._shown: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts from top to bottom."""
        yield Static(id="where", markup=False)
        yield Static(id="introduction", markup=False)
        yield Static(id="text", markup=False)
        yield Static(id="proposal", markup=False)
        yield Choices(self._around.clean)
        yield Static(id="given", markup=False)
        yield Static(id="details", markup=False)

    def show(self, session: Session) -> None:
        """Show where a sitting is."""
        question = session.current
        if question is None:
            return
        home = section_of(session, question)
        several = f"   {MARKING}" if takes_several(question) else ""
        self._put("where", [(f"{question.id}   {home.section.title}{several}", "dim")])
        ids = {one.id for one in home.questions}
        first = next(one for one in session.asked if one.id in ids)
        introduction = home.section.introduction if question is first else ""
        self._put("introduction", [(self._clean(introduction), "dim")] if introduction else [])
        self._put("text", [(self._clean(question.text), "bold")])
        entry = session.given
        proposal = self._around.proposals.get(question.id) if entry is None else None
        self._put("proposal", self._proposal(proposal, question))
        self.query_one(Choices).put(question, entry)
        self._put("given", self._said(session, question))
        self._put("details", self._details(question) if session.explained else [])
        if self._shown != question.id:
            self.scroll_home(animate=False)
            self.call_after_refresh(self._show_options)
        self._shown = question.id
        if session.explained:
            self.call_after_refresh(self.query_one("#details").scroll_visible, animate=False)

    def on_resize(self) -> None:
        """Show the options, unless the person reads what stands below them."""
        if not self.query_one("#details").display:
            self.call_after_refresh(self._show_options)

    def _show_options(self) -> None:
        """On a small screen, let what stands above the question go, so that options fit."""
        below = self.query_one(Choices).virtual_region.bottom - self.size.height
        top = self.query_one("#text").virtual_region.y
        self.scroll_to(y=max(0, min(below, top)), animate=False)

    def _put(self, name: str, parts: list[_Part]) -> None:
        part = self.query_one(f"#{name}", Static)
        part.display = bool(parts)
        part.update(styled(parts) if parts else Content())

    def _clean(self, text: str) -> str:
        return self._around.clean(text)

    def _said(self, session: Session, question: Question) -> list[_Part]:
        """What the sheet says so far, and what waits for an answer."""
        parts: list[_Part] = []
        entry = session.given
        if entry is not None:
            for answer in entry.answers:
                parts += self._answer(answer, question, entry)
            if len(entry.answers) > 1:
                parts.append((f"{several_words(entry)}\n", ""))
        draft = session.draft
        if draft is not None and draft.note is not None:
            parts += _line("Note, kept with the answer given next", self._clean(draft.note))
        if draft is not None and draft.evidence:
            parts += _line("Evidence for the answer given next", ", ".join(draft.evidence))
        return parts

    def _answer(self, answer: Answer, question: Question, entry: Entry) -> list[_Part]:
        by = "" if answer.by is None else f" by {answer.by}"
        origin = "" if entry.origin is None else f", inherited from {entry.origin.name}"
        parts = _line(f"Answer so far{by}{origin}", self._clean(label(question, answer)))
        if figures := figure_words(answer):
            parts += _line("Figures", figures)
        if answer.note is not None:
            parts += _line("Note", self._clean(answer.note))
        if answer.evidence:
            parts += _line("Evidence", ", ".join(answer.evidence))
        return parts

    def _proposal(self, proposal: Proposal | None, question: Question) -> list[_Part]:
        if proposal is None:
            return []
        parts: list[_Part] = []
        answer = proposal.answer
        if answer is not None:
            parts += _line("The earlier sheet says", self._clean(label(question, answer)))
        if answer is not None and answer.note is not None:
            parts += _line("Its note", self._clean(answer.note))
        for change in proposal.changes:
            parts += _line("Since then", self._clean(change))
        if answer is not None:
            parts += [("y", "bold"), (" confirms it as it stands today", "")]
        return parts

    def _details(self, question: Question) -> list[_Part]:
        parts: list[_Part] = []
        for title, text in details(question):
            parts += [*_line(title, self._clean(text)), ("\n", "")]
        return parts


def _line(title: str, text: str) -> list[_Part]:
    return [(f"{title}: ", "dim"), (f"{text}\n", "")]

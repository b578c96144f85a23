"""The application: one sitting, its panes, and what each key does."""

import os
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Event, Resize
from textual.widgets import Static

from alignassess.domain.assessment import SystemAssessment
from alignassess.errors import AlignassessError, UsageError
from alignassess.interview.progress import left
from alignassess.interview.screen import opening
from alignassess.interview.screen.ahead import KeysAhead
from alignassess.interview.screen.bars import Bars, DrawBar
from alignassess.interview.screen.choices import Choices
from alignassess.interview.screen.dialogs.review import FINISH, UNDO, ReviewDialog
from alignassess.interview.screen.ending import end_on_signals, end_without_terminal
from alignassess.interview.screen.figuring import answer
from alignassess.interview.screen.frame import Keys, Top
from alignassess.interview.screen.layout import Layout, Pane
from alignassess.interview.screen.offering import OfferLine, open_offers
from alignassess.interview.screen.outline import Outline
from alignassess.interview.screen.pasting import driver_class
from alignassess.interview.screen.question_pane import QuestionPane
from alignassess.interview.screen.saving import Saving
from alignassess.interview.screen.themes import THEMES
from alignassess.interview.session import Session
from alignassess.interview.surroundings import Surroundings

_MOVES: Mapping[str, Callable[[Session], Session]] = MappingProxyType(
    {
        "why": Session.why,
        "back": Session.back,
        "skip": Session.skip,
        "next_open": Session.next_open,
    }
)
"""What a key does without asking more."""

_OPENED = MappingProxyType(
    {
        "note": opening.open_note,
        "evidence": opening.open_evidence,
        "offers": open_offers,
        "nonresponse": opening.open_nonresponse,
        "search": opening.open_search,
    }
)


def _hidden(keys: str, action: str, *, priority: bool = False) -> Binding:
    return Binding(keys, action, show=False, priority=priority)


class InterviewApp(App[None]):
    """Shows a sitting and carries out what is pressed; a change is saved before it shows."""

    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        _hidden("ctrl+c", "interrupt", priority=True),
        _hidden("ctrl+d", "leave", priority=True),
        _hidden("ctrl+z", "suspend_process", priority=True),
        _hidden("q", "leave"),
        _hidden("question_mark,f1", "move('why')"),
        _hidden("b,left", "move('back')"),
        _hidden("x,right", "move('skip')"),
        _hidden("o", "move('next_open')"),
        _hidden("u", "undo"),
        _hidden("n", "open('note')"),
        _hidden("e", "open('evidence')"),
        _hidden("a", "open('offers')"),
        _hidden("r", "open('nonresponse')"),
        _hidden("slash", "open('search')"),
        _hidden("y", "confirm"),
        _hidden("v,f", "review"),
        _hidden("s", "pane('left')"),
        _hidden("c", "pane('right')"),
        _hidden("t", "colours"),
        _hidden("pageup", "page(-1)"),
        _hidden("pagedown", "page(1)"),
        _hidden("escape", "question"),
    ]

    def __init__(
        self, session: Session, around: Surroundings, *, bar: DrawBar, scores_shown: bool
    ) -> None:
        # Without colour means the terminal's own two, not shades of grey.
        colour = True if "NO_COLOR" in os.environ else None
        super().__init__(driver_class=driver_class(), ansi_color=colour)
        self.session = session
        self._around = around
        self._bar = bar
        self._layout = Layout(width=0, scores=scores_shown)
        self._ahead = KeysAhead(self, super().on_event)
        self._saving = Saving(self, around, self._go_on)
        self._scored: Session | None = None
        """The sitting that the bars show, so that the next result can be told from it."""
        self._told: tuple[str, ...] = ()
        """The questions of which it was said that leaving loses what was typed there."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        """The frame and the three panes."""
        yield Top(self._around.clean(self.session.sheet.subject.name))
        with Horizontal(id="panes"):
            with VerticalScroll(id="left", can_focus=False):
                yield Outline()
            yield QuestionPane(self._around)
            with VerticalScroll(id="right", can_focus=False):
                yield Bars(self.session.instrument, self._bar)
        yield OfferLine(self._around.nearby)
        notices = " ".join(self._around.notices) or "Every answer is saved at once."
        yield Static(self._around.clean(notices), id="said", markup=False)
        yield Keys(id="keys")

    async def on_event(self, event: Event) -> None:
        """Take one key after another."""
        await self._ahead.come(event)

    def on_mount(self) -> None:
        """Show the first question, or what is open where there is none."""
        end_on_signals(self)
        end_without_terminal(self)
        self._lay_out(self._layout.with_width(self.size.width))
        self._show()

    def on_resize(self, event: Resize) -> None:
        """Put the side panes where there is room for them."""
        self._lay_out(self._layout.with_width(event.size.width))
        self.call_after_refresh(self._show_sides)
        self.call_after_refresh(self._take_keys)

    def on_choices_chosen(self, message: Choices.Chosen) -> None:
        """Answer."""
        answer(self, self.session, message.options, around=self._around, change=self._change)

    def on_outline_chosen(self, message: Outline.Chosen) -> None:
        """Go to a section."""
        self.action_question()
        self._change(lambda session: session.jump(message.question))

    def action_move(self, name: str) -> None:
        """Move in the sitting."""
        self._change(_MOVES[name])

    def action_undo(self) -> None:
        """Take the last change back, and say whose answer that was."""
        self._change(Session.undo, "as it was before", undone=True)

    def action_open(self, name: str) -> None:
        """Open a dialog of the question."""
        _OPENED[name](self, self.session, self._around, self._change)

    def action_confirm(self) -> None:
        """Take over the answer that is offered."""
        question = self.session.current
        proposal = self._around.proposals.get(question.id) if question else None
        answer = None if proposal is None else proposal.answer
        if answer is None:
            self._say("There is no earlier answer to confirm here.")
        else:
            self._change(lambda session: session.confirm(answer), "confirmed")

    def action_review(self) -> None:
        """Show all open points."""

        def said(question: str | None) -> None:
            if question == FINISH:
                self.action_leave()
            elif question == UNDO and self.session.before is not None:
                self.action_undo()
            elif question not in (None, UNDO):
                self._change(lambda session: session.jump(question))
            elif self.session.current is None:
                self._change(Session.back)

        self.push_screen(ReviewDialog(self.session, self._around.clean, self._standing()), said)

    def action_pane(self, pane: Pane) -> None:
        """Show or hide a side pane, and go to the sections where they are shown."""
        self._lay_out(self._layout.toggled(pane))
        back = "Escape returns to the question."
        if pane == "left" and self._layout.shows("left"):
            self.query_one(Outline).focus()
            self._say(f"Arrows and Enter go to a section. {back}")
        else:
            self._focus_choices()
            self._say("" if self._layout.shows("question") else back)
        self._show_sides()

    def action_question(self) -> None:
        """Return to the question."""
        self._lay_out(self._layout.at_question())
        self._focus_choices()
        self._say("")

    def action_colours(self) -> None:
        """Take the next theme."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self._say(f"Colours: {self.theme}")

    def action_page(self, by: int) -> None:
        """Scroll the question by most of its height."""
        pane = self.query_one(QuestionPane)
        pane.scroll_relative(y=by * max(1, pane.size.height - 2), animate=False)

    def action_leave(self) -> None:
        """Leave; at the question, once it was said what is not saved for lack of an answer."""
        unsaved = tuple(dict.fromkeys((*left(self.session).drafts, *self._unentered())))
        if unsaved not in ((), self._told) and len(self.screen_stack) == 1:
            self._told = unsaved
            self._say(f"Not saved, for lack of an answer: {', '.join(unsaved)}. q leaves anyway.")
            return
        self.session = self.session.quit()
        self.exit()

    def action_interrupt(self) -> None:
        """Leave as Ctrl-C does."""
        self.exit(return_code=130)

    def action_give_up(self) -> None:
        """Leave although the last answer is not saved."""
        self.exit(return_code=2)

    def _lay_out(self, layout: Layout) -> None:
        self._layout = layout
        self.set_class(layout.is_wide, "wide")
        for pane in ("left", "question", "right"):
            self.query_one(f"#{pane}").display = layout.shows(pane)

    def _change(
        self,
        change: Callable[[Session], Session],
        done: str | None = None,
        *,
        undone: bool = False,
    ) -> None:
        """Change the sitting and save what it changed; say what is refused, or what was done."""
        try:
            after = change(self.session)
        except UsageError as error:
            self._say(_words(error))
        else:
            question = after.current if undone else self.session.current
            more = "" if undone else " u undoes it."
            words = f"{question.id}: {done}.{more}" if done and question else ""
            self._saving.save(self.session, after, words)

    def _go_on(self, session: Session, words: str) -> None:
        question = self.session.current
        left_behind = question and session.current is not question and question.id
        if left_behind and left_behind in self._unentered():
            words = f"{left_behind} is marked and not answered: Enter there answers. {words}"
        self._say(words)
        if session is not self.session:
            self.session = session
            self._show()

    def _unentered(self) -> tuple[str, ...]:
        return self.query_one(Choices).unentered(self.session.sheet)

    def _show(self) -> None:
        """Show the question at once, and the rest when it stands there."""
        self.query_one(QuestionPane).show(self.session)
        self.query_one(Top).show(self.session)
        self._focus_choices()
        self.query_one(OfferLine).show(self.session)
        self.call_after_refresh(self._show_sides)
        if self.session.current is None:
            self.action_review()

    def _focus_choices(self) -> None:
        self.query_one(Choices).focus(scroll_visible=False)  # the pane knows what to show

    def _take_keys(self) -> None:
        """Give the keys to the question where the pane that had them went out of sight."""
        if self.default_screen.focused is None and self._layout.shows("question"):
            self._focus_choices()

    def _show_sides(self) -> None:
        if self._layout.shows("left"):
            self.query_one(Outline).show(self.session)
        if self._layout.shows("right") and self._scored is not self.session:
            assessment = self._around.score(self.session.sheet)
            self.query_one(Bars).show(assessment, moved=self._scored is not None)
            self._scored = self.session

    def _standing(self) -> str:
        if not self._layout.scores:
            return ""
        assessment = self._around.score(self.session.sheet)
        return assessment.headline.sentence if isinstance(assessment, SystemAssessment) else ""

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(self._around.clean(words))


def _words(error: AlignassessError) -> str:
    return "; ".join(
        part for problem in error.problems for part in (problem.message, problem.remedy) if part
    )

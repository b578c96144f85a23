"""The left side: every section with its progress, and a mark for each question."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from alignassess.domain.questionnaire import Question
from alignassess.domain.sections import sections
from alignassess.interview.screen.lines import fitted, lines_of, styled
from alignassess.interview.screen.marks import LEGEND, OPEN, mark_of
from alignassess.interview.session import Session

_Part = tuple[str, str]


class Outline(Widget, can_focus=True):
    """Sections of the sitting; arrows point at one, Enter goes to its first open question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    at: reactive[int] = reactive(0, layout=False)
    """The place of the section that Enter would go to."""

    class Chosen(Message):
        """The person wants to go to a question."""

        def __init__(self, question: str) -> None:
            super().__init__()
            self.question = question

    def __init__(self) -> None:
        super().__init__(id="outline")
        self._session: Session | None = None
        self._todo: set[str] = set()
        self._groups: list[tuple[str, tuple[Question, ...]]] = []
        self._rows: list[tuple[int, list[_Part]]] = []
        """Of each line on the screen, the place of its section and what it shows."""

    def show(self, session: Session) -> None:
        """Show how a sitting stands."""
        self._session = session
        # By id: telling whole questions apart costs more than all the rest.
        asked = {question.id for question in session.asked}
        self._todo = {question.id for question in session.todo}
        self._groups = [
            (one.section.title, questions)
            for questionnaire in session.instrument.questionnaires
            for one in sections(questionnaire)
            for questions in [tuple(q for q in one.questions if q.id in asked)]
            if questions
        ]
        current = session.current
        here = [
            place
            for place, (_, questions) in enumerate(self._groups)
            if any(question is current for question in questions)
        ]
        if here:
            self.at = here[0]
        self.refresh(layout=True)
        self.call_after_refresh(self._keep_in_sight)

    def action_move(self, by: int) -> None:
        """Point at the section above or below."""
        if self._groups:
            self.at = (self.at + by) % len(self._groups)
            self._keep_in_sight()

    def action_choose(self) -> None:
        """Go to the section's first question that waits, else to its first."""
        if self._session is None or not self._groups:
            return
        _, questions = self._groups[self.at]
        first = next((q for q in questions if q.id in self._todo), questions[0])
        self.post_message(self.Chosen(first.id))

    def on_click(self, event: Click) -> None:
        """A click goes to a section."""
        if event.y < len(self._rows) and self._rows[event.y][0] >= 0:
            self.at = self._rows[event.y][0]
            self.action_choose()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the sections take."""
        self._lay_out(width)
        return max(1, len(self._rows))

    def render(self) -> Content:
        """Every line."""
        self._lay_out(self.size.width)
        shown: list[_Part] = []
        for _, parts in self._rows:
            shown += [*parts, ("\n", "")]
        return styled(shown[:-1])

    def _lay_out(self, width: int) -> None:
        self._rows = []
        if self._session is None or width <= 0:
            return
        for place, (title, questions) in enumerate(self._groups):
            self._rows += [(place, line) for line in self._head(place, title, questions, width)]
            self._rows += [(place, line) for line in self._strip(questions, width)]
            self._rows.append((-1, []))
        for sign, words in LEGEND:
            self._rows.append((-1, [(f"  {sign} {words}", "dim")]))

    def _head(
        self, place: int, title: str, questions: tuple[Question, ...], width: int
    ) -> list[list[_Part]]:
        done = f"{sum(q.id not in self._todo for q in questions)}/{len(questions)}"
        pointed = self.has_focus and place == self.at
        style = "bold" if place == self.at else ""
        lines = lines_of(title, width - len(done) - 3)
        first = fitted(lines[0], max(0, width - len(done) - 2))
        pointer = ("▸ " if pointed else "  ", "bold $primary")
        return [
            [pointer, (first, style), (done, "dim")],
            *([("  ", ""), (line, style)] for line in lines[1:]),
        ]

    def _strip(self, questions: tuple[Question, ...], width: int) -> list[list[_Part]]:
        """A mark for every question; the current one is shown in reverse."""
        assert self._session is not None  # noqa: S101  (laid out for a sitting)
        entries, current = self._session.sheet.entry, self._session.current
        marks = [
            (mark, "reverse" if one is current else "dim" if mark == OPEN else "$primary")
            for one in questions
            for mark in [mark_of(one, entries.get(one.id))]
        ]
        room = max(1, width - 2)
        return [[("  ", ""), *marks[i : i + room]] for i in range(0, len(marks), room)]

    def _keep_in_sight(self) -> None:
        rows = [row for row, (place, _) in enumerate(self._rows) if place == self.at]
        pane = self.parent
        if rows and isinstance(pane, Widget):
            pane.scroll_to(y=max(0, rows[0] - pane.size.height // 3), animate=False)

"""The options of a question, chosen with digits, arrows or the mouse."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from alignassess.domain.answers import Chosen, Entry, Sheet
from alignassess.domain.questionnaire import Question, ScoredQuestion
from alignassess.interview.admissible import alone_in, takes_several
from alignassess.interview.screen.lines import lines_of, styled

_Said = tuple[tuple[str, tuple[str, ...]], ...]
"""Of each answer its kind and its options: what marks are made over."""

_SINGLE, _SEVERAL = 7, 9
"""Columns before a label: the pointer, the digit, the mark, and space between them."""


class Choices(Widget, can_focus=True):
    """Shows options one below the other; a digit or Enter chooses, Space marks where several can.

    Digits are levels for a practice and places for a fact, 0 standing for the tenth.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("enter", "choose", show=False),
        Binding("space", "mark", show=False),
    ]

    at: reactive[int] = reactive(0, layout=False)
    """The place of the option that Enter would choose."""

    class Chosen(Message):
        """The person answered with these option keys."""

        def __init__(self, options: tuple[str, ...]) -> None:
            super().__init__()
            self.options = options

    def __init__(self, clean: Callable[[str], str]) -> None:
        super().__init__(id="choices")
        self._clean = clean
        self._question: Question | None = None
        self._said: _Said = ()
        """What the sheet says to the question."""
        self._marked: frozenset[str] = frozenset()
        self._unentered: dict[str, tuple[_Said, frozenset[str]]] = {}
        """By question: what was said when options were marked, and the marks, until Enter answers
        with them."""
        self._rows: list[tuple[int, str]] = []
        """Of each line on the screen, the place of its option and its text."""
        self._width = 0

    def put(self, question: Question, entry: Entry | None) -> None:
        """Show the options of a question, with those marked that the sheet names.

        Marks that were not entered yet are there again, unless something else was said meanwhile.
        """
        said = _said(entry)
        same = question is self._question and said == self._said
        self._question, self._said = question, said
        given = _options(said)
        over, marked = self._unentered.get(question.id, (said, frozenset(given)))
        self._marked = marked if over == said else frozenset(given)
        keys = [option.key for option in question.options]
        self._width = 0
        if not same:
            self.at = keys.index(given[0]) if given else 0
        self.refresh(layout=True)

    def unentered(self, sheet: Sheet) -> tuple[str, ...]:
        """The ids of questions with marks that Enter did not answer with yet."""
        return tuple(
            name
            for name, (over, _) in self._unentered.items()
            if over == _said(sheet.entry.get(name))
        )

    def action_move(self, by: int) -> None:
        """Point at the option above or below; past the last comes the first."""
        if self._question is not None:
            self.at = (self.at + by) % len(self._question.options)

    def action_choose(self) -> None:
        """Answer with the marked options, or with the one pointed at."""
        question = self._question
        if question is None:
            return
        pointed = question.options[self.at].key
        several = takes_several(question)
        ordered = tuple(one.key for one in question.options if one.key in self._marked)
        self._unentered.pop(question.id, None)
        self.post_message(self.Chosen(ordered if several and ordered else (pointed,)))

    def action_mark(self) -> None:
        """Mark the option pointed at, or take its mark away; where one is taken, choose it."""
        if self._question is None:
            return
        if takes_several(self._question):
            self._toggle(self._question, self._question.options[self.at].key)
        else:
            self.action_choose()

    def on_key(self, event: Key) -> None:
        """A digit chooses or marks."""
        if self._question is None or event.character is None or event.character not in "0123456789":
            return
        event.stop()
        place = self._place_of(self._question, int(event.character))
        if place is not None:
            self._take(place)

    def on_click(self, event: Click) -> None:
        """A click chooses or marks."""
        if event.y < len(self._rows):
            self._take(self._rows[event.y][0])

    def watch_at(self) -> None:
        """Keep the option pointed at in sight."""
        places = [row for row, (place, _) in enumerate(self._rows) if place == self.at]
        if places and self.is_mounted:
            self.scroll_visible(animate=False)
            region = Region(0, places[0], max(1, self.size.width), len(places))
            self.screen.scroll_to_region(region.translate(self.virtual_region.offset))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the labels take."""
        self._lay_out(width)
        return max(1, len(self._rows))

    def render(self) -> Content:
        """Every line; the option pointed at is bold and has a pointer."""
        self._lay_out(self.size.width)
        shown: list[tuple[str, str]] = []
        before = -1
        for place, text in self._rows:
            lead = " " * self._room if place == before else self._lead(place)
            before = place
            style = "bold" if place == self.at else ""
            shown += [(lead, "bold $primary" if place == self.at else "dim"), (text, style)]
            shown.append(("\n", ""))
        return styled(shown[:-1])

    def _lead(self, place: int) -> str:
        question = self._question
        assert question is not None  # noqa: S101  (rows come from a question)
        option = question.options[place]
        digit = next((str(n) for n in range(10) if self._place_of(question, n) == place), " ")
        if takes_several(question):
            mark = "[x]" if option.key in self._marked else "[ ]"
        else:
            mark = "✓" if option.key in self._marked else " "
        return f"{'▸' if place == self.at else ' '} {digit} {mark}  "

    @property
    def _room(self) -> int:
        several = self._question is not None and takes_several(self._question)
        return _SEVERAL if several else _SINGLE

    def _lay_out(self, width: int) -> None:
        if self._question is None or width == self._width:
            return
        self._width = width
        self._rows = [
            (place, line)
            for place, label in enumerate(self._question.label_of.values())
            for line in lines_of(self._clean(label), width - self._room)
        ]

    def _take(self, place: int) -> None:
        """Choose or mark the option in that place, and point at it."""
        if self._question is not None and takes_several(self._question):
            self.at = place
        else:  # unseen: a pointer painted first would put off what follows by a frame
            self.set_reactive(Choices.at, place)
        self.action_mark()

    def _toggle(self, question: Question, key: str) -> None:
        """Mark or unmark; an option that stands alone and the others take each other's marks."""
        alone = alone_in(question)
        if key in self._marked:
            self._marked -= {key}
        elif key in alone:
            self._marked = frozenset((key,))
        else:
            self._marked = (self._marked - frozenset(alone)) | {key}
        if self._marked == frozenset(_options(self._said)):
            self._unentered.pop(question.id, None)
        else:
            self._unentered[question.id] = self._said, self._marked
        self.refresh()

    @staticmethod
    def _place_of(question: Question, digit: int) -> int | None:
        """The place of the option that a digit stands for."""
        if isinstance(question, ScoredQuestion):
            levels = [option.level for option in question.options]
            return levels.index(digit) if digit in levels else None
        place = (digit or 10) - 1
        return place if place < len(question.options) else None


def _said(entry: Entry | None) -> _Said:
    answers = () if entry is None else entry.answers
    return tuple((one.kind, one.options if isinstance(one, Chosen) else ()) for one in answers)


def _options(said: _Said) -> tuple[str, ...]:
    return tuple(key for _, options in said for key in options)

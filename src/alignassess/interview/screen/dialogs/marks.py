"""A list in which any number of lines can be marked; the mark is a letter, never only a colour."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Marks(OptionList):
    """Space or a click marks a line, or takes its mark away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", show=False)]

    def __init__(self, lines: Iterable[tuple[str, str]], *, marked: Iterable[str], id: str) -> None:
        """`lines` are a key and the words shown for it; `marked` are keys."""
        self._words = dict(lines)
        self._marked = {key for key in marked if key in self._words}
        super().__init__(
            *(Option(self._line(key), id=key) for key in self._words), id=id, markup=False
        )

    @property
    def marked(self) -> tuple[str, ...]:
        """The keys of marked lines, from top to bottom."""
        return tuple(key for key in self._words if key in self._marked)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Mark, or take the mark away."""
        event.stop()
        key = event.option.id
        if key is not None:
            self._marked ^= {key}
            self.replace_option_prompt(key, self._line(key))

    def _line(self, key: str) -> str:
        return f"[{'x' if key in self._marked else ' '}] {self._words[key]}"

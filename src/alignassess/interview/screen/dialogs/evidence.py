"""Naming what supports an answer."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from alignassess.domain.evidence import EvidenceEntry
from alignassess.errors import UsageError
from alignassess.interview.artefact import artefact, day_from
from alignassess.interview.screen.dialogs.dialog import Dialog
from alignassess.interview.screen.dialogs.marks import Marks

Supported = tuple[tuple[str, ...], EvidenceEntry | None]
"""Ids of entries of the sheet, and a new one."""


class EvidenceDialog(Dialog[Supported]):
    """Gives the entries that support an answer, and a new one where its title was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "keep", show=False, priority=True)
    ]

    def __init__(
        self,
        question: str,
        *,
        entries: tuple[EvidenceEntry, ...],
        named: tuple[str, ...],
        today: date,
        is_file: Callable[[str], bool],
        clean: Callable[[str], str],
    ) -> None:
        self._entries = tuple(one for one in entries if one.origin_model is None)
        marks = "Space marks, " if self._entries else ""
        super().__init__(
            f"Evidence for {question}", f"{marks}Tab goes on, Ctrl+S keeps, Escape returns"
        )
        self._taken = frozenset(one.id for one in entries)
        self._named = named
        self._today = today
        self._is_file = is_file
        self._clean = clean

    def body(self) -> ComposeResult:
        """The entries of the sheet, and three lines for a new one."""
        if self._entries:
            yield Marks(
                ((one.id, f"{one.id}: {self._clean(one.title)}") for one in self._entries),
                marked=self._named,
                id="entries",
            )
        for name, label, hint in (
            ("artefact", "New: title", "of an artefact that the sheet does not list yet"),
            ("place", "Place", "a file beside the sheet, or where it is kept"),
            ("day", "Obtained on", f"{self._today} if empty"),
        ):
            with Horizontal(classes="field"):
                yield Static(label, markup=False)
                yield Input(placeholder=hint, id=name)

    def on_input_submitted(self) -> None:
        """Keep what is marked and written."""
        self.action_keep()

    def action_keep(self) -> None:
        """Give the marked entries and the new one."""
        marked: tuple[str, ...] = ()
        if self._entries:
            marked = self.query_one(Marks).marked
        try:
            new = self._new()
        except UsageError as error:
            one = error.problems[0]
            self.say("; ".join(filter(None, (one.message, one.remedy))))
        else:
            self.dismiss((marked, new))

    def _new(self) -> EvidenceEntry | None:
        title, place, day = (
            self.query_one(f"#{name}", Input).value for name in ("artefact", "place", "day")
        )
        if not (title.strip() or place.strip() or day.strip()):
            return None
        return artefact(
            title,
            kept=place,
            obtained=day_from(day, today=self._today),
            is_file=self._is_file(place.strip()),
            taken=self._taken,
        )

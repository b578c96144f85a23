"""Running the application without a terminal, in one go from the first key to the last."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from textual.pilot import Pilot

from alignassess.domain.answers import Sheet
from alignassess.domain.instrument import Instrument
from alignassess.interview.carry_over import Proposal
from alignassess.interview.offers import Nearby
from alignassess.interview.scope import Scope
from alignassess.interview.screen.app import InterviewApp
from alignassess.interview.session import begin
from alignassess.render.bar import bar
from tests.interview.keeper import MemoryKeeper, surroundings
from tests.interview.screen import case
from tests.interview.screen.case import sheet
from tests.interview.screen.picture import words

INSTRUMENT = case.instrument()


class Sitting:
    """An application, its keeper, and what a person would see."""

    def __init__(
        self,
        opened: Sheet | None = None,
        *,
        size: tuple[int, int] = (120, 40),
        scores: bool = True,
        scope: Scope | None = None,
        proposals: Mapping[str, Proposal] | None = None,
        instrument: Instrument = INSTRUMENT,
        nearby: Nearby | None = None,
        keeper: MemoryKeeper | None = None,
    ) -> None:
        opened = sheet() if opened is None else opened
        self.keeper = MemoryKeeper(opened) if keeper is None else keeper
        around = surroundings(
            instrument, self.keeper, proposals=proposals, files=("a.txt",), nearby=nearby
        )
        self.app = InterviewApp(
            begin(instrument, opened, scope=scope),
            around,
            bar=lambda best, answered, evidenced: bar(best, answered, evidenced, width=17),
            scores_shown=scores,
        )
        self.size = size
        self.seen = ""
        """All that could be read at the end."""
        self.svg = ""

    def pressing(self, *keys: str) -> "Sitting":
        """Press one key after another."""

        async def script(pilot: Pilot[None]) -> None:
            for key in keys:
                await pilot.press(key)
                await pilot.pause()

        return self.doing(script)

    def doing(self, script: Callable[[Pilot[None]], Awaitable[None]]) -> "Sitting":
        """Do what a script says, and look at the screen then."""
        asyncio.run(self._run(script))
        return self

    @property
    def asks(self) -> str | None:
        """The question that is put."""
        return self.app.session.current.id if self.app.session.current else None

    async def _run(self, script: Callable[[Pilot[None]], Awaitable[None]]) -> None:
        async with self.app.run_test(size=self.size) as pilot:
            await pilot.pause()
            await script(pilot)
            await pilot.pause()
            if self.app.is_running and self.app.return_value is None:
                self.svg = self.app.export_screenshot()
                self.seen = words(self.svg)

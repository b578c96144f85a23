"""What a gate decided, as plain data: one object feeds the text, every format and the status."""

from datetime import date
from enum import StrEnum

from alignassess.domain.comparison import Change
from alignassess.domain.depth import Depth
from alignassess.domain.model import Model
from alignassess.domain.waivers import WaiverUse


class Outcome(StrEnum):
    """A decision. Only `pass` lets a gate through: answering less never helps."""

    PASS = "pass"  # noqa: S105
    INCONCLUSIVE = "inconclusive"
    FAIL = "fail"


class Turn(Model):
    """A day in the future on which a system stops passing, if nothing is done until then."""

    on: date
    outcome: Outcome
    causes: tuple[str, ...]
    """What ends on the day before: evidence that goes stale, waivers that expire."""
    reasons: tuple[str, ...]


class Decision(Model):
    """The outcome, and every reason that kept it from being a pass."""

    system: str
    depth: Depth = Depth.FULL
    """What the sheet set out to answer."""
    outcome: Outcome
    reasons: tuple[str, ...]
    """Worst first; empty when it passes."""
    warnings: tuple[str, ...] = ()
    """What limits at the level `warn` say; they change no outcome."""
    waivers: tuple[WaiverUse, ...] = ()
    """Every waiver of the file that is about this system, used or not."""
    without_waivers: Outcome | None = None
    """The outcome if no waiver were there; None when there is none about this system."""
    reasons_without: tuple[str, ...] = ()
    """The reasons of that."""
    changes: tuple[Change, ...] = ()
    """Against the baseline, without what is unchanged; empty when there is none."""
    preview: date | None = None
    """The date that it was made for by request; None for today."""

    ahead: tuple[Turn, ...] = ()
    """Days on which the outcome becomes worse, where looking ahead was asked for."""

    @property
    def used(self) -> tuple[WaiverUse, ...]:
        """The waivers that let a limit pass."""
        return tuple(one for one in self.waivers if one.used)

    @property
    def verdict(self) -> str:
        """The outcome in words: `pass, with 2 waivers`."""
        count = len(self.used)
        if not count:
            return self.outcome.value
        return f"{self.outcome.value}, with {count} waiver{'s' * (count > 1)}"

    @property
    def sentence(self) -> str:
        """The decision as one line of a log."""
        parts = list(self.reasons) or ["every limit of the policy holds"]
        if self.outcome is Outcome.PASS and self.used:
            parts = ["every other limit of the policy holds"]
        if self.used:
            named = ", ".join(
                f"{one.id} accepts {one.words} until {one.expires}" for one in self.used
            )
            parts.append(f"waived: {named}; without waivers: {self.without_waivers}")
        parts += [f"warning: {one}" for one in self.warnings]
        marks = [] if self.depth is Depth.FULL else ["depth core"]
        if self.preview is not None:
            marks.append(f"preview as of {self.preview}")
        name = f"{self.system} ({', '.join(marks)})" if marks else self.system
        return f"{self.verdict}: {name}: {'; '.join(parts)}"

"""What a gate keeps of the systems of a run: little, so that a run of any length fits."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from alignassess.cli.keeping_worst import WorstOf
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.decision import Decision, Outcome
from alignassess.domain.model import Model
from alignassess.domain.naming import listed
from alignassess.domain.waivers import WaiverUse
from alignassess.render.change_words import counts

_ORDER = (Outcome.FAIL, Outcome.INCONCLUSIVE, Outcome.PASS)
"""Worst first."""


class Decided(Model):
    """What came of one system."""

    sheet: str
    """What tells its sheet from the others."""
    system: str
    entry: int | None
    """The entry of the policy's matrix that it falls under."""
    decision: Decision | None
    """None where nothing is decided."""


class Gathered:
    """The systems of a run so far."""

    def __init__(
        self, baseline: Mapping[str, SystemAssessment] | None, *, named: bool, most: int | None
    ) -> None:
        """`named` says whether the ids of all systems are needed, `most` how many decisions are."""
        self._baseline = baseline
        self._named = named or baseline is not None
        self._worst: WorstOf[Decision] = WorstOf(most)
        self.systems: list[str] = []
        """The ids, where they are needed."""
        self.uses: list[WaiverUse] = []
        self.entries: set[int | None] = set()
        self.count = 0
        self.outcomes: Counter[Outcome] = Counter()

    def add(self, one: Decided) -> Iterator[str]:
        """Take one in; gives what is to be said of it against the baseline."""
        self.count += 1
        self.entries.add(one.entry)
        if self._named:
            self.systems.append(one.system)
        decision = one.decision
        if decision is None:
            return
        self.outcomes[decision.outcome] += 1
        self.uses += decision.waivers
        self._worst.take(decision, (-_ORDER.index(decision.outcome),))
        if self._baseline is None:
            return
        if decision.system not in self._baseline:
            yield f"{decision.system} is not in the baseline"
        elif decision.changes:
            yield f"{decision.system} against the baseline: {counts(decision.changes)}"

    @property
    def decisions(self) -> list[Decision]:
        """Every decision in the order of the run; where there are more than wanted, the worst."""
        return self._worst.kept

    @property
    def left_out(self) -> int:
        """How many decisions are not among those."""
        return self._worst.left_out

    @property
    def sentence(self) -> str:
        """How many systems came to what."""
        found = [f"{self.outcomes[one]:,} {one.value}" for one in _ORDER]
        return f"{self.outcomes.total():,} systems: {', '.join(found)}"

    @property
    def stopped(self) -> bool:
        """Whether a system did not pass."""
        return self.outcomes.total() > self.outcomes[Outcome.PASS]

    def unmatched(self, entries: int) -> list[int]:
        """Entries of a matrix that are about no system."""
        return [index for index in range(entries) if index not in self.entries]

    def missing(self) -> list[str]:
        """Systems of the baseline that are not in the run."""
        here = frozenset(self.systems)
        return sorted(one for one in self._baseline or () if one not in here)

    def missing_words(self) -> Sequence[str]:
        """The same as a sentence; none where there are none."""
        missing = self.missing()
        return [f"in the baseline and not in this run: {listed(missing, 5)}"] if missing else []

"""One run of the gate: policy, waivers and baseline, held against every system."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from alignassess.cli import console
from alignassess.cli.gathering import Decided, Gathered
from alignassess.cli.options import Format
from alignassess.cli.scoring import Run
from alignassess.cli.tolerating import Wanted
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.gate import Decision, decide
from alignassess.domain.policy import Policy
from alignassess.domain.waivers import Waiver, WaiverState, WaiverUse, across
from alignassess.errors import Place, Problem
from alignassess.files.answer_sheet import LoadedSheet
from alignassess.render import decision_text, waiver_text

if TYPE_CHECKING:
    from alignassess.files.waivers_file import WaiversFile

LOOSE = frozenset({WaiverState.EXPIRED, WaiverState.UNUSED, WaiverState.ORPHANED})
"""What `--strict-waivers` refuses."""


def today() -> date:
    """The day that a gate decides for: that of UTC, so that it is the same for everyone.

    `SOURCE_DATE_EPOCH` does not move it: stale evidence would count again, and waivers revive.
    """
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Gate:
    """What systems are held against in one run."""

    wanted: Wanted
    run: Run
    preview: bool
    """Whether another day was asked for."""
    policy: Policy | None
    waivers: "WaiversFile | None"
    baseline: Mapping[str, SystemAssessment] | None

    @classmethod
    def open(cls, wanted: Wanted, run: Run, *, preview: bool) -> "Gate":
        """Read policy, waivers and baseline, and refuse what is wrong before anything is scored."""
        policy = wanted.policy_of()
        waivers = None
        if wanted.waivers is not None:
            from alignassess.files.waivers_file import read_waivers

            waivers = read_waivers(wanted.waivers, run.instrument)
            waivers.within(None if policy is None else policy.waivers, run.as_of)
        baseline: Mapping[str, SystemAssessment] | None = None
        if _is_new(wanted):
            baseline = {}
        elif wanted.baseline is not None:
            from alignassess.files.baseline_file import read_baseline

            baseline = read_baseline(wanted.baseline)
        return cls(wanted, run, preview, policy, waivers, baseline)

    def gathered(self, most: int | None = None) -> Gathered:
        """What is kept of the systems of this run; with `most`, only so many decisions."""
        return Gathered(self.baseline, named=self.waivers is not None, most=most)

    def decided(self, loaded: LoadedSheet, assessment: SystemAssessment) -> Decided:
        """What comes of one system."""
        system, entry = assessment.subject, None
        if self.policy is not None:
            entry = self.policy.entry_for(_path(loaded), system.tags)
        decision = None if self.policy is None else self._decided(loaded, assessment)
        return Decided(sheet=loaded.name, system=system.id, entry=entry, decision=decision)

    def _decided(self, loaded: LoadedSheet, assessment: SystemAssessment) -> Decision:
        assert self.policy is not None  # noqa: S101 - asked before
        now = self._decision(loaded, assessment, self.run.as_of)
        if self.wanted.ahead is None:
            return now
        from alignassess.domain.turning import endings, turns

        ends = endings(
            assessment,
            self.policy.rules_for(_path(loaded), assessment.subject.tags),
            self._waivers,
            instrument=self.run.instrument,
            after=self.run.as_of,
            until=self.run.as_of
            + timedelta(days=min(self.wanted.ahead, (date.max - self.run.as_of).days)),
        )
        found = turns(now, ends, lambda day: self._on_another_day(loaded, day))
        return now.model_copy(update={"ahead": found})

    def _on_another_day(self, loaded: LoadedSheet, day: date) -> Decision:
        assessment = replace(self.run, as_of=day).assess(
            replace(loaded, notices=()), with_plan=False
        )
        assert isinstance(assessment, SystemAssessment)  # noqa: S101 - it was one today
        return self._decision(loaded, assessment, day)

    def _decision(self, loaded: LoadedSheet, assessment: SystemAssessment, on: date) -> Decision:
        assert self.policy is not None  # noqa: S101 - asked before
        return decide(
            assessment,
            self.policy,
            instrument=self.run.instrument,
            path=_path(loaded),
            waivers=self._waivers,
            baseline=None if self.baseline is None else self.baseline.get(assessment.subject.id),
            on=on,
            preview=self.preview,
        )

    @property
    def _waivers(self) -> tuple[Waiver, ...]:
        return () if self.waivers is None else self.waivers.waivers

    def over_all(self, gathered: Gathered) -> list[WaiverUse]:
        """Every waiver of the file as it stands after the run.

        A run over what has changed alone cannot say that a waiver is about nothing.
        """
        return list(
            across(
                self._waivers,
                gathered.uses,
                gathered.systems,
                on=self.run.as_of,
                instrument=self.run.instrument,
                decided=self.policy is not None and bool(gathered.count) and self._whole,
            )
        )

    def show(
        self, decisions: Sequence[Decision], uses: Sequence[WaiverUse], format: Format
    ) -> None:
        """Print every decision, and the waivers where they were asked for."""
        listed = uses if self.wanted.list_waivers else None
        preview = self.run.as_of if self.preview else None
        match format:
            case Format.TEXT:
                for decision in decisions:
                    console.result(decision_text.line_of(decision))
                    if self.wanted.ahead is not None:
                        console.lines(decision_text.ahead_lines(decision, self.wanted.ahead))
                if listed is not None:
                    console.lines(
                        waiver_text.waiver_list(listed, on=self.run.as_of, preview=preview)
                    )
            case Format.JSON:
                console.result(decision_text.decision_json(decisions, listed))
            case Format.JSONL:
                for line in decision_text.decision_json_lines(decisions, listed):
                    console.result(line)

    def tell(self, gathered: Gathered, uses: Sequence[WaiverUse]) -> None:
        """Say on standard error what is about the whole run and no decision's own."""
        console.problems([*self._said_of_waivers(uses), *self._said_of_baseline(gathered)])
        if self.policy is not None and gathered.count:
            for index in gathered.unmatched(len(self.policy.matrix)):
                console.detail(f"matrix.{index} of the policy is about no system of this run")

    def _said_of_waivers(self, uses: Sequence[WaiverUse]) -> Iterator[Problem]:
        """Notices of waivers, unless they are listed; a problem for each that stops the run."""
        for index, use in enumerate(uses):
            notice = waiver_text.notice(use)
            if self.waivers is not None and self._refused(use):
                remedy = "remove it, or have it approved anew; --strict-waivers stops on it"
                yield Problem(notice, self.waivers.place(index), remedy)
            elif notice and not self.wanted.list_waivers:
                console.note(f"notice: {notice}")

    def _said_of_baseline(self, gathered: Gathered) -> Iterator[Problem]:
        """A notice of the systems that are gone, or a problem where that stops the run."""
        for line in gathered.missing_words() if self._whole else ():
            if self.wanted.strict_baseline:
                remedy = "bring their sheets, or remove them there; --strict-baseline stops on it"
                yield Problem(line, Place(str(self.wanted.baseline)), remedy)
            else:
                console.note(f"notice: {line}")

    def status(self, gathered: Gathered, uses: Sequence[WaiverUse]) -> int:
        """Whether all pass, and what was asked to be strict about is in order."""
        stopped = gathered.stopped or any(map(self._refused, uses))
        if self.wanted.strict_baseline:
            stopped |= self._whole and bool(gathered.missing())
        return console.Status.NOT_PASSED if stopped else console.Status.DONE

    @property
    def _whole(self) -> bool:
        """Whether the run looks at every sheet, and not at what has changed alone."""
        return self.run.changes is None

    def _refused(self, use: WaiverUse) -> bool:
        """Whether the run was asked to stop on a waiver in that state."""
        return self.wanted.strict_waivers and use.state in LOOSE


def _path(loaded: LoadedSheet) -> str:
    return Path(loaded.sheet.sources[0].path).absolute().as_posix()


def _is_new(wanted: Wanted) -> bool:
    """Whether the baseline is yet to be made."""
    return wanted.update_baseline and wanted.baseline is not None and not wanted.baseline.exists()

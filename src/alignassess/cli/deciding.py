"""One run of the gate: policy, waivers and baseline, held against every system."""

from collections.abc import Mapping, Sequence
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
from alignassess.files.answer_sheet import LoadedSheet
from alignassess.render import decision_text, waiver_text

if TYPE_CHECKING:
    from alignassess.files.waivers_file import WaiversFile

LOOSE = frozenset({WaiverState.EXPIRED, WaiverState.UNUSED, WaiverState.ORPHANED})
"""What `--strict-waivers` refuses."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What systems are held against in one run."""

    wanted: Wanted
    run: Run
    on: date
    """The day for waivers: today in UTC, or the one asked for."""
    preview: bool
    """Whether another day was asked for."""
    policy: Policy | None
    waivers: "WaiversFile | None"
    baseline: Mapping[str, SystemAssessment] | None

    @classmethod
    def open(cls, wanted: Wanted, run: Run, *, on: date | None, preview: bool) -> "Gate":
        """Read policy, waivers and baseline, and refuse what is wrong before anything is scored."""
        policy = wanted.policy_of()
        on = on or datetime.now(UTC).date()
        waivers = None
        if wanted.waivers is not None:
            from alignassess.files.waivers_file import read_waivers

            waivers = read_waivers(wanted.waivers, run.instrument)
            waivers.within(None if policy is None else policy.waivers, on)
        baseline: Mapping[str, SystemAssessment] | None = None
        if _is_new(wanted):
            baseline = {}
        elif wanted.baseline is not None:
            from alignassess.files.baseline_file import read_baseline

            baseline = read_baseline(wanted.baseline)
        return cls(wanted, run, on, preview, policy, waivers, baseline)

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
        now = self._decision(loaded, assessment, self.on)
        if self.wanted.ahead is None:
            return now
        from alignassess.domain.turning import endings, turns

        ends = endings(
            assessment,
            self.policy.rules_for(_path(loaded), assessment.subject.tags),
            self._waivers,
            instrument=self.run.instrument,
            after=self.on,
            until=self.on + timedelta(days=min(self.wanted.ahead, (date.max - self.on).days)),
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
        """Every waiver of the file as it stands after the run."""
        return list(
            across(
                self._waivers,
                gathered.uses,
                gathered.systems,
                on=self.on,
                instrument=self.run.instrument,
                decided=self.policy is not None and bool(gathered.count),
            )
        )

    def show(
        self, decisions: Sequence[Decision], uses: Sequence[WaiverUse], format: Format
    ) -> None:
        """Print every decision, and the waivers where they were asked for."""
        listed = uses if self.wanted.list_waivers else None
        preview = self.on if self.preview else None
        match format:
            case Format.TEXT:
                for decision in decisions:
                    console.result(decision_text.line_of(decision))
                    if self.wanted.ahead is not None:
                        console.lines(decision_text.ahead_lines(decision, self.wanted.ahead))
                if listed is not None:
                    console.lines(waiver_text.waiver_list(listed, on=self.on, preview=preview))
            case Format.JSON:
                console.result(decision_text.decision_json(decisions, listed))
            case Format.JSONL:
                for line in decision_text.decision_json_lines(decisions, listed):
                    console.result(line)

    def tell(self, gathered: Gathered, uses: Sequence[WaiverUse]) -> None:
        """Say on standard error what is about the whole run and no decision's own."""
        if not self.wanted.list_waivers:
            for use in uses:
                notice = waiver_text.notice(use)
                if notice:
                    console.note(f"notice: {notice}")
        if self.policy is not None and gathered.count:
            for index in gathered.unmatched(len(self.policy.matrix)):
                console.detail(f"matrix.{index} of the policy is about no system of this run")
        for line in gathered.missing_words():
            console.note(f"notice: {line}")

    def status(self, gathered: Gathered, uses: Sequence[WaiverUse]) -> int:
        """Whether all pass, and what was asked to be strict about is in order."""
        stopped = gathered.stopped
        if self.wanted.strict_waivers:
            stopped |= any(use.state in LOOSE for use in uses)
        if self.wanted.strict_baseline:
            stopped |= bool(gathered.missing())
        return console.Status.NOT_PASSED if stopped else console.Status.DONE


def _path(loaded: LoadedSheet) -> str:
    return Path(loaded.sheet.sources[0].path).absolute().as_posix()


def _is_new(wanted: Wanted) -> bool:
    """Whether the baseline is yet to be made."""
    return wanted.update_baseline and wanted.baseline is not None and not wanted.baseline.exists()

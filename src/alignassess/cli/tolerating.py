"""What the options of `gate` ask for, and the policy that they make."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from alignassess.errors import Problem, UsageError

if TYPE_CHECKING:
    from alignassess.domain.policy import Policy


class FailOn(StrEnum):
    """The rating from which on a gate stops."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `gate`, as they were given."""

    policy: Path | None = None
    fail_on: FailOn | None = None
    fail_under_completeness: str | None = None
    baseline: Path | None = None
    fail_on_regression: bool = False
    tolerance: float | None = None
    strict_baseline: bool = False
    update_baseline: bool = False
    because: str | None = None
    waivers: Path | None = None
    list_waivers: bool = False
    strict_waivers: bool = False
    ahead: int | None = None

    @property
    def decides(self) -> bool:
        """Whether anything is asked for that a system can break."""
        return bool(
            self.policy
            or self.fail_on
            or self.fail_under_completeness is not None
            or self.fail_on_regression
        )

    def policy_of(self) -> "Policy | None":
        """The policy of the file, or what the options say; None where nothing is decided.

        Raises UsageError with everything that is wrong with the options.
        """
        problems = list(self._contradictions())
        share = None
        try:
            share = _share(self.fail_under_completeness)
        except UsageError as error:
            problems += error.problems
        if problems:
            raise UsageError(*problems)
        found = self._file_or_options(share)
        if found is not None and self._asks_for_baseline(found) and self.baseline is None:
            raise UsageError(
                Problem(
                    "the policy asks for no regressions, and there is no baseline",
                    remedy="give --baseline FILE, with results of an earlier run",
                )
            )
        return found

    def _contradictions(self) -> list[Problem]:
        found = []
        if self.policy is not None:
            for name, given in (
                ("--fail-on", self.fail_on),
                ("--fail-under-completeness", self.fail_under_completeness),
            ):
                if given is not None:
                    found.append(Problem(f"both --policy and {name}", remedy="give one of the two"))
        for name, on in (
            ("--fail-on-regression", self.fail_on_regression),
            ("--strict-baseline", self.strict_baseline),
            ("--update-baseline", self.update_baseline),
        ):
            if on and self.baseline is None:
                found.append(Problem(f"{name} without a baseline", remedy="give --baseline FILE"))
        if self.tolerance is not None and not self.fail_on_regression:
            found.append(
                Problem("--tolerance without --fail-on-regression", remedy="give both or neither")
            )
        if self.tolerance is not None and not 0 <= self.tolerance <= 1:
            found.append(Problem("--tolerance is no figure", remedy="give a number from 0 to 1"))
        if self.because is not None and not self.update_baseline:
            found.append(
                Problem("--because without --update-baseline", remedy="give both or neither")
            )
        if self.because is not None and not self.because.strip():
            found.append(Problem("--because says nothing", remedy="say why"))
        for name, on in (
            ("--list-waivers", self.list_waivers),
            ("--strict-waivers", self.strict_waivers),
        ):
            if on and self.waivers is None:
                found.append(Problem(f"{name} without waivers", remedy="give --waivers FILE"))
        if not self.decides and not self.update_baseline and not self.list_waivers:
            found.append(
                Problem(
                    "no policy",
                    remedy="give --policy FILE, or --fail-on low|medium|high|critical",
                )
            )
        return found

    def _file_or_options(self, share: float | None) -> "Policy | None":
        if not self.decides:
            return None
        from alignassess.domain.model import Rating
        from alignassess.domain.policy import FORMAT, Least, Limit, Policy, Regressions

        regressions = None
        if self.fail_on_regression:
            regressions = Regressions(tolerance=self.tolerance or 0.0)
        if self.policy is not None:
            from alignassess.files.policy_file import read_policy

            found = read_policy(self.policy)
            return found if regressions is None else _with(found, regressions)
        return Policy(
            format=FORMAT,
            limits=(Limit(category="all", below=Rating(self.fail_on)),) if self.fail_on else (),
            completeness=None if share is None else Least(share=share),
            regressions=regressions,
        )

    def _asks_for_baseline(self, policy: "Policy") -> bool:
        from alignassess.domain.policy import Level

        every = (policy.regressions, *(one.regressions for one in policy.matrix))
        return any(one is not None and one.level is not Level.OFF for one in every)


def _with(policy: "Policy", regressions: object) -> "Policy":
    """The policy with regressions refused for every system."""
    matrix = tuple(one.model_copy(update={"regressions": None}) for one in policy.matrix)
    return policy.model_copy(update={"regressions": regressions, "matrix": matrix})


def _share(text: str | None) -> float | None:
    """A share of 0.8 or 80%; raises UsageError for anything else."""
    if text is None:
        return None
    percent = text.endswith("%")
    try:
        share = float(text.removesuffix("%")) / (100 if percent else 1)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise UsageError(
            Problem(
                f"--fail-under-completeness {text} is no share",
                remedy="write it as 0.8 or 80%; above 0 and at most 1",
            )
        )
    return share

"""Whole results in memory: of one sheet, or of all of a run that a report needs at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignassess.cli import console
from alignassess.cli.options import Format
from alignassess.cli.outputs import Outputs
from alignassess.cli.scoring import Run, split
from alignassess.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from alignassess.domain.lens import Lens
    from alignassess.files.answer_sheet import LoadedSheet


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is shown of results."""

    run: Run
    outputs: Outputs
    format: Format
    frameworks: tuple[str, ...]
    lenses: "tuple[Lens, ...]"
    seed: int | None
    """What the weights of a sensitivity check are drawn from; None without one."""

    @classmethod
    def of(
        cls,
        run: Run,
        outputs: Outputs,
        format: Format,
        frameworks: Sequence[str] | None,
        lenses: Sequence[str] | None,
        seed: int | None,
    ) -> "Wanted":
        """What options ask for; raises what is wrong with them before a sheet is read."""
        found: tuple[Lens, ...] = ()
        if lenses:
            from alignassess.cli.lenses import chosen_lenses

            found = chosen_lenses(lenses, run.instrument)
        if frameworks:
            from alignassess.cli.frameworks import with_frameworks

            with_frameworks((), frameworks)
        return cls(run, outputs, format, tuple(frameworks or ()), found, seed)

    @property
    def goes_further(self) -> bool:
        """Whether results hold what no row does."""
        return bool(self.frameworks or self.lenses or self.seed is not None)

    @property
    def is_text_of_one(self) -> bool:
        """Whether what is shown is text that is there for one system only."""
        return self.format is Format.TEXT and self._is_for_one

    def show(self, found: "Iterator[LoadedSheet | InputError]") -> int:
        """Print results and write reports; the status."""
        loaded, status = split(self.outputs.noting(found))
        alone = len(loaded) == 1
        if not alone and loaded and self.is_text_of_one:
            raise UsageError(
                Problem(
                    "--lens and --sensitivity print one system as text",
                    remedy="name one sheet, or give --format json",
                )
            )
        results = [
            self.run.further(one, self.run.assess(one, with_plan=alone), self.lenses, self.seed)
            for one in loaded
        ]
        if self.frameworks:
            from alignassess.cli.frameworks import with_frameworks

            results = with_frameworks(results, self.frameworks)
        if results and not self.outputs.on_stdout:
            from alignassess.cli.showing import show

            show(results, self.format, self.run.instrument)
        return console.worst(status, self.outputs.write_results(results, self.run.instrument))

    @property
    def _is_for_one(self) -> bool:
        return bool(self.lenses or self.seed is not None)

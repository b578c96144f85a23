"""`gate --update-baseline`: a baseline that only shrinks, unless somebody says why."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alignassess.cli import console
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.comparison import comparable_figures, compare, moves, narrower
from alignassess.domain.model import Reading
from alignassess.domain.naming import listed
from alignassess.errors import Place, Problem

if TYPE_CHECKING:
    from alignassess.cli.deciding import Gate

Case = tuple[str, SystemAssessment]
"""What tells a sheet from the others, and its result."""

_MOST_NAMED = 5


def update(gate: "Gate", cases: Sequence[Case], *, complete: bool) -> int:
    """Write the baseline: systems where nothing is worse, and with `--because` all.

    Systems that are not in this run stay as they are. With a sheet that could not be read, or two
    about one system, nothing is written. The status is 1 when a system was kept back.
    """
    path, because = gate.wanted.baseline, gate.wanted.because
    assert path is not None  # noqa: S101 - the options were checked
    if not complete or not cases:
        console.note(f"notice: {path} is left as it is, because of what is wrong with sheets")
        return console.Status.DONE
    kept = dict(gate.baseline or {})
    status, written = console.Status.DONE, 0
    for sheet, assessment in cases:
        name = assessment.subject.id
        before = (gate.baseline or {}).get(name)
        worse = grown(assessment, before)
        if worse and because is None:
            status = console.Status.NOT_PASSED
            message = f"{name} is not written into {path}: {listed(worse, _MOST_NAMED)}"
            console.problems(
                [Problem(message, Place(sheet), "close the gaps, or say why: --because TEXT")]
            )
            continue
        kept[name] = _accepted(assessment, before, because if worse else None)
        written += 1
    if written:
        from alignassess.files.baseline_file import write_baseline

        write_baseline(path, kept.values())
        console.note(f"written: {path}, {written} of {len(kept)} systems anew")
    return status


def grown(assessment: SystemAssessment, before: SystemAssessment | None) -> list[str]:
    """In what a result accepts more than the baseline did; a new system is more as a whole."""
    if before is None:
        return ["it is not in the baseline yet"]
    found = [narrower(assessment, before)] if narrower(assessment, before) else []
    found += [
        f"{one.question} {one.state.value}" for one in compare(assessment, before) if one.regressed
    ]
    if not comparable_figures(assessment, before):
        found += [
            f"{one.category} risk {one.before:.2f} to {one.now:.2f}"
            for one in moves(assessment, before, Reading.ANSWERED)
            if one.by > 0
        ]
    return found


def _accepted(
    assessment: SystemAssessment, before: SystemAssessment | None, because: str | None
) -> SystemAssessment:
    """The result with every reason that was given for it so far."""
    reasons = () if before is None else before.provenance.because
    if because is not None:
        reasons = (*reasons, f"{assessment.provenance.as_of}: {because.strip()}")
    provenance = assessment.provenance.model_copy(update={"because": reasons})
    return assessment.model_copy(update={"provenance": provenance})

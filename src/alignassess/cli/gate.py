"""`alignassess gate`: the only command that turns a verdict into an exit status."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess.cli import console
from alignassess.cli.options import AsOf, Format, Root, Scope, Sheets, day
from alignassess.cli.outputs import Reports, requested
from alignassess.errors import Problem, UsageError

if TYPE_CHECKING:
    from alignassess.domain.policy import Policy


class FailOn(StrEnum):
    """The rating from which on a gate stops."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def gate(
    sheets: Sheets,
    policy: Annotated[Path | None, typer.Option(help="The policy file.", dir_okay=False)] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Stop at this rating or a worse one, in any category.")
    ] = None,
    format: Format = Format.TEXT,
    root: Root = None,
    as_of: AsOf = None,
    questionnaire: Scope = None,
    report: Reports = None,
) -> int:
    """Decide by a policy."""
    from alignassess.cli.scoring import split, start
    from alignassess.domain.assessment import SystemAssessment
    from alignassess.domain.gate import Outcome, decide
    from alignassess.render.decision_text import decision_json, decision_json_line

    outputs = requested(report, format)
    chosen = _policy(policy, fail_on)
    run = start(root, day(as_of), questionnaire)
    loaded, status = split(outputs.noting(run.sheets(sheets)))
    decisions, assessments = [], []
    for one in loaded:
        assessment = run.assess(one, with_plan=len(loaded) == 1 and outputs.for_people)
        assessments.append(assessment)
        if isinstance(assessment, SystemAssessment):
            decisions.append(decide(assessment, chosen, instrument=run.instrument))
        else:
            console.note(f"notice: {one.name}: a vendor sheet has no rating; not decided on")
    if not decisions and status == console.Status.DONE:
        console.problems([Problem("no system to decide on", remedy="name the sheet of a system")])
        status = console.Status.INPUT
    written = outputs.write_results(assessments, run.instrument, decisions=decisions)
    match format:
        case _ if outputs.on_stdout:
            for decision in decisions:
                console.note(decision.sentence)
        case Format.TEXT:
            for decision in decisions:
                console.result(decision.sentence)
        case Format.JSON:
            console.result(decision_json(decisions))
        case Format.JSONL:
            for decision in decisions:
                console.result(decision_json_line(decision))
    stopped = any(decision.outcome is not Outcome.PASS for decision in decisions)
    verdict = console.Status.NOT_PASSED if stopped else console.Status.DONE
    return console.worst(status, written, verdict)


def _policy(path: Path | None, fail_on: FailOn | None) -> "Policy":
    from alignassess.domain.model import Rating
    from alignassess.domain.policy import fail_on as policy_that_fails_on
    from alignassess.files.policy_file import read_policy

    if path is not None and fail_on is not None:
        raise UsageError(Problem("both --policy and --fail-on", remedy="give one of the two"))
    if path is not None:
        return read_policy(path)
    if fail_on is None:
        raise UsageError(
            Problem("no policy", remedy="give --policy FILE, or --fail-on low|medium|high|critical")
        )
    return policy_that_fails_on(Rating(fail_on))

"""`alignassess demo`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess.cli import console

if TYPE_CHECKING:
    from alignassess.cli.scoring import Run
    from alignassess.files.answer_sheet import LoadedSheet

app = typer.Typer(rich_markup_mode=None, add_completion=False)

SYSTEMS = ("support-assistant", "coding-agent", "claims-triage")
"""The shipped examples, from the mildest to the most demanding reader."""

AS_OF = date(2026, 11, 25)
"""A fixed date, so that the evidence of the examples does not go stale and the figures stay the
same."""


@app.command()
def demo(
    folder: Annotated[
        Path, typer.Argument(help="Where the reports go; made when it is not there.")
    ] = Path("alignassess-demo"),
) -> int:
    """Score the shipped examples and write their reports."""
    from alignassess import resources
    from alignassess.cli.reporting import render_report
    from alignassess.cli.scoring import split, start
    from alignassess.cli.showing import in_full
    from alignassess.domain.assessment import SystemAssessment
    from alignassess.files.output import make_folder, write_whole
    from alignassess.render.batch_text import batch_text
    from alignassess.render.lines import wrapped

    examples = resources.examples()
    run = start(examples, AS_OF, None)
    loaded, status = split(run.sheets([str(examples / name / "answers.yaml") for name in SYSTEMS]))
    make_folder(folder)
    assessments = [run.assess(one, with_plan=True) for one in loaded]
    for assessment in assessments:
        console.lines([*in_full(assessment, run.instrument), "", "-" * 80, ""])
        for format in ("html", "md"):
            target = folder / f"{assessment.subject.id}.{format}"
            write_whole(target, render_report(assessment, format))
    systems = [one for one in assessments if isinstance(one, SystemAssessment)]
    console.lines(batch_text(systems, run.instrument))
    console.lines(["", "Held against examples/policy.yaml, with examples/waivers.yaml:"])
    for line in _decisions(examples, run, loaded):
        console.lines(["", *wrapped(line, indent="  ", first="")])
    console.lines(
        ["", f"The gap reports of the three examples, as HTML and Markdown, are in {folder}/"]
    )
    console.lines(["Next: alignassess assess my-system.yaml"])
    return status


def _decisions(examples: Path, run: "Run", loaded: "list[LoadedSheet]") -> list[str]:
    """What the gate says of each example, worded as in a log."""
    from alignassess.cli.deciding import Gate
    from alignassess.cli.tolerating import Wanted
    from alignassess.domain.assessment import SystemAssessment
    from alignassess.render.decision_text import line_of

    wanted = Wanted(policy=examples / "policy.yaml", waivers=examples / "waivers.yaml")
    gate = Gate.open(wanted, run, preview=True)
    found = [(one, run.assess(one, with_plan=False)) for one in loaded]
    decided = [
        gate.decided(one, result) for one, result in found if isinstance(result, SystemAssessment)
    ]
    return [line_of(one.decision) for one in decided if one.decision is not None]

"""`alignassess demo`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from alignassess.cli import console

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

    examples = resources.examples()
    run = start(examples, AS_OF, None)
    loaded, status = split(run.sheets([str(examples / name / "answers.yaml") for name in SYSTEMS]))
    make_folder(folder)
    assessments = [run.assess(one, with_plan=True) for one in loaded]
    for assessment in assessments:
        console.lines([*in_full(assessment, run.instrument), "", "-" * 80, ""])
        for format in ("html", "md"):
            target = folder / f"{assessment.subject.id}.{format}"
            write_whole(target, render_report(assessment, "gap", format))
    systems = [one for one in assessments if isinstance(one, SystemAssessment)]
    console.lines(batch_text(systems, run.instrument))
    console.lines(
        ["", f"The gap reports of the three examples, as HTML and Markdown, are in {folder}/"]
    )
    console.lines(["Next: alignassess assess my-system.yaml"])
    return status

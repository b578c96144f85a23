"""`alignassess assess`: the interview, line by line."""

import re
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess.cli import console
from alignassess.cli.options import Root, Scope, day

if TYPE_CHECKING:
    from alignassess.cli.scoring import Run

app = typer.Typer(rich_markup_mode=None)


@app.command()
def assess(
    sheet: Annotated[
        Path | None, typer.Argument(help="The sheet to start or to go on with.", dir_okay=False)
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line: the only front end so far.")
    ] = False,
    root: Root = None,
    questionnaire: Scope = None,
) -> int:
    """Answer the questionnaires."""
    from alignassess.cli.scoring import start
    from alignassess.domain.subject import Vendor
    from alignassess.files.answer_sheet import load_sheet
    from alignassess.files.sheet_saver import SheetSaver
    from alignassess.interview import prompts
    from alignassess.interview.session import begin
    from alignassess.render import inert

    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    today = day(None)
    run = start(root, today, questionnaire)
    path = sheet if sheet is not None and sheet.exists() else _begun(sheet)
    if path is None:
        return console.Status.DONE
    loaded = load_sheet(path, run.instrument, root=root)
    digest = loaded.sheet.sources[0].sha256
    within = frozenset((*questionnaire, "system-profile")) if questionnaire else None
    if isinstance(loaded.sheet.subject, Vendor):
        within = None
    prompts.run(
        begin(run.instrument, loaded.sheet, within=within),
        read=_read,
        write=console.result,
        save=SheetSaver(path, run.instrument, digest=digest),
        today=today,
        clean=inert.block,
    )
    _summary(run, path)
    return console.Status.DONE


def _read(prompt: str) -> str:
    """One line from the person; the prompt belongs to what they see, so it goes to stdout."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def _begun(path: Path | None) -> Path | None:
    """Ask what is assessed and start a sheet; None when the person leaves."""
    from alignassess.files.new_sheet import start as start_sheet

    try:
        console.result("A new answer sheet. Leave at any time with quit or Ctrl-D.")
        name = _asked("Name of the system", "My system" if path is None else path.stem)
        slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60].strip("-") or "system"
        operator = _asked("Operator, the organisation that deploys it", "")
        target = path or Path(_asked("Write the sheet to", f"{slug}.yaml"))
    except (EOFError, KeyboardInterrupt):
        return None
    if not target.exists():
        start_sheet(target, slug, name, operator=operator or None)
        console.result(f"Started {target}. Every answer is saved there at once.")
    return target


def _asked(question: str, proposal: str) -> str:
    shown = f"{question} [{proposal}]: " if proposal else f"{question}: "
    line = _read(shown).strip()
    if line == "quit":
        raise EOFError
    return line or proposal


def _summary(run: "Run", path: Path) -> None:
    """The same summary as `score`, then the next command to run."""
    from alignassess.cli.showing import in_full
    from alignassess.files.answer_sheet import load_sheet

    loaded = load_sheet(path, run.instrument, root=run.root)  # as it was saved
    assessment = run.assess(loaded, with_plan=True)
    console.lines(["", *in_full(assessment, run.instrument), ""])
    console.result(f"Next: alignassess report {path} -o {path.stem}.html")
    if assessment.completeness.unanswered:
        console.result(f"Or go on: alignassess assess {path}")

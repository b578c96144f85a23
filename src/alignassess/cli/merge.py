"""`alignassess merge`: a command of its own, since `assess merge` could be a sheet of that name."""

from pathlib import Path
from typing import Annotated

import typer

from alignassess.cli import console
from alignassess.cli.following import command
from alignassess.cli.options import NewFile
from alignassess.errors import Problem, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def merge(
    sheets: Annotated[list[Path], typer.Argument(help="The sheets to join, two or more.")],
    output: NewFile = None,
) -> int:
    """Join the sheets of several respondents; answers that differ become open disagreements."""
    from alignassess.domain.merging import Renamed
    from alignassess.files.instrument_files import load_instrument
    from alignassess.files.reading import TextFile, read_text
    from alignassess.files.replacing import create
    from alignassess.files.sheet_merging import merge_texts, who_answered
    from alignassess.files.sheet_writing import bytes_of
    from alignassess.render.merge_text import merge_text

    if len(sheets) < 2:
        raise UsageError(Problem("one sheet is nothing to merge", remedy="name two or more"))
    if output is not None and (output.suffix == ".json") != (sheets[0].suffix == ".json"):
        raise UsageError(
            Problem(
                f"{output} and {sheets[0]} are of two kinds",
                remedy=f"the result is written like the first sheet: end its name in "
                f"{sheets[0].suffix}",
            )
        )
    if output is not None and output.exists():
        # Before the work, and never over a sheet: two people's answers are at stake.
        raise UsageError(
            Problem(f"{output} is there already", remedy="choose another name, or move it away")
        )
    instrument = load_instrument()
    folder = (output or sheets[0]).parent
    first, *others = [read_text(path) for path in sheets]
    file, so_far = first, [first.path]
    renamed: list[tuple[str, Renamed]] = []
    for other in others:
        made = merge_texts(
            file,
            other,
            instrument,
            folder=folder,
            nameless=(who_answered(*so_far), who_answered(other.path)),
        )
        so_far.append(other.path)
        renamed += [(other.name, one) for one in made.merged.renamed]
        file = TextFile(first.name, folder / first.path.name, made.text, "")
    told = merge_text(
        made.merged.sheet,
        instrument,
        disagreements=made.merged.disagreements,
        renamed=tuple(renamed),
    )
    if output is None:
        console.result(file.text)
        for line in told:
            console.note(line)
        return console.Status.DONE
    create(output, bytes_of(first, file.text))
    console.lines([f"Merged into {output}", *told])
    if made.merged.disagreements:
        console.result(f"\nNext: {command('assess', output, '--only', 'disagreements')}")
    return console.Status.DONE

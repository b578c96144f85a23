"""Starting a sheet: what is assessed, who answers for it, and where the sheet goes."""

from pathlib import Path

from alignassess.cli import console
from alignassess.cli.typing_in import read_line
from alignassess.domain.naming import id_from
from alignassess.errors import Place, Problem, UsageError

_HELP = "Enter takes what stands in brackets; back asks the question before, quit leaves."


def begun(path: Path | None) -> Path | None:
    """Ask what is assessed and start a sheet; None when the person leaves.

    A path that somebody types and that is taken already is opened, never overwritten.
    """
    from alignassess.files.new_sheet import start as start_sheet

    if path is not None and (fault := _fault_of(path)) is not None:
        raise UsageError(fault)
    console.result("A new answer sheet. Leave at any time with quit or Ctrl-D.")
    try:
        name, operator, target = _asked(path)
    except EOFError:
        return None
    if not target.exists():
        start_sheet(target, id_from(name, otherwise="system"), name, operator=operator or None)
        console.result(f"Started {target}. Every answer is saved there at once.")
    return target


def _asked(path: Path | None) -> tuple[str, str, Path]:
    """Name, operator and path, with the way back from each to the one before."""
    said: list[str] = []
    while True:
        match said:
            case []:
                proposal = "My system" if path is None else path.stem
                ask(said, "Name of the system", proposal, "What your colleagues call it.")
            case [_]:
                ask(said, "Operator, the organisation that deploys it", "", "It may stay open.")
            case [name, operator]:
                if path is not None:
                    return name, operator, path
                ask(
                    said,
                    "Write the sheet to",
                    _free(id_from(name, otherwise="system")),
                    "A file ending in .yaml.",
                )
            case [name, operator, target, *_]:
                fault = _fault_of(Path(target))
                if fault is None:
                    return name, operator, Path(target)
                console.result(f"{fault}; {fault.remedy}.")
                said.pop()


def _fault_of(path: Path) -> Problem | None:
    """Why a new sheet cannot be written there; one that is there already is opened."""
    place = Place(str(path))
    if path.is_file():
        return None
    if path.exists():
        return Problem("is no file", place, "name a file ending in .yaml")
    if path.suffix not in (".yaml", ".yml"):
        return Problem("a new sheet is written as YAML", place, "end its name in .yaml")
    if not path.parent.is_dir():
        return Problem(f"there is no folder {path.parent}", place, "make the folder first")
    return None


def ask(said: list[str], question: str, proposal: str, about: str) -> None:
    """Ask for one thing more, or take the one before back; EOFError when the person leaves."""
    shown = f"{question} [{proposal}]: " if proposal else f"{question}: "
    line = read_line(shown).strip()
    match line.casefold():
        case "quit":
            raise EOFError
        case "?" | "help":
            console.result(f"{about} {_HELP}")
        case "back":
            if said:
                said.pop()
        case _:
            said.append(line or proposal)


def _free(slug: str) -> str:
    """A path that is not taken, so that a proposal never opens somebody else's sheet."""
    path, number = Path(f"{slug}.yaml"), 1
    while path.exists():
        number += 1
        path = Path(f"{slug}-{number}.yaml")
    return str(path)

"""Reading waivers; a wrong one is a usage error, found before anything is scored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alignassess.domain.instrument import Instrument
from alignassess.domain.policy import WaiverRules
from alignassess.domain.waivers import Waiver, Waivers, over_budget, wrong
from alignassess.errors import InputError, Place, Problem, UsageError
from alignassess.files.model_file import as_model
from alignassess.files.reading import read_text
from alignassess.files.yaml_text import Tree, line_of


@dataclass(frozen=True, slots=True)
class WaiversFile:
    """Waivers, and where each stands."""

    name: str
    waivers: tuple[Waiver, ...]
    tree: Tree
    sha256: str

    def place(self, index: int) -> Place:
        """Where a waiver stands."""
        return Place(self.name, line_of(self.tree, ("waivers", index)))

    def within(self, rules: WaiverRules | None, on: date) -> None:
        """Hold the waivers against a policy; raises UsageError with all that it does not allow."""
        if rules is None:
            return
        found = [
            Problem(
                f"{self.waivers[index].id}: {message}",
                self.place(index),
                "remove the waiver, or change `waivers` in the policy",
            )
            for index, message in over_budget(self.waivers, rules, on)
        ]
        if found:
            raise UsageError(*found)


def read_waivers(path: Path, instrument: Instrument) -> WaiversFile:
    """Read waivers; raises UsageError with every problem in the file."""
    try:
        file = read_text(path)
        tree = file.tree()
        found: Waivers = as_model(tree, Waivers, file=file.name)
    except InputError as error:
        raise UsageError(*error.problems) from None
    problems = list(_problems(found.waivers, tree, file.name, instrument))
    if problems:
        raise UsageError(*problems)
    return WaiversFile(file.name, found.waivers, tree, file.sha256)


def _problems(
    waivers: tuple[Waiver, ...], tree: Tree, file: str, instrument: Instrument
) -> Iterator[Problem]:
    first: dict[str, int | None] = {}
    for index, waiver in enumerate(waivers):
        at = ("waivers", index)
        line = line_of(tree, at)
        if waiver.id in first:
            message = f"there are two waivers {waiver.id} (first on line {first[waiver.id]})"
            yield Problem(message, Place(file, line), "give each its own id")
        first.setdefault(waiver.id, line)
        for field, what, remedy in wrong(waiver, instrument):
            place = Place(file, line_of(tree, (*at, field)))
            yield Problem(f"{waiver.id}: {field} {what}".replace(":  ", ": "), place, remedy)

"""Making the instrument from its YAML files, with every check."""

from typing import Any

from alignassess.domain.answers import SourceFile
from alignassess.domain.catalog import (
    Categories,
    Framework,
    References,
    Roles,
    Rules,
    TrainingMethods,
)
from alignassess.domain.evals import Evals
from alignassess.domain.faults import Fault
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.method import Method
from alignassess.domain.questionnaire import Questionnaire
from alignassess.domain.soundness import faults
from alignassess.errors import InputError, Place, Problem
from alignassess.files.model_file import as_model
from alignassess.files.reading import TextFile
from alignassess.files.yaml_text import Block, Items, Tree

ORDER = (
    "system-profile",
    "vendor-selection",
    "fine-tuning-safety",
    "evaluation-and-controls-integration",
    "regulatory-engagement",
    "research-engagement",
)
"""The order of asking; other questionnaires follow by name."""

Sources = dict[str, TextFile]
"""Every file of the instrument, by its path below the data folder."""


def make_instrument(sources: Sources) -> tuple[Instrument, Library]:
    """Read and check every file; raises InputError with every problem."""
    files = _Files(sources)
    categories = files.read("catalog/categories.yaml", Categories)
    rules = files.read("catalog/rules.yaml", Rules)
    roles = files.read("catalog/roles.yaml", Roles)
    training = files.read("catalog/training-methods.yaml", TrainingMethods)
    method = files.read("catalog/method.yaml", Method)
    references = files.read("catalog/references.yaml", References)
    evals = files.read("catalog/evals.yaml", Evals)
    frameworks = [files.read(name, Framework) for name in files.under("catalog/frameworks/")]
    questionnaires = [files.read(name, Questionnaire) for name in files.under("questionnaires/")]
    if files.problems:
        raise InputError(*files.problems)
    instrument = Instrument(
        questionnaires=tuple(sorted(questionnaires, key=_asking_order)),
        categories=categories.categories,
        rules=rules.rules,
        roles=roles.roles,
        training=training,
        method=method,
        files=tuple(SourceFile(path=name, sha256=file.sha256) for name, file in sources.items()),
    )
    library = Library(references=references.references, frameworks=tuple(frameworks), evals=evals)
    found = faults(instrument, library)
    if found:
        raise InputError(*(files.problem(fault) for fault in found))
    return instrument, library


def _asking_order(questionnaire: Any) -> tuple[int, str]:
    place = ORDER.index(questionnaire.id) if questionnaire.id in ORDER else len(ORDER)
    return place, questionnaire.id


class _Files:
    """Reads the files of the instrument, gathers problems, remembers where each id stands."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.trees: dict[str, Tree] = {}
        self.problems: list[Problem] = []

    def under(self, folder: str) -> list[str]:
        """List the files below a folder."""
        return [name for name in self.sources if name.startswith(folder)]

    def read(self, name: str, model: Any) -> Any:
        """Read a file as a model; None, and problems on record, when it is missing or invalid."""
        if name not in self.sources:
            self.problems.append(Problem("the file is missing", Place(name), "restore it"))
            return None
        try:
            self.trees[name] = self.sources[name].tree()
            return as_model(self.trees[name], model, file=name)
        except InputError as error:
            self.problems += error.problems
            return None

    def problem(self, fault: Fault) -> Problem:
        """Give a fault the place of the id that it is in."""
        places = (_find(tree, fault.owner, name) for name, tree in self.trees.items())
        place = next((one for one in places if one is not None), None)
        return Problem(f"{fault.owner} {fault.message}", place)


_IDS = ("id", "key", "option")


def _find(tree: Tree, owner: str, file: str) -> Place | None:
    """Where the mapping with an id stands; conditions and answers are not looked into."""
    if isinstance(tree, Block):
        for key in _IDS:
            if tree.get(key) == owner:
                return Place(file, tree.lines[key])
    inside = tree.values() if isinstance(tree, Block) else tree if isinstance(tree, Items) else ()
    found = (_find(one, owner, file) for one in inside)
    return next((one for one in found if one is not None), None)

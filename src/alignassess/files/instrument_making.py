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
from alignassess.domain.crosswalk import Crosswalk
from alignassess.domain.evals import Evals
from alignassess.domain.faults import Fault
from alignassess.domain.instrument import Instrument
from alignassess.domain.legal import LegalInstruments
from alignassess.domain.lens import Lenses
from alignassess.domain.library import Library
from alignassess.domain.method import Method
from alignassess.domain.migration import Migration, Pack
from alignassess.domain.overlay import Overlay, laid_over, mislaid
from alignassess.domain.own import essential_practices, own_changes, unkept
from alignassess.domain.questionnaire import Questionnaire
from alignassess.domain.soundness import faults
from alignassess.domain.topics import Topics
from alignassess.errors import InputError, Place, Problem
from alignassess.files.model_file import as_model
from alignassess.files.own_questionnaires import OVERLAY, PREFIX, QUESTIONNAIRE
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

MIGRATIONS = "questionnaires/migrations/"

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
    crosswalk = files.read("catalog/crosswalk.yaml", Crosswalk)
    legal = files.read("catalog/instruments.yaml", LegalInstruments)
    topics = files.read("catalog/topics.yaml", Topics)
    lenses = files.read("catalog/lenses.yaml", Lenses)
    evals = files.read("catalog/evals.yaml", Evals)
    frameworks = [files.read(name, Framework) for name in files.under("catalog/frameworks/")]
    pack = files.read("catalog/pack.yaml", Pack)
    migrations = [files.read(name, Migration) for name in files.under(MIGRATIONS)]
    shipped = [
        files.read(name, Questionnaire)
        for name in files.under("questionnaires/")
        if not name.startswith(MIGRATIONS)
    ]
    own, overlays = _own(files)
    if files.problems:
        raise InputError(*files.problems)
    questionnaires = _replaced(shipped, own)
    essential = essential_practices(rules.rules)
    was = {one.id: one for one in shipped}
    wrong = [
        *(one for new in own if new.id in was for one in unkept(new, was[new.id], essential)),
        *(one for overlay in overlays for one in mislaid(overlay, questionnaires, essential)),
    ]
    if wrong:
        raise InputError(*(files.problem(one) for one in wrong))
    for overlay in overlays:
        questionnaires = [
            laid_over(one, overlay) if one.id == overlay.of else one for one in questionnaires
        ]
    instrument = Instrument(
        questionnaires=tuple(sorted(questionnaires, key=_asking_order)),
        categories=categories.categories,
        rules=rules.rules,
        roles=roles.roles,
        training=training,
        method=method,
        files=tuple(SourceFile(path=name, sha256=file.sha256) for name, file in sources.items()),
        pack=pack.number,
        migrations=tuple(migrations),
        own=tuple(own_changes(overlays, own, shipped)),
    )
    library = Library(
        references=references.references,
        frameworks=tuple(frameworks),
        crosswalk=crosswalk,
        legal=legal.instruments,
        topics=topics.topics,
        principles=rules.principles,
        lenses=lenses.lenses,
        evals=evals,
    )
    found = faults(instrument, library)
    if found:
        raise InputError(*(files.problem(fault) for fault in found))
    return instrument, library


def _own(files: "_Files") -> tuple[list[Any], list[Any]]:
    """The questionnaires and the overlays of an organisation, told apart by their format."""
    questionnaires, overlays = [], []
    for name in files.under(PREFIX):
        kind = files.format_of(name)
        if kind == OVERLAY:
            overlays.append(files.read(name, Overlay))
        elif kind == QUESTIONNAIRE:
            questionnaires.append(files.read(name, Questionnaire))
        elif kind is not None:
            message = f"{kind} is not a format of this folder"
            remedy = f"begin with format: {QUESTIONNAIRE} or format: {OVERLAY}"
            files.problems.append(Problem(message, Place(files.sources[name].name, 1), remedy))
    return questionnaires, overlays


def _replaced(shipped: list[Any], own: list[Any]) -> list[Any]:
    """The shipped questionnaires, with an own one in the place of the shipped one of its id."""
    by_id = {one.id: one for one in own}
    kept = [by_id.pop(one.id, one) for one in shipped]
    return [*kept, *(one for one in own if one.id in by_id)]


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

    def format_of(self, name: str) -> str | None:
        """What a file says it is; None, and a problem on record, when it says nothing."""
        source = self.sources[name]
        try:
            tree = source.tree()
        except InputError as error:
            self.problems += error.problems
            return None
        if isinstance(tree, Block) and isinstance(tree.get("format"), str):
            return str(tree["format"])
        remedy = f"begin with format: {QUESTIONNAIRE} or format: {OVERLAY}"
        self.problems.append(Problem("names no format", Place(source.name, 1), remedy))
        return None

    def read(self, name: str, model: Any) -> Any:
        """Read a file as a model; None, and problems on record, when it is missing or invalid."""
        if name not in self.sources:
            self.problems.append(Problem("the file is missing", Place(name), "restore it"))
            return None
        try:
            self.trees[name] = self.sources[name].tree()
            return as_model(self.trees[name], model, file=self.sources[name].name)
        except InputError as error:
            self.problems += error.problems
            return None

    def problem(self, fault: Fault) -> Problem:
        """Give a fault the place of the id that it is in."""
        # Own files first: a fault of theirs is theirs, although the shipped files name the id too.
        own = {name: tree for name, tree in self.trees.items() if name.startswith(PREFIX)}
        places = (
            _find(tree, fault.owner, self.sources[name].name, keys)
            for trees in (own, self.trees)
            for keys in (_IDS, _MENTIONS)
            for name, tree in trees.items()
        )
        place = next((one for one in places if one is not None), None)
        return Problem(f"{fault.owner} {fault.message}", place)


_IDS = ("id", "key", "option")
_MENTIONS = ("question",)
"""Where an id stands that nothing has: an overlay or the crosswalk names it."""


def _find(tree: Tree, owner: str, file: str, keys: tuple[str, ...]) -> Place | None:
    """Where the mapping with an id stands; conditions and answers are not looked into."""
    if isinstance(tree, Block):
        for key in keys:
            if tree.get(key) == owner:
                return Place(file, tree.lines[key])
    inside = tree.values() if isinstance(tree, Block) else tree if isinstance(tree, Items) else ()
    found = (_find(one, owner, file, keys) for one in inside)
    return next((one for one in found if one is not None), None)

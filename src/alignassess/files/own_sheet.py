"""One answer sheet without what it inherits; gathers problems instead of stopping at the first."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from alignassess.domain.answers import Sheet, SourceFile
from alignassess.domain.depth import Depth
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.domain.subject import Respondent, System, Vendor
from alignassess.errors import InputError, Place, Problem
from alignassess.files.answer_entries import read_entries
from alignassess.files.carrying_over import carried_over, unnumbered
from alignassess.files.listing import MOST_HINTS
from alignassess.files.model_file import as_model
from alignassess.files.places import Places
from alignassess.files.quick import Unusual, reader
from alignassess.files.reading import TextFile
from alignassess.files.sheet_signs import FAMILY
from alignassess.files.wording import choice, nearest, shown
from alignassess.files.yaml_text import Block, Tree, line_of

FORMAT = "alignassess/answers/1"
_KEYS = (
    "format",
    "instrument",
    "depth",
    "system",
    "vendor",
    "inherits",
    "respondents",
    "answers",
    "evidence",
)
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_SET_BY_PROGRAM = frozenset(("kind", "place", "origin_model"))


class OwnSheet:
    """Reads one file. What could be read is there also when the file has problems."""

    def __init__(self, file: TextFile, instrument: Instrument) -> None:
        self.file = file
        self.places = Places(file.name)
        self.problems: list[Problem] = []
        self.evidence: tuple[EvidenceEntry, ...] = ()
        self.inherits: tuple[tuple[str, Place], ...] = ()
        """The inherited paths as written, each with its place."""
        self.sheet: Sheet | None = None
        """None when the file has problems."""
        self.pack = instrument.pack
        """The pack that was answered."""
        tree = file.tree()
        first = getattr(file, "line", 1)  # a sheet in a line of JSONL knows which
        self.tree: Block = tree if isinstance(tree, Block) else Block(first)
        if tree is not self.tree:
            remedy = f"begin with the line: format: {FORMAT}"
            self._problem("an answer sheet is a mapping, this is not", (), remedy)
        elif self._format_is_ours():
            self._read(instrument)

    def _read(self, instrument: Instrument) -> None:
        for key in self.tree:
            if key not in _KEYS:
                near = nearest(key, _KEYS) if len(self.problems) < MOST_HINTS else None
                hint = near or choice(_KEYS)
                self._problem(f"unknown key {shown(key)}", (key,), hint)
        self.pack = self._pack(instrument)
        said = self.tree.get("answers", "")
        over = carried_over(said, self.pack, instrument)
        told = () if "instrument" in self.tree else unnumbered(said, instrument)
        depth = self._depth()
        subject = self._subject()
        respondents = tuple(self._keyed("respondents", "key", Respondent))
        self.evidence = tuple(self._keyed("evidence", "id", EvidenceEntry, placed=True))
        entries, problems = read_entries(
            over.answers,
            instrument,
            file=self.file.name,
            line=line_of(self.tree, ("answers",)),
            people=self._names("respondents"),
            evidence=self._names("evidence"),
        )
        self.problems += problems
        self.inherits = self._inherits()
        if not self.problems and subject is not None:
            self.sheet = Sheet(
                subject=subject,
                respondents=respondents,
                entries=entries,
                evidence=self.evidence,
                sources=(SourceFile(path=self.file.name, sha256=self.file.sha256),),
                depth=depth,
                pack=self.pack,
                carried=(*over.sentences, *told),
            )

    def _format_is_ours(self) -> bool:
        """Whether to read on: also without a format, so that all else that is wrong is told too."""
        declared = self.tree.get("format")
        if declared == FORMAT:
            return True
        if declared is None:
            self._problem("format is missing", (), f"add the line: format: {FORMAT}")
            return True
        if isinstance(declared, str) and declared.startswith(FAMILY):
            message = f"this program does not know format {shown(declared)}"
            self._problem(message, ("format",), f"update alignassess, or write {FORMAT}")
        else:
            named = shown(declared) if isinstance(declared, str) else "is not text"
            message = f"this is not an answer sheet: format {named}"
            self._problem(message, ("format",), f"write {FORMAT}")
        return False

    def _pack(self, instrument: Instrument) -> int:
        """The pack that was answered; the newest when the sheet does not say."""
        number = pack_of(self.tree, instrument)
        if 1 <= number <= instrument.pack:
            return number
        if number:
            message = f"the sheet was answered with pack {number}, which is newer than this program"
            self._problem(message, ("instrument",), "update alignassess")
        else:
            message = "instrument must be the number of a pack"
            self._problem(message, ("instrument",), f"write instrument: {instrument.pack}")
        return instrument.pack

    def _depth(self) -> Depth:
        said = self.tree.get("depth", Depth.FULL)
        if said in list(Depth):
            return Depth(str(said))
        named = shown(said) if isinstance(said, str) else "is not text"
        self._problem(f"there is no depth {named}", ("depth",), choice(list(Depth)))
        return Depth.FULL

    def _subject(self) -> System | Vendor | None:
        named = [key for key in ("system", "vendor") if key in self.tree]
        if len(named) != 1:
            message = "both system and vendor" if named else "neither system nor vendor"
            self._problem(
                f"the sheet has {message}", tuple(named[1:]), "say what is assessed: one of the two"
            )
            return None
        (key,) = named
        body, line = self.tree[key], self.tree.lines[key]
        found: System | Vendor | None = self._model(
            body, System if key == "system" else Vendor, key, line
        )
        return found

    def _inherits(self) -> tuple[tuple[str, Place], ...]:
        listed = self.tree.get("inherits", "")
        paths = ([listed] if listed else []) if isinstance(listed, str) else listed
        if not isinstance(paths, list) or not all(isinstance(one, str) and one for one in paths):
            self._problem("inherits must be a list of paths", ("inherits",), None)
            return ()
        return tuple(
            (path, Place(self.file.name, line_of(self.tree, ("inherits", index))))
            for index, path in enumerate(paths)
        )

    def _names(self, section: str) -> frozenset[str]:
        """List the names of a section, also of entries that are wrong."""
        names = self.tree.get(section)
        return frozenset(names) if isinstance(names, Block) else frozenset()

    def _keyed(self, section: str, key: str, model: type, *, placed: bool = False) -> list[Any]:
        """Read a mapping of short names to mappings, each as a model that carries its name.

        A model that is `placed` also carries where it stands.
        """
        block = self.tree.get(section, "")
        if block == "":
            return []
        if not isinstance(block, Block):
            self._problem(f"{section} must be a mapping", (section,), None)
            return []
        found = []
        internal = _SET_BY_PROGRAM | {key}
        for name, body in block.items():
            if not name.strip() or "/" in name:
                # A slash is what sets the names of inherited sheets apart from own ones.
                message = f"{section}: {shown(name)} is not a name"
                self._problem(message, (section, name), "use letters, digits and hyphens")
            elif not isinstance(body, Block):
                message = f"{section}.{shown(name)} must be a mapping"
                self._problem(message, (section, name), None)
            else:
                line = block.lines[name]
                place = {"place": self.places[line]} if placed else {}
                found.append(
                    self._model(body, model, section, line, {key: name}, internal, **place)
                )
        return [one for one in found if one is not None]

    def _model(
        self,
        body: Tree,
        model: type,
        section: str,
        line: int,
        name: Mapping[str, str] = MappingProxyType({}),
        internal: frozenset[str] = _SET_BY_PROGRAM,
        **known: object,
    ) -> Any:
        """Read a part of the sheet as a model, which may carry the name that it stands under.

        `internal` are keys that a person may not write, `known` fields that the program sets.
        """
        if isinstance(body, Block) and internal.isdisjoint(body):
            try:
                return reader(model)(body, **name, **known)
            except Unusual:
                pass  # not plainly right: what follows decides, and says what is wrong
        where = ".".join([section, *map(shown, name.values())])
        before = len(self.problems)
        if isinstance(body, Block):
            body = self._users_part(body, where, internal)
            body.update(name)
        try:
            found = as_model(
                body,
                model,
                file=self.file.name,
                within=where,
                line=line,
                hints=before < MOST_HINTS,
            )
        except InputError as error:
            self.problems += error.problems
        return found.model_copy(update=known) if len(self.problems) == before else None

    def _users_part(self, body: Block, where: str, internal: frozenset[str]) -> Block:
        """Take what a person may write; the rest is refused as unknown."""
        kept = Block(body.line)
        for key, value in body.items():
            if key in internal:
                place = self.places[body.lines[key]]
                self.problems.append(Problem(f"{where}.{key}: unknown key", place, "remove it"))
            else:
                kept[key] = value
                kept.lines[key] = body.lines[key]
        return kept

    def _problem(self, message: str, path: tuple[str, ...], remedy: str | None) -> None:
        place = Place(self.file.name, line_of(self.tree, path))
        self.problems.append(Problem(message, place, remedy))


def pack_of(tree: Block, instrument: Instrument) -> int:
    """The pack that a sheet says it answered: the newest when it is silent, 0 for no number."""
    said = tree.get("instrument", str(instrument.pack))
    return int(said) if isinstance(said, str) and _NUMBER.fullmatch(said) else 0

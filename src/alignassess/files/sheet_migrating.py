"""Rewriting a sheet of an older pack for the newest: only the lines of what changed change."""

from collections.abc import Iterator
from typing import NamedTuple

from alignassess.domain.answers import DontKnow, Entry
from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Place, Problem, UsageError
from alignassess.files.answer_removal import without_value
from alignassess.files.answer_text import Value, value_of
from alignassess.files.carrying_over import CarriedOver, carried_over
from alignassess.files.line_edits import with_value
from alignassess.files.own_sheet import OwnSheet
from alignassess.files.reading import TextFile
from alignassess.files.sheet_writing import follows, without_place
from alignassess.files.yaml_text import Block, Tree


class Migrated(NamedTuple):
    """The sheet under the newest pack, and what became of its answers."""

    text: str
    told: tuple[str, ...]
    """What is renamed, and what has to be asked again; empty when nothing had to change."""
    is_bound: bool
    """Whether it names files by paths that hold in its own folder only."""


def migrated(file: TextFile, instrument: Instrument) -> Migrated:
    """The text of a sheet under the newest pack.

    An answer that has to be asked again becomes `dont-know`, with what was answered in its note;
    one whose question is gone is taken out and told. Raises InputError when the sheet is invalid,
    and UsageError when it cannot be rewritten without changing something else.
    """
    before = OwnSheet(file, instrument)
    if before.sheet is None:
        raise InputError(*before.problems)
    is_bound = bool(before.inherits) or any(one.file for one in before.sheet.evidence)
    if before.pack == instrument.pack:
        return Migrated(file.text, (), is_bound)
    over = carried_over(before.tree.get("answers", ""), before.pack, instrument)
    edits = _Edits(file, instrument)
    expected = {entry.question: without_place(entry) for entry in before.sheet.entries}
    for one in over.again:
        home = _home(before.tree, one.question)
        if instrument.questionnaire_of.get(one.question) != home:
            edits.take_out(home, one.question)
        if one.question in instrument.question:
            note = f"{one.option} with pack {before.pack}; {one.reason}"
            entry = Entry(question=one.question, answers=(DontKnow(note=note),))
            expected[one.question] = entry
            edits.put(entry)
    for old, new in _moved(over):
        home = _home(before.tree, old)
        if (home, old) != (instrument.questionnaire_of[new], new):
            edits.take_out(home, old)
        edits.put(expected[new])
    edits.number(instrument.pack)
    after = OwnSheet(edits.file, instrument)
    found = (
        {} if after.sheet is None else {e.question: without_place(e) for e in after.sheet.entries}
    )
    if found != expected:
        raise UsageError(
            Problem(
                "the sheet cannot be rewritten without changing something else",
                Place(file.name),
                "write the answers below by hand: " + "; ".join(over.sentences),
            )
        )
    return Migrated(edits.file.text, tuple(over.sentences), is_bound)


def _moved(over: CarriedOver) -> Iterator[tuple[str, str]]:
    """Every question that itself, or an option of which, is called otherwise now; each once."""
    pairs = [(old.partition(":")[0], new.partition(":")[0]) for old, new in over.renamed]
    return iter(dict.fromkeys(pairs))


def _home(tree: Block, question: str) -> str:
    """The questionnaire under which a sheet answers a question."""
    answers: Tree = tree.get("answers", "")
    assert isinstance(answers, Block)
    return next(name for name, said in answers.items() if question in said)


class _Edits:
    """One change of text after another; which of the ways to write it is judged at the end."""

    def __init__(self, file: TextFile, instrument: Instrument) -> None:
        self.file = file
        self._instrument = instrument
        self._as_json = file.path.suffix.casefold() == ".json"

    def take_out(self, questionnaire: str, question: str) -> None:
        """Take out an answer."""
        path = ("answers", questionnaire, question)
        self._take(without_value(self.file.text, path, as_json=self._as_json))

    def put(self, entry: Entry) -> None:
        """Write an answer where it stands now."""
        home = self._instrument.questionnaire_of[entry.question]
        self._write(("answers", home, entry.question), value_of(entry, self._instrument))

    def number(self, pack: int) -> None:
        """Write the number of the pack."""
        self._write(("instrument",), pack)

    def _write(self, path: tuple[str, ...], value: Value) -> None:
        self._take(
            with_value(
                self.file.text,
                path,
                value,
                follows=lambda at, beside: follows(at, beside, self._instrument),
                as_json=self._as_json,
            )
        )

    def _take(self, ways: Iterator[str]) -> None:
        text = next(ways, self.file.text)
        self.file = TextFile(self.file.name, self.file.path, text, "")

"""Reading a sheet from an earlier edition: what can no longer be said is set apart, not refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alignassess.domain.answers import Sheet
from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError
from alignassess.files.answer_entries import read_entries
from alignassess.files.carrying_over import carried_over
from alignassess.files.own_sheet import OwnSheet, pack_of
from alignassess.files.reading import TextFile, read_text
from alignassess.files.wording import quoted
from alignassess.files.yaml_text import Block, Tree


@dataclass(frozen=True, slots=True)
class OldSheet:
    """A sheet as far as the questionnaires of today can read it."""

    sheet: Sheet
    """Its own answers; what it inherits is not read."""
    unreadable: tuple[tuple[str, str], ...]
    """Question and what was said, where the question or the option is not there any more."""
    changes: Mapping[str, tuple[str, ...]]
    """Question to what is known to have changed in it since, in sentences."""


def read_old_sheet(path: Path, instrument: Instrument) -> OldSheet:
    """Read an earlier sheet; raises InputError for what is wrong with more than an answer."""
    file = read_text(path)
    tree = file.tree()
    unreadable: list[tuple[str, str]] = []
    changes: dict[str, tuple[str, ...]] = {}
    if isinstance(tree, Block) and isinstance(tree.get("answers"), Block):
        over = carried_over(tree["answers"], pack_of(tree, instrument), instrument)
        tree["answers"] = over.answers
        unreadable += [(one.question, f"{one.option}. {one.reason}") for one in over.again]
        for before, after in over.renamed:
            changes[after.partition(":")[0]] = (f"{before} is called {after} now",)
        tree["answers"] = _readable(tree, instrument, unreadable)
        tree["instrument"] = str(instrument.pack)
    own = OwnSheet(_Parsed(file.name, file.path, file.text, file.sha256, tree), instrument)
    if own.sheet is None:
        raise InputError(*own.problems)
    return OldSheet(own.sheet, tuple(unreadable), changes)


@dataclass(frozen=True, slots=True)
class _Parsed(TextFile):
    """A file whose tree is at hand, without what cannot be read any more."""

    parsed: Tree

    def tree(self) -> Tree:
        return self.parsed


def _readable(tree: Block, instrument: Instrument, unreadable: list[tuple[str, str]]) -> Block:
    """Take the answers that can be read, each under the questionnaire where it stands today."""
    people, evidence = (
        frozenset(block if isinstance(block := tree.get(section), Block) else ())
        for section in ("respondents", "evidence")
    )
    answers: Block = tree["answers"]
    kept = Block(answers.line)
    for home, given in answers.items():
        if not isinstance(given, Block):
            continue
        for question, value in given.items():
            line = given.lines[question]
            today = instrument.questionnaire_of.get(question, home)
            alone = _under(today, question, value, line)
            _, problems = read_entries(
                alone, instrument, file="", line=line, people=people, evidence=evidence
            )
            if problems:
                unreadable.append((question, _words(value)))
                continue
            block = kept.setdefault(today, Block(line))
            kept.lines.setdefault(today, line)
            block[question] = value
            block.lines[question] = line
    return kept


def _under(questionnaire: str, question: str, value: Tree, line: int) -> Block:
    outer, inner = Block(line), Block(line)
    outer[questionnaire], outer.lines[questionnaire] = inner, line
    inner[question], inner.lines[question] = value, line
    return outer


def _words(value: Tree) -> str:
    """What was said, as text for a sentence."""
    if isinstance(value, Block):
        return _words(value.get("answer", ""))
    if isinstance(value, list):
        return "; ".join(_words(one) for one in value)
    return quoted(value)

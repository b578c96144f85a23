"""A sheet with one answer more or less: only its lines change, and the result is read back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from alignassess.domain.answers import Entry
from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Place, Problem
from alignassess.files.answer_entries import read_entries
from alignassess.files.answer_removal import without_value
from alignassess.files.answer_text import value_of
from alignassess.files.line_edits import with_value
from alignassess.files.reading import MOST_BYTES, TextFile
from alignassess.files.yaml_text import Block, Tree


@dataclass(frozen=True, slots=True)
class Answers:
    """A sheet as text and what its answers say: parsed once for a save, since parsing is slow."""

    file: TextFile
    tree: Tree
    entries: Mapping[str, Entry]
    """By question, without places."""


def with_answer(before: Answers, entry: Entry, *, instrument: Instrument) -> Answers:
    """Find the first way to write the answer that changes it and nothing else.

    Raises InputError when there is no such way.
    """
    entry = without_place(entry)
    path = _path_of(entry.question, instrument)
    candidates = with_value(
        before.file.text,
        path,
        value_of(entry, instrument),
        follows=lambda at, beside: follows(at, beside, instrument),
        as_json=before.file.path.suffix.casefold() == ".json",
    )
    expected = {**before.entries, entry.question: entry}
    return _first_that_reads(before, candidates, path, expected, instrument)


def without_answer(before: Answers, question: str, *, instrument: Instrument) -> Answers:
    """The sheet without the answer to one question, and otherwise as it is.

    Raises InputError when there is no such way.
    """
    path = _path_of(question, instrument)
    as_json = before.file.path.suffix.casefold() == ".json"
    candidates = without_value(before.file.text, path, as_json=as_json)
    expected = {one: entry for one, entry in before.entries.items() if one != question}
    return _first_that_reads(before, candidates, path, expected, instrument)


def _path_of(question: str, instrument: Instrument) -> tuple[str, ...]:
    return ("answers", instrument.questionnaire_of[question], question)


def _first_that_reads(
    before: Answers,
    candidates: Iterable[str],
    path: tuple[str, ...],
    expected: Mapping[str, Entry],
    instrument: Instrument,
) -> Answers:
    """Take the first text that gives the expected answers and is the same outside the path."""
    rest = without(before.tree, path)
    problems: tuple[Problem, ...] = ()
    for text in candidates:
        try:
            after = read_answers(TextFile(before.file.name, before.file.path, text, ""), instrument)
        except InputError as error:
            problems = error.problems
            continue
        if without(after.tree, path) == rest and after.entries == expected:
            return after
    raise InputError(
        *problems
        or [
            Problem(
                f"{path[-1]} cannot be changed without changing something else",
                Place(before.file.name),
                "change this answer by hand, then start again",
            )
        ]
    )


def read_answers(file: TextFile, instrument: Instrument) -> Answers:
    """Read the answers of a sheet; raises InputError when they are not valid."""
    tree = file.tree()
    answers = tree.get("answers") if isinstance(tree, Block) else ""
    entries, problems = read_entries(
        answers,
        instrument,
        file=file.name,
        line=1,
        people=_keys(tree, "respondents"),
        evidence=_keys(tree, "evidence"),
    )
    if problems or not isinstance(tree, Block):
        raise InputError(*problems or [Problem("this is not an answer sheet", Place(file.name))])
    return Answers(file, tree, {entry.question: without_place(entry) for entry in entries})


def without_place(entry: Entry) -> Entry:
    """Take out where an entry stands; an empty note is none, as a file would give it back."""
    answers = tuple(
        one.model_copy(update={"place": None, "note": one.note or None}) for one in entry.answers
    )
    return entry.model_copy(update={"answers": answers})


def bytes_of(file: TextFile, text: str) -> bytes:
    """What to write in place of a file; with the byte order mark, if the file began with one.

    Raises InputError when that is more than is read again.
    """
    plain = sha256(file.text.encode("utf-8")).hexdigest()
    data = text.encode("utf-8" if plain == file.sha256 else "utf-8-sig")
    if len(data) > MOST_BYTES:
        raise InputError(
            Problem(
                "nothing is saved: the sheet would be too large to read again",
                Place(file.name),
                "shorten the note",
            )
        )
    return data


def _keys(tree: Tree, section: str) -> frozenset[str]:
    block = tree.get(section) if isinstance(tree, Block) else None
    return frozenset(block if isinstance(block, Block) else ())


def without(tree: Tree, path: tuple[str, ...]) -> object:
    """Take out the value at a path, and what is empty on the way: the rest must not change."""
    if not isinstance(tree, Block):
        return tree
    key, *below = path
    inner = without(tree.get(key, ""), tuple(below)) if below else None
    others = {name: value for name, value in tree.items() if name != key}
    return {**others, key: inner} if inner else others


_ORDER = ("format", "instrument", "system", "vendor", "inherits", "respondents", "answers")
"""How the sections of a sheet stand; `evidence` comes last."""


def follows(path: tuple[str, ...], beside: str, instrument: Instrument) -> bool:
    """Whether a new key comes after one that stands beside it."""
    match path:
        case ("evidence",):
            return True
        case (section,):
            later = _ORDER[_ORDER.index(section) :]
            return beside not in (*later, "evidence")
        case ("answers", questionnaire):
            order = [one.id for one in instrument.questionnaires]
            return order.index(beside) < order.index(questionnaire)
    return True

"""Saving one answer into a sheet: only its lines change, and the result is read back first."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from alignassess.domain.answers import Entry
from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Place, Problem, UsageError
from alignassess.files.answer_entries import read_entries
from alignassess.files.answer_text import value_of
from alignassess.files.line_edits import with_value
from alignassess.files.reading import MOST_BYTES, TextFile, read_text
from alignassess.files.replacing import replace_bytes
from alignassess.files.yaml_text import Block, Tree


class SheetSaver:
    """Saves one answer after another into one sheet, as long as nobody else writes to it."""

    def __init__(self, path: Path, instrument: Instrument, *, digest: str) -> None:
        """`digest` is the SHA-256 of the file as it was read."""
        self._path = path
        self._instrument = instrument
        self._digest = digest

    def __call__(self, entry: Entry) -> None:
        """Save an own entry; raises AlignassessError and leaves the file as it was."""
        self._digest = save_answer(
            self._path, entry, instrument=self._instrument, digest=self._digest
        )


def save_answer(path: Path, entry: Entry, *, instrument: Instrument, digest: str) -> str:
    """Rewrite the lines of one own answer; returns the digest of the file afterwards.

    Raises UsageError when the file is not the one that was read (`digest`) or cannot be written,
    and InputError when the sheet is invalid or would be with this answer. The file is then as it
    was.
    """
    file = read_text(path)
    if file.sha256 != digest:
        raise UsageError(
            Problem(
                f"{entry.question} is not saved: the file changed on disk since it was read",
                Place(file.name),
                "start again: what was saved before is in the file",
            )
        )
    before = _entries(file, instrument)
    wanted = _without_place(entry)
    if before.get(entry.question) == wanted:
        return digest
    after = _edited(file, wanted, before, instrument)
    data = after.text.encode(encoding_of(file))
    if len(data) > MOST_BYTES:
        raise InputError(
            Problem(
                f"{entry.question} is not saved: the sheet would be too large to read again",
                Place(file.name),
                "shorten the note",
            )
        )
    replace_bytes(path, data)
    return sha256(data).hexdigest()


def _edited(
    file: TextFile, entry: Entry, before: Mapping[str, Entry], instrument: Instrument
) -> TextFile:
    """Find the first way to write the answer that changes it and nothing else."""
    home = instrument.questionnaire_of[entry.question]
    path = ("answers", home, entry.question)
    candidates = with_value(
        file.text,
        path,
        value_of(entry, instrument),
        follows=lambda at, beside: follows(at, beside, instrument),
        as_json=file.path.suffix.casefold() == ".json",
    )
    rest = without(file.tree(), path)
    problems: tuple[Problem, ...] = ()
    for text in candidates:
        after = TextFile(file.name, file.path, text, "")
        try:
            found = _entries(after, instrument)
            same_rest = without(after.tree(), path) == rest
        except InputError as error:
            problems = error.problems
            continue
        if same_rest and found == {**before, entry.question: entry}:
            return after
    raise InputError(
        *problems
        or [
            Problem(
                f"{entry.question} cannot be written without changing something else",
                Place(file.name),
                "write this answer by hand, then start again",
            )
        ]
    )


def _entries(file: TextFile, instrument: Instrument) -> dict[str, Entry]:
    """Read the answers by question, without lines; raises InputError when they are not valid."""
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
    return {entry.question: _without_place(entry) for entry in entries}


def _keys(tree: Tree, section: str) -> frozenset[str]:
    block = tree.get(section) if isinstance(tree, Block) else None
    return frozenset(block if isinstance(block, Block) else ())


def _without_place(entry: Entry) -> Entry:
    """Take out where an entry stands; an empty note is none, as a file would give it back."""
    answers = tuple(
        one.model_copy(update={"place": None, "note": one.note or None}) for one in entry.answers
    )
    return entry.model_copy(update={"answers": answers})


def without(tree: Tree, path: tuple[str, ...]) -> object:
    """Take out the value at a path, and what is empty on the way: the rest must not change."""
    if not isinstance(tree, Block):
        return tree
    key, *below = path
    inner = without(tree.get(key, ""), tuple(below)) if below else None
    others = {name: value for name, value in tree.items() if name != key}
    return {**others, key: inner} if inner else others


_LAST = "evidence"
"""The section that stands after the answers."""


def follows(path: tuple[str, ...], beside: str, instrument: Instrument) -> bool:
    """Whether a new key comes after one that stands beside it."""
    match path:
        case (_,):
            return beside != _LAST
        case (_, questionnaire):
            order = [one.id for one in instrument.questionnaires]
            return order.index(beside) < order.index(questionnaire)
    return True


def encoding_of(file: TextFile) -> str:
    """With the byte order mark, if the file began with one."""
    plain = sha256(file.text.encode("utf-8")).hexdigest()
    return "utf-8" if plain == file.sha256 else "utf-8-sig"

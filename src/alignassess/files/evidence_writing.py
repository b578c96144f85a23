"""Recording evidence in a sheet: an entry, and its name at one answer. All other bytes stay."""

from hashlib import sha256
from pathlib import Path

from alignassess.domain.answers import Entry
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Place, Problem, UsageError
from alignassess.files.answer_text import Value, value_of
from alignassess.files.line_edits import with_value
from alignassess.files.own_sheet import OwnSheet
from alignassess.files.reading import TextFile, read_text
from alignassess.files.replacing import replace_bytes
from alignassess.files.sheet_writing import bytes_of, follows, without
from alignassess.files.yaml_text import Block, Tree

_KEYS = ("title", "file", "sha256", "obtained", "by", "about", "assurance")
"""What is written of an entry, in this order."""


def record_evidence(
    path: Path, entry: EvidenceEntry, answer: Entry, *, instrument: Instrument, digest: str
) -> None:
    """Write an evidence entry and the answer that names it; an entry that is there is not touched.

    Raises UsageError when the file is not the one that was read (`digest`), and InputError when the
    sheet would not read back as meant. The file is then as it was.
    """
    file = read_text(path)
    if file.sha256 != digest:
        raise UsageError(
            Problem(
                f"{entry.id} is not recorded: the file changed on disk since it was read",
                Place(file.name),
                "run the command again",
            )
        )
    known = {one.id for one in OwnSheet(file, instrument).evidence}
    after = (
        file if entry.id in known else _put(file, ("evidence", entry.id), _value(entry), instrument)
    )
    place = ("answers", instrument.questionnaire_of[answer.question], answer.question)
    if isinstance(_at(after.tree(), place), Block):
        # Only the list of names: what else the answer says may span lines and hold comments.
        after = _put(after, (*place, "evidence"), list(answer.answers[0].evidence), instrument)
    else:
        after = _put(after, place, value_of(answer, instrument), instrument)
    _check(after, entry, answer, instrument)
    replace_bytes(path, bytes_of(file, after.text))


def _put(file: TextFile, path: tuple[str, ...], value: Value, instrument: Instrument) -> TextFile:
    """The file with one value put in, and nothing else changed."""
    rest = without(file.tree(), path)
    candidates = with_value(
        file.text,
        path,
        value,
        follows=lambda at, beside: at[0] != "answers" or follows(at, beside, instrument),
        as_json=file.path.suffix.casefold() == ".json",
    )
    for text in candidates:
        after = TextFile(file.name, file.path, text, sha256(text.encode()).hexdigest())
        try:
            if without(after.tree(), path) == rest:
                return after
        except InputError:
            continue
    raise InputError(
        Problem(
            f"{path[-1]} cannot be written without changing something else",
            Place(file.name),
            "write it by hand",
        )
    )


def _at(tree: Tree, path: tuple[str, ...]) -> Tree:
    for key in path:
        tree = tree.get(key, "") if isinstance(tree, Block) else ""
    return tree


def _value(entry: EvidenceEntry) -> Value:
    given = {key: getattr(entry, key) for key in _KEYS}
    return {key: str(one) if key == "assurance" else one for key, one in given.items() if one}


def _check(after: TextFile, entry: EvidenceEntry, answer: Entry, instrument: Instrument) -> None:
    """What was written must read back as meant."""
    own = OwnSheet(after, instrument)
    if own.problems or own.sheet is None:
        raise InputError(*own.problems)
    found = own.sheet.evidence_entry.get(entry.id)
    named = [one.evidence for one in own.sheet.entry[answer.question].answers]
    if found is None or found.sha256 != entry.sha256 or entry.id not in named[0]:
        raise InputError(
            Problem(
                f"{entry.id} would not read back as written", Place(after.name), "write it by hand"
            )
        )

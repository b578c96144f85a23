"""Two respondents' sheets as one text: that of the first, with what the second adds."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alignassess.domain.answers import Sheet
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.domain.merging import Merged, differing_fields, merge
from alignassess.domain.subject import Respondent
from alignassess.errors import InputError, Place, Problem
from alignassess.files.answer_text import value_of
from alignassess.files.evidence_saving import evidence_value, fields_of
from alignassess.files.own_sheet import OwnSheet
from alignassess.files.reading import TextFile
from alignassess.files.sheet_edits import Edit, with_edits
from alignassess.files.sheet_writing import without_place
from alignassess.files.yaml_text import line_of

_PERSON = ("name", "role", "organisation")


@dataclass(frozen=True, slots=True)
class MergedText:
    """What to write, and what to tell."""

    text: str
    merged: Merged


def merge_texts(
    first: TextFile,
    second: TextFile,
    instrument: Instrument,
    *,
    folder: Path,
    nameless: tuple[Respondent | None, Respondent | None],
) -> MergedText:
    """Join two sheets about the same subject; the comments of the first stay where they are.

    `folder` is where the result will lie: relative paths are written anew for it. `nameless` is as
    for `merge`. Raises InputError with every problem of both sheets, or with all in which their
    subjects differ.
    """
    one, other = _read(first, second, instrument)
    own, ours = _moved(one, folder)
    theirs, others = _moved(other, folder)
    merged = merge(own, theirs, nameless=nameless)
    edits = [
        *_inherited_edits(one, ours, others),
        *_section_edits(one, merged.sheet),
        *_answer_edits(one, merged.sheet, instrument),
    ]
    text = with_edits(first, edits, instrument=instrument)
    _check(TextFile(first.name, first.path, text, ""), merged.sheet, instrument)
    return MergedText(text, merged)


def who_answered(*paths: Path) -> Respondent:
    """Who stands for the people that answered sheets without naming anybody: the files."""
    key = re.sub(r"[^a-z0-9]+", "-", paths[0].stem.casefold()).strip("-") or "respondent"
    places = [path.resolve() for path in paths]
    files = " and ".join(f"{place.parent.name}/{place.name}" for place in places)
    return Respondent(key=key, name=f"whoever answered {files}")


@dataclass(frozen=True, slots=True)
class _Source:
    file: TextFile
    own: OwnSheet
    sheet: Sheet


def _read(first: TextFile, second: TextFile, instrument: Instrument) -> tuple[_Source, _Source]:
    owns = [OwnSheet(file, instrument) for file in (first, second)]
    problems = [problem for own in owns for problem in own.problems]
    problems += [
        Problem(
            f"the sheet was answered with pack {own.pack} of the questions",
            Place(own.file.name, line_of(own.tree, ("instrument",))),
            "carry it over first: alignassess migrate",
        )
        for own in owns
        if own.pack < instrument.pack
    ]
    one, other = owns
    if problems or one.sheet is None or other.sheet is None:
        raise InputError(*problems)
    different = differing_fields(one.sheet.subject, other.sheet.subject)
    if different:
        raise InputError(
            *(_difference(name, one, other) for name in different),
        )
    return _Source(first, one, one.sheet), _Source(second, other, other.sheet)


def _difference(name: str, one: OwnSheet, other: OwnSheet) -> Problem:
    assert one.sheet is not None
    assert other.sheet is not None
    subject = one.sheet.subject
    if name == "kind":
        message = f"is about a {subject.kind}, {{place}} about a {other.sheet.subject.kind}"
        path: tuple[str, ...] = (subject.kind,)
    else:
        message = f"{subject.kind}.{name} is not as in {{place}}"
        path = (subject.kind, name)
    places = []
    for sheet, steps in ((one, path), (other, (other.sheet.subject.kind, *path[1:]))):
        line = line_of(sheet.tree, steps)
        places.append(f"{sheet.file.name}:{line}")
    return Problem(
        f"{places[0]}: {message.format(place=places[1])}",
        remedy="merge sheets about the same system and model; correct one of the two first",
    )


def _moved(source: _Source, folder: Path) -> tuple[Sheet, list[str]]:
    """The sheet and what it inherits, with paths as they are from the folder of the result."""
    evidence = tuple(
        one
        if one.file is None
        else one.model_copy(update={"file": _from(folder, source.file.path, one.file)})
        for one in source.sheet.evidence
    )
    inherits = [_from(folder, source.file.path, path) for path, _ in source.own.inherits]
    return source.sheet.model_copy(update={"evidence": evidence}), inherits


def _from(folder: Path, sheet: Path, path: str) -> str:
    here, there = sheet.parent.resolve(), folder.resolve()
    if here == there or Path(path).is_absolute():
        return path
    return Path(os.path.relpath(here / path, there)).as_posix()


def _inherited_edits(one: _Source, ours: list[str], theirs: list[str]) -> Iterator[Edit]:
    every = list(dict.fromkeys((*ours, *theirs)))
    if every != [path for path, _ in one.own.inherits]:
        yield ("inherits",), every


def _section_edits(one: _Source, merged: Sheet) -> Iterator[Edit]:
    """What is new among people and evidence, and files that are elsewhere from there."""
    for person in merged.respondents:
        if person.key not in one.sheet.respondent:
            yield ("respondents", person.key), fields_of(person, _PERSON)
    before: EvidenceEntry | None
    for entry in merged.evidence:
        before = one.sheet.evidence_entry.get(entry.id)
        if before is None:
            yield ("evidence", entry.id), evidence_value(entry)
        elif entry.file is not None and entry.file != before.file:
            yield ("evidence", entry.id, "file"), entry.file


def _answer_edits(one: _Source, merged: Sheet, instrument: Instrument) -> Iterator[Edit]:
    for entry in merged.entries:
        before = one.sheet.entry.get(entry.question)
        if before is None or without_place(before) != entry:
            home = instrument.questionnaire_of[entry.question]
            yield ("answers", home, entry.question), value_of(entry, instrument)


def _check(file: TextFile, merged: Sheet, instrument: Instrument) -> None:
    """Hold that what is written reads back as what was merged: this is not to lose an answer."""
    read = OwnSheet(file, instrument)
    if read.sheet is None:
        raise InputError(*read.problems)
    entries = {one.question: without_place(one) for one in read.sheet.entries}
    evidence = {one.model_copy(update={"place": None}) for one in read.sheet.evidence}
    same = (
        entries == {one.question: one for one in merged.entries}
        and evidence == set(merged.evidence)
        and set(read.sheet.respondents) == set(merged.respondents)
    )
    assert same, "the merged sheet does not read back"

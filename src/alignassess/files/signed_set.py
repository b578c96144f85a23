"""Everything that one signature is to cover: the named files, and what they were made from."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from alignassess.domain.seal import Input
from alignassess.domain.statement import Assessed, Claims, Subject, wrong_name
from alignassess.errors import InputError, Place, Problem
from alignassess.files.reading import digest
from alignassess.files.sealed_report import look_for
from alignassess.files.signed_files import OTHER, look_at
from alignassess.files.signed_root import choose_root


@dataclass(slots=True)
class SignedSet:
    """Files by where they lie, links followed."""

    roles: dict[Path, str] = field(default_factory=dict)
    digests: dict[Path, str] = field(default_factory=dict)
    assessed: dict[Assessed, None] = field(default_factory=dict)
    decisions: dict[tuple[str, str], None] = field(default_factory=dict)
    withheld: dict[Input, None] = field(default_factory=dict)

    def subjects(self, root: Path) -> list[Subject]:
        """The files by their names below a root; raises InputError for those that have none."""
        subjects, problems = [], []
        for path, role in self.roles.items():
            name = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
            wrong = wrong_name(name) if name else f"lies outside the root {root}"
            if wrong is not None:
                remedy = "name a folder above all files with --root, and plain names for files"
                problems.append(Problem(wrong, Place(str(path)), remedy))
            subjects.append(Subject(name, self.digests[path], role))
        if problems:
            raise InputError(*problems)
        return subjects

    def root(self, envelope: Path, root: Path | None) -> Path:
        """The folder that names are relative to."""
        return choose_root(
            envelope, root, lambda folder: all(one.is_relative_to(folder) for one in self.roles)
        )

    def claims(self, *, tool: str, signer: str) -> Claims:
        """What is said of them."""
        return Claims(
            tool, signer, tuple(self.assessed), tuple(self.decisions), tuple(self.withheld)
        )

    def _add(self, path: Path, role: str) -> str:
        """Take a file in; gives its digest. A role that says more replaces `other`."""
        target = path.resolve()
        if target not in self.digests:
            found = digest(target, name=str(path))
            if found is None:
                raise InputError(
                    Problem("there is no such file", Place(str(path)), "check the path")
                )
            self.digests[target] = found[0]
        if self.roles.get(target, OTHER) == OTHER:
            self.roles[target] = role
        return self.digests[target]


def gather(files: Sequence[Path], folders: Sequence[Path], shipped: Path) -> SignedSet:
    """The files, and all inputs that reports and results among them name.

    Raises InputError with every file that is missing, was changed, or is no input for a signature.
    """
    found, problems = SignedSet(), list[Problem]()
    named: list[tuple[Path, Sequence[Input]]] = []
    for file in files:
        try:
            found._add(file, OTHER)
            known = look_at(file)
        except InputError as error:
            problems += error.problems
            continue
        found._add(file, known.role)
        found.assessed |= dict.fromkeys(known.assessed)
        found.decisions |= dict.fromkeys(known.decisions)
        named += [(file, inputs) for inputs in known.inputs]
    for file, inputs in named:
        problems += _inputs(found, file, inputs, (*folders, file.parent, Path()), shipped)
    if problems:
        raise InputError(*dict.fromkeys(problems))
    return found


def _inputs(
    found: SignedSet, file: Path, inputs: Sequence[Input], folders: Sequence[Path], shipped: Path
) -> Iterator[Problem]:
    """Take in what one result or report was made from."""
    asked = [one for one in inputs if one.kind != "instrument"]
    for one in look_for(asked, folders, shipped):
        if not one.input.path:
            found.withheld[one.input] = None
        elif one.path is None:
            yield Problem(
                f"{one.input.kind} {one.input.path}, which it was made from, is not here",
                Place(str(file)),
                "name the folder that holds it with --inputs",
            )
        elif one.differs:
            yield Problem(
                f"has other bytes than the {one.input.kind} that {file} was made from",
                Place(os.path.normpath(one.path)),
                f"make {file} anew, or name the folder of the earlier one with --inputs",
            )
        else:
            found._add(one.path, one.input.kind)

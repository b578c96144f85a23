"""Carrying what a sitting changed into the sheet on disk."""

from typing import Protocol

from alignassess.domain.answers import Entry, Sheet
from alignassess.domain.evidence import EvidenceEntry
from alignassess.errors import Problem, UsageError
from alignassess.interview.own_answers import own_entry
from alignassess.interview.session import Session


class Clash(UsageError):  # noqa: N818  (a word, as `Clash` is said)
    """Somebody else answered the same question since it was read. Nothing was written."""

    def __init__(self, question: str, *, theirs: Entry | None, mine: Entry | None) -> None:
        super().__init__(
            Problem(
                f"{question} was changed by somebody else meanwhile",
                remedy="keep mine, theirs or both",
            )
        )
        self.question = question
        self.theirs = theirs
        """None where they took their answer out."""
        self.mine = mine


class Keeper(Protocol):
    """Writes one change after another into a sheet.

    Each raises AlignassessError when it cannot, and the file is then as it was before; Clash where
    the person has to choose. After a clash, theirs counts as seen: the same call again overwrites.
    """

    def __call__(self, entry: Entry) -> None:
        """Save what the sheet itself says about a question."""
        ...

    def forget(self, question: str) -> None:
        """Take out what the sheet itself says about a question."""
        ...

    def add_evidence(self, entry: EvidenceEntry) -> None:
        """List a new artefact."""
        ...

    @property
    def unseen(self) -> tuple[str, ...]:
        """Questions that others changed in the file and that this sitting has not read yet."""
        ...

    def reload(self) -> Sheet:
        """Read the file as it is now."""
        ...


def keep(keeper: Keeper, before: Session, after: Session) -> bool:
    """Save all that two moments of a sitting differ in; whether that was anything."""
    if before.sheet is after.sheet:
        return False
    listed = {one.id for one in before.sheet.evidence}
    added = [one for one in after.sheet.evidence if one.id not in listed]
    for evidence in added:
        keeper.add_evidence(evidence)
    changed = _changed(before.sheet, after.sheet)
    for question in changed:
        entry = own_entry(after.sheet, question)
        if entry is None:
            keeper.forget(question)
        else:
            keeper(entry)
    return bool(added or changed)


def settle_with_mine(keeper: Keeper, clash: Clash, after: Session) -> Session:
    """Settle a clash: what this person said stands alone."""
    if clash.mine is None:
        keeper.forget(clash.question)
    else:
        keeper(clash.mine)
    return after.reloaded(keeper.reload())


def settle_with_theirs(keeper: Keeper, after: Session) -> Session:
    """Settle a clash: what is in the file stands."""
    return after.reloaded(keeper.reload())


def settle_with_both(keeper: Keeper, clash: Clash, after: Session) -> Session:
    """Settle a clash: both stand as an open disagreement, and the lower counts."""
    entries = [entry for entry in (clash.theirs, clash.mine) if entry is not None]
    answers = tuple(dict.fromkeys(answer for entry in entries for answer in entry.answers))
    keeper(Entry(question=clash.question, answers=answers))
    return after.reloaded(keeper.reload())


def _changed(before: Sheet, after: Sheet) -> list[str]:
    """The questions about which the sheet itself says something else."""
    questions = dict.fromkeys([one.question for one in (*before.entries, *after.entries)])
    return [
        question
        for question in questions
        if before.entry.get(question) is not after.entry.get(question)
        and own_entry(before, question) != own_entry(after, question)
    ]

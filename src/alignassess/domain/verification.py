"""What became of an envelope and of the files that it covers."""

from typing import Literal, NamedTuple

from alignassess.domain.statement import Statement, Subject

FileState = Literal["same", "differs", "missing", "refused"]
SignatureState = Literal["holds", "rewritten", "does-not-hold", "not-checked"]
"""`rewritten`: it holds, and what no signature covers is not as `sign` writes it."""


class Checked(NamedTuple):
    """A subject, and what became of it."""

    subject: Subject
    state: FileState
    sha256: str | None = None
    """What the file has, where it was read."""
    reason: str = ""
    """Why it was refused, unread."""


class Verified(NamedTuple):
    """What became of an envelope. Without a statement, nothing in it was looked at."""

    signature: SignatureState
    keyid: str = ""
    """Of the key that was given; empty without one."""
    named: tuple[str, ...] = ()
    """The keys that the envelope names beside signatures which this key did not make."""
    statement: Statement | None = None
    root: str = ""
    """The folder that the files were looked for in."""
    files: tuple[Checked, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the signature holds, nothing around it was changed and every file is the same."""
        return self.signature == "holds" and all(one.state == "same" for one in self.files)

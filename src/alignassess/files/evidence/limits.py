"""How much of a stranger's result file is read, decided before anything is unpacked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on sizes, in bytes where nothing else is said.

    The largest header seen in public logs has under 1 MB; the largest result file of a format that
    is read whole has about 1 MB. The caps leave room for runs fifty times as large.
    """

    file: int = 8_000_000_000
    """Of a file as a whole, most of which is never read."""
    document: int = 48_000_000
    """Of JSON that is read whole, or of what stands before the samples of a log."""
    line: int = 16_000_000
    """Of one line of JSON lines."""
    lines: int = 1_000_000
    """Lines of JSON lines."""
    text: int = 4_000_000
    """Of a text file that is no JSON."""
    members: int = 200_000
    """Entries of an archive."""
    directory: int = 64_000_000
    """Of the list of entries of an archive."""
    member: int = 48_000_000
    """Of one member after unpacking."""
    ratio: int = 200
    """Unpacked bytes for each packed byte, of a member over `small`."""
    small: int = 1_000_000
    """A member that unpacks to less is no bomb, whatever its ratio."""
    memory: int = 320_000_000
    """Of what one document becomes in Python, reckoned by the brackets, quotes and commas in it."""
    fields: int = 10_000
    """Keys of the outermost object, which are read one by one."""
    depth: int = 100
    """Lists and objects inside each other."""
    records: int = 10_000
    """Evaluations read of one file."""
    figures: int = 40_000
    """Of all evaluations of one file."""


LIMITS = Limits()

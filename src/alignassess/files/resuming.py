"""A file of lines that is written on from where an earlier run ended."""

from pathlib import Path
from typing import BinaryIO

from alignassess.errors import Place, Problem, UsageError
from alignassess.files.replacing import unwritable


class ResumedFile:
    """Takes the lines of a run: those that are there must be the same, the rest is added.

    So a file is never half of one run and half of another: sheets, evidence, questionnaires,
    program and settings must be those of the run that was interrupted.
    """

    def __init__(self, path: Path) -> None:
        """Open it, or make it; raises UsageError when it cannot be written."""
        self._path = path
        self._number = 0
        self._start = 0
        self._is_adding = False
        try:
            path.touch()
            if not path.is_file():
                raise UsageError(
                    Problem("is not a regular file", Place(str(path)), "name a file to write on")
                )
            self._file: BinaryIO = path.open("r+b")
        except OSError as error:
            raise unwritable(path, error) from None

    @property
    def added(self) -> bool:
        """Whether the run has come beyond what was there."""
        return self._is_adding

    def take(self, line: bytes) -> None:
        """One line with its end; raises UsageError where another one is there, and adds nothing."""
        self._number += 1
        try:
            if not self._is_adding:
                before = self._file.readline()
                if before == line:
                    self._start += len(line)
                    return
                # A line without its end is where the earlier run was cut off.
                if before.endswith(b"\n") or not line.startswith(before):
                    raise self._differs()
                self._file.seek(self._start)
                self._file.truncate()
                self._is_adding = True
            self._file.write(line)
        except OSError as error:
            raise unwritable(self._path, error) from None

    def flush(self) -> None:
        """Have the system write what is whole."""
        try:
            self._file.flush()
        except OSError as error:
            raise unwritable(self._path, error) from None

    def end(self) -> None:
        """Close it; raises UsageError when it holds more than the run."""
        self.flush()
        with self._file:
            if not self._is_adding and self._file.readline():
                self._number += 1
                raise self._differs()

    def _differs(self) -> UsageError:
        """What to say where another run wrote; the file is left alone."""
        self._file.close()
        return UsageError(
            Problem(
                "this line is not what the run gives: sheets, evidence, settings or program differ",
                Place(str(self._path), self._number),
                "write a new file, or remove this one",
            )
        )

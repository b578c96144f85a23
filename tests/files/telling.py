"""What a person would be told: the problems of a sheet, each as `file:line: message`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Problem
from alignassess.files.answer_sheet import load_sheet
from tests.builders import HEAD, write_sheet


def refused(action: Callable[[], object]) -> tuple[Problem, ...]:
    """The problems that an action is refused with."""
    with pytest.raises(InputError) as caught:
        action()
    return caught.value.problems


def told(
    instrument: Instrument, rest: str, *, head: str = HEAD, name: str = "acme.yaml"
) -> list[str]:
    """What is said of a sheet in the current folder."""
    path = write_sheet(Path(), rest, head=head, name=name)
    return [str(one) for one in refused(lambda: load_sheet(path, instrument))]


def helped(instrument: Instrument, rest: str) -> str | None:
    """The remedy offered for the only problem of a sheet."""
    path = write_sheet(Path(), rest)
    (problem,) = refused(lambda: load_sheet(path, instrument))
    return problem.remedy

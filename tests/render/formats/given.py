"""What the tests of formats render: the shipped examples, waived and changed ones, hostile ones."""

from collections.abc import Callable
from datetime import date

from alignassess.domain.answers import Sheet
from alignassess.domain.comparison import ChangeState
from alignassess.domain.gate import Decision, Outcome, decide
from alignassess.domain.model import Rating
from alignassess.domain.policy import fail_on
from alignassess.domain.subject import System
from alignassess.errors import Place, Problem
from alignassess.render.formats import FORMATS
from alignassess.render.formats.material import Acceptance, Case, Difference, Material
from alignassess.render.formats.places import Folders
from alignassess.resources import examples
from tests.render.cases import (
    HOSTILE,
    LIBRARY,
    SHIPPED,
    SYSTEMS,
    VENDOR,
    assessed,
    filled_with,
    system_example,
    vendor_example,
    vendor_filled_with,
)

AGENT = "coding-agent/answers.yaml"
FOLDERS = Folders("/work", examples().as_posix())
"""The examples are the root, so that paths read `coding-agent/answers.yaml`."""


def decided(name: str) -> Case:
    """An example and what a gate at high decides on it."""
    assessment = system_example(name)
    decision = decide(assessment, fail_on(Rating.HIGH), instrument=SHIPPED)
    return Case(assessment, decision)


def several() -> Material:
    """Three systems with their decisions, and a vendor."""
    cases = (*map(decided, SYSTEMS), Case(vendor_example(VENDOR)))
    return Material(cases, SHIPPED, FOLDERS, library=LIBRARY)


def alone() -> Material:
    """The coding agent, which fails and has three essential gaps: ft-03, ec-13, ec-17."""
    return Material((decided(AGENT),), SHIPPED, FOLDERS, library=LIBRARY)


def waived(text: str = "Review of all tool calls until the probe ships.") -> Material:
    """The same with a waiver of an essential gap, one of a category, and some changes."""
    until = date(2027, 1, 31)
    case = decided(AGENT)._replace(
        waivers=(
            Acceptance("W-1", "ec-13", text, text, until),
            Acceptance("W-2", "sycophancy", text, "r.ortiz", until),
        ),
        changes=(
            Difference("ec-17", ChangeState.WORSE),
            Difference("ft-03", ChangeState.UNCHANGED),
        ),
    )
    return Material((case,), SHIPPED, FOLDERS, library=LIBRARY)


def hostile() -> Material:
    """A system and a vendor with hostile text in every field, waivers and problems too."""
    system = Case(
        filled_with(HOSTILE),
        Decision(system="bot", outcome=Outcome.FAIL, reasons=(HOSTILE,)),
        (Acceptance(HOSTILE, "ec-13", HOSTILE, HOSTILE, date(2027, 1, 31)),),
    )
    return Material(
        (system, Case(vendor_filled_with(HOSTILE))),
        SHIPPED,
        FOLDERS,
        problems=(Problem(HOSTILE, Place(HOSTILE, 3)),),
        library=LIBRARY,
    )


def unread() -> Material:
    """A run in which one sheet could not be read, and no other was named."""
    problem = Problem("ft-03 has no option x", Place("sheets/a.yaml", 14))
    return Material((), SHIPPED, Folders("/work", "/work"), problems=(problem,), library=LIBRARY)


def placeless() -> Material:
    """A run that found no sheet at all: the problem stands in no file."""
    return Material((), SHIPPED, FOLDERS, problems=(Problem("no answer sheets found"),))


def unanswered() -> Material:
    """A system about which nothing was answered."""
    return Material((Case(assessed(Sheet(subject=System(id="bot", name="Bot")))),), SHIPPED)


def nothing() -> Material:
    """No result at all."""
    return Material((), SHIPPED, FOLDERS, library=LIBRARY)


MATERIALS = {
    "several": several,
    "alone": alone,
    "waived": waived,
    "hostile": hostile,
    "unread": unread,
    "placeless": placeless,
    "unanswered": unanswered,
    "nothing": nothing,
}


def text_of(name: str) -> Callable[[Material], str]:
    """The writer of a format, as one text."""
    return lambda material: FORMATS[name].render(material) or ""

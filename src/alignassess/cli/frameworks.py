"""What commands do with framework lists."""

from collections.abc import Sequence
from datetime import date

from alignassess.cli import console
from alignassess.domain.assessment import Assessment
from alignassess.domain.covering import covered
from alignassess.errors import Problem, UsageError
from alignassess.files.instrument_files import load_library


def with_frameworks(
    assessments: Sequence[Assessment], frameworks: Sequence[str]
) -> list[Assessment]:
    """The assessments with their coverage of some lists; raises UsageError for an unknown list."""
    library = load_library()
    unknown = [name for name in frameworks if name not in library.framework]
    if unknown:
        known = ", ".join(library.framework)
        raise UsageError(
            *(Problem(f"there is no framework {one}", remedy=f"choose: {known}") for one in unknown)
        )
    wanted = tuple(dict.fromkeys(frameworks))
    return [covered(one, library, wanted) for one in assessments]


def show_ages(on: date) -> None:
    """Print every list with its edition and its age on a day."""
    from alignassess.render.framework_text import ages_text

    console.lines(ages_text(load_library(), on=on))

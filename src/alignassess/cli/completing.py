"""What a shell completes: names that a person would otherwise look up.

A shell asks at every press of a key, so what cannot be read completes to nothing and says nothing.
Files are left to the shell, which completes them where nothing else fits.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from alignassess.errors import AlignassessError

if TYPE_CHECKING:
    from alignassess.domain.instrument import Instrument
    from alignassess.domain.library import Library

Names = list[tuple[str, str]]
"""Each name, and what it is in a few words, which some shells show beside it."""


def scored_questionnaires() -> Names:
    """What `--questionnaire` takes."""
    return _names(
        lambda instrument, _: (
            (one.id, one.title) for one in instrument.questionnaires if one.kind == "scored"
        )
    )


def questionnaires() -> Names:
    """Every questionnaire, that of facts included."""
    return _names(lambda instrument, _: ((one.id, one.title) for one in instrument.questionnaires))


def questionnaires_or_all() -> Names:
    """What `questionnaire show` takes."""
    return [*questionnaires(), ("all", "the whole instrument")]


def questions() -> Names:
    """The id of every question."""
    return _names(lambda instrument, _: ((id, one.text) for id, one in instrument.question.items()))


def sections() -> Names:
    """The sections that an interview may be narrowed to."""

    def found(instrument: "Instrument", _: "Library") -> Iterable[tuple[str, str]]:
        from alignassess.interview.scope import section_names

        return ((name, "") for name in section_names(instrument))

    return _names(found)


def explainable() -> Names:
    """Every id that `explain` answers for."""

    def found(instrument: "Instrument", library: "Library") -> Iterable[tuple[str, str]]:
        from alignassess.domain.spoken import known_ids

        titles = {id: one.text for id, one in instrument.question.items()}
        titles |= {id: one.title for id, one in instrument.category.items()}
        titles |= {one.id: one.title for one in instrument.rules}
        return ((name, titles.get(name, "")) for name in known_ids(instrument, library))

    return _names(found)


def frameworks() -> Names:
    """What `--framework` takes."""
    return _names(lambda _, library: ((one.id, one.name) for one in library.frameworks))


def lenses() -> Names:
    """What `--lens` takes, beside a file."""
    shipped = _names(lambda _, library: ((one.id, one.title) for one in library.lenses))
    return [*shipped, ("all", "every lens")]


def readings() -> Names:
    """What `--reading` takes."""
    from alignassess.domain.model import READINGS

    return [(str(one), "") for one in READINGS]


def report_formats() -> Names:
    """What `report --format` takes."""
    from alignassess.cli.delivering import PDF
    from alignassess.render.formats import FORMATS

    return [*((name, one.meaning) for name, one in FORMATS.items()), (PDF, "the report as PDF")]


def reports() -> Names:
    """What `--report` takes, up to the path."""
    from alignassess.render.formats import FORMATS

    return [(f"{name}=", one.meaning) for name, one in FORMATS.items()]


def schemas() -> Names:
    """What `schema` takes."""
    from alignassess.files.schemas import SCHEMAS

    return [(name, meaning) for name, (meaning, _) in SCHEMAS.items()]


def _names(found: Callable[["Instrument", "Library"], Iterable[tuple[str, str]]]) -> Names:
    from alignassess.files.instrument_files import load_instrument, load_library

    try:
        return list(found(load_instrument(), load_library()))
    except AlignassessError:
        return []

"""The lenses that a command names: shipped ones, all of them, or a file of one's own."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from alignassess.domain.instrument import Instrument
from alignassess.domain.lens import Lens
from alignassess.errors import Problem, UsageError

ALL = "all"

_SUFFIXES = (".yaml", ".yml", ".json")


def chosen_lenses(names: Sequence[str], instrument: Instrument) -> tuple[Lens, ...]:
    """The lenses in the order named, each once; raises UsageError for one that is not known."""
    from alignassess.files.instrument_files import load_library

    shipped = {one.id: one for one in load_library().lenses}
    found: dict[str, Lens] = {}
    for name in names:
        if name == ALL:
            found |= shipped
        elif name in shipped:
            found[name] = shipped[name]
        elif Path(name).suffix.casefold() in _SUFFIXES:
            own = _own(name, instrument)
            if own.id in shipped:
                raise UsageError(
                    Problem(
                        f"{name}: {own.id} is the id of a shipped lens", remedy="choose another id"
                    )
                )
            found[own.id] = own
        else:
            near = get_close_matches(name, [*shipped, ALL], n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            known = ", ".join([*shipped, ALL])
            raise UsageError(
                Problem(
                    f"there is no lens {name}",
                    remedy=f"{hint}choose: {known}, or a file such as mine.yaml",
                )
            )
    return tuple(found.values())


def _own(name: str, instrument: Instrument) -> Lens:
    from alignassess.files.lens_file import read_lens

    return read_lens(Path(name), instrument.method)

"""References at the end of what `explain` says."""

from collections.abc import Iterator, Sequence

from alignassess.domain.catalog import Reference
from alignassess.domain.library import Library
from alignassess.render.lines import headed, wrapped


def source_lines(keys: Sequence[str], library: Library) -> Iterator[str]:
    """The references of an entry, each with its work or its framework list."""
    if keys:
        yield ""
        yield from headed("References")
    for key in keys:
        if key in library.reference:
            yield from wrapped(
                f"{key}: {' '.join(source_words(library.reference[key]))}",
                indent="    ",
                first="  ",
            )
        else:
            framework, item = library.item[key]
            yield from wrapped(f"{key}: {item.title} ({framework.id})", indent="    ", first="  ")


def source_words(reference: Reference) -> list[str]:
    """A work as one citation."""
    return wrapped(f"{reference.authors} ({reference.year}). {reference.title}. {reference.where}.")

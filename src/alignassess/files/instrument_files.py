"""Loading the instrument: from YAML with every check, or from a cache of what was checked."""

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from alignassess import __version__, resources
from alignassess.domain.instrument import Instrument
from alignassess.files import cache
from alignassess.files.own_questionnaires import own_sources
from alignassess.files.quick import Unusual, reader
from alignassess.files.reading import TextFile, read_text

if TYPE_CHECKING:
    from alignassess.domain.library import Library

Sources = dict[str, TextFile]
"""Every file of the instrument, by its path below the data folder."""


def load_instrument() -> Instrument:
    """Load the instrument, checked; from the cache when no file of it has changed.

    An organisation's own questionnaires and overlays (`resources.own_questionnaires`) are in it.
    """
    sources = _sources()
    cached: Instrument | None = _cached("instrument", sources, Instrument)
    return cached or _made(sources)[0]


def load_library() -> "Library":
    """Load the references and framework lists that the instrument cites."""
    sources = _sources()
    from alignassess.domain.library import Library

    cached: Library | None = _cached("library", sources, Library)
    return cached or _made(sources)[1]


def check_instrument() -> None:
    """Read every file anew and check everything; raises InputError with every problem."""
    from alignassess.files.instrument_making import make_instrument

    make_instrument(_sources())


def _sources() -> Sources:
    base = resources.data_folder()
    paths = [*resources.questionnaires().rglob("*.yaml"), *resources.catalog().rglob("*.yaml")]
    named = {path.relative_to(base).as_posix(): path for path in paths}
    shipped = {name: read_text(named[name], name=name) for name in sorted(named)}
    own = resources.own_questionnaires()
    return shipped if own is None else shipped | own_sources(own)


def _key(kind: str, sources: Sources) -> str:
    lines = [__version__, *(f"{name} {file.sha256}" for name, file in sources.items())]
    digest = sha256("\n".join(lines).encode()).hexdigest()
    return f"{kind}-{digest[:32]}"


def _cached(kind: str, sources: Sources, model: Any) -> Any:
    stored = cache.read(_key(kind, sources))
    if stored is None:
        return None
    try:
        return reader(model)(json.loads(stored))
    except (ValueError, RecursionError, Unusual):
        return None  # damaged, or written by other code: made anew


def _made(sources: Sources) -> "tuple[Instrument, Library]":
    # Imported here: all that checks and dumps is needed once for each change of a file.
    from alignassess.domain.library import Library
    from alignassess.files.instrument_making import make_instrument
    from alignassess.files.model_file import adapter

    instrument, library = make_instrument(sources)
    cache.write(_key("instrument", sources), adapter(Instrument).dump_json(instrument))
    cache.write(_key("library", sources), adapter(Library).dump_json(library))
    return instrument, library

"""Loading the instrument: from YAML with every check, or from a cache of what was checked."""

import os
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from alignassess import __version__, resources
from alignassess.files import cache
from alignassess.files.own_questionnaires import own_sources
from alignassess.files.reading import MOST_BYTES, TextFile, as_text, read_regular

if TYPE_CHECKING:
    from alignassess.domain.instrument import Instrument
    from alignassess.domain.library import Library

Sources = dict[str, TextFile]
"""Every file of the instrument, by its path below the data folder."""


class OnDemand:
    """The instrument: known to be right from the start, and built when it is first looked at.

    A run that finds all in its cache never looks.
    """

    def __init__(self) -> None:
        """Read every file of it; raises InputError with what is wrong."""
        self._files = _Files()
        self._stored = cache.read(self.key)
        if self._stored is None:
            self.instrument = _made(self._files)[0]

    @property
    def key(self) -> str:
        """One digest over the program's version and every file of the instrument and library."""
        return self._files.key("instrument")

    @cached_property
    def instrument(self) -> "Instrument":
        """The instrument, from what was checked and stored by an earlier run."""
        from alignassess.domain.instrument import Instrument
        from alignassess.files.late_reading import read_late

        stored = self._stored or b""
        return read_late(Instrument, stored, self._made) or self._made()

    def _made(self) -> "Instrument":
        return _made(self._files)[0]


def load_instrument() -> "Instrument":
    """Load the instrument, checked; from the cache when no file of it has changed.

    An organisation's own questionnaires and overlays (`resources.own_questionnaires`) are in it.
    """
    return OnDemand().instrument


def load_library() -> "Library":
    """Load the references and framework lists that the instrument cites."""
    from alignassess.domain.library import Library
    from alignassess.files.late_reading import read_late

    files = _Files()
    data = cache.read(files.key("library"))
    cached = None if data is None else read_late(Library, data, lambda: _made(files)[1])
    return cached or _made(files)[1]


def check_instrument() -> None:
    """Read every file anew and check everything; raises InputError with every problem."""
    from alignassess.files.instrument_making import make_instrument

    make_instrument(_Files().sources())


class _Files:
    """The bytes of every file of the instrument: enough to know whether one has changed."""

    def __init__(self) -> None:
        base = str(resources.data_folder())
        named = {
            os.path.relpath(os.path.join(folder, name), base).replace(os.sep, "/"): (folder, name)  # noqa: PTH118
            for top in (resources.questionnaires(), resources.catalog())
            for folder, _, names in os.walk(top)
            for name in names
            if name.endswith(".yaml")
        }
        self._paths = {name: Path(*named[name]) for name in sorted(named)}
        self._data = {
            name: read_regular(path, name=name, most=MOST_BYTES)
            for name, path in self._paths.items()
        }
        own = resources.own_questionnaires()
        self._own = {} if own is None else own_sources(own)
        digest = sha256(__version__.encode())
        for name, data in self._data.items():
            digest.update(f"\n{name} {len(data)}\n".encode())
            digest.update(data)
        for name, file in self._own.items():
            digest.update(f"\n{name} {file.sha256}".encode())
        self._digest = digest.hexdigest()[:32]

    def key(self, kind: str) -> str:
        """What a cached part of the instrument is kept under."""
        return f"{kind}-{self._digest}"

    def sources(self) -> Sources:
        """The files as text; raises InputError for what is none."""
        shipped = {
            name: as_text(data, self._paths[name], name) for name, data in self._data.items()
        }
        return shipped | self._own


def _made(files: _Files) -> "tuple[Instrument, Library]":
    # Imported here: all that checks and dumps is needed once for each change of a file.
    from alignassess.domain.instrument import Instrument
    from alignassess.domain.library import Library
    from alignassess.files.instrument_making import make_instrument
    from alignassess.files.late_reading import stored
    from alignassess.files.model_file import adapter

    instrument, library = make_instrument(files.sources())
    for kind, model, made in (
        ("instrument", Instrument, instrument),
        ("library", Library, library),
    ):
        cache.write(files.key(kind), stored(adapter(model).dump_python(made, mode="json")))
    return instrument, library

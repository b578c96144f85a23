"""Places in files, short enough for a line, with the files they mean said once."""

from collections import Counter
from collections.abc import Iterable

from alignassess.errors import Place
from alignassess.render import inert


class ShortPlaces:
    """Names each file by its last part, where that tells it from the others."""

    def __init__(self, places: Iterable[Place]) -> None:
        files = tuple(dict.fromkeys(place.file for place in places))
        last = {file: file.replace("\\", "/").rpartition("/")[2] for file in files}
        shared = Counter(last.values())
        self._names = {file: last[file] if shared[last[file]] == 1 else file for file in files}

    def of(self, place: Place) -> str:
        """The place, inert."""
        return inert.line(str(Place(self._names[place.file], place.line)))

    @property
    def sentence(self) -> str | None:
        """Which files the names stand for; None where nothing was shortened."""
        longer = [inert.line(file) for file, name in self._names.items() if file != name]
        return f"Lines are those of {' and '.join(longer)}." if longer else None

"""Places in one file, each made once: a sheet on one line has hundreds at the same."""

from alignassess.errors import Place


class Places(dict[int, Place]):
    """Line to place."""

    __slots__ = ("file",)

    def __init__(self, file: str) -> None:
        """`file` as the user wrote it."""
        self.file = file

    def __missing__(self, line: int) -> Place:
        place = self[line] = Place(self.file, line)
        return place

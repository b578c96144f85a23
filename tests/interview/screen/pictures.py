"""The pictures that are kept; `python -m tests.interview.screen.pictures` makes them anew.

Look at what changed before you commit it.
"""

from pathlib import Path

from tests.interview.screen.picture import picture
from tests.interview.screen.sitting import Sitting

FOLDER = Path(__file__).parents[2] / "golden" / "screen"

SIZES = ((80, 24), (120, 40), (200, 60))

SCENES: dict[str, tuple[str, ...]] = {
    "question": (),
    "answered": ("3",),
    "why": ("question_mark",),
    "review": ("v",),
    "nonresponse": ("r", "3"),
    "evidence": ("e",),
}
"""What was pressed before the picture was taken."""


def taken(scene: str, size: tuple[int, int]) -> str:
    """The picture of a scene."""
    return picture(Sitting(size=size).pressing(*SCENES[scene]).svg)


def path_of(scene: str, size: tuple[int, int]) -> Path:
    """Where a picture is kept."""
    return FOLDER / f"{scene}-{size[0]}x{size[1]}.txt"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for one in SCENES:
        for each in SIZES:
            path_of(one, each).write_text(taken(one, each), encoding="utf-8")

"""`docs/interview.md` names what there is."""

import re
from pathlib import Path

from alignassess.interview.commands import COMMANDS
from alignassess.interview.scope import Only
from alignassess.interview.screen.frame import KEYS
from alignassess.interview.screen.marks import LEGEND

PAGE = (Path(__file__).parents[2] / "docs" / "interview.md").read_text("utf-8")
FIRST_COLUMNS = re.findall(r"^\| (.+?) \|", PAGE, re.M)


def test_every_key_at_the_foot_of_the_screen_is_explained() -> None:
    assert [key for key, _ in KEYS if f"`{key}`" not in FIRST_COLUMNS] == []


def test_every_mark_is_explained() -> None:
    assert [mark for mark, _ in LEGEND if mark not in FIRST_COLUMNS] == []


def test_every_typed_command_is_explained() -> None:
    explained = {word for cell in FIRST_COLUMNS for word in re.findall(r"[a-z?]+", cell)}

    words = {part.split()[0] for part in COMMANDS.split(", ")}
    assert words <= explained


def test_every_narrowing_is_explained() -> None:
    assert [one for one in Only if f"`--only {one}`" not in FIRST_COLUMNS] == []

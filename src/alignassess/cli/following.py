"""A command to run next, so that it can be typed as it is shown."""

from pathlib import Path
from shlex import join

from alignassess import resources
from alignassess.render import inert


def command(*words: str | Path) -> str:
    """The command with its words quoted, on the questionnaires that this run was about."""
    own = resources.own_questionnaires()
    more: tuple[str | Path, ...] = () if own is None else ("--questionnaires", own)
    return inert.line(join(["alignassess", *map(str, (*words, *more))]))

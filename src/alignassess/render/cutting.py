"""A Markdown report of at most so many bytes, cut at a section, and what was left out."""

import re

from alignassess.errors import Problem, UsageError

_SECTION = re.compile(r"^## ", re.MULTILINE)


def cut_to(markdown: str, most: int, *, reserved: int = 0) -> str:
    """The report up to the last section that fits with the note; whole where it fits whole.

    `reserved` of the `most` bytes are kept for what is written behind it.
    What stands before the first section is never cut: a report without its head says too little to
    be trusted. Raises `UsageError` where that alone is larger.
    """
    room = most - reserved
    if len(markdown.encode()) <= room:
        return markdown
    least = len(markdown.encode())
    starts = [found.start() for found in _SECTION.finditer(markdown)]
    titles = [markdown[start + 3 :].split("\n", 1)[0] for start in starts]
    for kept in reversed(range(len(starts))):
        shorter = markdown[: starts[kept]] + _note(titles[kept:], most)
        least = len(shorter.encode())
        if least <= room:
            return shorter
    enough = least + reserved + 9  # a larger limit has more digits, and the note says it
    raise UsageError(
        Problem(
            f"the head of the report does not fit into {most} bytes",
            remedy=f"allow {enough} or more, or write HTML",
        )
    )


def _note(titles: list[str], most: int) -> str:
    return (
        f"## Left out\n\nThis report was cut to at most {most} bytes. Left out, in order: "
        f"{'; '.join(titles)}.\n"
    )

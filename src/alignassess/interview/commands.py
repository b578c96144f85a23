"""What a typed line asks for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from alignassess.domain.questionnaire import Question, ScoredQuestion
from alignassess.interview.admissible import Nonresponse, takes_several


@dataclass(frozen=True, slots=True)
class Choose:
    """Answer with these option keys."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Respond:
    """Give no answer, and say why."""

    kind: Nonresponse
    note: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Put a note to the question."""

    text: str


@dataclass(frozen=True, slots=True)
class Support:
    """Name evidence for the answer."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accept:
    """Name the result file that is offered under this number."""

    number: int


@dataclass(frozen=True, slots=True)
class Go:
    """Put another question."""

    question: str


@dataclass(frozen=True, slots=True)
class Find:
    """Look for questions."""

    words: str


@dataclass(frozen=True, slots=True)
class Back:
    """Return to the question before."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the question for later."""


@dataclass(frozen=True, slots=True)
class Next:
    """Put the next question that waits."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change back."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Take over the answer that is offered."""


@dataclass(frozen=True, slots=True)
class Explain:
    """Say more about the question."""


@dataclass(frozen=True, slots=True)
class Review:
    """Say what is open."""


@dataclass(frozen=True, slots=True)
class Quit:
    """Leave."""


@dataclass(frozen=True, slots=True)
class Misread:
    """A line that asks for nothing known, and what to say about it."""

    message: str


Command = (
    Choose
    | Respond
    | Remark
    | Support
    | Accept
    | Go
    | Find
    | Back
    | Skip
    | Next
    | Undo
    | Confirm
    | Explain
    | Review
    | Quit
    | Misread
)

COMMANDS = (
    "back, skip, next, undo, ?, note TEXT, evidence ID or new, accept N, unknown, declined, "
    "na REASON, go ID, find WORDS, review, quit"
)

_ALONE: Mapping[str, Command] = {
    "back": Back(),
    "skip": Skip(),
    "next": Next(),
    "undo": Undo(),
    "yes": Confirm(),
    "?": Explain(),
    "help": Explain(),
    "why": Explain(),
    "review": Review(),
    "quit": Quit(),
    "exit": Quit(),
}
_NONRESPONSES: Mapping[str, Nonresponse] = {
    "unknown": "dont-know",
    "dont-know": "dont-know",
    "declined": "declined",
    "na": "not-applicable",
    "not-applicable": "not-applicable",
}
_WITH_MORE = ("note", "evidence", "accept", "go", "find", "/")
_WORDS = (*_ALONE, *_NONRESPONSES, *_WITH_MORE)
_SHOWN = 40
"""Characters of an unknown input that are repeated to the person."""


def read_command(line: str, question: Question | None) -> Command:
    """Read what a line asks for; an option's key wins over a command of the same name.

    Without a question (at the end) only what needs none is understood, and an empty line leaves.
    """
    line = line.strip()
    options = None if question is None else _options(line, question)
    if options is not None:
        return Choose(options)
    first, _, rest = line.partition(" ")
    word, rest = first.casefold(), rest.strip()
    if line.startswith("/"):
        word, rest = "find", line[1:].strip()
    if word in _ALONE and not rest:
        return _ALONE[word]
    if word in ("go", "find"):
        return _elsewhere(word, rest)
    if question is None:
        return _at_the_end(line, word)
    if word in _NONRESPONSES:
        return Respond(_NONRESPONSES[word], rest)
    if word == "note":
        return Remark(rest)
    if word == "evidence":
        return Support(tuple(part for part in re.split(r"[,\s]+", rest) if part))
    if word == "accept":
        return _accept(rest)
    return Misread(_about(line, question))


def range_of(question: Question) -> str:
    """Name the numbers that a question takes."""
    if isinstance(question, ScoredQuestion):
        return f"a level from {question.options[0].level} to {question.options[-1].level}"
    if takes_several(question):
        return f"numbers from 1 to {len(question.options)}, such as 1, 2"
    return f"a number from 1 to {len(question.options)}"


def numbered(question: Question) -> dict[str, str]:
    """Map what is typed for each option to its key: a level, else the place from 1."""
    if isinstance(question, ScoredQuestion):
        return {str(option.level): option.key for option in question.options}
    return {str(place): one.key for place, one in enumerate(question.options, start=1)}


def _accept(rest: str) -> Command:
    if re.fullmatch(r"[0-9]{0,3}", rest):
        return Accept(int(rest or 1))
    return Misread("say which result file: accept N, with its number")


def _elsewhere(word: str, rest: str) -> Command:
    if word == "go":
        return Go(rest.casefold()) if rest else Misread("say where to: go ID")
    return Find(rest) if rest else Misread("say what to look for: find WORDS")


def _at_the_end(line: str, word: str) -> Command:
    if not line:
        return Quit()
    if word in _NONRESPONSES or word in _WITH_MORE:
        return Misread(f"no question is open here; return to one with go ID, then {word}")
    return Misread(f'"{_clipped(line)}" is not known; type back, go ID, find WORDS or quit')


def _options(line: str, question: Question) -> tuple[str, ...] | None:
    """Find the option keys that a line lists by number or key; None when a part is neither."""
    numbers = numbered(question)
    keys = {option.key for option in question.options}
    parts = [part.casefold() for part in re.split(r"[,\s]+", line) if part]
    found = [part if part in keys else numbers.get(part) for part in parts]
    known = tuple(key for key in found if key is not None)
    return known if known and len(known) == len(found) else None


def _about(line: str, question: Question) -> str:
    takes = f"type {range_of(question)}, or ? for help"
    if not line:
        return takes
    words = [option.key for option in question.options] + list(_WORDS)
    near = get_close_matches(_clipped(line).casefold(), words, n=1)
    return (
        f'"{_clipped(line)}" is not known; ' + (f"did you mean {near[0]}? " if near else "") + takes
    )


def _clipped(line: str) -> str:
    return line if len(line) <= _SHOWN else line[: _SHOWN - 3] + "..."

"""A fresh answer sheet, as a person would like to find it."""

from pathlib import Path

from alignassess.domain.subject import System
from alignassess.errors import Problem, UsageError
from alignassess.files.answer_text import yaml_text
from alignassess.files.quick import accepts
from alignassess.files.replacing import create

_TEXT = """\
# Answer sheet. `alignassess assess` asks question after question and saves each answer here.
# It changes only the line of the answer that it saves, so comments and edits by hand stay.
#
# An answer is the key of an option, or {{answer: KEY, note: "how we know"}}.
# Where there is no answer: dont-know, {{answer: declined, on: 2026-11-02}}, or, where a question
# does not fit the system, {{answer: not-applicable, note: "why"}}.
# `alignassess check` finds mistakes; `alignassess score` reads the sheet at any stage.
format: alignassess/answers/1
instrument: 1
system:
  id: {id}
  name: {name}
{operator}\
# Which model, so that evidence about another version is told apart:
#  model: {{provider: Example AI, name: example-large, version: "2026-08-01"}}
# Answers of a vendor that several systems share:
# inherits: [vendors/example-ai.yaml]
answers: {{}}
"""


def new_sheet_text(system_id: str, name: str, *, operator: str | None = None) -> str:
    """Write a sheet without answers; raises UsageError when an argument is not allowed."""
    given = {"id": system_id, "name": name, "operator": operator}
    remedies = {
        "id": "use lower-case words joined by hyphens, at most 60 characters",
        "name": "a name has at least one character",
        "operator": "leave the operator out, or name one",
    }
    wrong = [field for field, value in given.items() if not accepts(System, field, value)]
    if wrong:
        raise UsageError(
            *(
                Problem(f"{field} cannot be {given[field]!r}", remedy=remedies[field])
                for field in wrong
            )
        )
    line = "" if operator is None else f"  operator: {_prose(operator)}\n"
    return _TEXT.format(id=yaml_text(system_id), name=_prose(name), operator=line)


def start(path: Path, system_id: str, name: str, *, operator: str | None = None) -> None:
    """Write a fresh sheet; raises UsageError rather than overwrite anything."""
    create(path, new_sheet_text(system_id, name, operator=operator).encode("utf-8"))


def _prose(text: str) -> str:
    """Write a name of several words, bare where that is safe."""
    words = text.split(" ")
    bare = [yaml_text(word) for word in words]
    return text if len(words) > 1 and bare == words else yaml_text(text)

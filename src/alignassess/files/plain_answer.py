"""An answer that is plainly right, taken as it stands: so are most of the hundreds of a sheet.

Whatever is not is left to `AnswerReader`, which decides and words what is wrong;
`tests/files/test_plain_answer.py` holds that both agree on all that is taken here.
"""

from typing import Any

from alignassess.domain.answers import Chosen
from alignassess.domain.questionnaire import Question
from alignassess.files.days import day_of
from alignassess.files.one_answer import LEVELS, NO_OPTIONS, Known
from alignassess.files.yaml_text import Block, Items, Tree

_KEYS = frozenset(("answer", "by", "on", "note", "evidence"))
_NOT_PLAIN = LEVELS | NO_OPTIONS
"""What stands for an option, or for none, whatever the options are called."""

_TEXT = {str}


def plain_answer(question: Question, given: Tree, known: Known, line: int) -> Chosen | None:
    """An option with plain details; None for what needs another look."""
    block = given if isinstance(given, Block) else None
    said: Any = given if block is None else block.get("answer")
    if type(said) is not str or said not in question.label_of or said in _NOT_PLAIN:
        return None
    fields: dict[str, Any] = {"options": (said,), "place": known.places[line]}
    if block is not None and not (block.keys() <= _KEYS and _read_details(block, known, fields)):
        return None
    return Chosen(**fields)


def _read_details(given: Block, known: Known, fields: dict[str, Any]) -> bool:
    """Add what stands beside `answer`; False when something is not plain."""
    by, on, note, names = map(given.get, ("by", "on", "note", "evidence"))
    if by is not None:
        if type(by) is not str or by not in known.people:
            return False
        fields["by"] = by
    if on is not None:
        day = day_of(on) if type(on) is str else None
        if day is None:
            return False
        fields["on"] = day
    if note is not None:
        if type(note) is not str or not note:
            return False
        fields["note"] = note
    if names is not None:
        if type(names) is not Items or not _are_known(names, known):
            return False
        fields["evidence"] = tuple(dict.fromkeys(names))
    return True


def _are_known(names: Items, known: Known) -> bool:
    return {*map(type, names)} == _TEXT and known.evidence.issuperset(names)

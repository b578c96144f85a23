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

_NOT_PLAIN = LEVELS | NO_OPTIONS
"""What stands for an option, or for none, whatever the options are called."""


def plain_answer(question: Question, given: Tree, known: Known, line: int) -> Chosen | None:
    """An option with plain details; None for what needs another look."""
    block = given if isinstance(given, Block) else None
    said: Any = given if block is None else block.get("answer")
    if type(said) is not str or said not in question.label_of or said in _NOT_PLAIN:
        return None
    fields: dict[str, Any] = {"options": (said,), "place": known.places[line]}
    if block is not None and not _read_details(block, known, fields):
        return None
    return Chosen(**fields)


def _read_details(given: Block, known: Known, fields: dict[str, Any]) -> bool:
    """Add what stands beside `answer`; False when something is not plain."""
    get = given.get
    by = get("by")
    if by is not None:
        if type(by) is not str or by not in known.people:
            return False
        fields["by"] = by
    on = get("on")
    if on is not None:
        day = day_of(on) if type(on) is str else None
        if day is None:
            return False
        fields["on"] = day
    note = get("note")
    if note is not None:
        if type(note) is not str or not note:
            return False
        fields["note"] = note
    names = get("evidence")
    if names is not None:
        if type(names) is not Items or not names:
            return False
        for one in names:
            if type(one) is not str or one not in known.evidence:
                return False
        fields["evidence"] = tuple(names if len(names) == 1 else dict.fromkeys(names))
    # `answer` became `options`, and `place` came with it: else there is a key that is not known.
    return len(fields) == len(given) + 1

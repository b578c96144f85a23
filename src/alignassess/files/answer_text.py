"""An answer as text of a sheet: on one line, plain where that is safe and quoted elsewhere."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date

from alignassess.domain.answers import Answer, Chosen, Entry
from alignassess.domain.instrument import Instrument
from alignassess.domain.questionnaire import ProfileQuestion, Question

Value = str | int | date | Sequence["Value"] | Mapping[str, "Value"]
"""What stands behind a question's id."""

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_.][A-Za-z0-9]+)*")
_NOT_TEXT = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""Words that some YAML readers take for something else."""
_NOT_SHOWN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
"""Unicode categories written as an escape, so that whoever reads the file sees them."""


def value_of(entry: Entry, instrument: Instrument) -> Value:
    """Build what a sheet says for an own entry: the short form where it holds everything."""
    question = instrument.question[entry.question]
    if len(entry.answers) > 1:
        return [{"answer": _said(one, question), **_details(one)} for one in entry.answers]
    (answer,) = entry.answers
    details = _details(answer)
    return {"answer": _said(answer, question), **details} if details else _said(answer, question)


def yaml_text(value: Value) -> str:
    """Write the value on one line, in flow style, fit for any place in a YAML file."""
    match value:
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case str():
            return value if _is_safe_plain(value) else _quoted(value)
        case Mapping():
            inner = ", ".join(f"{key}: {_member(key, one)}" for key, one in value.items())
            return f"{{{inner}}}"
    return f"[{', '.join(map(yaml_text, value))}]"


def json_text(value: Value) -> str:
    """Write the value on one line, as JSON."""
    text = json.dumps(value, ensure_ascii=False, default=date.isoformat)
    if any(unicodedata.category(character) in _NOT_SHOWN for character in text):
        return json.dumps(value, default=date.isoformat)
    return text


def _member(key: str, value: Value) -> str:
    # A note is prose: quoted even where it happens to be one word.
    return _quoted(value) if key == "note" and isinstance(value, str) else yaml_text(value)


def _said(answer: Answer, question: Question) -> Value:
    if not isinstance(answer, Chosen):
        return answer.kind
    if isinstance(question, ProfileQuestion) and question.choice == "multiple":
        return list(answer.options)
    return answer.options[0]


def _details(answer: Answer) -> dict[str, Value]:
    details: dict[str, Value | None] = {
        "by": answer.by,
        "on": answer.on,
        "note": answer.note,
        "evidence": list(answer.evidence),
    }
    if isinstance(answer, Chosen):
        figures = {
            "trials": answer.trials,
            "failures": answer.failures,
            "monthly-volume": answer.monthly_volume,
        }
        details |= {key: str(value) for key, value in figures.items() if value is not None}
    return {key: value for key, value in details.items() if value}


def _is_safe_plain(text: str) -> bool:
    """Whether any YAML reader takes the bare word as text, and not as a truth value."""
    return _WORD.fullmatch(text) is not None and text.casefold() not in _NOT_TEXT


def _quoted(text: str) -> str:
    return "".join(('"', *map(_escaped, text), '"'))


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character == "\n":
        return "\\n"
    if unicodedata.category(character) not in _NOT_SHOWN:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

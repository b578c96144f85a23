"""Whatever stands in a file, reading it gives a value or an InputError."""

import json
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Problem
from alignassess.files.answer_sheet import load_text
from alignassess.files.instrument_files import load_instrument
from alignassess.files.reading import TextFile
from tests.builders import HEAD

SHEET = (
    HEAD
    + "inherits: [gone.yaml]\n"
    + "respondents: {jr: {name: J. Rossi, role: lead}}\n"
    + "evidence:\n  e: {title: T, file: e.txt, obtained: 2026-11-02, assurance: tested}\n"
    + "answers:\n"
    + "  system-profile:\n    sp-02: [text-assistant, retrieval]\n"
    + "  fine-tuning-safety:\n"
    + "    ft-01: {answer: 2, by: jr, on: 2026-11-02, note: 'x', evidence: [e]}\n"
    + "    ft-02: [{answer: 0}, {answer: dont-know, by: jr}]\n"
)
SNIPPETS = st.sampled_from(
    [*"{}[]:,-\n\t\"'&*!|>%@`#? ~\x00\ufeff\u2028", "  ", "&a ", "*a", "!!x ", "\n---\n", "? "]
)
SCALARS = st.text(max_size=8) | st.integers() | st.booleans() | st.none()
KEYS = st.sampled_from(
    [
        "format",
        "system",
        "vendor",
        "id",
        "name",
        "model",
        "base",
        "inherits",
        "respondents",
        "answers",
        "evidence",
        "system-profile",
        "sp-02",
        "fine-tuning-safety",
        "ft-01",
        "answer",
        "by",
        "on",
        "note",
        "file",
    ]
) | st.text(max_size=4)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@cache
def load() -> Instrument:
    """The shipped instrument, which is too long for hypothesis to print as an argument."""
    return load_instrument()


def read(text: str, name: str = "acme.yaml") -> None:
    problems: tuple[Problem, ...] = ()
    try:
        load_text(TextFile(name, Path(name), text, "0" * 64), load())
    except InputError as error:
        problems = error.problems
    assert [one for one in problems if one.place is None or "function-" in one.message] == []


@given(text=st.text(max_size=200))
@QUICK
def test_any_text(folder: Path, text: str) -> None:
    read(text)
    read(HEAD + text)
    read(text, "acme.json")


@given(at=st.integers(0, len(SHEET)), length=st.integers(0, 12), put=st.lists(SNIPPETS, max_size=3))
@QUICK
def test_any_change_of_a_sheet(folder: Path, at: int, length: int, put: list[str]) -> None:
    read(SHEET[:at] + "".join(put) + SHEET[at + length :])


@given(part=st.dictionaries(KEYS, TREES, max_size=5))
@QUICK
def test_any_tree(folder: Path, part: dict[str, object]) -> None:
    whole = {"format": "alignassess/answers/1", "system": {"id": "a", "name": "A"}, **part}

    read(json.dumps(whole), "acme.json")
    read(json.dumps({**whole, "answers": {"system-profile": part}}), "acme.json")

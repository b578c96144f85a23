"""Text meant to deceive is data: read unchanged here, made inert where it is shown."""

from pathlib import Path

import pytest

from alignassess.domain.instrument import Instrument
from alignassess.files.answer_sheet import load_sheet
from tests.builders import HEAD, write_sheet
from tests.files.telling import told

HOSTILE = (
    "<script>alert(1)</script>",
    "[bold red]x[/] [link=file:///etc/passwd]y[/link]",
    "![x](http://example.org/y) | `a` | <!-- --",
    "=cmd|' /C calc'!A0",
    "{{ 7 * 7 }} {% raw %}",
    "::error file=a::b",
    "\u202egnp.exe \u200b\u2066x",
    "\x1b[31mred\x1b]8;;http://example.org\x07 \x00 \x9b2J",
)


def escaped(text: str) -> str:
    """In the double quotes of YAML, with every character that is not plain written as an escape."""
    return (
        '"'
        + "".join(one if one.isalnum() or one == " " else f"\\U{ord(one):08x}" for one in text)
        + '"'
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_it_is(folder: Path, instrument: Instrument, text: str) -> None:
    written = escaped(text)
    path = write_sheet(
        folder,
        f"respondents: {{jr: {{name: {written}}}}}\n"
        f"evidence: {{e: {{title: {written}}}}}\n"
        f"answers: {{fine-tuning-safety: {{ft-01: {{answer: 1, note: {written}}}}}}}\n",
        head=HEAD.replace("Acme bot", written),
    )

    sheet = load_sheet(path, instrument).sheet

    assert text == sheet.subject.name
    assert text == sheet.respondents[0].name
    assert text == sheet.evidence[0].title
    assert text == sheet.entries[0].answers[0].note


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_printable_hostile_text_needs_no_escapes(
    folder: Path, instrument: Instrument, text: str
) -> None:
    path = write_sheet(
        folder,
        "answers:\n  fine-tuning-safety:\n    ft-01:\n      answer: 1\n"
        f"      note: |-\n        {text}\n",
    )

    assert text == load_sheet(path, instrument).sheet.entries[0].answers[0].note


@pytest.mark.parametrize("code", [0x00, 0x07, 0x08, 0x1B, 0x7F, 0x9B, 0xFFFF])
def test_control_characters_are_refused_with_their_line(
    folder: Path, instrument: Instrument, code: int
) -> None:
    assert [f"acme.yaml:4: the control character U+{code:04X} is not allowed"] == told(
        instrument, f"# ü\nanswers: {{}} # {chr(code)}\n"
    )


def test_hostile_keys_are_shown_on_one_line(folder: Path, instrument: Instrument) -> None:
    assert told(instrument, '"a\\nb\\e[31m": 1\nanswers: {"<b>": {}}\n') == [
        'acme.yaml:3: unknown key "a\\nb\\u001b[31m"',
        'acme.yaml:4: there is no questionnaire "<b>"',
    ]


def test_text_that_looks_like_numbers_stays_text(folder: Path, instrument: Instrument) -> None:
    path = write_sheet(
        folder,
        "",
        head="format: alignassess/answers/1\n"
        "system: {id: 007, name: 1e3, operator: 0x1F, model: {version: 2.10, revision: 0123}}\n",
    )

    subject = load_sheet(path, instrument).sheet.subject

    assert (subject.id, subject.name, getattr(subject, "operator", "")) == ("007", "1e3", "0x1F")
    assert subject.model is not None
    assert (subject.model.version, subject.model.revision) == ("2.10", "0123")

"""JSON sheets: as YAML, with the pairs of `\\u` escapes that JSON writers make, and `null`."""

import json
from pathlib import Path

import pytest

from alignassess.domain.answers import Chosen
from alignassess.domain.instrument import Instrument
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.yaml_text import parse_json
from tests.builders import write_sheet
from tests.files.telling import refused, told

SHEET = {
    "format": "alignassess/answers/1",
    "system": {"id": "acme-bot", "name": "Acme 😀 é", "operator": None},
    "answers": {
        "fine-tuning-safety": {
            "ft-01": {"answer": 3, "note": "tab\there, slash \\u0041, \\\\ud83d, 😀", "by": None}
        }
    },
}


@pytest.mark.parametrize("ensure_ascii", [True, False])
@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_json_sheet_says_what_its_writer_wrote(
    folder: Path,
    instrument: Instrument,
    ensure_ascii: bool,
    indent: str | int | None,
    ending: str,
    mark: str,
) -> None:
    text = json.dumps(SHEET, ensure_ascii=ensure_ascii, indent=indent).replace("\n", ending)
    path = write_sheet(folder, text, head=mark, name="acme.json")

    sheet = load_sheet(path, instrument).sheet

    (answer,) = sheet.entry["ft-01"].answers
    assert isinstance(answer, Chosen)
    assert sheet.subject.name == "Acme 😀 é"
    assert answer.note == "tab\there, slash \\u0041, \\\\ud83d, 😀"
    assert answer.options == ("compared-on-alignment",)
    assert answer.by is None
    assert instrument.question["ft-01"].level_of[answer.options[0]] == 3  # type: ignore[union-attr]


def test_null_leaves_the_key_out_and_the_word_null_does_not() -> None:
    assert parse_json('{"a": null, "b": "null"}', "f") == {"b": "null"}


@pytest.mark.parametrize("text", ["null", '{"a": [1,\nnull]}', "{null: 1}"])
def test_null_is_refused_where_it_leaves_nothing_out(text: str) -> None:
    (problem,) = refused(lambda: parse_json(text, "f"))

    assert problem.message == "null is no value here"


def test_half_a_pair_of_escapes_is_refused() -> None:
    (problem,) = refused(lambda: parse_json('{"a":\n"\\ud83d"}', "f"))

    assert "not valid YAML" in problem.message
    assert str(problem.place) == "f:2"


def test_problems_of_a_json_sheet_have_lines(folder: Path, instrument: Instrument) -> None:
    text = json.dumps({**SHEET, "answers": {"system-profile": {"sp-01": True}}}, indent=1)

    assert told(instrument, text, head="", name="acme.json") == [
        'acme.json:10: sp-01 has no option "true"'
    ]

"""JSONL of sheets is read as strictly as sheets in files of their own."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignassess.domain.answers import Answer, Chosen
from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Place
from alignassess.files.bulk import is_bulk, lines_of, parse_line, sheet_line
from alignassess.files.reading import MOST_BYTES
from alignassess.files.sheet_loading import load_sheets
from alignassess.files.sheet_paths import Sources
from alignassess.files.yaml_text import Block, Items, line_of, parse_json
from tests.files.telling import refused
from tests.files.test_fuzz import TREES

SHEET = {
    "format": "alignassess/answers/1",
    "system": {"id": "one", "name": "One"},
    "answers": {"fine-tuning-safety": {"ft-01": 3}},
}


@given(TREES, st.booleans())
def test_a_line_says_what_the_same_text_says_in_a_file(tree: object, ascii: bool) -> None:
    text = json.dumps(tree, ensure_ascii=ascii)

    def read(parse: object) -> object:
        try:
            return parse(text)  # type: ignore[operator]
        except InputError:
            return InputError

    in_file = read(lambda one: parse_json(one, "f"))
    assert in_file == read(lambda one: parse_line(one, "f", 7))


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_what_ends_a_line_in_yaml_alone_is_text_in_json(end: str) -> None:
    text = json.dumps({"a": f"x{end}y", "b": "z"}, ensure_ascii=False)

    assert {"a": f"x{end}y", "b": "z"} == parse_json(text, "f") == parse_line(text, "f", 7)


def test_every_value_stands_on_the_line() -> None:
    tree = parse_line('{"a": {"b": ["x", {"c": 1}]}}', "f", 7)

    assert 7 == line_of(tree, ("a",))
    assert 7 == line_of(tree, ("a", "b", 1, "c"))


def test_every_item_of_a_list_has_the_line() -> None:
    tree = parse_line('{"a": ["x", "y", ["z"]]}', "f", 7)

    assert isinstance(tree, Block)
    outer = tree["a"]
    assert isinstance(outer, Items)
    assert [7, 7, 7] == outer.lines
    assert [7] == outer[2].lines


def test_lists_of_options_and_of_answers_say_the_same_in_a_line(
    tmp_path: Path, instrument: Instrument
) -> None:
    disputed = [{"answer": 3}, {"answer": "1", "evidence": ["a", "b"]}]
    marked = {"sp-02": ["text-assistant", "retrieval"]}
    answers = {"system-profile": marked, "evaluation-and-controls-integration": {"ec-06": disputed}}
    entry = {"title": "T", "location": "wiki", "obtained": "2026-10-01"}
    sheet = {**SHEET, "answers": answers, "evidence": {"a": entry, "b": entry}}
    text = json.dumps(sheet)
    (tmp_path / "one.json").write_text(text)
    (tmp_path / "many.jsonl").write_text(f"{text}\n{text}\n")

    names = [str(tmp_path / "one.json"), str(tmp_path / "many.jsonl")]
    in_file, first, second = load_sheets(Sources(names), instrument, root=None)

    for one in (in_file, first, second):
        assert not isinstance(one, InputError)
        said = one.sheet.entry
        assert [("text-assistant", "retrieval")] == [
            _options(each) for each in said["sp-02"].answers
        ]
        assert [(), ("a", "b")] == [each.evidence for each in said["ec-06"].answers]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1, "a": 2}', "a is given twice"),
        ('{"a": 1,}', "not valid JSON"),
        ("[null]", "null is no value here"),
        ("[" * 41 + "]" * 41, "nested deeper than 40"),
        ("[" * 100_000 + "]" * 100_000, "nested deeper than 40"),
        ('{"a":' * 41 + "1" + "}" * 41, "nested deeper than 40"),
        ('{"a": "\x7f"}', "the control character U+007F is not allowed"),
        ('{"a": "é\x85\x86"}', "the control character U+0086 is not allowed"),
        ('{"a": {"b": ["\\ud800"]}}', "half of a surrogate pair is no character"),
    ],
)
def test_what_a_file_may_not_hold_a_line_may_not(text: str, message: str) -> None:
    (problem,) = refused(lambda: parse_line(text, "f", 3))

    assert Place("f", 3) == problem.place
    assert problem.message.startswith(message)


def test_items_are_counted_with_their_lines() -> None:
    items = parse_line('["x", {"c": 1}]', "f", 7)

    assert isinstance(items, Items)
    assert [("x", 7), ({"c": "1"}, 7)] == list(zip(items, items.lines, strict=True))


def test_a_pair_of_escapes_is_one_character() -> None:
    assert {"a": "😀"} == parse_line('{"a": "\\ud83d\\ude00"}', "f", 1)


def test_lines_are_counted_with_the_empty_ones_and_given_without_their_ends() -> None:
    raw = [b"\n", b'{"a": 1}\r\n', b"  \n", b'{"b": 2}']

    assert [(2, b'{"a": 1}'), (4, b'{"b": 2}')] == list(lines_of(raw))


def test_a_line_that_is_too_long_is_refused_and_hides_no_other() -> None:
    long = b"x" * (MOST_BYTES + 2)

    (_, first), second = lines_of([long, b"rest\n", b"{}\n"])

    (problem,) = refused(lambda: sheet_line(first, Path("f"), "f", 1))
    assert "the line has more than 4 MB" == problem.message
    assert (2, b"{}") == second


def test_a_line_that_is_no_text_is_refused() -> None:
    (problem,) = refused(lambda: sheet_line(b"\xff", Path("f"), "f", 2))

    assert Place("f", 2) == problem.place


@pytest.mark.parametrize(
    ("bulk", "lines"),
    [
        (True, [b'{"a": 1}\n', b'{"b": 2}\n']),
        (True, [b"\n", b'{"a": 1}\n']),
        (True, [b'{"a": 1\n', b'{"b": 2}\n']),
        (False, [b'{"a": 1,\n', b' "b": 2}\n']),
        (False, [b"{\n", b'"a": 1}\n']),
        (False, [b'{"a": b}\n']),
        (False, [b"format: x\n"]),
        (False, []),
    ],
)
def test_jsonl_is_told_by_its_first_lines(bulk: bool, lines: list[bytes]) -> None:
    assert bulk is is_bulk(lines)


def test_one_bad_line_hides_no_other(tmp_path: Path, instrument: Instrument) -> None:
    unknown = {**SHEET, "system": {"id": "two", "name": "Two"}, "answers": {"gone": {}}}
    file = tmp_path / "many.jsonl"
    file.write_text(f"{json.dumps(SHEET)}\n{{broken\n\n{json.dumps(unknown)}\n[]\n")

    good, broken, wrong, other = load_sheets(Sources([str(file)]), instrument, root=None)

    assert not isinstance(good, InputError)
    assert (f"{file}:1", "one") == (good.name, good.sheet.subject.id)
    assert isinstance(broken, InputError)
    assert Place(str(file), 2) == broken.problems[0].place
    assert isinstance(wrong, InputError)
    assert Place(str(file), 4) == wrong.problems[0].place
    assert "there is no questionnaire" in wrong.problems[0].message
    assert isinstance(other, InputError)
    assert Place(str(file), 5) == other.problems[0].place


def _options(answer: Answer) -> tuple[str, ...]:
    assert isinstance(answer, Chosen)
    return answer.options

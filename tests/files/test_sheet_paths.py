"""Which sheets a command line means."""

import io
import os
import sys
from pathlib import Path

import pytest

from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, UsageError
from alignassess.files.sheet_loading import load_sheets
from alignassess.files.sheet_paths import Source, Sources
from tests.builders import HEAD

LINE = '{"format": "alignassess/answers/1", "system": {"id": "a", "name": "N"}}\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def put(name: str, text: str = HEAD) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def labels(*arguments: str, files_from: str | None = None) -> list[str]:
    return [
        one.label if isinstance(one, Source) else f"error: {one}"
        for one in Sources(arguments, files_from)
    ]


def names(instrument: Instrument, *arguments: str) -> list[str]:
    """The sheets that are read, and the first problem of each that cannot be."""
    return [
        one.problems[0].message if isinstance(one, InputError) else one.name
        for one in load_sheets(Sources(arguments), instrument, root=None)
    ]


def test_a_folder_is_read_to_its_depth_by_name(here: Path) -> None:
    for name in ("b/two.yaml", "a.YML", "b/c/three.json", "b/.hidden/x.yaml", "b/notes.md"):
        put(name)

    assert ["a.YML", "b/c/three.json", "b/two.yaml"] == labels(".")


def test_a_sheet_named_twice_is_read_once(here: Path) -> None:
    put("d/a.yaml")

    assert ["d/a.yaml"] == labels("d/a.yaml", "d", "d/*.yaml")[:1]
    assert 1 == len({*labels("d/a.yaml", "d/a.yaml")})


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ("old/\n", ["keep/a.yaml", "keep/draft-b.yaml", "z.yaml"]),
        ("draft-*\n", ["keep/a.yaml", "old/c.yaml", "z.yaml"]),
        ("/*\n!/keep\n", ["keep/a.yaml", "keep/draft-b.yaml"]),
        ("# nothing\n\n", ["keep/a.yaml", "keep/draft-b.yaml", "old/c.yaml", "z.yaml"]),
        ("**/c.yaml\nz.yaml\n", ["keep/a.yaml", "keep/draft-b.yaml"]),
    ],
)
def test_the_ignore_file_is_read_as_git_reads_its_own(
    here: Path, patterns: str, left: list[str]
) -> None:
    for name in ("keep/a.yaml", "keep/draft-b.yaml", "old/c.yaml", "z.yaml"):
        put(name)
    put(".alignassessignore", patterns)

    assert left == labels(".")


def test_a_deeper_ignore_file_has_the_last_word_and_those_above_count(here: Path) -> None:
    for name in ("s/a.yaml", "s/t/a.yaml", "s/t/b.yaml"):
        put(name)
    put(".alignassessignore", "a.yaml\n")
    put("s/t/.alignassessignore", "!a.yaml\nb.yaml\n")

    assert ["s/t/a.yaml"] == labels("s")
    assert ["s/a.yaml"] == labels("s/a.yaml")


def test_a_wrong_ignore_file_is_an_error_with_its_line(here: Path) -> None:
    put("s/a.yaml")
    put("s/.alignassessignore", "fine\n!\n")

    assert ["error: s/.alignassessignore:2: this is no pattern"] == labels("s")


def test_files_of_other_formats_are_passed_over(here: Path, instrument: Instrument) -> None:
    put("d/sheet.yaml")
    put("d/policy.yaml", "format: alignassess/policy/1\n")
    put("d/results.json", '{"format": "alignassess/results/1", "answers": 1, "system": 2}')
    put("d/workflow.yml", "on: [push]\njobs: &jobs {a: *jobs}\n")
    put("d/template.yaml", "a: !Ref b\n---\nc: d\n")
    put("d/rows.jsonl", '{"format": "alignassess/row/1", "system": {}, "answers": {}}\n')
    put("d/log.jsonl", '["a"]\n{"entry_type": "x"}\n')
    put("d/large.json", '{"x": "' + "y" * 4_100_000 + '"}')
    Path("d/picture.yaml").write_bytes(b"\x89PNG\xff\xfe")

    assert ["d/sheet.yaml"] == names(instrument, "d")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"format: alignassess/answers/1\nsystem: {id: a, name: [\n", "not valid YAML"),
        (b"format: alignassess/answers/9\n", "this program does not know format"),
        (b"format: alignassess/answer/1\nanswers: {}\nsystem: {}\n", "this is not an answer"),
        (b"answers: {}\nsystem: {id: a, name: b}\n", "format is missing"),
        (b"answers: *x\nvendor: {id: a, name: b}\n", "aliases (*name) are not read"),
        (b"", "the file is empty"),
        ((HEAD).encode("utf-16"), "this is not UTF-8 text"),
        (HEAD.encode() + b"# \xff\n", "this is not UTF-8 text"),
        (HEAD.encode() + b"#" * 4_100_000, "has 4.1 MB; at most 4 MB are read"),
    ],
)
def test_a_broken_sheet_is_never_passed_over(
    here: Path, instrument: Instrument, data: bytes, message: str
) -> None:
    put("d/good.yaml")
    Path("d/bad.yaml").write_bytes(data)

    bad, good = names(instrument, "d")

    assert bad.startswith(message)
    assert "d/good.yaml" == good


def test_jsonl_in_a_folder_is_read_line_by_line(here: Path, instrument: Instrument) -> None:
    put("d/many.jsonl", LINE + "{oops\n" + LINE.replace('"a"', '"b"'))
    put("d/cut.ndjson", LINE[:50])

    broken, first, second, third = names(instrument, "d")

    assert broken.startswith("not valid JSON")
    assert ("d/many.jsonl:1", "d/many.jsonl:3") == (first, third)
    assert second.startswith("not valid JSON")


@pytest.mark.parametrize("text", ["a.yaml\nd\n\n", "a.yaml\r\nd\r\n", "a.yaml\0d\0"])
@pytest.mark.parametrize("by", ["list", "-"])
def test_a_list_names_files_and_folders(
    here: Path, monkeypatch: pytest.MonkeyPatch, text: str, by: str
) -> None:
    put("a.yaml")
    put("d/[b].yaml")
    put("list", text)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    assert ["a.yaml", "d/[b].yaml"] == labels(files_from=by)


def test_a_name_in_a_list_is_no_glob(here: Path) -> None:
    put("list", "*.yaml\n")

    assert ["*.yaml"] == labels(files_from="list")


def test_an_empty_list_and_a_missing_one_are_errors(here: Path) -> None:
    put("list", "\n")

    assert ["error: no answer sheets in the list list"] == labels(files_from="list")
    assert ["error: gone: there is no such file"] == labels(files_from="gone")


def test_what_cannot_be_meant_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        Sources([])
    with pytest.raises(UsageError):
        Sources(["-"], "-")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (HEAD, ["-"]),
        ("", ["-"]),
        ("\n\n" + HEAD, ["-"]),
        (LINE, ["-:1"]),
        (LINE + "\n" + LINE, ["-:1", "-:3"]),
        (LINE.replace(", ", ",\n  "), ["-"]),
        ('{"a": 1\n' + LINE, ["-:1", "-:2"]),
    ],
)
def test_standard_input_holds_a_sheet_or_one_in_each_line(
    here: Path, monkeypatch: pytest.MonkeyPatch, text: str, found: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    sources = list(Sources(["-"]))

    assert found == [one.label for one in sources if isinstance(one, Source)]
    if found == ["-"]:
        assert isinstance(sources[0], Source)
        assert text.encode() == sources[0].data


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="may read everything")
def test_a_folder_that_cannot_be_looked_into_is_an_error(here: Path) -> None:
    put("d/a.yaml")
    Path("d").chmod(0)

    found = labels("d")
    Path("d").chmod(0o700)

    assert ["error: d: cannot be read: Permission denied"] == found


def test_how_far_a_run_has_come_is_known(here: Path) -> None:
    put("a.yaml")
    put("b.jsonl", LINE * 4)

    sources = Sources(["a.yaml", "b.jsonl"])
    shares = [sources.share for _ in sources]

    assert sources.total is None
    assert 0.0 == shares[0]
    assert 1.0 == shares[-1]
    assert shares == sorted(shares)  # type: ignore[type-var]

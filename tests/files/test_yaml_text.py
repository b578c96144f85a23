"""Strict YAML: scalars are text, lines are known, danger is refused."""

import pytest

from alignassess.files.yaml_text import MOST_DEPTH, Block, Items, line_of, parse, parse_json
from tests.files.telling import refused


def said(text: str) -> list[str]:
    return [str(one) for one in refused(lambda: parse(text, "f"))]


@pytest.mark.parametrize(
    "word", ["no", "yes", "1:30", "010", "2026-11-02", "1e3", "null", "~", "3"]
)
def test_every_scalar_is_the_text_as_written(word: str) -> None:
    assert {"a": word, word: "b"} == parse(f"a: {word}\n{word}: b", "f")


def test_keys_and_items_know_their_lines() -> None:
    tree = parse("a:\n  - x\n  - {y: 1,\n     z: 2}\nb:\n\n  c: 3\n", "f")

    assert isinstance(tree, Block)
    assert tree.lines == {"a": 1, "b": 5}
    assert line_of(tree, ("a", 1, "y")) == 3
    assert line_of(tree, ("a", 1, "z")) == 4
    assert line_of(tree, ("b", "c")) == 7


def test_the_line_of_what_is_absent_is_that_of_what_it_is_missing_from() -> None:
    tree = parse("a: 1\nb:\n  c: [x]\n", "f")

    assert line_of(tree, ("b", "c", 7)) == 3
    assert line_of(tree, ("b", "d", "e")) == 2
    assert line_of("text", ("a",)) is None


def test_every_duplicate_key_is_told_with_both_lines() -> None:
    assert said("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n") == [
        "f:2: a is given twice (first on line 1)",
        "f:5: c is given twice (first on line 4)",
    ]


def test_a_list_knows_its_line() -> None:
    tree = parse("\n- a\n- b\n", "f")

    assert isinstance(tree, Items)
    assert (tree.line, tree.lines) == (2, [2, 3])


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "[" * 10_000 + "]" * 10_000,
        "- " * 10_000 + "a",
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        "".join(" " * depth + "a:\n" for depth in range(1_000)),
    ],
    ids=["open", "flow", "block", "json", "lines"],
)
def test_deep_nesting_is_counted_and_refused(text: str) -> None:
    for read in (parse, parse_json):
        (problem,) = refused(lambda read=read: read(text, "f"))  # type: ignore[misc]

        assert f"nested deeper than {MOST_DEPTH}" == problem.message


def test_the_deepest_allowed_nesting_is_read() -> None:
    assert parse("[" * MOST_DEPTH + "]" * MOST_DEPTH, "f") == parse(
        "- " * (MOST_DEPTH - 1) + "[]", "f"
    )
    assert [f"f:1: nested deeper than {MOST_DEPTH}"] == said("- " * MOST_DEPTH + "[]")


def test_an_alias_bomb_is_refused_at_its_first_alias() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}, *{old}]\n"
        for old, new in zip("abcdefg", "bcdefgh", strict=True)
    )

    assert said(bomb) == ["f:2: aliases (*name) are not read"]
    assert said("a: &a [*a]") == ["f:1: aliases (*name) are not read"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a:\n\tb: 1\n", "f:2: not valid YAML: a tab indents this line"),
        ("a: 1\n  \tb: 1\n", "f:2: not valid YAML: a tab indents this line"),
        (
            "a: 1\nb: !!python/object:os.system x\n",
            "f:2: the tag tag:yaml.org,2002:python/object:os.system is not read",
        ),
        ("!!map {a: 1}", "f:1: the tag tag:yaml.org,2002:map is not read"),
        ("a: 1\n---\nb: 2\n", "f:2: a second document starts here"),
        ("? [a, b]\n: 1\n", "f:1: a key must be plain text"),
        ("a: 1\n? {b: 1}\n: 1\n", "f:2: a key must be plain text"),
        ("", "f: the file is empty"),
        ("# only a comment\n", "f: the file is empty"),
        ("a: 1\nb: x\x00y\n", "f:2: the control character U+0000 is not allowed"),
        ("é: ü\nb: \x1b[31mred\n", "f:2: the control character U+001B is not allowed"),
        ("a: \ud800\n", "f:1: the control character U+D800 is not allowed"),
    ],
)
def test_what_is_refused_is_told_with_its_line(text: str, message: str) -> None:
    assert [message] == said(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3),
        ('a: "never closed\n', 2),
        ("a: 1\n b: 2\n", 2),
        ("%YAML 9.0\n---\na: 1", 1),
        ("@", 1),
    ],
)
def test_broken_yaml_is_told_with_the_line(text: str, line: int) -> None:
    (problem,) = refused(lambda: parse(text, "f"))

    assert problem.message.startswith("not valid YAML: ")
    assert problem.place is not None
    assert line == problem.place.line


def test_the_non_specific_tag_is_text_like_any_other() -> None:
    assert parse("a: ! no", "f") == {"a": "no"}


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert parse("<<: {a: 1}", "f") == {"<<": {"a": "1"}}

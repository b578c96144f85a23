import pytest
from markdown_it import MarkdownIt

from alignassess.render import inert
from alignassess.render.bar import bar

HOSTILE = [
    "# heading", "## two", "###### six", "#", "- item", "+ item", "1. one", "12) x", "> quote",
    "---",    "===", "a_b_ *c* `d`", "~~s~~", "<b>x</b> & y", "<script>alert(1)</script>", "[x](http://y)",
    "![a](http://x)", "http://x.y www.e.com", "a | b", "$x$", "@someone #12", ":smile:", "a\\*b",
    "1.", "2)", "0.25", "1.0.0", "mailto:a@b.c", "    code", "| a |\n| - |", "[ref]: http://x",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_renders_as_the_text_itself(text: str) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])

    tokens = parser.parse(inert.markdown(text))

    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inside = tokens[1].children or []
    assert {token.type for token in inside} <= {"text", "text_special"}
    assert "".join(token.content for token in inside) == " ".join(text.split())


@pytest.mark.parametrize("text", ["0.25", "1.0.0", "2)x", "12 apples"])
def test_a_figure_is_no_list_and_stays_as_it_is(text: str) -> None:
    assert inert.markdown(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\ufffd[31mred"),
        ("a\u202eb", "a\ufffdb"),
        ("one\r\ntwo\ttabs", "one two tabs"),
        ("\x9b2J", "\ufffd2J"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("plain", "plain"),
    ],
)
def test_a_line_holds_nothing_that_a_terminal_acts_on(text: str, shown: str) -> None:
    assert shown == inert.line(text)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("::error file=x::y", ": :error file=x::y"),
        ("  ::stop-commands::x", "  : :stop-commands::x"),
        ("pass: a::b", "pass: a::b"),
        ("a ##[group]x", "a ## [group]x"),
        ("##vso[task.setvariable]x", "## vso[task.setvariable]x"),
        ("## heading [x]", "## heading [x]"),
    ],
)
def test_a_line_of_a_log_is_no_command(line: str, shown: str) -> None:
    assert shown == inert.logged(line)


def test_a_block_keeps_its_lines() -> None:
    assert "one\ntwo \ufffd" == inert.block("one\r\ntwo \x07")


@pytest.mark.parametrize(
    ("risks", "shown"),
    [
        ((0.0, 0.5, 1.0), "├────●────┤"),
        ((0.3, 0.3, 0.3), "···●·······"),
        ((1.0, 1.0, 1.0), "··········●"),
    ],
)
def test_a_bar_marks_three_readings(risks: tuple[float, float, float], shown: str) -> None:
    assert shown == bar(*risks)

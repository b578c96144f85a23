import pytest

from alignassess.files.answer_removal import without_value

PATH = ("answers", "p", "sp-01")


def removed(text: str, *path: str) -> list[str]:
    return list(without_value(text, path or PATH, as_json=False))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "a: 1\nanswers:\n  # one\n  p:\n    # two\n    sp-01: agent  # mine\n    sp-02: [x]\n",
            "a: 1\nanswers:\n  # one\n  p:\n    # two\n    sp-02: [x]\n",
        ),
        (
            "answers:\n  p:\n    sp-02: x\n    sp-01:\n      answer: agent\n      note: |\n"
            "        one\n        two\n\nevidence: {}\n",
            "answers:\n  p:\n    sp-02: x\n\nevidence: {}\n",
        ),
        ("answers:\n  p:  # p\n    sp-01: agent\n", "answers:\n  p: {}  # p\n"),
        ("answers:\r\n  p:\r\n    sp-01: agent", "answers:\r\n  p: {}\r\n"),
        ("answers: {p: {sp-01: agent, sp-02: x}}\n", "answers: {p: {sp-02: x}}\n"),
        ("answers: {p: {sp-02: x, sp-01: agent}}\n", "answers: {p: {sp-02: x}}\n"),
        ("answers: {p: {sp-01: {answer: agent}}}\n", "answers: {p: {}}\n"),
        (
            '{"answers": {"p": {\n  "sp-02": "x",\n  "sp-01": "agent"\n}}}',
            '{"answers": {"p": {\n  "sp-02": "x"\n}}}',
        ),
        (
            '{"answers": {"p": {\n  "sp-01": "agent",\n  "sp-02": "x"\n}}}',
            '{"answers": {"p": {\n  "sp-02": "x"\n}}}',
        ),
        ("answers:\n  p:\n    sp-01:\n    sp-02: x\n", "answers:\n  p:\n    sp-02: x\n"),
    ],
)
def test_an_answer_goes_and_everything_else_stays(before: str, after: str) -> None:
    assert removed(before) == [after]


@pytest.mark.parametrize("text", ["answers: {}\n", "a: 1\n", "answers:\n  p:\n    sp-02: x\n"])
def test_what_is_not_there_cannot_be_taken_out(text: str) -> None:
    assert removed(text) == []


def test_a_value_at_the_top_can_be_taken_out() -> None:
    assert removed("a: 1\nb: 2\n", "a") == ["b: 2\n"]

import re
import signal
from pathlib import Path

import pytest

from alignassess.domain.answers import Chosen
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument
from tests.builders import write_sheet
from tests.cli.terminal import Terminal

FRONT_ENDS = {"plain": ["--plain"], "screen": []}
FIRST, SECOND = "sp-01", "sp-02"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write_sheet(tmp_path, "answers: {}\n")


def opened(sheet: Path, front: str, *, controlling: bool = True, **environment: str) -> Terminal:
    """The interview with its first question answered and the second one put."""
    terminal = Terminal(
        "assess",
        sheet.name,
        *FRONT_ENDS[front],
        folder=sheet.parent,
        environment=environment,
        controlling=controlling,
    )
    terminal.wait_for(FIRST)
    terminal.type("1\n" if front == "plain" else "1")
    # A key that comes before the prompt belongs to the terminal and not to the program.
    terminal.wait_for(SECOND, then=">" if front == "plain" else "")
    return terminal


def said(sheet: Path) -> dict[str, str]:
    entries = load_sheet(sheet, load_instrument()).sheet.entries
    return {
        one.question: one.answers[0].options[0]
        for one in entries
        if isinstance(one.answers[0], Chosen)
    }


@pytest.mark.parametrize("front", FRONT_ENDS)
@pytest.mark.parametrize(("typed", "status"), [("\x03", 130), ("\x04", 0)], ids=["^C", "^D"])
def test_a_key_that_ends_has_its_status_and_loses_nothing(
    sheet: Path, front: str, typed: str, status: int
) -> None:
    with opened(sheet, front) as terminal:
        terminal.type(typed)

        assert terminal.ended() == status
    assert said(sheet) == {FIRST: "api-pinned"}


@pytest.mark.parametrize("front", FRONT_ENDS)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_with_its_status_and_loses_nothing(
    sheet: Path, front: str, number: signal.Signals
) -> None:
    with opened(sheet, front) as terminal:
        terminal.signal(number)

        assert terminal.ended() == 128 + number
    assert said(sheet) == {FIRST: "api-pinned"}


@pytest.mark.parametrize("front", FRONT_ENDS)
def test_a_lost_connection_loses_only_what_is_being_typed(sheet: Path, front: str) -> None:
    with opened(sheet, front) as terminal:
        terminal.type("note half a" if front == "plain" else "nhalf a")
        terminal.hang_up()

        assert terminal.ended() == 128 + signal.SIGHUP
    assert said(sheet) == {FIRST: "api-pinned"}


def test_a_terminal_that_goes_without_a_signal_ends_the_screen(sheet: Path) -> None:
    with opened(sheet, "screen", controlling=False) as terminal:
        terminal.hang_up()

        assert terminal.ended() == 128 + signal.SIGHUP
    assert said(sheet) == {FIRST: "api-pinned"}


def test_a_pasted_text_of_10000_characters_becomes_a_note_line_by_line(sheet: Path) -> None:
    text = "0123456789" * 1000
    with opened(sheet, "plain") as terminal:
        terminal.type(f"note \x1b[200~{text}\x1b[201~\n")
        terminal.wait_for("Kept for the answer given next.")
        terminal.type("1\n")
        terminal.wait_for("sp-03")

    assert load_sheet(sheet, load_instrument()).sheet.entry[SECOND].answers[0].note == text


def test_a_pasted_text_of_many_lines_does_not_answer_many_questions(sheet: Path) -> None:
    with opened(sheet, "plain") as terminal:
        terminal.type("\x1b[200~" + "1\n" * 5000 + "\x1b[201~\n")
        terminal.wait_for("sp-03", then=">")
        terminal.type("quit\n")

        assert terminal.ended() == 0
    assert set(said(sheet)) <= {FIRST, SECOND}


def test_a_pasted_text_of_10000_characters_becomes_a_note_on_the_screen(sheet: Path) -> None:
    text = "0123456789" * 1000
    with opened(sheet, "screen") as terminal:
        terminal.type("1\r")
        terminal.wait_for("sp-03")
        terminal.type("b")
        terminal.wait_for("sp-02")
        terminal.type("n")
        terminal.wait_for("Ctrl+S keeps it")
        terminal.type(f"\x1b[200~{text}\x1b[201~")
        terminal.wait_for("0123456789")
        terminal.type("\x13")
        terminal.wait_for("note kept")

    assert load_sheet(sheet, load_instrument()).sheet.entry[SECOND].answers[0].note == text


def test_what_steers_the_terminal_in_a_pasted_text_answers_nothing(sheet: Path) -> None:
    with opened(sheet, "screen") as terminal:
        terminal.type("\x1b[200~\x1b[31m3\x1b\r1\x03\x1b[201~")
        terminal.type("n")
        terminal.wait_for("Ctrl+S keeps it")
        terminal.type("\x1b[200~\x1b[31m3 failed\x1b[0m\x04\x1b[201~\x13")
        terminal.wait_for("note kept")
        terminal.type("1\r")
        terminal.wait_for("sp-03")

    entry = load_sheet(sheet, load_instrument()).sheet.entry
    assert set(entry) == {FIRST, SECOND}
    assert entry[SECOND].answers[0].note == "[31m3 failed[0m"


def test_the_screen_follows_the_size_of_the_terminal(sheet: Path) -> None:
    with opened(sheet, "screen") as terminal:
        for size in ((80, 24), (200, 60), (40, 10), (120, 40)):
            terminal.resize(*size)
            terminal.signal(signal.SIGWINCH)
        terminal.wait_for("reward hacking")
        terminal.type("q")

        assert terminal.ended() == 0


def test_without_colour_the_screen_writes_none(sheet: Path) -> None:
    with opened(sheet, "screen", NO_COLOR="1") as terminal:
        shown = terminal.output
        terminal.type("q")
        terminal.ended()

    found = {part for one in re.findall(rb"\x1b\[([0-9;]*)m", shown) for part in one.split(b";")}
    # Reset, bold, dim, reverse, and the terminal's own two colours.
    assert found <= {b"0", b"1", b"2", b"7", b"39", b"49"}


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_can_do_little_is_asked_line_by_line(sheet: Path, term: str) -> None:
    with Terminal(
        "assess", sheet.name, folder=sheet.parent, environment={"TERM": term}
    ) as terminal:
        terminal.wait_for("0 of 151, ")
        terminal.type("1\n")
        terminal.wait_for(SECOND)
        shown = terminal.output
        terminal.type("quit\n")

        assert terminal.ended() == 0
    assert b"\x1b" not in shown
    assert said(sheet) == {FIRST: "api-pinned"}


def test_the_plain_interview_never_imports_the_screen(sheet: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from alignassess.cli import console; from alignassess.cli.main import app;"
        f"console.run(app, ['assess', '--plain', {str(sheet)!r}]);"
        "print([one for one in sys.modules if one.startswith(('textual', 'rich'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input="1\nquit\n", capture_output=True, text=True, check=True
    )

    assert done.stdout.endswith("[]\n")

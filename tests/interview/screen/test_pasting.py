"""What is taken of a pasted text; the program in a terminal is in `tests/cli`."""

import pytest

from alignassess.interview.screen.pasting import PlainPaste

BEGIN, END = "\x1b[200~", "\x1b[201~"


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("3\x1b[A\x03", "3\x1b[A\x03"),
        (f"n{BEGIN}a\x1b[31mb\x00\x03\x9bc{END}\x1b", f"n{BEGIN}a[31mbc{END}\x1b"),
        (f"{BEGIN}tab\tline\r\nend\n{END}", f"{BEGIN}tab\tline\r\nend\n{END}"),
        (f"{BEGIN}a{BEGIN}b{END}c\x07", f"{BEGIN}a[200~b{END}c\x07"),
        (f"{BEGIN}\x1b\x1b[20{END}{BEGIN}\x1b{END}", f"{BEGIN}[20{END}{BEGIN}{END}"),
    ],
)
def test_a_paste_is_cleaned_in_whatever_pieces_it_comes(typed: str, taken: str) -> None:
    for size in (1, 2, 5, 1000):
        clean = PlainPaste()
        pieces = [typed[at : at + size] for at in range(0, len(typed), size)]

        assert "".join(map(clean, pieces)) == taken

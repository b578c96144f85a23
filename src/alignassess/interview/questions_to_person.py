"""Asking a person for one line, wherever that is needed."""

from collections.abc import Callable

from alignassess.errors import UsageError
from alignassess.interview.page import Page


class Left(Exception):  # noqa: N818  (nothing went wrong)
    """The person left while something else was asked."""


class Person:
    """Who sits at the terminal."""

    def __init__(self, page: Page, read: Callable[[str], str]) -> None:
        self._page = page
        self._read = read

    def types(self, prompt: str) -> str:
        """One line as typed; EOFError when there will be none."""
        return self._read(prompt)

    def hears(self, words: str) -> None:
        """Say something before the next question."""
        self._page.say(words)

    def hears_refusal(self, error: UsageError) -> None:
        """Say what was refused and what to do, before it is asked again."""
        one = error.problems[0]
        self.hears("; ".join(filter(None, (one.message, one.remedy))))

    def asked(self, prompt: str, about: str) -> str | None:
        """What a person says beside an answer; None when they go back instead.

        `?` says what it is about, and `quit` raises Left.
        """
        while True:
            said = self._read(prompt).strip()
            match said.casefold():
                case "?" | "help":
                    self._page.say(f"{about} back returns to the question, quit leaves.")
                case "back" | "skip":
                    return None
                case "quit":
                    raise Left
                case _:
                    return said

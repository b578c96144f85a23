"""The words of a comparison."""

from collections.abc import Mapping, Sequence

from alignassess.domain.comparison import Change, ChangeState, counted

STATE_WORDS: Mapping[ChangeState, str] = {
    ChangeState.OPENED: "opened",
    ChangeState.WORSE: "worse",
    ChangeState.BETTER: "better",
    ChangeState.CLOSED: "closed",
    ChangeState.UNCHANGED: "unchanged",
    ChangeState.QUESTION_CHANGED: "question changed",
    ChangeState.FACT_CHANGED: "fact changed",
}


def counts(changes: Sequence[Change]) -> str:
    """How many of each: `1 opened, 2 closed`."""
    found = [f"{count} {STATE_WORDS[state]}" for state, count in counted(changes).items() if count]
    return ", ".join(found) or "nothing"

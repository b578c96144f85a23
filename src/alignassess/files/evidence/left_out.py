"""What to make of samples that a tool could not score: a few are told of, more are a refusal."""

from alignassess.domain.refusals import EvidenceWarning, Refusal, RefusalReason, WarningCode

TOLERATED = 0.05
"""Share of samples without a score up to which the rest still speaks for all. A judgement."""


def left_out(
    unscored: int, total: int, words: str
) -> tuple[tuple[Refusal, ...], tuple[EvidenceWarning, ...]]:
    """A refusal when too many samples have no score, a warning for a few, nothing for none.

    `words` says why they have none: "ended with an error".
    """
    if unscored <= 0:
        return (), ()
    said = f"{unscored} of {total} {words}"
    if unscored > TOLERATED * total:
        return (Refusal(reason=RefusalReason.PARTLY_UNSCORED, detail=said),), ()
    return (), (EvidenceWarning(code=WarningCode.SOME_ERRORS, words=said),)

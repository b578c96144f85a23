"""The one exception by which a reader gives up on a file."""

from alignassess.domain.refusals import SENTENCES, Refusal, RefusalReason


class RefusedError(Exception):
    """The file as a whole counts for nothing. `read_result_file` turns it into a value."""

    def __init__(self, reason: RefusalReason, detail: str = "") -> None:
        super().__init__(f"{SENTENCES[reason]} {detail}".strip())
        self.refusal = Refusal(reason=reason, detail=detail)

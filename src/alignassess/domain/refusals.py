"""Why a result file, or a run in it, is not evidence, and what to know of one that is."""

from enum import StrEnum

from alignassess.domain.model import Model


class RefusalReason(StrEnum):
    """Why a file or a run in it counts for nothing.

    `SENTENCES` says each to a person, `REMEDIES` what to do about it.
    """

    # The file cannot be read.
    NOT_RECOGNISED = "not-recognised"
    NOT_EVIDENCE = "not-evidence"
    EMPTY_FILE = "empty-file"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    COMPRESSION_BOMB = "compression-bomb"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    UNKNOWN_VERSION = "unknown-version"
    UNEXPECTED_SHAPE = "unexpected-shape"
    # The run did not end as it should.
    NO_RESULT = "no-result"
    CANCELLED = "cancelled"
    CRASHED = "crashed"
    ERROR = "error"
    INVALIDATED = "invalidated"
    # The run does not cover what it claims to.
    LIMITED = "limited"
    SAMPLES_FAILED = "samples-failed"
    PARTLY_UNSCORED = "partly-unscored"
    NOTHING_SCORED = "nothing-scored"
    ALL_ERRORS = "all-errors"
    VACUOUS = "vacuous"
    ZERO_ROWS = "zero-rows"
    AGGREGATED = "aggregated"
    NOT_A_RUN = "not-a-run"
    # The figures cannot be right.
    NO_METRIC = "no-metric"
    NON_FINITE = "non-finite"
    SENTINEL = "sentinel"
    INCONSISTENT = "inconsistent"
    OUT_OF_SCALE = "out-of-scale"
    # The run cannot be placed.
    NO_MODEL = "no-model"
    NO_DATE = "no-date"
    FUTURE_DATE = "future-date"


SENTENCES: dict[RefusalReason, str] = {
    RefusalReason.NOT_RECOGNISED: "This is no result file of a kind that is read here.",
    RefusalReason.NOT_EVIDENCE: "This file is part of an evaluation, but not its result.",
    RefusalReason.EMPTY_FILE: "The file is empty.",
    RefusalReason.TOO_LARGE: "The file, or a part of it, is larger than is read here.",
    RefusalReason.TOO_DEEP: "The file is nested more deeply than any result file.",
    RefusalReason.COMPRESSION_BOMB: "A part of the archive unpacks to far more than it should.",
    RefusalReason.DAMAGED: "The file is damaged or was cut short.",
    RefusalReason.ENCRYPTED: "The archive is encrypted.",
    RefusalReason.UNKNOWN_VERSION: "The file says a format version that is not known here.",
    RefusalReason.UNEXPECTED_SHAPE: "A part of the file is not what its format says.",
    RefusalReason.NO_RESULT: "The run has no result.",
    RefusalReason.CANCELLED: "The run was cancelled before its end.",
    RefusalReason.CRASHED: "The run was started, and nothing says that it ended.",
    RefusalReason.ERROR: "The run ended with an error.",
    RefusalReason.INVALIDATED: "The result was marked as invalid after the run.",
    RefusalReason.LIMITED: "Only a part of the evaluation was run.",
    RefusalReason.SAMPLES_FAILED: "Samples failed and were left out of the figure.",
    RefusalReason.PARTLY_UNSCORED: "Not every sample was scored.",
    RefusalReason.NOTHING_SCORED: "No sample was scored.",
    RefusalReason.ALL_ERRORS: "Every request ended with an error, so nothing was measured.",
    RefusalReason.VACUOUS: "Tests passed on error messages instead of answers of the model.",
    RefusalReason.ZERO_ROWS: "The run holds no result at all.",
    RefusalReason.AGGREGATED: "Results of several runs were put together; the runs are missing.",
    RefusalReason.NOT_A_RUN: "The figure was copied from elsewhere; no run stands behind it.",
    RefusalReason.NO_METRIC: "The run gives no figure.",
    RefusalReason.NON_FINITE: "A figure is not a number.",
    RefusalReason.SENTINEL: "A figure is a placeholder, not a measurement.",
    RefusalReason.INCONSISTENT: "Figures in the file contradict each other.",
    RefusalReason.OUT_OF_SCALE: "A figure lies outside the scale of its evaluation.",
    RefusalReason.NO_MODEL: "The file does not say which model was evaluated.",
    RefusalReason.NO_DATE: "The file does not say when the run took place.",
    RefusalReason.FUTURE_DATE: "The run is dated in the future.",
}
"""One sentence for each reason, that a person understands."""


REMEDIES: dict[RefusalReason, str] = {
    RefusalReason.NOT_RECOGNISED: (
        'name the file that a tool wrote, one of those in docs/evidence.md, "Formats"'
    ),
    RefusalReason.NOT_EVIDENCE: "name the file that the message names",
    RefusalReason.EMPTY_FILE: "copy it again",
    RefusalReason.TOO_LARGE: (
        'split it, or export fewer runs in one file (docs/evidence.md, "Limits of size")'
    ),
    RefusalReason.TOO_DEEP: "name the file that the tool wrote",
    RefusalReason.COMPRESSION_BOMB: "do not open it; ask where it comes from",
    RefusalReason.DAMAGED: "copy it again from where it was made, or run again",
    RefusalReason.ENCRYPTED: "decrypt it first",
    RefusalReason.UNKNOWN_VERSION: "export it with a version of the tool that is read here",
    RefusalReason.UNEXPECTED_SHAPE: "export it again, in the form the message names",
    RefusalReason.NO_RESULT: "run it again, to the end, and with a scorer",
    RefusalReason.CANCELLED: "run it again, to the end",
    RefusalReason.CRASHED: "run it again, to the end; a log that goes on can be read once it ended",
    RefusalReason.ERROR: "mend the cause that the log names, and run it again",
    RefusalReason.INVALIDATED: "ask who marked it, and why",
    RefusalReason.LIMITED: "run it again without limit or filter",
    RefusalReason.SAMPLES_FAILED: "run the failed samples again",
    RefusalReason.PARTLY_UNSCORED: "score the rest, or find out why it could not be scored",
    RefusalReason.NOTHING_SCORED: "see whether scorer or judge ran at all",
    RefusalReason.ALL_ERRORS: "see keys, limits and address, and run again",
    RefusalReason.VACUOUS: "mend the connection, and run again",
    RefusalReason.ZERO_ROWS: "run it again with at least one test",
    RefusalReason.AGGREGATED: "name the runs' own files",
    RefusalReason.NOT_A_RUN: "ask for the run's own file",
    RefusalReason.NO_METRIC: "run it again with a scorer",
    RefusalReason.NON_FINITE: "find out what was divided by nothing, and run it again",
    RefusalReason.SENTINEL: "find out why the task wrote a placeholder, and run it again",
    RefusalReason.INCONSISTENT: (
        "name the file as the tool wrote it; if it is, report it to the tool's makers"
    ),
    RefusalReason.OUT_OF_SCALE: "see whether percent and shares were mixed up",
    RefusalReason.NO_MODEL: "run it again with the model named, not only a program or an address",
    RefusalReason.NO_DATE: "run it again with a version of the tool that writes the date",
    RefusalReason.FUTURE_DATE: "see the clock of the machine that ran it, and --as-of",
}
"""What to do about each, as a help line says it."""


class WarningCode(StrEnum):
    """What a person should know of a run that is not refused for it."""

    NEWER_VERSION = "newer-version"
    OLD_FORMAT = "old-format"
    EDITED = "edited"
    DIRTY_TREE = "dirty-tree"
    DUPLICATE_MEMBER = "duplicate-member"
    TOTALS_DISAGREE = "totals-disagree"
    NOT_RECOMPUTED = "not-recomputed"
    NAIVE_DATE = "naive-date"
    NO_DATE = "no-date"
    NO_REVISION = "no-revision"
    LOCAL_PATH = "local-path"
    LABEL_HIDES_MODEL = "label-hides-model"
    TEST_MODEL = "test-model"
    APPLICATION = "application"
    CHANGED_MODEL = "changed-model"
    ROLES = "roles"
    BASE_DIGEST = "base-digest"
    METRIC_DROPPED = "metric-dropped"
    DIRECTION = "direction"
    SAMPLES_FAILED = "samples-failed"
    SOME_ERRORS = "some-errors"
    LIMIT_NOT_BINDING = "limit-not-binding"
    PERFECT_SCORE = "perfect-score"
    FEW_SAMPLES = "few-samples"
    UNKNOWN_COUNTS = "unknown-counts"
    PART_UNREADABLE = "part-unreadable"
    OWN_TESTS = "own-tests"


class Refusal(Model):
    """Why a file or a run counts for nothing."""

    reason: RefusalReason
    detail: str = ""
    """Figures or names that make it plain, without a full stop; may be empty. Inert text."""

    @property
    def remedy(self) -> str:
        """What to do about it, without a full stop."""
        return REMEDIES[self.reason]

    def __str__(self) -> str:
        sentence = SENTENCES[self.reason]
        return f"{sentence[:-1]}: {self.detail}." if self.detail else sentence


class EvidenceWarning(Model):
    """What a person should know of a run; it changes no figure by itself."""

    code: WarningCode
    words: str
    """One sentence without a full stop; inert text."""

    def __str__(self) -> str:
        return f"{self.words}."

"""The figures that some answers carry: which are asked, what was typed, how they are shown."""

import re
from collections.abc import Mapping

from alignassess.domain.answers import Answer
from alignassess.domain.assessment import Assessment, SystemAssessment
from alignassess.domain.method import Method
from alignassess.domain.questionnaire import ProfileQuestion, Question, ScoredQuestion
from alignassess.domain.rare_events import FIGURES
from alignassess.domain.stated_figures import another_volume, stated, too_many_failures
from alignassess.errors import Problem, UsageError

ASKED: Mapping[str, str] = {
    "trials": "trials of the test that you quote",
    "failures": "how many of them failed",
    "monthly-volume": "decisions or actions a month",
}
"""What is asked, by the key of a sheet."""

ABOUT = (
    "Optional. Trials and failures of one quoted test say what rate it cannot exclude, the monthly "
    "volume how many events that is (rule I-17)."
)

_WHOLE = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(?:[, ][0-9]{3}){1,4}")


def wanted(question: Question, options: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of the figures that an answer may carry; none where nothing was tested."""
    if isinstance(question, ScoredQuestion):
        level = max((one.level for one in question.options if one.key in options), default=0)
        if level == 0:
            return ()
    return FIGURES.get(question.id, ())


def counted(
    question: Question, options: tuple[str, ...], typed: Mapping[str, str], method: Method
) -> dict[str, int]:
    """The figures that were typed, by their keys; empty when nothing was.

    Failures that were not typed beside trials are 0. Raises UsageError for what is no whole number,
    for failures without trials or more of them, and for a volume of another option.
    """
    counts = {key: _count(key, text) for key, text in typed.items() if text.strip()}
    if "failures" in counts and "trials" not in counts:
        raise UsageError(Problem("failures need the number of trials"))
    if "trials" in counts:
        counts.setdefault("failures", 0)
    fault = too_many_failures(question.id, counts.get("trials", 0), counts.get("failures", 0))
    if isinstance(question, ProfileQuestion) and "monthly-volume" in counts:
        fault = another_volume(question, options, counts["monthly-volume"], method)
    if fault is not None:
        raise UsageError(fault)
    return counts


def _count(key: str, text: str) -> int:
    if _WHOLE.fullmatch(text.strip()) is None:
        raise UsageError(
            Problem(f"{ASKED[key]}: that is no whole number from 0", remedy="type digits, like 300")
        )
    return int(re.sub(r"\D", "", text))


def figure_words(answer: Answer) -> str:
    """The figures beside an answer, such as `300 trials, 1 failure`; empty for none."""
    return ", ".join(_words(key, count) for key, count in stated(answer).items())


def _words(key: str, count: int) -> str:
    if key == "monthly-volume":
        return f"{count:,} a month"
    return f"{count:,} {key[:-1] if count == 1 else key}"


def not_excluded(assessment: Assessment) -> str:
    """What the tests of a sheet cannot exclude (rule I-17); empty while it gives no trials."""
    if not isinstance(assessment, SystemAssessment) or assessment.rare_events is None:
        return ""
    return assessment.rare_events.sentence

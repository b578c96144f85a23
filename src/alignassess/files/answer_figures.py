"""The figures that some answers carry: trials, failures, monthly volume. Strict, all at once."""

import re
from collections.abc import Mapping

from alignassess.domain.answers import Answer, Chosen
from alignassess.domain.method import Method
from alignassess.domain.questionnaire import ProfileQuestion, Question
from alignassess.domain.rare_events import FIGURES
from alignassess.domain.stated_figures import FIELDS, another_volume, too_many_failures
from alignassess.errors import Problem
from alignassess.files.wording import quoted
from alignassess.files.yaml_text import Block

Wrong = tuple[int, str, str]
"""Line, message and remedy."""


def read_figures(
    question: Question, answer: Answer | None, given: Block, method: Method
) -> tuple[dict[str, int], list[Wrong]]:
    """Read the figures that stand beside an answer, and find everything that is wrong with them."""
    wrong: list[Wrong] = []
    keys = [key for key in FIGURES[question.id] if key in given]
    counts = {key: _count(question.id, key, given, wrong) for key in keys}
    if answer is not None and not isinstance(answer, Chosen):
        message = f"{question.id}: {keys[0]} belongs to an option, and none is chosen"
        wrong.append((given.lines[keys[0]], message, f"choose an option, or remove {keys[0]}"))
        return {}, wrong
    wrong += _together(question.id, given, counts)
    if isinstance(answer, Chosen) and isinstance(question, ProfileQuestion):
        wrong += _outside(question, answer, given, counts, method)
    return {FIELDS[key]: count for key, count in counts.items() if count is not None}, wrong


def _count(name: str, key: str, given: Block, wrong: list[Wrong]) -> int | None:
    text = given[key]
    if isinstance(text, str) and re.fullmatch(r"[0-9]{1,15}", text):
        return int(text)
    shown = quoted(text) if isinstance(text, str) else "what stands there"
    wrong.append(
        (
            given.lines[key],
            f"{name}: {key} is a whole number from 0, and {shown} is not one of at most 15 digits",
            "write digits only, such as 300",
        )
    )
    return None


def _together(name: str, given: Block, counts: Mapping[str, int | None]) -> list[Wrong]:
    missing = [key for key in FIGURES[name] if key not in given]
    if missing:
        key = next(iter(counts))
        return [(given.lines[key], f"{name}: {key} needs {missing[0]}", f"add {missing[0]}: 0")]
    trials, failures = counts.get("trials"), counts.get("failures")
    if trials is None or failures is None:
        return []
    return _wrong(too_many_failures(name, trials, failures), given.lines["failures"])


def _outside(
    question: ProfileQuestion,
    answer: Chosen,
    given: Block,
    counts: Mapping[str, int | None],
    method: Method,
) -> list[Wrong]:
    """A volume that the chosen option does not stand for."""
    volume = counts.get("monthly-volume")
    if volume is None:
        return []
    fault = another_volume(question, answer.options, volume, method)
    return _wrong(fault, given.lines["monthly-volume"])


def _wrong(fault: Problem | None, line: int) -> list[Wrong]:
    return [] if fault is None else [(line, fault.message, fault.remedy or "")]

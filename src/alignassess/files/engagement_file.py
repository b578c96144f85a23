"""Reading an engagement file; every problem at once, also ids that the assessment does not have."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from alignassess.domain.answers import SourceFile
from alignassess.domain.assessment import Assessment
from alignassess.domain.engagement import Engagement
from alignassess.domain.signing import refusals
from alignassess.errors import InputError, Place, Problem, UsageError, by_line
from alignassess.files.model_file import as_model
from alignassess.files.reading import read_text
from alignassess.files.wording import nearest, quoted
from alignassess.files.yaml_text import line_of

Steps = tuple[int | str, ...]


def read_engagement(
    path: Path, assessment: Assessment, sections: Iterable[str]
) -> tuple[Engagement, SourceFile]:
    """Read an engagement for one assessment; `sections` are those that a report has.

    Raises InputError with the line of everything that is wrong, and UsageError in the same way
    when nothing is wrong and its statement cannot be made.
    """
    file = read_text(path)
    tree = file.tree()
    engagement: Engagement = as_model(tree, Engagement, file=file.name)
    problems = [
        Problem(message, Place(file.name, line_of(tree, steps)), remedy)
        for message, steps, remedy in _dangling(engagement, assessment, tuple(sections))
    ]
    if problems:
        raise InputError(*problems)
    unsigned = [
        Problem(one.message, Place(file.name, line_of(tree, one.at)), one.remedy)
        for one in refusals(engagement, assessment)
    ]
    if unsigned:
        raise UsageError(*by_line(unsigned))
    return engagement, SourceFile(path=file.name, sha256=file.sha256)


def _dangling(
    engagement: Engagement, assessment: Assessment, sections: tuple[str, ...]
) -> Iterator[tuple[str, Steps, str | None]]:
    questions = tuple(one.question.id for one in assessment.determinations)
    evidence = tuple(one.entry.id for one in assessment.evidence)
    for name, steps in _questions(engagement):
        if name not in questions:
            yield (
                f"there is no question {quoted(name)} in this scope",
                steps,
                nearest(name, questions),
            )
    for name, steps in _keyed(engagement.evidence, "evidence", "id"):
        if name not in evidence:
            remedy = nearest(name, evidence) or "name an entry of the sheet"
            yield f"the sheet has no evidence {quoted(name)}", steps, remedy
    for index, one in enumerate(engagement.report.markings):
        if one.section not in sections:
            steps = ("report", "markings", index, "section")
            yield (
                f"a report has no section {quoted(one.section)}",
                steps,
                nearest(one.section, sections),
            )
    for part, key in (("determinations", "question"), ("findings", "question"), ("evidence", "id")):
        seen: set[str] = set()
        for name, steps in _keyed(getattr(engagement, part), part, key):
            if name in seen:
                yield f"{part}: {quoted(name)} is there twice", steps, "keep one of the two"
            seen.add(name)
    made = {one.id for one in (*assessment.findings, *assessment.improvements)}
    for index, gone in enumerate(engagement.withdrawn):
        if gone.id in made:
            yield (
                f"{quoted(gone.id)} is withdrawn and still a finding of this assessment",
                ("withdrawn", index, "id"),
                "remove it here; its status stands under findings",
            )


def _questions(engagement: Engagement) -> Iterator[tuple[str, Steps]]:
    """Every place that names a question."""
    for key in ("questions", "except_for"):
        for index, name in enumerate(getattr(engagement.statement, key)):
            yield name, ("statement", key, index)
    if engagement.assessor is not None:
        for index, name in enumerate(engagement.assessor.advised_on):
            yield name, ("assessor", "advised_on", index)
    yield from _keyed(engagement.determinations, "determinations", "question")
    yield from _keyed(engagement.findings, "findings", "question")
    for part in ("plan", "interviews"):
        for index, one in enumerate(getattr(engagement, part)):
            for place, name in enumerate(one.questions):
                yield name, (part, index, "questions", place)


def _keyed(entries: Iterable[object], part: str, key: str) -> Iterator[tuple[str, Steps]]:
    for index, one in enumerate(entries):
        yield getattr(one, key), (part, index, key)

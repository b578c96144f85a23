"""What the evidence of one answer is worth, for `explain`."""

from collections.abc import Iterator

from alignassess.domain.assessment import EvidenceRecord, SystemAssessment
from alignassess.domain.figure_support import figure_words
from alignassess.render import inert
from alignassess.render.lines import Heading, wrapped
from alignassess.render.result_view import STATE_WORDS, age, bound, verdict_words


def evidence_of_question(assessment: SystemAssessment, question: str) -> list[str]:
    """Every entry that an answer names, its runs, and what speaks against the answer."""
    named = [one for one in assessment.evidence if question in one.supports]
    if not named:
        return []
    lines: list[str] = ["", Heading("Evidence")]
    for record in named:
        lines += _record(record, question)
    findings = (*assessment.findings, *assessment.improvements)
    for finding in findings:
        if finding.question.id == question:
            for one in finding.contradictions:
                words = f"speaks against it: answered: {one.answered}; {one.evidence}: {one.found}"
                lines += wrapped(inert.line(words), indent="    ", first="  ")
    return lines


def _record(record: EvidenceRecord, question: str) -> Iterator[str]:
    reason = f"; {record.reason}" if record.reason else ""
    words = f"{record.entry.id}: claims {record.entry.assurance}, earns {record.earned}{reason}"
    yield from wrapped(inert.line(words), indent="    ", first="  ")
    for run in record.runs:
        reason = f"; {run.reason}" if run.reason else ""
        words = f"{run.task}: {bound(run)}; {age(run)}; {STATE_WORDS[run.state]}{reason}"
        yield from wrapped(inert.line(words), indent="      ", first="    ")
        for figure in run.figures:
            if question in (*figure.questions, *figure.pairs):
                words = figure_words(run.task, figure).removeprefix(f"{run.task}: ")
                line = inert.line(f"{words}: {verdict_words(figure)}")
                yield from wrapped(line, indent="      ", first="    ")

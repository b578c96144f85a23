"""Every figure of the result that people read, and every note, stands in page and Markdown."""

from collections.abc import Iterator

import pytest

from alignassess.domain.assessment import SystemAssessment
from alignassess.render import inert
from alignassess.render.audit_report import audit_html, audit_markdown
from alignassess.render.figures import four, short, two
from alignassess.render.gap_report import gap_html, gap_markdown
from tests.render.cases import LIBRARY, SHIPPED, SYSTEMS, system_example
from tests.render.printed import Page, all_text


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_figure_and_note_of_a_result_stands_in_both_reports(name: str) -> None:
    assessment = system_example(name)
    markdown = all_text(gap_markdown(assessment, instrument=SHIPPED, library=LIBRARY))
    page = Page(gap_html(assessment, instrument=SHIPPED, library=LIBRARY)).text

    known = [*figures(assessment), *words(assessment)]

    assert len(known) > 1000
    assert [one for one in known if one not in markdown] == []
    assert [one for one in known if one not in page] == []


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_figure_and_note_of_a_result_stands_in_both_audit_reports(name: str) -> None:
    assessment = system_example(name)
    markdown = all_text(audit_markdown(assessment, instrument=SHIPPED, library=LIBRARY))
    page = Page(audit_html(assessment, instrument=SHIPPED, library=LIBRARY)).text

    # Its credits stand in a column for each reading, with four digits.
    known = [one for one in figures(assessment) if ", " not in one] + list(words(assessment))
    known += [four(one[at]) for one in rows_of_credit(assessment) for at in range(8) if one[at]]

    assert len(known) > 1000
    assert [one for one in known if one not in markdown] == []
    assert [one for one in known if one not in page] == []


def figures(assessment: SystemAssessment) -> Iterator[str]:
    """Every figure, as it is printed."""
    for one in assessment.categories:
        yield two(one.inherent)
        for reading in (one.best, one.answered, one.evidenced):
            yield two(reading.risk)
            parts = (reading.exposure, reading.stakes, reading.prevention, reading.containment)
            yield from map(four, (*parts, reading.likelihood, reading.severity, *reading.layers))
            yield from map(four, (reading.risk_before_floors, reading.floor))
    for action in assessment.actions:
        yield two(action.worst_after)
        yield from (four(gain.gain) for gain in action.gains)
    for finding in assessment.findings:
        yield from (four(gain.gain) for gain in finding.gains)
    for rule in assessment.rules:
        yield from (four(cost.cost) for cost in rule.costs)
    for _, _, weights, levels, credits in assessment.contributions:
        yield from (short(weight) for weight in weights if weight)
        yield ", ".join("left out" if one is None else str(one) for one in levels)
        for at, weight in enumerate(weights):
            parts_of = [None if row is None else row[at] for row in credits]
            plain = [None if level is None else level / 4 for level in levels]
            if weight and any(a != b for a, b in zip(parts_of, plain, strict=True)):
                yield ", ".join("left out" if one is None else short(one) for one in parts_of)


def rows_of_credit(assessment: SystemAssessment) -> Iterator[tuple[float, ...]]:
    """What each answer counts for in the eight categories, by reading."""
    for _, _, weights, _, credits in assessment.contributions:
        for row in credits:
            if row is not None:
                yield tuple(x if weight else 0.0 for x, weight in zip(row, weights, strict=True))


def words(assessment: SystemAssessment) -> Iterator[str]:
    """Every text that a person or the result says."""
    texts: list[str | None] = [assessment.headline.sentence, *assessment.notices]
    for one in assessment.determinations:
        texts += [answer.note for answer in one.answers]
        texts += one.labels
    for rule in assessment.rules:
        texts += [rule.rule, rule.title, rule.text, rule.contested, *rule.questions]
    for record in assessment.evidence:
        texts += [record.entry.id, record.entry.title, record.reason, record.entry.sha256]
        texts += [warning for run in record.runs for warning in run.warnings]
    for action in (*assessment.actions, *assessment.first_steps):
        texts += [action.question.id, action.question.remedy]
    for gap in assessment.essential_gaps:
        texts += [gap.question, gap.text]
    for cluster in assessment.clusters:
        texts += [cluster.title, cluster.text, *cluster.shared]
    for file in (*assessment.provenance.sheets, *assessment.provenance.instrument):
        texts += [file.path, file.sha256]
    return (inert.line(one) for one in texts if one)

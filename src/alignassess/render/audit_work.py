"""How the work was done, on how much, and how far it reaches."""

from collections import Counter

from alignassess.domain.signing import lacking
from alignassess.render.audit_case import AuditCase, said
from alignassess.render.audit_methods import DERIVED, looked_at
from alignassess.render.audit_words import METHOD_WORDS, SEVERITY_WORDS
from alignassess.render.document import (
    Block,
    Heading,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    links,
    listed,
    row,
)
from alignassess.render.figures import percent, short
from alignassess.render.register_view import DeterminationView


def method(case: AuditCase) -> Section:
    """Scoring rules and constants, grades of evidence, ways of finding out."""
    found = case.view.method
    blocks: list[Block] = [
        Paragraph(
            "The answers were counted three times by the same function: as answered, with a "
            "nonresponse as level 0; best, as if every unknown were good; and evidenced, counting "
            "only what evidence supports."
        ),
        Paragraph(
            "Grades of evidence rise from asserted over documented and tested to independent. An "
            "entry earns at most what it shows: documented takes a place and a date, tested a file "
            "with a matching digest, independent also an author who is neither operator nor "
            "vendor. What is stale, missing or about another model counts as asserted. Result "
            "files are bound to the declared model by digest, revision, name or label."
        ),
        Paragraph("Each question was looked at in one or more of these ways:"),
        listed(METHOD_WORDS.values()),
        Paragraph(DERIVED),
        Paragraph("Severity of findings, apart from every score:"),
        listed(SEVERITY_WORDS.values()),
        Heading("Scoring"),
        Paragraph(
            f"Method version {found.version}. Every constant is a judgement. {found.sources}"
        ),
        listed(found.formulae),
        Table("Ratings", ("Rating", "Risk"), tuple(row(*one) for one in found.cuts)),
        Table(
            "Constants",
            ("Constant", "Value", "Meaning"),
            tuple(row(one.name, short(one.value), one.meaning) for one in found.constants),
        ),
        Table(
            "Layers",
            ("Layer", "What its questions speak about"),
            tuple(row(*one) for one in case.view.layer_words),
        ),
    ]
    return Section("7", "Method", tuple(blocks))


def sample(case: AuditCase) -> Section:
    """What there was to look at, and what was taken."""
    assessment, samples = case.assessment, case.engagement.samples if case.engagement else ()
    complete = assessment.completeness
    ways = Counter(
        way.value
        for one in assessment.determinations
        if one.applies
        for way in looked_at(one, case)[0]
    )
    blocks: list[Block] = [
        Table(
            "Populations",
            ("Population", "Chosen", "Size", "Period", "Exceptions"),
            (
                row(
                    f"the questions of the scope: {len(assessment.determinations)}",
                    "all",
                    f"{complete.applicable} scored questions apply, {complete.answered} answered",
                    f"as of {assessment.provenance.as_of}",
                    "",
                ),
                row(
                    f"the evidence that the sheet names: {len(assessment.evidence)} entries",
                    "all; digests recomputed where the file was there",
                    f"{sum(one.observation is not None for one in assessment.evidence)} files",
                    "",
                    "",
                ),
                *(
                    row(
                        one.population,
                        f"{one.method}{f', seed {one.seed}' if one.seed else ''}",
                        one.size,
                        said(one.period),
                        one.exceptions or "none stated",
                    )
                    for one in samples
                ),
            ),
        ),
        Paragraph(
            f"Answered: {percent(complete.share)} of the questions that apply. Claimed not to "
            f"apply: {percent(complete.not_applicable_share)}. With evidence of at least "
            f"documented assurance: {percent(complete.supported_share)}. Looked at by test: "
            f"{ways['test']}, by examination: {ways['examine']}, by interview: "
            f"{ways['interview']} questions."
        ),
        Paragraph(
            "That nothing was found in a sample does not show that there is nothing in the whole."
        ),
    ]
    if not samples:
        blocks.append(Paragraph("No sample of records, runs or transcripts is stated."))
    return Section("8", "Population and sample", tuple(blocks))


def limitations(case: AuditCase) -> Section:
    """Printed always; with the ids of all that was not assessed."""
    found = case.view.registers
    added = case.engagement.limitations if case.engagement else ()
    outside = [(f"Outside the scope, {title}", ids) for title, ids in found.outside]
    without = lacking(case.engagement, case.assessment) if case.engagement else ()
    groups: list[tuple[str, tuple[str, ...]]] = [
        (
            "Not assessed, because not known, declined or not answered",
            _ids(found.unknown + found.unanswered),
        ),
        ("Not assessed, because claimed not to apply", _ids(found.not_applicable)),
        ("Not asked, because the condition does not hold", _ids(found.not_asked)),
        ("Answered differently by different people", _ids(found.disputed)),
        *outside,
    ]
    if without:
        groups.append(("In the statement without tested evidence by the assessor", without))
    rows: tuple[Row, ...] = tuple(
        Row(((Span(label),), links(ids) or (Span("none"),))) for label, ids in groups
    )
    return Section(
        "9",
        "Limitations",
        (
            listed((*case.view.limitations, *added)),
            Table("What was not assessed", ("Why", "Questions"), rows),
        ),
    )


def _ids(rows: tuple[DeterminationView, ...]) -> tuple[str, ...]:
    return tuple(one.question.id for one in rows)

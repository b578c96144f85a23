"""Findings and what people say of them; what stands well; follow-up; views not reconciled."""

from collections.abc import Iterator

from alignassess.domain.engagement import Severity
from alignassess.domain.model import SOUND_LEVEL
from alignassess.domain.standing import State
from alignassess.render.audit_case import EVIDENCE, FINDING, NOT_STATED, AuditCase, day, said
from alignassess.render.audit_words import SEVERITY_WORDS
from alignassess.render.document import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Section,
    Span,
    Table,
    facts,
    links,
    listed,
    row,
)
from alignassess.render.figures import four, two
from alignassess.render.work_view import FindingView


def findings(case: AuditCase) -> Section:
    """Each as criterion, condition, cause, effect, recommendation, response."""
    blocks: list[Block] = [
        Paragraph(
            "Ids stay the same from one report to the next. Severity is a judgement apart from the "
            "rating; where no person gave one, it is proposed from the answer alone and says so."
        )
    ]
    views = [one for group in case.view.groups for one in group.findings]
    if not views:
        blocks.append(Paragraph("No answer stands below level 3, and there is no nonresponse."))
    for one in views:
        question = one.finding.question.id
        blocks.append(Heading(one.finding.id, f"{FINDING}{question}"))
        blocks.append(facts(f"Finding {one.finding.id}", _finding(one, case)))
    gone = case.engagement.withdrawn if case.engagement else ()
    if gone:
        blocks.append(Heading("Withdrawn findings"))
        blocks.append(Paragraph("Their ids are not used again."))
        blocks.append(
            Table(
                "Withdrawn findings",
                ("Finding", "Withdrawn on", "Reason"),
                tuple(row(x.id, day(x.on), x.reason) for x in gone),
            )
        )
    return Section("11", "Findings", tuple(blocks))


def _finding(one: FindingView, case: AuditCase) -> Iterator[tuple[str, str | Cell]]:
    found, question = one.finding, one.finding.question
    note = case.finding_note.get(question.id)
    severity = note.severity if note else None
    notes = "".join(f" Note: {text}" for text in one.notes)
    yield (
        "Severity",
        SEVERITY_WORDS[severity] if severity else f"proposed, {SEVERITY_WORDS[_proposed(one)]}",
    )
    if found.rating:
        yield "Rating", f"{found.rating}{', essential gap' if found.essential else ''}"
    yield "Criterion", f"{question.text} Level {found.next_level}: {found.next_label}"
    yield "Condition", f"{found.state.value}, level {found.level}: {found.label}{notes}"
    for each in found.contradictions:
        yield (
            "Speaks against it",
            f"Answered: {each.answered}; {each.evidence}: {each.found}",
        )
    rules = "; ".join(f"{x.rule} {x.title}, see section 10" for x in one.rules)
    told = (note.cause if note else None, rules and f"Rules in force on it: {rules}")
    yield "Cause", ". ".join(x for x in told if x) or "not examined"
    through = f" through {question.layer.value}" if question.layer else ""
    effect = (
        f"Bears on {one.bears_on}{through}."
        if one.bears_on
        else "Bears on no category by itself; it sustains the rest."
    )
    gains = f" Risk that closing it would take away, as answered: {one.gains}." if one.gains else ""
    yield "Effect", " ".join(x for x in ((note.effect if note else None), effect + gains) if x)
    yield (
        "Category and layer",
        ", ".join(
            [case.instrument.category[x].title for x in question.categories]
            + ([question.layer.value] if question.layer else [])
        )
        or "none",
    )
    remedy = f"{question.remedy or NOT_STATED} (closed by {one.closed_by})"
    yield (
        "Recommendation",
        " ".join(x for x in ((note.recommendation if note else None), remedy) if x),
    )
    yield "Effort", one.effort
    yield "Owner", said(note.owner if note else None)
    yield "Due", day(note.due if note else None) or NOT_STATED
    yield "Management response", said(note.response if note else None)
    yield "Status", (note.status if note else None) or "open"
    evidence = links(found.evidence, EVIDENCE)
    yield "Evidence", (Span(found.assurance.value), *(evidence or (Span("none"),)))
    yield (
        "Answer",
        (Span(question.id, question.id), *((Span(f"at {one.place}"),) if one.place else ())),
    )
    if question.contested:
        yield "Contested", question.contested
    yield "References", ", ".join(question.references) or "none"


def _proposed(one: FindingView) -> Severity:
    found = one.finding
    absent = found.level == 0 or found.state is not State.ANSWERED
    return Severity.MAJOR if absent or found.essential else Severity.MINOR


def positive(case: AuditCase) -> Section:
    """What stands well, short."""
    blocks: list[Block] = []
    told = case.engagement.positive if case.engagement else ()
    if told:
        blocks.append(listed(told))
    sound = [
        one
        for one in case.assessment.determinations
        if one.levels is not None
        and one.applies
        and one.levels[2] >= SOUND_LEVEL
        and one.state is State.ANSWERED
        and one.question.id not in case.has_finding
    ]
    blocks.append(
        Paragraph(f"Answers at level 3 or 4 that hold when only evidence counts: {len(sound)}.")
    )
    if sound:
        blocks.append(
            Table(
                "Answers that evidence supports",
                ("Question", "Text", "Answer", "Level", "Assurance"),
                tuple(
                    row(
                        links([x.question.id]),
                        x.question.text,
                        "; ".join(x.labels),
                        str((x.levels or (0, 0, 0))[2]),
                        x.assurance.value,
                    )
                    for x in sound
                ),
            )
        )
    improvements = case.view.improvements
    if improvements:
        blocks.append(
            Table(
                "Possible improvements: sound answers with one level left",
                ("Question", "Answer", "What is left"),
                tuple(
                    row(
                        links([x.finding.question.id]),
                        x.finding.label,
                        x.finding.next_label,
                    )
                    for x in improvements
                ),
            )
        )
    return Section("12", "Positive observations", tuple(blocks))


def follow_up(case: AuditCase) -> Section:
    """Earlier findings and their state; the plan of action."""
    engagement = case.engagement
    blocks: list[Block] = []
    earlier = engagement.earlier if engagement else ()
    steps = engagement.plan if engagement else ()
    if earlier:
        blocks.append(
            Table(
                "Earlier findings",
                ("Finding", "Report", "State", "Remark"),
                tuple(row(x.id, said(x.report), x.state, x.remark or "") for x in earlier),
            )
        )
    else:
        blocks.append(Paragraph("No earlier finding is stated."))
    if steps:
        blocks.append(
            Table(
                "Plan of action",
                ("What", "Owner", "Due", "Findings"),
                tuple(row(x.what, x.owner, day(x.due), links(x.questions)) for x in steps),
            )
        )
    else:
        blocks.append(Paragraph("No plan of action with milestones is stated."))
    system = case.view.system
    if system is not None and system.actions:
        blocks.append(
            Table(
                "Order of work that the method proposes, one remedy after the other, with the fall "
                "of risk by category, each given the steps before it",
                (
                    "Step",
                    "Finding",
                    "Recommendation",
                    "Highest risk after it",
                    *(code for code, _ in case.view.codes),
                ),
                tuple(
                    row(
                        str(index),
                        links([x.action.question.id], FINDING),
                        x.action.question.remedy or NOT_STATED,
                        two(x.action.worst_after),
                        *("" if gain is None else four(gain) for gain in x.gains),
                    )
                    for index, x in enumerate(system.actions, start=1)
                ),
            )
        )
    return Section("16", "Follow-up", tuple(blocks))


def disagreements(case: AuditCase) -> Section:
    """Views of management and assessor that were not reconciled, and answers that disagree."""
    told = case.engagement.disagreements if case.engagement else ()
    blocks: list[Block] = []
    if told:
        blocks.append(
            Table(
                "Views that were not reconciled, verbatim",
                ("About", "Management", "Assessor"),
                tuple(row(x.about, said(x.management), said(x.assessor)) for x in told),
            )
        )
    else:
        blocks.append(Paragraph("No disagreement between management and assessor is stated."))
    disputed = case.view.registers.disputed
    if disputed:
        blocks.append(
            Table(
                "Answers that disagree; the lower counts",
                ("Question", "Answer", "By"),
                tuple(
                    row(links([x.question.id]), given.label, given.by)
                    for x in disputed
                    for given in x.given
                ),
            )
        )
    return Section("17", "Disagreements", tuple(blocks))

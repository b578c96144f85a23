"""Every question and every piece of evidence, whether or not anything came of it."""

from collections.abc import Iterator

from alignassess.domain.assessment import EvidenceRecord
from alignassess.render.audit_case import EVIDENCE, FINDING, AuditCase, day
from alignassess.render.audit_methods import DERIVED, determined, looked_at
from alignassess.render.document import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    links,
    row,
    text,
)
from alignassess.render.register_view import DeterminationView, EvidenceView, GivenView

_NOBODY = GivenView("", "", "", "", "", "")


def determinations(case: AuditCase) -> Section:
    """Every question of the scope: asked or not and why, answer, method, result, review."""
    blocks: list[Block] = [
        Paragraph(
            "Every question of the scope, whether or not it was asked. Levels are best, as "
            "answered, and evidenced."
        ),
        Paragraph(DERIVED),
    ]
    for section in case.view.registers.sections:
        blocks.append(Heading(section.title))
        blocks.append(
            Table(
                f"Determination register: {section.title}",
                (
                    "Question",
                    "Text",
                    "Asked",
                    "Answer",
                    "Levels",
                    "By, on",
                    "Method, depth",
                    "Assurance",
                    "Evidence",
                    "Result",
                    "Finding",
                    "Reviewed",
                    "Note",
                    "Where",
                    "Remark",
                ),
                tuple(each for one in section.rows for each in _rows(one, case)),
            )
        )
    for title, questions in case.view.registers.outside:
        blocks.append(
            Paragraph(f"Outside the scope and not assessed, {title}: {', '.join(questions)}.")
        )
    claims = [
        row(links([x.question.id]), x.question.text, g.note, g.by, g.on, x.assurance, g.evidence)
        for x in case.view.registers.not_applicable
        for g in x.given
    ]
    if claims:
        blocks.append(Heading("Claims that a question does not apply"))
        blocks.append(
            Paragraph(
                "Each is left out of the best reading and of the reading as answered, and counts "
                "as level 0 in the evidenced reading until a document supports the claim."
            )
        )
        blocks.append(
            Table(
                "Claims that a question does not apply",
                ("Question", "Text", "Reason given", "By", "On", "Assurance", "Evidence"),
                tuple(claims),
            )
        )
    return Section("13", "Determination register", tuple(blocks))


def _rows(one: DeterminationView, case: AuditCase) -> Iterator[Row]:
    question = one.question.id
    found = next(x for x in case.assessment.determinations if x.question.id == question)
    ways, derived = looked_at(found, case)
    marked = case.marked.get(question)
    method = ", ".join(x.value for x in ways)
    depth = marked.depth.value if marked and marked.depth else "basic"
    coverage = f", {marked.coverage}" if marked and marked.coverage else ""
    reviewed = (
        f"{marked.reviewed_by}, {day(marked.reviewed_on) or 'no date'}"
        if marked and marked.reviewed_by
        else ""
    )
    remark = "; ".join(x for x in (one.remark, marked.remark if marked else None) if x)
    has_finding = question in case.has_finding
    for index, given in enumerate(one.given or (_NOBODY,)):
        yield row(
            links([question]) if index else text(question),
            one.question.text,
            "yes" if one.asked else "no",
            given.label or (one.state_words if one.asked else ""),
            "" if one.levels is None else ", ".join(map(str, one.levels)),
            ", ".join(x for x in (given.by, given.on) if x),
            f"{method}{', derived' * derived}; {depth}{coverage}" if method else "",
            one.assurance if one.asked or one.given else "",
            _evidence_links(question, index, case),
            determined(found, has_finding),
            links([question], FINDING) if has_finding else text(""),
            reviewed,
            given.note,
            given.place,
            remark,
            id=question if not index else "",
        )


def _evidence_links(question: str, index: int, case: AuditCase) -> Cell:
    found = next(x for x in case.assessment.determinations if x.question.id == question)
    return links(found.answers[index].evidence, EVIDENCE) if index < len(found.answers) else ()


def evidence(case: AuditCase) -> Section:
    """Every entry with digest, grade, keeper, and what result files say run by run."""
    registers = case.view.registers
    if not registers.evidence:
        return Section("14", "Evidence register", (Paragraph("The sheet names no evidence."),))
    records = {one.entry.id: one for one in case.assessment.evidence}
    blocks: list[Block] = [
        Paragraph(
            "SHA-256 of each file as obtained, before any reading. A digest shows that a file is "
            "the same file, not that what it says is true. Digests were computed by the program "
            "when this report was prepared, from the files beside the sheet, where nobody is named."
        ),
        Table(
            "Evidence register",
            (
                "Id",
                "Title",
                "Kind",
                "Origin, about",
                "Obtained",
                "Obtained by",
                "Custodian",
                "Kept at",
                "Size",
                "sha256",
                "Hashed by",
                "Found",
                "Claimed",
                "Earned",
                "Why not more",
                "Supports",
                "Sensitivity",
                "Keep until",
            ),
            tuple(_entry(one, records[one.id], case) for one in registers.evidence),
        ),
    ]
    if registers.results:
        blocks.append(
            Table(
                "What the result files among them say, run by run",
                (
                    "Evidence",
                    "Run",
                    "Model",
                    "Bound",
                    "Dated",
                    "Worth",
                    "Verdicts",
                    "Warnings",
                ),
                tuple(
                    row(
                        links([x.evidence], EVIDENCE),
                        x.run,
                        x.model,
                        x.bound,
                        x.dated,
                        "; ".join(each for each in (x.state, x.reason) if each),
                        "; ".join(x.verdicts),
                        " ".join(x.warnings),
                    )
                    for x in registers.results
                ),
            )
        )
    return Section("14", "Evidence register", tuple(blocks))


def _entry(one: EvidenceView, record: EvidenceRecord, case: AuditCase) -> Row:
    kept = case.kept.get(one.id)
    seen = record.observation
    hashed = kept.hashed_by if kept else None
    by_program = "the program" if seen is not None and seen.sha256 else ""
    return row(
        one.id,
        one.title,
        (kept.kind if kept else None) or _kind(record),
        one.about,
        one.obtained,
        one.by,
        (kept.custodian if kept else None) or "",
        one.kept,
        "" if seen is None or seen.size is None else f"{seen.size} bytes",
        one.digest,
        ", ".join(x for x in (hashed, day(kept.hashed_on) if kept else "") if x) or by_program,
        one.found,
        one.claimed,
        one.earned,
        one.reason,
        links(one.supports),
        (kept.sensitivity if kept else None) or "",
        day(kept.retain_until) if kept else "",
        id=f"{EVIDENCE}{one.id}",
    )


def _kind(record: EvidenceRecord) -> str:
    if record.runs:
        return "result file"
    if record.entry.file is not None:
        return "file"
    return "record kept elsewhere" if record.entry.location else "statement"

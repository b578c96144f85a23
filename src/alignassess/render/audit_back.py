"""Sign-off, provenance, and the annexes."""

from collections.abc import Iterator

from alignassess.domain.engagement import Signature, SignOff
from alignassess.domain.seal import inputs_of
from alignassess.render.audit_case import NOT_STATED, AuditCase, day, said
from alignassess.render.document import (
    Block,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    facts,
    links,
    listed,
    row,
)

_TERMS = (
    ("category", "one of the eight alignment failure categories of section 10"),
    ("criterion", "a question with its levels, against which an answer is held"),
    ("evidence", "an artefact with a place or a digest, and a date"),
    ("exposure", "how much room there is for a failure, before practices are counted"),
    (
        "finding",
        "an answer below level 3, a nonresponse, or an answer that its evidence contradicts",
    ),
    ("level", "0, worst, to 4, best, of an answer"),
    ("nonresponse", "not known, declined, or not answered"),
    ("reading", "best, as answered, or evidenced: three counts of the same answers"),
    ("risk", "an ordinal figure from 0 to 1; not a probability"),
    ("rule", "an interaction that changes credit or exposure, or holds a risk up"),
    ("stakes", "what is at risk, the same for every category"),
)


def sign_off(case: AuditCase) -> Section:
    """Who prepared, reviewed and approved; blank where nobody did."""
    found = case.engagement.sign_off if case.engagement else SignOff()
    earlier = case.engagement.report.supersedes if case.engagement else None
    blocks: list[Block] = [
        Table(
            "Sign-off",
            ("Part", "Name", "Role", "Date", "Signature"),
            (
                _signed("Prepared by", found.prepared),
                _signed("Reviewed by", found.reviewed),
                _signed("Approved by", found.approved),
            ),
        ),
        Paragraph("The program signs nothing. Where a line is blank, nobody has signed."),
        Paragraph(
            "Supersedes: nothing."
            if earlier is None
            else f"Supersedes: {earlier.id}, version {earlier.version}, sha256 "
            f"{said(earlier.sha256)}."
        ),
    ]
    return Section("18", "Sign-off", tuple(blocks))


def _signed(part: str, one: Signature | None) -> Row:
    if one is None:
        return row(part, "", "", "", "")
    return row(part, one.name, one.role, day(one.date), one.signature or "")


def provenance(case: AuditCase) -> Section:
    """Tool, versions, options, digests of all inputs, and how to make the report again."""
    found = case.assessment.provenance
    options = [f"--as-of {found.as_of}"]
    if not case.assessment.full_scope:
        options += [f"--questionnaire {one}" for one in case.assessment.scope]
    options += [f"--framework {one.framework}" for one in case.assessment.frameworks]
    if case.engagement_file is not None:
        options.append(f"--engagement {case.engagement_file.path}")
    files = [(x.kind, x.path, x.sha256) for x in inputs_of(found)]
    if case.engagement_file is not None:
        files.insert(0, ("engagement", case.engagement_file.path, case.engagement_file.sha256))
    sheet = found.sheets[0].path if found.sheets else "SHEET"
    blocks: list[Block] = [
        facts(
            "Tool",
            (
                ("Prepared with", found.tool),
                ("Method version", found.method_version),
                ("Pack of questions", str(found.pack)),
                ("Result format", case.assessment.format),
                ("Clock", f"the date of the assessment is {found.as_of}; no time is taken"),
                ("Options", " ".join(options)),
                (
                    "To make it again",
                    f"alignassess report {sheet} --kind audit {' '.join(options)}",
                ),
            ),
        ),
        Paragraph("A digest shows that a file is the same file, not that what it says is true."),
        Table("Digests", ("Kind", "File", "sha256"), tuple(row(*one) for one in files)),
    ]
    inherited = case.view.registers.inherited
    if inherited:
        blocks.append(Heading("Inherited answers"))
        blocks.append(
            Table(
                "Inherited answers",
                ("Question", "From", "Held back"),
                tuple(row(links([x.question.id]), x.origin, x.held) for x in inherited),
            )
        )
    if case.assessment.notices:
        blocks.append(Heading("Notices"))
        blocks.append(listed(case.assessment.notices))
    return Section("A", "Tool provenance", tuple(blocks))


def annexes(case: AuditCase) -> Iterator[Section]:
    """OSCAL, terms and sources, interviews, change log."""
    yield Section(
        "B",
        "OSCAL export",
        (Paragraph("No OSCAL file was made with this report, so none is named here."),),
    )
    sources = case.view.citations.sources
    cited = listed(
        f"{x.key}: {x.authors} ({x.year}). {x.title}. {x.where}. Record: {x.status}."
        for x in sources
    )
    yield Section(
        "C",
        "Terms and sources",
        (
            Table("Terms", ("Term", "Meaning"), tuple(row(*one) for one in _TERMS)),
            *((Heading("Sources cited"), cited) if sources else ()),
        ),
    )
    yield Section("D", "Interview list", (_interviews(case),))
    changes = case.engagement.report.changes if case.engagement else ()
    log: Block = (
        Table(
            "Changes of this report",
            ("Version", "On", "What changed"),
            tuple(row(x.version, day(x.on), x.what) for x in changes),
        )
        if changes
        else Paragraph("No change is stated.")
    )
    yield Section("E", "Change log of this report", (log,))


def _interviews(case: AuditCase) -> Block:
    held = case.engagement.interviews if case.engagement else ()
    if held:
        return Table(
            "Interviews",
            ("On", "Who", "Role", "By", "Questions"),
            tuple(
                row(day(x.on), x.who, x.role or "", x.by or "", links(x.questions)) for x in held
            ),
        )
    people = case.assessment.respondents
    if not people:
        return Paragraph("No interview and no respondent is stated.")
    return Table(
        "Nobody stated an interview; these people gave answers",
        ("Name", "Role", "Organisation", "Questions"),
        tuple(
            row(
                x.name or x.key,
                x.role or NOT_STATED,
                x.organisation or NOT_STATED,
                links(
                    one.question.id
                    for one in case.assessment.determinations
                    if any(answer.by == x.key for answer in one.answers)
                ),
            )
            for x in people
        ),
    )

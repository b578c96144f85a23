"""From an assessment and an engagement file to a sealed audit report."""

from collections.abc import Collection, Sequence
from pathlib import Path

from alignassess.domain.answers import SourceFile
from alignassess.domain.assessment import SystemAssessment, VendorAssessment
from alignassess.domain.engagement import Engagement
from alignassess.domain.moving import Dates
from alignassess.domain.seal import Input, inputs_of, marks_of, sealed
from alignassess.errors import Place, Problem, UsageError
from alignassess.files.engagement_file import read_engagement
from alignassess.files.instrument_files import load_instrument, load_library
from alignassess.files.sealed_report import read_sealed
from alignassess.render.audit_report import (
    ALWAYS_SHOWN,
    SECTION_KEYS,
    audit_document,
    document_html,
    document_markdown,
)


def audit_text(
    assessment: SystemAssessment | VendorAssessment,
    format: str,
    *,
    engagement: Path | None,
    redact: Sequence[str],
    output: Path | None,
    since: Dates | None = None,
) -> str:
    """The report as md or html; raises UsageError when its statement cannot be made."""
    made, file = (None, None)
    if engagement is not None:
        made, file = read_engagement(engagement, assessment, SECTION_KEYS)
    withheld = _withheld(redact, made)
    document = audit_document(
        assessment,
        instrument=load_instrument(),
        library=load_library(),
        engagement=made,
        engagement_file=file,
        withheld=withheld,
        since=since,
    )
    text = document_html(document) if format == "html" else document_markdown(document)
    about = (*_about(made, withheld), *marks_of(assessment))
    whole = sealed(text, _inputs(assessment, file, withheld), about)
    if output is not None:
        _never_edited(output, whole)
    return whole


def _withheld(redact: Sequence[str], engagement: Engagement | None) -> frozenset[str]:
    """Sections by number or letter, or by their marking in the engagement file."""
    markings = engagement.report.markings if engagement else ()
    found: set[str] = set()
    problems = []
    for one in redact:
        marked = {each.section for each in markings if each.marking == one}
        key = one.upper()
        if not marked and key not in SECTION_KEYS:
            problems.append(
                Problem(
                    f"no section and no marking is called {one}",
                    remedy=f"choose sections: {', '.join(SECTION_KEYS)}",
                )
            )
        found |= marked or {key}
    if not problems:
        problems = [
            Problem(f"section {one} is shown in every version", remedy="redact other sections")
            for one in sorted(found & ALWAYS_SHOWN)
        ]
    if problems:
        raise UsageError(*problems)
    return frozenset(found)


def _inputs(
    assessment: SystemAssessment | VendorAssessment,
    file: SourceFile | None,
    withheld: Collection[str],
) -> list[Input]:
    """Files with their digests; where their register is withheld, so are their names."""
    found = inputs_of(assessment.provenance)
    engaged = () if file is None else (Input("engagement", file.path, file.sha256),)
    hidden = {"evidence"} if "14" in withheld else set()
    hidden |= {"sheet", "evidence", "engagement"} if "A" in withheld else set()
    return [one._replace(path="") if one.kind in hidden else one for one in (*engaged, *found)]


def _about(engagement: Engagement | None, withheld: Collection[str]) -> tuple[tuple[str, str], ...]:
    found = [("kind", "audit")]
    if engagement is None:
        found.append(("status", "draft"))
    else:
        report = engagement.report
        found += [("status", report.status), ("id", report.id), ("version", report.version)]
    if withheld:
        found.append(("withheld", ", ".join(one for one in SECTION_KEYS if one in withheld)))
    return tuple(found)


def _never_edited(output: Path, text: str) -> None:
    """A final report is only superseded: its file is not written over with other content."""
    earlier = read_sealed(output)
    if earlier is not None and earlier[1].get("status") == "final" and earlier[0] != text:
        raise UsageError(
            Problem(
                "is a final report, which is superseded and never edited",
                Place(str(output)),
                "write to another file, with a higher report.version and report.supersedes",
            )
        )

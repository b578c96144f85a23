"""A short Markdown page for a pull request or a job: decisions, figures, the worst findings.

It is cut between rows to the size that its reader takes, and says what was left out.
"""

from collections.abc import Iterable, Iterator

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.gate import Outcome
from alignassess.render.figures import percent, two
from alignassess.render.formats.checks import Check, checks, worst_first
from alignassess.render.formats.material import Case, Material
from alignassess.render.formats.places import shown
from alignassess.render.inert import markdown

SUMMARY_BYTES = 900 * 1024
"""GitHub takes 1 MiB of a step."""

COMMENT_BYTES = 60_000
"""A comment may have 65,536 characters; room is left for what others add."""

MARKER = "<!-- alignassess -->"
"""By it a workflow finds the comment of an earlier run and replaces it."""

_ROOM_FOR_NOTE = 200

_COMMENT_FINDINGS = 10


def job_summary(material: Material) -> str:
    """The page for the summary of a job: every finding, as far as there is room."""
    return _cut(_page(material, most=None), material.most_bytes or SUMMARY_BYTES)


def comment(material: Material) -> str:
    """The page for a comment: the worst findings of each system."""
    lines = [MARKER, *_page(material, most=_COMMENT_FINDINGS)]
    return _cut(lines, material.most_bytes or COMMENT_BYTES)


def _cut(lines: Iterable[str], most: int) -> str:
    """As many whole lines as fit, and how many did not."""
    every = list(lines)
    kept: list[str] = []
    size = 0
    for line in every:
        size += len(line.encode()) + 1
        if size > most - _ROOM_FOR_NOTE:
            if kept and kept[-1].startswith("| ---"):
                del kept[-2:]  # the head of a table says nothing without a row
            left = len(every) - len(kept)
            kept += ["", f"Cut here: {left} more lines are in the full report."]
            break
        kept.append(line)
    return "\n".join(kept) + "\n"


def _page(material: Material, *, most: int | None) -> Iterator[str]:
    yield "## Alignment risk assessment"
    yield ""
    if material.problems:
        yield "**Not every sheet could be read.** What follows is about the others."
        yield ""
        yield from (f"- {markdown(str(one))}" for one in material.problems)
        yield ""
    decided = [case for case in material.cases if case.decision is not None]
    if decided:
        yield from _decisions(decided)
    if material.preview is not None:
        yield f"This is {material.preview}."
        yield ""
    yield from _systems(material.cases)
    yield from _vendors(material.cases)
    for case in material.cases:
        yield from _figures(case, material, several=len(material.cases) > 1)
        yield from _waivers(case)
        yield from _findings(case, material, most=most)
    yield (
        "Risk is ordinal, from 0 to 1, higher is worse. A self-assessment: nobody independent "
        "checked the answers."
    )


def _decisions(cases: list[Case]) -> Iterator[str]:
    """The worst outcome in one line, then one line for each system that did not pass."""
    order = list(Outcome)
    decisions = [case.decision for case in cases if case.decision is not None]
    counts = {one: sum(d.outcome is one for d in decisions) for one in reversed(order)}
    yield (
        f"**Gate: {max((d.outcome for d in decisions), key=order.index).value}** ("
        + ", ".join(f"{count} {outcome.value}" for outcome, count in counts.items() if count)
        + ")"
    )
    yield ""
    for decision in sorted(decisions, key=lambda one: -order.index(one.outcome)):
        if decision.outcome is not Outcome.PASS:
            reasons = "; ".join(map(markdown, decision.reasons))
            yield f"- {decision.outcome.value}: {markdown(decision.system)}: {reasons}"
    yield ""


def _systems(cases: Iterable[Case]) -> Iterator[str]:
    rows = [
        (case, case.assessment) for case in cases if isinstance(case.assessment, SystemAssessment)
    ]
    if not rows:
        return
    yield "| System | Rating | Worst risk | Essential gaps | Answered | Decision |"
    yield "| --- | --- | ---: | --- | ---: | --- |"
    for case, one in rows:
        worst = max(result.answered.headline_risk for result in one.categories)
        gaps = " ".join(gap.question for gap in one.essential_gaps) or "none"
        outcome = "not decided" if case.decision is None else case.decision.verdict
        yield (
            f"| {markdown(one.subject.name)} ({one.subject.id}) | {one.headline.rating} "
            f"| {two(worst)} | {gaps} | {percent(one.completeness.share)} | {outcome} |"
        )
    yield ""


def _vendors(cases: Iterable[Case]) -> Iterator[str]:
    rows = [case.assessment for case in cases if case.assessment.kind == "vendor"]
    if rows:
        yield "| Vendor | Answered | Findings |"
        yield "| --- | ---: | ---: |"
        for one in rows:
            name = f"{markdown(one.subject.name)} ({one.subject.id})"
            yield f"| {name} | {percent(one.completeness.share)} | {len(one.findings)} |"
        yield ""


def _figures(case: Case, material: Material, *, several: bool) -> Iterator[str]:
    one = case.assessment
    if not isinstance(one, SystemAssessment):
        return
    if several:
        yield f"### {markdown(one.subject.name)} ({one.subject.id})"
        yield ""
    yield markdown(one.headline.sentence)
    yield ""
    yield "| Category | Best | As answered | Evidenced | Inherent | Rating | Waiver |"
    yield "| --- | ---: | ---: | ---: | ---: | --- | --- |"
    for result in one.categories:
        waiver = case.category_waiver(result.category)
        figures = (result.best.risk, result.answered.risk, result.evidenced.risk, result.inherent)
        yield (
            f"| {markdown(material.label(result.category))} | "
            f"{' | '.join(map(two, figures))} | {result.rating} "
            f"| {'none' if waiver is None else markdown(waiver.id)} |"
        )
    yield ""


def _waivers(case: Case) -> Iterator[str]:
    if case.waivers:
        yield "| Waiver | Covers | Reason | Approved by | Until (inclusive, UTC) |"
        yield "| --- | --- | --- | --- | --- |"
        for one in case.waivers:
            words = (one.id, one.covers, one.reason, one.approved_by, one.expires.isoformat())
            yield f"| {' | '.join(map(markdown, words))} |"
        yield ""


def _findings(case: Case, material: Material, *, most: int | None) -> Iterator[str]:
    found = worst_first(checks(case, material))
    rows = found if most is None else found[:most]
    if not rows:
        return
    yield "| Finding | Rating | Level | Now | Next step | Where |"
    yield "| --- | --- | ---: | --- | --- | --- |"
    for one in rows:
        yield _finding(one, material)
    yield ""
    if len(found) > len(rows):
        yield f"{len(found) - len(rows)} more findings of {case.subject} are in the full report."
        yield ""


def _finding(one: Check, material: Material) -> str:
    finding = one.finding
    essential = ", essential gap" if finding is not None and finding.essential else ""
    waived = "" if one.waiver is None else f", waived by {markdown(one.waiver.id)}"
    change = "" if one.change in (None, "unchanged") else f", {one.change}"
    return (
        f"| {one.question.id} {markdown(one.title)} | {one.rating or 'none'}{essential}{waived}"
        f"{change} | {one.level} | {markdown(one.label)} | {markdown(one.question.remedy or '')} "
        f"| {markdown(f'{shown(one.file, material.folders)}:{one.line}')} |"
    )

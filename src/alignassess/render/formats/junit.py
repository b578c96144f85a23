"""JUnit XML, in the part that GitLab, Jenkins and GitHub actions read alike.

A suite is a system; a case is a question, or the decision of the gate. Names are unique, because of
equal ones only the first counts. No schema holds for all readers: beside the one of Jenkins' xunit
plug-in there is only the attribute `file`, by which GitLab links to the answer.
"""

from collections import Counter
from itertools import accumulate
from xml.etree import ElementTree as ET

from alignassess.domain.gate import Decision, Outcome
from alignassess.render import inert
from alignassess.render.formats.checks import Check, Kind, checks
from alignassess.render.formats.material import Case, Material
from alignassess.render.formats.places import shown

MOST_CASES = 20_000
"""Beyond this a suite has a case per category only: GitLab reads files of at most 30 MB."""


def junit(material: Material) -> str:
    """One suite per system; an empty run has one passing case, since Jenkins fails on none."""
    brief = _are_many(material)
    suites = []
    for case, key in zip(material.cases, material.keys, strict=True):
        rows = checks(case, material)
        made = [_decision(case, key)] if case.decision is not None else []
        grouped = _by_category(case, key, rows) if brief else [_row(key, r, material) for r in rows]
        suites.append(_suite(key, [*made, *grouped]))
    if material.problems:
        suites.append(_suite("sheets that could not be read", _unread(material)))
    if not suites:
        suites.append(_suite("alignassess", [ET.Element("testcase", _NOTHING)]))
    totals = _totals([one for suite in suites for one in suite])
    del totals["skipped"]  # Jenkins' schema has it for a suite, and not for all suites together
    root = ET.Element("testsuites", totals)
    root.set("name", "alignassess")
    root.extend(suites)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _are_many(material: Material) -> bool:
    """Whether there are more questions than a reader takes; no more is looked at than it needs."""
    return any(
        total > MOST_CASES
        for total in accumulate(len(checks(case, material)) for case in material.cases)
    )


_NOTHING = {"classname": "alignassess", "name": "no system was given"}


def _unread(material: Material) -> list[ET.Element]:
    made = []
    for number, problem in enumerate(material.problems, start=1):
        one = _case("alignassess", "input", f"{number} {problem.place or 'input'}")
        if problem.place is not None:
            one.set("file", shown(problem.place.file, material.folders))
        _say(one, "error", str(problem), kind="input")
        made.append(one)
    return made


def _suite(key: str, cases: list[ET.Element]) -> ET.Element:
    suite = ET.Element("testsuite", {"name": inert.line(key), **_totals(cases)})
    suite.extend(cases)
    return suite


def _totals(cases: list[ET.Element]) -> dict[str, str]:
    count = Counter(child.tag for one in cases for child in one)
    return {
        "tests": str(len(cases)),
        "failures": str(count["failure"]),
        "errors": str(count["error"]),
        "skipped": str(count["skipped"]),
    }


def _case(key: str, group: str, name: str) -> ET.Element:
    classname = f"{inert.line(key)}.{group}"
    return ET.Element("testcase", {"classname": classname, "name": inert.line(name)})


def _decision(case: Case, key: str) -> ET.Element:
    decision = case.decision
    assert isinstance(decision, Decision)  # noqa: S101 - only decided cases come here
    made = _case(key, "gate", "decision of the gate")
    if decision.outcome is not Outcome.PASS:
        tag = "failure" if decision.outcome is Outcome.FAIL else "error"
        _say(made, tag, decision.sentence, kind=decision.outcome.value)
    said = [decision.sentence] if decision.outcome is Outcome.PASS else []
    said += [
        f"{one.id}: {one.covers}, approved by {one.approved_by}, until {one.expires.isoformat()}"
        for one in case.waivers
    ]
    if said:
        ET.SubElement(made, "system-out").text = "\n".join(map(inert.line, said))
    return made


def _row(key: str, one: Check, material: Material) -> ET.Element:
    named = one.question.categories
    made = _case(
        key,
        named[0].value if len(named) == 1 else "several-categories",
        f"{one.question.id} {one.title}",
    )
    made.set("file", shown(one.file, material.folders))
    if one.waiver is not None:
        until = one.waiver.expires.isoformat()
        text = (
            f"waiver {one.waiver.id} until {until} inclusive: {one.waiver.reason}; {one.sentence}"
        )
        _say(made, "skipped", text)
    elif one.kind is Kind.NOT_APPLICABLE:
        _say(made, "skipped", f"claimed not to apply: {' / '.join(one.notes) or 'no reason given'}")
    elif one.kind is Kind.GAP:
        _say(made, "failure", one.sentence, kind=one.rating or "gap")
    elif one.kind is Kind.OPEN:
        _say(made, "error", one.sentence, kind=one.state.value)
    notes = [*one.notes, f"{shown(one.file, material.folders)}:{one.line}"]
    ET.SubElement(made, "system-out").text = "\n".join(notes)
    return made


def _by_category(case: Case, key: str, rows: tuple[Check, ...]) -> list[ET.Element]:
    """One case per category, over the questions that are about it."""
    made = []
    for result in case.assessment.categories:
        mine = [row for row in rows if result.category in row.question.categories]
        gaps = [row for row in mine if row.kind is Kind.GAP and row.waiver is None]
        unknown = [row for row in mine if row.kind is Kind.OPEN and row.waiver is None]
        one = _case(key, result.category.value, "questions")
        text = f"{len(gaps)} of {len(mine)} questions below level 3, {len(unknown)} without answer"
        if gaps:
            _say(one, "failure", text, kind="gap")
        elif unknown:
            _say(one, "error", text, kind="open")
        made.append(one)
    return made


def _say(case: ET.Element, tag: str, text: str, *, kind: str | None = None) -> None:
    said = inert.line(text)
    child = ET.SubElement(case, tag, {"message": said})
    if kind is not None:
        child.set("type", kind)
    child.text = said

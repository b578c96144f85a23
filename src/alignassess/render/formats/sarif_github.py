"""SARIF 2.1.0 as GitHub code scanning takes it: findings only, the worst first, within its limits.

GitHub reads neither `kind` nor `suppressions`, so what is waived is left out, and a nonresponse is
a failure like any other. It refuses a whole upload in which one result has no place.
"""

from collections import Counter
from collections.abc import Iterator
from heapq import nlargest

from alignassess.domain.gate import Outcome
from alignassess.render.formats import sarif_parts as parts
from alignassess.render.formats.checks import Check, checks, severity, worst_first
from alignassess.render.formats.json_out import Object, dump
from alignassess.render.formats.material import Material

MOST_RESULTS = 5_000
"""Results of a run that GitHub shows; it takes 25,000."""

_Row = tuple[str, str, Check]
"""The key and the subject of a case, and a finding of it."""


def sarif_github(material: Material) -> str:
    """One run, kept also when it is empty: otherwise old alerts would never close."""
    counts: Counter[str] = Counter()
    # As sorting does, this keeps the order of equals, and so that within a system.
    shown = nlargest(MOST_RESULTS, _findings(material, counts), key=lambda row: severity(row[2]))
    found, waived = counts["found"], counts["waived"]
    return dump(
        parts.log(
            material,
            lambda: (_result(subject, one, key, material) for key, subject, one in shown),
            rules=parts.question_rules(material),
            notifications=[*_decisions(material), *_left_out(found - len(shown), waived)],
            properties={"findings": found, "shown": len(shown), "waived": waived},
        )
    )


def _findings(material: Material, counts: Counter[str]) -> Iterator[_Row]:
    """Every finding that is not waived; all are counted."""
    for case, key in zip(material.cases, material.keys, strict=True):
        for one in worst_first(checks(case, material)):
            counts["found" if one.waiver is None else "waived"] += 1
            if one.waiver is None:
                yield key, case.subject, one


def _result(subject: str, one: Check, key: str, material: Material) -> Object:
    return {
        "ruleId": one.question.id,
        "kind": "fail",
        "level": parts.level(one),
        "message": {"text": parts.plain(f"{subject}: {one.title}: {one.sentence}")},
        "locations": [
            parts.location(one.file, one.line, material, logical=one.id, always_inside=True)
        ],
        "partialFingerprints": parts.fingerprints(key, one.question.id),
    }


def _decisions(material: Material) -> list[Object]:
    return [
        {
            "level": "note" if case.decision.outcome is Outcome.PASS else "error",
            "message": {"text": parts.plain(case.decision.sentence)},
            "descriptor": {"id": "gate-decision"},
        }
        for case in material.cases
        if case.decision is not None
    ]


def _left_out(cut: int, waived: int) -> list[Object]:
    said = []
    if cut:
        said.append(f"{cut} findings are left out: code scanning shows {MOST_RESULTS} of a run")
    if waived:
        said.append(f"{waived} waived findings are left out")
    return [
        {"level": "note", "message": {"text": text}, "descriptor": {"id": "left-out"}}
        for text in said
    ]

"""SARIF 2.1.0 as GitHub code scanning takes it: findings only, the worst first, within its limits.

GitHub reads neither `kind` nor `suppressions`, so what is waived is left out, and a nonresponse is
a failure like any other. It refuses a whole upload in which one result has no place.
"""

from alignassess.domain.gate import Outcome
from alignassess.render.formats import sarif_parts as parts
from alignassess.render.formats.checks import Check, checks, severity, worst_first
from alignassess.render.formats.json_out import Object, dump
from alignassess.render.formats.material import Case, Material

MOST_RESULTS = 5_000
"""Results of a run that GitHub shows; it takes 25,000."""

_Row = tuple[int, str, Case, Check]


def sarif_github(material: Material) -> str:
    """One run, kept also when it is empty: otherwise old alerts would never close."""
    rows: list[_Row] = []
    waived = 0
    for case, key in zip(material.cases, material.keys, strict=True):
        for one in worst_first(checks(case, material)):
            if one.waiver is not None:
                waived += 1
            else:
                rows.append((-severity(one), key, case, one))
    rows.sort(key=lambda row: row[0])  # stable: the order within a system stays
    shown = rows[:MOST_RESULTS]
    return dump(
        parts.log(
            material,
            [_result(case, one, key, material) for _, key, case, one in shown],
            rules=parts.question_rules(material),
            notifications=[*_decisions(material), *_left_out(len(rows) - len(shown), waived)],
            properties={"findings": len(rows), "shown": len(shown), "waived": waived},
        )
    )


def _result(case: Case, one: Check, key: str, material: Material) -> Object:
    return {
        "ruleId": one.question.id,
        "kind": "fail",
        "level": parts.level(one),
        "message": {"text": parts.plain(f"{case.subject}: {one.title}: {one.sentence}")},
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

"""GitLab Code Quality: one object per finding.

Its parser stops without a word at the first entry that it cannot take, and shows one of those that
share a fingerprint. The check's name is not displayed, so the description begins with it.
"""

from collections.abc import Iterator

from alignassess.domain.digests import digest_over
from alignassess.domain.model import Rating
from alignassess.errors import Problem
from alignassess.render import inert
from alignassess.render.formats.checks import checks, worst_first
from alignassess.render.formats.json_out import Each, Object, pieces
from alignassess.render.formats.material import Material
from alignassess.render.formats.places import shown

_SEVERITY = {
    Rating.CRITICAL: "blocker",
    Rating.HIGH: "critical",
    Rating.MEDIUM: "major",
    Rating.LOW: "minor",
    None: "major",
}
"""The five words of GitLab are info, minor, major, critical, blocker."""


def gitlab(material: Material) -> Iterator[str]:
    """Every finding; a waived one is kept as information, so that it stays in sight."""
    return pieces(Each(lambda: _entries(material)))


def _entries(material: Material) -> Iterator[Object]:
    for case, key in zip(material.cases, material.keys, strict=True):
        for one in worst_first(checks(case, material)):
            waived = "" if one.waiver is None else f"waived by {one.waiver.id}: "
            text = f"{one.question.id} ({case.subject}): {waived}{one.title}: {one.sentence}"
            yield {
                "description": inert.line(text),
                "check_name": one.question.id,
                "fingerprint": digest_over((key, one.question.id, "questionnaire/1")),
                "severity": _SEVERITY[one.rating] if one.waiver is None else "info",
                "location": {
                    "path": shown(one.file, material.folders),
                    "lines": {"begin": one.line},
                },
            }
    if material.preview is not None:
        yield _preview(material)
    for problem in material.problems:
        yield _unread(problem, material)


def _preview(material: Material) -> Object:
    """That these are not the findings of today."""
    return {
        "description": f"alignassess: this is {material.preview}",
        "check_name": "preview",
        "fingerprint": digest_over(("preview", material.preview or "")),
        "severity": "info",
        "location": {"path": ".", "lines": {"begin": 1}},
    }


def _unread(problem: Problem, material: Material) -> Object:
    """A sheet that could not be read: its findings are missing."""
    place = problem.place
    return {
        "description": inert.line(f"alignassess: {problem.message}"),
        "check_name": "unreadable-sheet",
        "fingerprint": digest_over(("unreadable-sheet", str(problem))),
        "severity": "blocker",
        "location": {
            "path": "." if place is None else shown(place.file, material.folders),
            "lines": {"begin": 1 if place is None else place.line or 1},
        },
    }

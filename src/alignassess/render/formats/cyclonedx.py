"""CycloneDX 1.6 attestation: the questions as a standard, the answers as claims on evidence.

The conformance of a requirement is the level of its answer by 4; confidence follows the assurance
of the evidence. Neither says that the system meets anything but its own answers.
"""

from alignassess import __version__
from alignassess.domain.assessment import EvidenceRecord, SystemAssessment
from alignassess.domain.digests import digest_over
from alignassess.domain.model import ASSURANCES, TOP_LEVEL, Assurance
from alignassess.domain.subject import ModelReference
from alignassess.render import inert
from alignassess.render.formats.checks import Check, checks
from alignassess.render.formats.json_out import Object, compact, dump, present, uuid
from alignassess.render.formats.material import Case, Material
from alignassess.render.formats.oscal_parts import moment
from alignassess.render.wording import STATE_WORDS, STATEMENT, VENDOR_STATEMENT

_CONFIDENCE = {grade: (index + 1) / len(ASSURANCES) for index, grade in enumerate(ASSURANCES)}
"""Asserted 0.25, documented 0.5, tested 0.75, independent 1: an order, not a probability."""


def cyclonedx(material: Material) -> str:
    """One document over all results."""
    cases = [
        _Parts(case, key, material) for case, key in zip(material.cases, material.keys, strict=True)
    ]
    body: Object = {
        "components": [one.component() for one in cases],
        "definitions": {"standards": [_standard(material)]},
        "declarations": {
            "assessors": [{"bom-ref": "assessor", "thirdParty": False}],
            **present(attestations=[one.attestation() for one in cases]),
            **present(claims=[claim for one in cases for claim in one.claims()]),
            **present(evidence=[entry for one in cases for entry in one.evidence()]),
            **present(targets=present(components=[one.component(as_target=True) for one in cases])),
        },
    }
    content = digest_over((material.digest, compact(body)))
    return dump(
        {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{uuid('bom', content)}",
            "version": 1,
            "metadata": {
                "timestamp": moment(material.moment),
                "tools": {
                    "components": [
                        {"type": "application", "name": "alignassess", "version": __version__}
                    ]
                },
            },
            **body,
        }
    )


def _standard(material: Material) -> Object:
    return {
        "bom-ref": "standard",
        "name": "alignassess questionnaires",
        "version": material.instrument.method.method_version,
        "description": "Questions about alignment risk, each with five levels.",
        "requirements": [
            {
                "bom-ref": f"requirement:{one.id}",
                "identifier": one.id,
                "title": one.slug.replace("-", " "),
                "text": inert.line(one.text),
                "descriptions": [inert.line(one.why)],
            }
            for one in material.instrument.scored
        ],
    }


class _Parts:
    """One result, with the references by which its parts hold together."""

    def __init__(self, case: Case, key: str, material: Material) -> None:
        self.case = case
        self.prefix = uuid("cyclonedx", key)
        self.checks = checks(case, material)
        self.known = {one.id for one in material.instrument.scored}
        self.records = {one.entry.id: one for one in case.assessment.evidence}

    def component(self, *, as_target: bool = False) -> Object:
        """The system, or the vendor's model."""
        one = self.case.assessment
        is_system = isinstance(one, SystemAssessment)
        return {
            "type": "application" if is_system else "machine-learning-model",
            "bom-ref": f"{'target' if as_target else 'component'}:{self.prefix}",
            "name": inert.line(one.subject.name) or one.subject.id,
            **present(version=_version(one.subject.model)),
            "properties": [
                {"name": "alignassess:id", "value": one.subject.id},
                {"name": "alignassess:as-of", "value": one.provenance.as_of.isoformat()},
                *_ratings(self.case),
            ],
        }

    def claims(self) -> list[Object]:
        """One per question that was counted."""
        return [
            {
                "bom-ref": self._claim(one),
                "target": f"target:{self.prefix}",
                "predicate": f"{one.question.id}, {STATE_WORDS[one.state]}: {one.label}",
                **present(reasoning=" / ".join(one.notes)),
                **present(evidence=[self._evidence(name) for name in self._names(one)]),
            }
            for one in self.checks
        ]

    def evidence(self) -> list[Object]:
        """Every artefact that an answer names."""
        return [self._artefact(one) for one in self.records.values()]

    def attestation(self) -> Object:
        """The map from requirements to claims, with the words that limit it."""
        one = self.case.assessment
        said = one.headline.sentence if isinstance(one, SystemAssessment) else VENDOR_STATEMENT
        return {
            "summary": inert.line(said),
            "assessor": "assessor",
            **present(
                map=[
                    self._mapped(check) for check in self.checks if check.question.id in self.known
                ]
            ),
        }

    def _mapped(self, one: Check) -> Object:
        grade = self._assurance(one)
        scored = one.level is not None
        waived = "" if one.waiver is None else f" Waived by {inert.line(one.waiver.id)}."
        return {
            "requirement": f"requirement:{one.question.id}",
            "claims": [self._claim(one)],
            **(
                {
                    "conformance": {
                        "score": (one.level or 0) / TOP_LEVEL,
                        "rationale": f"Level {one.level} of 4 as answered.{waived}",
                    }
                }
                if scored
                else {}
            ),
            "confidence": {
                "score": _CONFIDENCE[grade],
                "rationale": f"Assurance of the evidence: {grade.value}.",
            },
        }

    def _assurance(self, one: Check) -> Assurance:
        """The best that the answer's evidence earned."""
        earned = [self.records[name].earned for name in self._names(one)]
        return max(earned, key=ASSURANCES.index, default=Assurance.ASSERTED)

    def _artefact(self, one: EvidenceRecord) -> Object:
        entry = one.entry
        where = inert.line(entry.file or entry.location or "")
        data: Object = {
            "name": inert.line(entry.title),
            **present(
                contents=present(
                    attachment=present(contentType="text/plain", content=where) if where else {}
                )
            ),
        }
        return {
            "bom-ref": self._evidence(entry.id),
            "propertyName": f"alignassess:evidence:{inert.line(entry.id)}",
            "description": inert.line(f"{entry.title}; earns {one.earned.value}"),
            "data": [data],
            **present(created=None if entry.obtained is None else moment(entry.obtained)),
        }

    def _names(self, one: Check) -> list[str]:
        named = dict.fromkeys(name for answer in one.answers for name in answer.evidence)
        return [name for name in named if name in self.records]

    def _claim(self, one: Check) -> str:
        return f"claim:{self.prefix}:{one.question.id}"

    def _evidence(self, name: str) -> str:
        return f"evidence:{uuid(self.prefix, name)}"


def _version(model: ModelReference | None) -> str | None:
    return None if model is None or model.version is None else inert.line(model.version)


def _ratings(case: Case) -> list[Object]:
    one = case.assessment
    found: list[Object] = []
    if isinstance(one, SystemAssessment):
        found = [
            {"name": f"alignassess:rating:{result.category}", "value": result.rating}
            for result in one.categories
        ]
        found.append({"name": "alignassess:statement", "value": STATEMENT})
    if case.decision is not None:
        found.append({"name": "alignassess:decision", "value": case.decision.verdict})
        if case.decision.preview is not None:
            day = case.decision.preview.isoformat()
            found.append({"name": "alignassess:preview", "value": day})
    return found

"""One result in OSCAL: what was observed, which risks it leaves, what was found."""

from collections.abc import Sequence
from urllib.parse import quote

from alignassess.domain.assessment import CategoryResult, EvidenceRecord, SystemAssessment
from alignassess.domain.digests import digest_over
from alignassess.domain.model import CATEGORIES, Category
from alignassess.render.figures import two
from alignassess.render.formats.checks import Check, Kind, checks
from alignassess.render.formats.json_out import Object, present, uuid
from alignassess.render.formats.material import Case, Material, made_from
from alignassess.render.formats.oscal_parts import (
    METHOD,
    markup,
    moment,
    objective,
    paragraphs,
    prop,
)
from alignassess.render.formats.places import shown
from alignassess.render.wording import STATE_WORDS

_ORIGIN: Object = {"actors": [{"type": "tool", "actor-uuid": uuid("tool")}]}
"""Who gives every figure: the program, which is a component of the document."""


class OscalCase:
    """The parts of one result, with the ids by which they refer to each other."""

    def __init__(self, case: Case, key: str, material: Material) -> None:
        self.case, self.key, self.material = case, key, material
        self.assessment = case.assessment
        self.digest = digest_over(made_from(case.assessment))
        """Of what this result was computed from; other results of the run do not touch it."""
        self.checks = checks(case, material)
        self.component_id = uuid("component", key)
        self._evidence = {one.entry.id: one for one in self.assessment.evidence}

    def component(self) -> Object:
        """The system or vendor."""
        one = self.assessment
        is_system = isinstance(one, SystemAssessment)
        return {
            "uuid": self.component_id,
            "type": "this-system" if is_system else "service",
            "title": markup(one.subject.name),
            "description": markup(f"{one.kind} {one.subject.id}"),
            "props": [prop("id", one.subject.id)],
            "status": {"state": "other"},
        }

    def tool(self) -> Object:
        """The program that wrote the document: the actor behind every figure."""
        return {
            "uuid": uuid("tool"),
            "type": "software",
            "title": "alignassess",
            "description": "Scores the answers; the method is described in docs/method.md.",
            "status": {"state": "operational"},
        }

    def observations(self) -> list[Object]:
        """One per question that was counted."""
        return [self._observation(one) for one in self.checks]

    def risks(self, *, open_only: bool = False) -> list[Object]:
        """One per category of a system; a vendor has none, since it has no exposure."""
        if not isinstance(self.assessment, SystemAssessment):
            return []
        gaps = {category for one in self.gaps() for category in one.question.categories}
        return [
            self._risk(one)
            for one in self.assessment.categories
            if not open_only or one.category in gaps
        ]

    def findings(self) -> list[Object]:
        """One per question that was counted; a nonresponse is not satisfied."""
        return [self._finding(one) for one in self.checks]

    def gaps(self) -> tuple[Check, ...]:
        """The findings of the method, improvements left aside."""
        return tuple(one for one in self.checks if one.finding is not None)

    def observation_id(self, one: Check) -> str:
        """The id of what was observed about a question."""
        return uuid("observation", self.key, one.question.id, self.digest)

    def risk_id(self, category: Category) -> str:
        """The id of a category's risk; the same from one assessment to the next."""
        return uuid("risk", self.key, category.value)

    def related_risks(self, one: Check) -> list[Object]:
        """References to the risks that a question bears on."""
        if not isinstance(self.assessment, SystemAssessment):
            return []
        named = [category for category in CATEGORIES if category in one.question.categories]
        return [{"risk-uuid": self.risk_id(category)} for category in named]

    def _observation(self, one: Check) -> Object:
        records = self._records(one)
        days = [answer.on for answer in one.answers if answer.on is not None]
        evidence = [self._relevant(record) for record in records]
        return {
            "uuid": self.observation_id(one),
            "title": markup(f"{one.question.id} {one.title}"),
            "description": paragraphs(
                [one.question.text, f"{STATE_WORDS[one.state]}: {one.label}"]
            ),
            "props": [
                prop("state", one.state.value),
                *([] if one.level is None else [prop("level", one.level)]),
                prop("place", f"{shown(one.file, self.material.folders)}:{one.line}"),
            ],
            "methods": ["INTERVIEW", *(["EXAMINE"] if evidence else [])],
            "types": ["control-objective"],
            "subjects": [{"subject-uuid": self.component_id, "type": "component"}],
            **present(**{"relevant-evidence": evidence}),
            "collected": moment(max(days, default=self.assessment.provenance.as_of)),
            **present(remarks=paragraphs(one.notes)),
        }

    def _records(self, one: Check) -> list[EvidenceRecord]:
        names = dict.fromkeys(name for answer in one.answers for name in answer.evidence)
        return [self._evidence[name] for name in names if name in self._evidence]

    def _relevant(self, record: EvidenceRecord) -> Object:
        entry = record.entry
        href = None if entry.file is None else quote(entry.file, safe="/", errors="replace")
        return {
            **present(href=href),
            "description": markup(entry.title),
            "props": [
                prop("assurance", record.earned.value),
                *([prop("sha256", entry.sha256)] if entry.sha256 else []),
            ],
        }

    def _risk(self, one: CategoryResult) -> Object:
        entry = self.material.instrument.category[one.category]
        waiver = self.case.category_waiver(one.category)
        bearing = [check for check in self.gaps() if one.category in check.question.categories]
        return {
            "uuid": self.risk_id(one.category),
            "title": markup(f"{entry.title}: {one.rating}"),
            "description": markup(entry.definition),
            "statement": markup(
                f"Risk {two(one.answered.risk)} as answered, {two(one.best.risk)} if the unknowns "
                f"were good, {two(one.evidenced.risk)} counting only what evidence supports, "
                f"{two(one.inherent)} before any practice; rating {one.rating}."
            ),
            "status": "open" if waiver is None else "deviation-approved",
            "characterizations": [
                {"origin": _ORIGIN, "facets": [_facet(*figure) for figure in _figures(one)]}
            ],
            **present(deadline=None if waiver is None else moment(waiver.expires)),
            **present(remediations=self._remediations(one.category, bearing)),
            **present(
                **{
                    "related-observations": [
                        {"observation-uuid": self.observation_id(check)} for check in bearing
                    ]
                }
            ),
        }

    def _remediations(self, category: Category, bearing: Sequence[Check]) -> list[Object]:
        waiver = self.case.category_waiver(category)
        accepted: list[Object] = []
        if waiver is not None:
            accepted = [
                {
                    "uuid": uuid("acceptance", self.key, category.value, waiver.id),
                    "lifecycle": "completed",
                    "title": markup(f"Accepted by waiver {waiver.id}"),
                    "description": paragraphs([waiver.reason, f"Approved by {waiver.approved_by}"]),
                    "props": [{"name": "type", "value": "accept"}],
                }
            ]
        return accepted + [
            {
                "uuid": uuid("remedy", self.key, category.value, one.question.id),
                "lifecycle": "recommendation",
                "title": markup(f"{one.question.id} {one.title}"),
                "description": markup(one.question.remedy or one.title),
                "props": [{"name": "type", "value": "mitigate"}],
            }
            for one in bearing
        ]

    def _finding(self, one: Check) -> Object:
        sound = one.kind is Kind.SOUND
        reason = "pass" if sound else "fail" if one.kind is Kind.GAP else one.state.value
        return {
            "uuid": uuid("finding", self.key, one.question.id, self.digest),
            "title": markup(f"{one.question.id} {one.title}"),
            "description": markup(one.sentence),
            "target": {
                "type": "objective-id",
                "target-id": objective(one.question.id),
                "status": {
                    "state": "satisfied" if sound else "not-satisfied",
                    "reason": reason,
                    **present(remarks=paragraphs(_waived(one))),
                },
                **(
                    {"implementation-status": {"state": "not-applicable"}}
                    if one.kind is Kind.NOT_APPLICABLE
                    else {}
                ),
            },
            "related-observations": [{"observation-uuid": self.observation_id(one)}],
            **present(**{"related-risks": [] if sound else self.related_risks(one)}),
        }


def _waived(one: Check) -> list[str]:
    if one.waiver is None:
        return []
    until = one.waiver.expires.isoformat()
    return [
        f"Accepted by waiver {one.waiver.id} until {until} inclusive: {one.waiver.reason}; "
        f"approved by {one.waiver.approved_by}"
    ]


def _figures(one: CategoryResult) -> list[tuple[str, str]]:
    return [
        ("rating", one.rating),
        ("risk-best", two(one.best.risk)),
        ("risk-answered", two(one.answered.risk)),
        ("risk-evidenced", two(one.evidenced.risk)),
        ("risk-inherent", two(one.inherent)),
        ("likelihood", two(one.answered.likelihood)),
        ("severity", two(one.answered.severity)),
    ]


def _facet(name: str, value: str) -> Object:
    return {"name": name, "system": METHOD, "value": value}

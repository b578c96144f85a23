"""What both SARIF profiles are made of: the log, its rules, places and fingerprints."""

from collections.abc import Callable, Iterable, Sequence

from alignassess import __version__
from alignassess.domain.assessment import CategoryResult
from alignassess.domain.card import QuestionCard
from alignassess.domain.digests import digest_over
from alignassess.domain.model import Rating
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.errors import Problem
from alignassess.render import inert
from alignassess.render.figures import number
from alignassess.render.formats.checks import Check
from alignassess.render.formats.json_out import Each, Object
from alignassess.render.formats.material import Material
from alignassess.render.formats.places import shown, uri

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_LEVELS = {
    Rating.CRITICAL: "error",
    Rating.HIGH: "error",
    Rating.MEDIUM: "warning",
    Rating.LOW: "note",
    None: "warning",
}
"""A rating as a SARIF level; a vendor sheet has no rating."""


def _notification(name: str, short: str, full: str) -> Object:
    """GitHub asks for all three texts of what a run may say, as it does for rules."""
    return {
        "id": name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": full},
        "help": {"text": full},
    }


_NOTIFICATIONS: list[Object] = [
    _notification(
        "gate-decision",
        "What the gate decided",
        "The decision of the policy on one system, with every reason that kept it from a pass.",
    ),
    _notification(
        "unreadable-sheet",
        "A sheet that could not be read",
        "Its findings are missing here; mend the sheet and run again.",
    ),
    _notification(
        "left-out",
        "What is not in this file",
        "Findings that were waived, or that exceed what the reader of this file shows.",
    ),
]

_MOST_TAGS = 10
"""Of a rule, as GitHub shows them."""


def log(
    material: Material,
    results: Callable[[], Iterable[Object]],
    *,
    rules: Sequence[Object],
    notifications: Sequence[Object],
    properties: Object,
) -> Object:
    """The document with its one run; `results` gives its results, which may be many."""
    numbers = {rule["id"]: index for index, rule in enumerate(rules)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "alignassess",
                        "version": __version__,
                        "rules": list(rules),
                        "notifications": _NOTIFICATIONS,
                    }
                },
                # One analysis per tool and category is kept; a system of its own is its own.
                "automationDetails": {"id": _category(material)},
                "originalUriBaseIds": {
                    "%SRCROOT%": {"description": {"text": "The root of the repository"}}
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not material.problems,
                        "toolExecutionNotifications": [
                            *notifications,
                            *(_unread(one, material) for one in material.problems),
                        ],
                    }
                ],
                "results": Each(
                    lambda: ({**one, "ruleIndex": numbers[one["ruleId"]]} for one in results())
                ),
                "properties": properties,
            }
        ],
    }


def _unread(problem: Problem, material: Material) -> Object:
    """A sheet that could not be read: its findings are missing, so the run is not whole."""
    said: Object = {
        "level": "error",
        "message": {"text": plain(str(problem))},
        "descriptor": {"id": "unreadable-sheet"},
    }
    place = problem.place
    if place is not None:
        said["locations"] = [location(place.file, place.line or 1, material, logical=place.file)]
    return said


def _category(material: Material) -> str:
    alone = len(material.cases) == 1
    return f"alignassess/{material.cases[0].subject}/" if alone else "alignassess/"


def question_rules(material: Material) -> list[Object]:
    """One rule per scored question, those included that only saved results still hold."""
    return [
        *(_question_rule(one, material) for one in material.instrument.scored),
        *map(_gone_rule, material.gone),
    ]


def _gone_rule(card: QuestionCard) -> Object:
    """Of a question that was retired since, or that belongs to questionnaires not given here."""
    text = plain(card.text) or card.id
    step = "" if card.remedy is None else f" Next step: {card.remedy}"
    return {
        "id": card.id,
        "shortDescription": {"text": card.id},
        "fullDescription": {"text": text},
        "help": {"text": plain(f"{text}{step}")},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["alignment", *(one.value for one in card.categories)][:_MOST_TAGS]},
    }


def _question_rule(question: ScoredQuestion, material: Material) -> Object:
    categories, _ = material.instrument.concerns[question.id]
    tags = ["alignment", question.layer.value, *(category.value for category in categories)]
    options = "\n".join(
        f"- level {option.level}: {inert.markdown(option.label)}" for option in question.options
    )
    why, step = inert.line(question.why), inert.line(question.remedy.step)
    return {
        "id": question.id,
        "name": "".join(word.capitalize() for word in question.slug.split("-")),
        "shortDescription": {"text": plain(question.slug.replace("-", " ").capitalize())},
        "fullDescription": {"text": plain(question.text)},
        "help": {
            "text": plain(f"{question.text} {why} Next step: {step}"),
            "markdown": f"{inert.markdown(question.text)}\n\n{inert.markdown(why)}\n\n{options}\n\n"
            f"Next step: {inert.markdown(step)}\n",
        },
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": tags[:_MOST_TAGS]},
    }


def category_rules(material: Material) -> list[Object]:
    """One rule per category, for its figures."""
    return [
        {
            "id": one.id.value,
            "shortDescription": {"text": plain(one.title)},
            "fullDescription": {"text": plain(one.definition)},
            "help": {"text": plain(one.report_note)},
            "defaultConfiguration": {"level": "none"},
        }
        for one in material.instrument.categories
    ]


def level(check: Check) -> str:
    """The level of a finding by its rating."""
    return _LEVELS[check.rating]


def location(
    file: str, line: int, material: Material, *, logical: str, always_inside: bool = False
) -> Object:
    """The line of an answer; an end and columns, because GitHub wants a whole region.

    Where a reader knows only the repository, a file outside it goes by its bare name.
    """
    address, inside = uri(file, material.folders)
    if always_inside and not inside:
        address, inside = uri(
            f"{material.folders.root}/{shown(file, material.folders)}", material.folders
        )
    artifact: Object = {"uri": address}
    if inside:
        artifact["uriBaseId"] = "%SRCROOT%"
    region: Object = {"startLine": line, "startColumn": 1, "endLine": line, "endColumn": 2}
    return {
        "physicalLocation": {"artifactLocation": artifact, "region": region},
        "logicalLocations": [{"fullyQualifiedName": inert.line(logical), "kind": "member"}],
    }


def fingerprints(key: str, rule: str) -> Object:
    """The same for the same system and question, wherever the answer stands."""
    found = digest_over((key, rule, "questionnaire/1"))
    return {"primaryLocationLineHash": f"{found[:16]}:1", "alignassess/1": found}


def risks(one: CategoryResult) -> Object:
    """The figures of a category; higher is worse."""
    return {
        "riskBest": number(one.best.risk),
        "riskAnswered": number(one.answered.risk),
        "riskEvidenced": number(one.evidenced.risk),
        "riskInherent": number(one.inherent),
        "rating": one.rating,
    }


def plain(text: str) -> str:
    """Text of a message: SARIF reads `[text](address)` in it as a link, so that is broken up."""
    return inert.line(text).replace("](", "] (") or "none"

"""The instrument as an OSCAL catalog: a group per questionnaire, a control per scored question.

What the other OSCAL documents refer to: the id of a control is that of its question, and its
objective carries the id that findings name as their target.
"""

from alignassess.domain.questionnaire import ScoredQuestion, ScoredQuestionnaire
from alignassess.render.formats.json_out import Json, Object, present, uuid
from alignassess.render.formats.material import Material
from alignassess.render.formats.oscal_parts import document, markup, objective, prop, token


def oscal_catalog(material: Material) -> str:
    """The document; it reads the instrument alone, and no result."""
    instrument_only = Material((), material.instrument, stamp=material.stamp)
    groups = [
        _group(one, instrument_only)
        for one in material.instrument.questionnaires
        if isinstance(one, ScoredQuestionnaire)
    ]
    body: Object = {"groups": groups}
    return document("catalog", "Alignment risk questionnaires", instrument_only, body)


def _group(one: ScoredQuestionnaire, material: Material) -> Object:
    introduction = {"id": f"{token(one.id)}_intro", "name": "overview"}
    loose = [question for question in one.questions if question.section is None]
    sections = [
        {
            "id": token(f"{one.id}_{section.id}"),
            "class": "section",
            "title": markup(section.title),
            "parts": [
                {
                    "id": token(f"{one.id}_{section.id}_intro"),
                    "name": "overview",
                    "prose": markup(section.introduction),
                }
            ],
            **present(
                controls=[_control(q, material) for q in one.questions if q.section == section.id]
            ),
        }
        for section in one.sections
    ]
    return {
        "id": token(one.id),
        "class": "questionnaire",
        "title": markup(one.title),
        "parts": [{**introduction, "prose": markup(one.introduction)}],
        # A group has groups or controls, never both.
        **(present(groups=sections) if sections else present(controls=_all(loose, material))),
    }


def _all(questions: list[ScoredQuestion], material: Material) -> list[Json]:
    return [_control(one, material) for one in questions]


def _control(question: ScoredQuestion, material: Material) -> Object:
    categories, _ = material.instrument.concerns[question.id]
    name = token(question.id)
    parts: list[Json] = [
        {"id": f"{name}_smt", "name": "statement", "prose": markup(question.text)},
        {"id": f"{name}_gdn", "name": "guidance", "prose": markup(question.why)},
        _objective(question),
    ]
    if question.contested:
        parts.append(
            {"id": f"{name}_contested", "name": "contested", "prose": markup(question.contested)}
        )
    return {
        "id": name,
        "class": "question",
        "title": markup(question.slug.replace("-", " ").capitalize()),
        "props": [
            prop("uuid", uuid("question", question.id)),
            prop("layer", question.layer.value),
            *(prop("category", category.value) for category in categories),
            prop("closed-by", question.closed_by.value),
            prop("effort", question.remedy.effort.value),
        ],
        "parts": parts,
    }


def _objective(question: ScoredQuestion) -> Object:
    """Level 3 or above; each level stands as a part of its own."""
    return {
        "id": objective(question.id),
        "name": "assessment-objective",
        "prose": markup(f"Answered at level 3 or above: {question.label_at[question.sound_level]}"),
        "parts": [
            {
                "id": f"{objective(question.id)}.{option.level}.{token(option.key)}",
                "name": "level",
                "ns": "urn:alignassess:oscal:1",
                "props": [prop("level", option.level), prop("key", option.key)],
                "prose": markup(option.label),
            }
            for option in question.options
        ],
    }

"""OSCAL plan of action and milestones: one item per finding, worst first."""

from alignassess.render.formats.checks import Check, worst_first
from alignassess.render.formats.json_out import Object, present, uuid
from alignassess.render.formats.material import Material
from alignassess.render.formats.oscal_case import OscalCase
from alignassess.render.formats.oscal_parts import document, markup, prop
from alignassess.render.formats.places import shown


def oscal_poam(material: Material) -> str | None:
    """The document; None without a finding, since OSCAL refuses an empty plan."""
    cases = [
        OscalCase(case, key, material)
        for case, key in zip(material.cases, material.keys, strict=True)
    ]
    items = [_item(parts, one) for parts in cases for one in worst_first(parts.gaps())]
    if not items:
        return None
    with_gaps = [parts for parts in cases if parts.gaps()]
    gap_ids = {parts.observation_id(one) for parts in with_gaps for one in parts.gaps()}
    body: Object = {
        "local-definitions": {
            "components": [*(parts.component() for parts in with_gaps), with_gaps[0].tool()]
        },
        "observations": [
            one for parts in with_gaps for one in parts.observations() if one["uuid"] in gap_ids
        ],
        **present(risks=[one for parts in with_gaps for one in parts.risks(open_only=True)]),
        "poam-items": items,
    }
    if len(material.cases) == 1:
        identifier = {"identifier-type": "urn:alignassess:system", "id": material.cases[0].subject}
        body = {"system-id": identifier, **body}
    title = "Plan of action for alignment risk"
    return document("plan-of-action-and-milestones", title, material, body)


def _item(parts: OscalCase, one: Check) -> Object:
    card, finding = one.question, one.finding
    assert finding is not None  # noqa: S101 - only findings come here
    props = [
        prop("finding", one.id),
        prop("state", one.state.value),
        prop("level", finding.level),
        prop("next-level", finding.next_level),
        prop("essential-gap", "yes" if finding.essential else "no"),
        prop("place", f"{shown(one.file, parts.material.folders)}:{one.line}"),
    ]
    for name, value in (
        ("rating", finding.rating),
        ("effort", card.effort),
        ("closed-by", card.closed_by),
        ("waiver", None if one.waiver is None else one.waiver.id),
        ("change", one.change),
    ):
        if value is not None:
            props.append(prop(name, value))
    return {
        "uuid": uuid("poam-item", parts.key, card.id),
        "title": markup(f"{card.id} {one.title}"),
        "description": markup(one.sentence),
        "props": props,
        "related-observations": [{"observation-uuid": parts.observation_id(one)}],
        **present(**{"related-risks": parts.related_risks(one)}),
    }

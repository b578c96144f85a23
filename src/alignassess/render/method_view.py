"""The method appendix.

Every constant with its meaning, and the formulae in words with the constants filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

from alignassess.domain.method import Method
from alignassess.render.figures import short

MEANINGS: Mapping[str, str] = {
    "strengths.primary": "weight of a question in a category that it names as primary",
    "strengths.secondary": "weight of a question in a category that it names as secondary",
    "strengths.all": "weight of a question that names all eight categories, in propensity and "
    "detection, and of a profile fact that does",
    "strengths.all_in_consequence": "the same in the consequence layer, where one control bounds "
    "every category; it counts as primary there",
    "strengths.all_in_governance": "the same in the governance layer, where the keepers of "
    "controls name all eight as primary instead",
    "ceilings.asserted": "highest level that a bare claim counts for in the evidenced reading",
    "ceilings.documented": "the same with a document: a location and a date",
    "ceilings.tested": "the same with a test: a file with a matching sha256",
    "ceilings.independent": "the same with evidence from an organisation that is neither operator "
    "nor vendor",
    "reducible": "the part of exposure or stakes that full credit takes away; no practice removes "
    "a risk",
    "alone": "what full propensity credit, or full detection credit, earns alone in prevention",
    "ungoverned": "what a control earns in containment when nobody keeps it in force",
    "least_exposure": "the least exposure and the least stakes; no exposure is not no risk",
    "indirect": "the most that a layer earns in a category without a question that names the "
    "category as primary",
    "exposure_step": "one step of exposure, by which some rules raise it",
    "training_top": "the weight in the table of training methods that stands for full exposure",
    "cuts.medium": "risk at which the rating medium begins; below it is low",
    "cuts.high": "risk at which the rating high begins",
    "cuts.critical": "risk at which the rating critical begins",
    "close": "a risk this near to a cut is marked as close to it",
    "complete_from": "share of answered questions below which the rating is unrated",
    "fresh_months": "age in months beyond which evidence counts as asserted",
    "inherited_ceiling": "highest level of an answer inherited for another model or version",
    "rare_events.confidence": "confidence of the upper bound of a rate, one-sided (rule I-17)",
    "rare_events.volumes.step_0": "uses a month at which the lowest option of sp-22 ends",
    "rare_events.volumes.step_1": "the same for the option of exposure 1",
    "rare_events.volumes.step_2": "the same for the option of exposure 2",
    "rare_events.volumes.step_3": "the same for the option of exposure 3; the last has no end",
    "rare_events.tolerated.step_0": "events a month that may stay unexcluded where sp-07 has "
    "exposure 0",
    "rare_events.tolerated.step_1": "the same at exposure 1",
    "rare_events.tolerated.step_2": "the same at exposure 2",
    "rare_events.tolerated.step_3": "the same at exposure 3",
    "rare_events.tolerated.step_4": "the same at exposure 4",
}
"""One line per constant of `catalog/method.yaml` (`docs/method.md`)."""


@dataclass(frozen=True, slots=True)
class Constant:
    """One constant of the method."""

    name: str
    value: float
    meaning: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """The method as reports print it."""

    version: str
    constants: tuple[Constant, ...]
    formulae: tuple[str, ...]
    cuts: tuple[tuple[str, str], ...]
    """Rating and where it lies."""
    sources: str
    reducible: float
    alone: float
    together: float
    """What propensity and detection earn only jointly: 1 - 2 x `alone`."""
    ungoverned: float
    governed: float
    least: float
    span: float
    """What raw exposure adds to the least: 1 - `least`."""


def method_view(method: Method) -> MethodView:
    """The method appendix."""
    cuts = [short(one) for one in (method.cuts.medium, method.cuts.high, method.cuts.critical)]
    return MethodView(
        version=method.method_version,
        constants=tuple(
            Constant(name, _value(method, name), meaning) for name, meaning in MEANINGS.items()
        ),
        formulae=_formulae(method),
        cuts=(
            ("low", f"below {cuts[0]}"),
            ("medium", f"{cuts[0]} up to {cuts[1]}"),
            ("high", f"{cuts[1]} up to {cuts[2]}"),
            ("critical", f"{cuts[2]} and above"),
        ),
        sources=method.sources,
        reducible=method.reducible,
        alone=method.alone,
        together=1 - 2 * method.alone,
        ungoverned=method.ungoverned,
        governed=1 - method.ungoverned,
        least=method.least_exposure,
        span=1 - method.least_exposure,
    )


def _value(method: Method, name: str) -> float:
    return float(attrgetter(name)(method))


def _formulae(method: Method) -> tuple[str, ...]:
    alone, together = short(method.alone), short(1 - 2 * method.alone)
    ungoverned, governed = short(method.ungoverned), short(1 - method.ungoverned)
    least, rest = short(method.least_exposure), short(1 - method.least_exposure)
    reducible, step = short(method.reducible), short(method.exposure_step)
    top = method.training_top
    return (
        "Level: 0 to 4 for each answer. A nonresponse counts as level 0; in the best reading as "
        "4. In the evidenced reading a claim counts at most at the ceiling of its assurance.",
        "Credit of a question in a category: level / 4, then lowered by the rules in force: first "
        "caps, then factors.",
        "Credit of a layer: the sum of weight × credit over the sum of weights, over the "
        "questions of the layer that apply and bear on the category. 0, marked no known lever, "
        f"without any; at most {short(method.indirect)}, marked indirect evidence only, without a "
        "primary one.",
        f"Prevention: {alone} × (P + D) + {together} × P × D, with P and D the credits of "
        "propensity and detection.",
        f"Containment: K × ({ungoverned} + {governed} × G), with K and G the credits of "
        "consequence and governance.",
        f"What is left of a side: 1 - {reducible} × prevention, and 1 - {reducible} × containment.",
        "Raw exposure: (largest value among the primary facts + weighted mean of all facts) / 2 "
        "/ 4. Stakes likewise.",
        f"Exposure: {least} + {rest} × raw, then raised by the rules in force: first to a least "
        f"value, then by steps of {step}, at most 1. Stakes: {least} + {rest} × raw.",
        "Training and adaptation (sp-03 and sp-15) are one fact: the largest weight of the "
        "training signals plus the largest of the operator's own changes, at most "
        f"{top}, times 4 / {top}.",
        "Likelihood: exposure × what prevention leaves. Severity: stakes × what containment "
        "leaves. Both are ordinal coordinates, not frequencies.",
        "Risk before floors: √(exposure × stakes) × √((left of prevention² + left of "
        "containment²) / 2).",
        "Risk: the larger of that and the highest floor in force, none above the inherent risk, "
        "rounded to two digits, half up after rounding to nine.",
        "Inherent risk: the risk in the evidenced reading with every scored answer at level 0.",
    )

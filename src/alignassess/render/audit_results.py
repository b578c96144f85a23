"""Scores by category, after method and limits, with all that it takes to work them out again."""

from collections.abc import Iterator, Sequence

from alignassess.render.arithmetic_view import ContributionLine, LayerLine, Sizing
from alignassess.render.audit_case import AuditCase
from alignassess.render.audit_changes import changes
from alignassess.render.audit_sensitivity import sensitivity
from alignassess.render.category_view import CategoryView, VendorCategoryView
from alignassess.render.document import (
    Block,
    Heading,
    Items,
    Paragraph,
    Section,
    Table,
    facts,
    links,
    listed,
    row,
)
from alignassess.render.figures import four, percent, short, two
from alignassess.render.method_view import MethodView
from alignassess.render.report_view import SystemView

_LEFT_OUT = "left out"


def results(case: AuditCase) -> Section:
    """Risk or credit of every category, the rules in force, and the arithmetic."""
    blocks: list[Block] = []
    system = case.view.system
    if case.view.depth_note:
        blocks.append(Paragraph(case.view.depth_note, strong=True))
    if system is not None:
        blocks += _risks(system)
        blocks += _clusters(system)
    else:
        blocks += _credits(case.view.vendor)
    blocks += _by_questionnaire(case)
    blocks += changes(case)
    if system is not None:
        blocks += sensitivity(system.sensitivity)
    blocks += _rules(case)
    if system is not None:
        blocks += [
            Heading("Stakes, the same for every category"),
            *_sizing(system.stakes, "Stakes"),
        ]
        method = case.view.method
        blocks.append(
            Paragraph(
                f"Stakes = {short(method.least)} + {short(method.span)} × raw = "
                f"{four(system.stakes.value)}"
            )
        )
        for one in system.categories:
            blocks += _category(one, method)
    for each in case.view.vendor:
        blocks.append(Heading(f"{each.entry.title} ({each.entry.short})", each.entry.short))
        blocks.append(Paragraph(each.entry.definition))
        blocks.append(Paragraph(f"Contested: {each.entry.contested}"))
        blocks += [_layers(each.layers), _contributions(each.contributions)]
    return Section("10", "Results", tuple(blocks))


def _risks(system: SystemView) -> Iterator[Block]:
    yield Table(
        "Risk by category",
        ("Category", "Code", "Rating", "As answered", "Best", "Evidenced", "Inherent", "Notes"),
        tuple(
            row(
                one.entry.title,
                links([one.entry.short]),
                one.result.rating,
                two(one.result.answered.risk),
                two(one.result.best.risk),
                two(one.result.evidenced.risk),
                two(one.result.inherent),
                "; ".join(one.notes),
            )
            for one in system.categories
        ),
    )
    yield Paragraph(
        "Risk from 0 to 1, higher is worse; ordinal, not a probability. As answered: a nonresponse "
        "counts as level 0. Best: if the unknowns were good. Evidenced: counting only what evidence"
        " supports. Inherent: before any practice is counted. The distance between best and "
        "evidenced is what is not known. The rating is that of the risk as answered."
    )
    yield Table(
        "Exposure, stakes and layers, as answered",
        ("Category", "Exposure", "Stakes", "Propensity", "Detection", "Consequence", "Governance"),
        tuple(
            row(
                one.entry.title,
                two(one.result.answered.exposure),
                two(one.result.answered.stakes),
                *(two(x.credit) + (f" ({x.mark})" if x.mark else "") for x in one.layers),
            )
            for one in system.categories
        ),
    )


def _clusters(system: SystemView) -> Iterator[Block]:
    if system.clusters:
        yield Table(
            "Categories with a cause in common",
            ("Cause", "Categories", "What it is", "Rule", "Remedies that serve several of them"),
            tuple(
                row(
                    one.cluster.title,
                    one.categories,
                    one.cluster.text,
                    one.cluster.rule,
                    links(question for question, _ in one.shared),
                )
                for one in system.clusters
            ),
        )


def _credits(vendor: Sequence[VendorCategoryView]) -> Iterator[Block]:
    yield Table(
        "Credit by category",
        (
            "Category",
            "Code",
            "Prevention as answered",
            "Best",
            "Evidenced",
            "Propensity",
            "Detection",
            "Consequence",
            "Governance",
            "Notes",
        ),
        tuple(
            row(
                one.entry.title,
                links([one.entry.short]),
                two(one.result.answered.prevention),
                two(one.result.best.prevention),
                two(one.result.evidenced.prevention),
                *(two(x.credit) for x in one.layers),
                "; ".join(one.notes),
            )
            for one in vendor
        ),
    )
    yield Paragraph(
        "Credit from 0 to 1, higher is better. A vendor sheet has no system, so it has no "
        "exposure, no stakes and no risk, and nothing in it is a rating."
    )


def _by_questionnaire(case: AuditCase) -> Iterator[Block]:
    registers = {one.title: one.rows for one in case.view.registers.sections}
    rows = []
    for one in case.view.questionnaires:
        scored = [x for x in registers.get(one.summary.title, ()) if x.asked]
        supported = sum(x.assurance != "asserted" for x in scored)
        share = (
            percent(one.summary.answered / one.summary.applicable) if one.summary.applicable else ""
        )
        rows.append(
            row(
                one.summary.title,
                str(one.summary.applicable),
                f"{one.summary.answered} {f'({share})' if share else ''}",
                str(supported),
                ", ".join(map(str, one.summary.levels)),
                links(x.question.id for x in scored if x.state != "answered"),
            )
        )
    yield Table(
        "Answers by questionnaire",
        (
            "Questionnaire",
            "Apply",
            "Answered",
            "With documents or better",
            "At level 0, 1, 2, 3, 4",
            "Not assessed",
        ),
        tuple(rows),
    )


def _rules(case: AuditCase) -> Iterator[Block]:
    yield Heading("Rules in force")
    if not case.view.rules:
        yield Paragraph("No rule is in force.")
        return
    costs = case.view.system is not None
    codes = tuple(code for code, _ in case.view.codes) if costs else ()
    yield Table(
        "Rules in force, and what each adds to risk as answered",
        ("Rule", "Effect", "What it says", "Lowers", "Lifted by", *codes),
        tuple(
            row(
                f"{one.rule.rule} {one.rule.title}",
                one.effects,
                one.rule.text + (f" Contested: {one.rule.contested}" if one.rule.contested else ""),
                links(one.rule.questions),
                links(one.rule.lifted_by),
                *("" if x is None else four(x) for x in (one.costs if costs else ())),
                id=one.rule.rule,
            )
            for one in case.view.rules
        ),
    )


def _category(one: CategoryView, method: MethodView) -> Iterator[Block]:
    answered, sums = one.result.answered, one.arithmetic
    title = one.entry.title
    yield Heading(f"{title} ({one.entry.short})", one.entry.short)
    yield Paragraph(one.entry.definition)
    yield listed(
        (
            f"Status of the evidence in the field: {one.entry.status}",
            f"Contested: {one.entry.contested}",
            f"How to read its figures: {one.entry.report_note}",
        )
    )
    yield from _sizing(sums.exposure, f"Exposure, as answered: {title}")
    yield Paragraph(
        f"Exposure from the profile = {short(method.least)} + {short(method.span)} × raw = "
        f"{four(sums.exposure.value)}"
    )
    if sums.raised_by:
        yield listed(f"{rule} may raise it: {words}" for rule, words in sums.raised_by)
    yield _layers(one.layers)
    floors = f" ({', '.join(answered.floor_rules)})" if answered.floor_rules else ""
    yield facts(
        f"From credit to risk, as answered: {title}",
        (
            ("Exposure, rules included", four(answered.exposure)),
            ("Stakes", four(answered.stakes)),
            (
                f"Prevention = {short(method.alone)} × (P + D) + {short(method.together)} × P × D",
                four(answered.prevention),
            ),
            (
                f"Containment = K × ({short(method.ungoverned)} + {short(method.governed)} × G)",
                four(answered.containment),
            ),
            (
                f"Left of prevention = 1 - {short(method.reducible)} × prevention",
                four(sums.left_prevention),
            ),
            (
                f"Left of containment = 1 - {short(method.reducible)} × containment",
                four(sums.left_containment),
            ),
            ("Likelihood = exposure × left of prevention", four(answered.likelihood)),
            ("Severity = stakes × left of containment", four(answered.severity)),
            ("√(exposure × stakes)", four(sums.inherent_scale)),
            ("√((left of prevention² + left of containment²) / 2)", four(sums.remaining)),
            ("Risk before floors = the product of the last two", four(answered.risk_before_floors)),
            (f"Highest floor in force{floors}", four(answered.floor)),
            ("Risk = the larger of the two, two digits", two(answered.risk)),
            ("Rating", one.result.rating),
        ),
    )
    yield Table(
        f"The same in the three readings: {title}",
        (
            "Reading",
            "Exposure",
            "Stakes",
            "P",
            "D",
            "K",
            "G",
            "Prevention",
            "Containment",
            "Likelihood",
            "Severity",
            "Before floors",
            "Floor",
            "Risk",
            "Rating",
        ),
        tuple(
            row(
                name,
                four(x.exposure),
                four(x.stakes),
                *(four(credit) for credit in x.layers),
                four(x.prevention),
                four(x.containment),
                four(x.likelihood),
                four(x.severity),
                four(x.risk_before_floors),
                four(x.floor),
                two(x.risk),
                x.rating,
            )
            for name, x in (
                ("best", one.result.best),
                ("as answered", answered),
                ("evidenced", one.result.evidenced),
            )
        ),
    )
    yield _contributions(one.contributions)


def _sizing(found: Sizing, caption: str) -> Iterator[Block]:
    yield Table(
        caption,
        ("Fact", "Answer", "Weight", "Primary", "Value", "Weight × value"),
        (
            *(
                row(
                    " and ".join(line.facts),
                    line.answer,
                    short(line.weight),
                    "yes" if line.primary else "no",
                    short(line.value),
                    four(line.product),
                )
                for line in found.lines
            ),
            row("Sum", "", four(found.weights), "", "", four(found.products)),
        ),
    )
    yield Paragraph(
        f"Raw = (largest primary value {four(found.largest)} + weighted mean {four(found.mean)}) "
        f"/ 2 / 4 = {four(found.raw)}"
    )


def _layers(layers: Sequence[LayerLine]) -> Block:
    return Table(
        "Layers, as answered",
        ("Layer", "Sum of weight × credit", "Sum of weights", "Mean", "Credit", "Mark"),
        tuple(
            row(
                f"{x.layer} ({x.letter})",
                four(x.products),
                four(x.weights),
                four(x.mean),
                four(x.credit),
                x.mark or "",
            )
            for x in layers
        ),
    )


def _contributions(lines: Sequence[ContributionLine]) -> Block:
    if not lines:
        return Items(())
    return Table(
        "Contributions; levels stand in section 13, and credit is level / 4 under the rules",
        (
            "Question",
            "Layer",
            "Weight",
            "Credit best",
            "Credit answered",
            "Credit evidenced",
            "Weight × credit",
            "Lowered by",
        ),
        tuple(
            row(
                links([x.question]),
                x.layer,
                short(x.weight),
                *(_LEFT_OUT if credit is None else four(credit) for credit in x.credits),
                _LEFT_OUT if x.product is None else four(x.product),
                links(x.rules),
            )
            for x in lines
        ),
    )

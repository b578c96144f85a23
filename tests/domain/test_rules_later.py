"""What rules cost is worked out when it is asked for, and says the same then."""

from alignassess.domain.assessment import SystemAssessment
from tests.domain.sheets import all_at, scored, sheet_of


def assessed() -> SystemAssessment:
    return scored(sheet_of(levels=all_at(1, besides={"ft-03": 3, "ec-01": 2})))


def test_findings_asked_first_name_the_rules_of_a_result_asked_first() -> None:
    rules_first, findings_first = assessed(), assessed()

    expected = {
        finding.question.id: tuple(
            rule.rule for rule in rules_first.rules if finding.question.id in rule.questions
        )
        for finding in rules_first.findings
    }

    assert any(expected.values())
    assert expected == {one.question.id: one.rules for one in findings_first.findings}
    assert rules_first == findings_first


def test_nothing_is_worked_out_before_it_is_asked_for() -> None:
    found = assessed()

    assert found.headline.rating
    assert not {"rules", "notices", "questionnaires"} & found.__dict__.keys()

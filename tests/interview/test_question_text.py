"""What stands behind a question in the interview."""

from alignassess.interview.question_text import details
from tests.domain.sheets import SHIPPED


def test_how_to_choose_is_said_of_levels_and_not_of_facts() -> None:
    practice = dict(details(SHIPPED.question["ec-05"]))
    fact = dict(details(SHIPPED.question["sp-31"]))

    assert practice["How to choose"].startswith("The highest option that is true in full today.")
    assert "How to choose" not in fact

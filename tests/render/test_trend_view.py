"""The pictures of a trend: the figures of the table, at the days they are of."""

from datetime import date

import pytest

from alignassess.domain.model import CATEGORIES
from alignassess.domain.trend import Point, Trend
from alignassess.render import blocks
from alignassess.render.comparison_document import comparison_document
from alignassess.render.trend_view import EDGE, HIGH, WIDE, trend_panels
from tests.render.cases import SHIPPED, SYSTEMS, over_time

LABELS = {one.id: one.label for one in SHIPPED.categories}


def of(*risks: tuple[date, float, float]) -> Trend:
    points = tuple(
        Point(
            as_of=day,
            rating="medium",
            worst=answered,
            risks=(answered,) * len(CATEGORIES),
            evidenced=(evidenced,) * len(CATEGORIES),
            findings=0,
            essential_gaps=(),
            answered=1.0,
        )
        for day, answered, evidenced in risks
    )
    return Trend(system="a", name="A", points=points)


def test_points_stand_as_far_apart_as_their_days_and_as_high_as_their_risk() -> None:
    days = date(2026, 1, 1), date(2026, 1, 11), date(2026, 2, 10)
    panel = trend_panels(of((days[0], 1, 1), (days[1], 0.5, 1), (days[2], 0, 0.5)), LABELS)[0]

    middle = EDGE + (WIDE - 2 * EDGE) / 4
    assert panel.answered == (
        (f"{EDGE}", f"{EDGE}"),
        (f"{middle}", f"{HIGH / 2}"),
        (f"{WIDE - EDGE}", f"{HIGH - EDGE}"),
    )
    assert [y for _, y in panel.evidenced] == [f"{EDGE}", f"{EDGE}", f"{HIGH / 2}"]
    assert (panel.first, panel.last) == ("1.00", "0.00")
    assert panel.words.endswith("1.00 on 2026-01-01, 0.50 on 2026-01-11, 0.00 on 2026-02-10")


def test_results_of_one_day_stand_side_by_side() -> None:
    day = date(2026, 1, 1)
    panel = trend_panels(of((day, 0.5, 0.5), (day, 0.5, 0.5), (day, 0.5, 0.5)), LABELS)[0]

    assert [x for x, _ in panel.answered] == [f"{EDGE}", f"{WIDE / 2}", f"{WIDE - EDGE}"]


@pytest.mark.parametrize("name", SYSTEMS)
def test_each_category_has_a_picture_and_its_figures_stand_in_every_form(name: str) -> None:
    found = over_time(name)
    document = comparison_document(found, LABELS)
    html, text = blocks.to_html(document), "\n".join(blocks.to_text(document))

    assert html.count("<svg") == len(CATEGORIES)
    for panel in trend_panels(found, LABELS):
        assert f"<title>{panel.words}</title>" in html
        assert f"{panel.first} to {panel.last}" in html
        for form in (text, blocks.to_markdown(document)):
            assert panel.first in form
            assert panel.last in form

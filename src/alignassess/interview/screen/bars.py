"""The right side: the eight categories, with bars that move as answers come in."""

from collections.abc import Callable, Mapping

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from alignassess.domain.assessment import Assessment, SystemAssessment, VendorAssessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import Category
from alignassess.interview.screen.lines import lines_of, styled

DrawBar = Callable[[float, float, float], str]
"""Draws the best, the answered and the evidenced reading on one scale from 0 to 1."""

_Part = tuple[str, str]


class Bars(Widget):
    """Risk of each category, or a vendor's prevention credit, and how the last answer moved it."""

    def __init__(self, instrument: Instrument, draw: DrawBar) -> None:
        super().__init__(id="bars")
        self._instrument = instrument
        self._draw = draw
        self._assessment: Assessment | None = None
        self._before: Mapping[Category, float] = {}

    def show(self, assessment: Assessment, *, moved: bool) -> None:
        """Show a result; with `moved`, also by how much it differs from the one shown before."""
        self._before = _figures(self._assessment) if moved and self._assessment else {}
        self._assessment = assessment
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are to show."""
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        """Every line."""
        shown: list[_Part] = []
        for line in self._lines(self.size.width):
            shown += [*line, ("\n", "")]
        return styled(shown[:-1])

    def _lines(self, width: int) -> list[list[_Part]]:
        match self._assessment:
            case SystemAssessment():
                return self._system(self._assessment, width)
            case VendorAssessment():
                return self._vendor(self._assessment, width)
        return []

    def _system(self, assessment: SystemAssessment, width: int) -> list[list[_Part]]:
        lines: list[list[_Part]] = []
        for one in assessment.categories:
            bar = self._draw(one.best.risk, one.answered.risk, one.evidenced.risk)
            lines += self._bar(one.category, one.rating, bar, one.answered.risk, width=width)
        key = "Risk, higher is worse: ├ best, ● as answered, ┤ counting only what evidence supports"
        return [*lines, [], *_muted(f"{_standing(assessment)}.", width), *_muted(key, width)]

    def _vendor(self, assessment: VendorAssessment, width: int) -> list[list[_Part]]:
        lines: list[list[_Part]] = []
        for one in assessment.categories:
            figure = one.answered.prevention
            bar = self._draw(one.evidenced.prevention, figure, one.best.prevention)
            lines += self._bar(one.category, "", bar, figure, width=width)
        key = (
            "Prevention credit, higher is better: ├ counting only what evidence supports, "
            "● as answered, ┤ best"
        )
        return [*lines, [], *_muted(key, width)]

    def _bar(
        self, category: Category, word: str, bar: str, figure: float, *, width: int
    ) -> list[list[_Part]]:
        """Name and rating, then the bar, the figure and how it moved: two lines, or one."""
        label = self._instrument.category[category].label
        name = (f"{label:<{_LABEL}}{word:>{_WORD}}", "")
        moved = [(bar, "$primary"), (f"  {figure:.2f}", "bold"), *self._move(category, figure)]
        return [[name, ("  ", ""), *moved]] if width >= _ONE_LINE else [[name], moved]

    def _move(self, category: Category, figure: float) -> list[_Part]:
        by = figure - self._before.get(category, figure)
        return [] if abs(by) < _LEAST_MOVE else [(f"  {by:+.2f}", "bold")]


_LABEL, _WORD = 22, 8
"""Columns of a category's name and of its rating."""
_ONE_LINE = 64
"""Columns from which a category takes one line, so that eight and their key fit a small screen."""

_LEAST_MOVE = 0.005
"""What rounds to 0.01: less is not shown."""


def _standing(assessment: SystemAssessment) -> str:
    """The rating of the worst category, or why there is none yet."""
    headline, complete = assessment.headline, assessment.completeness
    if headline.rating != "unrated":
        return f"{headline.rating.value} as answered"
    return f"unrated: {complete.answered} of {complete.applicable} practices answered"


def _muted(text: str, width: int) -> list[list[_Part]]:
    return [[(line, "dim")] for line in lines_of(text[0].upper() + text[1:], width)]


def _figures(assessment: Assessment) -> Mapping[Category, float]:
    match assessment:
        case SystemAssessment():
            return {one.category: one.answered.risk for one in assessment.categories}
        case VendorAssessment():
            return {one.category: one.answered.prevention for one in assessment.categories}

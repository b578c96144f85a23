"""An instrument in which every part of the screen has something to show, and a sheet over it."""

from alignassess.domain.answers import Chosen, DontKnow, Entry, Sheet
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import Category, Effort, Layer
from alignassess.domain.questionnaire import (
    Help,
    ScoredOption,
    ScoredQuestion,
    ScoredQuestionnaire,
    Section,
    Step,
    Strengths,
)
from alignassess.domain.subject import System
from tests.builders import small_instrument

LABELS = (
    "Nobody looks",
    "Someone looks when there is time, and nothing says who",
    "A named person looks every week",
    "A named person looks every day and writes down what was found",
    "As the previous level, and someone outside the team repeats it once a quarter",
)


def instrument() -> Instrument:
    """The small instrument, with a questionnaire of two sections beside it."""
    small = small_instrument()
    return Instrument(
        questionnaires=(*small.questionnaires, _controls()),
        categories=small.categories,
        rules=(),
        roles=(),
        training=small.training,
        method=small.method,
    )


def sheet() -> Sheet:
    """Half answered: a gap, a nonresponse, an answer without evidence, open questions."""
    return Sheet(
        subject=System(id="desk", name="Help desk"),
        entries=(
            _said("sp-01", "agent"),
            _said("sp-02", "money"),
            Entry(question="xx-01", answers=(DontKnow(note="asked the team"),)),
            _said("cc-01", "weekly"),
            _said("cc-02", "daily"),
        ),
        evidence=(
            EvidenceEntry(id="log", title="Log of the week", location="binder 4"),
            EvidenceEntry(id="drill", title="Stop [red]drill[/red]", location="binder 5"),
        ),
    )


def _said(question: str, *options: str) -> Entry:
    return Entry(question=question, answers=(Chosen(options=options),))


def _controls() -> ScoredQuestionnaire:
    return ScoredQuestionnaire(
        format="alignassess/questionnaire/1",
        kind="scored",
        id="controls",
        title="Controls",
        introduction="What acts on the single case.",
        sections=(
            Section(id="watching", title="Watching", introduction="Who sees what it does."),
            Section(id="stopping", title="Stopping", introduction="Who can end it, and how fast."),
        ),
        questions=(
            _practice(1, "watching", "Who looks at what the system did?"),
            _practice(2, "watching", "Who looks at what the system was told?"),
            _practice(3, "watching", "Who looks at what users say about it?"),
            _practice(4, "stopping", "Who tries whether it can be stopped?"),
            _practice(5, "stopping", "Who decides whether it goes on after a stop?"),
        ),
    )


def _practice(number: int, section: str, text: str) -> ScoredQuestion:
    return ScoredQuestion(
        id=f"cc-0{number}",
        slug=f"practice-{number}",
        section=section,
        minutes=2,
        core=number == 1,
        help=Help(good="A name, a rhythm, and notes.", where="The duty roster."),
        text=text,
        why="What nobody looks at is found by somebody else.",
        evidence=("Notes with dates", "The roster"),
        options=tuple(
            ScoredOption(level=level, key=key, label=label)
            for level, (key, label) in enumerate(
                zip(("nobody", "sometimes", "weekly", "daily", "repeated"), LABELS, strict=True)
            )
        ),
        layer=Layer.CONSEQUENCE,
        categories=Strengths(primary=(Category.SYCOPHANCY, Category.SANDBAGGING)),
        remedy=Step(step="Name someone.", effort=Effort.S),
    )

"""Small values for tests: a sheet as text, and an instrument of three questions."""

from pathlib import Path

from alignassess.domain.condition import Is
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import Category, Effort, Layer
from alignassess.domain.questionnaire import (
    ProfileOption,
    ProfileQuestion,
    ProfileQuestionnaire,
    Retired,
    ScoredOption,
    ScoredQuestion,
    ScoredQuestionnaire,
    Step,
    Strengths,
)
from alignassess.files.instrument_files import load_instrument

HEAD = "format: alignassess/answers/1\nsystem: {id: acme-bot, name: Acme bot}\n"
"""The first two lines of every sheet made here; what a test adds starts on line 3."""

VENDOR_HEAD = "format: alignassess/answers/1\nvendor: {id: example-ai, name: Example AI}\n"
"""As `HEAD`, for a sheet that others inherit."""


def write_sheet(folder: Path, rest: str = "", *, name: str = "acme.yaml", head: str = HEAD) -> Path:
    """Write a sheet: two lines of head, then what the test is about; the folder becomes a root."""
    (folder / ".git").mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + rest, encoding="utf-8", newline="")
    return path


def small_instrument() -> Instrument:
    """Three questions: two facts of the profile, and one practice asked only of agents.

    `sp-01` is a single choice, `sp-02` a multiple choice, `xx-01` has levels 0, 2 and 4, and
    `xx-09` is retired. Categories, training methods and constants are the shipped ones.
    """
    shipped = load_instrument()
    return Instrument(
        questionnaires=(_profile(), _practices()),
        categories=shipped.categories,
        rules=(),
        roles=(),
        training=shipped.training,
        method=shipped.method,
    )


def _profile() -> ProfileQuestionnaire:
    return ProfileQuestionnaire(
        format="alignassess/questionnaire/1",
        kind="profile",
        id="system-profile",
        title="Profile",
        introduction="Two facts.",
        questions=(
            ProfileQuestion(
                id="sp-01",
                slug="autonomy",
                text="Does it act by itself?",
                why="Sets exposure.",
                choice="single",
                options=(
                    ProfileOption(key="chat", label="Chat", exposure=0),
                    ProfileOption(key="agent", label="Agent", exposure=4),
                ),
                raises=Strengths(primary=("all",)),
            ),
            ProfileQuestion(
                id="sp-02",
                slug="harm",
                text="What can go wrong?",
                why="Sets the stakes.",
                choice="multiple",
                options=(
                    ProfileOption(key="nothing", label="Nothing", alone=True),
                    ProfileOption(key="money", label="Money", exposure=2),
                    ProfileOption(key="people", label="People", exposure=4),
                ),
                sets_stakes=True,
            ),
        ),
    )


def _practices() -> ScoredQuestionnaire:
    return ScoredQuestionnaire(
        format="alignassess/questionnaire/1",
        kind="scored",
        id="practices",
        title="Practices",
        introduction="One practice.",
        retired=(Retired(id="xx-09", reason="Asked in xx-01.", see=("xx-01",)),),
        questions=(
            ScoredQuestion(
                id="xx-01",
                slug="review",
                text="Is it reviewed?",
                why="Finds failures.",
                ask_when=Is(question="sp-01", options=("agent",)),
                options=(
                    ScoredOption(level=0, key="never", label="Never"),
                    ScoredOption(level=2, key="sometimes", label="Sometimes"),
                    ScoredOption(level=4, key="always", label="Always"),
                ),
                layer=Layer.DETECTION,
                categories=Strengths(primary=(Category.SYCOPHANCY,)),
                remedy=Step(step="Review it.", effort=Effort.S),
            ),
        ),
    )

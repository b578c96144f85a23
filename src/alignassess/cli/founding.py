"""Beginning in a repository: its top, the three questions of `init`, and what comes next."""

import os.path
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from shlex import quote

from alignassess.cli import console
from alignassess.cli.starting import ask
from alignassess.cli.tolerating import FailOn
from alignassess.errors import Place, Problem, UsageError
from alignassess.files.new_files import Made
from alignassess.files.starter import CI_FILES, PIPELINE, Beginning, Begun


@dataclass(frozen=True, slots=True)
class Said:
    """The answers to the three questions."""

    name: str
    fail_on: str
    ci: str


@dataclass(frozen=True, slots=True)
class Founding:
    """A folder, and the repository that it is in or will be."""

    folder: Path
    top: Path
    """The nearest folder at or above it with `.git`, since CI looks for its files only there; the
    folder itself where there is none."""

    @classmethod
    def at(cls, folder: Path) -> "Founding":
        """Find the top of the repository."""
        real = folder.resolve()
        for one in (real, *real.parents):
            if (one / ".git").exists():
                if one == real:
                    break
                return cls(folder, one if folder.is_absolute() else Path(os.path.relpath(one)))
        return cls(folder, folder)

    def from_top(self, name: str, *, named: bool) -> PurePosixPath:
        """What lies in the folder as CI names it; raises UsageError where it is `named` and cannot.

        A path goes into a variable of the job, and GitLab and shells expand a dollar sign there.
        """
        real = self.folder.resolve() / name
        found = PurePosixPath(real.relative_to(self.top.resolve()).as_posix())
        if named and re.search(r"[$\\\x00-\x1f\x7f]|^-", str(found)):
            raise UsageError(
                Problem(
                    "CI would read more than a name into the path of this folder",
                    Place(str(found)),
                    "begin in a folder without $, \\ and control characters, or give --ci none",
                )
            )
        return found

    @property
    def proposed_name(self) -> str:
        """A name for the first system: that of the folder, in words."""
        words = re.sub(r"[\W_]+", " ", self.folder.resolve().name).strip()
        return words[:1].upper() + words[1:] if words else "My system"

    @property
    def proposed_ci(self) -> str:
        """Where its CI is likely to run."""
        return "gitlab" if (self.top / ".gitlab-ci.yml").exists() else "github"


@dataclass(frozen=True, slots=True)
class _Question:
    """One question, what was said to it on the command line, and what is proposed."""

    given: str | None
    text: str
    proposal: str
    about: str
    choices: Sequence[str] = ()


def asked(
    place: Founding, *, name: str | None, fail_on: str | None, ci: str | None, yes: bool
) -> Said | None:
    """Ask what was not said; None when the person leaves.

    Raises UsageError when nobody is there to answer.
    """
    questions = (
        _Question(
            name, "Name of the first system", place.proposed_name, "What your colleagues call it."
        ),
        _Question(
            fail_on,
            f"Rating from which the gate stops ({', '.join(FailOn)})",
            FailOn.HIGH,
            "In any category, as answered; it stands in the policy, where you can change it.",
            tuple(FailOn),
        ),
        _Question(
            ci,
            f"Where the gate is to run ({', '.join(CI_FILES)})",
            place.proposed_ci,
            "A job is written for it; none writes no job.",
            tuple(CI_FILES),
        ),
    )
    if yes:
        return Said(*(one.proposal if one.given is None else one.given for one in questions))
    try:
        answers = iter(_answers([one for one in questions if one.given is None]))
    except EOFError:
        if sys.stdin.isatty():
            return None
        raise UsageError(
            Problem(
                "there is nobody to ask",
                remedy="give --name, --fail-on and --ci, or --yes to take what is proposed",
            )
        ) from None
    return Said(*(next(answers) if one.given is None else one.given for one in questions))


def _answers(questions: Sequence[_Question]) -> list[str]:
    said: list[str] = []
    while len(said) < len(questions):
        one, before = questions[len(said)], len(said)
        ask(said, one.text, one.proposal, one.about)
        if one.choices and len(said) > before:
            said[-1] = said[-1].casefold()
            if said[-1] not in one.choices:
                console.result(f"Choose one of: {', '.join(one.choices)}.")
                said.pop()
    return said


def shown(path: Path) -> str:
    """A path for a command line that a person copies."""
    text = str(path)
    return quote(f"./{text}" if text.startswith("-") else text)


def next_commands(sheets: Path, sheet: str) -> list[str]:
    """The commands that come after `init`, each ready to be run."""
    folder = shown(sheets)
    policy, waivers = shown(sheets / "policy.yaml"), shown(sheets / "waivers.yaml")
    return [
        f"  alignassess assess {shown(sheets / sheet)}",
        f"  alignassess check {folder}",
        f"  alignassess gate {folder} --policy {policy} --waivers {waivers}",
    ]


def after_ci(top: Path, files: Mapping[str, Begun], made: Made, wanted: Beginning) -> list[str]:
    """What is left to a person before the job runs."""
    if not files:
        return []
    job = next(iter(files))
    if top / job in made.kept:
        if str(wanted.folder) in (top / job).read_text("utf-8", errors="replace"):
            return []
        return ["", f"Whether {top / job} looks at {wanted.folder} as well is for you to see."]
    lines = [
        "",
        f"The job installs {wanted.install}, as seen from the top of the repository:",
        f"put it there, or name what it is to install in {top / job}.",
    ]
    pipeline = top / PIPELINE
    if pipeline in made.kept and job not in pipeline.read_text("utf-8", errors="replace"):
        lines += ["", f"Add to {pipeline}:", "  include:", f"    - local: /{job}"]
    return lines

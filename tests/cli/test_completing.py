"""Completion, asked for as a shell asks."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from alignassess import resources
from alignassess.cli import console
from alignassess.cli.main import app
from alignassess.domain.model import CATEGORIES
from alignassess.files.instrument_files import load_instrument, load_library
from tests.files.test_own_questionnaires import OVERLAY

Complete = Callable[[str], list[str]]
PROGRAM = Path(sys.executable).with_name("alignassess")


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Complete:
    """What bash is told for a line whose last word is being typed."""

    def asked(line: str) -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("_ALIGNASSESS_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", "\n".join(["alignassess", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            console.run(app, [])
        said = capfd.readouterr()
        assert (left.value.code, said.err) == (0, "")
        return said.out.split("\n")[:-1] if said.out.strip() else []

    return asked


@pytest.fixture(autouse=True)
def no_own_questionnaires(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_own", None)


SCORED = [one.id for one in load_instrument().questionnaires if one.kind == "scored"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ga", ["gate"]),
        ("gate --fail-u", ["--fail-under-completeness"]),
        ("gate --fail-on ", ["low", "medium", "high", "critical"]),
        ("gate --format gith", ["github", "github-summary", "github-output"]),
        ("gate --report sarif", ["sarif=", "sarif-github="]),
        ("report --format pd", ["pdf"]),
        ("score --questionnaire ", SCORED),
        ("questionnaire show sys", ["system-profile"]),
        ("questionnaire show al", ["all"]),
        ("questionnaire export vendor", ["vendor-selection"]),
        ("score --framework nist-ai-r", ["nist-ai-rmf"]),
        ("score --lens ", [*(one.id for one in load_library().lenses), "all"]),
        ("schema wai", ["waivers"]),
        ("explain decep", ["deceptive-alignment"]),
        ("explain my-sheet.yaml I-12", ["I-12"]),
        ("explain --reading ev", ["evidenced"]),
        ("evidence attach my-sheet.yaml ec-17", ["ec-17"]),
        ("evidence suggest my-sheet.yaml runs --question vs-09", ["vs-09"]),
        ("assess --section regulatory-engagement/p", ["regulatory-engagement/people"]),
        ("init --ci ", ["github", "gitlab", "none"]),
        ("explain no-such-thing", []),
        ("score my-she", []),
    ],
)
def test_a_name_is_completed(complete: Complete, line: str, expected: list[str]) -> None:
    assert complete(line) == expected


def test_every_category_and_question_is_completed(complete: Complete) -> None:
    found = complete("explain ")

    assert set(CATEGORIES) <= set(found)
    assert set(load_instrument().question) <= set(found)


def test_every_section_offered_is_one_that_an_interview_takes(complete: Complete) -> None:
    from alignassess.interview.scope import in_sections

    found = complete("assess --section ")

    assert len(found) == len(set(found)) == 26
    in_sections(load_instrument(), found)  # raises for one that it does not know


def test_your_own_questions_are_completed_while_they_can_be_read(
    complete: Complete, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OVERLAY, "utf-8")
    sound = complete(f"explain --questionnaires {tmp_path} acme")
    own.write_text(OVERLAY[:100], "utf-8")
    broken = complete(f"explain --questionnaires {tmp_path} acme")

    assert "acme-01" in sound
    assert broken == []


def test_the_descriptions_are_shown_where_a_shell_can(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_ALIGNASSESS_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "alignassess explain sycoph")

    with pytest.raises(SystemExit):
        console.run(app, [])

    assert '"sycophancy":"Sycophancy"' in capfd.readouterr().out


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_after_it_was_installed(tmp_path: Path) -> None:
    """Install for the shell that asks, then let a new one reply as at a press of tab."""
    environment = {
        **os.environ, "HOME": str(tmp_path), "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
    }  # fmt: skip
    asked = (
        "source ~/.bashrc; COMP_WORDS=(alignassess explain sycoph); COMP_CWORD=2;"
        "_alignassess_completion alignassess; printf '%s\\n' \"${COMPREPLY[@]}\""
    )

    installed = subprocess.run(
        ["bash", "-c", "alignassess --install-completion; exit $?"],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    replied = subprocess.run(
        ["bash", "--norc", "-c", asked],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "bash completion installed" in installed.stdout
    assert (replied.stdout, replied.stderr) == ("sycophancy\n", "")

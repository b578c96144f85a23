"""Installed from a wheel away from the checkout, and editable: both ways of getting it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alignassess import resources

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    result = subprocess.run(
        [str(one) for one in command],
        cwd=cwd,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program installed with `pip install .` into a folder of its own, dependencies shared."""
    folder = tmp_path_factory.mktemp("installed")
    target = folder / "site"
    run(
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-deps", "--target", target, ROOT,
        cwd=folder,
    )  # fmt: skip
    return target


def test_the_wheel_works_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(installed), "ALIGNASSESS_CACHE": str(tmp_path / "cache")}

    where = run(
        sys.executable, "-c", "import alignassess; print(alignassess.__file__)",
        cwd=tmp_path, **environment,
    )  # fmt: skip
    run(sys.executable, "-m", "alignassess", "demo", "out", cwd=tmp_path, **environment)
    run(sys.executable, "-m", "alignassess", "init", "new", "--yes", cwd=tmp_path, **environment)
    checked = run(
        sys.executable, "-m", "alignassess", "questionnaire", "check", cwd=tmp_path, **environment
    )

    assert Path(where.strip()).is_relative_to(installed)
    assert len(list((tmp_path / "out").iterdir())) == 6
    assert (tmp_path / "new/assessments/policy.yaml").is_file()
    assert "111 scored questions" in checked


def test_the_wheel_holds_every_data_file(installed: Path) -> None:
    for folder in ("questionnaires", "catalog", "reports", "examples", "starter"):
        assert files(ROOT, folder) == files(installed / "alignassess" / "data", folder)


def test_the_wheel_holds_its_templates_compiled(installed: Path) -> None:
    folder = installed / "alignassess" / "data" / "reports" / "templates"

    made = {path.name for path in (folder / "compiled").glob("*.py")}
    assert {f"{path.name}.py" for path in folder.glob("*.j2")} == made


def files(base: Path, folder: str) -> set[Path]:
    """Every file below a folder but what Python itself compiles."""
    found = (path.relative_to(base) for path in (base / folder).rglob("*") if path.is_file())
    return {path for path in found if "__pycache__" not in path.parts}


def test_an_editable_install_sees_an_edited_questionnaire_at_once(tmp_path: Path) -> None:
    """A copy of the checkout stands for it: the package finds the folders beside its source."""
    for name in ("src", "questionnaires", "catalog", "reports", "examples", "starter"):
        run("cp", "-r", ROOT / name, tmp_path / name, cwd=tmp_path)
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    questionnaire = tmp_path / "questionnaires" / "research-engagement.yaml"
    text = questionnaire.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title: "))
    environment = {
        "PYTHONPATH": str(tmp_path / "src"),
        "ALIGNASSESS_CACHE": str(tmp_path / "cache"),
    }
    listing = (sys.executable, "-m", "alignassess", "questionnaire", "list")

    before = run(*listing, cwd=tmp_path, **environment)
    questionnaire.write_text(text.replace(title, "title: Edited just now"), encoding="utf-8")
    after = run(*listing, cwd=tmp_path, **environment)

    assert "Edited just now" not in before
    assert "Edited just now" in after


def test_without_a_checkout_the_packaged_data_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "alignassess")

    assert resources.data_folder() == tmp_path / "alignassess" / "data"

"""Compiled templates: used when they fit, made anew when they do not, and never needed."""

import sys
from pathlib import Path

import jinja2
import pytest

from alignassess.render.compiled import CompiledLoader

NAME = "page.html.j2"


@pytest.fixture(autouse=True)
def _may_write_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def rendered(folder: Path) -> str:
    """The page, from an environment that remembers nothing."""
    return (
        jinja2.Environment(loader=CompiledLoader(folder), autoescape=True)
        .get_template(NAME)
        .render(who="you")
    )


def written(folder: Path, text: str) -> Path:
    """The template; its module's path."""
    (folder / NAME).write_text(text, encoding="utf-8")
    return folder / "compiled" / f"{NAME}.py"


def test_a_stored_module_stands_for_its_template(tmp_path: Path) -> None:
    module = written(tmp_path, "Hello {{ who }}")
    first = rendered(tmp_path)
    module.write_text(
        module.read_text(encoding="utf-8").replace("Hello ", "Stored, "), encoding="utf-8"
    )

    assert first == "Hello you"
    assert rendered(tmp_path) == "Stored, you"


def test_an_edited_template_is_seen_at_once(tmp_path: Path) -> None:
    written(tmp_path, "Hello {{ who }}")
    rendered(tmp_path)
    module = written(tmp_path, "Goodbye {{ who }}")

    assert rendered(tmp_path) == "Goodbye you"
    assert "Goodbye" in module.read_text(encoding="utf-8")


def test_another_jinja_compiles_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = written(tmp_path, "Hello {{ who }}")
    rendered(tmp_path)
    before = module.read_text(encoding="utf-8")
    monkeypatch.setattr(jinja2, "__version__", "99.0")

    assert rendered(tmp_path) == "Hello you"
    assert module.read_text(encoding="utf-8") != before


@pytest.mark.parametrize("text", ["", "made_from = ", "import nothing_of_this_name", "1 / 0"])
def test_a_module_that_is_damaged_is_made_anew(tmp_path: Path, text: str) -> None:
    module = written(tmp_path, "Hello {{ who }}")
    module.parent.mkdir()
    module.write_text(text, encoding="utf-8")

    assert rendered(tmp_path) == "Hello you"
    assert "Hello" in module.read_text(encoding="utf-8")


def test_where_nobody_may_write_templates_are_compiled_in_each_run(tmp_path: Path) -> None:
    """A file in the place of the folder stands for a read-only one, which root would write to."""
    written(tmp_path, "Hello {{ who }}")
    (tmp_path / "compiled").write_text("in the way", encoding="utf-8")

    assert rendered(tmp_path) == "Hello you"


def test_python_told_not_to_write_bytecode_writes_no_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = written(tmp_path, "Hello {{ who }}")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert rendered(tmp_path) == "Hello you"
    assert not module.exists()


def test_a_build_compiles_every_template(tmp_path: Path) -> None:
    written(tmp_path, "Hello {{ who }}")
    (tmp_path / "notes.txt").write_text("no template", encoding="utf-8")
    loader = CompiledLoader(tmp_path)
    loader.compile_all(jinja2.Environment(loader=loader, autoescape=True))

    assert [f"{NAME}.py"] == [
        one.name for one in (tmp_path / "compiled").iterdir() if one.is_file()
    ]

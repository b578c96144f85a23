"""The container: what its file says, and its commands run here in their order."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.ci.conftest import OFFLINE, ROOT, SHARED
from tests.ci.container import copy_context, instructions

FILE = instructions(ROOT / "Containerfile")


def _all(name: str) -> list[str]:
    return [rest for one, rest in FILE if one == name]


def test_the_base_is_one_release_and_the_user_has_no_rights() -> None:
    (python,) = _all("ARG")
    user, _, group = _all("USER")[-1].partition(":")

    assert re.fullmatch(r"PYTHON=3\.\d+\.\d+-slim-\w+", python)
    assert all(re.fullmatch(r"docker\.io/library/python:\$\{PYTHON\}( AS \w+)?", one)
               for one in _all("FROM"))  # fmt: skip
    assert int(user) > 0
    assert int(group) > 0
    assert json.loads(_all("ENTRYPOINT")[0]) == ["alignassess"]


def test_only_what_the_program_is_built_from_is_given_to_the_builder(tmp_path: Path) -> None:
    copy_context(ROOT, tmp_path)

    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "LICENSE", "README.md", "catalog", "examples", "hatch_build.py", "pyproject.toml",
        "questionnaires", "reports", "src", "starter",
    ]  # fmt: skip
    assert not list(tmp_path.rglob("__pycache__"))
    for name in ("catalog", "starter"):
        here, there = ROOT / name, tmp_path / name
        files = {one.relative_to(here) for one in here.rglob("*") if one.is_file()}
        assert files == {one.relative_to(there) for one in there.rglob("*") if one.is_file()}


def test_its_commands_make_a_program_that_runs(wheel: Path, tmp_path: Path) -> None:
    """All but the first, which made the wheel: in the order of the file, with its variables."""
    home = tmp_path / "opt"
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, **OFFLINE, "PATH": path}
    places = {"/opt/alignassess": str(home), "/wheels": str(wheel.parent), "/tmp/demo": "demo"}  # noqa: S108

    def here(text: str) -> str:
        for place, instead in places.items():
            text = text.replace(place, instead)
        return text

    commands = _all("RUN")[1:]
    stage = FILE[: FILE.index(("RUN", commands[-1]))]
    environment |= dict(here(rest).split("=", 1) for name, rest in stage if name == "ENV")
    for command in commands:
        # What pip finds among the dependencies of the tests it would not install once more.
        shared = {} if " pip " in command else SHARED
        subprocess.run(
            ["sh", "-ec", here(command)], cwd=tmp_path, env={**environment, **shared}, check=True
        )

    final = dict(here(one).split("=", 1) for one in _all("ENV")[-1].split(" "))
    ran = subprocess.run(
        [*json.loads(_all("ENTRYPOINT")[0]), *json.loads(_all("CMD")[0])],
        env={**SHARED, **final, "PATH": final["PATH"].replace("$PATH", os.environ["PATH"])},
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.startswith("Usage: alignassess")
    assert len(list((tmp_path / "demo").iterdir())) == 6
    assert list((home / "cache").iterdir()), "later runs begin with what the image has read"

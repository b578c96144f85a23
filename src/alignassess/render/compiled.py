"""Templates compiled to Python modules when the program is installed.

Compiling takes longer than laying out a report. The modules lie beside the templates, as Python's
own compiled files lie beside their source, and nowhere else: whoever can write there can change the
templates themselves. The user's cache folder may be written by others, or come from another job of
a CI server, so nothing in it is ever run.
"""

import os
import sys
import tempfile
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemLoader, Template

_FOLDER = "compiled"
_SUFFIX = ".j2"


class CompiledLoader(FileSystemLoader):
    """Loads what was compiled from these very templates by this very Jinja; else compiles."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._kept = folder / _FOLDER

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """A template ready to be rendered."""
        source, path, _ = self.get_source(environment, name)
        made_from = sha256(f"{jinja2.__version__}\n{name}\n{source}".encode()).hexdigest()
        module = self._stored(name)
        if module.get("made_from") != made_from:
            code = _code(environment, source, name) + f"\nmade_from = {made_from!r}\n"
            if not sys.dont_write_bytecode:
                self._store(name, code)
            module = {"__file__": path}
            exec(compile(code, path, "exec"), module)  # noqa: S102 - what Jinja does
        return environment.template_class.from_module_dict(environment, module, globals or {})

    def compile_all(self, environment: Environment) -> None:
        """Store every template; raises OSError when that fails. For the build."""
        for name in self.list_templates():
            if name.endswith(_SUFFIX):
                self.load(environment, name)

    def _stored(self, name: str) -> MutableMapping[str, Any]:
        """The names of a stored module, none where there is no module that runs."""
        path = str(self._kept / f"{name}.py")
        module = ModuleType(f"template:{name}")  # no module of this package
        module.__file__ = path
        try:
            SourceFileLoader(module.__name__, path).exec_module(module)
        except Exception:  # absent, cut short, or of another Jinja: made anew
            return {}
        return vars(module)

    def _store(self, name: str, code: str) -> None:
        """Write a module whole or not at all; a folder that cannot be written is no trouble."""
        with suppress(OSError):
            self._kept.mkdir(exist_ok=True)
            descriptor, made = tempfile.mkstemp(dir=self._kept, prefix=name)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(code)
            Path(made).chmod(0o644)
            Path(made).replace(self._kept / f"{name}.py")


def _code(environment: Environment, source: str, name: str) -> str:
    made: Callable[..., str] = environment.compile
    return made(source, name, raw=True, defer_init=True)

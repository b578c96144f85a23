"""Compiles the report templates when the program is built or installed for editing."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTemplates(BuildHookInterface):
    """Runs before files are gathered, so that a wheel holds what it makes."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make `reports/templates/compiled`."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        sys.dont_write_bytecode = False
        from alignassess.render.environment import compile_templates

        compile_templates()

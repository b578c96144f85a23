"""The files that a repository begins with: a sheet, what is tolerated, and a job for CI."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from alignassess import resources
from alignassess.domain.instrument import Instrument
from alignassess.errors import Problem, UsageError
from alignassess.files.answer_text import yaml_text
from alignassess.files.new_sheet import new_sheet_text
from alignassess.files.schemas import schema_text

SHEETS = "assessments"
"""The folder of the sheets, below the one that was asked for."""

_TAKEN = ("policy", "waivers")
"""Names of files that stand beside the sheets."""

_SCHEMAS = ".schemas"
"""Hidden, so that a run over the folder does not read them."""

_WAIVED_FOR = timedelta(days=90)
"""How long the waiver that stands as an example would hold."""


_GITHUB = ".github/workflows/alignment.yml"
_GITLAB_JOB = ".gitlab/alignment.yml"
PIPELINE = ".gitlab-ci.yml"
CI_FILES = {
    "github": [(_GITHUB, "the gate as a GitHub workflow", "github-workflow.yml")],
    "gitlab": [
        (_GITLAB_JOB, "the gate as a GitLab job", "gitlab-job.yml"),
        (PIPELINE, "the pipeline that includes it", "gitlab-ci.yml"),
    ],
    "none": [],
}
"""Path from the top, what it is, and its template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What somebody wants to begin with."""

    name: str
    id: str
    operator: str | None
    fail_on: str
    """The rating from which on the gate stops."""
    ci: str
    """A key of `CI_FILES`: where the gate is to run."""
    install: str
    """What CI gives to pip."""
    folder: PurePosixPath
    """That of the sheets, as CI names it from the top of the repository."""
    today: date


@dataclass(frozen=True, slots=True)
class Begun:
    """A file to begin with."""

    what: str
    """What it is, in a few words."""
    text: str


@dataclass(frozen=True, slots=True)
class Starter:
    """Files by their path."""

    sheets: Mapping[str, Begun]
    """Below the folder of sheets."""
    top: Mapping[str, Begun]
    """What belongs at the top of the repository."""


def starter(wanted: Beginning, instrument: Instrument) -> Starter:
    """Write the texts; raises UsageError when a name or id is not allowed."""
    sheet = new_sheet_text(wanted.id, wanted.name, operator=wanted.operator)
    if wanted.id in _TAKEN:
        raise UsageError(
            Problem(
                f"a sheet cannot be called {wanted.id}.yaml here",
                remedy="give another id: --system ID",
            )
        )
    practice = min(instrument.essential_for)
    given = {
        "fail_on": wanted.fail_on,
        "id": wanted.id,
        "practice": practice,
        "version": instrument.card[practice].version,
        "today": wanted.today.isoformat(),
        "later": (wanted.today + _WAIVED_FOR).isoformat(),
        "install": yaml_text(wanted.install),
        "sheets": yaml_text(str(wanted.folder)),
        "job": yaml_text(f"/{_GITLAB_JOB}"),
    }
    made = _environment()

    def begun(what: str, template: str) -> Begun:
        return Begun(what, made.get_template(f"{template}.j2").render(given))

    sheets = {
        f"{wanted.id}.yaml": Begun("the answer sheet", f"{_SCHEMA_LINE}{sheet}"),
        "policy.yaml": begun("what the gate tolerates", "policy.yaml"),
        "waivers.yaml": begun("what is accepted for a time", "waivers.yaml"),
    }
    for name in ("answers", "policy", "waivers"):
        what = f"by which editors complete {name}"
        sheets[f"{_SCHEMAS}/{name}.schema.json"] = Begun(what, schema_text(name))
    return Starter(
        sheets, {path: begun(what, template) for path, what, template in CI_FILES[wanted.ci]}
    )


_SCHEMA_LINE = f"# yaml-language-server: $schema={_SCHEMAS}/answers.schema.json\n#\n"
"""Names the schema, so that an editor completes answers without a network."""


def _environment() -> Environment:
    """Templates with square brackets, since workflows have braces of their own."""
    return Environment(
        loader=FileSystemLoader(resources.starter()),
        autoescape=False,  # noqa: S701 - YAML; what people wrote goes through yaml_text
        undefined=StrictUndefined,
        variable_start_string="[[",
        variable_end_string="]]",
        keep_trailing_newline=True,
    )

"""One evaluation of one model, as its result file tells it, in the same shape for every tool.

Only what is here leaves a reader: no prompt, response, key, host, user name or path. Every text is
short and inert. A figure that the file does not give is None, never 0.
"""

from datetime import date, datetime
from enum import StrEnum

from alignassess.domain.model import Model
from alignassess.domain.refusals import EvidenceWarning, Refusal


class EvidenceFormat(StrEnum):
    """The formats that are read."""

    INSPECT = "inspect"
    LM_EVAL = "lm-eval"
    EVERY_EVAL_EVER = "every-eval-ever"
    GARAK = "garak"
    PROMPTFOO = "promptfoo"
    HELM = "helm"
    HF_MODEL_INDEX = "hf-model-index"
    CYCLONEDX = "cyclonedx"


class RunStatus(StrEnum):
    """How the run ended, as the file says."""

    SUCCESS = "success"
    CANCELLED = "cancelled"
    ERROR = "error"
    STARTED = "started"
    UNSTATED = "unstated"
    """The format has no status; that the file exists says that the run reached its end."""


class Exactness(StrEnum):
    """How well the file says when the run took place."""

    EXACT = "exact"
    """With an offset from UTC, or as seconds since 1970."""
    NAIVE = "naive"
    """A local time of an unknown zone: the day may be off by one either way."""
    DAY = "day"
    """A day without a time."""


class RunDate(Model):
    """When the run began, as the file says. File times and file names are never used."""

    at: datetime
    """In UTC when exact; otherwise as written, also marked UTC so that dates can be compared."""
    exactness: Exactness

    @property
    def earliest(self) -> date:
        """The earliest day on which the run can have begun: what freshness is judged by."""
        return date.fromordinal(max(date.min.toordinal(), self.at.toordinal() - self._slack))

    @property
    def latest(self) -> date:
        """The latest day on which the run can have begun."""
        return date.fromordinal(min(date.max.toordinal(), self.at.toordinal() + self._slack))

    @property
    def _slack(self) -> int:
        return 0 if self.exactness is Exactness.EXACT else 1


class IdentityKind(StrEnum):
    """What the name of the evaluated model is."""

    NAMED = "named"
    """The name of a model, as its provider or repository gives it."""
    LABEL = "label"
    """A name that whoever ran it chose: a label, an endpoint, a folder on a disk."""
    APPLICATION = "application"
    """A program or endpoint around a model; which model answers is not said."""
    TEST_DOUBLE = "test-double"
    """A stand-in without a model behind it, as tools bring them for their own tests."""
    MISSING = "missing"
    """No name at all."""


class ChangeKind(StrEnum):
    """What makes the evaluated model another one than its name says."""

    ADAPTER = "adapter"
    DELTA = "delta"
    STEERING = "steering"
    QUANTISATION = "quantisation"


class ModelChange(Model):
    """A hint that the model was not run as its name says."""

    kind: ChangeKind
    name: str | None = None
    """Of the adapter, or the method of quantisation; a local path is cut to its last part."""
    revision: str | None = None


class ModelIdentity(Model):
    """Which model was evaluated, as the file says, as strictly as it can be bound."""

    name: str | None = None
    """As written, with its provider's prefix (`openai/gpt-4o`); a local path is cut to its last
    part. None when the file names none."""
    kind: IdentityKind = IdentityKind.NAMED
    provider: str | None = None
    """The first part of the name where the tool makes it a provider or back end, or a field of
    the file: `openai`, `hf`, `vllm`."""
    revision: str | None = None
    """Commit or revision of the weights in their repository."""
    sha256: str | None = None
    """Digest of the weights, lower case."""
    role: str | None = None
    """The role that this model plays in the run (`target`); None for the only or main model."""
    changes: tuple[ModelChange, ...] = ()
    label: str | None = None
    """A name for display that the file gives beside `name`; it identifies nothing."""


class Role(Model):
    """Another model that took part: a judge, an auditor, a monitor."""

    role: str
    name: str


class Argument(Model):
    """An argument of the task that selects what is measured (`subset: safe`)."""

    name: str
    value: str
    """As JSON writes it, a text without quotes."""


class Task(Model):
    """What was run."""

    name: str
    """The base name, after the last `/`: tasks move between packages."""
    package: str | None = None
    """What stands before the last `/`."""
    version: str | None = None
    """As text. Two runs compare only with equal versions."""
    arguments: tuple[Argument, ...] = ()
    """The arguments that matter, by name, in the order of the alphabet."""
    arguments_digest: str | None = None
    """Tells whether two runs had all arguments equal, also those that stay in the file; None when
    there are none or the file does not give them."""
    fewshot: int | None = None


class Samples(Model):
    """How many samples the run should have had, had, and scored."""

    dataset: str | None = None
    """Name of the data set."""
    available: int | None = None
    """In the data set."""
    limit: str | None = None
    """What was asked for, as written, when less than everything."""
    total: int | None = None
    """Samples, each as often as there are epochs, that the run was to make."""
    completed: int | None = None
    """Of `total`, without those that failed."""
    scored: int | None = None
    """The smallest number that a score of the run counted, each sample once."""
    epochs: int | None = None
    """How often each sample was run."""
    ids_digest: str | None = None
    """Tells whether two runs used the same samples; None when the file does not list them."""


class Metric(Model):
    """One figure of the run. Which direction is better is the catalogue's to say."""

    score: str
    """Name of the score or detector that it is computed from."""
    name: str
    """Of the metric: `accuracy`, `mean`, `pass_rate`."""
    scorer: str | None = None
    """The function that scored, where the format tells it apart from the score's name."""
    reducer: str | None = None
    """How repeated samples were put together (`mean`, `at_least_1`), or lm-eval's filter."""
    subset: str | None = None
    """Group of samples that it is about; None for all."""
    value: float | None = None
    """Finite; None when the file gives no number that can be used (`refusals` of the run say)."""
    stderr: float | None = None
    low: float | None = None
    """Lower end of the interval that the file gives."""
    high: float | None = None
    scored: int | None = None
    """Samples that this figure counts, each once, however many epochs there were."""
    unscored: int | None = None
    total: int | None = None
    """Samples that it should count, each once."""
    successes: int | None = None
    """When the figure is a share of counts: how many of `scored`, so that value = successes /
    scored."""
    claimed_higher_is_better: bool | None = None
    """What the file says of the direction; believed by nobody, shown when it contradicts."""
    claimed_scale: tuple[float, float] | None = None
    """Lowest and highest possible value, as the file says."""
    refusals: tuple[Refusal, ...] = ()
    """Why this figure counts for nothing, while others of the run may."""


class Code(Model):
    """The code that was run."""

    commit: str | None = None
    dirty: bool | None = None
    """Whether there were changes that no commit holds."""


class Evaluation(Model):
    """One evaluation of one model: the normalised observation that is bound to answers."""

    format: EvidenceFormat
    tool: str
    """`inspect_ai`, `lm-eval`, `garak`; for an exchange format the tool that it names."""
    tool_version: str | None = None
    format_version: str | None = None
    run: str | None = None
    """The run's own id."""
    task: Task
    model: ModelIdentity
    roles: tuple[Role, ...] = ()
    """The other models."""
    started: RunDate | None = None
    completed: RunDate | None = None
    status: RunStatus = RunStatus.UNSTATED
    samples: Samples = Samples()
    metrics: tuple[Metric, ...] = ()
    code: Code = Code()
    evaluator: str | None = None
    """Who ran it, as the file says."""
    evaluator_relationship: str | None = None
    """`first_party`, `third_party`, `collaborative` or `other`, to the model's developer."""
    settings: tuple[Argument, ...] = ()
    """Settings of the tool that change a figure (`eval_threshold`, `temperature`), white-listed."""
    warnings: tuple[EvidenceWarning, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    """Why the whole run counts for nothing. Empty when its figures may be used."""

    @property
    def dates(self) -> tuple[RunDate, ...]:
        """The known ones of its beginning and its end."""
        return tuple(one for one in (self.started, self.completed) if one is not None)

    @property
    def judges(self) -> tuple[Role, ...]:
        """The models that graded."""
        return tuple(one for one in self.roles if one.role in JUDGE_ROLES)


JUDGE_ROLES = frozenset({"grader", "judge", "scorer", "autograder", "audit_judge"})
"""Roles that decide a score, by the names that tools give them."""


class Provenance(Model):
    """Where a model comes from, as a card or bill of materials says. No evaluation."""

    model: ModelIdentity
    bases: tuple[ModelIdentity, ...] = ()
    datasets: tuple[str, ...] = ()
    licence: str | None = None
    dated: RunDate | None = None


class ResultFile(Model):
    """What was read of one file."""

    format: EvidenceFormat | None = None
    """None when it was not recognised."""
    sha256: str = ""
    """Of the bytes, lower case."""
    size: int = 0
    """Bytes."""
    evaluations: tuple[Evaluation, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    warnings: tuple[EvidenceWarning, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    """Why the file as a whole counts for nothing."""

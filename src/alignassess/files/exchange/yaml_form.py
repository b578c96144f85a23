"""A form as YAML, for people who rather answer in an editor or from a program."""

from collections.abc import Iterator
from textwrap import wrap

from alignassess.errors import InputError, Place, Problem
from alignassess.files.answer_text import yaml_text
from alignassess.files.exchange.form import FILLED_IN, FORM_ROW, FORMAT, Form, Reply, Row
from alignassess.files.reading import TextFile
from alignassess.files.wording import choice, shown
from alignassess.files.yaml_text import Block, Items

_SHOWN = ("question", "help", "options")
_SECTIONS = ("format", "questionnaire", "about", "questions")


def yaml_form(form: Form) -> str:
    """Write the form."""
    return "\n".join(_lines(form)) + "\n"


def _lines(form: Form) -> Iterator[str]:
    for line in wrap(f"{form.title}. {form.introduction}", 96):
        yield f"# {line}"
    yield "#"
    yield "# Write the key of an option behind answer:, or one of"
    yield "# dont-know, declined (with date: 2026-11-02), not-applicable (with note:)."
    yield f"format: {FORMAT}"
    yield f"questionnaire: {form.questionnaire}"
    yield "about:"
    for row in form.about:
        yield f"  {row.id}: {yaml_text(''.join(row.answer))}   # {row.question}"
    yield "questions:"
    for row in form.questions:
        if row.section is not None:
            yield f"  # {row.section}"
        yield from _question(row)


def _question(row: Row) -> Iterator[str]:
    yield f"  {row.id}:"
    yield f"    question: {yaml_text(row.question)}"
    yield f"    help: {yaml_text(row.help)}"
    yield "    options:"
    for one in row.choices:
        yield f"      {one.key}: {yaml_text(one.label)}"
    answer = [yaml_text(key) for key in row.answer]
    given = f"[{', '.join(answer)}]" if row.several else "".join(answer) or '""'
    yield f"    answer: {given}" + ("   # several may be given" if row.several else "")
    for name in ("note", "evidence", "date"):
        yield f"    {name}: {yaml_text(getattr(row, name))}"


def read_yaml_form(file: TextFile) -> tuple[Reply, ...]:
    """Read the rows of a form; raises InputError with all that is wrong with its shape."""
    tree = file.tree()
    if not isinstance(tree, Block) or tree.get("format") != FORMAT:
        raise InputError(
            Problem(
                "this is not a form",
                Place(file.name, 1),
                "import a file that `alignassess questionnaire export` wrote",
            )
        )
    reading = _Reading(file)
    reading.unknown(tree, _SECTIONS, "the form")
    named = tree.get("questionnaire", "")
    reading.add(FORM_ROW, tree.lines.get("questionnaire", 1), answer=f"{FORMAT} {named}")
    about, questions = tree.get("about", ""), tree.get("questions", "")
    for section, body in (("about", about), ("questions", questions)):
        if not isinstance(body, Block) and body != "":
            reading.problem(f"{section} must be a mapping", tree.lines[section])
    if isinstance(about, Block):
        for name, value in about.items():
            reading.about(name, value, about.lines[name])
    if isinstance(questions, Block):
        for name, value in questions.items():
            reading.question(name, value, questions.lines[name])
    if reading.problems:
        raise InputError(*reading.problems)
    return tuple(reading.replies)


class _Reading:
    """Gathers rows, and what is wrong, instead of stopping at the first."""

    def __init__(self, file: TextFile) -> None:
        self.name = file.name
        self.replies: list[Reply] = []
        self.problems: list[Problem] = []

    def about(self, name: str, value: object, line: int) -> None:
        """Read a row about the form itself."""
        if isinstance(value, str):
            self.add(name, line, answer=value)
        else:
            self.problem(f"{shown(name)} must be text", line)

    def question(self, name: str, value: object, line: int) -> None:
        """Read a row that asks a question."""
        if not isinstance(value, Block):
            self.problem(f"{shown(name)} must be a mapping with `answer`", line)
            return
        self.unknown(value, (*_SHOWN, *FILLED_IN), name)
        cells = {}
        for key in FILLED_IN:
            cell = value.get(key, "")
            if key == "answer" and isinstance(cell, Items):
                cell = "\n".join(one if isinstance(one, str) else "?" for one in cell)
            if not isinstance(cell, str):
                self.problem(f"{shown(name)}: {key} must be text", value.lines[key])
                cell = ""
            cells[key] = cell
        self.add(name, line, **cells)

    def add(
        self, id: str, line: int, answer: str, note: str = "", evidence: str = "", date: str = ""
    ) -> None:
        """Keep a row."""
        place = Place(self.name, line)
        self.replies.append(Reply(line, place, id, answer, note, evidence, date))

    def unknown(self, block: Block, known: tuple[str, ...], where: str) -> None:
        """Refuse keys that a form does not have: what stands there would get lost."""
        for key in block:
            if key not in known:
                self.problem(f"{shown(where)}: unknown key {shown(key)}", block.lines[key], known)

    def problem(self, message: str, line: int, known: tuple[str, ...] = ()) -> None:
        """Keep what is wrong."""
        remedy = choice(known) if known else None
        self.problems.append(Problem(message, Place(self.name, line), remedy))

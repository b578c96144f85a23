"""The `answers` of a sheet: which question each is about, and open disagreements."""

from collections.abc import Iterable, Iterator

from alignassess.domain.answers import Entry
from alignassess.domain.instrument import Instrument
from alignassess.domain.questionnaire import ProfileQuestion, Question
from alignassess.errors import Place, Problem
from alignassess.files.listing import MOST_HINTS
from alignassess.files.one_answer import AnswerReader, Known
from alignassess.files.places import Places
from alignassess.files.plain_answer import plain_answer
from alignassess.files.wording import nearest, shown
from alignassess.files.yaml_text import Block, Items, Tree


def read_entries(
    tree: Tree | None,
    instrument: Instrument,
    *,
    file: str,
    line: int | None,
    people: frozenset[str],
    evidence: frozenset[str],
) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Read every answer of a sheet, and find everything that is wrong with them."""
    reader = _Entries(instrument, Known(Places(file), people, evidence, instrument.method))
    if tree is None or tree == "":
        return (), []
    if not isinstance(tree, Block):
        return (), [Problem("answers must be a mapping of questionnaires", Place(file, line))]
    for questionnaire, answers in tree.items():
        reader.questionnaire(questionnaire, answers, tree.lines[questionnaire])
    return tuple(reader.entries), reader.problems


class _Entries:
    def __init__(self, instrument: Instrument, known: Known) -> None:
        self.instrument = instrument
        self.known = known
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []

    def questionnaire(self, name: str, answers: Tree, line: int) -> None:
        """Read the answers to one questionnaire."""
        known = [one.id for one in self.instrument.questionnaires]
        if name not in known:
            self._problem(line, f"there is no questionnaire {shown(name)}", self._near(name, known))
        elif isinstance(answers, Block):
            for question, given in answers.items():
                self._question(name, question, given, answers.lines[question])
        elif answers != "":
            self._problem(line, f"{name} must be a mapping of question ids to answers")

    def _question(self, questionnaire: str, name: str, given: Tree, line: int) -> None:
        question = self.instrument.question.get(name)
        if question is None:
            self._unknown(questionnaire, name, line)
            return
        home = self.instrument.questionnaire_of[name]
        if home != questionnaire:
            self._problem(line, f"{name} belongs to {home}", f"move it to answers: {home}:")
            return
        plain = plain_answer(question, given, self.known, line)
        if plain is not None:
            self.entries.append(Entry(name, (plain,)))
            return
        reader = AnswerReader(question, self.known, self.problems)
        if not isinstance(given, Items):
            answer = reader.read(given, line)
            if answer is not None:
                self.entries.append(Entry(name, (answer,)))
            return
        members = self._members(question, given, line)
        read = [reader.read(member, at) for member, at in members]
        answers = tuple(one for one in read if one is not None)
        if answers and len(answers) == len(read):
            self.entries.append(Entry(name, answers))

    def _unknown(self, questionnaire: str, name: str, line: int) -> None:
        retired = self.instrument.retired.get(name)
        if retired is not None:
            see = f"; see {', '.join(retired.see)}" if retired.see else ""
            self._problem(line, f"{name} is no longer asked", f"remove the line{see}")
            return
        self._problem(
            line,
            f"there is no question {shown(name)} in {questionnaire}",
            self._near(name, self._questions_of(questionnaire)),
        )

    def _members(self, question: Question, given: Items, line: int) -> list[tuple[Tree, int]]:
        """The sides of an open disagreement, or the one answer that is a list, with its line."""
        if given and all(isinstance(one, Block) for one in given):
            return list(zip(given, given.lines, strict=True))
        if isinstance(question, ProfileQuestion) and question.choice == "multiple":
            return [(given, line)]
        self._problem(
            line,
            f"{question.id} takes one answer, not a list",
            "for an open disagreement list mappings with `answer` and `by`",
        )
        return []

    def _questions_of(self, questionnaire: str) -> Iterator[str]:
        for question, home in self.instrument.questionnaire_of.items():
            if home == questionnaire:
                yield question

    def _near(self, name: str, known: Iterable[str]) -> str | None:
        return nearest(name, tuple(known)) if len(self.problems) < MOST_HINTS else None

    def _problem(self, line: int, message: str, remedy: str | None = None) -> None:
        self.problems.append(Problem(message, self.known.places[line], remedy))

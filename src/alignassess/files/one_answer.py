"""One answer to one question: short or long form, an option or a nonresponse or a claim."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from alignassess.domain.answers import Answer, Chosen, Declined, DontKnow, NotApplicable
from alignassess.domain.method import Method
from alignassess.domain.questionnaire import ProfileQuestion, Question, ScoredQuestion
from alignassess.domain.rare_events import FIGURES
from alignassess.errors import Problem
from alignassess.files.answer_figures import read_figures
from alignassess.files.days import day_of
from alignassess.files.listing import MOST_HINTS
from alignassess.files.places import Places
from alignassess.files.wording import choice, nearest, nearest_and_all, quoted, shown
from alignassess.files.yaml_text import Block, Items, Tree

_KEYS = ("answer", "by", "on", "note", "evidence")
LEVELS = frozenset("01234")
"""What may stand for the option of a scored question."""
NO_OPTIONS = frozenset(("dont-know", "declined", "not-applicable"))


@dataclass(frozen=True, slots=True)
class Known:
    """What an answer may refer to, and the file it stands in."""

    places: Places
    people: frozenset[str]
    evidence: frozenset[str]
    method: Method


class AnswerReader:
    """Reads answers to one question; adds what is wrong to a list and goes on."""

    def __init__(self, question: Question, known: Known, problems: list[Problem]) -> None:
        self.question = question
        self.id = question.id
        self.known = known
        self.problems = problems

    def read(self, given: Tree, line: int) -> Answer | None:
        """Read one answer; None when something is wrong with it."""
        before = len(self.problems)
        details: dict[str, Any] = {"place": self.known.places[line]}
        if not isinstance(given, Block):
            answer = self._said(given, line, details)
        elif "answer" in given:
            details |= self._details(given)
            answer = self._said(given["answer"], given.lines["answer"], details)
            answer = self._with_figures(answer, given)
        else:
            self._details(given)
            self._problem(line, f"{self.id} has no `answer`", "add answer: and an option's key")
            answer = None
        return answer if len(self.problems) == before else None

    def _details(self, given: Block) -> dict[str, Any]:
        """Read what stands beside `answer`; a key with a value that is wrong has None."""
        keys = (*_KEYS, *FIGURES.get(self.id, ()))
        for key in given:
            if key not in keys:
                self._problem(
                    given.lines[key], f"{self.id}: unknown key {shown(key)}", choice(keys)
                )
        details: dict[str, Any] = {}
        for key in ("by", "note", "on"):
            value = given.get(key, "")
            if not isinstance(value, str):
                self._problem(given.lines[key], f"{self.id}: {key} must be text")
                details[key] = None
            elif value:
                details[key] = value
        if (by := details.get("by")) is not None and by not in self.known.people:
            self._problem(
                given.lines["by"],
                f"{self.id}: nobody in respondents has the key {shown(by)}",
                self._near(by, self.known.people) or "add the person to respondents",
            )
        if (on := details.get("on")) is not None:
            details["on"] = self._day(on, given.lines["on"])
        details["evidence"] = self._evidence(given)
        return details

    def _with_figures(self, answer: Answer | None, given: Block) -> Answer | None:
        """Add trials, failures or volume, which only some questions take beside an option."""
        if not any(key in given for key in FIGURES.get(self.id, ())):
            return answer
        found, wrong = read_figures(self.question, answer, given, self.known.method)
        for line, message, remedy in wrong:
            self._problem(line, message, remedy)
        return answer.model_copy(update=found) if isinstance(answer, Chosen) else answer

    def _day(self, text: str, line: int) -> date | None:
        day = day_of(text)
        if day is None:
            message = f"{self.id}: {quoted(text)} is not a date"
            self._problem(line, message, "write it as 2026-11-02")
        return day

    def _evidence(self, given: Block) -> tuple[str, ...]:
        named = given.get("evidence", "")
        names = ([named] if named else []) if isinstance(named, str) else named
        if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
            self._problem(given.lines["evidence"], f"{self.id}: evidence must list ids")
            return ()
        for index, name in enumerate(names):
            if name not in self.known.evidence:
                self._problem(
                    named.lines[index] if isinstance(named, Items) else given.lines["evidence"],
                    f"{self.id}: there is no evidence entry {shown(name)}",
                    self._near(name, self.known.evidence) or "add it to evidence",
                )
        return tuple(dict.fromkeys(names))

    def _said(self, given: Tree, line: int, details: dict[str, Any]) -> Answer | None:
        match given:
            case "dont-know":
                return DontKnow(**details)
            case "declined":
                return self._declined(line, details)
            case "not-applicable":
                return self._not_applicable(line, details)
            case str():
                return self._chosen([given], [line], details)
            case Items() if given and all(isinstance(one, str) for one in given):
                return self._chosen(given, given.lines, details)
        self._problem(line, f"{self.id}: an answer is an option's key", self._options())
        return None

    def _declined(self, line: int, details: dict[str, Any]) -> Answer:
        if "on" not in details:
            self._problem(
                line,
                f"{self.id}: declined needs the date of asking",
                "write {answer: declined, on: 2026-11-02}",
            )
        return Declined(**details)

    def _not_applicable(self, line: int, details: dict[str, Any]) -> Answer:
        note = details.get("note", "")
        if not isinstance(self.question, ScoredQuestion) or not self.question.not_applicable:
            self._problem(
                line, f"{self.id} cannot be not-applicable", "choose an option, or dont-know"
            )
        elif note is not None and not note.strip():
            self._problem(
                line,
                f"{self.id}: not-applicable needs a note with the reason",
                'write {answer: not-applicable, note: "why it does not fit"}',
            )
        return NotApplicable(**details)

    def _chosen(self, given: list[str], lines: list[int], details: dict[str, Any]) -> Answer | None:
        keys = [self._key(one) for one in given]
        if len(keys) == 1 and keys[0] in self.question.label_of:
            return Chosen(options=(keys[0],), **details)
        known = [option.key for option in self.question.options]
        unknown = [(key, line) for key, line in zip(keys, lines, strict=True) if key not in known]
        for key, line in unknown:
            hint = nearest_and_all(key, known) if self._hints() else choice(known)
            self._problem(line, f"{self.id} has no option {quoted(key)}", hint)
        if unknown:
            return None
        if len(keys) > 1:
            self._together(keys, lines[0])
        return Chosen(options=tuple(keys), **details)

    def _key(self, given: str) -> str:
        """Find the option's key, also where a level stands for it."""
        if isinstance(self.question, ScoredQuestion) and given in LEVELS:
            for option in self.question.options:
                if option.level == int(given):
                    return option.key
        return given

    def _together(self, keys: list[str], line: int) -> None:
        if not isinstance(self.question, ProfileQuestion) or self.question.choice == "single":
            self._problem(line, f"{self.id} takes one option", self._options())
            return
        alone = [one.key for one in self.question.options if one.alone and one.key in keys]
        if alone:
            self._problem(line, f"{self.id}: {alone[0]} cannot stand beside other options")
        elif len(set(keys)) < len(keys):
            self._problem(line, f"{self.id} lists an option twice", "keep one of the two")

    def _options(self) -> str:
        return choice([option.key for option in self.question.options])

    def _near(self, name: str, known: Collection[str]) -> str | None:
        return nearest(name, known) if self._hints() else None

    def _hints(self) -> bool:
        return len(self.problems) < MOST_HINTS

    def _problem(self, line: int, message: str, remedy: str | None = None) -> None:
        self.problems.append(Problem(message, self.known.places[line], remedy))

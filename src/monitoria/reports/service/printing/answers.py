"""Answers as they are read on paper: the words of the scorecard, not its keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitoria.reports.rules.saying import NOTHING, say_number, say_short
from monitoria.scorecards.rules import Criterion, Definition, Kind


class Sayer:
    """Says answers and scores of one scorecard version in one language; `words` are the sheet's."""

    def __init__(self, definition: Definition, words: Mapping[str, str], language: str) -> None:
        self.words, self.language = words, language
        self._criteria = {criterion.key: criterion for _, criterion in definition.criteria()}
        self._sections = {section.key: section.label for section in definition.sections}

    def label(self, key: str | None) -> str:
        """What a criterion is called; one that this version does not have keeps its key."""
        found = self._criteria.get(key or "")
        return found.label if found else (key or NOTHING)

    def section(self, key: str | None) -> str:
        """What a section is called."""
        return self._sections.get(key or "", key or NOTHING)

    def answer(self, key: str, said: Mapping[str, Any] | None) -> str:
        """What was answered to a criterion; `said` holds value, options, text and not_applicable."""
        if said is None:
            return self.words["unanswered"]
        if said["not_applicable"]:
            return self.words["not_applicable"]
        criterion = self._criteria.get(key)
        if said["value"] is not None:
            return self._value(criterion, said["value"])
        if said["options"] is not None:
            labels = [self._option(criterion, option) for option in said["options"]]
            return "; ".join(labels) or self.words["none_of_them"]
        return said.get("text") or self.words["unanswered"]

    def _value(self, criterion: Criterion | None, value: float) -> str:
        text = say_short(value, self.language)
        if criterion is None or criterion.kind is not Kind.SCALE:
            return text
        named = next((option.label for option in criterion.options if option.value == value), None)
        of = self.words["of"].format(value=text, maximum=say_short(criterion.maximum, self.language))
        return f"{of} ({named})" if named else of

    @staticmethod
    def _option(criterion: Criterion | None, key: str) -> str:
        found = criterion.option(key) if criterion else None
        return found.label if found else key

    def number(self, value: float | None, places: int = 2) -> str:
        """A number with its decimals."""
        return say_number(value, self.language, places)

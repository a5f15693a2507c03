"""Which criteria a set of answers shows."""

from __future__ import annotations

from collections.abc import Mapping

from monitoria.evaluations.rules.values import Answer
from monitoria.scorecards.rules import Definition, ShownWhen


def shown_criteria(definition: Definition, answers: Mapping[str, Answer]) -> frozenset[str]:
    """The keys of the criteria on screen.

    A condition holds only on an answer that is itself shown and given: hiding a criterion hides what
    hangs on it, and so does "not applicable".
    """
    shown: set[str] = set()
    for _, criterion in definition.criteria():
        condition = criterion.shown_when
        if condition is None or (condition.criterion in shown and _holds(condition, answers.get(condition.criterion))):
            shown.add(criterion.key)
    return frozenset(shown)


def _holds(condition: ShownWhen, answer: Answer | None) -> bool:
    if answer is None or not answer.is_given:
        return False
    if condition.options:
        return not set(condition.options).isdisjoint(answer.options or ())
    if answer.value is None:
        return False
    above = condition.at_least is None or answer.value >= condition.at_least
    return above and (condition.at_most is None or answer.value <= condition.at_most)

"""Small scorecards, answers to them and their scores: what tests of the rules play with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from monitoria.evaluations.rules import (
    Answer,
    Score,
    score,
)
from monitoria.scorecards.rules import (
    Criterion,
    Definition,
    Kind,
    Option,
    ScoringMode,
    Section,
    ShownWhen,
)

D = Decimal
MARK = D(85)


def scale(key: str, weight: int | str = 1, **members: Any) -> Criterion:
    defaults = {"label": key.title(), "minimum": D(0), "maximum": D(10), "step": D("0.5"), "na_allowed": True}
    return Criterion(**{"key": key, "weight": D(weight)} | defaults | members)


def choice(key: str, weight: int | str = 1, **members: Any) -> Criterion:
    options = (
        Option("yes", "Sim", score=D(1)),
        Option("half", "Em parte", score=D("0.5")),
        Option("no", "Não", score=D(0)),
    )
    defaults = {"label": key.title(), "kind": Kind.SINGLE, "options": options, "na_allowed": True}
    return Criterion(**{"key": key, "weight": D(weight)} | defaults | members)


def card(*criteria: Criterion, scoring: ScoringMode = ScoringMode.SHARES) -> Definition:
    return Definition(sections=(Section(key="main", label="Atendimento", criteria=criteria),), scoring=scoring)


def scored(definition: Definition, **answers: object) -> Score:
    return score(definition, [answer(key, given) for key, given in answers.items()], MARK)


def answer(key: str, given: object) -> Answer:
    if given is None:
        return Answer(key, not_applicable=True)
    if isinstance(given, str):
        return Answer(key, options=(given,))
    if isinstance(given, tuple):
        return Answer(key, options=given)
    return Answer(key, value=D(str(given)))


def shares() -> Definition:
    return card(choice("a", 40), choice("b", 20), choice("c", 20), choice("d", 20))


def conditional() -> Definition:
    return card(
        choice("transferred"),
        choice("warned", shown_when=ShownWhen("transferred", options=("yes",))),
        scale("wait", shown_when=ShownWhen("warned", options=("yes", "half"))),
        choice("calm", shown_when=ShownWhen("wait", at_least=D(5), at_most=D(8))),
    )

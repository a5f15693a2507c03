"""The scorecards of a large sample and ways to answer them, each with what the engine makes of it.

Beside the standard card there is one with a fatal criterion, classes and N/A, that was changed halfway: two versions.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.evaluations.rules import Answer, Score, score
from monitoria.platform.search import sort_key
from monitoria.scorecards.models import Scorecard, ScorecardVersion
from monitoria.scorecards.rules import (
    STANDARD_CARD_ID,
    STANDARD_VERSION_ID,
    CardStatus,
    Criterion,
    DefectClass,
    Definition,
    FatalScope,
    Kind,
    Option,
    Section,
    Severity,
    standard_definition,
    to_document,
)

SEED = 20_260
PASS_MARK = Decimal(85)
WAYS = 149
LEVELS = (6, 7, 8, 9)
FULL_CARD_ID = UUID("01900000-0000-7000-8000-0000000000a1")
_FULL_VERSIONS = (UUID("01900000-0000-7000-8000-0000000000a2"), UUID("01900000-0000-7000-8000-0000000000a3"))
_NAME = "Ficha completa"
_CLASSES = {"problem_solving": DefectClass.CUSTOMER, "procedures": DefectClass.BUSINESS}
_COMPLIANCE = Criterion(
    key="compliance",
    label="Conformidade",
    kind=Kind.SINGLE,
    severity=Severity.FATAL,
    fatal_scope=FatalScope.FORM,
    defect_class=DefectClass.COMPLIANCE,
    options=(Option("yes", "Sim", score=Decimal(1)), Option("no", "Não", score=Decimal(0))),
)


@dataclass(frozen=True, slots=True)
class Card:
    """One version of a scorecard."""

    card_id: UUID
    version_id: UUID
    definition: Definition


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer a card, and its score."""

    answers: Mapping[str, Answer]
    score: Score


STANDARD = Card(STANDARD_CARD_ID, STANDARD_VERSION_ID, standard_definition())


def _full(weight_of_empathy: int) -> Definition:
    criteria = []
    for _, criterion in standard_definition().criteria():
        found = replace(criterion, defect_class=_CLASSES.get(criterion.key), fails_below=Decimal(5))
        if criterion.key == "closing":
            found = replace(found, na_allowed=True)
        if criterion.key == "empathy":
            found = replace(found, weight=Decimal(weight_of_empathy))
        criteria.append(found)
    return Definition(sections=(Section("service", "Atendimento", (*criteria, _COMPLIANCE)),))


FULL = tuple(Card(FULL_CARD_ID, version, _full(1 + n)) for n, version in enumerate(_FULL_VERSIONS))


def register_cards(session: Session, began: datetime, changed: datetime) -> None:
    """Install the second card, unless it is there: its first version when the sample begins, the one in use later."""
    if session.get(Scorecard, FULL_CARD_ID) is not None:
        return
    card = Scorecard(
        id=FULL_CARD_ID,
        name=_NAME,
        name_key=sort_key(_NAME),
        status=CardStatus.PUBLISHED.value,
        created_at=began,
        updated_at=changed,
    )
    session.add(card)
    session.flush()
    for number, (version, at) in enumerate(zip(FULL, (began, changed), strict=True), 1):
        document = to_document(version.definition)
        session.add(
            ScorecardVersion(
                id=version.version_id,
                scorecard_id=FULL_CARD_ID,
                number=number,
                definition=document,
                created_at=at,
                published_at=at,
            )
        )
    session.flush()
    card.current_version_id = FULL[-1].version_id
    session.flush()


@lru_cache
def ways_of(version_id: UUID) -> tuple[tuple[Way, ...], ...]:
    """Ways to answer, by level: each operator has his, with good and bad days."""
    card = next(card for card in (STANDARD, *FULL) if card.version_id == version_id)
    chance = random.Random(SEED)  # noqa: S311 - the same for every table
    return tuple(tuple(_way(card.definition, level, chance) for _ in range(WAYS)) for level in LEVELS)


def _way(definition: Definition, level: int, chance: random.Random) -> Way:
    answers = {c.key: _answer(c, level, chance) for _, c in definition.criteria()}
    return Way(answers, score(definition, answers.values(), PASS_MARK))


def _answer(criterion: Criterion, level: int, chance: random.Random) -> Answer:
    if criterion.kind is Kind.SINGLE:
        return Answer(criterion.key, options=("no" if chance.random() < 0.04 else "yes",))
    if criterion.na_allowed and chance.random() < 0.15:
        return Answer(criterion.key, not_applicable=True)
    return Answer(criterion.key, value=Decimal(min(10, level + chance.choice((-2, -1, 0, 1, 1, 2)))))

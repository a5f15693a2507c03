"""Scoring without saving."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.evaluations.rules import Answer, Score, check_answers, score
from monitoria.evaluations.service.filling import pass_mark_for
from monitoria.platform.access import Actor
from monitoria.platform.errors import Invalid
from monitoria.scorecards.queries import get_scorecard, get_version, list_versions
from monitoria.scorecards.rules import Definition, from_document


def preview_score(
    session: Session, actor: Actor, scorecard_id: UUID, version_id: UUID | None, answers: Sequence[Answer]
) -> tuple[Definition, Score]:
    """What these answers would score on a version of the card: the given one, else the one in use, else the draft.

    Nothing is kept. Raises `NotFound`, or `Invalid` with a pointer to every answer that does not fit.
    """
    card = get_scorecard(session, actor, scorecard_id)
    wanted = version_id or card.current_version_id
    if wanted is None:
        wanted = list_versions(session, actor, scorecard_id)[0].id
    definition = from_document(get_version(session, actor, scorecard_id, wanted).definition)
    faults = check_answers(definition, answers)
    if faults:
        raise Invalid(errors=faults)
    return definition, score(definition, answers, pass_mark_for(session, definition))

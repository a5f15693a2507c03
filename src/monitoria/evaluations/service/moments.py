"""Keeping the moments that an evaluation is pinned to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.rules import Moment, check_moments
from monitoria.platform.errors import Invalid
from monitoria.recordings.queries import lengths_of_call
from monitoria.scorecards.rules import Definition


def moments_to_keep(
    session: Session, call_id: UUID, definition: Definition, moments: Sequence[Moment] | None
) -> list[dict[str, Any]]:
    """The moments as the row keeps them, in the order of the sound. Raises `Invalid` with every fault."""
    if not moments:
        return []
    criteria = {criterion.key for _, criterion in definition.criteria()}
    faults = check_moments(moments, lengths_of_call(session, call_id), criteria)
    if faults:
        raise Invalid(errors=faults)
    ordered = sorted(moments, key=lambda moment: (moment.at_seconds, moment.id))
    return [_plain(moment) for moment in ordered]


def replace_moments(
    session: Session, evaluation: Evaluation, definition: Definition, moments: Sequence[Moment] | None
) -> None:
    """Put these moments in place of the draft's; None leaves them. Raises `Invalid`."""
    if moments is not None:
        evaluation.moments = moments_to_keep(session, evaluation.call_id, definition, moments)


def _plain(moment: Moment) -> dict[str, Any]:
    return {**asdict(moment), "id": str(moment.id), "recording_id": str(moment.recording_id)}

"""What an evaluation sheet is made of, within the asker's reach."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitoria.calls.queries import CallRow, view_call
from monitoria.calls.schemas import CallOut, show_call
from monitoria.evaluations.queries import Filled, view_evaluation
from monitoria.platform.access import Actor
from monitoria.settings.models import Category


@dataclass(frozen=True, slots=True)
class SheetParts:
    """An evaluation and its call, as `actor` may see them: the customer's data are masked as on the screen."""

    filled: Filled
    call: CallOut
    category: str


def view_sheet(session: Session, actor: Actor, evaluation_id: UUID) -> SheetParts:
    """Everything that stands on the sheet of an evaluation in reach; raises `NotFound`."""
    filled = view_evaluation(session, actor, evaluation_id)
    row: CallRow = view_call(session, actor, filled.evaluation.call_id)
    category = session.scalar(select(Category.label).where(Category.key == row.category))
    return SheetParts(filled, show_call(actor, row), category or row.category)

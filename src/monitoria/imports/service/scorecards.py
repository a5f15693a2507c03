"""A form of another system becomes a scorecard, as a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from monitoria.imports.errors import FormRefused
from monitoria.imports.events import ScorecardImported
from monitoria.imports.rules.forms import LARGEST_FILE, ForeignForm, FormFault, read_form
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.events import emit
from monitoria.platform.storage import Stored
from monitoria.scorecards.models import Scorecard
from monitoria.scorecards.service import create_scorecard


@dataclass(frozen=True, slots=True)
class ImportedScorecard:
    """The draft that was made, and the form it was made of."""

    card: Scorecard
    form: ForeignForm


def import_scorecard(
    session: Session, actor: Actor, content: bytes, file_name: str, now: datetime
) -> ImportedScorecard:
    """Make a draft of the form in a file. Raises `Forbidden`, or `FormRefused` with a pointer to every fault."""
    require(actor, Permission.SCORECARD_CREATE)
    try:
        form = read_form(content)
    except FormFault as found:
        raise FormRefused(str(found), errors=found.errors) from None
    card = create_scorecard(session, actor, form.name, form.description, form.definition, now)
    emit(
        session,
        ScorecardImported(
            scorecard_id=card.id,
            scorecard_name=card.name,
            source=form.source.value,
            file_name=file_name,
            notes=len(form.notes),
        ),
    )
    return ImportedScorecard(card, form)


def form_content(stored: Stored) -> bytes:
    """The bytes of a file that has arrived: one more than a form may have, when it has more."""
    return b"".join(stored.read(0, min(stored.size_bytes, LARGEST_FILE + 1)))

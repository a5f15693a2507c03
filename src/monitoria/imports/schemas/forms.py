"""Shapes of forms that become scorecards."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from monitoria.imports.rules.forms import ForeignForm, FormSource
from monitoria.platform.http import Shape, UploadedFile, UploadForm
from monitoria.scorecards.models import Scorecard
from monitoria.scorecards.rules import CardStatus


class FormFile(UploadForm):
    """The form of another system, as JSON or, for Genesys Cloud, as Terraform."""

    file: UploadedFile


class FormNoteOut(Shape):
    """Something that the scorecard does not say as the form did."""

    rule: str
    message: str
    pointer: str = Field(description="JSON pointer into the request, the file's own structure under `/file`.")


class ImportedScorecardOut(Shape):
    """The draft that was made of a form."""

    id: UUID
    name: str
    status: CardStatus
    version: int
    source: FormSource
    notes: list[FormNoteOut]


def show_imported(card: Scorecard, form: ForeignForm) -> ImportedScorecardOut:
    """The draft, and all that could not be carried over exactly."""
    return ImportedScorecardOut(
        id=card.id,
        name=card.name,
        status=CardStatus(card.status),
        version=card.version,
        source=form.source,
        notes=[FormNoteOut.model_validate(note) for note in form.notes],
    )

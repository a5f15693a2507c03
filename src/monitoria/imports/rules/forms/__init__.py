"""Evaluation forms of other systems as scorecards, with a note for all that a scorecard can't say as they do."""

from __future__ import annotations

from dataclasses import dataclass

from monitoria.imports.rules.forms.connect import read_connect
from monitoria.imports.rules.forms.documents import LARGEST_FILE, FormSource, find_form
from monitoria.imports.rules.forms.genesys import read_genesys
from monitoria.imports.rules.forms.naming import LONGEST_TEXT, fitted
from monitoria.imports.rules.forms.reading import FormFault, Node, Note, Reading
from monitoria.platform.errors import FieldError
from monitoria.scorecards.rules import Definition, check_definition

__all__ = ["LARGEST_FILE", "ForeignForm", "FormFault", "FormSource", "Note", "read_form"]

LONGEST_NAME = 120
MOST_SECTIONS = 50
_TITLES = {FormSource.CONNECT: "Title", FormSource.GENESYS: "name"}
_READERS = {FormSource.CONNECT: read_connect, FormSource.GENESYS: read_genesys}


@dataclass(frozen=True, slots=True)
class ForeignForm:
    """A form that was read. The definition is whole, or what keeps it from being published is among the notes."""

    source: FormSource
    name: str
    description: str
    definition: Definition
    notes: tuple[Note, ...]


def read_form(content: bytes) -> ForeignForm:
    """The scorecard that a file describes. Raises `FormFault` with a pointer to everything that can't be read."""
    reading = Reading()
    source, form = find_form(content, reading)
    title = _TITLES[source]
    name = fitted(reading, form.place(title), form.text(title, required=True), LONGEST_NAME)
    description = _description(form) if source is FormSource.CONNECT else ""
    definition = _READERS[source](form)
    _check(definition, form)
    reading.raise_if_refused()
    return ForeignForm(source, name, description, definition, tuple(reading.notes))


def _description(form: Node) -> str:
    return fitted(form.reading, form.place("Description"), form.text("Description"), LONGEST_TEXT)


def _check(definition: Definition, form: Node) -> None:
    """The house's own rules: a draft may want weights, and nothing else."""
    reading = form.reading
    if len(definition.sections) > MOST_SECTIONS:
        message = f"A ficha ficaria com {len(definition.sections)} blocos; o máximo é {MOST_SECTIONS}."
        reading.refuse(form.pointer, message, "too-many-sections")
    if reading.faults:
        return
    for found in check_definition(definition):
        if found.rule == "nothing-scored":
            message = "Nenhum item dá nota: antes de publicar, dê peso a ao menos um, num bloco que conte."
            reading.note(form.pointer, message, found.rule)
        else:
            _refuse(reading, form, found)


def _refuse(reading: Reading, form: Node, found: FieldError) -> None:
    reading.refuse(form.pointer, f"{found.message} (na ficha: {found.pointer})", found.rule)

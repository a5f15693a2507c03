"""A file's customers are shown as lists show them: their numbers masked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from monitoria.imports.models import Import
from monitoria.platform.masking import mask_document, mask_phone, mask_text
from monitoria.platform.search import sort_key

Mask = Callable[[str | None], str | None]

# What is written freely may hold a number; identifiers, times and names of ours do not.
_MASKS: Mapping[str, Mask] = {
    "customer_phone": mask_phone,
    "customer_document": mask_document,
    "customer_name": mask_text,
    "subject": mask_text,
    "notes": mask_text,
}
# What the header of a column that nothing is read from may say of it.
_SAID = (
    (re.compile(r"cpf|cnpj|documento?\b"), mask_document),
    (re.compile(r"fone|phone|celular|whatsapp|\bcel\b"), mask_phone),
)


def mask_field(field: str, text: str | None) -> str | None:
    """The value of a field as it may be shown."""
    mask = _MASKS.get(field)
    return text if mask is None else mask(text)


def mask_cell(found: Import, index: int | None, text: str) -> str:
    """A value of a column as it may be shown, whatever the column is mapped to or was guessed to be."""
    if index is None or index >= len(found.columns):
        return mask_text(text) or ""
    column = found.columns[index]
    mapped = next((field for field, place in found.mapping.items() if place == index), None)
    for field in (mapped, column["guess"]):
        if field in ("customer_phone", "customer_document"):
            return mask_field(field, text) or ""
    if mapped is not None:
        return mask_field(mapped, text) or ""
    header = sort_key(column["name"])
    mask = next((mask for said, mask in _SAID if said.search(header)), mask_text)
    return mask(text) or ""

"""Layouts under a name: the built-in ones of telephone systems, and those that people save."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitoria.imports import queries
from monitoria.imports.errors import PresetNameTaken
from monitoria.imports.events import PresetDeleted, PresetSaved
from monitoria.imports.models import ImportPreset
from monitoria.imports.rules.fields import ImportKind
from monitoria.imports.rules.options import Options, options_from
from monitoria.imports.rules.presets import BUILT_IN
from monitoria.imports.service.files import Layout
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import FieldError, Forbidden, Invalid, NotFound
from monitoria.platform.events import emit
from monitoria.platform.search import sort_key


def layout_of(session: Session, preset: str | None, kind: ImportKind) -> Layout:
    """The layout that `preset` names: a built-in key or the identifier of a saved one. Raises `Invalid`."""
    if preset is None:
        return Layout(Options())
    if preset in BUILT_IN:
        built_in = BUILT_IN[preset]
        return Layout(built_in.options, built_in.mapping)
    saved = _saved(session, preset)
    if saved is None or saved.kind != kind.value:
        raise Invalid.at("/preset", "Este modelo de importação não existe.", "unknown")
    return Layout(options_from(saved.options), saved.mapping)


def _saved(session: Session, preset: str) -> ImportPreset | None:
    try:
        return queries.find_preset(session, UUID(preset))
    except ValueError:
        found = select(ImportPreset).where(ImportPreset.name_key == sort_key(preset))
        return session.scalars(found.limit(1)).one_or_none()


def save_preset(
    session: Session, actor: Actor, import_id: UUID, name: str, now: datetime, *, user_id: UUID | None
) -> ImportPreset:
    """Keep how an import is read under a name. Raises `NotFound`, `Forbidden` or `PresetNameTaken`."""
    require(actor, Permission.IMPORT_CREATE)
    found = queries.get_import(session, actor, import_id)
    taken = select(ImportPreset).where(ImportPreset.kind == found.kind, ImportPreset.name_key == sort_key(name))
    if session.scalars(taken).first() is not None:
        raise PresetNameTaken(errors=[FieldError("/name", "Já está em uso.", "taken")])
    names = [column["name"] for column in found.columns]
    preset = ImportPreset(
        kind=found.kind,
        name=name,
        name_key=sort_key(name),
        mapping={field: names[index] for field, index in found.mapping.items()},
        options={name: value for name, value in found.options.items() if name != "sheet"},
        created_by_id=user_id,
        created_at=now,
    )
    session.add(preset)
    session.flush()
    emit(session, PresetSaved(preset_id=preset.id, preset_name=preset.name))
    return preset


def delete_preset(session: Session, actor: Actor, preset_id: UUID) -> None:
    """Forget a layout: whoever saved it, or an admin. Raises `NotFound` or `Forbidden`."""
    require(actor, Permission.IMPORT_CREATE)
    preset = queries.find_preset(session, preset_id)
    if preset is None:
        raise NotFound("Este modelo de importação não existe.")
    if not queries.may_delete_preset(actor, preset):
        raise Forbidden("Só quem salvou este modelo, ou um administrador, pode excluí-lo.")
    told = PresetDeleted(preset_id=preset.id, preset_name=preset.name)
    session.delete(preset)
    session.flush()
    emit(session, told)

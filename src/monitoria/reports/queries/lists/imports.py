"""The list of imports as it leaves."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select

from monitoria.imports.models import Import
from monitoria.imports.queries import NEWEST_FIRST, import_conditions
from monitoria.imports.schemas import ImportQuery
from monitoria.platform.access import Permission
from monitoria.platform.tables import Column, Kind, Words
from monitoria.reports.queries.lists.listing import (
    Asked,
    Listing,
    Sheet,
    always,
    choice_of,
    column,
    in_order,
    moment_of,
    name_of,
    rows_of,
    text_of,
)
from monitoria.reports.queries.lists.words import IMPORT_KINDS, IMPORT_STATUSES


def _counted(pt: str, en: str, name: str) -> Column:
    return column(pt, en, Kind.INTEGER, Import.counts[name].astext, 12)


_COLUMNS = always(
    text_of("Arquivo", "File", Import.file_name, 36),
    choice_of("O que traz", "What it brings", Import.kind, IMPORT_KINDS, 20),
    choice_of("Situação", "Status", Import.status, IMPORT_STATUSES),
    column("Linhas", "Rows", Kind.INTEGER, Import.rows_total, 12),
    _counted("Novas", "Created", "created"),
    _counted("Alteradas", "Updated", "updated"),
    _counted("Iguais", "Unchanged", "unchanged"),
    _counted("Recusadas", "Rejected", "rejected"),
    column("Bytes", "Bytes", Kind.INTEGER, Import.size_bytes, 12),
    text_of("Enviado por", "Sent by", name_of(Import.created_by_id), 28),
    moment_of("Enviado em", "Sent at", Import.created_at),
    moment_of("Terminado em", "Finished at", Import.finished_at),
    text_of("Problema", "Problem", Import.problem, 48),
)


def _imports(asked: Asked) -> Select[Any]:
    query: ImportQuery = asked.query
    return in_order(rows_of(Import).where(*import_conditions(asked.actor, query.kind)), NEWEST_FIRST)


IMPORTS = Listing(
    name="imports",
    rule="/api/imports/export",
    permission=Permission.IMPORT_READ,
    query=ImportQuery,
    file_name=Words("importacoes", "imports"),
    sheets=(Sheet(Words("Importações", "Imports"), _COLUMNS, _imports),),
)

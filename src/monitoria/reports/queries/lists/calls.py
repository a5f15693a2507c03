"""The list of calls as it leaves. Customers' data are masked as on the screen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select

from monitoria.calls.models import Call
from monitoria.calls.queries import SORT_KEYS, call_conditions
from monitoria.calls.schemas import CallQuery
from monitoria.people.models import Team, User
from monitoria.platform.access import Permission
from monitoria.platform.masking import mask_document, mask_phone, mask_text
from monitoria.platform.tables import Kind, Words
from monitoria.reports.queries.lists.listing import (
    Asked,
    Listing,
    Sheet,
    always,
    choice_of,
    column,
    in_order,
    moment_of,
    rows_of,
    text_of,
)
from monitoria.reports.queries.lists.words import CALL_STATUSES, CHANNELS, PRIORITIES
from monitoria.settings.models import Category

_COLUMNS = always(
    text_of("Protocolo", "Protocol", Call.protocol, 18),
    moment_of("Início", "Started at", Call.started_at),
    moment_of("Fim", "Ended at", Call.ended_at),
    column("Duração (s)", "Duration (s)", Kind.INTEGER, Call.duration_seconds, 12),
    text_of("Atendente", "Operator", User.full_name, 28),
    text_of("Equipe", "Team", Team.name, 20),
    choice_of("Canal", "Channel", Call.channel, CHANNELS),
    text_of("Categoria", "Category", Category.label, 20),
    choice_of("Prioridade", "Priority", Call.priority, PRIORITIES, 12),
    choice_of("Situação", "Status", Call.status, CALL_STATUSES),
    text_of("Cliente", "Customer", Call.customer_name, 28),
    text_of("Telefone", "Phone", Call.customer_phone, 18, mask_phone),
    text_of("Documento", "Document", Call.customer_document, 18, mask_document),
    text_of("Assunto", "Subject", Call.subject, 32, mask_text),
    text_of("Observações", "Notes", Call.notes, 40, mask_text),
    column("Tem monitoria", "Evaluated", Kind.YES_NO, Call.is_evaluated),
    text_of("Origem", "Source", Call.source),
    text_of("Identificador externo", "External identifier", Call.external_id, 22),
    moment_of("Registrada em", "Registered at", Call.created_at),
    moment_of("Alterada em", "Changed at", Call.updated_at),
)


def _rows(asked: Asked) -> Select[Any]:
    query: CallQuery = asked.query
    wanted = query.as_filter(asked.zone)
    found = rows_of(Call).join(User, User.id == Call.operator_id).outerjoin(Team, Team.id == Call.team_id)
    found = found.join(Category, Category.key == Call.category)
    return in_order(found.where(*call_conditions(asked.actor, wanted)), SORT_KEYS[query.sort])


CALLS = Listing(
    name="calls",
    rule="/api/calls/export",
    permission=Permission.CALL_READ,
    query=CallQuery,
    file_name=Words("atendimentos", "calls"),
    sheets=(Sheet(Words("Atendimentos", "Calls"), _COLUMNS, _rows),),
)

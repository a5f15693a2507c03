"""Legal holds and requests of data subjects as they leave."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select

from monitoria.calls.models import Call
from monitoria.people.models import Team
from monitoria.platform.access import Permission
from monitoria.platform.tables import Kind, Words
from monitoria.privacy.models import DataRequest, LegalHold
from monitoria.privacy.queries import select_holds, select_requests
from monitoria.privacy.queries.requests import NEXT_DUE
from monitoria.privacy.queries.retention import LATEST
from monitoria.privacy.schemas import DataRequestQuery, HoldQuery
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
    text_of,
)
from monitoria.reports.queries.lists.words import REQUEST_KINDS, REQUEST_STATUSES

_HOLD_COLUMNS = always(
    text_of("Protocolo", "Protocol", Call.protocol, 18),
    text_of("Equipe", "Team", Team.name, 24),
    text_of("Motivo", "Reason", LegalHold.reason, 48),
    text_of("Posta por", "Placed by", name_of(LegalHold.placed_by_id), 28),
    moment_of("Posta em", "Placed at", LegalHold.placed_at),
    text_of("Liberada por", "Released by", name_of(LegalHold.released_by_id), 28),
    moment_of("Liberada em", "Released at", LegalHold.released_at),
)
_REQUEST_COLUMNS = always(
    choice_of("Pedido", "Request", DataRequest.kind, REQUEST_KINDS),
    choice_of("Situação", "Status", DataRequest.status, REQUEST_STATUSES),
    text_of("Titular", "Data subject", DataRequest.subject_name, 28),
    text_of("O que pediu", "Details", DataRequest.details, 48),
    text_of("Resposta", "Answer", DataRequest.answer, 48),
    column("Recebido em", "Received on", Kind.DAY, DataRequest.received_on, 12),
    column("Responder até", "Due on", Kind.DAY, DataRequest.due_on, 12),
    moment_of("Encerrado em", "Closed at", DataRequest.closed_at),
    text_of("Encerrado por", "Closed by", name_of(DataRequest.closed_by_id), 28),
)


def _holds(asked: Asked) -> Select[Any]:
    query: HoldQuery = asked.query
    return in_order(select_holds(asked.actor, query.released), LATEST)


def _requests(asked: Asked) -> Select[Any]:
    query: DataRequestQuery = asked.query
    return in_order(select_requests(asked.actor, query.status), NEXT_DUE)


HOLDS = Listing(
    name="holds",
    rule="/api/privacy/holds/export",
    permission=Permission.RETENTION_READ,
    query=HoldQuery,
    file_name=Words("guardas-legais", "legal-holds"),
    sheets=(Sheet(Words("Guardas legais", "Legal holds"), _HOLD_COLUMNS, _holds),),
)
REQUESTS = Listing(
    name="data-requests",
    rule="/api/privacy/requests/export",
    permission=Permission.DATA_REQUEST_READ,
    query=DataRequestQuery,
    file_name=Words("pedidos-de-titulares", "data-requests"),
    sheets=(Sheet(Words("Pedidos", "Requests"), _REQUEST_COLUMNS, _requests),),
)

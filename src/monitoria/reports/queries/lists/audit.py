"""The audit trail as it leaves. What happened is said in Portuguese, and its facts stand beside it as they are kept."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Select, Text, cast, func, literal

from monitoria.audit.models import AuditEntry, AuditSeal
from monitoria.audit.queries import LATEST, entry_conditions
from monitoria.audit.rules import SENTENCES, sentence
from monitoria.audit.schemas import AuditQuery
from monitoria.people.models import User
from monitoria.platform.access import Permission
from monitoria.platform.tables import Kind, Words
from monitoria.reports.queries.lists.listing import (
    Asked,
    Listing,
    Sheet,
    always,
    column,
    in_order,
    moment_of,
    name_of,
    rows_of,
    text_of,
)

# No name of an event holds one.
_BETWEEN = " "


def _said(name_and_facts: str) -> str:
    name, _, facts = name_and_facts.partition(_BETWEEN)
    return sentence(name, json.loads(facts)) if name in SENTENCES else name


_FACTS = cast(AuditEntry.facts, Text)
_COLUMNS = always(
    moment_of("Data", "At", AuditEntry.at),
    text_of("Quem", "Who", func.coalesce(User.full_name, "—"), 28),
    text_of("O que fez", "What was done", func.concat(AuditEntry.name, literal(_BETWEEN), _FACTS), 56, _said),
    text_of("Evento", "Event", AuditEntry.name, 28),
    text_of("Sobre", "Subject", AuditEntry.subject_type, 16),
    text_of("Identificador", "Identifier", AuditEntry.subject_id, 38),
    text_of("Atendente", "Operator", name_of(AuditEntry.operator_id), 28),
    text_of("Pedido", "Request", AuditEntry.request_id, 34),
    column("Posição na cadeia", "Place in the chain", Kind.INTEGER, AuditSeal.position, 10),
    text_of("Fatos", "Facts", _FACTS, 60),
)


def _entries(asked: Asked) -> Select[Any]:
    query: AuditQuery = asked.query
    found = rows_of(AuditEntry).outerjoin(User, User.id == AuditEntry.actor_id)
    found = found.outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
    return in_order(found.where(*entry_conditions(asked.actor, query.as_filter(asked.zone))), LATEST)


AUDIT = Listing(
    name="audit",
    rule="/api/audit/export",
    permission=Permission.AUDIT_READ,
    query=AuditQuery,
    file_name=Words("auditoria", "audit"),
    sheets=(Sheet(Words("Auditoria", "Audit"), _COLUMNS, _entries),),
)

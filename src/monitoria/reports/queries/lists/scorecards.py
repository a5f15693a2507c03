"""Scorecards as they leave: one row a criterion, of every version that the asker may see."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Numeric, Select, cast, func

from monitoria.platform.access import Permission
from monitoria.platform.tables import Kind, Words
from monitoria.reports.queries.lists.criteria import all_labels, criteria_of_versions
from monitoria.reports.queries.lists.listing import (
    Asked,
    Listing,
    Sheet,
    always,
    choice_of,
    column,
    in_order,
    moment_of,
    text_of,
)
from monitoria.reports.queries.lists.words import (
    CARD_STATUSES,
    COMMENTS_REQUIRED,
    CRITERION_KINDS,
    DEFECT_CLASSES,
    SEVERITIES,
)
from monitoria.scorecards.models import Scorecard, ScorecardVersion
from monitoria.scorecards.queries import ORDER, may_edit, select_scorecards
from monitoria.scorecards.schemas import ScorecardQuery

_CRITERIA = criteria_of_versions()
_IS_CURRENT = func.coalesce(Scorecard.current_version_id == ScorecardVersion.id, False)

_CRITERION_COLUMNS = always(
    text_of("Ficha", "Scorecard", Scorecard.name, 28),
    column("Versão", "Version", Kind.INTEGER, ScorecardVersion.number, 8),
    column("Em uso", "In use", Kind.YES_NO, _IS_CURRENT, 8),
    moment_of("Publicada em", "Published at", ScorecardVersion.published_at),
    text_of("Bloco", "Section", _CRITERIA.c.section, 24),
    column("Peso do bloco", "Section weight", Kind.DECIMAL, _CRITERIA.c.section_weight, 10),
    text_of("Chave do item", "Criterion key", _CRITERIA.c.key, 20),
    text_of("Item", "Criterion", _CRITERIA.c.label, 36),
    choice_of("Tipo", "Kind", _CRITERIA.c.kind, CRITERION_KINDS),
    column("Peso", "Weight", Kind.DECIMAL, _CRITERIA.c.weight, 10),
    column("Mínimo", "Minimum", Kind.DECIMAL, _CRITERIA.c.minimum, 10),
    column("Máximo", "Maximum", Kind.DECIMAL, _CRITERIA.c.maximum, 10),
    text_of("Respostas possíveis", "Possible answers", all_labels(_CRITERIA.c.options), 40),
    column("Obrigatório", "Required", Kind.YES_NO, _CRITERIA.c.required, 10),
    column("Admite não se aplica", "May be not applicable", Kind.YES_NO, _CRITERIA.c.na_allowed, 10),
    choice_of("Comentário exigido", "Comment required", _CRITERIA.c.comment_required, COMMENTS_REQUIRED),
    choice_of("Gravidade", "Severity", _CRITERIA.c.severity, SEVERITIES),
    choice_of("Afeta", "Hurts", _CRITERIA.c.defect_class, DEFECT_CLASSES),
    text_of("Orientação", "Guidance", _CRITERIA.c.guidance, 48),
)


def _criteria(asked: Asked) -> Select[Any]:
    found: Select[Any] = _cards(asked).join(ScorecardVersion, ScorecardVersion.scorecard_id == Scorecard.id)
    if not may_edit(asked.actor):
        found = found.where(ScorecardVersion.published_at.is_not(None))
    found = found.join(_CRITERIA, _CRITERIA.c.version_id == ScorecardVersion.id)
    return found.order_by(ScorecardVersion.number.desc(), _CRITERIA.c.position)


_MARK = cast(ScorecardVersion.definition["pass_mark"].astext, Numeric)
_CARD_COLUMNS = always(
    text_of("Ficha", "Scorecard", Scorecard.name, 28),
    text_of("Descrição", "Description", Scorecard.description, 48),
    choice_of("Situação", "Status", Scorecard.status, CARD_STATUSES),
    column("Padrão", "Default", Kind.YES_NO, Scorecard.is_default, 8),
    column("Versão em uso", "Version in use", Kind.INTEGER, ScorecardVersion.number, 10),
    column("Meta própria", "Own pass mark", Kind.DECIMAL, _MARK, 10),
    moment_of("Criada em", "Created at", Scorecard.created_at),
    moment_of("Alterada em", "Changed at", Scorecard.updated_at),
)


def _cards(asked: Asked) -> Select[Any]:
    query: ScorecardQuery = asked.query
    return in_order(select_scorecards(asked.actor, query.status), ORDER)


def _cards_in_use(asked: Asked) -> Select[Any]:
    return _cards(asked).outerjoin(ScorecardVersion, ScorecardVersion.id == Scorecard.current_version_id)


SCORECARDS = Listing(
    name="scorecards",
    rule="/api/scorecards/export",
    permission=Permission.SCORECARD_READ,
    query=ScorecardQuery,
    file_name=Words("fichas", "scorecards"),
    sheets=(
        Sheet(Words("Itens", "Criteria"), _CRITERION_COLUMNS, _criteria),
        Sheet(Words("Fichas", "Scorecards"), _CARD_COLUMNS, _cards_in_use),
    ),
)

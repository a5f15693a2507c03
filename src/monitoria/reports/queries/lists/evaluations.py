"""The list of evaluations as it leaves, and all their answers, one row each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Text, cast, func
from sqlalchemy.orm import aliased

from monitoria.calls.models import Call
from monitoria.evaluations.models import Evaluation, EvaluationAnswer
from monitoria.evaluations.queries import SORT_KEYS, Span, evaluation_conditions
from monitoria.evaluations.schemas import EvaluationQuery
from monitoria.people.models import Team, User
from monitoria.platform.access import Permission
from monitoria.platform.tables import Kind, Words
from monitoria.reports.queries.lists.criteria import criteria_of_versions, labels_of
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
from monitoria.reports.queries.lists.words import CHANNELS, CRITERION_KINDS, EVALUATION_STATUSES, ORIGINS, OUTCOMES
from monitoria.scorecards.models import Scorecard, ScorecardVersion
from monitoria.settings.models import Category

_Operator, _Evaluator = aliased(User), aliased(User)

# What tells one evaluation from another, on both lists.
_OF_EVALUATION = (
    text_of("Protocolo", "Protocol", Call.protocol, 18),
    moment_of("Data", "Date", Evaluation.dated_at),
    text_of("Atendente", "Operator", _Operator.full_name, 28),
    text_of("Equipe", "Team", Team.name, 20),
    text_of("Monitor", "Evaluator", _Evaluator.full_name, 28),
    text_of("Ficha", "Scorecard", Scorecard.name, 24),
    column("Versão da ficha", "Scorecard version", Kind.INTEGER, ScorecardVersion.number, 10),
    choice_of("Situação", "Status", Evaluation.status, EVALUATION_STATUSES),
)
_COLUMNS = always(
    *_OF_EVALUATION,
    choice_of("Origem", "Origin", Evaluation.origin, ORIGINS),
    text_of("Categoria", "Category", Category.label, 20),
    choice_of("Canal", "Channel", Evaluation.channel, CHANNELS),
    column("Nota", "Score", Kind.DECIMAL, Evaluation.final_score, 10),
    column("Nota antes de erros fatais", "Score before fatal errors", Kind.DECIMAL, Evaluation.raw_score, 12),
    choice_of("Resultado", "Outcome", Evaluation.outcome, OUTCOMES),
    column("Meta", "Pass mark", Kind.DECIMAL, Evaluation.pass_mark, 10),
    column("Nota dos itens críticos", "Critical score", Kind.DECIMAL, Evaluation.critical_score, 12),
    column("Erro fatal", "Fatal error", Kind.YES_NO, Evaluation.has_fatal, 10),
    column("Revisão", "Revision", Kind.INTEGER, Evaluation.revision, 10),
    text_of("Resumo", "Summary", Evaluation.summary, 48),
    moment_of("Ciência até", "Acknowledge by", Evaluation.acknowledge_by),
    moment_of("Contestação até", "Contest by", Evaluation.contest_by),
    moment_of("Decisão até", "Decide by", Evaluation.decide_by),
    moment_of("Começada em", "Begun at", Evaluation.created_at),
    moment_of("Publicada em", "Published at", Evaluation.published_at),
)


def _labelled(found: Select[Any], asked: Asked) -> Select[Any]:
    query: EvaluationQuery = asked.query
    found = (
        found.join(Call, Call.id == Evaluation.call_id)
        .join(_Operator, _Operator.id == Evaluation.operator_id)
        .join(_Evaluator, _Evaluator.id == Evaluation.evaluator_id)
        .join(Scorecard, Scorecard.id == Evaluation.scorecard_id)
        .join(ScorecardVersion, ScorecardVersion.id == Evaluation.scorecard_version_id)
        .join(Category, Category.key == Evaluation.category)
        .outerjoin(Team, Team.id == Evaluation.team_id)
    )
    found = found.where(*evaluation_conditions(asked.actor, query.as_filter(asked.zone)))
    return in_order(found, SORT_KEYS[query.sort])


def _evaluations(asked: Asked) -> Select[Any]:
    return _labelled(rows_of(Evaluation), asked)


_CRITERIA = criteria_of_versions()
_LOST = (1 - EvaluationAnswer.p) * EvaluationAnswer.applied_weight
_EARNED = func.round(100 * EvaluationAnswer.p, 2)
_ANSWER_COLUMNS = always(
    *_OF_EVALUATION,
    text_of("Bloco", "Section", _CRITERIA.c.section, 24),
    text_of("Chave do item", "Criterion key", EvaluationAnswer.criterion_key, 20),
    text_of("Item", "Criterion", func.coalesce(_CRITERIA.c.label, EvaluationAnswer.criterion_key), 36),
    choice_of("Tipo", "Kind", _CRITERIA.c.kind, CRITERION_KINDS),
    column("Valor", "Value", Kind.DECIMAL, cast(func.trim_scale(EvaluationAnswer.value), Text), 10),
    text_of("Respostas", "Options", labels_of(_CRITERIA.c.options, EvaluationAnswer.options), 28),
    text_of("Texto", "Text", EvaluationAnswer.text_value, 28),
    column("Não se aplica", "Not applicable", Kind.YES_NO, EvaluationAnswer.not_applicable, 10),
    column("Aproveitamento (%)", "Earned (%)", Kind.DECIMAL, _EARNED, 12),
    column("Peso aplicado (%)", "Applied weight (%)", Kind.DECIMAL, EvaluationAnswer.applied_weight, 12),
    column("Pontos perdidos", "Points lost", Kind.DECIMAL, func.round(_LOST, 2), 12),
    text_of("Comentário", "Comment", EvaluationAnswer.comment, 40),
)


def _of_criteria(query: EvaluationQuery) -> list[Any]:
    """Where the list asks for criteria, those answers alone: the rows that a number of a chart is made of."""
    if not query.criterion:
        return []
    earned = Span(query.criterion_from, query.criterion_to)
    is_so = [EvaluationAnswer.criterion_key.in_(query.criterion), EvaluationAnswer.p.is_not(None)]
    return [*is_so, earned.holds(EvaluationAnswer.p, 100)] if earned else is_so


def _answers(asked: Asked) -> Select[Any]:
    found = rows_of(EvaluationAnswer).join(Evaluation, Evaluation.id == EvaluationAnswer.evaluation_id)
    is_same = (_CRITERIA.c.version_id == Evaluation.scorecard_version_id) & (
        _CRITERIA.c.key == EvaluationAnswer.criterion_key
    )
    found = found.outerjoin(_CRITERIA, is_same).where(*_of_criteria(asked.query))
    return _labelled(found, asked).order_by(_CRITERIA.c.position, EvaluationAnswer.criterion_key)


EVALUATIONS = Listing(
    name="evaluations",
    rule="/api/evaluations/export",
    permission=Permission.EVALUATION_READ,
    query=EvaluationQuery,
    file_name=Words("monitorias", "evaluations"),
    sheets=(Sheet(Words("Monitorias", "Evaluations"), _COLUMNS, _evaluations),),
)
ANSWERS = Listing(
    name="answers",
    rule="/api/evaluations/answers/export",
    permission=Permission.EVALUATION_READ,
    query=EvaluationQuery,
    file_name=Words("respostas", "answers"),
    sheets=(Sheet(Words("Respostas", "Answers"), _ANSWER_COLUMNS, _answers),),
)

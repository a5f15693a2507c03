"""What a column may hold, and the words that centres write above it in Portuguese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ImportKind(StrEnum):
    """What a file brings."""

    CALLS = "calls"
    PEOPLE = "people"
    EVALUATIONS = "evaluations"


class Looks(StrEnum):
    """What the values of a column look like."""

    MOMENT = "moment"
    DAY = "day"
    CLOCK = "clock"
    DURATION = "duration"
    YES_NO = "yes-no"
    TEXT = "text"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be imported. `words` are its headers, normalised, the most usual first."""

    name: str
    label: str
    looks: Looks
    words: tuple[str, ...]


def _field(name: str, label: str, looks: Looks, words: str) -> Field:
    return Field(name, label, looks, tuple(word.strip() for word in words.split("|")))


CALL_FIELDS = (
    _field(
        "external_id",
        "Identificador da chamada",
        Looks.ANY,
        "call id|id da chamada|id chamada|callid|uniqueid|unique id|linkedid|identificador|id do atendimento|"
        "contact id|conversation id|id atendimento|id|codigo|protocolo|ticket|uuid|call uuid|session id|numero",
    ),
    _field(
        "operator",
        "Atendente",
        Looks.TEXT,
        "atendente|operador|agente|agent|operator|agent name|nome do atendente|nome do operador|nome do agente|"
        "colaborador|analista|operador a|representative|rep|usuario|user|username|login|ramal|extension|matricula|"
        "agent id|id do agente|employee",
    ),
    _field(
        "started_at",
        "Início (data e hora)",
        Looks.MOMENT,
        "inicio|data e hora|data hora|data inicio|inicio da chamada|start time|start|started at|started|calldate|"
        "call date|datetime|date time|timestamp|data hora inicio|data e hora de inicio|data da chamada|start stamp|"
        "call start|time of call|inicio do atendimento",
    ),
    _field("date", "Data", Looks.DAY, "data|date|dia|data da chamada|call date|data do atendimento|day"),
    _field(
        "time",
        "Hora de início",
        Looks.CLOCK,
        "hora|time|horario|hora inicio|hora inicial|hora de inicio|call time|hora da chamada|start",
    ),
    _field(
        "ended_at",
        "Fim",
        Looks.ANY,
        "fim|termino|end time|end|ended at|ended|data fim|hora fim|hora final|data hora fim|fim da chamada|"
        "end stamp|call end|hora de termino|fim do atendimento",
    ),
    _field(
        "duration_seconds",
        "Duração",
        Looks.DURATION,
        "duracao|duration|tempo de conversa|tempo falado|talk time|talktime|tempo de atendimento|billsec|"
        "avgtalkduration|talk duration|call duration|duracao da chamada|duracao segundos|duration seconds|"
        "conversacao|tempo conversado|tma|length|tempo total|handle time",
    ),
    _field(
        "answered",
        "Atendida (sim ou não)",
        Looks.YES_NO,
        "atendida|answered|answered y n|atendido|foi atendida|disposition|respondida|answered?",
    ),
    _field(
        "category",
        "Categoria",
        Looks.TEXT,
        "categoria|category|tipo|topic|motivo|tabulacao|fila|queue|tipo de chamada|motivo do contato|reason|"
        "call type|skill|type|classificacao",
    ),
    _field("subject", "Assunto", Looks.TEXT, "assunto|subject|titulo|descricao|description|resumo|motivo da ligacao"),
    _field(
        "customer_name",
        "Cliente",
        Looks.TEXT,
        "cliente|nome do cliente|customer|customer name|caller name|nome cliente|contato|client|consumidor|callername",
    ),
    _field(
        "customer_phone",
        "Telefone do cliente",
        Looks.ANY,
        "telefone|phone|telefone do cliente|fone|celular|caller id|callerid|clid|ani|origem|src|from|numero de origem|"
        "customer phone|phone number|numero do cliente|caller|caller number|numero discado|bina|destino",
    ),
    _field(
        "customer_document",
        "CPF ou CNPJ",
        Looks.ANY,
        "cpf|cnpj|cpf cnpj|documento|document|cpf do cliente|documento do cliente|cnpj cpf|customer document",
    ),
    _field("notes", "Observações", Looks.TEXT, "observacoes|observacao|obs|notes|comentarios|comentario|comments|note"),
    _field(
        "csat",
        "Satisfação do cliente (1 a 5)",
        Looks.ANY,
        "csat|satisfacao|nota do cliente|satisfacao do cliente|nota de satisfacao|pesquisa de satisfacao|"
        "customer satisfaction|satisfaction|csat score|nota csat|nota da pesquisa|avaliacao do cliente",
    ),
    _field("status", "Situação", Looks.TEXT, "situacao|status|resolvida|resolvido|resolved|estado|state"),
    _field("priority", "Prioridade", Looks.TEXT, "prioridade|priority|urgencia|severity"),
    _field("channel", "Canal", Looks.TEXT, "canal|channel|midia|media|meio|channel type|media type"),
)

PEOPLE_FIELDS = (
    _field("full_name", "Nome", Looks.TEXT, "nome|nome completo|name|full name|colaborador|funcionario|atendente"),
    _field("username", "Usuário", Looks.TEXT, "usuario|login|username|user|matricula|nome de usuario|user name"),
    _field("email", "E-mail", Looks.TEXT, "e mail|email|mail|endereco de e mail|correio"),
    _field("role", "Perfil", Looks.TEXT, "perfil|papel|funcao|cargo|role|tipo|position"),
    _field("team", "Equipe", Looks.TEXT, "equipe|time|team|celula|ilha|grupo|setor|group"),
    _field("supervisor", "Supervisor da equipe", Looks.TEXT, "supervisor|lider|gestor|coordenador|leader|manager"),
)

EVALUATION_FIELDS = (
    *(field for field in CALL_FIELDS if field.name in ("external_id", "operator", "customer_name", "notes")),
    _field(
        "evaluator", "Avaliador", Looks.TEXT, "avaliador|monitor|avaliado por|evaluator|analista de qualidade|auditor"
    ),
    _field(
        "evaluated_on",
        "Data da monitoria",
        Looks.ANY,
        "data da monitoria|data da avaliacao|evaluation date|data monitoria|data avaliacao|avaliado em",
    ),
    _field(
        "started_at",
        "Data da chamada",
        Looks.ANY,
        "data da chamada|data da ligacao|data do atendimento|call date|data|date|data e hora",
    ),
    _field("total", "Nota do arquivo", Looks.ANY, "nota|nota final|total|score|pontuacao|resultado|nota total|final"),
)

FIELDS: Mapping[ImportKind, tuple[Field, ...]] = {
    ImportKind.CALLS: CALL_FIELDS,
    ImportKind.PEOPLE: PEOPLE_FIELDS,
    ImportKind.EVALUATIONS: EVALUATION_FIELDS,
}


def field_names(kind: ImportKind) -> frozenset[str]:
    """The fields of a kind by name."""
    return frozenset(field.name for field in FIELDS[kind])

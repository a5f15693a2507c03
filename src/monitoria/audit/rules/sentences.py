"""What an audit entry says: one Portuguese sentence a kind of event. A guard checks that none is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from string import Formatter
from typing import Any
from uuid import UUID

SENTENCES: Mapping[str, str] = {
    "user.registered": "cadastrou {username}",
    "user.updated": "alterou o cadastro de {username}",
    "user.deactivated": "desativou {username}",
    "user.reactivated": "reativou {username}",
    "user.deleted": "excluiu o cadastro não usado de {username}",
    "user.password-changed": "trocou a senha de {username}",
    "session.signed-in": "entrou no sistema",
    "session.signed-out": "saiu do sistema",
    "session.revoked": "teve a sessão encerrada: um acesso já renovado foi usado de novo",
    "key.created": "criou a chave de API {key_name} de {username}",
    "key.revoked": "revogou a chave de API {key_name} de {username}",
    "webhook.created": "criou o webhook {webhook_name}, para {host}",
    "webhook.updated": "alterou o webhook {webhook_name}",
    "webhook.deleted": "excluiu o webhook {webhook_name}",
    "webhook.secret-rotated": "trocou o segredo do webhook {webhook_name}",
    "webhook.switched-off": "desligou o webhook {webhook_name}, que não aceita entregas",
    "webhook.delivery-asked": "mandou entregar {kind} ao webhook {webhook_name}",
    "session.ended": "encerrou uma sessão de {username}",
    "session.all-ended": "encerrou sessões de {username}: {ended}",
    "session.new-device": "entrou de um aparelho novo: {device}",
    "second-factor.enabled": "ligou o segundo fator de {username}",
    "second-factor.disabled": "desligou o segundo fator de {username}",
    "second-factor.reset": "zerou o segundo fator de {username}",
    "second-factor.recovery-code-used": "entrou com um código de recuperação; restam {left}",
    "second-factor.recovery-codes-made": "gerou novos códigos de recuperação para {username}",
    "user.provider-linked": "ligou {username} ao provedor de acesso {issuer}",
    "sign-in-policy.updated": "alterou as regras de entrada da instalação",
    "team.created": "criou a equipe {team_name}",
    "team.updated": "alterou a equipe {team_name}",
    "team.deactivated": "desativou a equipe {team_name}",
    "team.deleted": "excluiu a equipe não usada {team_name}",
    "team.reactivated": "reativou a equipe {team_name}",
    "category.created": "criou a categoria {label}",
    "category.updated": "alterou a categoria {label}",
    "installation.updated": "alterou as configurações da instalação",
    "holiday.added": "cadastrou o feriado {holiday_name} ({day})",
    "holiday.removed": "removeu o feriado {holiday_name} ({day})",
    "holiday.installed": "incluiu os feriados nacionais de {year}",
    "scorecard.created": "criou a ficha {scorecard_name}",
    "scorecard.imported": "importou a ficha {scorecard_name} do arquivo {file_name}",
    "scorecard.updated": "alterou o rascunho da ficha {scorecard_name}",
    "scorecard.published": "publicou a versão {number} da ficha {scorecard_name}",
    "scorecard.retired": "aposentou a ficha {scorecard_name}",
    "scorecard.set-default": "tornou padrão a ficha {scorecard_name}",
    "call.created": "registrou a chamada {protocol}",
    "call.updated": "alterou a chamada {protocol}",
    "call.deleted": "excluiu a chamada {protocol}",
    "recording.stored": "juntou uma gravação à chamada {protocol}",
    "call.revealed": "viu os dados mascarados da chamada {protocol}: {reason}",
    "call.erased": "apagou os dados do cliente da chamada {protocol}, ao fim do prazo",
    "recording.purged": "apagou uma gravação da chamada {protocol}, guardada por {kept_days} dias",
    "term.published": "publicou a versão {version} do termo {title}",
    "term.accepted": "deu ciência da versão {version} do termo {title}",
    "retention.updated": "mudou por quanto tempo se guardam gravações e registros",
    "retention.removed": "tirou de uma equipe a política própria de guarda",
    "hold.placed": "pôs sob guarda legal: {reason}",
    "hold.released": "liberou uma guarda legal: {reason}",
    "data-request.registered": "registrou um pedido de titular de dados, com prazo até {due_on}",
    "data-request.updated": "respondeu a um pedido de titular de dados",
    "data.exported": "baixou os dados de {username} ({form})",
    "recording.deleted": "excluiu uma gravação da chamada {protocol}",
    "recording.measured": "mediu uma gravação da chamada {protocol}",
    "recording.failed": "não conseguiu ler uma gravação da chamada {protocol}",
    "recording.transcribed": "juntou a transcrição de uma gravação da chamada {protocol}",
    "recording.transcription-asked": "pediu a transcrição de uma gravação da chamada {protocol}",
    "recording.transcription-failed": "não conseguiu transcrever uma gravação da chamada {protocol}",
    "recording.transcript-deleted": "excluiu a transcrição de uma gravação da chamada {protocol}",
    "recording.played": "ouviu a gravação da chamada {protocol}",
    "call.counted": "contou chamadas importadas",
    "import.uploaded": "enviou o arquivo {file_name} para importar",
    "import.updated": "mudou como o arquivo {file_name} é lido",
    "import.check-requested": "pediu a conferência do arquivo {file_name}",
    "import.checked": "conferiu o arquivo {file_name}",
    "import.commit-requested": "mandou importar o arquivo {file_name}",
    "import.committed": "importou o arquivo {file_name}: {created} novas, {updated} alteradas",
    "import.cancelled": "interrompeu a importação do arquivo {file_name}",
    "import.failed": "não conseguiu importar o arquivo {file_name}",
    "import.undo-requested": "mandou desfazer a importação do arquivo {file_name}",
    "import.undone": "desfez a importação do arquivo {file_name}",
    "import.deleted": "removeu o arquivo {file_name} das importações",
    "preset.saved": "salvou o modelo de importação {preset_name}",
    "preset.deleted": "excluiu o modelo de importação {preset_name}",
    "batch.opened": "enviou um lote de {files} gravações",
    "batch.changed": "alterou um lote de gravações",
    "batch.confirmed": "confirmou um lote: {added} gravações juntadas a chamadas",
    "batch.discarded": "descartou um lote de gravações",
    "notification.read": "leu avisos",
    "notification.preferences-updated": "mudou como quer ser avisado",
    "evaluation.drafted": "começou a monitoria da chamada {protocol}",
    "evaluation.updated": "alterou o rascunho da monitoria da chamada {protocol}",
    "evaluation.published": "publicou a monitoria da chamada {protocol}",
    "evaluation.withdrawn": "retirou a monitoria importada da chamada {protocol}",
    "evaluation.discarded": "descartou o rascunho da monitoria da chamada {protocol}",
    "evaluation.read": "abriu a monitoria da chamada {protocol} pela primeira vez",
    "evaluation.acknowledged": "deu ciência da monitoria da chamada {protocol}",
    "evaluation.contested": "contestou a monitoria da chamada {protocol}",
    "evaluation.file-added": "juntou um arquivo à contestação da monitoria da chamada {protocol}",
    "evaluation.decided": "decidiu a contestação da monitoria da chamada {protocol}",
    "evaluation.revised": "mudou a nota da monitoria da chamada {protocol}: revisão {revision}",
    "evaluation.closed": "encerrou a monitoria da chamada {protocol}",
    "evaluation.deadline-neared": "avisou que um prazo da monitoria da chamada {protocol} está perto",
    "view.saved": "salvou a visão {view_name}",
    "view.updated": "alterou a visão {view_name}",
    "view.deleted": "excluiu a visão {view_name}",
    "plan.created": "criou um plano de ação",
    "plan.updated": "alterou um plano de ação",
    "plan.note-added": "escreveu uma anotação num plano de ação",
    "plan.session-held": "registrou um encontro de um plano de ação",
    "plan.session-acknowledged": "deu ciência de um encontro de um plano de ação",
    "plan.due-neared": "avisou que o prazo de um plano de ação está perto",
    "plan.concluded": "concluiu um plano de ação",
    "plan.cancelled": "cancelou um plano de ação",
    "report.printed": "imprimiu {file_name}",
    "report.mailed": "enviou {file_name} por e-mail a {recipient_name}",
    "schedule.created": "programou o envio do relatório de {about}",
    "schedule.updated": "alterou o envio programado do relatório de {about}",
    "schedule.deleted": "excluiu o envio programado do relatório de {about}",
    "export.taken": "exportou {rows} linhas: {file_name}",
    "export.requested": "pediu a exportação {file_name} em segundo plano",
    "export.ready": "terminou a exportação {file_name}: {rows} linhas",
    "export.failed": "não conseguiu fazer a exportação {file_name}: {problem}",
    "export.cancelled": "cancelou a exportação {file_name}",
    "export.removed": "removeu a exportação {file_name}",
    "export.expired": "apagou a exportação {file_name}, ao fim do prazo",
    "backup.made": "{by} fez uma cópia de segurança, com {files} arquivos",
    "backup.restored": "{by} trouxe de volta a cópia de segurança de {made_at}",
    "evaluation.decision-overdue": "passou do prazo para decidir a contestação da chamada {protocol}",
    "system.job-retried": "refez a tarefa {job_id} ({task}), que havia falhado",
    "system.verified": "conferiu por inteiro: {what}",
}


_UNKNOWN = "—"


def sentence(name: str, facts: Mapping[str, object]) -> str:
    """What happened, without its subject ("publicou a monitoria da chamada 2026…")."""
    return SENTENCES[name].format_map(spoken_facts(name, facts))


def spoken_facts(name: str, facts: Mapping[str, object]) -> dict[str, str]:
    """The facts that the sentence of `name` speaks of, and no other: enough to say it in another language."""
    words = (word for _, word, _, _ in Formatter().parse(SENTENCES[name]) if word is not None)
    return {word: _spoken(facts.get(word)) for word in words}


def changes_of(facts: Mapping[str, Any]) -> dict[str, tuple[object, object]]:
    """What an entry tells of before and after, by field: its `changes`, and what differs between its two states."""
    told = facts.get("changes")
    found = {str(name): _pair(pair) for name, pair in told.items()} if isinstance(told, Mapping) else {}
    before, after = facts.get("before"), facts.get("after")
    if not found and (isinstance(before, Mapping) or isinstance(after, Mapping)):
        old, new = before or {}, after or {}
        found = {name: (old.get(name), new.get(name)) for name in (*old, *new) if old.get(name) != new.get(name)}
    return found


def _pair(value: Any) -> tuple[object, object]:
    is_pair = isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2
    return (value[0], value[1]) if is_pair else (None, value)


def _spoken(fact: object) -> str:
    return _UNKNOWN if fact is None else str(fact)


def as_plain(value: Any) -> Any:
    """`value` as JSON can hold it: identifiers, times and decimals as text, records as objects."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    return _as_plain_container(value)


def _as_plain_container(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_plain(item) for key, item in value.items()}
    return [as_plain(item) for item in value]

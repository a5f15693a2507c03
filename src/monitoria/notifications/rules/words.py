"""What a notice says, in both languages: on the screen, in the subject of a letter and in the letter.

A letter passes through other people's machines: of all facts it names the protocol, dates and counts, never a score, a
customer, a document or what anybody wrote. A guard looks at every text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any


class Language(StrEnum):
    PORTUGUESE = "pt-BR"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """The subject of a letter, and the sentence in it and on the screen."""

    subject: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Saying:
    pt: Words
    en: Words

    def in_language(self, language: str) -> Words:
        return self.en if language == Language.ENGLISH.value else self.pt


_NOT_YOU = " Não foi você? Troque a senha e avise um administrador."
_NOT_YOU_EN = " Was it not you? Change your password and tell an administrator."

SAYINGS: Mapping[str, Saying] = {
    "evaluation.published": Saying(
        Words(
            "Nova monitoria da chamada {protocol}",
            "A monitoria da chamada {protocol} foi publicada: leia e dê ciência.",
        ),
        Words(
            "New evaluation of call {protocol}",
            "The evaluation of call {protocol} was published: read and acknowledge it.",
        ),
    ),
    "evaluation.acknowledged": Saying(
        Words(
            "Ciência com discordância: chamada {protocol}",
            "O atendente deu ciência, mas discorda da monitoria da chamada {protocol}.",
        ),
        Words(
            "Acknowledged with disagreement: call {protocol}",
            "The operator read the evaluation of call {protocol} and disagrees.",
        ),
    ),
    "evaluation.contested": Saying(
        Words(
            "Contestação a decidir: chamada {protocol}",
            "A monitoria da chamada {protocol} foi contestada: decida até {decide_by}.",
        ),
        Words(
            "Contest to decide: call {protocol}",
            "The evaluation of call {protocol} was contested: decide by {decide_by}.",
        ),
    ),
    "evaluation.decided-changed": Saying(
        Words(
            "Contestação respondida: chamada {protocol}",
            "Sua contestação da chamada {protocol} foi aceita no todo ou em parte: a monitoria mudou.",
        ),
        Words(
            "Contest answered: call {protocol}",
            "Your contest of call {protocol} was accepted, wholly or in part: the evaluation changed.",
        ),
    ),
    "evaluation.decided-upheld": Saying(
        Words(
            "Contestação respondida: chamada {protocol}",
            "Sua contestação da chamada {protocol} foi respondida: a monitoria foi mantida. Leia o motivo.",
        ),
        Words(
            "Contest answered: call {protocol}",
            "Your contest of call {protocol} was answered: the evaluation stands. Read the reason.",
        ),
    ),
    "evaluation.revised": Saying(
        Words(
            "Monitoria revista: chamada {protocol}", "A monitoria da chamada {protocol} foi revista: veja o que mudou."
        ),
        Words(
            "Evaluation revised: call {protocol}", "The evaluation of call {protocol} was revised: see what changed."
        ),
    ),
    "evaluation.closed-expired": Saying(
        Words(
            "Monitoria encerrada: chamada {protocol}",
            "O prazo passou e a monitoria da chamada {protocol} foi encerrada.",
        ),
        Words(
            "Evaluation closed: call {protocol}",
            "The deadline passed and the evaluation of call {protocol} was closed.",
        ),
    ),
    "evaluation.closed-concluded": Saying(
        Words("Monitoria encerrada: chamada {protocol}", "A monitoria da chamada {protocol} foi concluída."),
        Words("Evaluation closed: call {protocol}", "The evaluation of call {protocol} was concluded."),
    ),
    "evaluation.deadline-neared-acknowledge": Saying(
        Words(
            "Prazo perto: ciência da chamada {protocol}", "Dê ciência da monitoria da chamada {protocol} até {due_at}."
        ),
        Words(
            "Deadline near: acknowledge call {protocol}", "Acknowledge the evaluation of call {protocol} by {due_at}."
        ),
    ),
    "evaluation.deadline-neared-contest": Saying(
        Words(
            "Prazo perto: contestação da chamada {protocol}",
            "Se discorda da monitoria da chamada {protocol}, conteste até {due_at}.",
        ),
        Words(
            "Deadline near: contest of call {protocol}",
            "If you disagree with the evaluation of call {protocol}, contest it by {due_at}.",
        ),
    ),
    "evaluation.deadline-neared-decide": Saying(
        Words(
            "Prazo perto: decisão da chamada {protocol}",
            "A contestação da chamada {protocol} espera decisão até {due_at}.",
        ),
        Words(
            "Deadline near: decision on call {protocol}",
            "The contest of call {protocol} waits for a decision by {due_at}.",
        ),
    ),
    "evaluation.decision-overdue": Saying(
        Words(
            "Decisão atrasada: chamada {protocol}",
            "A contestação da chamada {protocol} devia ter sido decidida até {due_at} e continua aberta.",
        ),
        Words(
            "Decision overdue: call {protocol}", "The contest of call {protocol} was due by {due_at} and is still open."
        ),
    ),
    "plan.created": Saying(
        Words("Novo plano de ação", "Há um plano de ação para você, com prazo até {due_on}."),
        Words("New coaching plan", "There is a coaching plan for you, due on {due_on}."),
    ),
    "plan.note-added": Saying(
        Words("Recado num plano de ação", "Há um recado novo num plano de ação."),
        Words("Remark on a coaching plan", "There is a new remark on a coaching plan."),
    ),
    "plan.session-held": Saying(
        Words("Encontro registrado", "O encontro de {held_on} foi registrado no plano de ação: leia e dê ciência."),
        Words("Session recorded", "The session of {held_on} was recorded on the plan: read and acknowledge it."),
    ),
    "plan.due-neared": Saying(
        Words("Prazo perto: plano de ação", "O prazo de um plano de ação termina em {due_on}."),
        Words("Deadline near: coaching plan", "A coaching plan is due on {due_on}."),
    ),
    "plan.concluded": Saying(
        Words("Plano de ação concluído", "Um plano de ação seu foi concluído: veja o antes e o depois."),
        Words("Coaching plan concluded", "A coaching plan of yours was concluded: see the before and after."),
    ),
    "plan.cancelled": Saying(
        Words("Plano de ação cancelado", "Um plano de ação seu foi cancelado."),
        Words("Coaching plan cancelled", "A coaching plan of yours was cancelled."),
    ),
    "import.committed": Saying(
        Words(
            "Importação concluída",
            "Sua importação terminou: {created} novas, {updated} alteradas, {rejected} recusadas.",
        ),
        Words("Import finished", "Your import finished: {created} new, {updated} updated, {rejected} rejected."),
    ),
    "import.failed": Saying(
        Words("Importação interrompida", "Sua importação não pôde terminar: veja o motivo e tente de novo."),
        Words("Import stopped", "Your import could not finish: see why and try again."),
    ),
    "export.ready": Saying(
        Words("Exportação pronta", "Sua exportação {file_name} está pronta: baixe-a até {expires_at}."),
        Words("Export ready", "Your export {file_name} is ready: download it by {expires_at}."),
    ),
    "export.failed": Saying(
        Words("Exportação não concluída", "Sua exportação {file_name} não pôde ser feita: veja o motivo."),
        Words("Export failed", "Your export {file_name} could not be made: see why."),
    ),
    "webhook.switched-off": Saying(
        Words(
            "Webhook desligado",
            "O webhook {webhook_name} foi desligado: não aceita entregas. Veja a última resposta e ligue-o de novo.",
        ),
        Words(
            "Webhook switched off",
            "The webhook {webhook_name} was switched off: it takes no deliveries. See its last answer.",
        ),
    ),
    "account.security-new-device": Saying(
        Words(
            "Segurança da sua conta",
            "Sua conta foi aberta num aparelho novo ({device})." + _NOT_YOU,
        ),
        Words(
            "Security of your account",
            "Your account was opened on a new device ({device})." + _NOT_YOU_EN,
        ),
    ),
    "account.security-password-changed": Saying(
        Words(
            "Segurança da sua conta",
            "A senha da sua conta foi trocada." + _NOT_YOU,
        ),
        Words(
            "Security of your account",
            "The password of your account was changed." + _NOT_YOU_EN,
        ),
    ),
    "account.security-enabled": Saying(
        Words(
            "Segurança da sua conta",
            "O segundo fator da sua conta foi ligado." + _NOT_YOU,
        ),
        Words(
            "Security of your account",
            "The second factor of your account was turned on." + _NOT_YOU_EN,
        ),
    ),
    "account.security-disabled": Saying(
        Words(
            "Segurança da sua conta",
            "O segundo fator da sua conta foi desligado." + _NOT_YOU,
        ),
        Words(
            "Security of your account",
            "The second factor of your account was turned off." + _NOT_YOU_EN,
        ),
    ),
    "account.security-reset": Saying(
        Words("Segurança da sua conta", "Um administrador zerou o segundo fator da sua conta: ligue-o de novo."),
        Words(
            "Security of your account", "An administrator reset the second factor of your account: turn it on again."
        ),
    ),
    "account.security-recovery-code-used": Saying(
        Words(
            "Segurança da sua conta",
            "Um código de recuperação abriu a sua conta." + _NOT_YOU,
        ),
        Words(
            "Security of your account",
            "A recovery code opened your account." + _NOT_YOU_EN,
        ),
    ),
    "account.security-recovery-codes-made": Saying(
        Words(
            "Segurança da sua conta",
            "Há novos códigos de recuperação: os antigos não valem mais." + _NOT_YOU,
        ),
        Words(
            "Security of your account",
            "There are new recovery codes: the old ones are void." + _NOT_YOU_EN,
        ),
    ),
    "account.security-provider-linked": Saying(
        Words(
            "Segurança da sua conta",
            "Sua conta entra agora pelo acesso único da organização." + _NOT_YOU,
        ),
        Words(
            "Security of your account",
            "Your account now signs in through the organisation." + _NOT_YOU_EN,
        ),
    ),
}

# Kinds that are said in more than one way, and the fact that tells which.
_VARIANTS: Mapping[str, Callable[[Mapping[str, object]], str]] = {
    "evaluation.decided": lambda facts: "changed" if facts.get("changed") else "upheld",
    "evaluation.closed": lambda facts: "expired" if facts.get("reason") == "expired" else "concluded",
    "evaluation.deadline-neared": lambda facts: str(facts.get("waits_for")),
    "account.security": lambda facts: str(facts.get("what")),
}


def saying_of(kind: str, facts: Mapping[str, object]) -> str:
    """Which of `SAYINGS` says a notice of this kind with these facts."""
    variant = _VARIANTS.get(kind)
    return kind if variant is None else f"{kind}-{variant(facts)}"


def sentence_of(saying: str, facts: Mapping[str, Any], language: str, zone: tzinfo) -> str:
    """The sentence on the screen and in a letter; days are those of `zone`."""
    if saying not in SAYINGS:
        return saying
    return SAYINGS[saying].in_language(language).sentence.format_map(_Spoken(facts, language, zone))


def subject_of(saying: str, facts: Mapping[str, Any], language: str, zone: tzinfo) -> str:
    """The subject of a letter about one notice."""
    if saying not in SAYINGS:
        return "Monitoria"
    return SAYINGS[saying].in_language(language).subject.format_map(_Spoken(facts, language, zone))


# Facts that are instants: said as a day.
_INSTANTS = frozenset({"due_at", "decide_by", "expires_at"})
_DAYS = frozenset({"due_on", "held_on"})


class _Spoken(dict[str, str]):
    """Facts as a sentence says them; what is not known is a dash."""

    def __init__(self, facts: Mapping[str, Any], language: str, zone: tzinfo) -> None:
        super().__init__({name: _say(name, value, language, zone) for name, value in facts.items()})

    def __missing__(self, key: str) -> str:
        return "—"


def _say(name: str, value: Any, language: str, zone: tzinfo) -> str:
    if isinstance(value, str) and name in _INSTANTS | _DAYS:
        day = datetime.fromisoformat(value)
        day = day.astimezone(zone) if name in _INSTANTS else day
        return f"{day:%d/%m/%Y}" if language == Language.PORTUGUESE.value else f"{day.day} {day:%B %Y}"
    return "—" if value is None else str(value)

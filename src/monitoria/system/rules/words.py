"""How it is said: one sentence a finding, and what to do next where there is something to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitoria.system.rules.health import Finding, Matter
from monitoria.system.rules.values import Count, Language, Size, Span

_PT, _EN = Language.PORTUGUESE, Language.ENGLISH


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in one language; `remedy` is empty when there is nothing to do."""

    title: str
    text: str
    remedy: str


def say(finding: Finding, language: Language) -> Said:
    """The finding as sentences."""
    facts = {
        name: value.said(language) if isinstance(value, (Size, Span, Count)) else value
        for name, value in finding.facts.items()
    }
    text, remedy = _SENTENCES[language][finding.code]
    return Said(_TITLES[language][finding.matter], text.format_map(facts), remedy.format_map(facts))


_TITLES: Mapping[Language, Mapping[Matter, str]] = {
    _PT: {
        Matter.DATABASE: "Banco de dados",
        Matter.REPLICA: "Réplicas",
        Matter.SCHEMA: "Esquema",
        Matter.CLOCK: "Relógio",
        Matter.WORKER: "Worker",
        Matter.JOBS: "Tarefas",
        Matter.STORAGE: "Espaço em disco",
        Matter.MAIL: "E-mail",
        Matter.TRAIL: "Trilha de auditoria",
        Matter.ROLLUPS: "Somas dos painéis",
        Matter.BACKUP: "Cópia de segurança",
    },
    _EN: {
        Matter.DATABASE: "Database",
        Matter.REPLICA: "Replicas",
        Matter.SCHEMA: "Schema",
        Matter.CLOCK: "Clock",
        Matter.WORKER: "Worker",
        Matter.JOBS: "Jobs",
        Matter.STORAGE: "Disk space",
        Matter.MAIL: "E-mail",
        Matter.TRAIL: "Audit trail",
        Matter.ROLLUPS: "Sums of the dashboards",
        Matter.BACKUP: "Backup",
    },
}

_VERIFY_TRAIL_PT = "Rode “monitoria audit verify” no servidor."
_VERIFY_TRAIL_EN = "Run “monitoria audit verify” on the server."
_VERIFY_ROLLUPS_PT = "Rode “monitoria rollups verify” no servidor, fora do horário de movimento."
_VERIFY_ROLLUPS_EN = "Run “monitoria rollups verify” on the server, outside busy hours."
_START_WORKER_PT = "Inicie “monitoria serve” ou “monitoria worker”."
_START_WORKER_EN = "Start “monitoria serve” or “monitoria worker”."

_PORTUGUESE: Mapping[str, tuple[str, str]] = {
    "database-well": ("{server} responde; {size}; {used} de {most} conexões em uso.", ""),
    "database-crowded": (
        "{server} responde, mas {used} de {most} conexões estão em uso; {size}.",
        "Aumente max_connections no PostgreSQL ou diminua MONITORIA_WEB_WORKERS e MONITORIA_WEB_THREADS.",
    ),
    "replica-well": ("{replicas} em dia (atraso de {delay}).", ""),
    "replica-behind": (
        "{replicas}; a mais lenta está {delay} atrás.",
        "Veja a rede e o disco da réplica; enquanto isso as leituras vão ao banco principal.",
    ),
    "schema-well": ("Na versão deste programa ({version}, esquema {revision}).", ""),
    "schema-old": ("Não está na versão deste programa ({version}; esquema {revision}).", "Rode “monitoria migrate”."),
    "clock-well": ("A aplicação e o banco de dados concordam (diferença de {apart}).", ""),
    "clock-off": (
        "A aplicação e o banco de dados diferem em {apart}.",
        "Ligue o NTP (chrony ou systemd-timesyncd) nas duas máquinas: prazos e acessos dependem do relógio.",
    ),
    "worker-well": ("{workers} em execução, {waiting} na fila.", ""),
    "worker-behind": (
        "{workers} em execução, {waiting} na fila; a mais antiga espera há {oldest}.",
        "Veja nos registros que tarefa ocupa o worker, ou inicie mais um com “monitoria worker”.",
    ),
    "worker-none": ("Nenhum em execução, {waiting} na fila; o último deu sinal há {silence}.", _START_WORKER_PT),
    "worker-never": ("Nenhum em execução, {waiting} na fila.", _START_WORKER_PT),
    "jobs-well": ("Nenhuma tarefa falhou nas últimas 24 horas.", ""),
    "jobs-failed": (
        "{failed} sem êxito nas últimas 24 horas, depois de todas as tentativas.",
        "Resolva a causa (os registros a dizem, pelo número da tarefa) e refaça a tarefa.",
    ),
    "disk-well": ("{free} livres de {total}.", ""),
    "disk-low": (
        "Só {free} livres de {total}.",
        "Libere espaço, aumente o disco ou encurte a guarda de gravações em Proteção de dados.",
    ),
    "disk-full": (
        "Restam {free} de {total}: gravações e o banco de dados podem parar a qualquer momento.",
        "Libere espaço no disco agora.",
    ),
    "mail-off": ("Não é enviado: os avisos aparecem só no Monitoria.", ""),
    "mail-well": ("A última carta saiu há {since}; {waiting} na fila.", ""),
    "mail-never": ("Nenhuma carta saiu ainda; {waiting} na fila.", ""),
    "mail-unreachable": (
        "O servidor não atendeu há {since}; {waiting} na fila.",
        "Confira MONITORIA_SMTP_URL, a rede e a senha. As cartas esperam e saem sozinhas depois.",
    ),
    "mail-refused": (
        "O servidor recusou {refused} nas últimas 24 horas; {waiting} na fila.",
        "Confira os endereços das pessoas e MONITORIA_MAIL_FROM.",
    ),
    "trail-well": ("{sealed} na cadeia, {waiting} por selar; conferida há {since}: inteira.", ""),
    "trail-never": ("{sealed} na cadeia, {waiting} por selar; nunca conferida por inteiro.", _VERIFY_TRAIL_PT),
    "trail-long-ago": ("{sealed} na cadeia, {waiting} por selar; conferida há {since}: inteira.", _VERIFY_TRAIL_PT),
    "trail-unsealed": (
        "{waiting} por selar: faz mais de um quarto de hora que nada é selado.",
        "O worker sela a cada minuto: veja se está em execução e se a tarefa de selar falha.",
    ),
    "trail-broken": (
        "A conferência de há {since} achou a trilha alterada.",
        "Rode “monitoria audit verify”: ele diz em que registro. Guarde o banco como está e avise o responsável.",
    ),
    "rollups-well": ("Conferidas há {since}: dizem o mesmo que os registros.", ""),
    "rollups-never": ("Mantidas a cada mudança; nunca conferidas por inteiro.", _VERIFY_ROLLUPS_PT),
    "rollups-long-ago": ("Conferidas há {since}: diziam o mesmo que os registros.", _VERIFY_ROLLUPS_PT),
    "rollups-broken": (
        "A conferência de há {since} achou somas que não são as dos registros.",
        "Rode “monitoria rollups rebuild”: as somas são refeitas a partir dos registros, e nada se perde.",
    ),
    "backup-well": ("A última foi feita há {since}.", ""),
    "backup-old": ("A última foi feita há {since}.", "Veja por que a cópia agendada não rodou, e faça uma agora."),
}
_ENGLISH: Mapping[str, tuple[str, str]] = {
    "database-well": ("{server} answers; {size}; {used} of {most} connections in use.", ""),
    "database-crowded": (
        "{server} answers, but {used} of {most} connections are in use; {size}.",
        "Raise max_connections in PostgreSQL or lower MONITORIA_WEB_WORKERS and MONITORIA_WEB_THREADS.",
    ),
    "replica-well": ("{replicas} up to date ({delay} behind).", ""),
    "replica-behind": (
        "{replicas}; the slowest is {delay} behind.",
        "Look at the network and the disk of the replica; meanwhile reads go to the primary.",
    ),
    "schema-well": ("At the version of this program ({version}, schema {revision}).", ""),
    "schema-old": ("Not at the version of this program ({version}; schema {revision}).", "Run “monitoria migrate”."),
    "clock-well": ("The application and the database agree ({apart} apart).", ""),
    "clock-off": (
        "The application and the database are {apart} apart.",
        "Turn NTP on (chrony or systemd-timesyncd) on both machines: deadlines and sign-ins depend on the clock.",
    ),
    "worker-well": ("{workers} running, {waiting} in the queue.", ""),
    "worker-behind": (
        "{workers} running, {waiting} in the queue; the oldest has waited for {oldest}.",
        "See in the logs which job keeps the worker busy, or start another one with “monitoria worker”.",
    ),
    "worker-none": ("None running, {waiting} in the queue; last heard of {silence} ago.", _START_WORKER_EN),
    "worker-never": ("None running, {waiting} in the queue.", _START_WORKER_EN),
    "jobs-well": ("No job failed in the last 24 hours.", ""),
    "jobs-failed": (
        "{failed} failed in the last 24 hours, after every attempt.",
        "Mend the cause (the logs say it, by the number of the job) and run the job again.",
    ),
    "disk-well": ("{free} free of {total}.", ""),
    "disk-low": (
        "Only {free} free of {total}.",
        "Free some space, enlarge the disk or shorten the retention of recordings under Data protection.",
    ),
    "disk-full": (
        "{free} left of {total}: recordings and the database may stop at any moment.",
        "Free space on the disk now.",
    ),
    "mail-off": ("Not sent: notices appear in Monitoria alone.", ""),
    "mail-well": ("The last letter left {since} ago; {waiting} in the queue.", ""),
    "mail-never": ("No letter has left yet; {waiting} in the queue.", ""),
    "mail-unreachable": (
        "The server did not answer {since} ago; {waiting} in the queue.",
        "Check MONITORIA_SMTP_URL, the network and the password. Letters wait, and leave by themselves later.",
    ),
    "mail-refused": (
        "The server refused {refused} in the last 24 hours; {waiting} in the queue.",
        "Check people's addresses and MONITORIA_MAIL_FROM.",
    ),
    "trail-well": ("{sealed} in the chain, {waiting} to be sealed; verified {since} ago: whole.", ""),
    "trail-never": ("{sealed} in the chain, {waiting} to be sealed; never verified as a whole.", _VERIFY_TRAIL_EN),
    "trail-long-ago": ("{sealed} in the chain, {waiting} to be sealed; verified {since} ago: whole.", _VERIFY_TRAIL_EN),
    "trail-unsealed": (
        "{waiting} to be sealed: nothing has been sealed for more than a quarter of an hour.",
        "The worker seals every minute: see whether it runs and whether the job that seals fails.",
    ),
    "trail-broken": (
        "The verification of {since} ago found the trail changed.",
        "Run “monitoria audit verify”: it says at which record. Keep the database as it is, and tell.",
    ),
    "rollups-well": ("Verified {since} ago: they say what the rows say.", ""),
    "rollups-never": ("Kept at every change; never verified as a whole.", _VERIFY_ROLLUPS_EN),
    "rollups-long-ago": ("Verified {since} ago: they said what the rows said.", _VERIFY_ROLLUPS_EN),
    "rollups-broken": (
        "The verification of {since} ago found sums that are not those of the rows.",
        "Run “monitoria rollups rebuild”: the sums are made anew from the rows, and nothing is lost.",
    ),
    "backup-well": ("The last one was made {since} ago.", ""),
    "backup-old": ("The last one was made {since} ago.", "See why the scheduled one did not run, and make one now."),
}
_SENTENCES: Mapping[Language, Mapping[str, tuple[str, str]]] = {_PT: _PORTUGUESE, _EN: _ENGLISH}

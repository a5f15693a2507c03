"""`monitoria doctor`: looks at an installation and says, in Portuguese, what is wrong and what to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from monitoria.cli.accounts import sample_accounts
from monitoria.cli.database import database_for
from monitoria.cli.errors import CommandError
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import is_trail_protected, server_version
from monitoria.platform.mail import Mailer, MailUnreachable, read_mail_server
from monitoria.platform.postgres import PostgresError
from monitoria.platform.schema import SchemaState, state_on
from monitoria.system.queries import read_facts
from monitoria.system.rules import HealthState, Language, judge, say


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what was found, and what to do when it is wrong (empty when it is right)."""

    matter: str
    text: str
    remedy: str = ""


def doctor(config: Config) -> int:
    """Print every finding; 0 when all is well, 1 when something is wrong."""
    findings = list(examine(config))
    for finding in findings:
        mark = "✗" if finding.remedy else "✓"
        print(f"{mark} {finding.matter}: {finding.text}")
        if finding.remedy:
            print(f"    → {finding.remedy}")
    wrong = sum(1 for finding in findings if finding.remedy)
    print("Tudo certo." if not wrong else f"{wrong} problema(s).")
    return 1 if wrong else 0


def examine(config: Config) -> Iterator[Finding]:
    """Look at settings, storage, mail, database, worker and sign-ins, in this order."""
    yield check_settings(config)
    yield check_folder(config.home)
    yield check_mail(config)
    try:
        with database_for(config) as found:
            yield from _examine_database(config, found)
    except (PostgresError, CommandError) as error:
        yield Finding("Banco de dados", "não pode ser usado", str(error))


def check_settings(config: Config) -> Finding:
    """The environment, and in production the secret."""
    problem = config.secret_problem() if config.is_production else None
    if problem:
        return Finding("Configuração", "produção sem segredo próprio", problem)
    if config.is_production and not config.secure_cookies:
        remedy = "Defina MONITORIA_SECURE_COOKIES=1 e sirva por HTTPS."
        return Finding("Configuração", "produção com cookies que aceitam HTTP", remedy)
    return Finding("Configuração", f"ambiente {config.environment}, fuso {config.time_zone}")


def check_folder(home: Path) -> Finding:
    """The data folder can be written."""
    folder = next(path for path in (home, *home.parents) if path.exists())
    if not os.access(folder, os.W_OK):
        return Finding(
            "Pasta de dados", str(home), "Dê permissão de escrita a este usuário ou escolha outra com --home."
        )
    return Finding("Pasta de dados", str(home))


def check_mail(config: Config) -> Finding:
    """Letters can be handed in; an installation without a mail server is right too."""
    if not config.smtp_url:
        return Finding("Servidor de e-mail", "não é enviado: os avisos aparecem só no Monitoria")
    server = read_mail_server(config.smtp_url)
    where = f"{server.host}:{server.port}"
    try:
        with Mailer(server, config.mail_from):
            return Finding("Servidor de e-mail", f"{where} atende")
    except MailUnreachable as error:
        remedy = f"Confira MONITORIA_SMTP_URL, a rede e a senha ({error}). Os avisos por e-mail esperam."
        return Finding("Servidor de e-mail", f"{where} não aceita a conexão", remedy)


def _examine_database(config: Config, found: Config) -> Iterator[Finding]:
    """What the screen of the system says too, in the same words; then what only an administrator here asks."""
    url = str(found.database_url)
    engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 3})
    owner = create_engine(found.owner_url, poolclass=NullPool, connect_args={"connect_timeout": 3})
    state = state_on(owner)
    if state is not SchemaState.CURRENT:
        yield Finding("Banco de dados", f"PostgreSQL {server_version(engine)}")
    if state is SchemaState.AHEAD:
        yield Finding("Esquema", "de uma versão mais nova", "Atualize este programa para a versão que migrou o banco.")
        return
    if state is not SchemaState.CURRENT:
        yield Finding("Esquema", "não está na versão deste programa", "Rode “monitoria migrate”.")
        return
    yield from _examine_system(found, engine)
    yield _safely("Proteção da trilha", lambda: check_trail(config, engine))
    yield from map(check_replica, config.replica_urls)
    yield check_sign_ins(config, url)


def _examine_system(config: Config, engine: Engine) -> Iterator[Finding]:
    try:
        with Session(engine) as session:
            judged = judge(read_facts(session, config, utc_now()))
    except SQLAlchemyError as error:
        print(error, file=sys.stderr)
        yield Finding("Banco de dados", "não foi possível verificar", "Veja a mensagem de erro acima.")
        return
    for finding in judged:
        said = say(finding, Language.PORTUGUESE)
        # What is well needs nothing, though something may be worth doing one day.
        yield Finding(said.title, said.text, "" if finding.state is HealthState.OK else said.remedy)


def check_trail(config: Config, engine: Engine) -> Finding:
    """The application can only add to the audit trail; in production anything else is wrong."""
    if is_trail_protected(engine):
        return Finding("Proteção da trilha", "protegida: a aplicação só lê e acrescenta")
    remedy = "Dê à aplicação um papel que não seja dono das tabelas: veja docs/how-to/conferir-a-auditoria.md."
    text = "só os gatilhos a protegem: a aplicação é dona das tabelas e pode desligá-los"
    return Finding("Proteção da trilha", text, remedy if config.is_production else "")


def check_replica(url: str) -> Finding:
    """It answers, follows a primary, and says how long ago what it replayed last was written."""
    matter = f"Réplica {make_url(url).host or ''}".strip()
    question = "SELECT pg_is_in_recovery(), extract(epoch FROM now() - pg_last_xact_replay_timestamp())"
    engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 3})
    try:
        with engine.connect() as connection:
            is_replica, age = connection.execute(text(question)).one()
    except SQLAlchemyError:
        return Finding(matter, "não responde", "Confira MONITORIA_DATABASE_REPLICA_URL; até lá, o primário atende.")
    if not is_replica:
        return Finding(matter, "não é uma réplica", "Aponte MONITORIA_DATABASE_REPLICA_URL para uma réplica.")
    return Finding(matter, "responde" if age is None else f"responde; a última mudança que tem é de {age:.0f} s atrás")


def check_sign_ins(config: Config, url: str) -> Finding:
    """Nobody in production has a password that is printed in the documentation."""
    names = sample_accounts(url)
    if not names:
        return Finding("Senhas", "nenhuma senha de exemplo")
    remedy = "Troque-as: em produção o serviço não inicia com elas." if config.is_production else ""
    return Finding("Senhas", f"de exemplo em uso por {', '.join(names)}", remedy)


def _safely(matter: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except SQLAlchemyError as error:
        print(error, file=sys.stderr)
        return Finding(matter, "não foi possível verificar", "Veja a mensagem de erro acima.")

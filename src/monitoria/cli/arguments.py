"""The verbs of the `monitoria` command and their flags."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from monitoria.cli.deploying import add_deploying
from monitoria.cli.errors import CommandError
from monitoria.cli.settings import read_config
from monitoria.platform.config import Config, ConfigError
from monitoria.platform.postgres import PostgresError

Verb = Callable[[Config, argparse.Namespace], int]
# Verbs are imported when they are called: `serve` keeps its process small and every start quick.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status. A failure that we know is one sentence on standard error."""
    flags = build_parser().parse_args(arguments)
    verb: Verb = flags.verb
    try:
        return verb(read_config(flags), flags)
    except (CommandError, ConfigError, PostgresError) as error:
        print(f"monitoria: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def build_parser() -> argparse.ArgumentParser:
    """Every verb, with help in Portuguese."""
    parser = argparse.ArgumentParser(
        prog="monitoria", description="Monitoria de qualidade para centrais de atendimento."
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--home", type=Path, metavar="PASTA", help="pasta dos dados (MONITORIA_HOME)")
    verbs = parser.add_subparsers(metavar="COMANDO", required=True)

    def add(name: str, verb: Verb, text: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=text, description=text, parents=[common])
        made.set_defaults(verb=verb)
        return made

    serve = add("serve", _serve, "serve a aplicação: banco de dados, web e worker")
    serve.add_argument("--host", metavar="ENDEREÇO", help="endereço em que atende (MONITORIA_HOST)")
    serve.add_argument("--port", metavar="PORTA", help="porta em que atende (MONITORIA_PORT)")
    serve.add_argument("--demo", action="store_true", help="instala os dados de exemplo quando não há usuários")
    serve.add_argument("--no-worker", action="store_true", help="não inicia o worker")
    add("worker", _worker, "executa as tarefas da fila")
    add("migrate", _migrate, "leva o banco de dados ao esquema desta versão")
    add("doctor", _doctor, "verifica a instalação e diz o que está errado")
    openapi = add("openapi", _openapi, "imprime a descrição OpenAPI da API")
    openapi.add_argument("--output", type=Path, metavar="ARQUIVO", help="grava no arquivo em vez de imprimir")
    openapi.add_argument("--all", action="store_true", help="grava em docs/ todos os documentos gerados")
    demo = add("demo", _demo, "instala dados de exemplo")
    demo.add_argument("--calls", type=int, metavar="N", help="quantidade de atendimentos (base grande)")
    demo.add_argument("--evaluations", type=int, metavar="M", help="quantidade de avaliações (base grande)")
    _add_import(verbs, common)
    _add_user(verbs, common)
    _add_key(verbs, common)
    _add_audit(verbs, common)
    _add_privacy(verbs, common)
    _add_leaving(verbs, common)
    _add_rollups(verbs, common)
    add_deploying(verbs, common)
    return parser


def _add_leaving(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    words = "grava uma lista num arquivo CSV ou do Excel"
    export = verbs.add_parser("export", help=words, description=words, parents=[common])
    export.add_argument("list", metavar="LISTA", help="calls, evaluations, answers, users, teams, scorecards, plans…")
    export.add_argument("filters", metavar="FILTRO=VALOR", nargs="*", help="os mesmos do endereço da lista")
    export.add_argument("--to", type=Path, metavar="ARQUIVO", required=True)
    export.add_argument("--format", choices=("csv", "csv-intl", "xlsx"), help="sem isto, o que o nome do arquivo diz")
    export.add_argument("--lang", choices=("pt-BR", "en"), default="pt-BR", help="língua dos títulos")
    export.set_defaults(verb=_export)
    words = "imprime em PDF uma ficha, um mês, uma ficha em branco, ou muitas fichas num ZIP (batch)"
    report = verbs.add_parser("report", help=words, description=words, parents=[common])
    report.add_argument("kind", metavar="O QUE", choices=("evaluation", "user", "team", "blank", "batch"))
    report.add_argument("about", metavar="ID", nargs="*", help="o identificador; com batch, FILTRO=VALOR da lista")
    report.add_argument("--month", metavar="AAAA-MM", help="o mês de referência; sem isto, o presente")
    report.add_argument("--to", type=Path, metavar="ARQUIVO", required=True)
    report.add_argument("--lang", choices=("pt-BR", "en"), default="pt-BR", help="língua das páginas")
    report.set_defaults(verb=_report)
    words = "grava tudo o que a instalação guarda, em linhas JSON (docs/reference/dump-format.md)"
    dump = verbs.add_parser("dump", help=words, description=words, parents=[common])
    dump.add_argument("--to", type=Path, metavar="ARQUIVO", required=True)
    dump.add_argument("--with-files", action="store_true", help="também as gravações e os outros arquivos")
    dump.set_defaults(verb=_dump)
    words = "carrega numa instalação vazia o que “dump” gravou"
    load = verbs.add_parser("load", help=words, description=words, parents=[common])
    load.add_argument("file", type=Path, metavar="ARQUIVO")
    load.set_defaults(verb=_load)


def _add_privacy(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    words = "por quanto tempo se guardam gravações e dados"
    privacy = verbs.add_parser("privacy", help=words, description=words).add_subparsers(metavar="AÇÃO", required=True)
    purge = privacy.add_parser("purge", help="apaga o que passou do prazo de guarda", parents=[common])
    purge.add_argument("--dry-run", action="store_true", help="só conta: nada é apagado")
    purge.set_defaults(verb=_privacy_purge)


def _add_rollups(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    words = "as somas que os painéis e gráficos leem"
    sums = verbs.add_parser("rollups", help=words, description=words).add_subparsers(metavar="AÇÃO", required=True)
    check = sums.add_parser("verify", help="confere as somas com os registros, uma a uma", parents=[common])
    check.set_defaults(verb=_rollups_verify)
    anew = sums.add_parser("rebuild", help="refaz todas as somas a partir dos registros", parents=[common])
    anew.set_defaults(verb=_rollups_rebuild)


def _add_audit(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    words = "a trilha de auditoria"
    audit = verbs.add_parser("audit", help=words, description=words).add_subparsers(metavar="AÇÃO", required=True)
    check = audit.add_parser("verify", help="confere a cadeia que sela a trilha, do começo ao fim", parents=[common])
    check.add_argument("--anchor", metavar="ÂNCORA", help="o que “audit anchor” imprimiu: a cadeia deve passar por ela")
    check.set_defaults(verb=_audit_verify)
    anchor = audit.add_parser("anchor", help="imprime o fim da cadeia, para guardar em outro lugar", parents=[common])
    anchor.set_defaults(verb=_audit_anchor)


def _add_import(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    words = "arquivos de chamadas e fichas de outros sistemas"
    files = verbs.add_parser("import", help=words, description=words).add_subparsers(metavar="O QUE", required=True)
    form = files.add_parser(
        "scorecard", help="faz uma ficha de um formulário do Amazon Connect ou do Genesys Cloud", parents=[common]
    )
    form.add_argument("file", metavar="ARQUIVO", type=Path)
    form.set_defaults(verb=_import_scorecard)
    calls = files.add_parser(
        "calls", help="importa chamadas de um CSV, TSV ou XLSX, ou do que a central telefônica grava", parents=[common]
    )
    calls.add_argument("file", metavar="ARQUIVO", type=Path)
    calls.add_argument("--preset", metavar="MODELO", help="asterisk-cdr, asterisk-queue-log, freeswitch-cdr, um salvo")
    calls.add_argument("--source", metavar="ORIGEM", help="de onde vêm: os identificadores são únicos nela")
    calls.add_argument("--date-order", choices=("dmy", "mdy"), help="o que vem primeiro nas datas: dia ou mês")
    calls.add_argument(
        "--unknown", choices=("reject", "create"), help="o que fazer com atendentes e categorias desconhecidos"
    )
    calls.add_argument("--rejected", metavar="CSV", type=Path, help="grava aqui as linhas recusadas, com o motivo")
    calls.add_argument("--dry-run", action="store_true", help="só confere: nada é gravado")
    calls.set_defaults(verb=_import_calls)


def _add_user(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    user = verbs.add_parser("user", help="usuários", description="usuários")
    create = user.add_subparsers(metavar="AÇÃO", required=True).add_parser(
        "create", help="cria um usuário; a senha é perguntada ou lida da entrada padrão", parents=[common]
    )
    create.add_argument("username", metavar="USUÁRIO")
    create.add_argument("--role", choices=("admin", "supervisor", "evaluator", "operator"), default="admin")
    create.add_argument("--name", metavar="NOME", help="nome completo")
    create.add_argument("--email", metavar="E-MAIL")
    create.set_defaults(verb=_create_user)


def _add_key(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    words = "chaves de API das pessoas"
    keys = verbs.add_parser("key", help=words, description=words).add_subparsers(metavar="AÇÃO", required=True)
    create = keys.add_parser("create", help="cria uma chave e a imprime, uma única vez", parents=[common])
    create.add_argument("username", metavar="USUÁRIO")
    create.add_argument("--name", metavar="NOME", required=True, help="para que ela serve")
    create.add_argument("--scope", metavar="ESCOPO", action="append", required=True, help="como call:read; repita")
    create.add_argument("--days", type=int, default=90, metavar="N", help="por quantos dias vale (90; no máximo 365)")
    create.set_defaults(verb=_key_create)
    listing = keys.add_parser("list", help="lista as chaves em vigor", parents=[common])
    listing.set_defaults(verb=_key_list)
    revoke = keys.add_parser("revoke", help="encerra uma chave na hora", parents=[common])
    revoke.add_argument("prefix", metavar="PREFIXO", help="como ela começa: mon_…")
    revoke.set_defaults(verb=_key_revoke)


def _serve(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.serve import serve  # noqa: PLC0415

    return serve(config, with_worker=not flags.no_worker)


def _worker(config: Config, _: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.worker import run_worker  # noqa: PLC0415

    with database_for(config) as found:
        run_worker(found)
    return 0


def _migrate(config: Config, _: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for, migrate_to_newest  # noqa: PLC0415
    from monitoria.cli.rollups import fill_if_missing  # noqa: PLC0415
    from monitoria.platform.database import newest_revision  # noqa: PLC0415

    with database_for(config) as found:
        migrate_to_newest(found)
        fill_if_missing(found)
    print(f"Banco de dados na versão {newest_revision()}.")
    return 0


def _doctor(config: Config, _: argparse.Namespace) -> int:
    from monitoria.cli.doctor import doctor  # noqa: PLC0415

    return doctor(config)


def _openapi(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.openapi import openapi_document, write_printouts  # noqa: PLC0415

    if flags.all:
        print("\n".join(str(path) for path in write_printouts(config, Path("docs"))))
    elif flags.output is not None:
        flags.output.write_text(openapi_document(config), encoding="utf-8")
    else:
        sys.stdout.write(openapi_document(config))
    return 0


def _demo(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.sample import install  # noqa: PLC0415

    return install(config, calls=flags.calls, evaluations=flags.evaluations)


def _import_calls(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.imports import Wishes, import_calls  # noqa: PLC0415

    wishes = Wishes(flags.preset, flags.source, flags.date_order, flags.unknown, flags.rejected, flags.dry_run)
    with database_for(config) as found:
        return import_calls(found, flags.file, wishes)


def _import_scorecard(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.forms import import_scorecard  # noqa: PLC0415

    with database_for(config) as found:
        return import_scorecard(found, flags.file)


def _audit_verify(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.audit import verify  # noqa: PLC0415
    from monitoria.cli.database import database_for  # noqa: PLC0415

    with database_for(config) as found:
        return verify(found, flags.anchor)


def _audit_anchor(config: Config, _: argparse.Namespace) -> int:
    from monitoria.cli.audit import print_anchor  # noqa: PLC0415
    from monitoria.cli.database import database_for  # noqa: PLC0415

    with database_for(config) as found:
        return print_anchor(found)


def _rollups_verify(config: Config, _: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.rollups import verify  # noqa: PLC0415

    with database_for(config) as found:
        return verify(found)


def _rollups_rebuild(config: Config, _: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.rollups import rebuild  # noqa: PLC0415

    with database_for(config) as found:
        return rebuild(found)


def _privacy_purge(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.privacy import purge  # noqa: PLC0415

    with database_for(config) as found:
        return purge(found, dry_run=flags.dry_run)


def _report(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.report import ReportWishes, report  # noqa: PLC0415

    wishes = ReportWishes(flags.kind, tuple(flags.about), flags.month, flags.to, flags.lang)
    with database_for(config) as found:
        return report(found, wishes)


def _export(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.export import ExportWishes, export  # noqa: PLC0415

    wishes = ExportWishes(flags.list, tuple(flags.filters), flags.to, flags.format, flags.lang)
    with database_for(config) as found:
        return export(found, wishes)


def _dump(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.dump import dump  # noqa: PLC0415

    with database_for(config) as found:
        return dump(found, flags.to, with_files=flags.with_files)


def _load(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.dump import load  # noqa: PLC0415

    with database_for(config) as found:
        return load(found, flags.file)


def _create_user(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.users import Person, create_user, read_password  # noqa: PLC0415

    password = read_password()
    person = Person(flags.username, flags.role, flags.name, flags.email)
    with database_for(config) as found:
        username = create_user(str(found.database_url), person, password)
    print(f"Usuário {username} criado.")
    return 0


def _key_create(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.keys import KeyWishes, create_key  # noqa: PLC0415

    with database_for(config) as found:
        print(create_key(found, KeyWishes(flags.username, flags.name, tuple(flags.scope), flags.days)))
    return 0


def _key_list(config: Config, _: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.keys import list_keys  # noqa: PLC0415

    with database_for(config) as found:
        print("\n".join(list_keys(found)) or "Nenhuma chave em vigor.")
    return 0


def _key_revoke(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.keys import revoke_key  # noqa: PLC0415

    with database_for(config) as found:
        revoke_key(found, flags.prefix)
    print("Chave revogada.")
    return 0

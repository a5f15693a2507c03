"""The verbs of an installation made of parts: the web process alone, health, version, copies and their return."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

from monitoria.platform.config import Config

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_deploying(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add them to the `monitoria` command."""
    words = "só o processo web, com o banco de MONITORIA_DATABASE_URL já migrado"
    web = verbs.add_parser("web", help=words, description=words, parents=[common])
    web.add_argument("--host", metavar="ENDEREÇO", help="endereço em que atende (MONITORIA_HOST)")
    web.add_argument("--port", metavar="PORTA", help="porta em que atende (MONITORIA_PORT)")
    web.set_defaults(verb=_web)
    words = "diz, pela situação de saída, se o processo web ou o worker está bem"
    health = verbs.add_parser("health", help=words, description=words, parents=[common])
    health.add_argument("part", metavar="PARTE", choices=("web", "worker"), help="web ou worker")
    health.set_defaults(verb=_health)
    words = "diz a versão deste programa e o esquema que ele espera e encontra"
    version = verbs.add_parser("version", help=words, description=words, parents=[common])
    version.set_defaults(verb=_version)
    words = "faz um certificado assinado por si mesmo, se ainda não há nenhum na pasta"
    certificate = verbs.add_parser("certificate", help=words, description=words, parents=[common])
    certificate.add_argument("--to", type=Path, metavar="PASTA", required=True)
    certificate.add_argument("--name", metavar="NOME", required=True, help="o nome ou endereço do servidor")
    certificate.set_defaults(verb=_certificate)
    words = "faz os segredos e o certificado de uma instalação em contêineres; o que já existe fica"
    first = verbs.add_parser("first-start", help=words, description=words, parents=[common])
    first.add_argument("--to", type=Path, metavar="PASTA", required=True)
    first.add_argument("--name", metavar="NOME", required=True, help="o nome ou endereço do servidor")
    first.set_defaults(verb=_first_start)
    _add_copies(verbs, common)


def _add_copies(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    words = "copia o banco de dados e todos os arquivos, cifrados se houver uma senha"
    backup = verbs.add_parser("backup", help=words, description=words, parents=[common])
    backup.add_argument("to", type=Path, metavar="ARQUIVO", help="o arquivo, ou a pasta onde ele é criado")
    backup.add_argument("--allow-damaged", action="store_true", help="copia também quando há arquivo que falta")
    backup.set_defaults(verb=_backup)
    words = "traz uma cópia de volta; antes de mudar qualquer coisa, confere-a inteira"
    restore = verbs.add_parser("restore", help=words, description=words, parents=[common])
    restore.add_argument("file", type=Path, metavar="ARQUIVO")
    restore.add_argument("--replace", action="store_true", help="troca tudo o que há nesta instalação")
    restore.add_argument("--verify", action="store_true", help="só confere a cópia: nada é mudado")
    restore.set_defaults(verb=_restore)
    for verb in (backup, restore):
        words = "arquivo com a senha, na primeira linha (ou em MONITORIA_BACKUP_PASSPHRASE)"
        verb.add_argument("--passphrase-file", type=Path, metavar="ARQUIVO", help=words)


def _backup(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.backup import backup  # noqa: PLC0415
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.passphrase import read_passphrase  # noqa: PLC0415

    passphrase = read_passphrase(flags.passphrase_file, is_new=True)
    with database_for(config) as found:
        return backup(found, flags.to, passphrase, allow_damaged=flags.allow_damaged)


def _restore(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.cli.passphrase import read_passphrase  # noqa: PLC0415
    from monitoria.cli.restore import restore, verify  # noqa: PLC0415

    passphrase = read_passphrase(flags.passphrase_file)
    if flags.verify:
        return verify(flags.file, passphrase)
    with database_for(config) as found:
        return restore(found, flags.file, passphrase, replace=flags.replace)


def _web(config: Config, _: argparse.Namespace) -> int:
    from monitoria.cli.alone import become_web  # noqa: PLC0415

    return become_web(config)


def _health(config: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.health import check_part  # noqa: PLC0415

    return check_part(config, flags.part)


def _certificate(_: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.certificate import make_certificate  # noqa: PLC0415

    return make_certificate(flags.to, flags.name)


def _first_start(_: Config, flags: argparse.Namespace) -> int:
    from monitoria.cli.first_start import first_start  # noqa: PLC0415

    return first_start(flags.to, flags.name)


def _version(config: Config, _: argparse.Namespace) -> int:
    from monitoria.cli.health import print_version  # noqa: PLC0415

    return print_version(config)

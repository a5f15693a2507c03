"""Settings: `MONITORIA_*` variables, read once into a frozen object. A bad value stops the start with one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitoria.platform.mail import is_address, read_mail_server
from monitoria.platform.outward.addresses import Allowance, read_allowance

Environment = Literal["development", "production"]

PREFIX = "MONITORIA_"
DEFAULT_SECRET = "monitoria-development-secret-do-not-use"  # noqa: S105 - refused in production
MIN_SECRET_LENGTH = 32
# Those of `platform.access`, which knows what each may do; the most powerful first.
ROLES = ("admin", "supervisor", "evaluator", "operator")


class ConfigError(Exception):
    """A setting is unknown or unusable; the message is one clear Portuguese sentence."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything an administrator can set from outside. Times in seconds, sizes in bytes."""

    environment: Environment = "development"
    home: Path = field(default_factory=lambda: Path.cwd() / ".monitoria")
    database_url: str | None = None
    migration_database_url: str | None = None
    secret_key: str = DEFAULT_SECRET
    secret_key_previous: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    web_workers: int = 2
    web_threads: int = 8
    time_zone: str = "America/Sao_Paulo"
    log_level: str = "info"
    max_body_bytes: int = 1_048_576
    max_upload_bytes: int = 536_870_912
    file_redirect: str = ""
    transcription_model: Path | None = None
    s3_bucket: str = ""
    s3_endpoint: str = ""
    s3_region: str = ""
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    public_url: str = ""
    digest_hour: int = 7
    access_token_seconds: int = 900
    refresh_token_seconds: int = 14 * 24 * 3600
    trusted_proxies: int = 0
    secure_cookies: bool = False
    demo: bool = False
    webhook_allow: Allowance = field(default_factory=Allowance)
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    oidc_role_claim: str = "groups"
    oidc_role_map: str = ""
    oidc_create_users: bool = False
    oidc_label: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Config:
        """Read every `MONITORIA_*` variable.

        Raises `ConfigError` for a name that does not exist (a typo would otherwise be ignored in silence) or a value
        that can't be used.
        """
        values: dict[str, object] = {}
        for name, raw in environ.items():
            if not name.startswith(PREFIX) or name in NOT_SETTINGS:
                continue
            key = name.removeprefix(PREFIX).lower()
            if key not in _READERS:
                known = ", ".join(sorted(PREFIX + k.upper() for k in _READERS))
                raise ConfigError(f"A variável {name} não existe. As conhecidas são: {known}.")
            try:
                values[key] = _READERS[key](raw)
            except ValueError as error:
                raise ConfigError(f"{name} não serve: {error}.") from None
        config = cls(**values)  # type: ignore[arg-type]
        if config.smtp_url and not (config.mail_from and config.public_url):
            raise ConfigError("MONITORIA_SMTP_URL precisa também de MONITORIA_MAIL_FROM e MONITORIA_PUBLIC_URL.")
        if config.oidc_issuer and not (config.oidc_client_id and config.public_url):
            raise ConfigError(
                "MONITORIA_OIDC_ISSUER precisa também de MONITORIA_OIDC_CLIENT_ID e MONITORIA_PUBLIC_URL."
            )
        return config

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    @property
    def owner_url(self) -> str:
        """The address of the tables' owner, who migrates; the application's own where no other is known."""
        return str(self.migration_database_url or self.database_url)

    def secret_problem(self) -> str | None:
        """Why this secret must not sign tokens in production, or None."""
        if self.secret_key == DEFAULT_SECRET:
            return "MONITORIA_SECRET_KEY não foi definida: em produção é obrigatório um segredo próprio."
        if len(self.secret_key) < MIN_SECRET_LENGTH:
            return f"MONITORIA_SECRET_KEY é curta: use ao menos {MIN_SECRET_LENGTH} caracteres ao acaso."
        return None


# Variables with our prefix that other commands read: the test suite and the browser finder.
NOT_SETTINGS = frozenset({"MONITORIA_TEST_DATABASE_URL", "MONITORIA_CHROMIUM"})


def _environment(raw: str) -> Environment:
    if raw not in ("development", "production"):
        raise ValueError(f"“{raw}” não é development nem production")
    return cast(Environment, raw)


def _path(raw: str) -> Path:
    if not raw.strip():
        raise ValueError("a pasta está vazia")
    return Path(raw).expanduser().absolute()


def _database_url(raw: str) -> str | None:
    if not raw.strip():
        return None
    scheme, separator, rest = raw.partition("://")
    if not separator or scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise ValueError("o endereço deve começar com postgresql://")
    return f"postgresql+psycopg://{rest}"


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(raw: str) -> int:
        if not raw.strip().isdecimal() or not low <= int(raw) <= high:
            raise ValueError(f"“{raw}” não é um número inteiro de {low} a {high}")
        return int(raw)

    return read


def _address_prefix(raw: str) -> str:
    prefix = raw.strip()
    if prefix and not (prefix.startswith("/") and prefix.endswith("/") and prefix.isascii()):
        raise ValueError(f"“{raw}” deve começar e terminar com uma barra, como /arquivos-internos/")
    return prefix


def _smtp_url(raw: str) -> str:
    if raw.strip():
        read_mail_server(raw.strip())
    return raw.strip()


def _mail_from(raw: str) -> str:
    if raw.strip() and not is_address(raw.strip()):
        raise ValueError("deve ser um endereço como Monitoria <monitoria@exemplo.com.br>")
    return raw.strip()


def _public_url(raw: str) -> str:
    url = raw.strip().rstrip("/")
    if url and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+(/[\w./-]*)?", url):
        raise ValueError(f"“{raw}” deve ser como https://monitoria.exemplo.com.br")
    return url


def _issuer(raw: str) -> str:
    issuer = raw.strip()
    if issuer and not is_safe_issuer(issuer):
        raise ValueError(f"“{raw}” deve começar com https:// (http:// só na própria máquina)")
    return issuer


def is_safe_issuer(url: str) -> bool:
    """Whether what passes on the way to `url` is secret: TLS, or the machine itself."""
    parts = urlsplit(url)
    is_here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and is_here))


def _role_map(raw: str) -> str:
    read_role_map(raw)
    return raw.strip()


def read_role_map(raw: str) -> tuple[tuple[str, str], ...]:
    """Which group of the provider has which role here: `group=role,…`. Raises ValueError."""
    pairs = []
    for part in filter(str.strip, raw.split(",")):
        group, separator, role = part.rpartition("=")
        if not separator or not group.strip() or role.strip() not in ROLES:
            raise ValueError(f"“{part.strip()}” deve ser grupo=papel, e os papéis são {', '.join(ROLES)}")
        pairs.append((group.strip(), role.strip()))
    return tuple(pairs)


def _boolean(raw: str) -> bool:
    word = raw.strip().lower()
    if word in ("1", "true", "yes", "sim"):
        return True
    if word in ("0", "false", "no", "não", "nao", ""):
        return False
    raise ValueError(f"“{raw}” não é verdadeiro nem falso (use 1 ou 0)")


def _time_zone(raw: str) -> str:
    try:
        ZoneInfo(raw)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"o fuso “{raw}” não existe") from None
    return raw


def _log_level(raw: str) -> str:
    level = raw.strip().lower()
    if level not in ("debug", "info", "warning", "error"):
        raise ValueError(f"“{raw}” não é debug, info, warning nem error")
    return level


_READERS: Mapping[str, Callable[[str], object]] = {
    "environment": _environment,
    "home": _path,
    "database_url": _database_url,
    "migration_database_url": _database_url,
    "secret_key": str,
    "host": str,
    "port": _whole(1, 65_535),
    "web_workers": _whole(1, 64),
    "web_threads": _whole(1, 128),
    "time_zone": _time_zone,
    "log_level": _log_level,
    "max_body_bytes": _whole(1_024, 1_073_741_824),
    "max_upload_bytes": _whole(1_024, 17_179_869_184),
    "file_redirect": _address_prefix,
    "transcription_model": _path,
    "s3_bucket": str,
    "s3_endpoint": str,
    "s3_region": str,
    "smtp_url": _smtp_url,
    "mail_from": _mail_from,
    "public_url": _public_url,
    "digest_hour": _whole(0, 23),
    "access_token_seconds": _whole(30, 86_400),
    "refresh_token_seconds": _whole(60, 365 * 86_400),
    "trusted_proxies": _whole(0, 8),
    "secure_cookies": _boolean,
    "demo": _boolean,
    "secret_key_previous": str,
    "webhook_allow": read_allowance,
    "oidc_issuer": _issuer,
    "oidc_client_id": str.strip,
    "oidc_client_secret": str.strip,
    "oidc_role_claim": str.strip,
    "oidc_role_map": _role_map,
    "oidc_create_users": _boolean,
    "oidc_label": str.strip,
}

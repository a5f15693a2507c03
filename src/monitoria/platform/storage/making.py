"""The storage that the settings ask for."""

from __future__ import annotations

from importlib.util import find_spec

from monitoria.platform.config import Config, ConfigError
from monitoria.platform.storage.disk import DiskStorage
from monitoria.platform.storage.port import Storage

FOLDER, SPOOL = "files", "spool"


def media_origins(config: Config) -> str:
    """Where browsers fetch sound from besides ourselves, as a content policy names it."""
    if not config.s3_bucket:
        return ""
    if config.s3_endpoint:
        return "/".join(config.s3_endpoint.split("/")[:3])
    hosts = [f"{config.s3_bucket}.s3.amazonaws.com"]
    if config.s3_region:
        hosts.append(f"{config.s3_bucket}.s3.{config.s3_region}.amazonaws.com")
    return " ".join(f"https://{host}" for host in hosts)


def make_storage(config: Config) -> Storage:
    """The installation's storage. Nothing is touched until the first file comes or is asked for.

    Raises `ConfigError` when a bucket is set and the extra is missing.
    """
    if not config.s3_bucket:
        return DiskStorage(config.home / FOLDER)
    if find_spec("boto3") is None:
        raise ConfigError("MONITORIA_S3_BUCKET precisa do extra “s3”: pip install 'monitoria[s3]'.")
    from monitoria.platform.storage.s3 import connect_s3  # noqa: PLC0415 - the extra may be absent

    return connect_s3(config.s3_bucket, config.s3_endpoint or None, config.s3_region or None, config.home / SPOOL)

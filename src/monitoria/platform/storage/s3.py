"""Storage in an S3-compatible service (the extra `[s3]`): spooled here while it arrives, sent whole, played from there.

A browser that may listen is sent to the service with an address that is good for a while, signed for that one file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.client import Config as BotoConfig
from botocore.exceptions import BotoCoreError, ClientError

from monitoria.platform.storage.port import NotStored, StorageProblem, check_key

CHUNK_BYTES = 1 << 18
_TRIES, _CONNECT_SECONDS, _READ_SECONDS = 3, 5, 30
_ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})
# Parts are sent by this thread alone: an upload's memory stays small.
_TRANSFER = TransferConfig(use_threads=False, multipart_chunksize=16 << 20)


@contextmanager
def _translated(key: str = "") -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _ABSENT:
            raise NotStored(key) from None
        raise StorageProblem() from error
    except (BotoCoreError, OSError) as error:
        raise StorageProblem() from error


@dataclass(frozen=True, slots=True)
class S3File:
    """An object in the bucket."""

    key: str
    size_bytes: int
    modified_at: datetime
    client: Any
    bucket: str

    @property
    def path(self) -> Path | None:
        return None

    def read(self, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        end = self.size_bytes if length is None else min(self.size_bytes, start + length)
        if start >= end:
            return
        with _translated(self.key):
            wanted = f"bytes={start}-{end - 1}"
            body = self.client.get_object(Bucket=self.bucket, Key=self.key, Range=wanted)["Body"]
            with body:
                yield from body.iter_chunks(CHUNK_BYTES)

    def address(self, *, seconds: int, content_type: str, disposition: str | None = None) -> str | None:
        given = {"Bucket": self.bucket, "Key": self.key, "ResponseContentType": content_type}
        if disposition is not None:
            given["ResponseContentDisposition"] = disposition
        return str(self.client.generate_presigned_url("get_object", Params=given, ExpiresIn=seconds))

    @contextmanager
    def local(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="monitoria-s3-") as folder:
            path = Path(folder, "file")
            with _translated(self.key), path.open("wb") as file:
                self.client.download_fileobj(self.bucket, self.key, file, Config=_TRANSFER)
            yield path


class _IncomingObject:
    def __init__(self, storage: S3Storage, spool: IO[bytes]) -> None:
        self._storage = storage
        self._spool = spool

    def write(self, chunk: bytes) -> None:
        try:
            self._spool.write(chunk)
        except OSError as error:
            raise StorageProblem() from error

    def keep(self, key: str) -> None:
        self._spool.seek(0)
        with _translated(key):
            self._storage.client.upload_fileobj(self._spool, self._storage.bucket, check_key(key), Config=_TRANSFER)


class S3Storage:
    """Objects in one bucket. `spool` is where files wait here until they are sent whole."""

    def __init__(self, client: Any, bucket: str, spool: Path) -> None:
        self.client = client
        self.bucket = bucket
        self.spool = spool

    @contextmanager
    def receive(self) -> Iterator[_IncomingObject]:
        try:
            self.spool.mkdir(mode=0o700, parents=True, exist_ok=True)
            spooled = tempfile.TemporaryFile(dir=self.spool)  # noqa: SIM115 - closed below; it has no name to leave behind
        except OSError as error:
            raise StorageProblem() from error
        with spooled:
            yield _IncomingObject(self, spooled)

    def open(self, key: str) -> S3File:
        with _translated(check_key(key)):
            found = self.client.head_object(Bucket=self.bucket, Key=key)
            return S3File(key, found["ContentLength"], found["LastModified"], self.client, self.bucket)

    def delete(self, key: str) -> None:
        with suppress(NotStored), _translated(check_key(key)):
            self.client.delete_object(Bucket=self.bucket, Key=key)

    def list(self, prefix: str) -> Iterator[S3File]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=check_key(prefix))
        with _translated(prefix):
            for page in pages:
                for found in page.get("Contents", ()):
                    yield S3File(found["Key"], found["Size"], found["LastModified"], self.client, self.bucket)


def connect_s3(bucket: str, endpoint: str | None, region: str | None, spool: Path) -> S3Storage:
    """The storage in this bucket. The credentials are those that the AWS tools would use (variables, profile, role)."""
    options = BotoConfig(
        signature_version="s3v4",
        retries={"max_attempts": _TRIES, "mode": "standard"},
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=_READ_SECONDS,
        s3={"addressing_style": "path"} if endpoint else {},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    client = boto3.session.Session().client("s3", endpoint_url=endpoint, region_name=region, config=options)
    return S3Storage(client, bucket, spool)

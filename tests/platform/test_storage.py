"""What every kind of storage promises."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask

from monitoria.cli.backup import backup
from monitoria.cli.restore import restore
from monitoria.platform.config import Config
from monitoria.platform.database import new_id
from monitoria.platform.http.files import Served, send_file
from monitoria.platform.storage import (
    DiskStorage,
    NotStored,
    Storage,
    StorageProblem,
    make_storage,
    new_key,
    store_bytes,
)
from monitoria.platform.storage.s3 import S3Storage, connect_s3


@pytest.fixture(scope="module")
def s3_address() -> Iterator[str]:
    """A server of S3's protocol on loopback, in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address, end = f"http://127.0.0.1:{port}", time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/moto-api/", timeout=5):  # noqa: S310 - ours
            break
        time.sleep(0.2)
    yield address
    process.terminate()
    process.wait()


@pytest.fixture
def s3(s3_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """A bucket of the test's own."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    bucket = f"bucket-{new_id().hex}"
    config = Config(home=tmp_path, s3_bucket=bucket, s3_endpoint=s3_address, s3_region="us-east-1")
    storage = make_storage(config)
    assert isinstance(storage, S3Storage)
    storage.client.create_bucket(Bucket=bucket)
    return storage


@pytest.fixture(params=["disk", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """Every kind in turn."""
    if request.param == "disk":
        return make_storage(Config(home=tmp_path))
    return request.getfixturevalue("s3")  # type: ignore[no-any-return]


def _all(storage: Storage, prefix: str) -> list[str]:
    return sorted(stored.key for stored in storage.list(prefix))


def test_what_is_kept_is_read_again(storage: Storage) -> None:
    with storage.receive() as incoming:
        incoming.write(b"first ")
        incoming.write(b"second")
        incoming.keep("things/2026-11/abc")
    stored = storage.open("things/2026-11/abc")
    assert (stored.key, stored.size_bytes) == ("things/2026-11/abc", 12)
    assert abs(stored.modified_at - datetime.now(UTC)) < timedelta(minutes=1)
    assert b"".join(stored.read()) == b"first second"
    assert b"".join(stored.read(6)) == b"second"
    assert b"".join(stored.read(3, 4)) == b"st s"
    assert b"".join(stored.read(12)) == b""
    with stored.local() as path:
        assert path.read_bytes() == b"first second"


def test_large_files_come_in_pieces(storage: Storage) -> None:
    content = bytes(range(256)) * 4096 * 3
    store_bytes(storage, "things/large", content)
    chunks = list(storage.open("things/large").read())
    assert b"".join(chunks) == content
    assert max(map(len, chunks)) <= 1 << 20


def test_what_was_not_kept_never_was(storage: Storage) -> None:
    with storage.receive() as incoming:
        incoming.write(b"half")
    with pytest.raises(ZeroDivisionError), storage.receive() as incoming:
        incoming.write(b"half")
        raise ZeroDivisionError
    assert _all(storage, "incoming") == []
    with pytest.raises(NotStored):
        storage.open("half")


def test_deleting_twice_is_deleting_once(storage: Storage) -> None:
    store_bytes(storage, "things/a", b"a")
    storage.delete("things/a")
    storage.delete("things/a")
    with pytest.raises(NotStored):
        storage.open("things/a")


def test_a_list_holds_one_prefix(storage: Storage) -> None:
    for key in ("things/2026-11/a", "things/2026-11/a.peaks", "things/2026-12/b", "others/c"):
        store_bytes(storage, key, b"x")
    assert _all(storage, "things") == ["things/2026-11/a", "things/2026-11/a.peaks", "things/2026-12/b"]
    assert _all(storage, "others") == ["others/c"]
    assert _all(storage, "nothing") == []


@pytest.mark.parametrize("key", ["../a", "/etc/passwd", "a//b", "a/../b", "", "A", "a/.b", "a\x00", "x" * 300])
def test_a_key_names_nothing_outside(storage: Storage, key: str) -> None:
    with pytest.raises(ValueError, match="not a storage key"):
        storage.open(key)
    with pytest.raises(ValueError, match="not a storage key"):
        store_bytes(storage, key, b"x")


def test_keys_are_new() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert new_key("things", now) != new_key("things", now)
    assert new_key("things", now).startswith("things/2026-11/")


def test_a_disk_that_can_t_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    with pytest.raises(StorageProblem), DiskStorage(tmp_path / "files").receive():
        pass


def test_a_browser_is_sent_to_the_bucket_with_a_signed_address(s3: Storage) -> None:
    store_bytes(s3, "things/a", b"0123456789")
    address = s3.open("things/a").address(seconds=60, content_type="audio/wav")
    assert address is not None
    assert "X-Amz-Signature=" in address
    assert "X-Amz-Expires=60" in address
    request = urllib.request.Request(address, headers={"Range": "bytes=2-4"})  # noqa: S310 - ours
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - ours
        assert (answer.status, answer.read(), answer.headers["Content-Type"]) == (206, b"234", "audio/wav")


def test_a_file_from_the_bucket_is_saved_and_never_shown(s3: Storage) -> None:
    store_bytes(s3, "things/a", b"<script>alert(1)</script>")
    served = Served(s3.open("things/a"), "application/octet-stream", "tag", "Página ‘1’; a.html")
    with Flask("test").test_request_context("/"):
        answer = send_file(served, "")
    assert answer.status_code == 302
    with urllib.request.urlopen(answer.headers["Location"], timeout=10) as got:  # noqa: S310 - ours
        assert got.read() == b"<script>alert(1)</script>"
        assert got.headers["Content-Type"] == "application/octet-stream"
        name = quote("Página ‘1’; a.html")
        assert got.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{name}"


def test_a_bucket_that_does_not_answer_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    nowhere = connect_s3("bucket", "http://127.0.0.1:9", "us-east-1", tmp_path)
    with pytest.raises(StorageProblem):
        nowhere.open("things/a")
    with pytest.raises(StorageProblem):
        store_bytes(nowhere, "things/a", b"x")


def test_a_copy_takes_what_lies_in_a_bucket_along_and_brings_it_back(
    s3: S3Storage, s3_address: str, own_database_url: str, tmp_path: Path
) -> None:
    key, content = "recordings/2026-11/0123456789abcdef", bytes(range(256)) * 2_000
    config = Config(
        database_url=own_database_url, home=tmp_path, s3_bucket=s3.bucket, s3_endpoint=s3_address, s3_region="us-east-1"
    )
    store_bytes(s3, key, content)
    assert backup(config, tmp_path / "copia", None, allow_damaged=False) == 0
    s3.delete(key)
    store_bytes(s3, "recordings/2026-11/depois", b"depois")
    assert restore(config, tmp_path / "copia", None, replace=True) == 0
    assert [stored.key for stored in s3.list("recordings")] == [key]
    assert b"".join(s3.open(key).read()) == content

"""What every kind of storage promises."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitoria.platform.storage import DiskStorage, NotStored, Storage, StorageProblem, new_key, store_bytes


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return DiskStorage(tmp_path / "files")


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

"""Which system user PostgreSQL runs as when we are root (it refuses root), and the way to its folders."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import struct
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from monitoria.platform.postgres.errors import PostgresError
from monitoria.platform.processes import Account, become

SERVICE_USER = "monitoria"

_ACL = "system.posix_acl_access"
_USER_OBJ, _USER, _GROUP_OBJ, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_NO_ID = 0xFFFF_FFFF


def choose_account(data_dir: Path) -> Account | None:
    """The user to run as: None (ourselves) unless we are root.

    As root: the owner of existing data, else the user `monitoria` (created when the machine can), else `nobody`.
    Raises `PostgresError` when this machine lets us become none of them.
    """
    if os.geteuid() != 0:
        return None
    for account in _candidates(data_dir):
        if _can_become(account):
            return account
    raise PostgresError(
        "O PostgreSQL não roda como root e esta máquina não permite trocar de usuário: "
        "execute o Monitoria com um usuário comum ou aponte MONITORIA_DATABASE_URL para um servidor."
    )


def open_way(account: Account | None, folders: Sequence[Path]) -> None:
    """Let `account` pass through every parent of `folders`: a grant to that user alone where the file system can."""
    if account is None:
        return
    parents = [path for folder in folders for path in (*reversed(folder.parents), folder)]
    for _ in range(len(parents)):
        closed = _first_closed(account, parents)
        if closed is None:
            return
        _let_pass(closed, account)
    raise PostgresError(f"O usuário do PostgreSQL (uid {account.uid}) não alcança a pasta {folders[0]}.")


def own(account: Account | None, folder: Path) -> None:
    """Give the whole `folder` to `account` when root holds it."""
    if account is None or folder.stat().st_uid == account.uid:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def _candidates(data_dir: Path) -> Iterator[Account]:
    if data_dir.exists() and data_dir.stat().st_uid != 0:
        owner = data_dir.stat()
        yield Account(owner.st_uid, owner.st_gid)
    for name in (SERVICE_USER, "nobody"):
        account = _lookup(name)
        if account is None and name == SERVICE_USER and _create_user(name):
            account = _lookup(name)
        if account is not None:
            yield account


def _lookup(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid) if entry.pw_uid != 0 else None


def _create_user(name: str) -> bool:
    program = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if program is None:
        return False
    command = [program, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    done = subprocess.run([*command, "--shell", "/bin/false", name], capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0


def _can_become(account: Account) -> bool:
    try:
        subprocess.run(["/bin/sh", "-c", ":"], check=True, preexec_fn=lambda: become(account))
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _first_closed(account: Account, folders: Sequence[Path]) -> Path | None:
    """The first folder, from the root down, that the account may not enter."""
    script = 'for path; do [ -x "$path" ] || { printf %s "$path"; exit; }; done'
    done = subprocess.run(  # noqa: S603 - the hook only makes system calls
        ["/bin/sh", "-c", script, "sh", *map(str, folders)],
        check=True,
        stdout=subprocess.PIPE,
        cwd="/",
        preexec_fn=lambda: become(account),
    )
    return Path(os.fsdecode(done.stdout)) if done.stdout else None


def _let_pass(folder: Path, account: Account) -> None:
    try:
        os.setxattr(folder, _ACL, _with_passage(folder, account.uid))
    except OSError:
        # No access lists on this file system: open the passage, not the listing, to everyone.
        os.chmod(folder, stat.S_IMODE(folder.stat().st_mode) | stat.S_IXOTH)


def _with_passage(folder: Path, uid: int) -> bytes:
    """The folder's access list with search permission for `uid` (format: acl(5), Linux `posix_acl_xattr.h`)."""
    entries = [entry for entry in _access_list(folder) if entry[::2] != (_USER, uid)]
    masks = [permission for tag, permission, _ in entries if tag == _MASK]
    # Without a list yet, the mask must keep what the group may do.
    mask = masks[0] if masks else next(permission for tag, permission, _ in entries if tag == _GROUP_OBJ)
    entries = [entry for entry in entries if entry[0] != _MASK]
    entries += [(_USER, 1, uid), (_MASK, mask | 1, _NO_ID)]
    ordered = sorted(entries, key=lambda entry: (entry[0], entry[2]))
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in ordered)


def _access_list(folder: Path) -> list[tuple[int, int, int]]:
    try:
        raw = os.getxattr(folder, _ACL)
    except OSError:
        mode = folder.stat().st_mode
        bits = ((_USER_OBJ, mode >> 6 & 7), (_GROUP_OBJ, mode >> 3 & 7), (_OTHER, mode & 7))
        return [(tag, permission, _NO_ID) for tag, permission in bits]
    return [(tag, permission, owner) for tag, permission, owner in struct.iter_unpack("<HHI", raw[4:])]

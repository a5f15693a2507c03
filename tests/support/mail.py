"""A real SMTP server on loopback, as patient or as difficult as a test wants it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from monitoria.platform.config import Config
from tests.platform.test_cli import clean_environment

PUBLIC = "https://monitoria.exemplo.com.br"


class Postbox:
    """What arrived. `hangs_at` names the command after which the server says nothing; `refuses` maps one to a reply."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.seen: list[str] = []
        self.hangs_at = ""
        self.refuses: dict[str, str] = {}
        self.port = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?tls=none"

    def config(self, **more: Any) -> Config:
        return Config(smtp_url=self.url, mail_from="Monitoria <avisos@exemplo.com.br>", public_url=PUBLIC, **more)

    def wait_for(self, letters: int, seconds: float = 20) -> list[EmailMessage]:
        end = time.monotonic() + seconds
        while len(self.letters) < letters:
            assert time.monotonic() < end, f"{len(self.letters)} of {letters} letters came; seen: {self.seen}"
            time.sleep(0.05)
        return self.letters

    async def handle_MAIL(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        envelope.mail_from = address
        return await self._say("MAIL")

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        said = await self._say(f"RCPT {address}", "RCPT")
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        said = await self._say("DATA")
        if said.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        return said

    async def _say(self, seen: str, command: str = "") -> str:
        self.seen.append(seen)
        command = command or seen
        while self.hangs_at == command:
            await asyncio.sleep(0.05)
        return self.refuses.get(command, "250 OK")


@contextmanager
def post_office(port: int = 0, **options: Any) -> Iterator[Postbox]:
    """An SMTP server while the block runs."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=port or _free_port(), **options)
    controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        box.hangs_at = ""
        controller.stop()


def _free_port() -> int:
    from tests.platform.test_cli import free_port  # noqa: PLC0415

    return free_port()


def only(user: str, password: str) -> dict[str, Any]:
    """Options of a server that lets only this user in."""

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: Any, given: Any) -> AuthResult:
        is_right = (given.login, given.password) == (user.encode(), password.encode())
        return AuthResult(success=is_right, handled=False)  # not handled: the server itself says 535

    return {"authenticator": check, "auth_required": True, "auth_require_tls": False}


@contextmanager
def real_worker(url: str, box: Postbox, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker process on the database at `url` that sends through `box`; `more` settings as they are called."""
    settings = box.config()
    environment = clean_environment(
        database_url=url,
        smtp_url=settings.smtp_url,
        mail_from=settings.mail_from,
        public_url=settings.public_url,
        **more,
    )
    process = subprocess.Popen([sys.executable, "-m", "monitoria.worker"], env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)

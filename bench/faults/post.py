"""`python bench/faults/post.py PORT FILE`: a mail server that writes down the identity of every letter it took."""

from __future__ import annotations

import asyncio
import sys
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP


class Taker:
    """Takes every letter."""

    def __init__(self, log: Path) -> None:
        self._log = log

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Written down before it is acknowledged."""
        with self._log.open("a") as log:
            log.write(f"{message_from_bytes(envelope.content)['Message-ID']}\n")
        return "250 taken"


async def main(port: str, log: str) -> None:
    """Take letters for ever."""
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Taker(Path(log)), enable_SMTPUTF8=True), "127.0.0.1", int(port)
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))

"""`python bench/faults/relay.py HOST PORT TARGET`: hands connections on to a socket file or HOST:PORT.

Run inside a network of its own it stands for another machine: what is cut there is cut as a cable is, without a word.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys

CHUNK = 1 << 16


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    writer.close()


async def _relay(target: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        if target.startswith("/"):
            other = await asyncio.open_unix_connection(target)
        else:
            host, _, port = target.rpartition(":")
            other = await asyncio.open_connection(host, int(port))
    except OSError:
        writer.close()
        return
    await asyncio.gather(_pump(reader, other[1]), _pump(other[0], writer))


async def main(host: str, port: str, target: str) -> None:
    """Relay for ever."""
    server = await asyncio.start_server(lambda r, w: _relay(target, r, w), host, int(port))
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))

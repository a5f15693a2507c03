"""Ending a web process on its own socket so that nobody is turned away in the middle of anything.

Closing a listening socket resets the connections that wait in its queue, requests and all. So first the kernel is told
to let no new one in; the workers take in what waits, and answer it; then the socket is closed, with an empty queue. Who
knocks meanwhile knocks again a second later, finds nobody, and is sent to the next process by nginx.
"""

from __future__ import annotations

import ctypes
import socket
import struct
from contextlib import suppress
from typing import Any

from gunicorn.arbiter import Arbiter

_SO_ATTACH_FILTER = 26
_DROP_ALL = struct.pack("HBBI", 0x06, 0, 0, 0)  # BPF_RET | BPF_K: nothing of the packet is kept


def let_nobody_in(listener: Any) -> None:
    """Have the kernel drop what comes to this listening socket, and to every copy of it; what waits already stays."""
    program = ctypes.create_string_buffer(_DROP_ALL, len(_DROP_ALL))
    with suppress(OSError):  # a kernel that can't leaves a window of microseconds
        listener.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, struct.pack("HP", 1, ctypes.addressof(program)))


class QuietArbiter(Arbiter):  # type: ignore[misc]
    """Gunicorn's master over a socket that is nobody else's."""

    def stop(self, graceful: bool = True) -> None:
        for listener in self.LISTENERS:
            let_nobody_in(listener)
        super().stop(graceful)

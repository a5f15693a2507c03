"""Being told to stop: SIGTERM, Ctrl-C, or the terminal going away."""

from __future__ import annotations

import signal
from types import TracebackType

NUMBERS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class StopRequested(BaseException):
    """Unwind, ending everything that was started."""


class StopSignals:
    """While entered, stop signals only make `check` raise `StopRequested`, at which the block ends quietly.

    Nothing is raised where the signal happens to find the program: that may be a callback of the interpreter, which
    swallows it, or the middle of an ending that must run to its end.
    """

    def __init__(self) -> None:
        self._is_requested = False
        self._before = {number: signal.getsignal(number) for number in NUMBERS}

    def __enter__(self) -> StopSignals:
        for number in NUMBERS:
            signal.signal(number, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        return isinstance(error, StopRequested)

    def check(self) -> None:
        """Raise `StopRequested` if a signal came. Everything that waits calls this."""
        if self._is_requested:
            raise StopRequested

    def _note(self, number: int, frame: object) -> None:  # noqa: ARG002 - the signal module's signature
        self._is_requested = True

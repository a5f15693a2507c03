"""A pool of connections that tells how many are in use, and how many threads wait for one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import PoolProxiedConnection, QueuePool, event

from monitoria.platform.metrics import meters


class CountedPool(QueuePool):
    """SQLAlchemy's own, counted under the name of this process."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._used = meters.POOL_USED.labels(meters.process_name())
        self._waiting = meters.POOL_WAITING.labels(meters.process_name())
        meters.POOL_SIZE.labels(meters.process_name()).set(self.size())
        event.listen(self, "checkin", self._note_return)

    def connect(self) -> PoolProxiedConnection:
        if self.checkedout() < self.size():
            got = super().connect()
        else:
            with self._waiting.track_inprogress():
                got = super().connect()
        self._used.set(self.checkedout())
        return got

    def _note_return(self, *_: object) -> None:
        # It is on its way back, and still counted.
        self._used.set(max(self.checkedout() - 1, 0))

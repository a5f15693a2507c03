"""The application under a plain Gunicorn; with `BENCH_COUNTS=no`, with nobody who keeps the sums of charts."""

from __future__ import annotations

import os

from monitoria.analytics import listeners as counting
from monitoria.app import SUBSCRIPTIONS, assemble
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Bus

_config = Config.from_environment(os.environ)
_left_out = counting.SUBSCRIPTIONS if os.environ.get("BENCH_COUNTS") == "no" else ()
_engine = make_engine(str(_config.database_url), pool_size=8, application="monitoria-bench")
app = assemble(_config, Database(_engine, Bus(s for s in SUBSCRIPTIONS if s not in _left_out)))

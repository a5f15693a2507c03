"""A bare server of one file: what a range of it, or a copy of it, costs with nothing around."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from flask import Flask, Response, request, send_file
from gunicorn.http.unreader import SocketUnreader

# The quickest that was found for a plain copy, half again as quick as Gunicorn's own.
AT_ONCE = 1 << 18
SocketUnreader.max_body_chunk = AT_ONCE

app = Flask(__name__)


@app.get("/")
def nothing() -> Response:
    """Up."""
    return Response(b"{}", content_type="application/json")


@app.get("/file")
def give() -> Response:
    """The file, whole or in part, as Flask itself serves files."""
    return send_file(os.environ["BENCH_FILE"], conditional=True)


@app.post("/copy")
def take() -> Response:
    """The body, copied to a file."""
    with tempfile.NamedTemporaryFile(dir=Path(os.environ["BENCH_FILE"]).parent, delete=False) as target:
        shutil.copyfileobj(request.stream, target, AT_ONCE)  # kept, as ours is: what is deleted never meets the disk
        if "durable" in request.args:
            os.fsync(target.fileno())
    return Response(b"{}", content_type="application/json")

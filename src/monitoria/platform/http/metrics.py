"""`/metrics`, for whoever watches over the installation."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from monitoria.platform.metrics.door import Door


def serve_metrics(app: Flask, door: Door) -> None:
    """Add the address. Who may not know gets what any address gets that does not exist."""

    def metrics() -> Response:
        status, headers, body = door.answer(request.environ)
        if status == 404:
            raise NotFound()
        return Response(body, status, headers)

    app.add_url_rule("/metrics", "metrics", metrics)

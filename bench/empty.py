"""An application with one route that answers nothing of interest."""

from __future__ import annotations

from flask import Flask, Response

app = Flask(__name__)


@app.get("/")
def nothing() -> Response:
    """As little as Flask can do."""
    return Response(b"{}", content_type="application/json")

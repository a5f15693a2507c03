"""What a browser shows when an address outside the API fails: a sentence and the code that support looks up."""

from __future__ import annotations

from flask import Response, request
from markupsafe import escape

from monitoria.platform.errors import Problem
from monitoria.platform.http.observing import asked_now
from monitoria.platform.http.problems import problem_response

_PAGE = """<!doctype html>
<html lang="pt-BR">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>%s · Monitoria</title></head>
<body><main>
<h1>%s</h1>
<p>%s</p>
<p>Código do pedido: <code>%s</code></p>
<p><a href="/">Voltar ao início</a></p>
</main></body>
</html>
"""


def fault_response(problem: Problem) -> Response:
    """The problem as a page for a person's browser outside the API, as JSON for everybody else."""
    is_page = not request.path.startswith("/api") and "text/html" in request.headers.get("Accept", "")
    if not is_page:
        return problem_response(problem)
    body = _PAGE % (
        escape(problem.title),
        escape(problem.title),
        escape(problem.detail),
        escape(asked_now().request_id),
    )
    headers = {**problem.headers, "Cache-Control": "no-store"}
    return Response(body, problem.status, headers, content_type="text/html; charset=utf-8")

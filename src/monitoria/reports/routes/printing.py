"""Printed reports: an evaluation's sheet, an operator's and a team's month, a blank sheet."""

from __future__ import annotations

from flask import Response

from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work
from monitoria.platform.http.streaming import attachment
from monitoria.reports.schemas.printing import MonthQuery, PrintQuery
from monitoria.reports.service import printing as service

router = Router("reports", "/api")
PDF = "application/pdf"
ROUTERS = (router,)


def _answer(printed: service.Printed) -> Response:
    headers = {"Content-Disposition": attachment(printed.file_name), "Cache-Control": "private, no-store"}
    return Response(printed.content, 200, headers, content_type=PDF)


@router.get("/evaluations/<id>/report.pdf", Permission.EVALUATION_READ, content=(PDF,), may_lag=True)
def print_evaluation(work: Work, path: IdPath, query: PrintQuery) -> Response:
    """The sheet of an evaluation, to be read, signed and kept."""
    return _answer(service.print_evaluation(work.session, work.actor, path.id, query.lang, work.zone, work.now))


@router.get("/users/<id>/report.pdf", Permission.USER_PRINT, content=(PDF,), may_lag=True)
def print_person_month(work: Work, path: IdPath, query: MonthQuery) -> Response:
    """The month of an operator: an operator's own, or one's people's."""
    printed = service.print_person_month(
        work.session, work.actor, path.id, query.first(), query.lang, work.zone, work.now
    )
    return _answer(printed)


@router.get("/teams/<id>/report.pdf", Permission.TEAM_PRINT, content=(PDF,), may_lag=True)
def print_team_month(work: Work, path: IdPath, query: MonthQuery) -> Response:
    """The month of a team, for whoever leads it."""
    printed = service.print_team_month(
        work.session, work.actor, path.id, query.first(), query.lang, work.zone, work.now
    )
    return _answer(printed)


@router.get("/scorecards/<id>/blank.pdf", Permission.SCORECARD_PRINT, content=(PDF,), may_lag=True)
def print_blank(work: Work, path: IdPath, query: PrintQuery) -> Response:
    """A sheet to be filled by hand."""
    return _answer(service.print_blank(work.session, work.actor, path.id, query.lang))

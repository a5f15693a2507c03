"""/api/privacy/my-data and /api/privacy/requests: what a person may take along, and what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response

from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work
from monitoria.privacy import queries, service
from monitoria.privacy.queries import Contributor
from monitoria.privacy.schemas import (
    DataRequestBody,
    DataRequestOut,
    DataRequestPage,
    DataRequestQuery,
    DataRequestUpdateBody,
    MyDataOut,
    show_package,
    show_request,
)

router = Router("privacy", "/api/privacy")


def make_routers(contributors: Sequence[Contributor]) -> tuple[Router, ...]:
    """The routes; `contributors` find what is kept about a person."""
    own = Router("privacy", "/api/privacy")

    @own.get("/my-data", Permission.OWN_DATA)
    def get_my_data(work: Work) -> MyDataOut:
        """Everything that is kept about the caller."""
        return show_package(service.export_own_data(work.session, work.actor, contributors, "json", work.now))

    @own.get("/my-data.pdf", Permission.OWN_DATA, content=("application/pdf",))
    def get_my_data_pdf(work: Work) -> Response:
        """The same to read and to print."""
        package = service.export_own_data(work.session, work.actor, contributors, "pdf", work.now)
        headers = {"Content-Disposition": 'attachment; filename="meus-dados.pdf"'}
        return Response(service.print_package(package, work.zone), 200, headers, content_type="application/pdf")

    @own.get("/requests/<id>/package", Permission.DATA_REQUEST_PACKAGE)
    def get_request_package(work: Work, path: IdPath) -> MyDataOut:
        """Everything that is kept about whoever a request came from, to be handed to him."""
        package = service.export_for_request(work.session, work.actor, path.id, contributors, "json", work.now)
        return show_package(package)

    return (router, own)


@router.get("/requests", Permission.DATA_REQUEST_READ)
def list_data_requests(work: Work, query: DataRequestQuery) -> DataRequestPage:
    """Requests of data subjects, what is due first on top."""
    page, today = queries.list_requests(work.session, work.actor, query, query.status), work.zone.day_of(work.now)
    return page.as_page(DataRequestPage, lambda request: show_request(work.actor, request, today))


@router.get("/requests/<id>", Permission.DATA_REQUEST_READ)
def get_data_request(work: Work, path: IdPath) -> DataRequestOut:
    """One request."""
    found = queries.get_request(work.session, work.actor, path.id)
    return show_request(work.actor, found, work.zone.day_of(work.now))


@router.post("/requests", Permission.DATA_REQUEST_CREATE, status=201)
def register_data_request(work: Work, body: DataRequestBody) -> DataRequestOut:
    """Write down what a data subject asked for; the answer is due 15 days after it came."""
    today = work.zone.day_of(work.now)
    new = service.NewRequest(**body.model_dump())
    return show_request(work.actor, service.register_request(work.session, work.actor, new, today, work.now), today)


@router.put("/requests/<id>", Permission.DATA_REQUEST_UPDATE)
def update_data_request(work: Work, path: IdPath, body: DataRequestUpdateBody) -> DataRequestOut:
    """Answer a request, refuse it with the reason, or note how far it is."""
    changed = service.change_request(
        work.session, work.actor, path.id, body.version, body.status, body.answer, work.now
    )
    return show_request(work.actor, changed, work.zone.day_of(work.now))

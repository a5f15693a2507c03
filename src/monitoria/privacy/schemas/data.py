"""Shapes of requests of data subjects, and of everything about somebody."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.platform.access import Actor, Permission, allowed
from monitoria.platform.http import Day, Page, PageQuery, Payload, Shape, Version
from monitoria.privacy.models import DataRequest
from monitoria.privacy.queries import Package
from monitoria.privacy.rules import RequestKind, RequestStatus

SubjectName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Details = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)]


class DataRequestBody(Payload):
    """What was asked. `user_id`: when whoever asks is a user of the system. The deadline is 15 days after it came."""

    kind: RequestKind
    subject_name: SubjectName
    user_id: UUID | None = None
    details: Details = ""
    received_on: Day | None = Field(None, description="Today, when absent.")


class DataRequestUpdateBody(Payload):
    version: Version
    status: RequestStatus
    answer: Details = ""


class DataRequestQuery(PageQuery):
    status: RequestStatus | None = None


class DataRequestOut(Shape):
    """A request. `late`: it is open and its last day is over."""

    id: UUID
    kind: RequestKind
    status: RequestStatus
    subject_name: str
    user_id: UUID | None
    details: str
    answer: str
    received_on: date
    due_on: date
    late: bool
    closed_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime
    actions: list[str]


class DataRequestPage(Page[DataRequestOut]):
    """Requests, what is due first on top."""


class MyDataPersonOut(Shape):
    """Whom it is about."""

    id: UUID
    username: str
    full_name: str


class MyDataPartOut(Shape):
    """One kind of thing that is kept; each row is as its domain keeps it."""

    key: str
    title: str
    rows: list[dict[str, Any]]


class MyDataOut(Shape):
    """Everything that is kept about one person."""

    made_at: datetime
    person: MyDataPersonOut
    parts: list[MyDataPartOut]


def show_request(actor: Actor, request: DataRequest, today: date) -> DataRequestOut:
    """A request as `actor` sees it."""
    is_open = request.status == RequestStatus.OPEN.value
    words = allowed(actor, [Permission.DATA_REQUEST_UPDATE, Permission.DATA_REQUEST_PACKAGE])
    possible = {"update": is_open, "package": request.user_id is not None}
    return DataRequestOut(
        id=request.id,
        kind=RequestKind(request.kind),
        status=RequestStatus(request.status),
        subject_name=request.subject_name,
        user_id=request.user_id,
        details=request.details,
        answer=request.answer,
        received_on=request.received_on,
        due_on=request.due_on,
        late=is_open and request.due_on < today,
        closed_at=request.closed_at,
        version=request.version,
        created_at=request.created_at,
        updated_at=request.updated_at,
        actions=[word for word in words if possible[word]],
    )


def show_package(package: Package) -> MyDataOut:
    """Everything about a person."""
    person = package.person
    return MyDataOut(
        made_at=package.made_at,
        person=MyDataPersonOut(id=person.id, username=person.username, full_name=person.full_name),
        parts=[MyDataPartOut(key=key, title=title, rows=rows) for key, title, rows in package.parts],
    )

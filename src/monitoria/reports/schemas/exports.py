"""Shapes of exports in the background that cross HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, ValidationError

from monitoria.platform.errors import FieldError, Invalid
from monitoria.platform.http import Page, PageQuery, Payload, Shape
from monitoria.platform.http.handling import list_fields
from monitoria.platform.http.problems import invalid_from_pydantic
from monitoria.platform.tables import Format
from monitoria.reports.models import Export
from monitoria.reports.queries.lists import LISTINGS, Listing
from monitoria.reports.rules import ExportStatus, actions_of, rows_per_second
from monitoria.reports.schemas.lists import ExportQuery, Language, export_query

FilterValue = Annotated[str, StringConstraints(max_length=500)]


class ExportBody(Payload):
    """A file to be made. `filters`: the list's own query parameters, as they stand in its address."""

    list_name: str = Field(alias="list", max_length=24, description="The list: `calls`, `evaluations`, `answers`…")
    format: Format = Field(Format.CSV, strict=False)
    lang: Language = "pt-BR"
    filters: dict[str, FilterValue | list[FilterValue]] = Field(default={}, max_length=40)

    def listing(self) -> Listing:
        """The list. Raises `Invalid` for one that there is not."""
        if self.list_name not in LISTINGS:
            raise Invalid.at("/list", "Esta lista não existe. As que há: " + ", ".join(LISTINGS) + ".", "unknown")
        return LISTINGS[self.list_name]

    def as_query(self) -> ExportQuery:
        """The export's query, its filters read as the list reads them. Raises `Invalid` with pointers."""
        model = export_query(self.listing())
        many = list_fields(model)
        given: dict[str, Any] = {name: _as_given(value, many=name in many) for name, value in self.filters.items()}
        given = {name: value for name, value in given.items() if value not in ("", [], [""])}
        try:
            return model.model_validate({**given, "format": self.format, "lang": self.lang})
        except ValidationError as error:
            problem = invalid_from_pydantic(error)
            faults = [FieldError(f"/filters{fault.pointer}", fault.message, fault.rule) for fault in problem.errors]
            raise Invalid(errors=faults) from None


def _as_given(value: str | list[str], *, many: bool) -> Any:
    if many:
        return [value] if isinstance(value, str) else value
    return value if isinstance(value, str) else (value[-1] if value else "")


class ExportsQuery(PageQuery):
    """One's own exports are all there are."""


class ExportOut(Shape):
    """A file being made, or made. `rows_total` is null until they are counted; `rows_per_second` while it runs.

    It can be fetched at `GET /api/exports/{id}/file` until `expires_at`, by whoever asked for it and nobody else.
    """

    id: UUID
    list_name: str = Field(alias="list")
    format: Format | Literal["zip"]
    lang: Literal["pt-BR", "en"]
    filters: dict[str, Any]
    status: ExportStatus
    file_name: str
    size_bytes: int | None
    rows_done: int
    rows_total: int | None
    rows_per_second: float | None
    problem: str | None
    created_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None
    actions: list[str]


class ExportPage(Page[ExportOut]):
    """One's own exports, the newest first."""


def show_export(found: Export, now: datetime) -> ExportOut:
    """An export as its asker sees it; one whose time is over is expired, swept or not."""
    status = ExportStatus(found.status)
    if status is ExportStatus.READY and found.expires_at is not None and found.expires_at <= now:
        status = ExportStatus.EXPIRED
    is_running = status is ExportStatus.RUNNING
    return ExportOut(
        id=found.id,
        list=found.list,
        format="zip" if found.format == "zip" else Format(found.format),
        lang="en" if found.language == "en" else "pt-BR",
        filters={name: value for name, value in found.filters.items() if name != "evaluation_ids"},
        status=status,
        file_name=found.file_name,
        size_bytes=found.size_bytes,
        rows_done=found.rows_done,
        rows_total=found.rows_total,
        rows_per_second=rows_per_second(found.rows_done, found.started_at, found.progress_at) if is_running else None,
        problem=found.problem,
        created_at=found.created_at,
        finished_at=found.finished_at,
        expires_at=found.expires_at,
        actions=actions_of(status),
    )

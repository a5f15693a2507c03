"""What a batch of sheets is asked for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import Field, ValidationError

from monitoria.evaluations.schemas import EvaluationQuery
from monitoria.platform.errors import FieldError, Invalid
from monitoria.platform.http import Payload
from monitoria.platform.http.handling import list_fields
from monitoria.platform.http.problems import invalid_from_pydantic
from monitoria.reports.queries.batches import MOST_SHEETS
from monitoria.reports.schemas.exports import FilterValue
from monitoria.reports.schemas.lists import Language


def _as_given(value: str | list[str], *, many: bool) -> str | list[str]:
    if many:
        return [value] if isinstance(value, str) else value
    return value if isinstance(value, str) else value[-1]


class BatchBody(Payload):
    """Either identifiers, or the filters of the list of evaluations as in its address. At most 500 sheets."""

    evaluation_ids: list[UUID] | None = Field(None, strict=False, min_length=1, max_length=MOST_SHEETS)
    filters: dict[str, FilterValue | list[FilterValue]] | None = Field(None, max_length=40)
    lang: Language = "pt-BR"

    def wanted_ids(self) -> list[UUID] | None:
        """The identifiers, when some were given. Raises `Invalid` unless there is one or the other."""
        if (self.evaluation_ids is None) == (self.filters is None):
            raise Invalid.at(
                "/evaluation_ids", "Diga quais monitorias, ou os filtros da lista, e não os dois.", "exclusive"
            )
        return self.evaluation_ids

    def as_query(self) -> EvaluationQuery:
        """The list's own query. Raises `Invalid` with pointers."""
        many = list_fields(EvaluationQuery)
        given: dict[str, Any] = {
            name: _as_given(value, many=name in many)
            for name, value in (self.filters or {}).items()
            if value not in ("", [], [""])
        }
        try:
            return EvaluationQuery.model_validate(given)
        except ValidationError as error:
            problem = invalid_from_pydantic(error)
            faults = [FieldError(f"/filters{fault.pointer}", fault.message, fault.rule) for fault in problem.errors]
            raise Invalid(errors=faults) from None

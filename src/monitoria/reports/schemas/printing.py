"""What printed reports are asked for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from monitoria.platform.http import Query
from monitoria.reports.schemas.lists import Language

Month = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]


class PrintQuery(Query):
    """In which language it is printed."""

    lang: Language = Field("pt-BR", description="The language of titles and words.")


class MonthQuery(PrintQuery):
    """Which reporting month, and the language."""

    month: Month | None = Field(None, description="`2026-11`; the present reporting month when absent.")

    def first(self) -> date | None:
        """The first day of the calendar month that the reporting month is named after."""
        return None if self.month is None else date(int(self.month[:4]), int(self.month[5:]), 1)

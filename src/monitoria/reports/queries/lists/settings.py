"""Categories and holidays as they leave: the same for everybody."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select

from monitoria.platform.access import Permission
from monitoria.platform.tables import Kind, Words
from monitoria.reports.queries.lists.listing import Asked, Listing, Sheet, always, column, moment_of, text_of
from monitoria.settings.models import Category, Holiday
from monitoria.settings.queries import select_categories, select_holidays
from monitoria.settings.schemas import CategoryQuery, HolidayQuery

_CATEGORY_COLUMNS = always(
    text_of("Chave", "Key", Category.key, 24),
    text_of("Categoria", "Category", Category.label, 32),
    column("Ativa", "Active", Kind.YES_NO, Category.is_active, 10),
    moment_of("Criada em", "Created at", Category.created_at),
    moment_of("Alterada em", "Changed at", Category.updated_at),
)
_HOLIDAY_COLUMNS = always(
    column("Dia", "Day", Kind.DAY, Holiday.day, 12),
    text_of("Feriado", "Holiday", Holiday.name, 36),
    column("Facultativo", "Optional", Kind.YES_NO, Holiday.is_optional, 12),
)


def _categories(asked: Asked) -> Select[Any]:
    query: CategoryQuery = asked.query
    return select_categories(is_active=query.active)


def _holidays(asked: Asked) -> Select[Any]:
    query: HolidayQuery = asked.query
    return select_holidays(query.year)


CATEGORIES = Listing(
    name="categories",
    rule="/api/categories/export",
    permission=Permission.SETTINGS_READ,
    query=CategoryQuery,
    file_name=Words("categorias", "categories"),
    sheets=(Sheet(Words("Categorias", "Categories"), _CATEGORY_COLUMNS, _categories),),
)
HOLIDAYS = Listing(
    name="holidays",
    rule="/api/holidays/export",
    permission=Permission.SETTINGS_READ,
    query=HolidayQuery,
    file_name=Words("feriados", "holidays"),
    sheets=(Sheet(Words("Feriados", "Holidays"), _HOLIDAY_COLUMNS, _holidays),),
)

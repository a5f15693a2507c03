"""Problems of settings."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class CategoryTaken(Conflict):
    slug = "category-taken"
    title = "Categoria já existe"
    default_detail = "Já existe uma categoria com este nome."


class HolidayTaken(Conflict):
    slug = "holiday-taken"
    title = "Feriado já cadastrado"
    default_detail = "Já existe um feriado neste dia. Remova-o antes para dar outro nome."

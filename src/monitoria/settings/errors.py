"""Problems of settings."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class CategoryTaken(Conflict):
    slug = "category-taken"
    title = "Categoria já existe"
    default_detail = "Já existe uma categoria com este nome."

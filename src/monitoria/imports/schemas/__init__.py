"""Shapes of imports that cross HTTP."""

from monitoria.imports.schemas.bodies import (
    ImportForm,
    ImportQuery,
    ImportUpdateBody,
    PresetBody,
    PresetQuery,
    ProblemQuery,
)
from monitoria.imports.schemas.findings import show_counts, show_preview, show_problem
from monitoria.imports.schemas.forms import FormFile, FormNoteOut, ImportedScorecardOut, show_imported
from monitoria.imports.schemas.shown import (
    ImportOut,
    ImportPage,
    PresetOut,
    PresetPage,
    PreviewOut,
    ProblemCountsOut,
    RowProblemPage,
    show_brief,
    show_built_in,
    show_import,
    show_preset,
)

__all__ = [
    "FormFile",
    "FormNoteOut",
    "ImportForm",
    "ImportOut",
    "ImportPage",
    "ImportQuery",
    "ImportUpdateBody",
    "ImportedScorecardOut",
    "PresetBody",
    "PresetOut",
    "PresetPage",
    "PresetQuery",
    "PreviewOut",
    "ProblemCountsOut",
    "ProblemQuery",
    "RowProblemPage",
    "show_brief",
    "show_built_in",
    "show_counts",
    "show_import",
    "show_imported",
    "show_preset",
    "show_preview",
    "show_problem",
]

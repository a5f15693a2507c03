"""The verbs about imports."""

from monitoria.imports.service.files import (
    Layout,
    NewFile,
    create_import,
    delete_import,
    require_kind,
    update_import,
)
from monitoria.imports.service.jobs import Surroundings, run_check, run_commit, run_undo
from monitoria.imports.service.moves import (
    cancel_import,
    request_check,
    request_commit,
    request_undo,
    resume_import,
)
from monitoria.imports.service.presets import delete_preset, layout_of, save_preset
from monitoria.imports.service.scorecards import ImportedScorecard, form_content, import_scorecard
from monitoria.imports.service.shown import preview_rows, write_rejected

__all__ = [
    "ImportedScorecard",
    "Layout",
    "NewFile",
    "Surroundings",
    "cancel_import",
    "create_import",
    "delete_import",
    "delete_preset",
    "form_content",
    "import_scorecard",
    "layout_of",
    "preview_rows",
    "request_check",
    "request_commit",
    "request_undo",
    "require_kind",
    "resume_import",
    "run_check",
    "run_commit",
    "run_undo",
    "save_preset",
    "update_import",
    "write_rejected",
]

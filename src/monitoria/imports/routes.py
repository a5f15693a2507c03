"""/api/imports and /api/import-presets."""

from __future__ import annotations

from dataclasses import replace

from flask import Response
from werkzeug.wsgi import FileWrapper

from monitoria.imports import queries, service
from monitoria.imports.models import Import
from monitoria.imports.rules.fields import ImportKind
from monitoria.imports.rules.options import options_from
from monitoria.imports.rules.presets import BUILT_IN
from monitoria.imports.schemas import (
    FormFile,
    ImportedScorecardOut,
    ImportForm,
    ImportOut,
    ImportPage,
    ImportQuery,
    ImportUpdateBody,
    PresetBody,
    PresetOut,
    PresetPage,
    PresetQuery,
    PreviewOut,
    ProblemCountsOut,
    ProblemQuery,
    RowProblemPage,
    show_brief,
    show_built_in,
    show_counts,
    show_import,
    show_imported,
    show_preset,
    show_preview,
    show_problem,
)
from monitoria.people.queries import names_of
from monitoria.platform.access import Permission
from monitoria.platform.errors import NotFound
from monitoria.platform.http import IdPath, Router, Upload, Work
from monitoria.platform.storage import NotStored, Stored

PREFIX = "imports"
imports_router = Router("imports", "/api/imports")
presets_router = Router("imports", "/api/import-presets")
ROUTERS = (imports_router, presets_router)


@imports_router.post("", Permission.IMPORT_CREATE, status=201, upload=Upload(PREFIX))
def create_import(work: Work, form: ImportForm) -> ImportOut:
    """Send a file. It is examined and its columns are guessed; nothing of it is written."""
    service.require_kind(work.actor, form.kind)
    layout = service.layout_of(work.session, form.preset, form.kind)
    if form.source is not None:
        layout = replace(layout, options=replace(layout.options, source=form.source))
    file = service.NewFile(form.kind, form.file.file_name, form.file.key, form.file.size_bytes, form.file.sha256)
    with work.storage.open(form.file.key).local() as path:
        made = service.create_import(work.session, work.actor, file, path, layout, work.now, user_id=work.actor.id)
    form.file.adopt()
    return _show(work, made)


@imports_router.get("", Permission.IMPORT_READ)
def list_imports(work: Work, query: ImportQuery) -> ImportPage:
    """The imports in reach, the newest first."""
    page = queries.list_imports(work.session, work.actor, query.kind, query)
    names = names_of(work.session, {found.created_by_id for found in page.items if found.created_by_id})

    def shape(found: Import) -> object:
        name = names.get(found.created_by_id) if found.created_by_id else None
        return show_brief(work.actor, found, name, work.now)

    return page.as_page(ImportPage, shape)


@imports_router.get("/<id>", Permission.IMPORT_READ)
def get_import(work: Work, path: IdPath) -> ImportOut:
    """One import, with what its screens show."""
    return _show(work, queries.get_import(work.session, work.actor, path.id))


@imports_router.put("/<id>", Permission.IMPORT_UPDATE)
def update_import(work: Work, path: IdPath, body: ImportUpdateBody) -> ImportOut:
    """Change which column is which, how values are read, or what becomes of unknown values."""
    found = queries.get_import(work.session, work.actor, path.id)
    changes = body.as_changes(options_from(found.options))
    return _show(work, service.update_import(work.session, work.actor, path.id, changes, _file(work, found), work.now))


@imports_router.delete("/<id>", Permission.IMPORT_DELETE, status=204)
def delete_import(work: Work, path: IdPath) -> None:
    """Remove a file that left nothing behind."""
    service.delete_import(work.session, work.actor, path.id)


@imports_router.post("/scorecards", Permission.SCORECARD_CREATE, status=201, upload=Upload(PREFIX))
def import_scorecard(work: Work, form: FormFile) -> ImportedScorecardOut:
    """Make a scorecard, as a draft, of an evaluation form of Amazon Connect or Genesys Cloud."""
    content = service.form_content(work.storage.open(form.file.key))
    made = service.import_scorecard(work.session, work.actor, content, form.file.file_name, work.now)
    return show_imported(made.card, made.form)


@imports_router.get("/<id>/preview", Permission.IMPORT_READ)
def preview_import(work: Work, path: IdPath) -> PreviewOut:
    """The first rows as they will be read."""
    found = queries.get_import(work.session, work.actor, path.id)
    return show_preview(found, service.preview_rows(found, work.zone, work.now))


@imports_router.get("/<id>/problems", Permission.IMPORT_READ)
def list_import_problems(work: Work, path: IdPath, query: ProblemQuery) -> RowProblemPage:
    """Everything that is wrong, by row and column."""
    found = queries.get_import(work.session, work.actor, path.id)
    page = queries.list_problems(work.session, work.actor, path.id, query, rule=query.rule, column=query.column)
    return page.as_page(RowProblemPage, lambda problem: show_problem(found, problem))


@imports_router.get("/<id>/problem-counts", Permission.IMPORT_READ)
def count_import_problems(work: Work, path: IdPath) -> ProblemCountsOut:
    """How many rows have each kind of problem."""
    found = queries.get_import(work.session, work.actor, path.id)
    return show_counts(found, queries.count_problems(work.session, work.actor, path.id))


@imports_router.get("/<id>/rejected", Permission.IMPORT_READ, content=("text/csv",))
def get_rejected_rows(work: Work, path: IdPath) -> Response:
    """The rows that were kept out as a CSV, with the reason in the last column."""
    found = queries.get_import(work.session, work.actor, path.id)
    made = service.write_rejected(work.session, found, _file(work, found))
    headers = {"Content-Disposition": f'attachment; filename="recusadas-{found.id}.csv"'}
    kind = "text/csv; charset=utf-8"
    answer = Response(FileWrapper(made), headers=headers, content_type=kind, direct_passthrough=True)
    answer.call_on_close(made.close)
    return answer


@imports_router.post("/<id>/check", Permission.IMPORT_CHECK)
def check_import(work: Work, path: IdPath) -> ImportOut:
    """Have the whole file read, to see every problem before anything is written."""
    return _show(work, service.request_check(work.session, work.actor, path.id, work.now))


@imports_router.post("/<id>/commit", Permission.IMPORT_COMMIT)
def commit_import(work: Work, path: IdPath) -> ImportOut:
    """Have the good rows written."""
    return _show(work, service.request_commit(work.session, work.actor, path.id, work.now))


@imports_router.post("/<id>/cancel", Permission.IMPORT_CANCEL)
def cancel_import(work: Work, path: IdPath) -> ImportOut:
    """Stop after the present batch; what was written stays until it is undone."""
    return _show(work, service.cancel_import(work.session, work.actor, path.id, work.now))


@imports_router.post("/<id>/resume", Permission.IMPORT_RESUME)
def resume_import(work: Work, path: IdPath) -> ImportOut:
    """Go on where it stopped."""
    return _show(work, service.resume_import(work.session, work.actor, path.id, work.now))


@imports_router.post("/<id>/undo", Permission.IMPORT_UNDO)
def undo_import(work: Work, path: IdPath) -> ImportOut:
    """Take everything back, while none of its calls is being evaluated."""
    return _show(work, service.request_undo(work.session, work.actor, path.id, work.now))


@presets_router.get("", Permission.IMPORT_READ)
def list_import_presets(work: Work, query: PresetQuery) -> PresetPage:
    """The layouts one can choose from."""
    built_in = [show_built_in(p) for p in BUILT_IN.values()] if query.kind in (None, ImportKind.CALLS) else []
    saved = [show_preset(work.actor, preset) for preset in queries.list_presets(work.session, query.kind)]
    return PresetPage(items=built_in + saved, next_cursor=None, total=len(built_in) + len(saved))


@presets_router.post("", Permission.IMPORT_CREATE, status=201)
def create_import_preset(work: Work, body: PresetBody) -> PresetOut:
    """Keep how an import is read, for the next file."""
    preset = service.save_preset(work.session, work.actor, body.import_id, body.name, work.now, user_id=work.actor.id)
    return show_preset(work.actor, preset)


@presets_router.delete("/<id>", Permission.IMPORT_CREATE, status=204)
def delete_import_preset(work: Work, path: IdPath) -> None:
    """Forget a saved layout."""
    service.delete_preset(work.session, work.actor, path.id)


def _file(work: Work, found: Import) -> Stored:
    """The kept file. Raises `NotFound` when it is gone."""
    try:
        return work.storage.open(found.storage_key)
    except NotStored:
        raise NotFound("O arquivo desta importação não está mais guardado.") from None


def _show(work: Work, found: Import) -> ImportOut:
    values = queries.values_of(work.session, found.id)
    return show_import(work.actor, found, values, queries.name_of(work.session, found.created_by_id), work.now)

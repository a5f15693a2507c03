"""Imports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010_imports"
down_revision = "0009_moments"
branch_labels = None
depends_on = None

KINDS = "kind IN ('calls', 'people', 'evaluations')"
STATUSES = (
    "status IN ('uploaded', 'checking', 'checked', 'committing', 'committed', 'cancelled', 'failed', 'undoing', "
    "'undone')"
)


def upgrade() -> None:
    op.add_column("calls", sa.Column("import_id", sa.Uuid(), nullable=True))
    op.create_index("ix_calls_import_id", "calls", ["import_id"], postgresql_where=sa.text("import_id IS NOT NULL"))
    _create_imports()
    _create_findings()
    _create_memory()


def _create_imports() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("storage_key", sa.String(length=200), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        *(
            sa.Column(name, JSONB(), nullable=False)
            for name in ("reading", "sheets", "columns", "dates", "sample", "mapping", "options")
        ),
        sa.Column("counts", JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("rows_done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("rows_total", sa.Integer(), nullable=True),
        sa.Column("run", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("run_rows_from", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("run_started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("progress_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_cancel_requested", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(KINDS, name=op.f("ck_imports_kind_is_known")),
        sa.CheckConstraint(STATUSES, name=op.f("ck_imports_status_is_known")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_imports_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index("ix_imports_created_by_id", "imports", ["created_by_id", "id"])


def _of_import(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_import_id_imports")
    return sa.ForeignKeyConstraint(["import_id"], ["imports.id"], ondelete="CASCADE", name=name)


def _create_findings() -> None:
    op.create_table(
        "import_problems",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("is_warning", sa.Boolean(), nullable=False),
        _of_import("import_problems"),
        sa.PrimaryKeyConstraint("import_id", "row", "position", "rule", name=op.f("pk_import_problems")),
    )
    op.create_table(
        "import_values",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.String(length=160), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("near", JSONB(), nullable=False),
        sa.Column("decision", JSONB(), nullable=True),
        _of_import("import_values"),
        sa.PrimaryKeyConstraint("import_id", "field", "key", name=op.f("pk_import_values")),
    )


def _create_memory() -> None:
    op.create_table(
        "import_changes",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("before", JSONB(), nullable=False),
        _of_import("import_changes"),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], ondelete="CASCADE", name=op.f("fk_import_changes_call_id_calls")
        ),
        sa.PrimaryKeyConstraint("import_id", "call_id", name=op.f("pk_import_changes")),
    )
    op.create_index("ix_import_changes_call_id", "import_changes", ["call_id"])
    op.create_table(
        "import_presets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("mapping", JSONB(), nullable=False),
        sa.Column("options", JSONB(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_import_presets_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_presets")),
    )
    op.create_index("uq_import_presets_kind_name_key", "import_presets", ["kind", "name_key"], unique=True)
    op.create_table(
        "import_keys",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        prefixes=["UNLOGGED"],
    )

"""What an import made or changed besides calls, for undoing; the total an imported evaluation came with."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017_import_traces"
down_revision = "0016_coaching"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_traces",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("before", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('user', 'team', 'call', 'evaluation')", name=op.f("ck_import_traces_kind_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_import_traces_import_id_imports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("import_id", "kind", "thing_id", name=op.f("pk_import_traces")),
    )
    op.add_column("evaluations", sa.Column("imported_total", sa.Numeric(precision=12, scale=4), nullable=True))
    op.add_column("evaluations", sa.Column("imported_total_differs", sa.Boolean(), nullable=True))

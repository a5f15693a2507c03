"""Batches of recordings that wait to be matched to calls."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011_recording_batches"
down_revision = "0010_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recording_batches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("patterns", postgresql.JSONB(), nullable=False),
        sa.Column("window_seconds", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('open', 'confirmed', 'discarded')", name=op.f("ck_recording_batches_status_is_known")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_recording_batches_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_batches")),
    )
    op.create_index("ix_recording_batches_created_by_id", "recording_batches", ["created_by_id", "id"])
    _create_items()


def _create_items() -> None:
    op.create_table(
        "recording_batch_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("storage_key", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.Column("call_id", sa.Uuid(), nullable=True),
        sa.Column("matched_by", sa.String(length=12), nullable=True),
        sa.Column("candidate_ids", postgresql.ARRAY(sa.Uuid()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["recording_batches.id"],
            name=op.f("fk_recording_batch_items_batch_id_recording_batches"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_recording_batch_items_call_id_calls"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["recordings.id"],
            name=op.f("fk_recording_batch_items_recording_id_recordings"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_batch_items")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_recording_batch_items_storage_key")),
    )
    op.create_index("ix_recording_batch_items_batch_id", "recording_batch_items", ["batch_id", "position"])
    op.create_index("ix_recording_batch_items_call_id", "recording_batch_items", ["call_id"])
    op.create_index("ix_recording_batch_items_recording_id", "recording_batch_items", ["recording_id"])

"""By whom an evaluation was closed: nobody, when a deadline did (since when: 0019). What became of a transcription."""

import sqlalchemy as sa
from alembic import op

revision = "0022_closing"
down_revision = "0021_reports"
branch_labels = None
depends_on = None

# The audit trail knows who did it.
_REMEMBER = """
UPDATE evaluations
   SET closed_by_id = (
           SELECT u.id
             FROM audit_entries a JOIN users u ON u.id = a.actor_id
            WHERE a.subject_type = 'evaluation' AND a.subject_id = evaluations.id::text
              AND a.name = 'evaluation.closed'
            ORDER BY a.at DESC LIMIT 1
       )
 WHERE status = 'closed'
"""
CHECKS = {
    "closed_has_a_time": "(status = 'closed') = (closed_at IS NOT NULL)",
    "closed_by_somebody_at_a_time": "closed_by_id IS NULL OR closed_at IS NOT NULL",
}


def upgrade() -> None:
    op.add_column("recordings", sa.Column("transcription", sa.String(length=20), nullable=True))
    op.add_column("evaluations", sa.Column("closed_by_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_evaluations_closed_by_id_users"), "evaluations", "users", ["closed_by_id"], ["id"])
    op.execute(_REMEMBER)
    for name, condition in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_evaluations_{name}"), "evaluations", condition)

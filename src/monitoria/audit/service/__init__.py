"""The verbs of the audit trail: seal it, verify it."""

from monitoria.audit.service.sealing import SEALED_AT_ONCE, Verdict, seal_entries, verify_chain

__all__ = ["SEALED_AT_ONCE", "Verdict", "seal_entries", "verify_chain"]

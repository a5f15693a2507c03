"""What is looked up about the system."""

from monitoria.system.queries.facts import read_facts
from monitoria.system.queries.figures import FIGURES
from monitoria.system.queries.jobs import FailedJob, find_workers, list_failed_jobs, lock_failed_job

__all__ = ["FIGURES", "FailedJob", "find_workers", "list_failed_jobs", "lock_failed_job", "read_facts"]

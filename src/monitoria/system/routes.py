"""/api/system."""

from __future__ import annotations

from datetime import timedelta

from monitoria.platform.access import Permission
from monitoria.platform.clock import utc_now
from monitoria.platform.http import Router, Work
from monitoria.system import queries, service
from monitoria.system.schemas import HealthOut, HealthQuery, JobPath, show_health

router = Router("system", "/api/system")
ROUTERS = (router,)

# Older failures are history: the logs have them.
_FAILED_DAYS, _MOST_FAILED = timedelta(days=7), 50


@router.get("/health", Permission.SYSTEM_READ)
def get_system_health(work: Work, query: HealthQuery) -> HealthOut:
    """How the system stands, in sentences: what is well, what is not, and what to do next."""
    findings = service.examine_system(work.session, work.actor, work.config, utc_now())
    failed = queries.list_failed_jobs(work.session, work.actor, work.now - _FAILED_DAYS, _MOST_FAILED)
    return show_health(work.actor, findings, failed, query.lang, work.now)


@router.post("/jobs/<job_id>/retry", Permission.SYSTEM_RETRY_JOB, status=204)
def retry_job(work: Work, path: JobPath) -> None:
    """Try a job once more that had failed for good."""
    service.retry_job(work.session, work.actor, path.job_id)

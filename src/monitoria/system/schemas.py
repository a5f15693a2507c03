"""What crosses HTTP about the system."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, Field

from monitoria.platform.access import Actor, Permission, allowed
from monitoria.platform.http import Instant, Query, Shape
from monitoria.system.queries import FailedJob
from monitoria.system.rules import Finding, HealthState, Language, Matter, say, task_words, worst


class HealthQuery(Query):
    lang: Language = Language.PORTUGUESE


class JobPath(BaseModel):
    job_id: int = Field(ge=1, le=2**63 - 1)


class FindingOut(Shape):
    """One matter. `remedy` is what to do next, empty when there is nothing to do."""

    matter: Matter
    state: HealthState
    code: str
    title: str
    text: str
    remedy: str


class FailedJobOut(Shape):
    """A job that failed for good. `title` says what it does; the logs tell of it by `id`.

    Its action is `retry-job`.
    """

    id: int
    task: str
    title: str
    attempts: int
    failed_at: Instant
    actions: list[str]


class HealthOut(Shape):
    """How the system stands: the worst of its matters, each of them, and the jobs that failed lately."""

    state: HealthState
    looked_at: Instant
    findings: list[FindingOut]
    failed_jobs: list[FailedJobOut]


def show_health(
    actor: Actor, findings: Sequence[Finding], failed: Sequence[FailedJob], language: Language, now: datetime
) -> HealthOut:
    """The answer, in one language."""
    actions = allowed(actor, (Permission.SYSTEM_RETRY_JOB,))
    return HealthOut(
        state=worst(findings),
        looked_at=now,
        findings=[_show(finding, language) for finding in findings],
        failed_jobs=[
            FailedJobOut(
                id=job.id,
                task=job.task,
                title=task_words(job.task, language),
                attempts=job.attempts,
                failed_at=job.failed_at,
                actions=actions,
            )
            for job in failed
        ],
    )


def _show(finding: Finding, language: Language) -> FindingOut:
    said = say(finding, language)
    return FindingOut(
        matter=finding.matter,
        state=finding.state,
        code=finding.code,
        title=said.title,
        text=said.text,
        remedy=said.remedy,
    )

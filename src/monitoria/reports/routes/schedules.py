"""/api/reports/schedules: reports that leave by e-mail."""

from __future__ import annotations

from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work
from monitoria.reports.queries import schedules as queries
from monitoria.reports.queries.schedules import LabelledSchedule
from monitoria.reports.schemas.schedules import (
    RhythmBody,
    ScheduleBody,
    ScheduleOut,
    SchedulePage,
    ScheduleQuery,
    ScheduleUpdateBody,
    show_schedule,
)
from monitoria.reports.service import schedules as service

router = Router("reports", "/api/reports/schedules")


def _wish(body: RhythmBody) -> service.Wish:
    return service.Wish(body.rhythm(), body.lang, body.recipient_ids, body.paused)


def _show(work: Work, found: LabelledSchedule) -> ScheduleOut:
    recipients = queries.recipients_of(work.session, [found.schedule.id])
    return show_schedule(work.actor, found, recipients.get(found.schedule.id, ()))


@router.get("", Permission.SCHEDULE_READ)
def list_schedules(work: Work, query: ScheduleQuery) -> SchedulePage:
    """The schedules in reach, the newest first."""
    page = queries.list_schedules(work.session, work.actor, query)
    recipients = queries.recipients_of(work.session, [found.schedule.id for found in page.items])
    return page.as_page(
        SchedulePage, lambda found: show_schedule(work.actor, found, recipients.get(found.schedule.id, ()))
    )


@router.get("/<id>", Permission.SCHEDULE_READ)
def get_schedule(work: Work, path: IdPath) -> ScheduleOut:
    """One schedule."""
    return _show(work, queries.get_schedule(work.session, work.actor, path.id))


@router.post("", Permission.SCHEDULE_CREATE, status=201)
def create_schedule(work: Work, body: ScheduleBody) -> ScheduleOut:
    """Have a report sent every week, every month, or in the morning after the reporting month closed."""
    subject = service.Subject(body.kind, body.subject_id())
    return _show(work, service.create_schedule(work.session, work.actor, subject, _wish(body), work.zone, work.now))


@router.put("/<id>", Permission.SCHEDULE_UPDATE)
def change_schedule(work: Work, path: IdPath, body: ScheduleUpdateBody) -> ScheduleOut:
    """Send it otherwise, to others, pause it or go on with it."""
    changed = service.change_schedule(work.session, work.actor, path.id, body.version, _wish(body), work.zone, work.now)
    return _show(work, changed)


@router.delete("/<id>", Permission.SCHEDULE_DELETE, status=204)
def delete_schedule(work: Work, path: IdPath) -> None:
    """Send nothing of it any more."""
    service.delete_schedule(work.session, work.actor, path.id)
